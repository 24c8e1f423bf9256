package org.tutela.examine.chat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.Recorder;
import org.tutela.model.Address;

/// States what is wrong with single rows of one table: the first few one by one, the rest as a
/// number, so that a million bad rows do not become a million problems.
final class RowFlaws {
    private static final int ONE_BY_ONE = 10;

    private final Address database;
    private final String table;
    private final Recorder out;
    private final Map<String, Long> counts = new TreeMap<>();

    RowFlaws(Address database, String table, Recorder out) {
        this.database = database;
        this.table = table;
        this.out = out;
    }

    /// A value is not of the type that its column should hold.
    void otherType(long row, String column, String expected) throws IOException {
        state(row, column + " is not " + expected + "; the value is left out");
    }

    /// A value could not be fetched.
    void unreadable(long row, String column) throws IOException {
        state(row, column + " could not be fetched; the value is left out");
    }

    /// Rows of a damaged place could not be read.
    void lost(long after, long upTo, IOException cause) throws IOException {
        if (!(cause instanceof EvidenceException flaw)) {
            throw cause;
        }
        long number = counts.merge("rows", 1L, Long::sum);
        if (number <= ONE_BY_ONE) {
            String end = upTo == Long.MAX_VALUE ? "" : " up to row " + upTo;
            out.problem(
                    database,
                    new EvidenceException(
                            flaw.flaw(),
                            flaw.code(),
                            flaw.detail() + "; rows behind row " + after + end + " are missing",
                            -1));
        }
    }

    /// States how many flaws were not stated one by one.
    void close() throws IOException {
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            long more = count.getValue() - ONE_BY_ONE;
            if (more > 0) {
                out.problem(
                        database,
                        new EvidenceException(
                                Flaw.MALFORMED,
                                "EX-0207",
                                "table "
                                        + table
                                        + ", "
                                        + count.getKey()
                                        + ": "
                                        + more
                                        + " more of the same",
                                -1));
            }
        }
    }

    private void state(long row, String what) throws IOException {
        long number = counts.merge(what, 1L, Long::sum);
        if (number <= ONE_BY_ONE) {
            out.problem(
                    database.row(table, row),
                    new EvidenceException(
                            Flaw.MALFORMED, "EX-0207", "table " + table + ": " + what, -1));
        }
    }
}
