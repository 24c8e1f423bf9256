package org.tutela.scenario.build.whatsapp;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.scenario.plan.Dice;
import org.tutela.scenario.plan.GroupEvent;
import org.tutela.scenario.plan.GroupEvent.What;
import org.tutela.scenario.plan.NumberChange;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedConversation.Group;

/// Writes what the messenger itself says in a chat: message type 7 with an action code.
final class SystemRows {
    private static final int SUBJECT_CHANGED = 1;
    private static final int MEMBER_LEFT = 5;
    private static final int OWNER_REMOVED = 7;
    private static final int GROUP_CREATED = 11;
    private static final int MEMBERS_ADDED = 12;
    private static final int MEMBER_LEFT_LISTED = 13;
    private static final int MEMBERS_REMOVED = 14;
    private static final int ADMIN_GRANTED = 15;
    private static final int JOINED_BY_LINK = 20;
    private static final int NUMBER_CHANGED = 28;

    private final Operation plan;
    private final PhoneView view;
    private final Rows rows;
    private final Jids jids;
    private final Dice keys;

    SystemRows(Operation plan, PhoneView view, MessageStore.Desk desk) {
        this.plan = plan;
        this.view = view;
        this.rows = desk.rows();
        this.jids = desk.jids();
        this.keys = Dice.of(plan.seed(), "system rows of " + view.exhibit());
    }

    void event(long row, long chat, GroupEvent event) throws IOException {
        Group group = plan.group(event.group());
        boolean byOwner = event.actor() == view.owner();
        boolean toOwner = event.targets().contains(view.owner());
        boolean listed = event.what() == What.LEFT && !byOwner && event.at() % 2 == 0;
        String text =
                switch (event.what()) {
                    case CREATED -> group.firstSubject();
                    case RENAMED -> group.subject();
                    case ADDED, JOINED_BY_LINK, LEFT, REMOVED, PROMOTED -> null;
                };
        // A phone stores its owner's own joining as if from itself, with who added it as sender.
        boolean fromMe = byOwner || (event.what() == What.ADDED && toOwner);
        long sender = byOwner ? 0 : jids.id(plan.jidIn(event.group(), event.actor()));
        message(row, chat, new Line(fromMe, sender, event.at(), text));
        int action =
                switch (event.what()) {
                    case CREATED -> GROUP_CREATED;
                    case RENAMED -> SUBJECT_CHANGED;
                    case ADDED -> MEMBERS_ADDED;
                    case JOINED_BY_LINK -> JOINED_BY_LINK;
                    case LEFT -> listed ? MEMBER_LEFT_LISTED : MEMBER_LEFT;
                    case REMOVED -> toOwner ? OWNER_REMOVED : MEMBERS_REMOVED;
                    case PROMOTED -> ADMIN_GRANTED;
                };
        rows.add("message_system", "message_row_id,action_type", row, action);
        switch (event.what()) {
            case ADDED -> participants(row, event);
            case PROMOTED -> participants(row, event);
            case REMOVED -> {
                if (!toOwner) {
                    participants(row, event);
                }
            }
            case LEFT -> {
                if (listed) {
                    participants(row, event);
                }
            }
            case RENAMED ->
                    rows.add(
                            "message_system_value_change",
                            "message_row_id,old_data",
                            row,
                            group.firstSubject());
            case CREATED, JOINED_BY_LINK -> {}
        }
        if (toOwner && event.what().begins()) {
            rows.add("message_system_group", "message_row_id,is_me_joined", row, 1);
        }
    }

    private void participants(long row, GroupEvent event) throws IOException {
        List<Integer> targets = event.targets();
        for (int target : targets) {
            rows.add(
                    "message_system_chat_participant",
                    "message_row_id,user_jid_row_id",
                    row,
                    jids.id(plan.jidIn(event.group(), target)));
        }
    }

    void change(long row, long chat, NumberChange change) throws IOException {
        long before = jids.id(plan.accounts().get(change.from()).numberJid());
        long after = jids.id(plan.accounts().get(change.to()).numberJid());
        message(row, chat, new Line(false, before, change.at(), null));
        rows.add("message_system", "message_row_id,action_type", row, NUMBER_CHANGED);
        rows.add(
                "message_system_number_change",
                "message_row_id,old_jid_row_id,new_jid_row_id",
                row,
                before,
                after);
    }

    private record Line(boolean fromMe, long sender, long at, @Nullable String text) {}

    private void message(long row, long chat, Line line) throws IOException {
        rows.add(
                "message",
                "_id,chat_row_id,from_me,key_id,sender_jid_row_id,status,broadcast,recipient_count,origination_flags,origin,timestamp,received_timestamp,receipt_server_timestamp,message_type,text_data,starred,lookup_tables,sort_id",
                row,
                chat,
                line.fromMe() ? 1 : 0,
                keys.hex(32),
                line.sender(),
                6,
                0,
                0,
                0,
                0,
                line.at(),
                0,
                -1,
                7,
                line.text(),
                0,
                0,
                row);
    }
}
