package org.tutela.model;

/// How a content matches a list entry.
public enum MatchKind {
    /// The same digest.
    EXACT,
    /// A perceptual hash within the threshold.
    SIMILAR
}
