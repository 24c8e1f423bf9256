package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.examine.chat.ChatDatabase;
import org.tutela.examine.chat.Lookup;
import org.tutela.examine.chat.Select;
import org.tutela.model.Address;
import org.tutela.model.ConversationKind;
import org.tutela.model.FoundIn;
import org.tutela.model.Timestamp;

/// What all passes over one `msgstore.db` share. Row ids of `jid` and `chat` are looked up when
/// needed and kept in memory for the most recent ones, so that memory stays bounded.
final class Msgstore {

    /// The set of code tables that facts name.
    static final String CODES = "whatsapp.android@1";

    private static final int REMEMBERED = 50_000;
    private static final int ROW_PROBLEMS = 10;

    private static final Select JID = Select.from("jid", "user", "server", "raw_string");
    private static final Select CHAT = Select.from("chat", "jid_row_id");

    private final ChatDatabase database;
    private final OpenItem item;
    private final Recorder out;
    private final Owner owner = new Owner();
    private final Lookup jidLookup;
    private final Lookup chatLookup;
    private final Map<Long, Optional<Jid>> jids = recent();
    private final Map<Long, Chat> chats = recent();
    private final Map<String, Integer> rowProblems = new LinkedHashMap<>();

    Msgstore(ChatDatabase database, OpenItem item, Recorder out) {
        this.database = database;
        this.item = item;
        this.out = out;
        this.jidLookup = database.lookup(JID);
        this.chatLookup = database.lookup(CHAT);
    }

    ChatDatabase database() {
        return database;
    }

    OpenItem item() {
        return item;
    }

    Recorder out() {
        return out;
    }

    Owner owner() {
        return owner;
    }

    Address row(String table, long id) {
        return database.row(table, id);
    }

    /// The address that a row of `jid` holds; null where there is none.
    @Nullable Jid jid(@Nullable Long row) throws IOException {
        if (row == null || row <= 0) {
            return null;
        }
        Optional<Jid> known = jids.get(row);
        if (known == null) {
            known = readJid(row);
            jids.put(row, known);
        }
        return known.orElse(null);
    }

    /// The account behind a row of `jid`; unknown where it is no account.
    Party party(@Nullable Long jidRow) throws IOException {
        Jid jid = jid(jidRow);
        return jid == null ? Party.UNKNOWN : party(jid);
    }

    /// The account; unknown where the address is no account.
    Party party(Jid jid) {
        if (owner.is(jid)) {
            return Party.OWNER;
        }
        return jid.isAccount() ? new Party(jid.qualified(), false) : Party.UNKNOWN;
    }

    /// Who sent a row of `message` or the like: the stored sender; in a direct conversation the
    /// partner; the owner where the row says so.
    Party sender(boolean fromMe, @Nullable Long senderRow, Chat chat) throws IOException {
        if (fromMe) {
            return Party.OWNER;
        }
        Party sender = party(senderRow);
        Jid partner = chat.jid();
        if (!sender.known() && partner != null && chat.kind() == ConversationKind.DIRECT) {
            return party(partner);
        }
        return sender;
    }

    /// The conversation of a row of `chat`. A row that no longer exists gets a name that is this
    /// item's own, so that it can never be taken for another device's conversation.
    Chat chat(@Nullable Long chatRow) throws IOException {
        long row = chatRow == null ? 0 : chatRow;
        Chat known = chats.get(row);
        if (known == null) {
            Jid jid = chatJid(row);
            known = jid == null ? lost(row) : chat(jid);
            chats.put(row, known);
        }
        return known;
    }

    /// The conversation with or of an address.
    Chat chat(Jid jid) {
        ConversationKind kind = jid.kind();
        return new Chat(kind == ConversationKind.DIRECT ? direct(jid) : jid.qualified(), kind, jid);
    }

    /// A key for a message whose own key is not known; this item's own.
    String lostKey(long messageRow) {
        return "?" + item.address().toId() + "/message/" + messageRow;
    }

    /// Gives text to the finders, unless there is none.
    void text(Address place, FoundIn foundIn, @Nullable String text) throws IOException {
        if (text != null && !text.isBlank()) {
            out.text(place, foundIn, text);
        }
    }

    /// States a flaw of a row, but not more than a few with the same code.
    void rowProblem(Address place, EvidenceException flaw) throws IOException {
        if (rowProblems.merge(flaw.code(), 1, Integer::sum) <= ROW_PROBLEMS) {
            out.problem(place, flaw);
        }
    }

    /// A time in milliseconds; null where the messenger stores 0, -1 or nothing.
    static @Nullable Timestamp millis(@Nullable Long value) {
        return value == null || value <= 0 ? null : Timestamp.unixMillis(value);
    }

    private Optional<Jid> readJid(long row) throws IOException {
        @Nullable Jid[] found = new @Nullable Jid[1];
        jidLookup.read(
                row,
                it ->
                        found[0] =
                                Jid.of(it.text("user"), it.text("server"), it.text("raw_string"))
                                        .orElse(null));
        return Optional.ofNullable(found[0]);
    }

    private @Nullable Jid chatJid(long chatRow) throws IOException {
        if (chatRow <= 0) {
            return null;
        }
        @Nullable Long[] jidRow = new @Nullable Long[1];
        chatLookup.read(chatRow, it -> jidRow[0] = it.number("jid_row_id"));
        return jid(jidRow[0]);
    }

    private Chat lost(long chatRow) {
        return new Chat(
                Jid.SERVICE + ":?" + item.address().toId() + "/chat/" + chatRow,
                ConversationKind.DIRECT,
                null);
    }

    /// The name of a direct conversation: both accounts, the smaller one first, so that both
    /// devices give it the same name.
    private String direct(Jid partner) {
        Jid own = owner.main();
        if (own == null) {
            return Jid.SERVICE + ":?+" + partner.id();
        }
        boolean ownFirst = own.id().compareTo(partner.id()) <= 0;
        String first = ownFirst ? own.id() : partner.id();
        String second = ownFirst ? partner.id() : own.id();
        return Jid.SERVICE + ":" + first + "+" + second;
    }

    private static <V> Map<Long, V> recent() {
        return new LinkedHashMap<>(1024, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
