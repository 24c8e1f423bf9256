package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/// Writes one table that leaves the house (Apache Parquet format 1, zstd pages): plain columns that
/// may all be null. Equal rows in equal order give equal bytes. One thread.
public final class TableFile implements Closeable {
    private final String table;
    private final Path target;
    private final List<Column> columns;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final DigestingFile out;
    private final ZstdPages compressor = new ZstdPages();
    private final ParquetFileWriter file;
    private final ColumnWriter[] writers;
    private @Nullable ColumnChunkPageWriteStore pages;
    private @Nullable ColumnWriteStore store;
    private long rows;
    private int groupRows;
    private boolean open = true;

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

    private TableFile(String table, List<Column> columns, Path target, DigestingFile out)
            throws IOException {
        this.table = table;
        this.target = target;
        this.columns = columns;
        this.out = out;
        List<StoredColumn> stored =
                columns.stream().map(column -> stored(column.name(), column.kind())).toList();
        this.schema = FactWriter.schema(table, stored);
        this.properties = FactWriter.properties(stored);
        this.writers = new ColumnWriter[columns.size()];
        this.file =
                new ParquetFileWriter(
                        out,
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        Long.MAX_VALUE,
                        0,
                        FactWriter.TRUNCATED_STATISTICS,
                        FactWriter.TRUNCATED_STATISTICS,
                        true);
        file.start();
    }

    /// Starts `target`, written as `target.part` until it is committed.
    public static TableFile create(String table, List<Column> columns, Path target)
            throws IOException {
        Files.createDirectories(Durable.folderOf(target));
        DigestingFile out = DigestingFile.create(Durable.part(target));
        try {
            return new TableFile(table, List.copyOf(columns), target, out);
        } catch (IOException e) {
            out.abandon();
            Files.deleteIfExists(Durable.part(target));
            throw e;
        }
    }

    /// Adds a row: for each column null or a `String`, `Number`, `Boolean` or [Instant] after its
    /// kind. Throws [IllegalArgumentException] where a value is of another kind.
    public void add(List<? extends @Nullable Object> values) throws IOException {
        ColumnWriteStore group = group();
        for (int i = 0; i < writers.length; i++) {
            Object value = values.get(i);
            if (value == null) {
                writers[i].writeNull(0, 0);
            } else {
                write(writers[i], columns.get(i), value);
            }
        }
        group.endRecord();
        rows++;
        groupRows++;
        if (groupRows == FactWriter.GROUP_ROWS) {
            endGroup();
        }
    }

    /// Finishes the file under its name.
    public FactFile commit() throws IOException {
        if (!open) {
            throw new IllegalStateException("already committed or closed: " + target);
        }
        endGroup();
        TreeMap<String, String> notes = new TreeMap<>();
        notes.put("tutela.table", table);
        file.end(notes);
        file.close();
        out.close();
        compressor.release();
        open = false;
        Durable.move(Durable.part(target), target);
        return new FactFile(target, table, rows, out.getPos(), out.digest());
    }

    /// Without [#commit], deletes what was written.
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            if (pages != null) {
                pages.close();
            }
            compressor.release();
            out.abandon();
            Files.deleteIfExists(Durable.part(target));
        }
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

    private ColumnWriteStore group() {
        if (store != null) {
            return store;
        }
        ColumnChunkPageWriteStore chunk =
                new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        new HeapByteBufferAllocator(),
                        FactWriter.TRUNCATED_STATISTICS,
                        true);
        ColumnWriteStore fresh = properties.newColumnWriteStore(schema, chunk, chunk);
        pages = chunk;
        store = fresh;
        for (int i = 0; i < writers.length; i++) {
            writers[i] =
                    fresh.getColumnWriter(
                            schema.getColumnDescription(new String[] {columns.get(i).name()}));
        }
        return fresh;
    }

    private void endGroup() throws IOException {
        if (pages == null || store == null) {
            return;
        }
        file.startBlock(groupRows);
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        store.close();
        pages.close();
        store = null;
        pages = null;
        groupRows = 0;
    }
}
