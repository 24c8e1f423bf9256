package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// An account that went on under another number.
///
/// @param made which step made it
/// @param service messenger
/// @param account before
/// @param successor after
/// @param at when
/// @param devices sources that say so
/// @param grounds a fact that says so
public record Succession(
        Made made,
        String service,
        String account,
        String successor,
        @Nullable Long at,
        long devices,
        Id grounds)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<Succession> TABLE =
            FactTable.of("succession", Succession.class)
                    .word("service", Succession::service, "messenger")
                    .text("account", Succession::account, "before")
                    .text("successor", Succession::successor, "after")
                    .instant("at", Succession::at, "when")
                    .number("devices", Succession::devices, "sources that say so")
                    .id("grounds", Succession::grounds, "a fact that it rests on")
                    .build();
}
