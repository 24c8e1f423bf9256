package org.tutela.link;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tutela.model.FactTables;
import org.tutela.model.Row;

/// One table that a step reads, and by which keys.
///
/// @param <F> the rows of the table
/// @param table the rows of the table
/// @param keyer gives each row its keys, and what the step gets of it
/// @param columns the columns that the keyer looks at; every other may be blank in the rows that it
///   gets (see [org.tutela.model.FactTable#blank])
/// @param fold joins rows of the same key and order into one before they reach the step; empty
///   where the step wants every row
public record Input<F extends Row>(
        Class<F> table, Keyer<F> keyer, Set<String> columns, Optional<Fold> fold) {
    /// What the head of a row says about it beside its place in words; always read.
    private static final Set<String> IDS =
            Set.of("source", "item", "fact", "step", "version", "linked");

    /// A copy of the set.
    public Input {
        columns = Set.copyOf(columns);
    }

    /// Every row reaches the step.
    public static <F extends Row> Input<F> of(Class<F> table, Keyer<F> keyer) {
        return new Input<>(table, keyer, FactTables.of(table).columnNames(), Optional.empty());
    }

    /// Rows of the same key and order are folded into one, already while the source is read.
    public static <F extends Row> Input<F> folded(Class<F> table, Keyer<F> keyer, Fold fold) {
        return new Input<>(table, keyer, FactTables.of(table).columnNames(), Optional.of(fold));
    }

    /// The same where the keyer looks at these columns and the ids of the row only, so that no
    /// other need be read. Throws [IllegalArgumentException] where the table has no such column.
    public Input<F> reading(String... names) {
        Set<String> all = FactTables.of(table).columnNames();
        Set<String> some = new HashSet<>(IDS);
        some.retainAll(all);
        some.addAll(List.of(names));
        if (!all.containsAll(some)) {
            throw new IllegalArgumentException(table.getSimpleName() + " has not all of " + some);
        }
        return new Input<>(table, keyer, some, fold);
    }

    /// The columns of a table that a step looks at, by whichever inputs.
    public static Set<String> columns(LinkStep step, Class<? extends Row> table) {
        Set<String> columns = new HashSet<>();
        for (Input<?> input : step.inputs()) {
            if (input.table() == table) {
                columns.addAll(input.columns());
            }
        }
        return columns;
    }

    /// Gives a row its keys.
    ///
    /// @param <F> the rows of the table
    @FunctionalInterface
    public interface Keyer<F extends Row> {
        /// Adds the row under none, one or several keys. Depends on the row and on what it asks of
        /// the identities, on nothing else.
        void key(F row, Identities identities, KeyedRows out);
    }

    /// Receives rows under their keys.
    @FunctionalInterface
    public interface KeyedRows {
        /// Adds a row.
        void add(SortKey key, Value value);
    }

    /// Writes what a step gets of a row.
    @FunctionalInterface
    public interface Value {
        /// Writes it.
        void write(ValueWriter out);
    }

    /// Joins two values into one; the outcome must not depend on the order in which many are
    /// joined.
    @FunctionalInterface
    public interface Fold {
        /// Reads both and writes one.
        void fold(ValueReader one, ValueReader other, ValueWriter out);
    }
}
