package org.tutela.facts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;

/// Two sieves at once: a row stays where both leave it, as both leave it.
record TwoSieves(Sieve one, Sieve other) implements Sieve {

    @Override
    public List<FactTable<? extends Fact>> first() {
        List<FactTable<? extends Fact>> tables = new ArrayList<>(one.first());
        other.first().stream().filter(table -> !tables.contains(table)).forEach(tables::add);
        return tables;
    }

    @Override
    public void look(Fact row) {
        one.look(row);
        other.look(row);
    }

    @Override
    public <F extends Fact> @Nullable F keep(FactTable<F> table, F row) throws IOException {
        F left = one.keep(table, row);
        return left == null ? null : other.keep(table, left);
    }

    @Override
    public boolean mentions(String text) {
        return one.mentions(text) || other.mentions(text);
    }
}
