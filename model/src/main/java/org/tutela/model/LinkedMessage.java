package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// One message, with its observations on all devices.
///
/// @param made which step made it
/// @param conversation which conversation
/// @param messageKey the service's own stable id
/// @param sender linked account that sent it
/// @param sent when it was sent
/// @param kind what kind
/// @param text body, from the device that still has it
/// @param devices sources that hold it
/// @param observations facts it rests on
/// @param missingOn sources that hold the conversation at that time and not the message,
///   space-separated
/// @param state `LIVE`, or what happened to it on which devices
public record LinkedMessage(
        Made made,
        String conversation,
        String messageKey,
        @Nullable String sender,
        @Nullable Long sent,
        MessageKind kind,
        @Nullable String text,
        long devices,
        long observations,
        @Nullable String missingOn,
        @Nullable String state)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<LinkedMessage> TABLE =
            FactTable.of("linked_message", LinkedMessage.class)
                    .text("conversation", LinkedMessage::conversation, "which conversation")
                    .text("message_key", LinkedMessage::messageKey, "the service's own stable id")
                    .text("sender", LinkedMessage::sender, "linked account that sent it")
                    .nullable()
                    .instant("sent", LinkedMessage::sent, "when it was sent")
                    .choice("kind", LinkedMessage::kind, "what kind")
                    .text("text", LinkedMessage::text, "body, from the device that still has it")
                    .nullable()
                    .number("devices", LinkedMessage::devices, "sources that hold it")
                    .number("observations", LinkedMessage::observations, "facts it rests on")
                    .text(
                            "missing_on",
                            LinkedMessage::missingOn,
                            "sources that hold the conversation at that time and not the message, space-separated")
                    .nullable()
                    .word(
                            "state",
                            LinkedMessage::state,
                            "`LIVE`, or what happened to it on which devices")
                    .nullable()
                    .build();
}
