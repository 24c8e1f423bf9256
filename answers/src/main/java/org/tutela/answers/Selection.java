package org.tutela.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which rows of a table are asked for.
///
/// @param table public name of the table
/// @param columns public names of columns, in the order wanted; empty: all
/// @param where condition in SQL; null: every row
/// @param limit most rows, 0 or more; [#ALL]: every row
public record Selection(String table, List<String> columns, @Nullable String where, long limit) {
    /// Every row.
    public static final long ALL = Long.MAX_VALUE;

    /// A copy of the columns; throws [IllegalArgumentException] where the limit is negative.
    public Selection {
        columns = List.copyOf(columns);
        if (limit < 0) {
            throw new IllegalArgumentException("a limit is 0 or more: " + limit);
        }
    }

    /// Every row and column of a table.
    public static Selection all(String table) {
        return new Selection(table, List.of(), null, ALL);
    }
}
