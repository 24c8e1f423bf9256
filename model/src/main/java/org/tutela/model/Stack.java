package org.tutela.model;

/// A content in a stack of contents that look alike.
///
/// @param made which step made it
/// @param stack the stack: hexadecimal digest of its smallest content
/// @param sha256 a content of it
/// @param distance bits to the nearest other content of the stack
public record Stack(Made made, String stack, Digest sha256, long distance) implements LinkedFact {

    /// The columns.
    public static final FactTable<Stack> TABLE =
            FactTable.of("stack", Stack.class)
                    .text(
                            "stack",
                            Stack::stack,
                            "the stack: hexadecimal digest of its smallest content")
                    .digest("sha256", 32, Stack::sha256, "a content of it")
                    .number(
                            "distance",
                            Stack::distance,
                            "bits to the nearest other content of the stack")
                    .build();
}
