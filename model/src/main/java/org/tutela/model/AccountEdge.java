package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// Two identifiers that belong together.
///
/// @param seen where it was seen, and by what
/// @param service messenger or platform
/// @param account one, `service:stable id`
/// @param other the other
/// @param kind why
/// @param at when, where the evidence says
public record AccountEdge(
        Seen seen,
        String service,
        String account,
        String other,
        EdgeKind kind,
        @Nullable Timestamp at)
        implements Fact {

    /// The columns.
    public static final FactTable<AccountEdge> TABLE =
            FactTable.of("account_edge", AccountEdge.class)
                    .word("service", AccountEdge::service, "messenger or platform")
                    .text("account", AccountEdge::account, "one, `service:stable id`")
                    .text("other", AccountEdge::other, "the other")
                    .choice("kind", AccountEdge::kind, "why")
                    .time("at", AccountEdge::at, "when, where the evidence says")
                    .build();
}
