package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A message as one device holds it.
///
/// @param seen where it was seen, and by what
/// @param service messenger or platform
/// @param conversation which conversation
/// @param messageKey the service's own stable id
/// @param sender account that sent it; null where it is the owner or not known
/// @param fromOwner sent by the device's own account
/// @param sent by the sender's or the server's clock
/// @param received by this device's clock
/// @param kind what kind
/// @param text body or caption
/// @param forwarded passed on from elsewhere
/// @param forwardScore how often it was passed on, as the messenger counts
/// @param replyTo key of the message it answers
/// @param state as sent, revoked, edited or recovered
/// @param recoveredFrom where a recovered message was found, such as `QUOTE`
/// @param typeRaw the messenger's code of the kind
/// @param statusRaw the messenger's code of the status
/// @param actionRaw the messenger's code of a system event
/// @param codeTable which tables the codes are of
/// @param invite canonical invite that the message carries
/// @param inviteConversation the conversation that the invite leads to, where the message says so
public record Message(
        Seen seen,
        String service,
        String conversation,
        String messageKey,
        @Nullable String sender,
        boolean fromOwner,
        @Nullable Timestamp sent,
        @Nullable Timestamp received,
        MessageKind kind,
        @Nullable String text,
        boolean forwarded,
        @Nullable Long forwardScore,
        @Nullable String replyTo,
        MessageState state,
        @Nullable String recoveredFrom,
        @Nullable Long typeRaw,
        @Nullable Long statusRaw,
        @Nullable Long actionRaw,
        @Nullable String codeTable,
        @Nullable String invite,
        @Nullable String inviteConversation)
        implements Fact {

    /// The columns.
    public static final FactTable<Message> TABLE =
            FactTable.of("message", Message.class)
                    .word("service", Message::service, "messenger or platform")
                    .text("conversation", Message::conversation, "which conversation")
                    .text("message_key", Message::messageKey, "the service's own stable id")
                    .text(
                            "sender",
                            Message::sender,
                            "account that sent it; null where it is the owner or not known")
                    .nullable()
                    .flag("from_owner", Message::fromOwner, "sent by the device's own account")
                    .time("sent", Message::sent, "by the sender's or the server's clock")
                    .time("received", Message::received, "by this device's clock")
                    .choice("kind", Message::kind, "what kind")
                    .text("text", Message::text, "body or caption")
                    .nullable()
                    .flag("forwarded", Message::forwarded, "passed on from elsewhere")
                    .maybeNumber(
                            "forward_score",
                            Message::forwardScore,
                            "how often it was passed on, as the messenger counts")
                    .text("reply_to", Message::replyTo, "key of the message it answers")
                    .nullable()
                    .choice("state", Message::state, "as sent, revoked, edited or recovered")
                    .word(
                            "recovered_from",
                            Message::recoveredFrom,
                            "where a recovered message was found, such as `QUOTE`")
                    .nullable()
                    .maybeNumber("type_raw", Message::typeRaw, "the messenger's code of the kind")
                    .maybeNumber(
                            "status_raw", Message::statusRaw, "the messenger's code of the status")
                    .maybeNumber(
                            "action_raw",
                            Message::actionRaw,
                            "the messenger's code of a system event")
                    .word("code_table", Message::codeTable, "which tables the codes are of")
                    .nullable()
                    .text("invite", Message::invite, "canonical invite that the message carries")
                    .nullable()
                    .text(
                            "invite_conversation",
                            Message::inviteConversation,
                            "the conversation that the invite leads to, where the message says so")
                    .nullable()
                    .build();
}
