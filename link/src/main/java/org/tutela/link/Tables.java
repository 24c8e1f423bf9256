package org.tutela.link;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.tutela.model.Row;

/// The rows that steps read, as they stand at one moment.
public interface Tables {

    /// The parts of a table: for facts one for each source, for linked facts a single one. Parts
    /// come in a fixed order; rows of a part too.
    <F extends Row> List<Part<F>> parts(Class<F> table);

    /// The rows of one source, or of one step.
    ///
    /// @param <F> the rows of the table
    interface Part<F extends Row> {
        /// Hexadecimal id of the source; `linked` for linked facts.
        String owner();

        /// Digest of everything that the part holds: equal digest, equal rows.
        String digest();

        /// Gives every row to `rows`.
        void read(RowConsumer<F> rows) throws IOException;

        /// Gives every row to `rows`, in which columns other than these are blank (see
        /// [org.tutela.model.FactTable#blank]).
        void read(Set<String> columns, RowConsumer<F> rows) throws IOException;
    }

    /// Takes rows.
    ///
    /// @param <F> the rows of the table
    @FunctionalInterface
    interface RowConsumer<F extends Row> {
        /// Takes one row.
        void row(F row) throws IOException;
    }
}
