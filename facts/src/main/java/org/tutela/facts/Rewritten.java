package org.tutela.facts;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Column;
import org.tutela.model.FactTable;
import org.tutela.model.Row;

/// Rows with other texts.
final class Rewritten {
    /// Stands for each character that was erased, so that places within a text stay where they
    /// were.
    private static final String ERASED = "█";

    private Rewritten() {}

    /// As many signs as there were characters.
    static String mask(String text) {
        return ERASED.repeat(text.length());
    }

    /// The row with each of its texts changed by `change`, which is given the column's name; the
    /// very row where none was.
    static <R extends Row> R texts(FactTable<R> table, R row, Change change) {
        List<Column<R>> columns = table.columns();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            Column<R> column = columns.get(i);
            values[i] = column.get().apply(row);
            if (values[i] instanceof String text && !text.isEmpty()) {
                String next = change.of(column.name(), text);
                changed |= !next.equals(text);
                values[i] = next;
            }
        }
        return changed ? table.read(values) : row;
    }

    /// What becomes of a text.
    @FunctionalInterface
    interface Change {
        /// The text as it stays.
        String of(String column, String text);
    }

    /// The words of a text, parted by single spaces, each changed by `change`.
    static String words(String text, UnaryOperator<String> change) {
        return String.join(" ", List.of(text.split(" ", -1)).stream().map(change).toList());
    }
}
