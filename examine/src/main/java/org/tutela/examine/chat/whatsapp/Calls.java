package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Select;
import org.tutela.model.Call;
import org.tutela.model.Timestamp;

/// States calls from `call_log`: also those with people that there is no chat with.
final class Calls {
    private static final Select LOG =
            Select.from(
                    "call_log",
                    "jid_row_id",
                    "group_jid_row_id",
                    "from_me",
                    "call_id",
                    "timestamp",
                    "video_call",
                    "duration",
                    "call_result");

    private final Msgstore store;

    Calls(Msgstore store) {
        this.store = store;
    }

    /// Reads `call_log`.
    void run() throws IOException {
        store.database().read(LOG, this::call);
    }

    private void call(ChatRow row) throws IOException {
        Jid other = store.jid(row.number("jid_row_id"));
        Jid group = store.jid(row.number("group_jid_row_id"));
        Jid where = group == null ? other : group;
        Chat chat = where == null ? store.chat((Long) null) : store.chat(where);
        Party party = other == null ? Party.UNKNOWN : store.party(other);
        String stored = row.filled("call_id");
        String key = stored == null ? store.lostKey(row.id()) : stored;
        Timestamp at = Msgstore.millis(row.number("timestamp"));
        boolean fromOwner = row.numberOr0("from_me") == 1;
        boolean video = row.numberOr0("video_call") == 1;
        Long duration = row.number("duration");
        Long result = row.number("call_result");
        store.out()
                .record(
                        Call.TABLE,
                        store.row("call_log", row.id()),
                        seen ->
                                new Call(
                                        seen,
                                        chat.conversation(),
                                        key,
                                        party.account(),
                                        at,
                                        fromOwner,
                                        video,
                                        duration,
                                        result,
                                        Msgstore.CODES));
    }
}
