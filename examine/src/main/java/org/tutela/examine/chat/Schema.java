package org.tutela.examine.chat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The tables that a database really stores, and their columns. Views, virtual tables and tables
/// without row ids are not among them: a view named `message` would run whatever it likes.
final class Schema {
    private static final int MAX_TABLES = 20_000;
    private static final int MAX_COLUMNS = 2_000;

    private final Map<String, Set<String>> tables;

    private Schema(Map<String, Set<String>> tables) {
        this.tables = tables;
    }

    /// Reads the names of all tables and the columns of those that `known` names.
    static Schema read(Connection connection, Set<String> known) throws SQLException {
        Set<String> stored = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT name FROM sqlite_master"
                                        + " WHERE type = 'table' AND rootpage > 0")) {
            while (rows.next() && stored.size() < MAX_TABLES) {
                String name = rows.getString(1);
                if (name != null) {
                    stored.add(name.toLowerCase(Locale.ROOT));
                }
            }
        }
        Map<String, Set<String>> tables = new HashMap<>();
        for (String name : known) {
            if (stored.contains(name)) {
                tables.put(name, columns(connection, name));
            }
        }
        return new Schema(tables);
    }

    boolean has(String table) {
        return tables.containsKey(table);
    }

    boolean has(String table, String column) {
        Set<String> columns = tables.get(table);
        return columns != null && columns.contains(column);
    }

    /// The columns of a table; none where the database lacks it.
    Set<String> columns(String table) {
        return Set.copyOf(tables.getOrDefault(table, Set.of()));
    }

    private static Set<String> columns(Connection connection, String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA table_info(\"" + table + "\")")) {
            while (rows.next() && columns.size() < MAX_COLUMNS) {
                String name = rows.getString("name");
                if (name != null) {
                    columns.add(name.toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }
}
