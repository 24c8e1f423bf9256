package org.tutela.link;

import java.io.IOException;
import java.util.List;
import org.tutela.model.LinkedFact;

/// What a step needs whole beside its groups: made from a linked table, held in memory, and small
/// whatever the evidence (a value for a device or an invite, never one for a message).
///
/// @param <T> what is made of the table
/// @param name to tell lookups apart
/// @param tables what it is made from
/// @param loader makes it
public record Lookup<T>(String name, List<Class<? extends LinkedFact>> tables, Loader<T> loader) {

    /// A copy of the list.
    public Lookup {
        tables = List.copyOf(tables);
    }

    /// Makes a lookup.
    ///
    /// @param <T> what is made of the table
    @FunctionalInterface
    public interface Loader<T> {
        /// Reads the tables. The outcome is not changed afterwards.
        T load(Tables tables) throws IOException;
    }
}
