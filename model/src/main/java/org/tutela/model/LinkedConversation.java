package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// One conversation, seen on all devices together.
///
/// @param made which step made it
/// @param conversation `service:stable id`
/// @param service messenger
/// @param kind group, direct, channel or broadcast
/// @param subject the latest subject seen
/// @param firstMessage when the first message was sent
/// @param lastMessage when the last message was sent
/// @param devices sources that hold it
/// @param accounts accounts that wrote or were members
/// @param messages linked messages, system events not counted
public record LinkedConversation(
        Made made,
        String conversation,
        String service,
        ConversationKind kind,
        @Nullable String subject,
        @Nullable Long firstMessage,
        @Nullable Long lastMessage,
        long devices,
        long accounts,
        long messages)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<LinkedConversation> TABLE =
            FactTable.of("linked_conversation", LinkedConversation.class)
                    .text("conversation", LinkedConversation::conversation, "`service:stable id`")
                    .word("service", LinkedConversation::service, "messenger")
                    .choice("kind", LinkedConversation::kind, "group, direct, channel or broadcast")
                    .text("subject", LinkedConversation::subject, "the latest subject seen")
                    .nullable()
                    .instant(
                            "first_message",
                            LinkedConversation::firstMessage,
                            "when the first message was sent")
                    .instant(
                            "last_message",
                            LinkedConversation::lastMessage,
                            "when the last message was sent")
                    .number("devices", LinkedConversation::devices, "sources that hold it")
                    .number(
                            "accounts",
                            LinkedConversation::accounts,
                            "accounts that wrote or were members")
                    .number(
                            "messages",
                            LinkedConversation::messages,
                            "linked messages, system events not counted")
                    .build();
}
