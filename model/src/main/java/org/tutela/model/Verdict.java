package org.tutela.model;

/// What a check against stored digests gave.
public enum Verdict {
    /// The stored digest equals the computed one.
    VERIFIED,
    /// They differ.
    MISMATCH,
    /// The container stores none.
    NOTHING_STORED
}
