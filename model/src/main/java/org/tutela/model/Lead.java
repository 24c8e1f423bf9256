package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// An invite, where it was found and where it led.
///
/// @param made which step made it
/// @param invite canonical invite
/// @param foundIn `MESSAGE`, `TEXT` or where else
/// @param conversation the conversation it leads to, where known
/// @param postedIn the conversation it was posted in
/// @param postedBy the account that posted it
/// @param postedAt when it was posted
/// @param joinedBy an account that joined by link after
/// @param joinedAt when it joined
public record Lead(
        Made made,
        String invite,
        String foundIn,
        @Nullable String conversation,
        @Nullable String postedIn,
        @Nullable String postedBy,
        @Nullable Long postedAt,
        @Nullable String joinedBy,
        @Nullable Long joinedAt)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<Lead> TABLE =
            FactTable.of("lead", Lead.class)
                    .text("invite", Lead::invite, "canonical invite")
                    .word("found_in", Lead::foundIn, "`MESSAGE`, `TEXT` or where else")
                    .text(
                            "conversation",
                            Lead::conversation,
                            "the conversation it leads to, where known")
                    .nullable()
                    .text("posted_in", Lead::postedIn, "the conversation it was posted in")
                    .nullable()
                    .text("posted_by", Lead::postedBy, "the account that posted it")
                    .nullable()
                    .instant("posted_at", Lead::postedAt, "when it was posted")
                    .text("joined_by", Lead::joinedBy, "an account that joined by link after")
                    .nullable()
                    .instant("joined_at", Lead::joinedAt, "when it joined")
                    .build();
}
