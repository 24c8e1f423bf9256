package org.tutela.examine.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutela.examine.TestItem;
import org.tutela.examine.TestRecorder;
import org.tutela.model.Account;
import org.tutela.model.Attachment;
import org.tutela.model.Contact;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.MembershipChange;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;
import org.tutela.model.MessageState;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;

/// Databases whose shape others recorded (chm fixtures, MIT; schema dumps), read in place and
/// counted by independent SQL.
final class ForeignDatabasesTest {
    private static final String FOLDER = "data/data/com.whatsapp/databases/";

    @TempDir Path folder;

    private static Path shared(String path) {
        Path file = Path.of(System.getProperty("tutela.shared", "/work/shared"), path);
        if (!Files.exists(file)) {
            System.err.println("SKIPPED: " + file + " is missing, foreign data is not tested");
        }
        Assumptions.assumeTrue(Files.exists(file), file + " is missing");
        return file;
    }

    private Path build(Path script) throws Exception {
        Path file = Files.createTempFile(folder, "foreign-", ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            String sql = Files.readString(script, StandardCharsets.UTF_8);
            // Some dumps hold what SQLite makes itself: internal tables, and the tables behind a
            // full-text index before the index.
            statement.executeUpdate("PRAGMA synchronous = OFF");
            statement.executeUpdate(
                    sql.replaceAll("(?m)^CREATE (TABLE sqlite_|VIRTUAL TABLE )[^;]*;", ""));
        }
        return file;
    }

    private TestRecorder examine(String fixture) throws Exception {
        Path scripts = shared("data/chat/chm/" + fixture);
        byte[] main = Files.readAllBytes(build(scripts.resolve("msgstore.sql")));
        byte[] book = Files.readAllBytes(build(scripts.resolve("wa.sql")));
        try (TestItem item =
                TestItem.of(folder, FOLDER + "msgstore.db", main).with(FOLDER + "wa.db", book)) {
            return TestRecorder.run(new WhatsAppChats(), item);
        }
    }

    private long count(Path database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whatsapp-android_2023-10",
                "whatsapp-android_2026-01",
                "whatsapp-android_2026-05"
            })
    void statesAsManyFactsAsIndependentSqlCounts(String fixture) throws Exception {
        Path script = shared("data/chat/chm/" + fixture);
        Path main = build(script.resolve("msgstore.sql"));
        Path book = build(script.resolve("wa.sql"));
        TestRecorder out = examine(fixture);

        List<Message> held =
                out.all(Message.TABLE).stream()
                        .filter(m -> m.state() != MessageState.RECOVERED)
                        .toList();
        assertEquals(count(main, "message"), held.size());
        assertEquals(
                count(main, "message WHERE from_me = 1 AND message_type <> 7"),
                held.stream().filter(m -> m.fromOwner() && m.typeRaw() != 7).count());
        assertEquals(
                count(main, "message WHERE text_data <> ''"),
                held.stream().filter(m -> m.text() != null).count());
        assertEquals(count(main, "chat"), out.all(Conversation.TABLE).size());
        assertEquals(
                count(main, "chat c JOIN jid j ON j._id = c.jid_row_id WHERE server = 'g.us'"),
                out.all(Conversation.TABLE).stream()
                        .filter(c -> c.kind() == ConversationKind.GROUP)
                        .count());
        assertEquals(
                count(main, "jid WHERE server = 's.whatsapp.net'"),
                out.all(Account.TABLE).stream().filter(a -> a.basis().equals("jid")).count());
        assertEquals(
                count(main, "sqlite_master WHERE name = 'message_media'") == 0
                        ? 0
                        : count(main, "message_media"),
                out.all(Attachment.TABLE).size());
        assertEquals(
                count(
                        book,
                        "wa_contacts WHERE display_name IS NOT NULL OR number IS NOT NULL"
                                + " OR given_name IS NOT NULL"),
                out.all(Contact.TABLE).size());
        assertEquals(perType(main), perType(held));
        // The fixtures put "meh" where a digest should stand; nothing else is wrong with them.
        assertTrue(out.problems().stream().allMatch(p -> p.code().equals("EX-0212")));
        assertTrue(out.problems().stream().noneMatch(p -> p.kind() == ProblemKind.FAILED));
    }

    private static Map<Long, Long> perType(List<Message> messages) {
        Map<Long, Long> counts = new TreeMap<>();
        messages.forEach(m -> counts.merge(m.typeRaw(), 1L, Long::sum));
        return counts;
    }

    private static Map<Long, Long> perType(Path database) throws Exception {
        Map<Long, Long> counts = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT message_type, count(*) FROM message GROUP BY 1")) {
            while (rows.next()) {
                counts.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return counts;
    }

    @Test
    void readsJoiningEditForwardAndRevokeOfTheBuildOf2023() throws Exception {
        TestRecorder out = examine("whatsapp-android_2023-10");
        MembershipEvent joined =
                out.all(MembershipEvent.TABLE).stream()
                        .filter(e -> e.event() == MembershipChange.ADDED)
                        .findFirst()
                        .orElseThrow();
        assertEquals("whatsapp:100000000000000001@g.us", joined.conversation());
        assertEquals("whatsapp:11111@s.whatsapp.net", joined.actor());
        assertFalse(joined.actorIsOwner());
        assertEquals(1_643_607_839_000_000L, joined.at().micros());
        Message last =
                out.all(Message.TABLE).stream()
                        .filter(m -> m.messageKey().equals("GROUPMSG99999"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(MessageState.EDITED, last.state());
        assertTrue(last.forwarded());
        assertEquals("GROUPMSG00100", last.replyTo());
        Message revoked =
                out.all(Message.TABLE).stream()
                        .filter(m -> m.state() == MessageState.REVOKED)
                        .findFirst()
                        .orElseThrow();
        assertEquals("PERSONALMSG999900", revoked.messageKey());
        assertEquals("whatsapp:00000@s.whatsapp.net+11111@s.whatsapp.net", revoked.conversation());
    }

    @Test
    void readsEmptyDatabasesOfEveryRecordedSchema() throws Exception {
        Path schemas = shared("data/chat/schemas");
        List<Path> dumps;
        try (Stream<Path> files = Files.list(schemas)) {
            dumps =
                    files.filter(f ->
                                    f.getFileName()
                                            .toString()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .contains("msgstore"))
                            .sorted()
                            .toList();
        }
        assertTrue(dumps.size() >= 7, dumps.toString());
        for (Path dump : dumps) {
            byte[] main = Files.readAllBytes(build(dump));
            try (TestItem item = TestItem.of(folder, FOLDER + "msgstore.db", main)) {
                TestRecorder out = TestRecorder.run(new WhatsAppChats(), item);
                assertEquals(
                        List.of(),
                        out.problems().stream().map(Problem::detail).toList(),
                        dump.toString());
            }
        }
    }
}
