package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Select;
import org.tutela.model.Address;
import org.tutela.model.ConversationKind;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Timestamp;

/// States who was a member of which group: from system events, from the list of participants as it
/// stands, and from the list of past participants.
///
/// People who were invited and have not joined (`pending`) are not members and not stated.
final class Memberships {

    /// Rows of `message_system_chat_participant` that are kept in memory.
    private static final int MAX_TARGETS = 500_000;

    /// `join_method` of a joining by invite link.
    private static final long BY_LINK = 3;

    /// A time below this is in seconds: as milliseconds it would lie before 1973.
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final Select EVENTS =
            Select.from("message_system", "action_type", "message_row_id")
                    .lookup(
                            "message",
                            "message_row_id",
                            "chat_row_id",
                            "from_me",
                            "sender_jid_row_id",
                            "timestamp")
                    .lookup("message_system_group", "message_row_id", "is_me_joined");

    private final Msgstore store;
    private final Map<Long, List<Long>> targets = new HashMap<>();
    private int targetCount;

    Memberships(Msgstore store) {
        this.store = store;
    }

    /// States everything about members.
    void run() throws IOException {
        store.database()
                .read(
                        Select.from(
                                "message_system_chat_participant",
                                "message_row_id",
                                "user_jid_row_id"),
                        this::keepTarget);
        store.database().read(EVENTS, this::event);
        targets.clear();
        participants();
        pastParticipants();
    }

    /// What a system event does to whom.
    private enum Concerned {
        /// Whoever acted.
        ACTOR,
        /// The listed participants; without any, the owner where the event says so, else whoever
        /// acted.
        LISTED_OR_ACTOR,
        /// The listed participants; without any, the owner.
        LISTED_OR_OWNER,
        /// The listed participants only.
        LISTED
    }

    private record Rule(MembershipChange change, Concerned concerned) {}

    /// The rule of a `message_system.action_type`; null where it changes no membership.
    private static @Nullable Rule rule(long action) {
        if (action < 0 || action > 1_000) {
            return null;
        }
        return switch ((int) action) {
            case 2, 11 -> new Rule(MembershipChange.CREATED, Concerned.ACTOR);
            case 4, 52, 79, 90, 120, 123, 144 ->
                    new Rule(MembershipChange.ADDED, Concerned.LISTED_OR_ACTOR);
            case 5, 13 -> new Rule(MembershipChange.LEFT, Concerned.LISTED_OR_ACTOR);
            case 7 -> new Rule(MembershipChange.REMOVED, Concerned.LISTED_OR_OWNER);
            case 12 -> new Rule(MembershipChange.ADDED, Concerned.LISTED);
            case 14 -> new Rule(MembershipChange.REMOVED, Concerned.LISTED);
            case 15, 81 -> new Rule(MembershipChange.PROMOTED, Concerned.LISTED_OR_OWNER);
            case 16, 82 -> new Rule(MembershipChange.DEMOTED, Concerned.LISTED_OR_OWNER);
            case 20 -> new Rule(MembershipChange.JOINED_BY_LINK, Concerned.LISTED_OR_ACTOR);
            default -> null;
        };
    }

    private void keepTarget(ChatRow row) throws IOException {
        if (targetCount >= MAX_TARGETS) {
            store.rowProblem(
                    store.row("message_system_chat_participant", row.id()),
                    new EvidenceException(
                            Flaw.LIMIT_REACHED,
                            "EX-0213",
                            "there are more than "
                                    + MAX_TARGETS
                                    + " participants of events; this row and later ones are not"
                                    + " read",
                            -1));
            return;
        }
        Long user = row.number("user_jid_row_id");
        if (user != null) {
            targetCount++;
            targets.computeIfAbsent(row.numberOr0("message_row_id"), any -> new ArrayList<>())
                    .add(user);
        }
    }

    private void event(ChatRow row) throws IOException {
        Long action = row.number("action_type");
        Chat chat = store.chat(row.number("message.chat_row_id"));
        Rule rule = action == null ? null : rule(action);
        if (rule == null || action == null || chat.kind() != ConversationKind.GROUP) {
            return;
        }
        long message = row.numberOr0("message_row_id");
        Party actor = actor(row);
        Change change =
                new Change(
                        chat,
                        rule.change(),
                        actor,
                        Msgstore.millis(row.number("message.timestamp")),
                        new Raw(action, Msgstore.CODES, null));
        Address place = store.row("message", message);
        List<Long> listed = targets.getOrDefault(message, List.of());
        boolean ownerJoined = row.numberOr0("message_system_group.is_me_joined") == 1;
        if (rule.change() == MembershipChange.CREATED) {
            state(change, actor, place);
            // Who is listed beside the creator was brought in at the same moment.
            Change added = change.as(MembershipChange.ADDED);
            stateListed(added, listed, place);
            return;
        }
        boolean ownerListed = stateListed(change, listed, place);
        boolean changesForOwner =
                listed.isEmpty()
                        ? rule.concerned() == Concerned.LISTED_OR_OWNER || ownerJoined
                        : ownerJoined && !ownerListed && store.owner().known();
        if (changesForOwner) {
            state(change, Party.OWNER, place);
        } else if (listed.isEmpty() && rule.concerned() == Concerned.LISTED_OR_ACTOR) {
            state(change, actor, place);
        }
    }

