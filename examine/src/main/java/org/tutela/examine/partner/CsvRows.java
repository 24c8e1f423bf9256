package org.tutela.examine.partner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// Reads CSV (RFC 4180, UTF-8, a header, LF or CR LF) row by row. A row is at most 4 MiB and has at
/// most 200 fields; a longer one is a flaw, after which the next row can be read. What is not
/// closed is a flaw at the end of the table.
final class CsvRows {
    private static final int MOST_FIELDS = 200;
    private static final int LONGEST_ROW = 4 << 20;

    private final ByteSource bytes;
    private final byte[] buffer = new byte[1 << 16];
    private final Map<String, Integer> places = new HashMap<>();
    private byte[] field = new byte[256];
    private int length;
    private long offset;
    private int at;
    private int end;
    private long row;
    private boolean quoting;

    private CsvRows(ByteSource bytes) {
        this.bytes = bytes;
    }

    /// Reads the header.
    static CsvRows open(ByteSource bytes) throws IOException {
        CsvRows rows = new CsvRows(bytes);
        List<String> names = rows.fields();
        if (names != null) {
            for (int i = 0; i < names.size(); i++) {
                rows.places.put(names.get(i), i);
            }
        }
        rows.row = 0;
        return rows;
    }

    /// One row.
    ///
    /// @param number from 1
    /// @param places of columns by name
    /// @param fields in order
    record Row(long number, Map<String, Integer> places, List<String> fields) {
        /// The field of a column; empty where the table or the row has none.
        String text(String column) {
            Integer place = places.get(column);
            return place == null || place >= fields.size() ? "" : fields.get(place);
        }

        /// The same; null where it is empty.
        @Nullable String some(String column) {
            String text = text(column);
            return text.isEmpty() ? null : text;
        }
    }

    /// Whether the table has all of these columns.
    boolean has(List<String> columns) {
        return places.keySet().containsAll(columns);
    }

    /// The next row; null at the end. After a flaw that a limit was reached the rest of that row is
    /// passed over.
    @Nullable Row next() throws IOException {
        List<String> fields = fields();
        return fields == null ? null : new Row(row, places, fields);
    }

    /// The flaw of a row that is too long, with that row passed over.
    private EvidenceException tooLong(String sentence, int last) throws IOException {
        EvidenceException flaw = flaw(EvidenceException.Flaw.LIMIT_REACHED, sentence);
        int next = last;
        while (next >= 0 && (quoting || next != '\n')) {
            next = read();
            if (next == '"') {
                quoting = !quoting;
            }
        }
        return flaw;
    }

    private @Nullable List<String> fields() throws IOException {
        int next = read();
        if (next < 0) {
            return null;
        }
        row++;
        quoting = false;
        List<String> fields = new ArrayList<>();
        int size = 0;
        while (true) {
            length = 0;
            if (next == '"') {
                next = quoted();
            } else {
                while (next >= 0 && next != ',' && next != '\n') {
                    add(next);
                    next = read();
                }
                if (next != ',' && length > 0 && field[length - 1] == '\r') {
                    length--;
                }
            }
            size += length;
            fields.add(new String(field, 0, length, StandardCharsets.UTF_8));
            if (fields.size() > MOST_FIELDS || size > LONGEST_ROW) {
                throw tooLong("has a row that is too long", next);
            }
            if (next != ',') {
                return fields;
            }
            next = read();
        }
    }

    /// Reads to the closing quote; returns what follows it.
    private int quoted() throws IOException {
        quoting = true;
        while (true) {
            int next = read();
            if (next < 0) {
                throw flaw(EvidenceException.Flaw.TRUNCATED, "ends within a quoted field");
            }
            if (next == '"') {
                next = read();
                if (next != '"') {
                    quoting = false;
                    return next == '\r' ? read() : next;
                }
            }
            add(next);
        }
    }

    private void add(int value) throws IOException {
        if (length == LONGEST_ROW) {
            throw tooLong("has a field that is too long", value);
        }
        if (length == field.length) {
            field = java.util.Arrays.copyOf(field, Math.min(LONGEST_ROW, field.length * 2));
        }
        field[length] = (byte) value;
        length++;
    }

    private int read() throws IOException {
        if (at == end) {
            offset += end;
            end = bytes.readUpTo(offset, buffer, 0, buffer.length);
            at = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        int value = buffer[at] & 0xff;
        at++;
        return value;
    }

    private EvidenceException flaw(EvidenceException.Flaw kind, String sentence) {
        return new EvidenceException(
                kind, "EX-0301", "is a table of a partner that " + sentence, offset + at);
    }
}
