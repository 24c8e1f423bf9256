package org.tutela.scenario.build.whatsapp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// A SQLite database being filled. The same rows in the same order give the same bytes.
final class Rows implements Closeable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Rows(Connection connection) {
        this.connection = connection;
    }

    /// A new database with the tables of a resource, one statement per line.
    static Rows create(Path file, String resource) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setPageSize(4096);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        try (InputStream in = Rows.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Rows rows = new Rows(config.createConnection("jdbc:sqlite:" + file));
            rows.execute("PRAGMA auto_vacuum=FULL");
            for (String line : text.lines().toList()) {
                if (!line.startsWith("--")) {
                    rows.execute(line);
                }
            }
            rows.connection.setAutoCommit(false);
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Commits, and writes everything that follows into a write-ahead log that is never
    /// checkpointed while this is open.
    void continueInLog() throws IOException {
        try {
            connection.commit();
            connection.setAutoCommit(true);
            execute("PRAGMA journal_mode=WAL");
            execute("PRAGMA wal_autocheckpoint=0");
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void commit() throws IOException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Adds a row; `cells` are the values of the comma-separated columns, in their order.
    void add(String table, String columns, @Nullable Object... cells) throws IOException {
        try {
            PreparedStatement statement =
                    statements.computeIfAbsent(
                            table + "(" + columns + ")", into -> prepare(into, cells.length));
            for (int i = 0; i < cells.length; i++) {
                statement.setObject(i + 1, cells[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private PreparedStatement prepare(String into, int cells) {
        try {
            return connection.prepareStatement(
                    "INSERT INTO "
                            + into
                            + " VALUES ("
                            + String.join(",", Collections.nCopies(cells, "?"))
                            + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(into, e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static IOException failed(SQLException e) {
        return new IOException("the made-up database could not be written", e);
    }
}
