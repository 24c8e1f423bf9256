package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Select;
import org.tutela.model.Address;
import org.tutela.model.Reaction;
import org.tutela.model.Receipt;
import org.tutela.model.ReceiptKind;
import org.tutela.model.Timestamp;

/// States what came back on a message: reactions, and receipts that it arrived, was read or played.
/// Read receipts can be switched off: that none is there proves nothing.
final class Responses {
    private static final Select REACTIONS =
            Select.from(
                            "message_add_on_reaction",
                            "message_add_on_row_id",
                            "reaction",
                            "sender_timestamp")
                    .lookup(
                            "message_add_on",
                            "message_add_on_row_id",
                            "chat_row_id",
                            "from_me",
                            "sender_jid_row_id",
                            "parent_message_row_id",
                            "timestamp")
                    .lookup("message", "message_add_on.parent_message_row_id", "key_id");

    private static final Select RECEIPTS =
            Select.from(
                            "receipt_user",
                            "message_row_id",
                            "receipt_user_jid_row_id",
                            "receipt_timestamp",
                            "read_timestamp",
                            "played_timestamp")
                    .lookup("message", "message_row_id", "key_id", "chat_row_id");

    private static final Select ORPHANS =
            Select.from(
                    "receipt_orphaned",
                    "chat_row_id",
                    "key_id",
                    "receipt_device_jid_row_id",
                    "status",
                    "timestamp");

    private final Msgstore store;

    Responses(Msgstore store) {
        this.store = store;
    }

    /// Reads reactions and receipts.
    void run() throws IOException {
        store.database().read(REACTIONS, this::reaction);
        store.database().read(RECEIPTS, this::receipts);
        store.database().read(ORPHANS, this::orphan);
    }

    private void reaction(ChatRow row) throws IOException {
        Chat chat = store.chat(row.number("message_add_on.chat_row_id"));
        String stored = row.filled("message.key_id");
        String key =
                stored == null
                        ? store.lostKey(row.numberOr0("message_add_on.parent_message_row_id"))
                        : stored;
        Party who =
                store.sender(
                        row.numberOr0("message_add_on.from_me") == 1,
                        row.number("message_add_on.sender_jid_row_id"),
                        chat);
        Long sent = row.number("sender_timestamp");
        Timestamp at =
                Msgstore.millis(
                        sent == null || sent <= 0 ? row.number("message_add_on.timestamp") : sent);
        String reaction = row.text("reaction");
        if (!who.known()) {
            return;
        }
        store.out()
                .record(
                        Reaction.TABLE,
                        store.row("message_add_on_reaction", row.id()),
                        seen ->
                                new Reaction(
                                        seen,
                                        chat.conversation(),
                                        key,
                                        who.account(),
                                        at,
                                        reaction));
    }

    private void receipts(ChatRow row) throws IOException {
        Jid who = store.jid(row.number("receipt_user_jid_row_id"));
        if (who == null || !who.isAccount()) {
            return;
        }
        String stored = row.filled("message.key_id");
        On message =
                new On(
                        store.chat(row.number("message.chat_row_id")),
                        stored == null ? store.lostKey(row.numberOr0("message_row_id")) : stored,
                        who,
                        store.row("receipt_user", row.id()));
        receipt(message, ReceiptKind.DELIVERED, row.number("receipt_timestamp"));
        receipt(message, ReceiptKind.READ, row.number("read_timestamp"));
        receipt(message, ReceiptKind.PLAYED, row.number("played_timestamp"));
    }

    /// A receipt for a message that the database does not hold: proof that there was one.
    private void orphan(ChatRow row) throws IOException {
        Jid who = store.jid(row.number("receipt_device_jid_row_id"));
        String key = row.filled("key_id");
        ReceiptKind kind = kind(row.numberOr0("status"));
        if (who == null || !who.isAccount() || key == null || kind == null) {
            return;
        }
        Chat chat = store.chat(row.number("chat_row_id"));
        On message = new On(chat, key, who, store.row("receipt_orphaned", row.id()));
        receipt(message, kind, row.number("timestamp"));
    }

    private static @Nullable ReceiptKind kind(long status) {
        return status == 5
                ? ReceiptKind.DELIVERED
                : status == 13 ? ReceiptKind.READ : status == 8 ? ReceiptKind.PLAYED : null;
    }

    /// The message that a receipt is for, who gave it, and where it stands.
    private record On(Chat chat, String key, Jid who, Address place) {}

    private void receipt(On message, ReceiptKind kind, @Nullable Long time) throws IOException {
        Timestamp at = Msgstore.millis(time);
        if (at == null) {
            return;
        }
        store.out()
                .record(
                        Receipt.TABLE,
                        message.place(),
                        seen ->
                                new Receipt(
                                        seen,
                                        message.chat().conversation(),
                                        message.key(),
                                        message.who().qualified(),
                                        at,
                                        kind));
    }
}
