package org.tutela.web.view;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.ask.Row;

/// A table saved as CSV (RFC 4180, UTF-8). Spreadsheets take a cell that begins like a formula for
/// one, and its text is the evidence's: such a cell begins with an apostrophe here.
public final class CsvTable {
    private final StringBuilder text = new StringBuilder("\uFEFF");

    /// With the names of its columns.
    public CsvTable(List<String> columns) {
        row(columns);
    }

    /// Of these columns of some rows.
    public static CsvTable of(List<String> columns, List<Row> rows) {
        CsvTable table = new CsvTable(columns);
        rows.forEach(row -> table.row(columns.stream().map(row::cell).toList()));
        return table;
    }

    /// Adds a row.
    public void row(List<?> cells) {
        List<String> written = new ArrayList<>();
        for (Object cell : cells) {
            written.add(cell instanceof Number ? cell.toString() : quoted(String.valueOf(cell)));
        }
        text.append(String.join(",", written)).append("\r\n");
    }

    /// A time as ISO 8601, UTC; empty where there is none.
    public static String time(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }

    private static String quoted(String cell) {
        boolean formula = !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + cell.replace("\"", "\"\"") + '"';
    }

    /// The bytes of the file.
    public byte[] toBytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
