package org.tutela.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.PhoneView;
import org.tutela.scenario.plan.PlannedExhibit.Kind;

final class MessageStoreTest {
    private static final String STORE = "data/data/com.whatsapp/databases/msgstore.db";
    private static final Operation PLAN = Written.SCENARIO.plan();

    private static PhoneView view(Kind kind) {
        for (PhoneView view : PhoneView.all(PLAN)) {
            if (PLAN.exhibits().get(view.exhibit()).kind() == kind) {
                return view;
            }
        }
        throw new AssertionError("no phone is " + kind);
    }

    private static Path taken(PhoneView view, String name, String member) throws IOException {
        Path zip = Written.folder().resolve(PLAN.exhibits().get(view.exhibit()).path());
        Path out = Path.of("target", name);
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Files.write(out, file.getInputStream(file.getEntry(member)).readAllBytes());
        }
        return out;
    }

    private static long count(Path store, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getLong(1);
        }
    }

    @Test
    void holdsWhatThePhoneSaw() throws Exception {
        PhoneView view = view(Kind.PHONE_ZIP);
        Path store = taken(view, "plain.db", STORE);
        assertEquals(
                view.messages().size(),
                count(store, "SELECT count(*) FROM message WHERE message_type<>7 AND _id>1"));
        assertEquals(
                view.events().size() + view.changes(PLAN).size(),
                count(store, "SELECT count(*) FROM message_system"));
        assertEquals(
                view.jids(PLAN).size(),
                count(store, "SELECT count(*) FROM jid WHERE server<>'g.us'"));
        assertEquals(view.conversations().size(), count(store, "SELECT count(*) FROM chat"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            assertEquals("ok", result.getString(1));
        }
    }

    @Test
    void keepsTheNewestMessagesInTheLogOnly() throws Exception {
        PhoneView view = view(Kind.PHONE_ZIP_WAL);
        String all = "SELECT count(*) FROM message";
        Path alone = taken(view, "alone.db", STORE);
        Files.deleteIfExists(alone.resolveSibling("alone.db-wal"));
        long without = count(alone, all);
        Path whole = taken(view, "whole.db", STORE);
        taken(view, "whole.db-wal", STORE + "-wal");
        long with = count(whole, all);
        assertEquals(40, with - without);
        assertEquals(
                1 + view.messages().size() + view.events().size() + view.changes(PLAN).size(),
                with);
    }

    @Test
    void sqliteShellReadsTheLogToo() throws Exception {
        PhoneView view = view(Kind.PHONE_ZIP_WAL);
        Path whole = taken(view, "shell.db", STORE);
        taken(view, "shell.db-wal", STORE + "-wal");
        Witness witness =
                Witness.call(
                        "sqlite3",
                        whole.toString(),
                        "PRAGMA integrity_check; SELECT count(*)>0 FROM message;");
        assertTrue(witness.output().startsWith("ok\n1"), witness.output());
    }
}
