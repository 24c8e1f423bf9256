package org.tutela.examine.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Opens working copies of SQLite databases (file format: sqlite.org/fileformat2.html) so that
/// hostile bytes can do no harm, and tells what an error of SQLite means for the evidence.
///
/// Sources: sqlite.org/security.html (untrusted database files), sqlite.org/rescode.html.
final class Sqlite {

    /// Bytes that one value or row may have; a longer one is reported and skipped.
    static final int MAX_VALUE = 16 << 20;

    /// What the manual advises for files from others, and a small cache. `query_only` comes on top
    /// of the read-only file.
    private static final List<String> CAUTIONS =
            List.of(
                    "PRAGMA trusted_schema = OFF",
                    "PRAGMA cell_size_check = ON",
                    "PRAGMA query_only = ON",
                    "PRAGMA mmap_size = 0",
                    "PRAGMA cache_size = -8000",
                    "PRAGMA temp_store = MEMORY");

    private Sqlite() {}

    /// Opens a copy for reading; its `-wal` is read too. Queries stop when `budget` is spent.
    static Connection open(Path copy, StepBudget budget) throws SQLException {
        SQLiteConfig config = limited();
        config.setReadOnly(true);
        Connection connection =
                config.createConnection(
                        "jdbc:sqlite:file:" + copy.toUri().getRawPath() + "?mode=ro");
        try (Statement statement = connection.createStatement()) {
            ProgressHandler.setHandler(connection, StepBudget.STEP, budget);
            for (String caution : CAUTIONS) {
                statement.execute(caution);
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /// Opens a copy for writing and reads one page, which makes SQLite play its rollback journal
    /// back.
    static void playJournalBack(Path copy, StepBudget budget) throws SQLException {
        try (Connection connection =
                        limited()
                                .createConnection("jdbc:sqlite:file:" + copy.toUri().getRawPath());
                Statement statement = connection.createStatement()) {
            ProgressHandler.setHandler(connection, StepBudget.STEP, budget);
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("SELECT count(*) FROM sqlite_master");
        }
    }

    /// What an error means: the evidence is bad, or our world failed. `where` is the start of the
    /// sentence.
    static IOException flaw(SQLException error, String where, StepBudget budget) {
        int code = primary(error);
        if (code == SQLiteErrorCode.SQLITE_INTERRUPT.code && budget.spent()) {
            return new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    "EX-0208",
                    where + " needs more computing than one item may have; the rest is not read",
                    error);
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code
                || code == SQLiteErrorCode.SQLITE_PERM.code
                || code == SQLiteErrorCode.SQLITE_INTERNAL.code
                || (code == SQLiteErrorCode.SQLITE_IOERR.code && !shortRead(error))) {
            return new IOException(where + " could not be read from our working copy", error);
        }
        Flaw kind =
                switch (code) {
                    case 18 -> Flaw.LIMIT_REACHED; // SQLITE_TOOBIG
                    case 7 -> Flaw.LIMIT_REACHED; // SQLITE_NOMEM: what evidence asked for
                    case 10 -> Flaw.TRUNCATED; // SQLITE_IOERR_SHORT_READ
                    default -> Flaw.MALFORMED;
                };
        return new EvidenceException(
                kind, "EX-0206", where + " could not be read: " + reason(error), error);
    }

    /// The primary result code, 0 to 255; -1 where the driver itself objects.
    static int primary(SQLException error) {
        return error instanceof SQLiteException said && said.getResultCode().code >= 0
                ? said.getResultCode().code & 0xFF
                : -1;
    }

    /// The name of the result code; never the message, which may quote evidence.
    private static String reason(SQLException error) {
        return error instanceof SQLiteException said
                ? "SQLite says " + said.getResultCode().name()
                : "the SQLite driver objects";
    }

    private static boolean shortRead(SQLException error) {
        return error instanceof SQLiteException said
                && (said.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ
                        || said.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_CORRUPTFS);
    }

    private static SQLiteConfig limited() {
        SQLiteConfig config = new SQLiteConfig();
        config.enableLoadExtension(false);
        config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, Integer.toString(MAX_VALUE));
        config.setPragma(SQLiteConfig.Pragma.LIMIT_ATTACHED, "0");
        config.setPragma(SQLiteConfig.Pragma.LIMIT_EXPR_DEPTH, "100");
        config.setPragma(SQLiteConfig.Pragma.LIMIT_COMPOUND_SELECT, "50");
        config.setPragma(SQLiteConfig.Pragma.LIMIT_TRIGGER_DEPTH, "1");
        config.setPragma(SQLiteConfig.Pragma.LIMIT_WORKER_THREADS, "0");
        return config;
    }
}
