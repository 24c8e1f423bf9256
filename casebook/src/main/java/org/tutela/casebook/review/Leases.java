package org.tutela.casebook.review;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// Work held by one person for a time, so that two people never grade the same. A lease is about
/// contents, never about stacks, which change as evidence comes in. Safe for many threads.
public final class Leases {
    /// How long a lease lasts unless it is prolonged.
    public static final Duration LASTS = Duration.ofMinutes(60);

    /// The tables.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS lease (
                        content TEXT PRIMARY KEY, who TEXT NOT NULL, until INTEGER NOT NULL, second INTEGER NOT NULL) STRICT
                    """,
                    "CREATE INDEX IF NOT EXISTS lease_who ON lease (who)",
                    """
                    CREATE TABLE IF NOT EXISTS lease_passed (
                        content TEXT NOT NULL, who TEXT NOT NULL, PRIMARY KEY (content, who)) STRICT
                    """);

    private final Connection connection;
    private final Statements statements;
    private final Journal journal;
    private final InstantSource clock;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public Leases(Connection connection, Journal journal, InstantSource clock) {
        this.connection = connection;
        this.statements = new Statements(connection);
        this.journal = journal;
        this.clock = clock;
    }

    /// What one person holds.
    ///
    /// @param contents SHA-256s, hex, in the order of leasing; empty where nothing is held
    /// @param until when it ends; the epoch where nothing is held
    /// @param second whether it is a second look
    public record Lease(Set<String> contents, Instant until, boolean second) {
        /// Nothing held.
        public static final Lease NONE = new Lease(Set.of(), Instant.EPOCH, false);

        /// A copy in the same order.
        public Lease {
            contents = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(contents));
        }
    }

    /// Leases the first `most` of these stacks that nobody holds and that this person has not
    /// handed over before; a stack is taken whole or not at all. Returns how many. What the person
    /// held already stays.
    public int take(Author by, List<List<String>> stacks, int most, boolean second)
            throws IOException {
        Instant until = clock.instant().plus(LASTS);
        synchronized (connection) {
            try {
                clean();
                List<List<String>> free = new ArrayList<>();
                for (List<String> stack : stacks) {
                    if (free.size() < most && isFree(stack, by.who())) {
                        free.add(stack);
                    }
                }
                if (!free.isEmpty()) {
                    journal.append(
                            List.of(
                                    by.deed(
                                            "LEASE_TAKEN",
                                            "case",
                                            "{\"stacks\":%d,\"until\":\"%s\",\"second\":%b}"
                                                    .formatted(free.size(), until, second))),
                            first -> insert(free, by.who(), until, second));
                }
                return free.size();
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// What a person holds now.
    public Lease held(String who) throws IOException {
        Set<String> contents = new LinkedHashSet<>();
        List<Lease> each =
                statements.list(
                        "SELECT content, until, second FROM lease WHERE who = ? AND until > ? ORDER BY rowid",
                        row -> {
                            contents.add(row.getString(1));
                            return new Lease(
                                    Set.of(),
                                    Instant.ofEpochMilli(row.getLong(2)),
                                    row.getBoolean(3));
                        },
                        who,
                        clock.instant().toEpochMilli());
        return each.isEmpty()
                ? Lease.NONE
                : new Lease(contents, each.getLast().until(), each.getLast().second());
    }

    /// Which of these contents a person holds now.
    public Set<String> held(String who, Collection<String> contents) throws IOException {
        return new HashSet<>(
                statements.list(
                        "SELECT content FROM lease WHERE content IN (SELECT value FROM json_each(?)) AND who = ?"
                                + " AND until > ?",
                        row -> row.getString(1),
                        Statements.list(contents),
                        who,
                        clock.instant().toEpochMilli()));
    }

    /// Who holds a content now.
    public Optional<String> holder(String content) throws IOException {
        return statements
                .list(
                        "SELECT who FROM lease WHERE content = ? AND until > ?",
                        row -> row.getString(1),
                        content,
                        clock.instant().toEpochMilli())
                .stream()
                .findFirst();
    }

    /// Makes a person's lease last from now on.
    public Instant prolong(Author by) throws IOException {
        Instant until = clock.instant().plus(LASTS);
        journal.append(
                List.of(by.deed("LEASE_PROLONGED", "case", "{\"until\":\"" + until + "\"}")),
                first ->
                        statements.change(
                                "UPDATE lease SET until = ? WHERE who = ?",
                                until.toEpochMilli(),
                                by.who()));
        return until;
    }

    /// Gives contents back, and never offers them to this person again where they are handed over.
    public void giveBack(Author by, Collection<String> contents, boolean handedOver)
            throws IOException {
        String list = Statements.list(contents);
        journal.append(
                List.of(
                        by.deed(
                                handedOver ? "HANDED_OVER" : "PUT_OFF",
                                "case",
                                "{\"contents\":" + contents.size() + "}")),
                first -> {
                    statements.change(
                            "DELETE FROM lease WHERE content IN (SELECT value FROM json_each(?)) AND who = ?",
                            list,
                            by.who());
                    if (handedOver) {
                        statements.change(
                                "INSERT OR IGNORE INTO lease_passed SELECT value, ? FROM json_each(?)",
                                by.who(),
                                list);
                    }
                });
    }

    /// Ends the lease of a person: what is not graded goes back to the queue. `by` is the person or
    /// a supervisor.
    public void end(Author by, String who) throws IOException {
        journal.append(
                List.of(by.deed("LEASE_ENDED", "user:" + who, "{}")),
                first -> statements.change("DELETE FROM lease WHERE who = ?", who));
    }

    /// Who holds work now, by name.
    public List<String> holders() throws IOException {
        return statements.list(
                "SELECT DISTINCT who FROM lease WHERE until > ? ORDER BY who",
                row -> row.getString(1),
                clock.instant().toEpochMilli());
    }

    private void clean() throws SQLException {
        statements.change("DELETE FROM lease WHERE until <= ?", clock.instant().toEpochMilli());
    }

    private boolean isFree(List<String> stack, String who) throws IOException {
        String list = Statements.list(stack);
        return statements
                .list(
                        "SELECT 1 FROM lease WHERE content IN (SELECT value FROM json_each(?)) UNION ALL"
                                + " SELECT 1 FROM lease_passed WHERE who = ? AND content IN (SELECT value FROM"
                                + " json_each(?)) LIMIT 1",
                        row -> row.getInt(1),
                        list,
                        who,
                        list)
                .isEmpty();
    }

    private void insert(List<List<String>> stacks, String who, Instant until, boolean second)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?)")) {
            for (List<String> stack : stacks) {
                for (String content : stack) {
                    statement.setString(1, content);
                    statement.setString(2, who);
                    statement.setLong(3, until.toEpochMilli());
                    statement.setBoolean(4, second);
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }
}
