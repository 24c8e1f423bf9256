package org.tutela.answers.ask;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of an answer, read by the names of its columns.
///
/// @param columns names
/// @param values a value each
public record Row(List<String> columns, List<@Nullable Object> values) {

    /// The text of a column; empty where it has none.
    public String text(String column) {
        Object value = value(column);
        return value == null ? "" : value.toString();
    }

    /// The number of a column; 0 where it has none.
    public long number(String column) {
        return value(column) instanceof Number number ? number.longValue() : 0;
    }

    /// The fraction of a column; 0 where it has none.
    public double decimal(String column) {
        return value(column) instanceof Number number ? number.doubleValue() : 0;
    }

    /// Whether a column says so; false where it says nothing.
    public boolean flag(String column) {
        return value(column) instanceof Boolean flag && flag;
    }

    /// The time of a column; null where it has none.
    public @Nullable Instant time(String column) {
        return value(column) instanceof Instant time ? time : null;
    }

    /// A column as a saved table shows it: numbers as they are, everything else as text, empty
    /// where it has none.
    public Object cell(String column) {
        Object value = value(column);
        return value instanceof Number number ? number : value == null ? "" : value.toString();
    }

    /// The value of a column, as the database gave it; null where it has none.
    public @Nullable Object value(String column) {
        int at = columns.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("the row has no column " + column);
        }
        return values.get(at);
    }
}
