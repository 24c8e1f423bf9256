package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.chat.ChatDatabase;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Lookup;
import org.tutela.examine.chat.Select;
import org.tutela.model.Address;
import org.tutela.model.ConversationKind;
import org.tutela.model.FoundIn;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Timestamp;

/// States messages: those that the database holds, those that it held before the changes in its
/// log, and those that only quotes still know.
final class Messages {

    /// Keys of quoted messages that are compared with the keys of the messages held.
    private static final int MAX_QUOTED = 500_000;

    /// `origination_flags`: forwarded.
    private static final long FORWARDED = 1;

    private static final Select HELD =
            Select.from(
                            "message",
                            "chat_row_id",
                            "from_me",
                            "key_id",
                            "sender_jid_row_id",
                            "status",
                            "timestamp",
                            "received_timestamp",
                            "message_type",
                            "text_data",
                            "translated_text",
                            "origination_flags")
                    .satellite("message_forwarded", "message_row_id", "forward_score")
                    .satellite("message_quoted", "message_row_id", "key_id")
                    .satellite("message_system", "message_row_id", "action_type")
                    .satellite("message_edit_info", "message_row_id", "original_key_id")
                    .satellite("message_media", "message_row_id", "media_caption")
                    .satellite(
                            "message_group_invite",
                            "message_row_id",
                            "invite_code",
                            "group_jid_row_id");

    private static final Select QUOTED =
            Select.from(
                            "message_quoted",
                            "chat_row_id",
                            "from_me",
                            "sender_jid_row_id",
                            "key_id",
                            "timestamp",
                            "message_type",
                            "text_data")
                    .satellite(
                            "message_quoted_group_invite",
                            "message_row_id",
                            "invite_code",
                            "group_jid_row_id");

    private final Msgstore store;
    private final Set<String> quotedOnly = new HashSet<>();

    Messages(Msgstore store) {
        this.store = store;
    }

    /// States all messages held, then those that only quotes know.
    void run() throws IOException {
        ChatDatabase database = store.database();
        database.read(Select.from("message_quoted", "key_id"), this::keepQuoted);
        database.read(HELD, this::held);
        database.read(QUOTED, this::quoted);
        quotedOnly.clear();
    }

    /// States messages that `before`, the same database without its log, still holds, and that the
    /// log deletes, blanks or changes.
    void supersededIn(ChatDatabase before) throws IOException {
        Lookup now = store.database().lookup(Select.from("message", "key_id", "text_data"));
        before.read(HELD, row -> superseded(row, now));
    }

    private void keepQuoted(ChatRow row) throws IOException {
        String key = row.filled("key_id");
        if (key == null || quotedOnly.contains(key)) {
            return;
        }
        if (quotedOnly.size() >= MAX_QUOTED) {
            store.rowProblem(
                    store.row("message_quoted", row.id()),
                    new EvidenceException(
                            Flaw.LIMIT_REACHED,
                            "EX-0214",
                            "more than "
                                    + MAX_QUOTED
                                    + " messages are quoted; whether this one and later ones are"
                                    + " still held is not checked",
                            -1));
            return;
        }
        quotedOnly.add(key);
    }

    private void held(ChatRow row) throws IOException {
        String key = row.filled("key_id");
        Long type = row.number("message_type");
        // A message deleted for everyone lost its text; a quote of it may still have it.
        if (key != null && !Codes.revoked(type)) {
            quotedOnly.remove(key);
        }
        if (isPlaceholder(row, key)) {
            return;
        }
        boolean edited = row.text("message_edit_info.original_key_id") != null;
        MessageState state =
                Codes.revoked(type)
                        ? MessageState.REVOKED
                        : edited ? MessageState.EDITED : MessageState.LIVE;
        state(row, state, null);
    }

    /// The messenger keeps a row that is no message: status -1, key -1.
    private static boolean isPlaceholder(ChatRow row, @Nullable String key) throws IOException {
        return "-1".equals(key) && row.numberOr0("status") == -1;
    }

    private void superseded(ChatRow before, Lookup now) throws IOException {
        String key = before.filled("key_id");
        String text = before.filled("text_data");
        if (isPlaceholder(before, key)) {
            return;
        }
        boolean[] changed = {true};
        now.read(
                before.id(),
                row -> {
                    boolean sameKey = java.util.Objects.equals(key, row.filled("key_id"));
                    boolean sameText = text == null || text.equals(row.text("text_data"));
                    changed[0] = !sameKey || !sameText;
                });
        if (changed[0]) {
            state(before, MessageState.RECOVERED, "MAIN_FILE");
        }
    }

