package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// One place where an invite stands: a message, or another text.
///
/// @param made which step made it
/// @param invite canonical invite
/// @param foundIn `MESSAGE`, `TEXT` or where else
/// @param conversation the linked conversation it was posted in
/// @param messageKey the message that carries it
/// @param account the linked account that posted it
/// @param at when it was posted
/// @param leadsTo the conversation it leads to, where the place says so
/// @param grounds the fact that states it
public record InvitePosting(
        Made made,
        String invite,
        String foundIn,
        @Nullable String conversation,
        @Nullable String messageKey,
        @Nullable String account,
        @Nullable Long at,
        @Nullable String leadsTo,
        Id grounds)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<InvitePosting> TABLE =
            FactTable.of("invite_posting", InvitePosting.class)
                    .text("invite", InvitePosting::invite, "canonical invite")
                    .word("found_in", InvitePosting::foundIn, "`MESSAGE`, `TEXT` or where else")
                    .text(
                            "conversation",
                            InvitePosting::conversation,
                            "the linked conversation it was posted in")
                    .nullable()
                    .text("message_key", InvitePosting::messageKey, "the message that carries it")
                    .nullable()
                    .text("account", InvitePosting::account, "the linked account that posted it")
                    .nullable()
                    .instant("at", InvitePosting::at, "when it was posted")
                    .text(
                            "leads_to",
                            InvitePosting::leadsTo,
                            "the conversation it leads to, where the place says so")
                    .nullable()
                    .id("grounds", InvitePosting::grounds, "a fact that it rests on")
                    .build();
}
