package org.tutela.facts;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.ColumnSchema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Column;
import org.tutela.model.FactTable;
import org.tutela.model.Id;
import org.tutela.model.Row;
import org.tutela.model.Timestamp;

/// Reads one file of rows in its order. A file that was written before a column existed is read all
/// the same: the column is null, or 0, false or empty where it may not be null. One thread.
///
/// @param <R> the record that the table holds
public final class FactReader<R extends Row> implements Closeable {
    private static final int BATCH = 4096;
    private static final int TIME_COLUMNS = 5;

    private final FactTable<R> table;
    private final HardwoodContext context;
    private final ParquetFileReader file;
    private final ColumnReaders readers;
    private final List<ColumnCells> cells = new ArrayList<>();
    private final List<Column<R>> columns;
    private final @Nullable Object[] values;

    /// Which columns are read; the others hold what stands for them from the beginning.
    private final boolean[] read;

    private int at;
    private int batch;
    private @Nullable R row;

    private FactReader(FactTable<R> table, Set<String> only, Opened opened) {
        this.table = table;
        this.context = opened.context();
        this.file = opened.file();
        this.columns = table.columns();
        this.values = new @Nullable Object[columns.size()];
        this.read = new boolean[columns.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = only.contains(columns.get(i).name());
            values[i] = read[i] ? null : table.blank(i);
        }
        Set<String> present = new HashSet<>();
        for (ColumnSchema column : file.getFileSchema().getColumns()) {
            present.add(column.name());
        }
        List<StoredColumn> stored = StoredTable.columns(table);
        present.retainAll(wanted(stored));
        String[] wanted =
                stored.stream()
                        .map(StoredColumn::name)
                        .filter(present::contains)
                        .toArray(String[]::new);
        this.readers =
                file.buildColumnReaders(ColumnProjection.columns(wanted)).batchSize(BATCH).build();
        for (StoredColumn column : stored) {
            @Nullable ColumnReader reader =
                    present.contains(column.name()) ? readers.getColumnReader(column.name()) : null;
            cells.add(new ColumnCells(column, reader));
        }
    }

    /// A file and what it is read with.
    private record Opened(HardwoodContext context, ParquetFileReader file) {}

    /// The stored columns of those that are read, and that of texts which are no Unicode.
    private Set<String> wanted(List<StoredColumn> stored) {
        Set<String> wanted = new HashSet<>();
        int cell = 0;
        for (int i = 0; i < read.length; i++) {
            int width = columns.get(i).type() == Column.Type.TIME ? TIME_COLUMNS : 1;
            for (int end = cell + width; cell < end; cell++) {
                if (read[i]) {
                    wanted.add(stored.get(cell).name());
                }
            }
        }
        wanted.add(stored.get(cell).name());
        return wanted;
    }

    /// Opens a file of the table. Throws [IOException] where it is missing or no whole file.
    public static <R extends Row> FactReader<R> open(FactTable<R> table, Path file)
            throws IOException {
        return open(table, file, table.columnNames());
    }

    /// As [#open(FactTable, Path)], where only these columns are read: the others are not decoded,
    /// and each row holds [FactTable#blank] in their place.
    public static <R extends Row> FactReader<R> open(
            FactTable<R> table, Path file, Set<String> columns) throws IOException {
        HardwoodContext context = HardwoodContext.create(1);
        try {
            ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file), context);
            return new FactReader<>(table, columns, new Opened(context, reader));
        } catch (IOException e) {
            context.close();
            throw e;
        }
    }

    /// As [#open(FactTable, Path)].
    public static <R extends Row> FactReader<R> open(FactTable<R> table, FactFile file)
            throws IOException {
        return open(table, file.path());
    }

    /// Moves to the next row; false at the end.
    public boolean next() throws IOException {
        at++;
        while (at >= batch) {
            if (!readers.nextBatch()) {
                row = null;
                return false;
            }
            batch = readers.getRecordCount();
            at = 0;
            cells.forEach(ColumnCells::startBatch);
        }
        int cell = 0;
        for (int i = 0; i < values.length; i++) {
            Column.Type type = columns.get(i).type();
            boolean time = type == Column.Type.TIME;
            if (read[i]) {
                values[i] = time ? time(cell) : plain(type, cells.get(cell));
            }
            cell += time ? TIME_COLUMNS : 1;
        }
        @Nullable String raw = cells.get(cell).text(at);
        if (raw != null) {
            restore(raw);
        }
        row = table.read(values);
        return true;
    }

    /// The row moved to; throws [IllegalStateException] where [#next] did not return true.
    public R row() {
        if (row == null) {
            throw new IllegalStateException("there is no row");
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        try (context;
                file;
                readers) {
            row = null;
        }
    }

    private @Nullable Object plain(Column.Type type, ColumnCells cell) {
        return switch (type) {
            case WORD, TEXT -> cell.text(at);
            case NUMBER, INSTANT -> cell.number(at);
            case DECIMAL -> cell.decimal(at);
            case FLAG -> cell.flag(at);
            case ID -> cell.id(at);
            case DIGEST_16, DIGEST_20, DIGEST_32 -> cell.digest(at);
            case TIME -> throw new IllegalArgumentException("a time has five columns");
        };
    }

    private @Nullable Timestamp time(int cell) {
        @Nullable Long raw = cells.get(cell + 1).number(at);
        @Nullable String encoding = cells.get(cell + 2).text(at);
        @Nullable String basis = cells.get(cell + 4).text(at);
        if (raw == null || encoding == null || basis == null) {
            return null;
        }
        return new Timestamp(
                raw,
                Timestamp.Encoding.valueOf(encoding),
                cells.get(cell).number(at),
                Timestamp.ZoneBasis.valueOf(basis));
    }

    /// Puts back the texts that are no well-formed Unicode.
    private void restore(String raw) {
        Map<String, String> kept = new HashMap<>();
        for (String entry : raw.split(" ", -1)) {
            int equals = entry.indexOf('=');
            kept.put(entry.substring(0, equals), Utf16.fromHex(entry.substring(equals + 1)));
        }
        for (int i = 0; i < values.length; i++) {
            String text = kept.get(columns.get(i).name());
            if (text != null && read[i]) {
                values[i] = text;
            }
        }
    }

    /// What a column that may not be null holds in files that do not have it yet.
    static @Nullable Object missing(StoredColumn column) {
        if (column.nullable()) {
            return null;
        }
        return switch (column.kind()) {
            case TEXT -> "";
            case NUMBER, MICROS -> 0L;
            case DECIMAL -> 0.0;
            case FLAG -> false;
            case FIXED ->
                    column.bytes() == 16
                            ? new Id(0, 0)
                            : org.tutela.model.Digest.of(new byte[column.bytes()]);
        };
    }
}
