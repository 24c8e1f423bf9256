package org.tutela.link.conversation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.link.Group;
import org.tutela.link.Identities;
import org.tutela.link.Input;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.Senders;
import org.tutela.link.SortKey;
import org.tutela.link.ValueReader;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.Membership;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.Presence;

/// From when to when an account was a member of a group, from the events and messages of all
/// devices together (`chat-formats.md` 8.4). Each device fills the gaps of the others; where they
/// state different things, the interval says which device does.
public final class MembershipStep implements LinkStep {
    private static final int PRESENCE = 2;

    /// WhatsApp's codes of what only a member does to a group: its subject, its picture, its link,
    /// its description, its settings (`chat-formats.md` 1.5).
    private static final Set<Long> MEMBERS_ACT = Set.of(1L, 6L, 21L, 27L, 29L, 30L, 31L, 32L);

    /// How far a device's history reaches; read before the accounts.
    private static final String REACH = "0";

    /// What happened to the accounts, one account after the other.
    private static final String ACCOUNTS = "1";

    /// WhatsApp's code of someone who accepted an invitation (`chat-formats.md` 1.5).
    private static final long JOINED_BY_INVITATION = 52;

    @Override
    public String name() {
        return "membership";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Input<?>> inputs() {
        return List.of(
                Input.of(Conversation.class, MembershipStep::keyConversation)
                        .reading("conversation", "kind", "creator", "created"),
                Input.of(MembershipEvent.class, MembershipStep::keyEvent)
                        .reading(
                                "service",
                                "conversation",
                                "account",
                                "event",
                                "actor",
                                "actor_is_owner",
                                "at",
                                "action_raw"),
                Input.of(Presence.class, MembershipStep::keyPresence),
                Input.of(Message.class, MembershipStep::keySystemMessage)
                        .reading(
                                "service",
                                "conversation",
                                "sender",
                                "from_owner",
                                "sent",
                                "kind",
                                "action_raw"));
    }

    @Override
    public List<Class<? extends LinkedFact>> outputs() {
        return List.of(Membership.class);
    }

    @Override
    public void link(Group group, LinkRecorder out) throws IOException {
        String conversation = group.key(0);
        Map<String, Long> reach = new TreeMap<>();
        boolean memberships = conversation.endsWith("@g.us");
        String account = "";
        List<Atom> atoms = new ArrayList<>();
        while (group.next()) {
            if (group.order(0).equals(REACH)) {
                ValueReader value = group.value();
                String source = value.id().toString();
                Long at = value.maybeNumber();
                if (at != null) {
                    reach.merge(source, at, Math::max);
                }
                memberships |= value.flag();
                continue;
            }
            if (!group.order(1).equals(account)) {
                record(new Member(conversation, account), atoms, reach, out);
                account = group.order(1);
                atoms.clear();
            }
            if (memberships) {
                read(group, atoms);
            }
        }
        record(new Member(conversation, account), atoms, reach, out);
    }

    private static void record(
            Member member, List<Atom> atoms, Map<String, Long> reach, LinkRecorder out)
            throws IOException {
        if (atoms.isEmpty()) {
            return;
        }
        int number = 0;
        for (Intervals.Interval interval : Intervals.of(atoms, reach)) {
            out.record(
                    new Membership(
                            out.made(
                                    "membership",
                                    member.conversation,
                                    member.account,
                                    Integer.toString(number++)),
                            member.conversation,
                            member.account,
                            interval.joined(),
                            interval.joinedPrecision(),
                            interval.left(),
                            interval.leftPrecision(),
                            interval.how(),
                            interval.actor(),
                            interval.conflict(),
                            interval.grounds()),
                    interval.facts());
        }
    }

    private static void read(Group group, List<Atom> atoms) {
        ValueReader value = group.value();
        if (group.input() == PRESENCE) {
            String source = value.id().toString();
            for (int end = 0; end < 2; end++) {
                Long at = value.maybeNumber();
                Id fact = value.id();
                if (at != null) {
                    atoms.add(new Atom(Atom.Kind.PRESENT, at, source, fact, null, false));
                }
            }
            return;
        }
        MembershipChange change = value.choice(MembershipChange.class);
        String source = value.id().toString();
        Long at = value.maybeNumber();
        String actor = value.maybeText();
        boolean invited = value.flag();
        atoms.add(new Atom(Atom.Kind.of(change), at, source, group.fact(), actor, invited));
    }

    private static void keyConversation(
            Conversation row, Identities identities, Input.KeyedRows out) {
        Id source = row.seen().source();
        String conversation =
                identities.conversation(row.conversation(), source, row.seen().item());
        boolean group = row.kind() == ConversationKind.GROUP;
        out.add(
                SortKey.of(conversation).by(REACH),
                value -> value.id(source).maybeNumber(null).flag(group));
        if (group && row.creator() != null && row.created() != null) {
            Long at = row.created().micros();
            if (at != null) {
                String creator = identities.account(row.creator());
                out.add(
                        SortKey.of(conversation).by(ACCOUNTS, creator),
                        value ->
                                value.choice(MembershipChange.CREATED)
                                        .id(source)
                                        .maybeNumber(at)
                                        .text(creator)
                                        .flag(false));
            }
        }
    }

    private static void keyEvent(MembershipEvent row, Identities identities, Input.KeyedRows out) {
        Id source = row.seen().source();
        Id item = row.seen().item();
        String conversation = identities.conversation(row.conversation(), source, item);
        String owner = identities.findOwner(source, item, row.service()).orElse(null);
        String account = row.account() == null ? owner : identities.account(row.account());
        String actor = row.actorIsOwner() ? owner : identities.accountOrNone(row.actor());
        Long at = row.at() == null ? null : row.at().micros();
        out.add(
                SortKey.of(conversation).by(REACH),
                value -> value.id(source).maybeNumber(at).flag(true));
        if (actor != null && !actor.equals(account) && at != null) {
            present(new Trace(conversation, actor, source, at), out);
        }
        if (account != null) {
            boolean invited = row.actionRaw() != null && row.actionRaw() == JOINED_BY_INVITATION;
            out.add(
                    SortKey.of(conversation).by(ACCOUNTS, account),
                    value ->
                            value.choice(row.event())
                                    .id(source)
                                    .maybeNumber(at)
                                    .text(actor)
                                    .flag(invited));
        }
    }

    private static void keySystemMessage(Message row, Identities identities, Input.KeyedRows out) {
        if (row.kind() != MessageKind.SYSTEM
                || row.actionRaw() == null
                || !MEMBERS_ACT.contains(row.actionRaw())) {
            return;
        }
        Long at = row.sent() == null ? null : row.sent().micros();
        String account = Senders.find(row, identities).orElse(null);
        if (at != null && account != null) {
            present(new Trace(row.conversation(), account, row.seen().source(), at), out);
        }
    }

    /// Whoever does something in a group is a member.
    private static void present(Trace trace, Input.KeyedRows out) {
        out.add(
                SortKey.of(trace.conversation).by(ACCOUNTS, trace.account),
                value ->
                        value.choice(MembershipChange.PRESENT)
                                .id(trace.source)
                                .maybeNumber(trace.at)
                                .text(null)
                                .flag(false));
    }

    private record Trace(String conversation, String account, Id source, Long at) {}

    private static void keyPresence(Presence row, Identities identities, Input.KeyedRows out) {
        out.add(
                SortKey.of(row.conversation()).by(REACH),
                value -> value.id(row.source()).maybeNumber(row.lastSent()).flag(false));
        String account = row.account();
        if (account != null) {
            out.add(
                    SortKey.of(row.conversation()).by(ACCOUNTS, account),
                    value ->
                            value.id(row.source())
                                    .maybeNumber(row.firstSent())
                                    .id(row.firstFact())
                                    .maybeNumber(row.lastSent())
                                    .id(row.lastFact()));
        }
    }

    private record Member(String conversation, String account) {}

    /// One thing that one device says of a member.
    ///
    /// @param kind what
    /// @param at when, microseconds; null: at the end of what the device holds
    /// @param source the device
    /// @param fact the fact
    /// @param actor who did it
    /// @param invited whether the member accepted an invitation
    record Atom(
            Kind kind,
            @Nullable Long at,
            String source,
            Id fact,
            @Nullable String actor,
            boolean invited) {

        /// What an atom says; at the same time in this order.
        enum Kind {
            CREATED,
            ADDED,
            JOINED_BY_LINK,
            PRESENT,
            LEFT,
            REMOVED;

            static Kind of(MembershipChange change) {
                return switch (change) {
                    case CREATED -> CREATED;
                    case ADDED -> ADDED;
                    case JOINED_BY_LINK -> JOINED_BY_LINK;
                    case LEFT -> LEFT;
                    case REMOVED -> REMOVED;
                    case PROMOTED, DEMOTED, PRESENT -> PRESENT;
                };
            }

            boolean joins() {
                return compareTo(PRESENT) < 0;
            }

            boolean leaves() {
                return compareTo(PRESENT) > 0;
            }
        }
    }
}
