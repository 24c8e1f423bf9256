package org.tutela.facts;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;

/// Decides row by row what an erasure leaves of the facts. First it looks through some tables, in
/// its order; then every row is put to it.
interface Sieve {

    /// The tables to look through first, in this order, each through all sources.
    List<FactTable<? extends Fact>> first();

    /// Takes note of a row of one of [#first].
    void look(Fact row);

    /// The row as it stays; another one where something in it must go; null where it goes as a
    /// whole.
    <F extends Fact> @Nullable F keep(FactTable<F> table, F row) throws IOException;

    /// Whether a text names what is erased.
    boolean mentions(String text);
}
