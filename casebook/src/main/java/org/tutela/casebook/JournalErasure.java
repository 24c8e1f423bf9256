package org.tutela.casebook;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Takes out of the casebook what it says of something that is erased: keys of subjects, payloads
/// that mention it, rows of what people decided about it. The chain of the journal still holds, as
/// it is over digests of the sealed payloads.
public final class JournalErasure {
    private static final Set<String> KEPT =
            Set.of("entry", "subject_key", "subject_name", "payload_erased", "user");

    private final Connection connection;

    JournalErasure(Connection connection) {
        this.connection = connection;
    }

    /// What was taken out.
    ///
    /// @param subjects subjects whose key was thrown away
    /// @param payloads payloads about other subjects that mentioned it
    /// @param rows rows of what people decided
    /// @param open entries whose open fields (task, account, address) mention it: these stay, as
    ///   the chain is over them
    public record Counts(long subjects, long payloads, long rows, long open) {}

    /// Hears what goes before it is gone.
    @FunctionalInterface
    public interface Counted {
        /// Everything is counted, and taken out when this returns; what it throws leaves it in.
        void counted(Counts counts) throws IOException;
    }

    Counts erase(Predicate<String> subjects, Predicate<String> texts, Counted counted)
            throws IOException {
        synchronized (connection) {
            try {
                connection.setAutoCommit(false);
                Counts counts;
                try {
                    // Payloads first: their keys are still there.
                    long payloads = payloads(subjects, texts);
                    counts = new Counts(keys(subjects, texts), payloads, rows(texts), open(texts));
                    counted.counted(counts);
                    connection.commit();
                } catch (SQLException | IOException e) {
                    connection.rollback();
                    throw e;
                } finally {
                    connection.setAutoCommit(true);
                }
                foldLog();
                return counts;
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// The write-ahead log may still hold what was overwritten: folds it in and cuts it off.
    private void foldLog() throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (row.next() && row.getInt(1) != 0) {
                throw new IOException(
                        "the casebook (journal.db) is being read by another Tutela, so that its log"
                                + " still holds what was erased; end it and give the same command again");
            }
        }
    }

    private long keys(Predicate<String> subjects, Predicate<String> texts) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT subject FROM subject_key")) {
            while (row.next()) {
                String subject = row.getString(1);
                if (subjects.test(subject) || texts.test(subject)) {
                    found.add(subject);
                }
            }
        }
        for (String table : List.of("subject_key", "subject_name")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE subject = ?")) {
                for (String subject : found) {
                    delete.setString(1, subject);
                    delete.executeUpdate();
                }
            }
        }
        return found.size();
    }

    private long payloads(Predicate<String> subjects, Predicate<String> texts) throws SQLException {
        List<Long> found = new ArrayList<>();
        String sql =
                """
                SELECT e.number, e.sealed, k.key, k.subject FROM entry e
                LEFT JOIN subject_name n ON n.name = e.subject
                JOIN subject_key k ON k.subject = coalesce(n.subject, e.subject)
                WHERE length(e.sealed) > 0
                """;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                Optional<String> payload = Seal.open(row.getBytes("key"), row.getBytes("sealed"));
                if (!subjects.test(row.getString("subject")) && payload.filter(texts).isPresent()) {
                    found.add(row.getLong("number"));
                }
            }
        }
        try (PreparedStatement read =
                        connection.prepareStatement("SELECT sealed FROM entry WHERE number = ?");
                PreparedStatement note =
                        connection.prepareStatement("INSERT INTO payload_erased VALUES (?, ?)");
                PreparedStatement empty =
                        connection.prepareStatement(
                                "UPDATE entry SET sealed = x'' WHERE number = ?")) {
            for (long number : found) {
                read.setLong(1, number);
                try (ResultSet row = read.executeQuery()) {
                    row.next();
                    note.setLong(1, number);
                    note.setString(2, Journal.payloadDigest(row.getBytes(1), ""));
                    note.executeUpdate();
                }
                empty.setLong(1, number);
                empty.executeUpdate();
            }
        }
        return found.size();
    }

    private long rows(Predicate<String> texts) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        tables.removeAll(KEPT);
        long deleted = 0;
        for (String table : tables) {
            deleted += rows(table, texts);
        }
        return deleted;
    }

    private long rows(String table, Predicate<String> texts) throws SQLException {
        List<List<Object>> found = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM \"" + table + '"')) {
            ResultSetMetaData shape = row.getMetaData();
            for (int i = 1; i <= shape.getColumnCount(); i++) {
                columns.add(shape.getColumnName(i));
            }
            while (row.next()) {
                List<Object> cells = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    Object cell = row.getObject(i);
                    cells.add(cell == null ? "" : cell);
                }
                if (cells.stream().anyMatch(c -> c instanceof String text && texts.test(text))) {
                    found.add(cells);
                }
            }
        }
        String same =
                String.join(
                        " AND ",
                        columns.stream().map(name -> "ifnull(\"" + name + "\", '') = ?").toList());
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM \"" + table + "\" WHERE " + same)) {
            for (List<Object> cells : found) {
                for (int i = 0; i < cells.size(); i++) {
                    delete.setObject(i + 1, cells.get(i));
                }
                delete.executeUpdate();
            }
        }
        return found.size();
    }

    private long open(Predicate<String> texts) throws SQLException {
        long open = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT who, subject, task, origin FROM entry")) {
            while (row.next()) {
                boolean mentioned = false;
                for (int i = 1; i <= 4; i++) {
                    mentioned |= texts.test(row.getString(i));
                }
                open += mentioned ? 1 : 0;
            }
        }
        return open;
    }
}
