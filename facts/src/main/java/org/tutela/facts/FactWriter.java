package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tutela.model.FactTable;
import org.tutela.model.Row;

/// Writes one file of rows (Apache Parquet format 1, zstd pages, row groups of 122,880 rows). Equal
/// rows, order and notes give equal bytes. One thread.
///
/// Texts that are no well-formed Unicode are stored with U+FFFD and kept raw in the column
/// `raw_utf16`. The least and the greatest 64-bit number are no times to a reader of Parquet: such
/// microseconds are stored as null, beside their raw value.
///
/// @param <R> the record that the table holds
public final class FactWriter<R extends Row> implements Closeable {
    /// Rows of a row group; by rows and not by bytes, so that the cut depends on nothing else.
    static final int GROUP_ROWS = 122_880;

    static final int TRUNCATED_STATISTICS = 64;

    private final RowGroups file;
    private final SortedMap<String, String> notes;
    private final RowCells<R> cells;

    private FactWriter(FactTable<R> table, SortedMap<String, String> notes, RowGroups file) {
        this.notes = new TreeMap<>(notes);
        this.cells = new RowCells<>(table);
        this.file = file;
    }

    /// Starts `target` (its folder is created where missing), written as `target.part` until it is
    /// committed; `notes` go into the footer beside the table's name.
    public static <R extends Row> FactWriter<R> create(
            FactTable<R> table, Path target, SortedMap<String, String> notes) throws IOException {
        return new FactWriter<>(
                table, notes, RowGroups.create(table.name(), StoredTable.columns(table), target));
    }

    /// Adds a row behind the last.
    public void add(R row) throws IOException {
        cells.write(row, file.group(cells::start));
        file.rowWritten();
    }

    /// Number of rows added so far.
    public long rows() {
        return file.rows();
    }

    /// Finishes the file under its name; without rows it is a file without rows.
    public FactFile commit() throws IOException {
        return file.commit(notes);
    }

    /// Without [#commit], deletes what was written.
    @Override
    public void close() throws IOException {
        file.close();
    }
}
