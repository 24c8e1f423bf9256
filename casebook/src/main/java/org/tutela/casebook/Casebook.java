package org.tutela.casebook;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.tutela.casebook.review.Exposure;
import org.tutela.casebook.review.Grades;
import org.tutela.casebook.review.Leases;
import org.tutela.casebook.work.SavedSearches;
import org.tutela.casebook.work.Work;

/// What people own in a case: `journal.db` in the case folder. Safe for many threads; what a method
/// returned from is on the disk, whatever happens next.
public final class Casebook implements Closeable {
    private static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS entry (
                        number INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
                        subject TEXT NOT NULL, task TEXT NOT NULL, origin TEXT NOT NULL, sealed BLOB NOT NULL,
                        previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT
                    """,
                    "CREATE TABLE IF NOT EXISTS subject_key (subject TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT",
                    "CREATE TABLE IF NOT EXISTS subject_name (subject TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
                    "CREATE TABLE IF NOT EXISTS payload_erased (number INTEGER PRIMARY KEY, sealed_sha256 TEXT NOT NULL) STRICT",
                    """
                    CREATE TABLE IF NOT EXISTS user (
                        name TEXT PRIMARY KEY, role TEXT NOT NULL, exhibits TEXT NOT NULL, victims INTEGER NOT NULL,
                        disabled INTEGER NOT NULL, password TEXT NOT NULL) STRICT
                    """,
                    "CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
                    "CREATE INDEX IF NOT EXISTS entry_subject ON entry (subject, number)",
                    "CREATE INDEX IF NOT EXISTS entry_what ON entry (what, number)",
                    "CREATE INDEX IF NOT EXISTS entry_who ON entry (who, number)");

    private final Connection connection;
    private final Journal journal;
    private final Users users;
    private final PasswordLinks passwordLinks;
    private final Grades grades;
    private final Leases leases;
    private final Exposure exposure;
    private final Work work;

    private Casebook(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.journal = new Journal(connection, clock);
        this.users = new Users(connection, journal);
        this.passwordLinks = new PasswordLinks(connection, clock);
        this.grades = new Grades(connection, journal);
        this.leases = new Leases(connection, journal, clock);
        this.exposure = new Exposure(connection, journal, clock);
        this.work = Work.in(connection, journal, clock);
    }

    /// Opens the casebook of a case folder, made where there is none. Throws [IOException] with a
    /// sentence when the file is damaged or the disk fails.
    public static Casebook open(Path caseFolder, InstantSource clock) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        config.enableLoadExtension(false);
        try {
            Connection connection =
                    config.createConnection("jdbc:sqlite:" + caseFolder.resolve("journal.db"));
            try (Statement statement = connection.createStatement()) {
                for (List<String> schema :
                        List.of(
                                SCHEMA,
                                Grades.SCHEMA,
                                Leases.SCHEMA,
                                Exposure.SCHEMA,
                                Work.SCHEMA)) {
                    for (String sql : schema) {
                        statement.execute(sql);
                    }
                }
                // Bytes that were deleted are overwritten: an erased key leaves no copy in a free
                // page.
                statement.execute("PRAGMA secure_delete = ON");
            }
            return new Casebook(connection, clock);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Everything that was done.
    public Journal journal() {
        return journal;
    }

    /// Who may do what.
    public Users users() {
        return users;
    }

    /// Links by which a person sets a password once.
    public PasswordLinks passwordLinks() {
        return passwordLinks;
    }

    /// Who graded what.
    public Grades grades() {
        return grades;
    }

    /// Who holds which work.
    public Leases leases() {
        return leases;
    }

    /// How much people have seen.
    public Exposure exposure() {
        return exposure;
    }

    /// Tasks, notes, findings, persons.
    public Work work() {
        return work;
    }

    /// The searches that people keep.
    public SavedSearches savedSearches() {
        return work.savedSearches();
    }

    /// Erases what the casebook says of a subject: the key of its payloads in the journal, and
    /// every row about it in the tables of people's work. Returns whether there was anything.
    public boolean eraseSubject(String subject) throws IOException {
        boolean rows;
        synchronized (connection) {
            try {
                connection.setAutoCommit(false);
                try {
                    rows = Work.erase(connection, subject) > 0;
                    connection.commit();
                } catch (SQLException e) {
                    connection.rollback();
                    throw e;
                } finally {
                    connection.setAutoCommit(true);
                }
            } catch (SQLException e) {
                throw failed(e);
            }
        }
        // Last, for it also cuts off the write-ahead log, in which the rows may still stand.
        boolean key = journal.eraseSubject(subject);
        return rows || key;
    }

    @Override
    public void close() throws IOException {
        synchronized (connection) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }

    /// What a failure of the database is to whoever called: one sentence. For the parts of the
    /// casebook.
    public static IOException failed(SQLException e) {
        return new IOException(
                "the casebook (journal.db) could not be read or written: " + e.getMessage(), e);
    }
}
