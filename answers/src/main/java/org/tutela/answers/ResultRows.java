package org.tutela.answers;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of a result in the types that a [RowSink] takes.
final class ResultRows {
    private final ResultSet rows;

    ResultRows(ResultSet rows) {
        this.rows = rows;
    }

    void copyTo(RowSink sink) throws SQLException, IOException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        // The driver reads a time through the default zone of the process and is an hour off near a
        // change of its clocks; as microseconds it is read as it is.
        Set<Integer> times = new HashSet<>();
        for (int i = 1; i <= names.size(); i++) {
            if (columns.getColumnType(i) == Types.TIMESTAMP_WITH_TIMEZONE) {
                times.add(i);
            }
        }
        sink.begin(names);
        List<@Nullable Object> values = new ArrayList<>();
        while (rows.next()) {
            values.clear();
            for (int i = 1; i <= names.size(); i++) {
                values.add(times.contains(i) ? time(i) : value(rows.getObject(i)));
            }
            sink.row(values);
        }
        sink.end();
    }

    private @Nullable Instant time(int column) throws SQLException {
        long micros = rows.getLong(column);
        return rows.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Long number -> number;
            case Integer number -> (long) number;
            case Short number -> (long) number;
            case Byte number -> (long) number;
            case Double number -> Double.isFinite(number) ? number : number.toString();
            case Float number -> Float.isFinite(number) ? (double) number : number.toString();
            case BigInteger number -> number;
            case BigDecimal number -> number;
            // A time without a zone, which only analysts' own expressions give.
            case Timestamp time -> time.toLocalDateTime().toString();
            case Blob bytes ->
                    HexFormat.of().formatHex(bytes.getBytes(1, Math.toIntExact(bytes.length())));
            default -> value.toString();
        };
    }
}
