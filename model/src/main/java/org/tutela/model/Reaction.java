package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A reaction to a message.
///
/// @param seen where it was seen, and by what
/// @param conversation which conversation
/// @param messageKey the message reacted to
/// @param account who; null: the owner
/// @param at when
/// @param reaction as stored; empty: taken back
public record Reaction(
        Seen seen,
        String conversation,
        String messageKey,
        @Nullable String account,
        @Nullable Timestamp at,
        @Nullable String reaction)
        implements Fact {

    /// The columns.
    public static final FactTable<Reaction> TABLE =
            FactTable.of("reaction", Reaction.class)
                    .text("conversation", Reaction::conversation, "which conversation")
                    .text("message_key", Reaction::messageKey, "the message reacted to")
                    .text("account", Reaction::account, "who; null: the owner")
                    .nullable()
                    .time("at", Reaction::at, "when")
                    .text("reaction", Reaction::reaction, "as stored; empty: taken back")
                    .nullable()
                    .build();
}
