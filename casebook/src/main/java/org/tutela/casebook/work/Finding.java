package org.tutela.casebook.work;

import java.time.Instant;
import java.util.List;

/// A person's statement that rests on cited facts.
///
/// @param id 12 hex digits
/// @param title the statement in one sentence
/// @param text what it rests on, in words; may be empty
/// @param who user name of whoever stated it
/// @param at when
/// @param cited the facts
public record Finding(
        String id, String title, String text, String who, Instant at, List<Cited> cited) {
    /// A copy of the facts.
    public Finding {
        cited = List.copyOf(cited);
    }

    /// A fact as it was when it was cited.
    ///
    /// @param table its table
    /// @param fact id of the fact or linked fact, 32 hex digits
    /// @param linked whether it is a linked fact
    /// @param digest SHA-256 of the row, hex
    /// @param generation generation of the catalog it was read in
    /// @param who who cited it
    public record Cited(
            String table, String fact, boolean linked, String digest, int generation, String who) {}
}
