package org.tutela.model;

/// What a receipt states.
public enum ReceiptKind {
    /// Arrived.
    DELIVERED,
    /// Shown.
    READ,
    /// Played or opened.
    PLAYED
}
