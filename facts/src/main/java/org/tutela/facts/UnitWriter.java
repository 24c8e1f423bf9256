package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;

/// Stages the facts of one unit of work. One thread.
@SuppressWarnings("DoNotCallSuggester")
public final class UnitWriter implements Closeable {
    UnitWriter() {}

    /// Adds a fact; the order does not matter.
    public <F extends Fact> void add(FactTable<F> table, F fact) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Keeps bytes of our making as a sealed blob of the source; returns its name, the SHA-256.
    public Digest blob(byte[] bytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Makes the unit count, all of it or nothing.
    public void commit() throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Without [#commit], deletes what was staged.
    @Override
    public void close() throws IOException {}
}
