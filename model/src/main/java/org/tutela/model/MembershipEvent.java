package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// Something that happened to an account in a conversation, or its presence.
///
/// @param seen where it was seen, and by what
/// @param service messenger or platform
/// @param conversation which conversation
/// @param account who it happened to; null: the device's own account
/// @param event what happened
/// @param actor who did it
/// @param actorIsOwner the device's own account did it
/// @param at when
/// @param actionRaw the messenger's code
/// @param codeTable which table the code is of
/// @param role role as stored, raw
public record MembershipEvent(
        Seen seen,
        String service,
        String conversation,
        @Nullable String account,
        MembershipChange event,
        @Nullable String actor,
        boolean actorIsOwner,
        @Nullable Timestamp at,
        @Nullable Long actionRaw,
        @Nullable String codeTable,
        @Nullable String role)
        implements Fact {

    /// The columns.
    public static final FactTable<MembershipEvent> TABLE =
            FactTable.of("membership_event", MembershipEvent.class)
                    .word("service", MembershipEvent::service, "messenger or platform")
                    .text("conversation", MembershipEvent::conversation, "which conversation")
                    .text(
                            "account",
                            MembershipEvent::account,
                            "who it happened to; null: the device's own account")
                    .nullable()
                    .choice("event", MembershipEvent::event, "what happened")
                    .text("actor", MembershipEvent::actor, "who did it")
                    .nullable()
                    .flag(
                            "actor_is_owner",
                            MembershipEvent::actorIsOwner,
                            "the device's own account did it")
                    .time("at", MembershipEvent::at, "when")
                    .maybeNumber("action_raw", MembershipEvent::actionRaw, "the messenger's code")
                    .word("code_table", MembershipEvent::codeTable, "which table the code is of")
                    .nullable()
                    .word("role", MembershipEvent::role, "role as stored, raw")
                    .nullable()
                    .build();
}