    /// Who acted. The messenger stores who acted as the sender even where the row says `from_me`
    /// (seen in the chm fixture of 2023-10: "added you" is from_me = 1 with the other's sender);
    /// only without a sender it is the owner.
    private Party actor(ChatRow row) throws IOException {
        Party sender = store.party(row.number("message.sender_jid_row_id"));
        if (sender.known()) {
            return sender;
        }
        return row.numberOr0("message.from_me") == 1 ? Party.OWNER : Party.UNKNOWN;
    }

    /// States the change for all listed; true where the owner is among them.
    private boolean stateListed(Change change, List<Long> listed, Address place)
            throws IOException {
        boolean owner = false;
        for (Long jidRow : listed) {
            Party target = store.party(jidRow);
            owner |= target.owner();
            state(change, target, place);
        }
        return owner;
    }

    /// The list of participants as it stands.
    private void participants() throws IOException {
        Select list =
                Select.from(
                        "group_participant_user",
                        "group_jid_row_id",
                        "user_jid_row_id",
                        "rank",
                        "pending",
                        "add_timestamp",
                        "join_method");
        store.database().read(list, this::participant);
    }

    private void participant(ChatRow row) throws IOException {
        Jid group = store.jid(row.number("group_jid_row_id"));
        Party who = store.party(row.number("user_jid_row_id"));
        if (group == null || !who.known() || row.numberOr0("pending") == 1) {
            return;
        }
        Address place = store.row("group_participant_user", row.id());
        Chat chat = store.chat(group);
        Long rank = row.number("rank");
        Change present =
                new Change(
                        chat,
                        MembershipChange.PRESENT,
                        Party.UNKNOWN,
                        null,
                        new Raw(
                                null,
                                Msgstore.CODES + "/rank",
                                rank == null ? null : rank.toString()));
        state(present, who, place);
        Timestamp added = time(row.number("add_timestamp"));
        if (added != null) {
            Long method = row.number("join_method");
            boolean link = method != null && method == BY_LINK;
            Change joined =
                    new Change(
                            chat,
                            link ? MembershipChange.JOINED_BY_LINK : MembershipChange.ADDED,
                            Party.UNKNOWN,
                            added,
                            new Raw(method, Msgstore.CODES + "/join_method", null));
            state(joined, who, place);
        }
    }

    /// Who left or was removed, kept by the messenger for about 60 days.
    private void pastParticipants() throws IOException {
        Select list =
                Select.from(
                        "group_past_participant_user",
                        "group_jid_row_id",
                        "user_jid_row_id",
                        "is_leave",
                        "timestamp");
        store.database()
                .read(
                        list,
                        row -> {
                            Jid group = store.jid(row.number("group_jid_row_id"));
                            Party who = store.party(row.number("user_jid_row_id"));
                            Long leave = row.number("is_leave");
                            if (group == null || !who.known() || leave == null) {
                                return;
                            }
                            Change left =
                                    new Change(
                                            store.chat(group),
                                            leave == 0
                                                    ? MembershipChange.REMOVED
                                                    : MembershipChange.LEFT,
                                            Party.UNKNOWN,
                                            time(row.number("timestamp")),
                                            new Raw(leave, Msgstore.CODES + "/is_leave", null));
                            state(left, who, store.row("group_past_participant_user", row.id()));
                        });
    }

    /// A time in milliseconds, or in seconds as some builds store it.
    private static @Nullable Timestamp time(@Nullable Long value) {
        if (value == null || value <= 0) {
            return null;
        }
        return value < FIRST_MILLIS ? Timestamp.unixSeconds(value) : Timestamp.unixMillis(value);
    }

    /// A code as stored, with its table, and a role as stored.
    private record Raw(@Nullable Long action, String codeTable, @Nullable String role) {}

    private record Change(
            Chat chat, MembershipChange event, Party actor, @Nullable Timestamp at, Raw raw) {
        Change as(MembershipChange other) {
            return new Change(chat, other, actor, at, raw);
        }
    }

    private void state(Change change, Party who, Address place) throws IOException {
        if (!who.known()) {
            return;
        }
        boolean self = who.equals(change.actor()) && change.event() != MembershipChange.CREATED;
        Party actor = self ? Party.UNKNOWN : change.actor();
        store.out()
                .record(
                        MembershipEvent.TABLE,
                        place,
                        seen ->
                                new MembershipEvent(
                                        seen,
                                        Jid.SERVICE,
                                        change.chat().conversation(),
                                        who.account(),
                                        change.event(),
                                        actor.account(),
                                        actor.owner(),
                                        change.at(),
                                        change.raw().action(),
                                        change.raw().codeTable(),
                                        change.raw().role()));
    }
}
