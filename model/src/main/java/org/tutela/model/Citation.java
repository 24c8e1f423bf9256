package org.tutela.model;

/// A fact that a linked fact rests on.
///
/// @param made which step made it
/// @param fact the fact
public record Citation(Made made, Id fact) implements LinkedFact {

    /// The columns.
    public static final FactTable<Citation> TABLE =
            FactTable.of("cites", Citation.class).id("fact", Citation::fact, "the fact").build();
}
