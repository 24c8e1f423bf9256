package org.tutela.examine.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.Companions.Companion;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.model.Address;

/// A copy of a database in the spool, with the log or journal that belongs to it. The evidence
/// itself is never given to SQLite.
///
/// @param file the copy
/// @param withLog whether the copy has a write-ahead log beside it
record WorkingCopy(Path file, boolean withLog) {

    /// Milliseconds that looking for contradictions between database and log may take.
    private static final long CHECK_MILLIS = 10_000;

    /// Copies `main`, which lies at `address`, and the files whose names start with `relativePath`.
    static WorkingCopy make(Origin origin, ByteSource main, Recorder out) throws IOException {
        OpenItem item = origin.item();
        Path file = item.spool().copy(main, ".db");
        boolean log = addLog(origin, main, file, out);
        boolean journal = !log && playJournalBack(origin, main, file, out);
        if ((log || journal) && !sound(file)) {
            Path plain = plainCopy(item, main);
            if (sound(plain)) {
                String which = log ? "write-ahead log" : "rollback journal";
                out.problem(
                        origin.address(),
                        new EvidenceException(
                                Flaw.MALFORMED,
                                log ? "EX-0202" : "EX-0203",
                                "the "
                                        + which
                                        + " contradicts the database, which is sound without it: it"
                                        + " belongs to another database or is damaged; the database"
                                        + " is read without it",
                                -1));
                return new WorkingCopy(plain, false);
            }
        }
        return new WorkingCopy(file, log);
    }

    /// A copy without log or journal.
    static Path plainCopy(OpenItem item, ByteSource main) throws IOException {
        return item.spool().copy(main, ".db");
    }

    /// Where a database was found.
    ///
    /// @param item the item being examined
    /// @param address the database's address
    /// @param relativePath the database's path relative to the item's folder
    record Origin(OpenItem item, Address address, String relativePath) {}

    private static boolean addLog(Origin origin, ByteSource main, Path file, Recorder out)
            throws IOException {
        Optional<Companion> found = origin.item().companions().find(origin.relativePath() + "-wal");
        if (found.isEmpty()) {
            return false;
        }
        out.input(found.get().address());
        try (ByteSource log = origin.item().companions().open(found.get())) {
            WriteAheadLog checked = WriteAheadLog.check(log, main);
            EvidenceException flaw = checked.flaw();
            if (flaw != null) {
                out.problem(origin.address(), flaw);
            }
            if (checked.usable()) {
                moveBeside(file, "-wal", origin.item().spool().copy(log, ".wal"));
            }
            return checked.usable();
        }
    }

    private static boolean playJournalBack(Origin origin, ByteSource main, Path file, Recorder out)
            throws IOException {
        Optional<Companion> found =
                origin.item().companions().find(origin.relativePath() + "-journal");
        if (found.isEmpty()) {
            return false;
        }
        try (ByteSource journal = origin.item().companions().open(found.get())) {
            if (!RollbackJournal.hot(journal)) {
                return false;
            }
            out.input(found.get().address());
            Optional<EvidenceException> objection = RollbackJournal.objection(journal, main);
            if (objection.isPresent()) {
                out.problem(origin.address(), objection.get());
                return false;
            }
            moveBeside(file, "-journal", origin.item().spool().copy(journal, ".journal"));
        }
        StepBudget budget = StepBudget.ofMillis(CHECK_MILLIS);
        try {
            Sqlite.playJournalBack(file, budget);
            return true;
        } catch (SQLException e) {
            IOException cause = Sqlite.flaw(e, "the rollback journal", budget);
            if (cause instanceof EvidenceException flaw) {
                out.problem(origin.address(), flaw);
                return true;
            }
            throw cause;
        }
    }

    /// Whether SQLite finds no contradiction within the database; true where the check itself would
    /// take too long.
    private static boolean sound(Path file) throws IOException {
        StepBudget budget = StepBudget.ofMillis(CHECK_MILLIS);
        try (Connection connection = Sqlite.open(file, budget);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            return rows.next() && "ok".equals(rows.getString(1));
        } catch (SQLException e) {
            if (budget.spent()) {
                return true;
            }
            if (Sqlite.flaw(e, "the database", budget) instanceof EvidenceException) {
                return false;
            }
            throw Sqlite.flaw(e, "the database", budget);
        }
    }

    private static void moveBeside(Path file, String suffix, Path spooled) throws IOException {
        Files.move(spooled, file.resolveSibling(file.getFileName() + suffix));
    }
}
