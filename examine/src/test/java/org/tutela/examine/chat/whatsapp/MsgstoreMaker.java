package org.tutela.examine.chat.whatsapp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes a `msgstore.db` of the current shape (2024 to 2026), table by table, with our own
/// definitions of the columns that matter.
///
/// ```java
/// long group = maker.chat("120363000000000001@g.us", "Sunday football");
/// maker.message(group).from("447700900001@s.whatsapp.net").text("Who brings the ball?").save();
/// ```
public final class MsgstoreMaker implements Closeable {

    /// The first message's time; each later one is a minute later.
    static final long START = 1_750_000_000_000L;

    private static final String[] SCHEMA = {
        "jid(_id INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, server TEXT NOT NULL,"
                + " agent INTEGER, device INTEGER, type INTEGER, raw_string TEXT)",
        "jid_map(lid_row_id INTEGER PRIMARY KEY NOT NULL, jid_row_id INTEGER NOT NULL, sort_id"
                + " INTEGER)",
        "lid_display_name(lid_row_id INTEGER PRIMARY KEY NOT NULL, display_name TEXT NOT NULL,"
                + " username TEXT)",
        "chat(_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER UNIQUE, hidden INTEGER,"
                + " subject TEXT, created_timestamp INTEGER, archived INTEGER, group_type INTEGER"
                + " NOT NULL DEFAULT 0, participation_status INTEGER, account_jid_row_id INTEGER)",
        "message(_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, from_me"
                + " INTEGER NOT NULL, key_id TEXT NOT NULL, sender_jid_row_id INTEGER, status"
                + " INTEGER, recipient_count INTEGER, participant_hash TEXT, origination_flags"
                + " INTEGER, origin INTEGER, timestamp INTEGER, received_timestamp INTEGER,"
                + " receipt_server_timestamp INTEGER, message_type INTEGER, text_data TEXT, starred"
                + " INTEGER, sort_id INTEGER NOT NULL DEFAULT 0, translated_text TEXT)",
        "message_details(message_row_id INTEGER PRIMARY KEY, author_device_jid INTEGER)",
        "message_media(message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER, transferred INTEGER,"
                + " file_path TEXT, file_size INTEGER, media_key BLOB, mime_type TEXT, file_length"
                + " INTEGER, media_name TEXT, file_hash TEXT, media_caption TEXT,"
                + " raw_transcription_text TEXT, accessibility_label TEXT)",
        "message_text(message_row_id INTEGER PRIMARY KEY, description TEXT, page_title TEXT, url"
                + " TEXT)",
        "message_location(message_row_id INTEGER PRIMARY KEY, latitude REAL, longitude REAL,"
                + " place_name TEXT, place_address TEXT, url TEXT)",
        "message_vcard(_id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER, vcard TEXT)",
        "message_forwarded(message_row_id INTEGER PRIMARY KEY, forward_score INTEGER,"
                + " forward_origin INTEGER)",
        "message_quoted(message_row_id INTEGER PRIMARY KEY, chat_row_id INTEGER NOT NULL,"
                + " parent_message_chat_row_id INTEGER NOT NULL, from_me INTEGER NOT NULL,"
                + " sender_jid_row_id INTEGER, key_id TEXT NOT NULL, timestamp INTEGER,"
                + " message_type INTEGER, text_data TEXT)",
        "message_quoted_group_invite(message_row_id INTEGER PRIMARY KEY, group_jid_row_id INTEGER,"
                + " admin_jid_row_id INTEGER, group_name TEXT, invite_code TEXT)",
        "message_group_invite(message_row_id INTEGER PRIMARY KEY, group_jid_row_id INTEGER NOT NULL,"
                + " admin_jid_row_id INTEGER NOT NULL, group_name TEXT, invite_code TEXT, expiration"
                + " INTEGER, invite_time INTEGER, expired INTEGER)",
        "message_revoked(message_row_id INTEGER PRIMARY KEY, revoked_key_id TEXT NOT NULL,"
                + " admin_jid_row_id INTEGER, revoke_timestamp INTEGER)",
        "message_edit_info(message_row_id INTEGER PRIMARY KEY, original_key_id TEXT NOT NULL,"
                + " edited_timestamp INTEGER NOT NULL, sender_timestamp INTEGER NOT NULL)",
        "message_poll_option(_id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER,"
                + " option_name TEXT)",
        "message_add_on(_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER, from_me INTEGER,"
                + " key_id TEXT NOT NULL, sender_jid_row_id INTEGER, parent_message_row_id INTEGER,"
                + " timestamp INTEGER, status INTEGER, message_add_on_type INTEGER)",
        "message_add_on_reaction(message_add_on_row_id INTEGER PRIMARY KEY, reaction TEXT,"
                + " sender_timestamp INTEGER)",
        "receipt_user(_id INTEGER PRIMARY KEY AUTOINCREMENT, message_row_id INTEGER NOT NULL,"
                + " receipt_user_jid_row_id INTEGER NOT NULL, receipt_timestamp INTEGER,"
                + " read_timestamp INTEGER, played_timestamp INTEGER)",
        "receipt_orphaned(_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL,"
                + " from_me INTEGER NOT NULL, key_id TEXT NOT NULL, receipt_device_jid_row_id"
                + " INTEGER NOT NULL, status INTEGER, timestamp INTEGER)",
        "group_participant_user(_id INTEGER PRIMARY KEY AUTOINCREMENT, group_jid_row_id INTEGER NOT"
                + " NULL, user_jid_row_id INTEGER NOT NULL, rank INTEGER, pending INTEGER,"
                + " add_timestamp INTEGER, label TEXT, join_method INTEGER)",
        "group_past_participant_user(_id INTEGER PRIMARY KEY AUTOINCREMENT, group_jid_row_id INTEGER"
                + " NOT NULL, user_jid_row_id INTEGER NOT NULL, is_leave INTEGER NOT NULL, timestamp"
                + " INTEGER)",
        "message_system(message_row_id INTEGER PRIMARY KEY, action_type INTEGER NOT NULL)",
        "message_system_group(message_row_id INTEGER PRIMARY KEY, is_me_joined INTEGER)",
        "message_system_chat_participant(message_row_id INTEGER, user_jid_row_id INTEGER)",
        "message_system_value_change(message_row_id INTEGER PRIMARY KEY, old_data TEXT)",
        "message_system_number_change(message_row_id INTEGER PRIMARY KEY, old_jid_row_id INTEGER,"
                + " new_jid_row_id INTEGER)",
        "message_system_lid_change(message_row_id INTEGER PRIMARY KEY, old_lid_row_id INTEGER,"
                + " new_lid_row_id INTEGER, display_name TEXT)",
        "call_log(_id INTEGER PRIMARY KEY AUTOINCREMENT, jid_row_id INTEGER, from_me INTEGER,"
                + " call_id TEXT, timestamp INTEGER, video_call INTEGER, duration INTEGER,"
                + " call_result INTEGER, group_jid_row_id INTEGER NOT NULL DEFAULT 0)",
        "composition(_id INTEGER PRIMARY KEY AUTOINCREMENT, chat_row_id INTEGER NOT NULL, timestamp"
                + " INTEGER NOT NULL, text TEXT)"
    };

