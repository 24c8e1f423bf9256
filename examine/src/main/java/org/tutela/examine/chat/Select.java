package org.tutela.examine.chat;

import java.util.ArrayList;
import java.util.List;

/// The columns that an examination knows of one table, and of tables that hold at most one row for
/// each of its rows. A column or table that a database lacks is left out of the query and reads as
/// null. Immutable.
///
/// @param table the table whose rows are read, in the order of their row ids
/// @param columns its columns
/// @param joins columns of other tables
public record Select(String table, List<String> columns, List<Join> joins) {

    /// How another table is tied to the rows.
    ///
    /// @param table the other table
    /// @param key its column, or `rowid`
    /// @param on what the key equals: a column of the main table, `rowid`, or `table.column` of a
    ///   join before this one
    /// @param columns columns of the other table
    record Join(String table, String key, String on, List<String> columns) {
        Join {
            columns = List.copyOf(columns);
        }
    }

    /// Copies of the lists.
    public Select {
        columns = List.copyOf(columns);
        joins = List.copyOf(joins);
    }

    /// Columns of one table.
    public static Select from(String table, String... columns) {
        return new Select(table, List.of(columns), List.of());
    }

    /// Adds a table whose column `key` holds the row id of the main table's row; its columns are
    /// read as `table.column`.
    public Select satellite(String other, String key, String... otherColumns) {
        return join(new Join(other, key, "rowid", List.of(otherColumns)));
    }

    /// Adds the row of another table whose row id stands in `on`: a column of the main table, or
    /// `table.column` of a table added before.
    public Select lookup(String other, String on, String... otherColumns) {
        return join(new Join(other, "rowid", on, List.of(otherColumns)));
    }

    private Select join(Join join) {
        List<Join> more = new ArrayList<>(joins);
        more.add(join);
        return new Select(table, columns, more);
    }
}
