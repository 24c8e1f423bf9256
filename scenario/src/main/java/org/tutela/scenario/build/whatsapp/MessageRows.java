package org.tutela.scenario.build.whatsapp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.content.Contents.Carried;
import org.tutela.scenario.plan.Dice;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedAccount;
import org.tutela.scenario.plan.PlannedConversation.Direct;
import org.tutela.scenario.plan.PlannedConversation.Group;
import org.tutela.scenario.plan.PlannedMessage;
import org.tutela.scenario.plan.PlannedMessage.Body;
import org.tutela.scenario.plan.PlannedMessage.Fate;
import org.tutela.scenario.plan.PlannedMessage.Reaction;
import org.tutela.scenario.plan.PlannedMessage.Vote;

/// Writes messages with all that hangs on them.
final class MessageRows {
    private static final int REVOKED = 15;
    private static final int REACTION = 56;
    private static final int POLL_VOTE = 67;

    private final Operation plan;
    private final PhoneView view;
    private final Rows rows;
    private final Jids jids;
    private final MessageFiles files;
    private final Dice dice;
    private final Map<String, PlannedMessage> earlier = new HashMap<>();
    private long lastOption;
    private long lastAddOn;
    private long lastCard;
    private long lastCall;

    MessageRows(Operation plan, PhoneView view, MessageStore.Desk desk) {
        this.plan = plan;
        this.view = view;
        this.rows = desk.rows();
        this.jids = desk.jids();
        this.files = desk.files();
        this.dice = Dice.of(plan.seed(), "message rows of " + view.exhibit());
    }

    void message(long row, long chat, PlannedMessage message) throws IOException {
        earlier.put(message.key(), message);
        boolean revoked = view.showsRevoked(plan, message);
        boolean mine = message.sender() == view.owner();
        // Half of the versions keep captions beside the text, the others with the picture.
        boolean captionInText = view.exhibit() % 2 == 0;
        boolean hide = message.body() instanceof Body.Picture && !captionInText;
        rows.add(
                "message",
                "_id,chat_row_id,from_me,key_id,sender_jid_row_id,status,broadcast,recipient_count,origination_flags,origin,timestamp,received_timestamp,receipt_server_timestamp,message_type,text_data,starred,lookup_tables,message_add_on_flags,sort_id",
                row,
                chat,
                mine ? 1 : 0,
                message.key(),
                sender(message.conversation(), message.sender()),
                mine ? 13 : 0,
                0,
                0,
                message.forwardScore() > 0 ? 1 : 0,
                0,
                message.at(),
                message.at() + dice.between(80, 1500),
                mine ? message.at() + dice.between(20, 79) : -1,
                revoked ? REVOKED : MessageStore.type(message.body()),
                revoked || hide ? null : message.words(),
                0,
                0,
                message.reactions().isEmpty() ? 0 : 1,
                row);
        if (revoked) {
            revoked(row, message);
        } else {
            details(row, chat, message);
        }
    }

    private void revoked(long row, PlannedMessage message) throws IOException {
        rows.add(
                "message_revoked",
                "message_row_id,revoked_key_id,revoke_timestamp",
                row,
                message.key(),
                message.at() + 120_000);
    }

    private void details(long row, long chat, PlannedMessage message) throws IOException {
        if (message.fate() == Fate.EDITED) {
            rows.add(
                    "message_edit_info",
                    "message_row_id,original_key_id,edited_timestamp,sender_timestamp",
                    row,
                    message.key(),
                    message.at() + 90_000,
                    message.at() + 90_000);
        }
        if (message.forwardScore() > 0) {
            rows.add(
                    "message_forwarded",
                    "message_row_id,forward_score,forward_origin",
                    row,
                    message.forwardScore(),
                    0);
        }
        quote(row, chat, message);
        body(row, chat, message);
        for (Reaction reaction : message.reactions()) {
            long addOn =
                    addOn(
                            row,
                            chat,
                            message,
                            new Act(reaction.key(), reaction.account(), reaction.at(), REACTION));
            rows.add(
                    "message_add_on_reaction",
                    "message_add_on_row_id,reaction,sender_timestamp",
                    addOn,
                    reaction.sign(),
                    reaction.at());
        }
        receipts(row, message);
    }

