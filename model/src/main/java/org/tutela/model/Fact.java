package org.tutela.model;

/// Something seen in evidence. Never changed, never corrected; what it means is decided later.
public non-sealed interface Fact extends Row {
    /// Where it was seen, and by what.
    Seen seen();
}
