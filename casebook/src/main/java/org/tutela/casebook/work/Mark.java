package org.tutela.casebook.work;

import java.time.Instant;

/// Something a person put beside a thing of the case.
///
/// @param id 12 hex digits
/// @param kind note, tag or bookmark
/// @param subject what it stands beside, such as `account:whatsapp:…`
/// @param text of a note or tag; empty for a bookmark
/// @param who user name
/// @param at when
public record Mark(String id, Kind kind, String subject, String text, String who, Instant at) {

    /// What kind of mark.
    public enum Kind {
        /// A text for colleagues.
        NOTE,
        /// A label; one of a name beside a thing.
        TAG,
        /// A person's own pointer; seen by that person alone.
        BOOKMARK
    }
}