    /// Row of the sender in a group; 0 for the owner and in direct conversations.
    private long sender(int conversation, int account) throws IOException {
        return plan.conversations().get(conversation) instanceof Group && account != view.owner()
                ? jids.id(plan.jidIn(conversation, account))
                : 0;
    }

    private void quote(long row, long chat, PlannedMessage message) throws IOException {
        PlannedMessage quoted = message.replyTo() == null ? null : earlier.get(message.replyTo());
        if (quoted != null) {
            rows.add(
                    "message_quoted",
                    "message_row_id,chat_row_id,parent_message_chat_row_id,from_me,sender_jid_row_id,key_id,timestamp,message_type,origin,text_data,lookup_tables",
                    row,
                    chat,
                    chat,
                    quoted.sender() == view.owner() ? 1 : 0,
                    sender(quoted.conversation(), quoted.sender()),
                    quoted.key(),
                    quoted.at(),
                    MessageStore.type(quoted.body()),
                    0,
                    quoted.words(),
                    0);
        }
    }

    private void body(long row, long chat, PlannedMessage message) throws IOException {
        switch (message.body()) {
            case Body.Text text -> text(row, chat, message.conversation(), text);
            case Body.Picture picture -> {
                media(row, chat, message, picture.caption());
                rows.add(
                        "message_thumbnail",
                        "message_row_id,thumbnail",
                        row,
                        files.contents().preview(picture.picture()));
            }
            case Body.Document _ -> media(row, chat, message, null);
            case Body.Place place ->
                    rows.add(
                            "message_location",
                            "message_row_id,chat_row_id,latitude,longitude,place_name",
                            row,
                            chat,
                            place.latitude(),
                            place.longitude(),
                            place.name());
            case Body.ContactCard card -> card(row, plan.accounts().get(card.account()));
            case Body.Poll poll -> poll(row, chat, message, poll);
            case Body.InviteCard card -> invite(row, message, plan.group(card.group()));
            case Body.Call call -> call(row, message, call);
        }
    }

    private void text(long row, long chat, int conversation, Body.Text text) throws IOException {
        Integer mentioned = text.mentioned();
        if (mentioned != null) {
            rows.add(
                    "message_mentions",
                    "message_row_id,jid_row_id,mention_type",
                    row,
                    jids.id(plan.jidIn(conversation, mentioned)),
                    0);
        }
        if (text.invite() != null) {
            rows.add("message_link", "chat_row_id,message_row_id,link_index", chat, row, 0);
        }
    }

    private void media(long row, long chat, PlannedMessage message, @Nullable String caption)
            throws IOException {
        Carried carried = files.carried(message);
        boolean there = view.holdsFile(message);
        boolean picture = message.body() instanceof Body.Picture;
        byte[] digest = HexFormat.of().parseHex(carried.sha256());
        byte[] key = Contents.digest("SHA-256", message.key().getBytes(StandardCharsets.UTF_8));
        rows.add(
                "message_media",
                "message_row_id,chat_row_id,autotransfer_retry_enabled,transferred,file_path,file_size,media_key,media_key_timestamp,width,height,mime_type,file_length,media_name,file_hash,media_duration,page_count,enc_file_hash,media_caption",
                row,
                chat,
                0,
                there ? 1 : 0,
                there ? files.path(message) : null,
                carried.size(),
                key,
                message.at() / 1000,
                picture ? 400 : 0,
                picture ? 300 : 0,
                carried.mime(),
                carried.size(),
                picture ? null : carried.name(),
                Base64.getEncoder().encodeToString(digest),
                0,
                picture ? 0 : 1,
                Base64.getEncoder().encodeToString(key),
                view.exhibit() % 2 == 0 ? null : caption);
    }

    private void card(long row, PlannedAccount account) throws IOException {
        long id = ++lastCard;
        String vcard =
                "BEGIN:VCARD\nVERSION:3.0\nN:;"
                        + account.name()
                        + ";;;\nFN:"
                        + account.name()
                        + "\nTEL;type=CELL;waid="
                        + account.number()
                        + ":+"
                        + account.number()
                        + "\nEND:VCARD";
        rows.add("message_vcard", "_id,message_row_id,vcard", id, row, vcard);
        rows.add(
                "message_vcard_jid",
                "vcard_jid_row_id,vcard_row_id,message_row_id",
                jids.id(account.numberJid()),
                id,
                row);
    }