    private final Path file;
    private final Connection connection;
    private final Map<String, Long> jids = new HashMap<>();
    private final Map<String, PreparedStatement> inserts = new HashMap<>();
    private int messages;

    private MsgstoreMaker(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Starts a database in `folder`.
    public static MsgstoreMaker in(Path folder) throws IOException, SQLException {
        Path file = Files.createTempFile(folder, "made-", ".db");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        MsgstoreMaker maker = new MsgstoreMaker(file, connection);
        maker.sql("PRAGMA synchronous = OFF");
        for (String table : SCHEMA) {
            maker.sql("CREATE TABLE " + table);
        }
        maker.sql(
                "CREATE UNIQUE INDEX message_key_index ON message(chat_row_id, from_me, key_id,"
                        + " sender_jid_row_id)");
        return maker;
    }

    /// Runs any SQL.
    public MsgstoreMaker sql(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    /// Collects everything that follows in one transaction.
    public MsgstoreMaker begin() throws SQLException {
        connection.setAutoCommit(false);
        return this;
    }

    /// Ends it.
    public MsgstoreMaker commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
        return this;
    }

    /// Inserts a row: column, value, column, value, …; returns its row id.
    public long insert(String table, Object... cells) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < cells.length; i += 2) {
            columns.add((String) cells[i]);
        }
        String sql =
                "INSERT INTO "
                        + table
                        + "("
                        + String.join(",", columns)
                        + ") VALUES ("
                        + "?,".repeat(columns.size() - 1)
                        + "?)";
        PreparedStatement insert = inserts.get(sql);
        if (insert == null) {
            insert = connection.prepareStatement(sql);
            inserts.put(sql, insert);
        }
        for (int i = 0; i < columns.size(); i++) {
            insert.setObject(i + 1, cells[2 * i + 1]);
        }
        insert.executeUpdate();
        try (Statement last = connection.createStatement();
                var rows = last.executeQuery("SELECT last_insert_rowid()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// The row of an address in `jid`, made at first use; devices keep their number.
    public long jid(String raw) throws SQLException {
        Long known = jids.get(raw);
        if (known != null) {
            return known;
        }
        int at = raw.indexOf('@');
        String user = raw.substring(0, at);
        int colon = user.indexOf(':');
        long row =
                insert(
                        "jid",
                        "user",
                        user.replaceAll("[.:].*", ""),
                        "server",
                        raw.substring(at + 1),
                        "agent",
                        0,
                        "device",
                        colon < 0 ? 0 : Integer.parseInt(user.substring(colon + 1)),
                        "type",
                        0,
                        "raw_string",
                        raw);
        jids.put(raw, row);
        return row;
    }

    /// A chat; the subject may be null.
    public long chat(String jid, String subject) throws SQLException {
        return insert(
                "chat",
                "jid_row_id",
                jid(jid),
                "subject",
                subject,
                "created_timestamp",
                subject == null ? 0 : START - 1000);
    }

    /// A message to be saved in a chat.
    public Draft message(long chat) {
        return new Draft(chat);
    }

    /// A system event with its targets; returns the row id. `actor` null: the owner.
    public long system(long chat, int action, String actor, String... targets) throws SQLException {
        long row = message(chat).from(actor).type(7).set("status", 6).save();
        insert("message_system", "message_row_id", row, "action_type", action);
        for (String target : targets) {
            insert(
                    "message_system_chat_participant",
                    "message_row_id",
                    row,
                    "user_jid_row_id",
                    jid(target));
        }
        return row;
    }

    /// A participant as the list stands.
    public long participant(String group, String user, int rank) throws SQLException {
        return insert(
                "group_participant_user",
                "group_jid_row_id",
                jid(group),
                "user_jid_row_id",
                jid(user),
                "rank",
                rank,
                "pending",
                0);
    }

    /// A reaction to a message; `who` null: the owner.
    public long reaction(long chat, long message, String who, String reaction) throws SQLException {
        long row =
                insert(
                        "message_add_on",
                        "chat_row_id",
                        chat,
                        "from_me",
                        who == null ? 1 : 0,
                        "key_id",
                        "R" + message,
                        "sender_jid_row_id",
                        who == null ? -1 : jid(who),
                        "parent_message_row_id",
                        message,
                        "timestamp",
                        START,
                        "message_add_on_type",
                        56);
        return insert(
                "message_add_on_reaction",
                "message_add_on_row_id",
                row,
                "reaction",
                reaction,
                "sender_timestamp",
                START + 5);
    }

    /// Makes what follows go to a write-ahead log that stays beside the database.
    public MsgstoreMaker toLog() throws SQLException {
        return sql("PRAGMA journal_mode = WAL").sql("PRAGMA wal_autocheckpoint = 0");
    }

    /// The database file as it lies.
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(file);
    }

    /// The write-ahead log as it lies.
    public byte[] log() throws IOException {
        return Files.readAllBytes(file.resolveSibling(file.getFileName() + "-wal"));
    }

    /// The open connection, for counting with independent SQL.
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /// A message on its way.
    public final class Draft {
        private final Map<String, Object> cells = new LinkedHashMap<>();

        private Draft(long chat) {
            messages++;
            cells.put("chat_row_id", chat);
            cells.put("from_me", 1);
            cells.put("key_id", "KEY" + messages);
            cells.put("sender_jid_row_id", 0L);
            cells.put("status", 5);
            cells.put("timestamp", START + 60_000L * messages);
            cells.put("received_timestamp", START + 60_000L * messages + 400);
            cells.put("message_type", 0);
            cells.put("sort_id", messages);
        }

        /// The sender; null: the owner. In a direct chat, `"partner"`: the other side.
        public Draft from(String jid) throws SQLException {
            cells.put("from_me", jid == null ? 1 : 0);
            cells.put("sender_jid_row_id", jid == null || jid.equals("partner") ? 0L : jid(jid));
            return this;
        }

        /// The body.
        public Draft text(String text) {
            return set("text_data", text);
        }

        /// The `message_type`.
        public Draft type(int type) {
            return set("message_type", type);
        }

        /// The `key_id`.
        public Draft key(String key) {
            return set("key_id", key);
        }

        /// Any column.
        public Draft set(String column, Object value) {
            cells.put(column, value);
            return this;
        }

        /// Saves it; returns its row id.
        public long save() throws SQLException {
            List<Object> flat = new ArrayList<>();
            cells.forEach((column, value) -> {
                flat.add(column);
                flat.add(value);
            });
            return insert("message", flat.toArray());
        }
    }
}
