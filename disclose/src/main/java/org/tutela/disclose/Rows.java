package org.tutela.disclose;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;

/// Rows of an answer, one after the other, without their header.
interface Rows {
    /// Takes one row; the list is not kept.
    void row(List<@Nullable Object> values) throws IOException;

    /// Asks, and gives every row to `rows`.
    static void read(CaseQuery query, String sql, Rows rows) throws IOException {
        query.query(
                sql,
                new RowSink() {
                    @Override
                    public void begin(List<String> columns) {}

                    @Override
                    public void row(List<@Nullable Object> values) throws IOException {
                        rows.row(values);
                    }

                    @Override
                    public void end() {}
                });
    }

    /// The one number that a statement gives.
    static long number(CaseQuery query, String sql) throws IOException {
        List<Long> numbers = new ArrayList<>();
        read(
                query,
                sql,
                row -> numbers.add(row.getFirst() instanceof Number n ? n.longValue() : 0L));
        return numbers.isEmpty() ? 0 : numbers.getFirst();
    }

    /// A value as text; empty where there is none.
    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
