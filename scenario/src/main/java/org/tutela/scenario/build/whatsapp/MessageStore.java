package org.tutela.scenario.build.whatsapp;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tutela.scenario.plan.GroupEvent;
import org.tutela.scenario.plan.GroupEvent.What;
import org.tutela.scenario.plan.NumberChange;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedAccount;
import org.tutela.scenario.plan.PlannedConversation.Direct;
import org.tutela.scenario.plan.PlannedConversation.Group;
import org.tutela.scenario.plan.PlannedMessage;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.Presence;

/// Fills a message store (`msgstore.db`) with what one phone saw: chats, members, and all rows in
/// order of time.
final class MessageStore {
    private static final long PAST_MEMBERS_KEPT_MILLIS = 60L * 24 * 3600 * 1000;

    private final Operation plan;
    private final PhoneView view;
    private final Rows rows;
    private final Jids jids;
    private final MessageRows messageRows;
    private final SystemRows systemRows;
    private final Map<Integer, Long> chats = new HashMap<>();

    MessageStore(Operation plan, PhoneView view, Rows rows, MessageFiles files) {
        this.plan = plan;
        this.view = view;
        this.rows = rows;
        this.jids = new Jids(rows);
        this.messageRows = new MessageRows(plan, view, new Desk(rows, jids, files));
        this.systemRows = new SystemRows(plan, view, new Desk(rows, jids, files));
    }

    /// What all writers of rows share.
    record Desk(Rows rows, Jids jids, MessageFiles files) {}

    /// Writes everything; the last `inLog` rows of the message table go to the write-ahead log.
    void write(int inLog) throws IOException {
        rows.add("props", "key,value", "user_push_name", name(view.owner()));
        addresses();
        chats();
        // Every store begins with a row that stands for nothing.
        rows.add(
                "message",
                "_id,chat_row_id,from_me,key_id,sender_jid_row_id,status,timestamp,message_type,sort_id",
                1,
                -1,
                0,
                "-1",
                -1,
                -1,
                0,
                -1,
                0);
        TreeMap<Long, Object> timeline = new TreeMap<>();
        view.events().forEach(event -> timeline.put(event.at(), event));
        view.messages().forEach(message -> timeline.put(message.at(), message));
        view.changes(plan).forEach(change -> timeline.put(change.at(), change));
        long row = 2;
        long first = timeline.size() + 2L - inLog;
        for (Object item : timeline.values()) {
            if (inLog > 0 && row == first) {
                rows.continueInLog();
            }
            switch (item) {
                case GroupEvent event -> systemRows.event(row, chat(event.group()), event);
                case NumberChange change -> {
                    long chat = chat(view.directWith(plan, change.from()));
                    systemRows.change(row, chat, change);
                }
                case PlannedMessage message ->
                        messageRows.message(row, chat(message.conversation()), message);
                default -> throw new IllegalStateException("not in a timeline: " + item);
            }
            row++;
        }
        rows.commit();
    }

    private String name(int account) {
        return plan.accounts().get(account).name();
    }

    private long chat(int conversation) {
        return java.util.Objects.requireNonNull(chats.get(conversation));
    }

    private void addresses() throws IOException {
        for (String jid : view.jids(plan)) {
            jids.id(jid);
        }
        for (PlannedAccount account : plan.accounts()) {
            if (jids.has(account.lidJid())) {
                long lid = jids.id(account.lidJid());
                if (view.knowsNumber(plan, account)) {
                    rows.add(
                            "jid_map",
                            "lid_row_id,jid_row_id,sort_id",
                            lid,
                            jids.id(account.numberJid()),
                            lid);
                } else {
                    rows.add("lid_display_name", "lid_row_id,display_name", lid, account.name());
                }
            }
        }
    }

    private void chats() throws IOException {
        for (int conversation : new TreeSet<>(view.conversations())) {
            long id = chats.size() + 1L;
            chats.put(conversation, id);
            switch (plan.conversations().get(conversation)) {
                case Group group -> groupChat(id, group);
                case Direct direct ->
                        rows.add(
                                "chat",
                                "_id,jid_row_id,hidden,archived,group_type,participation_status,created_timestamp,is_contact",
                                id,
                                jids.id(
                                        plan.accounts()
                                                .get(direct.partner(view.owner()))
                                                .numberJid()),
                                0,
                                0,
                                0,
                                0,
                                firstMessage(conversation),
                                1);
            }
        }
    }

    private long firstMessage(int conversation) {
        return view.messages().stream()
                .filter(message -> message.conversation() == conversation)
                .mapToLong(PlannedMessage::at)
                .min()
                .orElse(0);
    }

    private void groupChat(long id, Group group) throws IOException {
        boolean in = view.inAtEnd(group.index());
        TreeSet<Integer> members =
                new TreeSet<>(Presence.membersAtEnd(plan.events(), group.index()));
        rows.add(
                "chat",
                "_id,jid_row_id,hidden,subject,created_timestamp,archived,group_type,participation_status,group_member_count",
                id,
                jids.id(group.jid()),
                0,
                group.subject(),
                group.created(),
                0,
                0,
                !in ? 1 : group.creator() == view.owner() ? 4 : 2,
                in ? members.size() : null);
        if (!in) {
            return;
        }
        for (int member : members) {
            if (member != view.owner()) {
                rows.add(
                        "group_participant_user",
                        "group_jid_row_id,user_jid_row_id,rank,pending",
                        jids.id(group.jid()),
                        jids.id(plan.jidIn(group.index(), member)),
                        rank(group, member),
                        0);
            }
        }
        pastMembers(group);
    }

    private int rank(Group group, int member) {
        boolean promoted =
                plan.events().stream()
                        .anyMatch(e ->
                                e.group() == group.index()
                                        && e.what() == What.PROMOTED
                                        && e.targets().contains(member));
        return member == group.creator() ? 2 : promoted ? 1 : 0;
    }

    private void pastMembers(Group group) throws IOException {
        List<GroupEvent> events =
                view.events().stream().filter(e -> e.group() == group.index()).toList();
        long last = view.messages().getLast().at();
        for (GroupEvent event : events) {
            boolean back =
                    events.stream()
                            .anyMatch(e ->
                                    e.at() > event.at()
                                            && e.what().begins()
                                            && e.targets().containsAll(event.targets()));
            if (event.what().ends()
                    && !back
                    && event.at() > last - PAST_MEMBERS_KEPT_MILLIS
                    && !event.targets().contains(view.owner())) {
                rows.add(
                        "group_past_participant_user",
                        "group_jid_row_id,user_jid_row_id,is_leave,timestamp",
                        jids.id(group.jid()),
                        jids.id(plan.jidIn(group.index(), event.targets().getFirst())),
                        event.what() == What.LEFT ? 1 : 0,
                        event.at());
            }
        }
    }

    /// The messenger's code of a kind of message.
    static int type(Body body) {
        return switch (body) {
            case Body.Text _ -> 0;
            case Body.Picture _ -> 1;
            case Body.ContactCard _ -> 4;
            case Body.Place _ -> 5;
            case Body.Document _ -> 9;
            case Body.InviteCard _ -> 24;
            case Body.Poll _ -> 66;
            case Body.Call _ -> 90;
        };
    }
}
