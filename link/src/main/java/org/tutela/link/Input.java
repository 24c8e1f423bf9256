package org.tutela.link;

import java.util.Optional;
import org.tutela.model.Row;

/// One table that a step reads, and by which keys.
///
/// @param <F> the rows of the table
/// @param table the rows of the table
/// @param keyer gives each row its keys, and what the step gets of it
/// @param fold joins rows of the same key and order into one before they reach the step; empty
///   where the step wants every row
public record Input<F extends Row>(Class<F> table, Keyer<F> keyer, Optional<Fold> fold) {

    /// Every row reaches the step.
    public static <F extends Row> Input<F> of(Class<F> table, Keyer<F> keyer) {
        return new Input<>(table, keyer, Optional.empty());
    }

    /// Rows of the same key and order are folded into one, already while the source is read.
    public static <F extends Row> Input<F> folded(Class<F> table, Keyer<F> keyer, Fold fold) {
        return new Input<>(table, keyer, Optional.of(fold));
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
