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
/// @param firstFact the first message, as the source holds it
/// @param lastFact the last message, as the source holds it
/// @param messages number of messages, system events and recovered ones not counted
public record Presence(
        Made made,
        String conversation,
        @Nullable String account,
        Id source,
        @Nullable Long firstSent,
        @Nullable Long lastSent,
        Id firstFact,
        Id lastFact,
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
                    .id(
                            "first_fact",
                            Presence::firstFact,
                            "the first message, as the source holds it")
                    .id("last_fact", Presence::lastFact, "the last message, as the source holds it")
                    .number(
                            "messages",
                            Presence::messages,
                            "messages, system events and recovered ones not counted")
                    .build();
}
