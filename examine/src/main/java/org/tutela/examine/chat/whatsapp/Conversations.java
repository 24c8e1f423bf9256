package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Select;
import org.tutela.model.Address;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.FoundIn;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Timestamp;

/// States conversations, and whether the owner is a member of each group: the owner is not listed
/// among the participants.
final class Conversations {
    private static final Select CHATS =
            Select.from(
                            "chat",
                            "jid_row_id",
                            "subject",
                            "created_timestamp",
                            "participation_status")
                    .satellite("newsletter", "chat_row_id", "name");

    /// An old group id names its creator's number and the second of its creation.
    private static final Pattern OLD_GROUP = Pattern.compile("([0-9]{5,15})-([0-9]{10})");

    private static final long NO_LONGER_MEMBER = 1;
    private static final long CREATOR = 4;

    private final Msgstore store;

    Conversations(Msgstore store) {
        this.store = store;
    }

    /// Reads `chat`.
    void run() throws IOException {
        store.database().read(CHATS, this::chat);
    }

    private void chat(ChatRow row) throws IOException {
        Chat chat = store.chat(row.id());
        Jid jid = chat.jid();
        Address place = store.row("chat", row.id());
        String stored = row.filled("subject");
        String subject = stored == null ? row.filled("newsletter.name") : stored;
        Matcher old = OLD_GROUP.matcher(jid == null ? "" : jid.user());
        boolean oldGroup = chat.kind() == ConversationKind.GROUP && old.matches();
        Timestamp created = created(row, oldGroup ? old.group(2) : null);
        String creator = oldGroup ? Jid.ofPhone(old.group(1)).qualified() : null;
        Jid partner = chat.kind() == ConversationKind.DIRECT ? jid : null;
        store.out()
                .record(
                        Conversation.TABLE,
                        place,
                        seen ->
                                new Conversation(
                                        seen,
                                        Jid.SERVICE,
                                        chat.conversation(),
                                        chat.kind(),
                                        subject,
                                        created,
                                        creator,
                                        partner == null ? null : partner.qualified()));
        store.text(place, FoundIn.NAME, subject);
        Long status = row.number("participation_status");
        if (chat.kind() == ConversationKind.GROUP && status != null) {
            ownMembership(chat, status, place);
        }
    }

    private static @Nullable Timestamp created(ChatRow row, @Nullable String secondsInId)
            throws IOException {
        Timestamp stored = Msgstore.millis(row.number("created_timestamp"));
        return stored != null || secondsInId == null
                ? stored
                : Timestamp.unixSeconds(Long.parseLong(secondsInId));
    }

    private void ownMembership(Chat chat, long status, Address place) throws IOException {
        if (status < NO_LONGER_MEMBER || status > CREATOR) {
            return;
        }
        MembershipChange event =
                status == NO_LONGER_MEMBER ? MembershipChange.LEFT : MembershipChange.PRESENT;
        store.out()
                .record(
                        MembershipEvent.TABLE,
                        place,
                        seen ->
                                new MembershipEvent(
                                        seen,
                                        Jid.SERVICE,
                                        chat.conversation(),
                                        null,
                                        event,
                                        null,
                                        false,
                                        null,
                                        null,
                                        Msgstore.CODES + "/participation_status",
                                        Long.toString(status)));
    }
}
