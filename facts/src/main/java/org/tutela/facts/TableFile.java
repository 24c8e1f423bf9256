package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// Writes one table that leaves the house (Apache Parquet format 1, zstd pages): plain columns that
/// may all be null. Equal rows in equal order give equal bytes. One thread.
public final class TableFile implements Closeable {
    private final RowGroups file;
    private final List<Column> columns;
    private final ColumnWriter[] writers;

    /// What a column holds.
    public enum Kind {
        /// UTF-8.
        TEXT,
        /// Signed 64 bits.
        NUMBER,
        /// True or false.
        FLAG,
        /// Microseconds since 1970 UTC.
        TIME
    }

    /// A column.
    ///
    /// @param name its name in the file
    /// @param kind what it holds
    public record Column(String name, Kind kind) {}

    private TableFile(List<Column> columns, RowGroups file) {
        this.columns = columns;
        this.writers = new ColumnWriter[columns.size()];
        this.file = file;
    }

    /// Starts `target`, written as `target.part` until it is committed.
    public static TableFile create(String table, List<Column> columns, Path target)
            throws IOException {
        List<StoredColumn> stored =
                columns.stream().map(column -> stored(column.name(), column.kind())).toList();
        return new TableFile(List.copyOf(columns), RowGroups.create(table, stored, target));
    }

    /// Adds a row: for each column null or a `String`, `Number`, `Boolean` or [Instant] after its
    /// kind. Throws [IllegalArgumentException] where a value is of another kind.
    public void add(List<? extends @Nullable Object> values) throws IOException {
        ColumnWriteStore group = file.group(this::begin);
        for (int i = 0; i < writers.length; i++) {
            Object value = values.get(i);
            if (value == null) {
                writers[i].writeNull(0, 0);
            } else {
                write(writers[i], columns.get(i), value);
            }
        }
        group.endRecord();
        file.rowWritten();
    }

    private void begin(ColumnWriteStore store, MessageType schema) {
        for (int i = 0; i < writers.length; i++) {
            writers[i] =
                    store.getColumnWriter(
                            schema.getColumnDescription(new String[] {columns.get(i).name()}));
        }
    }

    /// Finishes the file under its name.
    public FactFile commit() throws IOException {
        return file.commit(new TreeMap<>());
    }

    /// Without [#commit], deletes what was written.
    @Override
    public void close() throws IOException {
        file.close();
    }

    private static void write(ColumnWriter writer, Column column, Object value) {
        boolean fits =
                switch (column.kind()) {
                    case TEXT -> value instanceof String;
                    case NUMBER -> value instanceof Number;
                    case FLAG -> value instanceof Boolean;
                    case TIME -> value instanceof Instant;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "the column " + column.name() + " holds a " + value.getClass().getSimpleName());
        }
        switch (column.kind()) {
            case TEXT -> writer.write(text((String) value), 0, 1);
            case NUMBER -> writer.write(((Number) value).longValue(), 0, 1);
            case FLAG -> writer.write((boolean) (Boolean) value, 0, 1);
            case TIME ->
                    writer.write(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value), 0, 1);
        }
    }

    /// A text that is no well-formed Unicode is written with U+FFFD.
    private static Binary text(String value) {
        return Binary.fromConstantByteArray(
                Utf16.wellFormed(value)
                        ? value.getBytes(StandardCharsets.UTF_8)
                        : Utf16.replaced(value));
    }

    private static StoredColumn stored(String name, Kind kind) {
        StoredColumn.Kind as =
                switch (kind) {
                    case TEXT -> StoredColumn.Kind.TEXT;
                    case NUMBER -> StoredColumn.Kind.NUMBER;
                    case FLAG -> StoredColumn.Kind.FLAG;
                    case TIME -> StoredColumn.Kind.MICROS;
                };
        // Most texts of these tables stand once: a dictionary costs more than it saves.
        return new StoredColumn(name, as, 0, true, false);
    }
}
