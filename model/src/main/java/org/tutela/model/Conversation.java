package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A conversation as one device knows it.
///
/// @param seen where it was seen, and by what
/// @param service messenger or platform
/// @param conversation `service:stable id`
/// @param kind group, direct, channel or broadcast
/// @param subject name of the conversation
/// @param created when it was created
/// @param creator account that created it
/// @param partner in a direct conversation the account that is not the device's own
public record Conversation(
        Seen seen,
        String service,
        String conversation,
        ConversationKind kind,
        @Nullable String subject,
        @Nullable Timestamp created,
        @Nullable String creator,
        @Nullable String partner)
        implements Fact {

    /// The columns.
    public static final FactTable<Conversation> TABLE =
            FactTable.of("conversation", Conversation.class)
                    .word("service", Conversation::service, "messenger or platform")
                    .text("conversation", Conversation::conversation, "`service:stable id`")
                    .choice("kind", Conversation::kind, "group, direct, channel or broadcast")
                    .text("subject", Conversation::subject, "name of the conversation")
                    .nullable()
                    .time("created", Conversation::created, "when it was created")
                    .text("creator", Conversation::creator, "account that created it")
                    .nullable()
                    .text(
                            "partner",
                            Conversation::partner,
                            "in a direct conversation the account that is not the device's own")
                    .nullable()
                    .build();
}
