package org.tutela.answers.ask;

import java.util.List;

/// A page of a longer list.
///
/// @param <T> a row
/// @param rows the rows of this page
/// @param first number of the first row, from 1; 0 where there is none
/// @param total rows of the whole list
/// @param size rows of a full page
public record Page<T>(List<T> rows, long first, long total, int size) {
    /// Rows of a full page of a table.
    public static final int ROWS = 32;

    /// A copy of the rows.
    public Page {
        rows = List.copyOf(rows);
    }

    /// A page of [#ROWS] of a list, given its number from 1.
    static <T> Page<T> of(List<T> rows, int page, long total) {
        return new Page<>(rows, rows.isEmpty() ? 0 : offset(page) + 1, total, ROWS);
    }

    /// How many rows lie before a page.
    static long offset(int page) {
        return (long) (Math.max(1, page) - 1) * ROWS;
    }

    /// Number of the last row of this page.
    public long last() {
        return first + Math.max(0, rows.size() - 1);
    }

    /// Number of this page, from 1.
    public long number() {
        return Math.max(0, first - 1) / size + 1;
    }

    /// Whether another page follows.
    public boolean more() {
        return last() < total;
    }
}
