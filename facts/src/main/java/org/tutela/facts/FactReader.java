package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.tutela.model.FactTable;
import org.tutela.model.Row;

/// Reads one file of rows in its order.
///
/// @param <R> the record that the table holds
@SuppressWarnings("DoNotCallSuggester")
public final class FactReader<R extends Row> implements Closeable {
    private FactReader() {}

    /// Opens a file of the table.
    public static <R extends Row> FactReader<R> open(FactTable<R> table, Path file)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Opens a file of the table.
    public static <R extends Row> FactReader<R> open(FactTable<R> table, FactFile file)
            throws IOException {
        return open(table, file.path());
    }

    /// Moves to the next row; false at the end.
    public boolean next() throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The row moved to.
    public R row() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {}
}
