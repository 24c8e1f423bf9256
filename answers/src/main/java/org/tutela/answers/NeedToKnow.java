package org.tutela.answers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// Schemas that show only what somebody needs to know: every table of the case under its own name,
/// cut to the sources of some exhibits. A fact is shown when it lies in such a source, a linked
/// fact when at least one fact that it rests on does; what a linked fact tells of other sources is
/// taken out of it.
final class NeedToKnow {
    /// The schema that shows everything.
    static final String EVERYTHING = "main";

    private static final String ALL_EXHIBITS = "*";

    private final DuckDBConnection database;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Set<String>, String> schemas = new HashMap<>();

    NeedToKnow(DuckDBConnection database) {
        this.database = database;
    }

    /// The schema for these exhibits, made where there is none yet.
    String schema(Set<String> exhibits) throws IOException {
        if (exhibits.contains(ALL_EXHIBITS)) {
            return EVERYTHING;
        }
        Set<String> asked = new TreeSet<>(exhibits);
        lock.lock();
        try {
            String known = schemas.get(asked);
            if (known == null) {
                known = make(asked);
                schemas.put(asked, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private String make(Set<String> exhibits) throws IOException {
        String name =
                "need_"
                        + UUID.nameUUIDFromBytes(
                                        String.join("\n", exhibits)
                                                .getBytes(StandardCharsets.UTF_8))
                                .toString()
                                .replace("-", "");
        try (Connection connection = database.duplicate();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
            for (String sql : statements(name, exhibits)) {
                statement.execute(sql);
            }
            return name;
        } catch (SQLException e) {
            throw new IOException(
                    "What a person needs to know cannot be cut out of the case: " + e.getMessage(),
                    e);
        }
    }

    private static List<String> statements(String name, Set<String> exhibits) {
        List<String> sql = new ArrayList<>();
        String list = exhibits.stream().map(Views::literal).collect(Collectors.joining(", "));
        sql.add(
                "CREATE TABLE "
                        + name
                        + ".known_source AS SELECT source FROM main.exhibits WHERE exhibit IN ("
                        + (list.isEmpty() ? "NULL" : list)
                        + ")");
        String known = " WHERE source IN (SELECT source FROM " + name + ".known_source)";
        sql.add(view(name, Views.EXHIBITS) + "SELECT * FROM main.exhibits" + known);
        for (FactTable<?> table : FactTables.facts()) {
            sql.add(view(name, table.name()) + "SELECT * FROM main." + table.name() + known);
        }
        sql.add(
                "CREATE TABLE "
                        + name
                        + ".cites AS SELECT c.* FROM main.cites c WHERE c.fact IN ("
                        + FactTables.facts().stream()
                                .map(table -> "SELECT fact FROM " + name + "." + table.name())
                                .collect(Collectors.joining(" UNION ALL "))
                        + ")");
        sql.add(
                "CREATE TABLE "
                        + name
                        + ".known_linked AS SELECT DISTINCT linked FROM "
                        + name
                        + ".cites");
        sql.addAll(counted(name));
        for (FactTable<?> table : FactTables.linked()) {
            if (!table.name().equals("cites")) {
                sql.add(linked(name, table.name(), list.isEmpty() ? "NULL" : list));
            }
        }
        return sql;
    }

    /// What linked facts say of known sources alone: they stand in for what they say of all.
    private static List<String> counted(String name) {
        return List.of(
                """
                CREATE TABLE %s.known_message AS SELECT c.linked, max(m.text) AS text,
                    count(DISTINCT m.source)::BIGINT AS devices, count(*)::BIGINT AS observations,
                    CASE WHEN bool_and(m.state = 'LIVE') THEN 'LIVE'
                        ELSE string_agg(m.state || ':' || m.source, ' ' ORDER BY m.source)
                            FILTER (m.state <> 'LIVE') END AS state
                FROM %s.cites c JOIN %s.message m ON m.fact = c.fact GROUP BY c.linked
                """
                        .formatted(name, name, name),
                """
                CREATE TABLE %s.known_account AS SELECT c.linked, count(DISTINCT a.source)::BIGINT AS devices,
                    mode(nullif(a.display_name, '')) AS display_name
                FROM %s.cites c JOIN %s.account a ON a.fact = c.fact GROUP BY c.linked
                """
                        .formatted(name, name, name),
                """
                CREATE TABLE %s.known_conversation AS SELECT l.conversation,
                    count(DISTINCT l.linked) FILTER (l.kind <> 'SYSTEM')::BIGINT AS messages,
                    count(DISTINCT m.source)::BIGINT AS devices, count(DISTINCT l.sender)::BIGINT AS accounts,
                    min(l.sent) AS first_message, max(l.sent) AS last_message
                FROM main.linked_message l JOIN %s.cites c ON c.linked = l.linked
                JOIN %s.message m ON m.fact = c.fact GROUP BY l.conversation
                """
                        .formatted(name, name, name));
    }

    private static String linked(String name, String table, String exhibits) {
        String start = view(name, table);
        String shown = " WHERE t.linked IN (SELECT linked FROM " + name + ".known_linked)";
        return start
                + switch (table) {
                    case "device_owner" ->
                            "SELECT t.* FROM main.device_owner t"
                                    + shown
                                    + " AND t.source IN (SELECT source FROM "
                                    + name
                                    + ".known_source)";
                    case "membership" ->
                            "SELECT t.* REPLACE (CASE WHEN t.conflict IS NOT NULL THEN 'withheld' END"
                                    + " AS conflict) FROM main.membership t"
                                    + shown;
                    case "linked_account" ->
                            """
                            SELECT t.* REPLACE (coalesce(k.devices, 1) AS devices, k.display_name AS display_name)
                            FROM main.linked_account t LEFT JOIN %s.known_account k ON k.linked = t.linked
                            """
                                            .formatted(name)
                                    + shown;
                    case "linked_conversation" ->
                            """
                            SELECT t.* REPLACE (coalesce(k.messages, 0) AS messages, coalesce(k.devices, 1) AS devices,
                                coalesce(k.accounts, 0) AS accounts, k.first_message AS first_message,
                                k.last_message AS last_message)
                            FROM main.linked_conversation t
                            LEFT JOIN %s.known_conversation k ON k.conversation = t.conversation
                            """
                                            .formatted(name)
                                    + shown;
                    case "linked_message" ->
                            """
                            SELECT t.* REPLACE (k.text AS text, coalesce(k.devices, 1) AS devices,
                                coalesce(k.observations, 1) AS observations,
                                array_to_string(list_filter(string_split(t.missing_on, ' '),
                                    lambda e: e IN (%s)), ' ') AS missing_on,
                                CASE WHEN t.state = 'LIVE' THEN 'LIVE' ELSE k.state END AS state)
                            FROM main.linked_message t LEFT JOIN %s.known_message k ON k.linked = t.linked
                            """
                                            .formatted(exhibits, name)
                                    + shown;
                    default -> "SELECT t.* FROM main." + table + " t" + shown;
                };
    }

    private static String view(String schema, String table) {
        return "CREATE VIEW " + schema + "." + Views.quote(table) + " AS ";
    }
}
