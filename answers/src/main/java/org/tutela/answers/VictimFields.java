package org.tutela.answers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.tutela.casebook.work.Victims;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// Schemas that stand before another one and leave out what names a victim: the names and handles
/// of their accounts, mentions of these, documents that are theirs. The words of messages are
/// evidence and stay; identifiers such as account ids stay, for without them nothing could be
/// followed.
final class VictimFields {
    /// A shorter name would hide words that have nothing to do with it.
    private static final int SHORTEST_NAME = 3;

    private static final Set<String> OF_ITEMS =
            Set.of("item", "content", "document_text", "mention");

    private final DuckDBConnection database;
    private final boolean pages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> made = new HashSet<>();

    /// For a database that has the tables of pages, or has not.
    VictimFields(DuckDBConnection database, boolean pages) {
        this.database = database;
        this.pages = pages;
    }

    /// The schema that stands before `base`, made where there is none yet; it has a table
    /// `hidden_name` of folded names.
    String schema(String base, Victims victims) throws IOException {
        byte[] key =
                String.join("\n", List.of(victims.parts().toString(), victims.names().toString()))
                        .getBytes(StandardCharsets.UTF_8);
        String name = base + "_care_" + UUID.nameUUIDFromBytes(key).toString().replace("-", "");
        lock.lock();
        try (Connection connection = database.duplicate();
                Statement statement = connection.createStatement()) {
            if (!made.contains(name)) {
                statement.execute("DROP SCHEMA IF EXISTS " + name + " CASCADE");
                statement.execute("CREATE SCHEMA " + name);
                for (String sql : statements(name, base, victims)) {
                    statement.execute(sql);
                }
                made.add(name);
            }
            return name;
        } catch (SQLException e) {
            throw new IOException(
                    "What names a victim cannot be taken out of the case: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private List<String> statements(String name, String base, Victims victims) {
        List<String> sql = new ArrayList<>();
        String accounts = literals(victims.list("account:"));
        sql.add(
                """
                CREATE TABLE %s.hidden_account AS SELECT unnest([%s]::VARCHAR[]) AS account
                    UNION SELECT alias FROM main.account_alias WHERE account IN (SELECT unnest([%s]::VARCHAR[]))
                """
                        .formatted(name, accounts, accounts));
        sql.add(
                "CREATE TABLE %s.hidden_item AS SELECT unnest([%s]::VARCHAR[]) AS item"
                        .formatted(name, literals(victims.list("document:"))));
        String hidden = "account IN (SELECT account FROM " + name + ".hidden_account)";
        sql.add(
                """
                CREATE TABLE %1$s.hidden_name AS SELECT DISTINCT %2$s AS name FROM (
                    SELECT unnest([%3$s]::VARCHAR[]) AS raw
                    UNION ALL SELECT display_name FROM main.account WHERE %4$s
                    UNION ALL SELECT handle FROM main.account WHERE %4$s
                    UNION ALL SELECT display_name FROM main.contact WHERE %4$s
                    UNION ALL SELECT display_name FROM main.linked_account WHERE %4$s
                    UNION ALL SELECT handle FROM main.linked_account WHERE %4$s)
                WHERE length(trim(raw)) >= %5$d
                """
                        .formatted(
                                name,
                                folded("trim(raw)"),
                                literals(victims.names()),
                                hidden,
                                SHORTEST_NAME));
        Stream<String> tables =
                Stream.concat(
                        Stream.of(Views.EXHIBITS),
                        Stream.concat(FactTables.facts().stream(), FactTables.linked().stream())
                                .map(FactTable::name));
        tables.forEach(table -> {
            sql.add(view(name, table, base, table));
            if (pages && !table.equals(Views.EXHIBITS) && !table.equals("cites")) {
                sql.add(view(name, Views.byId(table), base, table));
            }
        });
        if (pages) {
            // Nothing in these names anybody: they have words of messages and ids.
            for (PageTables table : PageTables.values()) {
                sql.add(view(name, table.table(), base, table.table()));
            }
        }
        return sql;
    }

    /// A view with the columns of `table` or more.
    private static String view(String name, String view, String base, String table) {
        return "CREATE VIEW %s.%s AS %s"
                .formatted(
                        name,
                        Views.quote(view),
                        select(name, base + '.' + Views.quote(view), table));
    }

    private static String select(String name, String from, String table) {
        String mine = "t.account IN (SELECT account FROM " + name + ".hidden_account)";
        String items =
                OF_ITEMS.contains(table)
                        ? " WHERE t.item NOT IN (SELECT item FROM " + name + ".hidden_item)"
                        : "";
        return switch (table) {
            case "account", "linked_account" ->
                    ("SELECT t.* REPLACE (CASE WHEN %1$s THEN NULL ELSE t.display_name END AS display_name,"
                                    + " CASE WHEN %1$s THEN NULL ELSE t.handle END AS handle) FROM %2$s t")
                            .formatted(mine, from);
            case "contact" ->
                    ("SELECT t.* REPLACE (CASE WHEN %s THEN NULL ELSE t.display_name END AS display_name)"
                                    + " FROM %s t")
                            .formatted(mine, from);
            case "conversation", "linked_conversation" ->
                    "SELECT t.* REPLACE (CASE WHEN %s THEN NULL ELSE t.subject END AS subject) FROM %s t"
                            .formatted(names(name, "t.subject"), from);
            case "exhibits" ->
                    "SELECT t.* REPLACE (CASE WHEN %s THEN NULL ELSE t.holder END AS holder) FROM %s t"
                            .formatted(names(name, "t.holder"), from);
            case "person_candidate" ->
                    "SELECT t.* FROM %s t WHERE NOT %s AND NOT %s"
                            .formatted(from, mine, names(name, "t.person"));
            case "mention" ->
                    "SELECT t.* FROM %s t%s AND NOT %s"
                            .formatted(from, items, names(name, "concat_ws(' ', t.value, t.raw)"));
            case "document_text" ->
                    ("SELECT t.* REPLACE (CASE WHEN %s THEN NULL ELSE t.title END AS title,"
                                    + " CASE WHEN %s THEN NULL ELSE t.author END AS author) FROM %s t%s")
                            .formatted(
                                    names(name, "t.title"), names(name, "t.author"), from, items);
            default -> "SELECT t.* FROM " + from + " t" + items;
        };
    }

    /// Whether a text holds a hidden name.
    private static String names(String schema, String text) {
        return "EXISTS (SELECT 1 FROM %s.hidden_name h WHERE contains(%s, h.name))"
                .formatted(schema, folded("coalesce(" + text + ", '')"));
    }

    private static String folded(String text) {
        return "strip_accents(lower(" + text + "))";
    }

    private static String literals(List<String> texts) {
        return texts.stream().map(Views::literal).collect(Collectors.joining(", "));
    }
}
