package org.tutela.casebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A deed as it stands in the journal.
///
/// @param number from 1, without gaps
/// @param at when, to the microsecond
/// @param deed what was done; its payload is empty where the key was thrown away
/// @param readable whether the payload could be opened
/// @param previous hash of the entry before, 64 hex digits; zeros for the first
/// @param hash hash of this entry, 64 hex digits
public record JournalEntry(
        long number, Instant at, Deed deed, boolean readable, String previous, String hash) {

    /// A link that does not hold.
    ///
    /// @param number the first entry that is wrong
    /// @param why one sentence for people
    public record BrokenLink(long number, String why) {}

    /// What a check of the whole journal gave.
    ///
    /// @param entries how many entries there are
    /// @param head hash of the last entry
    /// @param broken the first link that does not hold; null where all hold
    public record Proof(long entries, String head, @Nullable BrokenLink broken) {}

    /// A check of the whole journal that somebody ordered.
    ///
    /// @param entries how many entries were checked
    /// @param head hash of the last of them
    /// @param broken number of the first entry that is wrong; 0 where all hold
    /// @param at when it ended
    public record Checked(long entries, String head, long broken, Instant at) {}
}
