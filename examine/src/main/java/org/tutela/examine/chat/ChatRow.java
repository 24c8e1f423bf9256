package org.tutela.examine.chat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row that SQLite gave. SQLite lets any value stand in any column, so every read says what it
/// expects; a value of another type reads as null and is reported with its row.
public final class ChatRow {
    private final Map<String, Integer> indexes;
    private final ResultSet rows;
    private final RowFlaws flaws;
    private long id;

    ChatRow(Map<String, Integer> indexes, ResultSet rows, RowFlaws flaws) {
        this.indexes = indexes;
        this.rows = rows;
        this.flaws = flaws;
    }

    /// Moves to the row that the result stands on.
    void moveTo(long rowId) {
        id = rowId;
    }

    /// The row id.
    public long id() {
        return id;
    }

    /// A whole number; null where there is none.
    public @Nullable Long number(String column) throws IOException {
        Object value = value(column);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 0x1p62) {
            return real.longValue();
        }
        if (value instanceof String text && text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        flaws.otherType(id, column, "a number");
        return null;
    }

    /// A whole number; 0 where there is none.
    public long numberOr0(String column) throws IOException {
        Long value = number(column);
        return value == null ? 0 : value;
    }

    /// Text; null where there is none. Malformed UTF-8 becomes the replacement character.
    public @Nullable String text(String column) throws IOException {
        Object value = value(column);
        if (value instanceof byte[] bytes) {
            flaws.bytesForText(id, column);
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return value == null ? null : value.toString();
    }

    /// Text that is not empty; null otherwise.
    public @Nullable String filled(String column) throws IOException {
        String value = text(column);
        return value == null || value.isEmpty() ? null : value;
    }

    /// Bytes; empty where there are none.
    public byte[] bytes(String column) throws IOException {
        Object value = value(column);
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value != null) {
            flaws.otherType(id, column, "bytes");
        }
        return new byte[0];
    }

    private @Nullable Object value(String column) throws IOException {
        Integer index = indexes.get(column);
        if (index == null) {
            throw new IllegalArgumentException("the query does not select " + column);
        }
        if (index < 0) {
            return null;
        }
        try {
            return rows.getObject(index);
        } catch (SQLException e) {
            flaws.unreadable(id, column);
            return null;
        }
    }
}
