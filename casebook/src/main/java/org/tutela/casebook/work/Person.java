package org.tutela.casebook.work;

import java.time.Instant;
import java.util.List;

/// A person as people decided: which accounts and documents are theirs, and what they are to the
/// case.
///
/// @param id 12 hex digits
/// @param kind what the person is to the case
/// @param name what the person is called here
/// @param basis why it was decided
/// @param who user name of whoever decided
/// @param at when
/// @param parts accounts and documents
public record Person(
        String id, Kind kind, String name, String basis, String who, Instant at, List<Part> parts) {
    /// A copy of the parts.
    public Person {
        parts = List.copyOf(parts);
    }

    /// What a person is to the case.
    public enum Kind {
        /// May have committed what is investigated.
        SUSPECT,
        /// Suffered from it. Shown to those who need it alone.
        VICTIM,
        /// Saw or knows something of it.
        WITNESS,
        /// None of these.
        OTHER,
        /// Not known yet.
        UNKNOWN
    }

    /// An account or document that was decided to be the person's.
    ///
    /// @param subject `account:…` or `document:…`
    /// @param basis why
    /// @param who who decided
    /// @param at when
    public record Part(String subject, String basis, String who, Instant at) {}
}
