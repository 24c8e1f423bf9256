package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// One account's interval in one conversation.
///
/// @param made which step made it
/// @param conversation which conversation
/// @param account which linked account
/// @param joined when it joined
/// @param joinedPrecision how sure
/// @param left when it left; empty: no end was seen
/// @param leftPrecision how sure
/// @param how how it joined
/// @param actor account that added or invited it
/// @param conflict devices that state something else; empty where all agree
/// @param grounds a fact that states how it joined, or that it was there
public record Membership(
        Made made,
        String conversation,
        String account,
        @Nullable Long joined,
        EndPrecision joinedPrecision,
        @Nullable Long left,
        EndPrecision leftPrecision,
        JoinedHow how,
        @Nullable String actor,
        @Nullable String conflict,
        Id grounds)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<Membership> TABLE =
            FactTable.of("membership", Membership.class)
                    .text("conversation", Membership::conversation, "which conversation")
                    .text("account", Membership::account, "which linked account")
                    .instant("joined", Membership::joined, "when it joined")
                    .choice("joined_precision", Membership::joinedPrecision, "how sure")
                    .instant("left", Membership::left, "when it left; empty: no end was seen")
                    .choice("left_precision", Membership::leftPrecision, "how sure")
                    .choice("how", Membership::how, "how it joined")
                    .text("actor", Membership::actor, "account that added or invited it")
                    .nullable()
                    .text(
                            "conflict",
                            Membership::conflict,
                            "devices that state something else; empty where all agree")
                    .nullable()
                    .id("grounds", Membership::grounds, "a fact that it rests on")
                    .build();
}
