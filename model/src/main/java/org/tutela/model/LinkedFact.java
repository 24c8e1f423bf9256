package org.tutela.model;

/// Something concluded from facts by a link step; its citations name the facts.
public non-sealed interface LinkedFact extends Row {
    /// Which step made it, and its id.
    Made made();
}
