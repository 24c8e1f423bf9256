package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// What could not be read, and why.
///
/// @param seen where it was seen, and by what
/// @param kind what kind
/// @param code stable code, such as `EV-0412`
/// @param detail one sentence: what, where, what it means for completeness
/// @param offset byte offset in the item; null where no single place is at fault
public record Problem(
        Seen seen, ProblemKind kind, String code, String detail, @Nullable Long offset)
        implements Fact {

    /// The columns.
    public static final FactTable<Problem> TABLE =
            FactTable.of("problem", Problem.class)
                    .choice("kind", Problem::kind, "what kind")
                    .word("code", Problem::code, "stable code, such as `EV-0412`")
                    .text(
                            "detail",
                            Problem::detail,
                            "one sentence: what, where, what it means for completeness")
                    .maybeNumber(
                            "offset",
                            Problem::offset,
                            "byte offset in the item; null where no single place is at fault")
                    .build();
}
