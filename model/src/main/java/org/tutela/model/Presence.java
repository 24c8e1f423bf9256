package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// When one account wrote in one conversation, as one source holds it.
///
/// @param made which step made it
/// @param conversation which linked conversation
/// @param account which linked account; null where the sender is not known
/// @param source the source
/// @param firstSent when its first message there was sent
/// @param lastSent when its last message there was sent
/// @param messages number of messages, system events and recovered ones not counted
public record Presence(
        Made made,
        String conversation,
        @Nullable String account,
        Id source,
        @Nullable Long firstSent,
        @Nullable Long lastSent,
        long messages)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<Presence> TABLE =
            FactTable.of("presence", Presence.class)
                    .text("conversation", Presence::conversation, "which linked conversation")
                    .text("account", Presence::account, "which linked account wrote")
                    .nullable()
                    .id("source", Presence::source, "the source that holds it")
                    .instant(
                            "first_sent",
                            Presence::firstSent,
                            "when its first message there was sent")
                    .instant(
                            "last_sent", Presence::lastSent, "when its last message there was sent")
                    .number(
                            "messages",
                            Presence::messages,
                            "messages, system events and recovered ones not counted")
                    .build();
}