    private void poll(long row, long chat, PlannedMessage message, Body.Poll poll)
            throws IOException {
        rows.add(
                "message_poll",
                "message_row_id,enc_key,selectable_options_count,poll_type",
                row,
                Contents.digest("SHA-256", message.key().getBytes(StandardCharsets.UTF_8)),
                1,
                0);
        long first = lastOption + 1;
        List<String> options = poll.options();
        for (int i = 0; i < options.size(); i++) {
            int option = i;
            byte[] name = options.get(i).getBytes(StandardCharsets.UTF_8);
            rows.add(
                    "message_poll_option",
                    "_id,message_row_id,option_sha256,option_name,vote_total",
                    ++lastOption,
                    row,
                    HexFormat.of().formatHex(Contents.digest("SHA-256", name)),
                    options.get(i),
                    poll.votes().stream().filter(vote -> vote.option() == option).count());
        }
        for (Vote vote : poll.votes()) {
            long addOn =
                    addOn(
                            row,
                            chat,
                            message,
                            new Act(vote.key(), vote.account(), vote.at(), POLL_VOTE));
            rows.add(
                    "message_add_on_poll_vote",
                    "message_add_on_row_id,sender_timestamp",
                    addOn,
                    vote.at());
            rows.add(
                    "message_add_on_poll_vote_selected_option",
                    "message_add_on_row_id,message_poll_option_id",
                    addOn,
                    first + vote.option());
        }
    }

    private record Act(String key, int account, long at, int type) {}

    private long addOn(long row, long chat, PlannedMessage parent, Act act) throws IOException {
        long id = ++lastAddOn;
        boolean mine = act.account() == view.owner();
        boolean group = plan.conversations().get(parent.conversation()) instanceof Group;
        rows.add(
                "message_add_on",
                "_id,chat_row_id,from_me,key_id,sender_jid_row_id,parent_message_row_id,timestamp,status,message_add_on_type,received_timestamp",
                id,
                chat,
                mine ? 1 : 0,
                act.key(),
                group ? sender(parent.conversation(), act.account()) : -1,
                row,
                act.at(),
                mine ? 13 : 0,
                act.type(),
                act.at() + 300);
        return id;
    }

    private void invite(long row, PlannedMessage message, Group group) throws IOException {
        rows.add(
                "message_group_invite",
                "message_row_id,group_jid_row_id,admin_jid_row_id,group_name,invite_code,expiration,invite_time,expired,group_type",
                row,
                jids.id(group.jid()),
                jids.id(plan.accounts().get(message.sender()).numberJid()),
                group.subject(),
                group.code(),
                message.at() / 1000 + 259_200,
                message.at(),
                0,
                0);
    }

    private void call(long row, PlannedMessage message, Body.Call call) throws IOException {
        long id = ++lastCall;
        Direct direct = (Direct) plan.conversations().get(message.conversation());
        rows.add(
                "call_log",
                "_id,jid_row_id,from_me,call_id,transaction_id,timestamp,video_call,duration,call_result,bytes_transferred,call_type",
                id,
                jids.id(plan.accounts().get(direct.partner(view.owner())).numberJid()),
                message.sender() == view.owner() ? 1 : 0,
                message.key(),
                -1,
                message.at(),
                call.video() ? 1 : 0,
                call.seconds(),
                5,
                call.seconds() * 4_000,
                0);
        rows.add("message_call_log", "message_row_id,call_log_row_id", row, id);
    }

    /// Receipts of direct conversations only: what a group's receipts prove is disputed.
    private void receipts(long row, PlannedMessage message) throws IOException {
        if (message.sender() == view.owner()
                && plan.conversations().get(message.conversation()) instanceof Direct direct) {
            rows.add(
                    "receipt_user",
                    "message_row_id,receipt_user_jid_row_id,receipt_timestamp,read_timestamp",
                    row,
                    jids.id(plan.accounts().get(direct.partner(view.owner())).numberJid()),
                    message.at() + dice.between(200, 5_000),
                    message.at() + dice.between(6_000, 900_000));
        }
    }
}
