package org.tutela.disclose;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;

/// A table of the package: which rows, and what happens to each column before it leaves. The rules
/// of minimisation are these lists and nothing else.
///
/// @param name of the file
/// @param meaning one sentence for the data dictionary
/// @param columns in order
/// @param select rows, see [Scope#sql]; empty where the rows do not come from the facts
record PackageTable(String name, String meaning, List<Field> columns, String select) {

    PackageTable {
        columns = List.copyOf(columns);
    }

    /// Where a column stands in a row. Throws [IllegalArgumentException] where there is none of
    /// that name.
    int column(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }

    /// Every table, in order.
    static List<PackageTable> all() {
        return List.of(
                ExhibitTables.exhibits(),
                PeopleTables.persons(),
                PeopleTables.accounts(),
                PeopleTables.groups(),
                PeopleTables.memberships(),
                PeopleTables.messages(),
                PeopleTables.attachments(),
                ExhibitTables.files(),
                ExhibitTables.matches(),
                ExhibitTables.custody(),
                ExhibitTables.actions(),
                ExhibitTables.examinations(),
                ExhibitTables.problems());
    }

    /// Gives every row as it leaves.
    void read(CaseQuery query, Scope scope, Redactor redactor, Rows rows) throws IOException {
        query.query(
                scope.sql(select),
                new RowSink() {
                    @Override
                    public void begin(List<String> names) {
                        if (names.size() != columns.size()) {
                            throw new IllegalStateException(name + " has other columns");
                        }
                    }

                    @Override
                    public void row(List<@Nullable Object> values) throws IOException {
                        rows.row(treat(redactor, values));
                    }

                    @Override
                    public void end() {}
                });
    }

    /// A row as it leaves.
    List<@Nullable Object> treat(Redactor redactor, List<@Nullable Object> values) {
        List<@Nullable Object> left = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            left.add(
                    value instanceof String text
                            ? columns.get(i).treatment().apply(redactor, text)
                            : value);
        }
        return left;
    }
}
