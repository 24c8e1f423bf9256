package org.tutela.examine.chat;

import java.io.IOException;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Checks a rollback journal before SQLite plays it back (sqlite.org/fileformat2.html, section 3).
final class RollbackJournal {
    private static final long MAGIC = 0xD9D5_05F9_20A1_63D7L;
    private static final int HEADER = 28;

    private RollbackJournal() {}

    /// Whether the journal holds a transaction that was cut short: pages to be put back.
    static boolean hot(ByteSource journal) throws IOException {
        return journal.size() > HEADER && Cursor.read(journal, 0, HEADER).i64be("magic") == MAGIC;
    }

    /// What speaks against playing it back.
    ///
    /// A journal that ends with the name of a super-journal makes SQLite open, and perhaps delete,
    /// the file of that name: on our machine. Such a journal is never played back.
    static Optional<EvidenceException> objection(ByteSource journal, ByteSource database)
            throws IOException {
        if (Cursor.read(journal, journal.size() - 8, 8).i64be("end of journal") == MAGIC) {
            return flaw(Flaw.UNSUPPORTED, "names a super-journal of several databases");
        }
        Cursor head = Cursor.read(journal, 0, HEADER).at(20);
        long sector = head.u32be("sector size");
        long page = head.u32be("page size");
        long databasePage = WriteAheadLog.pageSizeOf(database);
        if (page != databasePage) {
            return flaw(
                    Flaw.MALFORMED,
                    "has pages of "
                            + page
                            + " bytes, the database has pages of "
                            + databasePage
                            + " bytes: it belongs to another database");
        }
        if (sector < 32 || sector > 65_536 || Long.bitCount(sector) != 1) {
            return flaw(Flaw.MALFORMED, "has sectors of " + sector + " bytes");
        }
        return Optional.empty();
    }

    private static Optional<EvidenceException> flaw(Flaw kind, String what) {
        return Optional.of(
                new EvidenceException(
                        kind,
                        "EX-0203",
                        "the rollback journal "
                                + what
                                + "; the database is read as it lies, with an unfinished change",
                        -1));
    }
}
