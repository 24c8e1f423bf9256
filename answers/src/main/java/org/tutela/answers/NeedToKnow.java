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
import java.util.stream.Stream;
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
    private final boolean pages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Set<String>, String> schemas = new HashMap<>();

    /// For a database that has the tables of pages, or has not.
    NeedToKnow(DuckDBConnection database, boolean pages) {
        this.database = database;
        this.pages = pages;
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

    private List<String> statements(String name, Set<String> exhibits) {
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
        String shown = list.isEmpty() ? "NULL" : list;
        for (FactTable<?> table : FactTables.linked()) {
            if (!table.name().equals("cites")) {
                sql.add(
                        view(name, table.name())
                                + linked(name, table.name(), "main." + table.name(), shown));
            }
        }
        if (pages) {
            pages(name, shown).forEach(sql::add);
        }
        return sql;
    }

    private static Stream<String> pages(String name, String exhibits) {
        Stream<String> facts =
                FactTables.facts().stream()
                        .map(table ->
                                view(name, Views.byId(table.name()))
                                        + "SELECT * FROM main."
                                        + Views.byId(table.name())
                                        + " WHERE source IN (SELECT source FROM "
                                        + name
                                        + ".known_source)");
        Stream<String> linked =
                FactTables.linked().stream()
                        .map(FactTable::name)
                        .filter(table -> !table.equals("cites"))
                        .map(table ->
                                view(name, Views.byId(table))
                                        + linked(
                                                name,
                                                table,
                                                "main." + Views.byId(table),
                                                exhibits));
        String said = view(name, "said") + linked(name, "linked_message", "main.said", exhibits);
        return Stream.concat(Stream.concat(facts, linked), PageTables.known(name, said));
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
                    mode(nullif(a.display_name, '')) AS display_name, list(DISTINCT a.handle) AS handles
                FROM %s.cites c JOIN %s.account a ON a.fact = c.fact GROUP BY c.linked
                """
                        .formatted(name, name, name),
                """
                CREATE TABLE %s.known_subject AS SELECT c.linked, list(DISTINCT f.subject) AS subjects,
                    mode(nullif(f.subject, '')) AS usual
                FROM %s.cites c JOIN %s.conversation f ON f.fact = c.fact GROUP BY c.linked
                """
                        .formatted(name, name, name),
                """
                CREATE TABLE %s.known_time AS SELECT DISTINCT c.linked, f."at" FROM %s.cites c JOIN (
                    SELECT fact, "at" FROM %s.membership_event UNION ALL SELECT fact, "at" FROM %s.account_edge
                    UNION ALL SELECT fact, sent FROM %s.message UNION ALL SELECT fact, created FROM %s.conversation)
                    f ON f.fact = c.fact WHERE f."at" IS NOT NULL
                """
                        .formatted(name, name, name, name, name, name),
                """
                CREATE TABLE %s.known_posting AS SELECT DISTINCT c.linked FROM %s.cites c WHERE c.fact IN (
                    SELECT fact FROM %s.message UNION ALL SELECT fact FROM %s.mention)
                """
                        .formatted(name, name, name, name),
                """
                CREATE TABLE %s.known_join AS SELECT DISTINCT c.linked FROM %s.cites c WHERE c.fact IN (
                    SELECT fact FROM %s.membership_event)
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

    /// The rows of a linked table, or of a view with the same columns, as somebody may know them.
    private static String linked(String name, String table, String from, String exhibits) {
        String shown = " WHERE t.linked IN (SELECT linked FROM " + name + ".known_linked)";
        return switch (table) {
            case "device_owner" ->
                    "SELECT t.* FROM "
                            + from
                            + " t"
                            + shown
                            + " AND t.source IN (SELECT source FROM "
                            + name
                            + ".known_source)";
            case "membership" -> membership(name, from) + shown;
            case "lead" -> lead(name, from) + shown;
            case "succession" -> succession(name, from) + shown;
            case "linked_account" ->
                    """
                    SELECT t.* REPLACE (coalesce(k.devices, 1) AS devices, k.display_name AS display_name,
                        CASE WHEN list_contains(k.handles, t.handle) THEN t.handle END AS handle)
                    FROM %s t LEFT JOIN %s.known_account k ON k.linked = t.linked
                    """
                                    .formatted(from, name)
                            + shown;
            case "linked_conversation" ->
                    """
                    SELECT t.* REPLACE (coalesce(k.messages, 0) AS messages, coalesce(k.devices, 1) AS devices,
                        coalesce(k.accounts, 0) AS accounts, k.first_message AS first_message,
                        k.last_message AS last_message,
                        CASE WHEN list_contains(s.subjects, t.subject) THEN t.subject ELSE s.usual END AS subject)
                    FROM %s t
                    LEFT JOIN %s.known_conversation k ON k.conversation = t.conversation
                    LEFT JOIN %s.known_subject s ON s.linked = t.linked
                    """
                                    .formatted(from, name, name)
                            + shown;
            case "linked_message" ->
                    """
                    SELECT t.* REPLACE (k.text AS text, coalesce(k.devices, 1) AS devices,
                        coalesce(k.observations, 1) AS observations,
                        array_to_string(list_filter(string_split(t.missing_on, ' '),
                            lambda e: e IN (%s)), ' ') AS missing_on,
                        CASE WHEN t.state = 'LIVE' THEN 'LIVE' ELSE k.state END AS state)
                    FROM %s t LEFT JOIN %s.known_message k ON k.linked = t.linked
                    """
                                    .formatted(exhibits, from, name)
                            + shown;
            default -> "SELECT t.* FROM " + from + " t" + shown;
        };
    }

    /// An end of an interval is told where a known fact has that time; how and by whom an account
    /// joined, where the fact that says so is known.
    private static String membership(String name, String from) {
        return """
        SELECT t.* REPLACE (CASE WHEN j.linked IS NOT NULL THEN t.joined END AS joined,
            CASE WHEN j.linked IS NOT NULL THEN t.joined_precision ELSE 'UNKNOWN' END AS joined_precision,
            CASE WHEN l.linked IS NOT NULL THEN t."left" END AS "left",
            CASE WHEN l.linked IS NOT NULL OR t."left" IS NULL THEN t.left_precision ELSE 'UNKNOWN' END
                AS left_precision,
            CASE WHEN g.linked IS NOT NULL THEN t.how ELSE 'UNKNOWN' END AS how,
            CASE WHEN g.linked IS NOT NULL THEN t.actor END AS actor,
            CASE WHEN g.linked IS NOT NULL THEN t.grounds END AS grounds,
            CASE WHEN t.conflict IS NOT NULL THEN 'withheld' END AS conflict)
        FROM %s t
        LEFT JOIN %s.known_time j ON j.linked = t.linked AND j."at" = t.joined
        LEFT JOIN %s.known_time l ON l.linked = t.linked AND l."at" = t."left"
        LEFT JOIN %s.cites g ON g.linked = t.linked AND g.fact = t.grounds
        """
                .formatted(from, name, name, name);
    }

    /// The posting of an invite is told where a fact of it is known, and so is the joining.
    private static String lead(String name, String from) {
        return """
        SELECT t.* REPLACE (CASE WHEN p.linked IS NOT NULL THEN t.invite END AS invite,
            CASE WHEN p.linked IS NOT NULL THEN t.found_in END AS found_in,
            CASE WHEN p.linked IS NOT NULL THEN t.posted_in END AS posted_in,
            CASE WHEN p.linked IS NOT NULL THEN t.posted_by END AS posted_by,
            CASE WHEN p.linked IS NOT NULL THEN t.posted_at END AS posted_at,
            CASE WHEN t.conversation IN (SELECT c.conversation FROM main.linked_conversation c
                WHERE c.linked IN (SELECT linked FROM %s.known_linked)) THEN t.conversation END AS conversation,
            CASE WHEN j.linked IS NOT NULL THEN t.joined_by END AS joined_by,
            CASE WHEN j.linked IS NOT NULL THEN t.joined_at END AS joined_at)
        FROM %s t LEFT JOIN %s.known_posting p ON p.linked = t.linked
        LEFT JOIN %s.known_join j ON j.linked = t.linked
        """
                .formatted(name, from, name, name);
    }

    private static String succession(String name, String from) {
        return """
        SELECT t.* REPLACE (coalesce(k.devices, 1) AS devices,
            CASE WHEN a.linked IS NOT NULL THEN t."at" END AS "at",
            CASE WHEN g.linked IS NOT NULL THEN t.grounds END AS grounds)
        FROM %s t
        LEFT JOIN (SELECT c.linked, count(DISTINCT s.source)::BIGINT AS devices FROM %s.cites c JOIN (
            SELECT fact, source FROM %s.account_edge UNION ALL SELECT fact, source FROM %s.message
            UNION ALL SELECT fact, source FROM %s.account UNION ALL SELECT fact, source FROM %s.membership_event)
            s ON s.fact = c.fact GROUP BY c.linked) k ON k.linked = t.linked
        LEFT JOIN %s.known_time a ON a.linked = t.linked AND a."at" = t."at"
        LEFT JOIN %s.cites g ON g.linked = t.linked AND g.fact = t.grounds
        """
                .formatted(from, name, name, name, name, name, name, name);
    }

    private static String view(String schema, String table) {
        return "CREATE VIEW " + schema + "." + Views.quote(table) + " AS ";
    }
}
