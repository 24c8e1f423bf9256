package org.tutela.model;

/// What a known-file list says of its entries.
public enum ListKind {
    /// Ordinary files that nobody needs to look at.
    GOOD,
    /// Files that an authority has graded as illegal.
    ILLEGAL,
    /// Files that matter to a case.
    RELEVANT
}
