package org.tutela.examine.chat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.Recorder;
import org.tutela.model.Address;

/// States what is wrong with single rows of one table. A column that holds values of another type
/// is one problem, at its first such row, however many rows it has; damaged places are stated one
/// by one up to a number, so that a million bad rows do not become a million problems.
final class RowFlaws {
    private static final int ONE_BY_ONE = 10;

    private final Address database;
    private final String table;
    private final Recorder out;
    private final Map<String, Rows> values = new TreeMap<>();
    private final Set<String> stated = new TreeSet<>();
    private long places;

    RowFlaws(Address database, String table, Recorder out) {
        this.database = database;
        this.table = table;
        this.out = out;
    }

    /// Rows with the same flaw.
    ///
    /// @param first row id of the first
    /// @param count how many there are
    private record Rows(long first, long count) {}

    /// A value is not of the type that its column should hold.
    void otherType(long row, String column, String expected) {
        count(row, column + " is not " + expected + " and is left out");
    }

    /// Bytes stand where text should; they are read as text.
    void bytesForText(long row, String column) {
        count(row, column + " is bytes and is read as text in UTF-8");
    }

    /// A value could not be fetched.
    void unreadable(long row, String column) {
        count(row, column + " could not be fetched and is left out");
    }

    /// Rows of a damaged place could not be read.
    void lost(long after, long upTo, IOException cause) throws IOException {
        if (!(cause instanceof EvidenceException flaw)) {
            throw cause;
        }
        places++;
        if (places <= ONE_BY_ONE) {
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

    /// States what was counted; what was stated before is not stated again.
    void close() throws IOException {
        for (Map.Entry<String, Rows> flaw : values.entrySet()) {
            Rows rows = flaw.getValue();
            if (stated.add(flaw.getKey())) {
                String others =
                        rows.count() == 1
                                ? ""
                                : ", here and in " + (rows.count() - 1) + " other rows";
                state(
                        database.row(table, rows.first()),
                        flaw.getKey() + others + "; the rest of the row is kept");
            }
        }
        if (places > ONE_BY_ONE) {
            state(database, (places - ONE_BY_ONE) + " more places could not be read");
        }
        places = 0;
    }

    private void count(long row, String what) {
        Rows known = values.get(what);
        values.put(
                what,
                known == null ? new Rows(row, 1) : new Rows(known.first(), known.count() + 1));
    }

    private void state(Address place, String what) throws IOException {
        out.problem(
                place,
                new EvidenceException(
                        Flaw.MALFORMED, "EX-0207", "table " + table + ": " + what, -1));
    }
}
