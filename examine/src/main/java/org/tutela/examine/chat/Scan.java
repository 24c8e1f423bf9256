package org.tutela.examine.chat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Reads a table from its first row to its last, around damaged pages.
///
/// SQLite stops a query at a damaged page. The scan then looks for the next row id behind which
/// rows can be read, first in growing steps, then by halving; rows in between are read once more
/// without their joins, in case only a joined table is damaged; what remains is stated as lost.
final class Scan {
    private static final int MAX_DAMAGED_PLACES = 200;

    private final ChatDatabase database;
    private final Connection connection;
    private final Plan plan;
    private final RowFlaws flaws;
    private final RowReader reader;
    private int damagedPlaces;

    Scan(ChatDatabase database, Plan plan, RowFlaws flaws, RowReader reader) {
        this.database = database;
        this.connection = database.connection();
        this.plan = plan;
        this.flaws = flaws;
        this.reader = reader;
    }

    /// Reads all rows.
    void run() throws IOException {
        try {
            scan(plan.sql(), Long.MIN_VALUE, Long.MAX_VALUE);
        } finally {
            flaws.close();
        }
    }

    /// Reads the rows behind `after` up to `upTo`.
    private void scan(String sql, long after, long upTo) throws IOException {
        long from = after;
        while (from < upTo) {
            Stop stop = readRows(sql, from, upTo);
            SQLException error = stop.error();
            if (error == null) {
                return;
            }
            IOException cause = database.flaw(error, "table " + plan.table());
            if (isFinal(cause) || ++damagedPlaces > MAX_DAMAGED_PLACES) {
                throw cause;
            }
            long next = findReadable(sql, stop.last(), upTo);
            if (sql.equals(plan.sql()) && !plan.sql().equals(plan.bareSql())) {
                scan(plan.bareSql(), stop.last(), next);
            } else {
                flaws.lost(stop.last(), next, cause);
            }
            from = next;
        }
    }

    /// Where reading stopped.
    ///
    /// @param last row id of the last row read
    /// @param error null at the end of the table
    private record Stop(long last, @Nullable SQLException error) {}

    private Stop readRows(String sql, long after, long upTo) throws IOException {
        long last = after;
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = query(statement, after, upTo)) {
            ChatRow row = new ChatRow(plan.indexes(), rows, flaws);
            while (rows.next()) {
                long id = rows.getLong(1);
                if (id < last) {
                    throw new EvidenceException(
                            Flaw.MALFORMED,
                            "EX-0206",
                            "table "
                                    + plan.table()
                                    + ": row "
                                    + id
                                    + " stands behind row "
                                    + last
                                    + "; its pages are tangled, the rest is not read",
                            -1);
                }
                // A joined table that holds two rows for one must not double it.
                if (id != last || last == Long.MIN_VALUE) {
                    database.countRow();
                    row.moveTo(id);
                    last = id;
                    reader.read(row);
                }
            }
            return new Stop(last, null);
        } catch (SQLException e) {
            return new Stop(last, e);
        }
    }

    /// The smallest row id found behind which the table can be read again; `upTo` where none is.
    private long findReadable(String sql, long last, long upTo) {
        long damaged = Math.max(last, 0);
        long step = 1;
        long readable = upTo;
        while (step > 0 && damaged <= upTo - step) {
            if (readableBehind(sql, damaged + step, upTo)) {
                readable = damaged + step;
                break;
            }
            damaged += step;
            step *= 2;
        }
        while (readable - damaged > 1 && readable != upTo) {
            long middle = damaged + (readable - damaged) / 2;
            if (readableBehind(sql, middle, upTo)) {
                readable = middle;
            } else {
                damaged = middle;
            }
        }
        return readable;
    }

    private boolean readableBehind(String sql, long after, long upTo) {
        // The driver closes a statement at its first error: each try needs its own.
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = query(statement, after, upTo)) {
            rows.next();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static ResultSet query(PreparedStatement statement, long after, long upTo)
            throws SQLException {
        statement.setLong(1, after);
        statement.setLong(2, upTo);
        return statement.executeQuery();
    }

    /// Whether reading further makes no sense: our world failed, or the budget is spent.
    private static boolean isFinal(IOException cause) {
        return !(cause instanceof EvidenceException flaw) || flaw.code().equals("EX-0208");
    }
}
