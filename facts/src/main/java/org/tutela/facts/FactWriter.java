package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.tutela.model.FactTable;
import org.tutela.model.Row;

/// Writes one file of rows.
///
/// @param <R> the record that the table holds
@SuppressWarnings("DoNotCallSuggester")
public final class FactWriter<R extends Row> implements Closeable {
    private FactWriter() {}

    /// Starts `target`, written as `target.part` until it is committed; notes go into the footer.
    public static <R extends Row> FactWriter<R> create(
            FactTable<R> table, Path target, SortedMap<String, String> notes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Adds a row behind the last.
    public void add(R row) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Number of rows added so far.
    public long rows() {
        throw new UnsupportedOperationException();
    }

    /// Finishes the file under its name.
    public FactFile commit() throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Without [#commit], deletes what was written.
    @Override
    public void close() throws IOException {}
}
