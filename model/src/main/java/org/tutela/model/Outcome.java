package org.tutela.model;

/// How an examination of an item ended.
public enum Outcome {
    /// All of it was read.
    DONE,
    /// A problem was recorded; what could be had was recorded too.
    PARTLY,
    /// We failed; a problem was recorded.
    FAILED
}
