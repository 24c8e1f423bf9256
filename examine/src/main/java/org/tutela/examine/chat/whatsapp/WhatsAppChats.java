package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.Examination;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.examine.chat.ChatDatabase;
import org.tutela.examine.chat.Select;
import org.tutela.model.ItemKind;

/// Reads `msgstore.db` of WhatsApp for Android, of the generation that keeps messages in `message`
/// (2022 to 2026; builds of 2023-10, 2026-01 and 2026-05 were seen), with what lies beside it:
/// `-wal`, `wa.db`, `axolotl.db`, the app's settings and `files/me`. WhatsApp Business, dual apps
/// and work profiles are the same database at another path.
///
/// Every query is built from the tables and columns that the build at hand has. Not read: the
/// generation before 2019 (`messages`), poll votes, pages not in use any more.
public final class WhatsAppChats implements Examination {

    private static final Pattern APP_FOLDER =
            Pattern.compile("(.*/)?com\\.whatsapp[^/]*/databases/[^/]*");

    private static final Pattern BACKUP = Pattern.compile("msgstore[^/]*\\.db");

    /// What no build can be without.
    private static final Map<String, List<String>> ESSENTIAL =
            Map.of(
                    "message",
                    List.of(
                            "chat_row_id",
                            "from_me",
                            "key_id",
                            "sender_jid_row_id",
                            "timestamp",
                            "received_timestamp",
                            "message_type",
                            "text_data"),
                    "chat",
                    List.of("jid_row_id"),
                    "jid",
                    List.of("user", "server"));

    /// The columns of the message table in every recorded schema from 2022 to May 2026.
    private static final Set<String> MESSAGE_COLUMNS =
            Set.of(
                    "_id",
                    "broadcast",
                    "chat_row_id",
                    "from_me",
                    "key_id",
                    "lookup_tables",
                    "message_add_on_flags",
                    "message_type",
                    "origin",
                    "origination_flags",
                    "participant_hash",
                    "receipt_server_timestamp",
                    "received_timestamp",
                    "recipient_count",
                    "sender_jid_row_id",
                    "server_sts",
                    "sort_id",
                    "starred",
                    "status",
                    "text_data",
                    "timestamp",
                    "translated_text",
                    "view_mode",
                    "view_replies_thread_id");

    private static final Set<String> TABLES =
            Set.of(
                    "call_log",
                    "chat",
                    "group_participant_user",
                    "group_past_participant_user",
                    "jid",
                    "jid_map",
                    "lid_display_name",
                    "message",
                    "message_add_on",
                    "message_add_on_reaction",
                    "message_details",
                    "message_edit_info",
                    "message_forwarded",
                    "message_group_invite",
                    "message_media",
                    "message_quoted",
                    "message_quoted_group_invite",
                    "message_system",
                    "message_system_chat_participant",
                    "message_system_group",
                    "message_system_lid_change",
                    "message_system_number_change",
                    "messages",
                    "newsletter",
                    "receipt_orphaned",
                    "receipt_user");

    /// Made by the list of examinations.
    public WhatsAppChats() {}

    @Override
    public String name() {
        return "chat.whatsapp";
    }

    @Override
    public int version() {
        return 1;
    }

    /// Wants the app's own `msgstore.db` whatever it holds, so that an unreadable one is stated,
    /// and any other file named like one that is a SQLite database.
    @Override
    public boolean wants(OpenItem item) throws IOException {
        if (item.kind() != ItemKind.FILE && item.kind() != ItemKind.STREAM) {
            return false;
        }
        String name = item.name().toLowerCase(Locale.ROOT);
        if (!BACKUP.matcher(name).matches()) {
            return false;
        }
        String devicePath = item.devicePath();
        boolean own =
                name.equals("msgstore.db")
                        && devicePath != null
                        && APP_FOLDER.matcher(devicePath).matches();
        return own || ChatDatabase.recognises(item.head());
    }

    @Override
    public void examine(OpenItem item, Recorder out) throws IOException {
        Set<String> tables = new TreeSet<>(TABLES);
        tables.addAll(Texts.tables());
        try (ChatDatabase database = ChatDatabase.open(item, tables, out)) {
            checkGeneration(database, out);
            checkColumns(database, out);
            Messages messages = statements(new Msgstore(database, item, out));
            if (database.withLog()) {
                try (ChatDatabase before = ChatDatabase.openWithoutLog(item, tables, out)) {
                    messages.supersededIn(before);
                } catch (EvidenceException flaw) {
                    out.problem(item.address(), flaw);
                }
            }
        }
    }

    /// Runs all passes; names first, since conversations are named after the owner.
    private static Messages statements(Msgstore store) throws IOException {
        new OwnerSearch(store).run();
        Accounts accounts = new Accounts(store);
        accounts.edges();
        accounts.all();
        accounts.successions();
        accounts.identityKeys();
        new Contacts(store).run();
        new Conversations(store).run();
        new Memberships(store).run();
        Messages messages = new Messages(store);
        messages.run();
        new Attachments(store).run();
        new Responses(store).run();
        new Calls(store).run();
        new Texts(store).run();
        return messages;
    }

    private static void checkGeneration(ChatDatabase database, Recorder out) throws IOException {
        for (String table : List.of("message", "chat", "jid")) {
            if (!database.has(table)) {
                boolean older = database.has("messages");
                throw new EvidenceException(
                        Flaw.UNSUPPORTED,
                        older ? "EX-0211" : "EX-0204",
                        older
                                ? "the database is of WhatsApp's generation before 2022, which keeps"
                                        + " messages in table messages; it is not read"
                                : "the database lacks table "
                                        + table
                                        + ", without which no message can be read",
                        -1);
            }
        }
        long[] rows = new long[1];
        database.read(Select.from("messages"), row -> rows[0] += row.id() > 1 ? 1 : 0);
        if (rows[0] > 0) {
            out.problem(
                    database.address(),
                    new EvidenceException(
                            Flaw.UNSUPPORTED,
                            "EX-0211",
                            "the database also holds "
                                    + rows[0]
                                    + " rows in table messages, WhatsApp's generation before 2022;"
                                    + " they are not read",
                            -1));
        }
    }

    /// States which columns of the tables that messages rest on are missing, and which of the
    /// message table nobody knew when this was written.
    private static void checkColumns(ChatDatabase database, Recorder out) throws IOException {
        for (String table : List.of("message", "chat", "jid")) {
            Set<String> missing = new TreeSet<>(ESSENTIAL.getOrDefault(table, List.of()));
            missing.removeAll(database.columns(table));
            if (!missing.isEmpty()) {
                out.problem(
                        database.address(),
                        new EvidenceException(
                                Flaw.MALFORMED,
                                "EX-0205",
                                "table "
                                        + table
                                        + " lacks column "
                                        + String.join(", ", missing)
                                        + "; what it would say is missing from every fact",
                                -1));
            }
        }
        Set<String> unknown = new TreeSet<>(database.columns("message"));
        unknown.removeAll(MESSAGE_COLUMNS);
        if (!unknown.isEmpty()) {
            out.problem(
                    database.address(),
                    new EvidenceException(
                            Flaw.UNSUPPORTED,
                            "EX-0216",
                            "table message has "
                                    + unknown.size()
                                    + " columns that this version does not know, such as "
                                    + plain(unknown.iterator().next())
                                    + "; what they say is in no fact",
                            -1));
        }
    }

    /// A name of the evidence as it may stand in a sentence.
    private static String plain(String name) {
        String cut = name.length() > 40 ? name.substring(0, 40) : name;
        return cut.replaceAll("[^A-Za-z0-9_]", "?");
    }
}
