package org.tutela.casebook.work;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.tutela.casebook.Author;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// The tasks of a case. Safe for many threads.
public final class Tasks {
    /// The table.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS task (
                        title TEXT PRIMARY KEY, purpose TEXT NOT NULL, authority TEXT NOT NULL, until TEXT NOT NULL,
                        assigned TEXT NOT NULL, state TEXT NOT NULL, made_by TEXT NOT NULL) STRICT
                    """);

    /// The longest title.
    public static final int LONGEST_TITLE = 120;

    /// The longest purpose or authority.
    public static final int LONGEST_TEXT = 1000;

    private final Statements statements;
    private final Journal journal;
    private final InstantSource clock;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public Tasks(Connection connection, Journal journal, InstantSource clock) {
        this.statements = new Statements(connection);
        this.journal = journal;
        this.clock = clock;
    }

    /// Makes a task, or changes the one of that title. Throws [IllegalArgumentException] with a
    /// sentence where a text is empty or too long.
    public void put(Author by, Task task) throws IOException {
        String title = Statements.checked("The title of a task", task.title(), LONGEST_TITLE);
        String purpose = Statements.checked("The purpose of a task", task.purpose(), LONGEST_TEXT);
        String authority =
                Statements.checked("The authority of a task", task.authority(), LONGEST_TEXT);
        String until = task.until() == null ? "" : task.until().toString();
        boolean known = find(title).isPresent();
        journal.append(
                List.of(
                        by.deed(
                                known ? "TASK_CHANGED" : "TASK_MADE",
                                subject(title),
                                Payload.of(
                                        "purpose",
                                        purpose,
                                        "authority",
                                        authority,
                                        "until",
                                        until,
                                        "assigned",
                                        task.assigned(),
                                        "state",
                                        task.state().name()))),
                entry ->
                        statements.change(
                                """
                                INSERT INTO task VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (title) DO UPDATE SET
                                    purpose = excluded.purpose, authority = excluded.authority, until = excluded.until,
                                    assigned = excluded.assigned, state = excluded.state
                                """,
                                title,
                                purpose,
                                authority,
                                until,
                                task.assigned(),
                                task.state().name(),
                                by.who()));
    }

    /// Makes the first task of a case that has none, open to everybody. Returns whether it did.
    public boolean makeFirst(String title, String purpose, String authority) throws IOException {
        if (!list().isEmpty()) {
            return false;
        }
        put(
                new Author("system", "", ""),
                new Task(title, purpose, authority, null, "", Task.State.OPEN, "system"));
        return true;
    }

    /// All tasks, open ones first, by title.
    public List<Task> list() throws IOException {
        return statements.list("SELECT * FROM task ORDER BY state = 'DONE', title", Tasks::read);
    }

    /// The task of a title.
    public Optional<Task> find(String title) throws IOException {
        return statements.list("SELECT * FROM task WHERE title = ?", Tasks::read, title).stream()
                .findFirst();
    }

    /// The tasks that somebody may work for today.
    public List<Task> listOpenTo(String who) throws IOException {
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return list().stream().filter(task -> task.openTo(who, today)).toList();
    }

    /// What the journal says a task is about.
    public static String subject(String title) {
        return "task:" + title;
    }

    private static Task read(ResultSet row) throws SQLException {
        String until = row.getString("until");
        try {
            return new Task(
                    row.getString("title"),
                    row.getString("purpose"),
                    row.getString("authority"),
                    until.isEmpty() ? null : LocalDate.parse(until),
                    row.getString("assigned"),
                    Task.State.valueOf(row.getString("state")),
                    row.getString("made_by"));
        } catch (DateTimeParseException e) {
            throw new SQLException("a task has no day for its end: " + until, e);
        }
    }
}
