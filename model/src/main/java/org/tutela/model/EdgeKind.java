package org.tutela.model;

/// Why two identifiers belong together.
public enum EdgeKind {
    /// The messenger itself maps one to the other.
    LID_MAP,
    /// Both use the same identity key.
    SAME_IDENTITY_KEY,
    /// An account went on under another number: a succession, not the same identifier. The edge's
    /// `account` is the old one, its `other` the new one.
    NUMBER_CHANGE
}
