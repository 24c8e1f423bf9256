package org.tutela.casebook.work;

import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.tutela.casebook.Author;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// Searches that people keep, each under a name of its own. Others see those that are shared. Safe
/// for many threads.
public final class SavedSearches {
    /// The table.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS saved_search (
                        who TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, shared INTEGER NOT NULL,
                        at INTEGER NOT NULL, PRIMARY KEY (who, name)) STRICT
                    """);

    /// The longest name.
    public static final int LONGEST_NAME = 80;

    /// The longest query string.
    public static final int LONGEST_QUERY = 2000;

    private final Statements statements;
    private final Journal journal;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public SavedSearches(Connection connection, Journal journal) {
        this.statements = new Statements(connection);
        this.journal = journal;
    }

    /// A search that somebody keeps.
    ///
    /// @param owner user name
    /// @param name unique among the owner's
    /// @param query what follows the `?` of its address
    /// @param shared whether everybody who may search sees it
    /// @param at when it was kept
    public record SavedSearch(
            String owner, String name, String query, boolean shared, Instant at) {}

    /// Keeps a search for its owner alone; one of the same name is replaced.
    public void put(Author who, String name, String query) throws IOException {
        put(who, name, query, false);
    }

    /// Keeps a search; one of the same name is replaced. Throws [IllegalArgumentException] with a
    /// sentence where a text is empty or too long.
    public void put(Author who, String name, String query, boolean shared) throws IOException {
        String title = Statements.checked("The name of a search", name, LONGEST_NAME);
        String asked = Statements.checked("A search", query, LONGEST_QUERY);
        journal.append(
                List.of(
                        who.deed(
                                "SEARCH_SAVED",
                                subject(who.who()),
                                Payload.of("name", title, "query", asked))),
                entry ->
                        statements.change(
                                "INSERT OR REPLACE INTO saved_search VALUES (?, ?, ?, ?, ?)",
                                who.who(),
                                title,
                                asked,
                                shared ? 1 : 0,
                                Statements.micros(entry.at())));
    }

    /// The searches that somebody sees: their own, then those that others share; by name.
    public List<SavedSearch> list(String who) throws IOException {
        return statements.list(
                "SELECT * FROM saved_search WHERE who = ? OR shared = 1 ORDER BY who <> ?, name,"
                        + " who",
                row ->
                        new SavedSearch(
                                row.getString("who"),
                                row.getString("name"),
                                row.getString("query"),
                                row.getInt("shared") != 0,
                                Statements.time(row.getLong("at"))),
                who,
                who);
    }

    /// Forgets a search of its owner. Returns whether there was one.
    public boolean remove(Author who, String name) throws IOException {
        if (list(who.who()).stream()
                .noneMatch(each -> each.owner().equals(who.who()) && each.name().equals(name))) {
            return false;
        }
        journal.append(
                List.of(who.deed("SEARCH_REMOVED", subject(who.who()), Payload.of("name", name))),
                entry ->
                        statements.change(
                                "DELETE FROM saved_search WHERE who = ? AND name = ?",
                                who.who(),
                                name));
        return true;
    }

    /// What the journal says a person's searches are about.
    static String subject(String who) {
        return "searches:" + who;
    }
}
