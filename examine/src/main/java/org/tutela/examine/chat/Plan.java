package org.tutela.examine.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The SQL of a [Select] on one database. Names come from our code only and exist in the database;
/// values are bound.
///
/// @param table the main table
/// @param sql rows behind a row id, with joins
/// @param bareSql the same rows and columns without joins: what is left when a joined table is
///   damaged
/// @param indexes place of each column in the result; -1: the database lacks it
record Plan(String table, String sql, String bareSql, Map<String, Integer> indexes) {

    private static final String MAIN = "m";

    /// The SQL for `select` with the columns that `schema` holds.
    static Plan of(Select select, Schema schema) {
        Map<String, Integer> indexes = new HashMap<>();
        List<String> full = new ArrayList<>(List.of(MAIN + ".rowid"));
        List<String> bare = new ArrayList<>(full);
        for (String column : select.columns()) {
            boolean there = schema.has(select.table(), column);
            indexes.put(column, there ? full.size() + 1 : -1);
            if (there) {
                full.add(MAIN + "." + quote(column));
                bare.add(MAIN + "." + quote(column));
            }
        }
        StringBuilder joins = new StringBuilder();
        for (Select.Join join : select.joins()) {
            boolean joined = usable(join, select, schema);
            if (joined) {
                joins.append(" LEFT JOIN ").append(quote(join.table())).append(" AS ");
                joins.append(quote(join.table())).append(" ON ");
                joins.append(quote(join.table())).append('.').append(key(join.key()));
                joins.append(" = ").append(on(join.on()));
            }
            for (String column : join.columns()) {
                boolean there = joined && schema.has(join.table(), column);
                indexes.put(join.table() + "." + column, there ? full.size() + 1 : -1);
                if (there) {
                    full.add(quote(join.table()) + "." + quote(column));
                    bare.add("NULL");
                }
            }
        }
        String from = " FROM " + quote(select.table()) + " AS " + MAIN;
        String where = " WHERE " + MAIN + ".rowid > ? AND " + MAIN + ".rowid <= ? ORDER BY 1";
        return new Plan(
                select.table(),
                "SELECT " + String.join(", ", full) + from + joins + where,
                "SELECT " + String.join(", ", bare) + from + where,
                Map.copyOf(indexes));
    }

    private static boolean usable(Select.Join join, Select select, Schema schema) {
        boolean keyThere = join.key().equals("rowid") || schema.has(join.table(), join.key());
        int dot = join.on().indexOf('.');
        boolean onThere =
                join.on().equals("rowid")
                        || (dot < 0
                                ? schema.has(select.table(), join.on())
                                : schema.has(
                                        join.on().substring(0, dot), join.on().substring(dot + 1)));
        return schema.has(join.table()) && keyThere && onThere;
    }

    private static String on(String on) {
        int dot = on.indexOf('.');
        return dot < 0
                ? MAIN + "." + key(on)
                : quote(on.substring(0, dot)) + "." + key(on.substring(dot + 1));
    }

    private static String key(String column) {
        return column.equals("rowid") ? column : quote(column);
    }

    private static String quote(String name) {
        return '"' + name + '"';
    }
}
