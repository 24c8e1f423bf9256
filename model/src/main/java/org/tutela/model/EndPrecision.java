package org.tutela.model;

/// How sure an end of a membership is.
public enum EndPrecision {
    /// The event itself was seen.
    EXACT,
    /// It had happened by then.
    NOT_LATER,
    /// It had not happened before then.
    NOT_EARLIER,
    /// Nothing is known of it.
    UNKNOWN
}
