package org.tutela.examine.chat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Checks a write-ahead log before SQLite sees it (sqlite.org/fileformat2.html, section 4).
///
/// SQLite ignores a log that it finds invalid without a word, and nothing in a valid log names the
/// database it belongs to: a log of another database is played over this one. So the log is checked
/// here first: its header, the sums of its frames, and whether the pages it holds fit this
/// database.
///
/// @param frames frames whose salts and sums are right, in a row from the first on
/// @param committed how many of them are committed: what SQLite will read
/// @param usable whether SQLite should see the log
/// @param flaw what is wrong with it; null where all is well
record WriteAheadLog(
        long frames, long committed, boolean usable, @Nullable EvidenceException flaw) {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final long MAGIC_LITTLE = 0x377F_0682L;
    private static final long MAGIC_BIG = 0x377F_0683L;
    private static final long VERSION = 3_007_000;

    /// Pages behind the end of the database that are remembered while checking.
    private static final int MAX_NEW_PAGES = 1 << 20;

    /// Checks `log`, found beside `database`.
    static WriteAheadLog check(ByteSource log, ByteSource database) throws IOException {
        if (log.size() == 0) {
            return new WriteAheadLog(0, 0, false, null);
        }
        if (log.size() < HEADER) {
            return unusable(Flaw.TRUNCATED, "is shorter than its header");
        }
        Cursor head = Cursor.read(log, 0, HEADER);
        long magic = head.u32be("magic");
        long version = head.u32be("file format version");
        long pageSize = head.u32be("page size");
        head.skip("checkpoint sequence number", 4);
        long salts = head.i64be("salt-1 and salt-2");
        Sums sums = new Sums(magic == MAGIC_BIG);
        sums.add(log.readBytes(0, 24), 0, 24);
        boolean known = (magic == MAGIC_LITTLE || magic == MAGIC_BIG) && version == VERSION;
        if (!known || !sums.equal(head.u32be("checksum-1"), head.u32be("checksum-2"))) {
            return unusable(Flaw.MALFORMED, "has no valid header");
        }
        long databasePage = pageSizeOf(database);
        if (pageSize < 512 || pageSize > 65_536 || pageSize != databasePage) {
            return unusable(
                    Flaw.MALFORMED,
                    "has pages of "
                            + pageSize
                            + " bytes, the database has pages of "
                            + databasePage
                            + " bytes: it belongs to another database");
        }
        return checkFrames(log, database, salts, sums);
    }

    private static WriteAheadLog checkFrames(
            ByteSource log, ByteSource database, long salts, Sums sums) throws IOException {
        int page = (int) pageSizeOf(database);
        long pagesThere = pagesOf(database, page);
        long whole = (log.size() - HEADER) / (page + FRAME_HEADER);
        Set<Long> added = new HashSet<>();
        long committed = 0;
        long sizeAfter = pagesThere;
        long frame = 0;
        boolean sameSalts = false;
        for (; frame < whole; frame++) {
            long at = HEADER + frame * (page + FRAME_HEADER);
            byte[] bytes = log.readBytes(at, page + FRAME_HEADER);
            Cursor head = Cursor.of(bytes, at);
            long number = head.u32be("page number");
            long sizeAfterCommit = head.u32be("database size after commit");
            sameSalts = head.i64be("salt-1 and salt-2") == salts;
            sums.add(bytes, 0, 8);
            sums.add(bytes, FRAME_HEADER, page);
            if (!sameSalts || !sums.equal(head.u32be("checksum-1"), head.u32be("checksum-2"))) {
                break;
            }
            if (number > pagesThere && added.size() < MAX_NEW_PAGES) {
                added.add(number);
            }
            if (sizeAfterCommit != 0) {
                committed = frame + 1;
                sizeAfter = sizeAfterCommit;
            }
        }
        if (frame == 0 && whole > 0) {
            return unusable(
                    Flaw.MALFORMED,
                    sameSalts
                            ? "has a wrong sum in its first frame"
                            : "has frames whose salts are not those of its header");
        }
        if (added.size() < MAX_NEW_PAGES && sizeAfter > pagesThere + added.size()) {
            return unusable(
                    Flaw.MALFORMED,
                    "grows the database to "
                            + sizeAfter
                            + " pages, but the database has "
                            + pagesThere
                            + " and the log adds "
                            + added.size()
                            + ": it belongs to another database");
        }
        EvidenceException flaw =
                frame < whole && sameSalts
                        ? flaw(
                                Flaw.MALFORMED,
                                "has a wrong sum in frame "
                                        + (frame + 1)
                                        + " of "
                                        + whole
                                        + "; it is read up to there")
                        : null;
        return new WriteAheadLog(frame, committed, committed > 0, flaw);
    }

    /// The page size in a database's header, bytes; 0 where there is no header.
    static long pageSizeOf(ByteSource database) throws IOException {
        if (database.size() < 100) {
            return 0;
        }
        int stored = Cursor.read(database, 16, 2).u16be("page size");
        return stored == 1 ? 65_536 : stored;
    }

    /// Pages of a database: by its header where that is valid, so that a cut file is not taken for
    /// another one.
    private static long pagesOf(ByteSource database, int page) throws IOException {
        Cursor head = Cursor.read(database, 0, 100);
        long changes = head.at(24).u32be("file change counter");
        long pages = head.u32be("database size in pages");
        long validFor = head.at(92).u32be("version-valid-for number");
        long inFile = database.size() / page;
        return changes == validFor ? Math.max(pages, inFile) : inFile;
    }

    private static WriteAheadLog unusable(Flaw kind, String what) {
        return new WriteAheadLog(
                0, 0, false, flaw(kind, what + "; the database is read without it"));
    }

    private static EvidenceException flaw(Flaw kind, String what) {
        return new EvidenceException(kind, "EX-0202", "the write-ahead log " + what, -1);
    }

    /// The running sums of a log (fileformat2, 4.2).
    private static final class Sums {
        private final boolean bigEndian;
        private int first;
        private int second;

        Sums(boolean bigEndian) {
            this.bigEndian = bigEndian;
        }

        void add(byte[] bytes, int from, int length) {
            for (int i = from; i + 8 <= from + length; i += 8) {
                first += word(bytes, i) + second;
                second += word(bytes, i + 4) + first;
            }
        }

        boolean equal(long one, long two) {
            return (first & 0xFFFF_FFFFL) == one && (second & 0xFFFF_FFFFL) == two;
        }

        private int word(byte[] bytes, int at) {
            int big =
                    (bytes[at] & 0xFF) << 24
                            | (bytes[at + 1] & 0xFF) << 16
                            | (bytes[at + 2] & 0xFF) << 8
                            | (bytes[at + 3] & 0xFF);
            return bigEndian ? big : Integer.reverseBytes(big);
        }
    }
}