    private void state(ChatRow row, MessageState state, @Nullable String recoveredFrom)
            throws IOException {
        Address place = store.row("message", row.id());
        Chat chat = store.chat(row.number("chat_row_id"));
        String stored = row.filled("key_id");
        String key = stored == null ? store.lostKey(row.id()) : stored;
        Long type = row.number("message_type");
        boolean system = type != null && type == Codes.TYPE_SYSTEM;
        Party sender = sender(row, chat, system);
        String body = row.filled("text_data");
        String text = body == null ? row.filled("message_media.media_caption") : body;
        Long score = row.number("message_forwarded.forward_score");
        boolean forwarded =
                (score != null && score > 0)
                        || (row.numberOr0("origination_flags") & FORWARDED) != 0;
        String replyTo = row.filled("message_quoted.key_id");
        Timestamp sent = Msgstore.millis(row.number("timestamp"));
        Timestamp received = Msgstore.millis(row.number("received_timestamp"));
        Long status = row.number("status");
        Long action = row.number("message_system.action_type");
        MessageKind kind = Codes.kind(type);
        String invite = invite(row.filled("message_group_invite.invite_code"));
        String leadsTo = group(row.number("message_group_invite.group_jid_row_id"));
        store.out()
                .record(
                        Message.TABLE,
                        place,
                        seen ->
                                new Message(
                                        seen,
                                        Jid.SERVICE,
                                        chat.conversation(),
                                        key,
                                        sender.account(),
                                        sender.owner(),
                                        sent,
                                        received,
                                        kind,
                                        text,
                                        forwarded,
                                        score,
                                        replyTo,
                                        state,
                                        recoveredFrom,
                                        type,
                                        status,
                                        action,
                                        Msgstore.CODES,
                                        invite,
                                        leadsTo));
        store.text(place, FoundIn.MESSAGE, text);
        store.text(place, FoundIn.MESSAGE, row.text("translated_text"));
    }

    /// The sender; of a system event whoever acted, whom the messenger stores as the sender even
    /// where `from_me` is 1 (see [Memberships]).
    private Party sender(ChatRow row, Chat chat, boolean system) throws IOException {
        boolean fromMe = row.numberOr0("from_me") == 1;
        Long senderRow = row.number("sender_jid_row_id");
        if (system) {
            Party actor = store.party(senderRow);
            return actor.known() ? actor : fromMe ? Party.OWNER : Party.UNKNOWN;
        }
        return store.sender(fromMe, senderRow, chat);
    }

    private void quoted(ChatRow row) throws IOException {
        String key = row.filled("key_id");
        if (key == null || !quotedOnly.contains(key)) {
            return;
        }
        Address place = store.row("message_quoted", row.id());
        Chat chat = store.chat(row.number("chat_row_id"));
        Party sender =
                store.sender(row.numberOr0("from_me") == 1, row.number("sender_jid_row_id"), chat);
        Timestamp sent = Msgstore.millis(row.number("timestamp"));
        Long type = row.number("message_type");
        String text = row.filled("text_data");
        String invite = invite(row.filled("message_quoted_group_invite.invite_code"));
        String leadsTo = group(row.number("message_quoted_group_invite.group_jid_row_id"));
        store.out()
                .record(
                        Message.TABLE,
                        place,
                        seen ->
                                new Message(
                                        seen,
                                        Jid.SERVICE,
                                        chat.conversation(),
                                        key,
                                        sender.account(),
                                        sender.owner(),
                                        sent,
                                        null,
                                        Codes.kind(type),
                                        text,
                                        false,
                                        null,
                                        null,
                                        MessageState.RECOVERED,
                                        "QUOTE",
                                        type,
                                        null,
                                        null,
                                        Msgstore.CODES,
                                        invite,
                                        leadsTo));
        store.text(place, FoundIn.MESSAGE, text);
    }

    /// The conversation behind a row of `jid`, where it is a group.
    private @Nullable String group(@Nullable Long row) throws IOException {
        Jid jid = row == null ? null : store.jid(row);
        return jid == null || jid.kind() != ConversationKind.GROUP ? null : jid.qualified();
    }

    /// The canonical form of an invite code.
    private static @Nullable String invite(@Nullable String code) {
        return code == null ? null : "wa-invite:" + code;
    }
}
