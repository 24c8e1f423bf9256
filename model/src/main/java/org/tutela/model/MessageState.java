package org.tutela.model;

/// Whether a message is as it was sent.
public enum MessageState {
    /// As it was sent.
    LIVE,
    /// Deleted for everyone.
    REVOKED,
    /// Changed after sending.
    EDITED,
    /// No longer held; known from elsewhere.
    RECOVERED
}
