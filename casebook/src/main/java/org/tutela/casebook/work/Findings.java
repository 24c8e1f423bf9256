package org.tutela.casebook.work;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.tutela.casebook.Author;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// What people concluded, and from which facts. Safe for many threads.
public final class Findings {
    /// The tables.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS finding (
                        id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, who TEXT NOT NULL,
                        at INTEGER NOT NULL) STRICT
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS finding_fact (
                        finding TEXT NOT NULL, fact TEXT NOT NULL, fact_table TEXT NOT NULL, linked INTEGER NOT NULL,
                        digest TEXT NOT NULL, generation INTEGER NOT NULL, who TEXT NOT NULL, at INTEGER NOT NULL,
                        PRIMARY KEY (finding, fact)) STRICT
                    """,
                    "CREATE INDEX IF NOT EXISTS finding_fact_fact ON finding_fact (fact)");

    /// The longest title.
    public static final int LONGEST_TITLE = 300;

    /// The longest text.
    public static final int LONGEST_TEXT = 4000;

    /// The most facts of a finding.
    public static final int MOST_FACTS = 200;

    private final Statements statements;
    private final Journal journal;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public Findings(Connection connection, Journal journal) {
        this.statements = new Statements(connection);
        this.journal = journal;
    }

    /// States a finding that cites nothing yet; returns its id. Throws [IllegalArgumentException]
    /// with a sentence where the title is empty or a text too long.
    public String state(Author by, String title, String text) throws IOException {
        String stated = Statements.checked("A finding", title, LONGEST_TITLE);
        String reasons = text.isBlank() ? "" : Statements.checked("A text", text, LONGEST_TEXT);
        String id = Statements.newId();
        journal.append(
                List.of(
                        by.deed(
                                "FINDING_STATED",
                                subject(id),
                                Payload.of("title", stated, "text", reasons))),
                entry ->
                        statements.change(
                                "INSERT INTO finding VALUES (?, ?, ?, ?, ?)",
                                id,
                                stated,
                                reasons,
                                by.who(),
                                Statements.micros(entry.at())));
        return id;
    }

    /// Cites a fact, or cites it anew as it is now. Throws [IllegalArgumentException] with a
    /// sentence where the finding cites the most it may.
    public void cite(Author by, Finding finding, Finding.Cited cited) throws IOException {
        if (finding.cited().size() >= MOST_FACTS
                && finding.cited().stream().noneMatch(c -> c.fact().equals(cited.fact()))) {
            throw new IllegalArgumentException(
                    "A finding cites at most " + MOST_FACTS + " facts; state another one.");
        }
        journal.append(
                List.of(
                        by.deed(
                                "FACT_CITED",
                                subject(finding.id()),
                                Payload.of(
                                        "table",
                                        cited.table(),
                                        "fact",
                                        cited.fact(),
                                        "digest",
                                        cited.digest(),
                                        "generation",
                                        Integer.toString(cited.generation())))),
                entry ->
                        statements.change(
                                "INSERT OR REPLACE INTO finding_fact VALUES (?, ?, ?, ?, ?, ?, ?,"
                                        + " ?)",
                                finding.id(),
                                cited.fact(),
                                cited.table(),
                                cited.linked() ? 1 : 0,
                                cited.digest(),
                                cited.generation(),
                                by.who(),
                                Statements.micros(entry.at())));
    }

    /// Cites a fact no more.
    public void takeBackFact(Author by, String finding, String fact) throws IOException {
        journal.append(
                List.of(by.deed("CITATION_TAKEN_BACK", subject(finding), Payload.of("fact", fact))),
                entry ->
                        statements.change(
                                "DELETE FROM finding_fact WHERE finding = ? AND fact = ?",
                                finding,
                                fact));
    }

    /// Takes a finding back: it is seen no more, the journal keeps all entries.
    public void takeBack(Author by, String finding) throws IOException {
        journal.append(
                List.of(by.deed("FINDING_TAKEN_BACK", subject(finding), "{}")),
                entry -> forget(finding));
    }

    /// All findings, the newest first, with what they cite; at most 1,000.
    public List<Finding> list() throws IOException {
        List<Finding> bare =
                statements.list(
                        "SELECT * FROM finding ORDER BY at DESC, id LIMIT 1000", Findings::read);
        List<Finding> whole = new java.util.ArrayList<>();
        for (Finding finding : bare) {
            whole.add(withFacts(finding));
        }
        return whole;
    }

    /// The finding of an id.
    public Optional<Finding> find(String id) throws IOException {
        List<Finding> found =
                statements.list("SELECT * FROM finding WHERE id = ?", Findings::read, id);
        return found.isEmpty() ? Optional.empty() : Optional.of(withFacts(found.getFirst()));
    }

    /// What the journal says a finding is about.
    public static String subject(String id) {
        return "finding:" + id;
    }

    private void forget(String id) throws SQLException {
        statements.change("DELETE FROM finding WHERE id = ?", id);
        statements.change("DELETE FROM finding_fact WHERE finding = ?", id);
    }

    private Finding withFacts(Finding bare) throws IOException {
        return new Finding(
                bare.id(),
                bare.title(),
                bare.text(),
                bare.who(),
                bare.at(),
                statements.list(
                        "SELECT * FROM finding_fact WHERE finding = ? ORDER BY at, fact",
                        row ->
                                new Finding.Cited(
                                        row.getString("fact_table"),
                                        row.getString("fact"),
                                        row.getInt("linked") != 0,
                                        row.getString("digest"),
                                        row.getInt("generation"),
                                        row.getString("who")),
                        bare.id()));
    }

    private static Finding read(ResultSet row) throws SQLException {
        return new Finding(
                row.getString("id"),
                row.getString("title"),
                row.getString("text"),
                row.getString("who"),
                Statements.time(row.getLong("at")),
                List.of());
    }
}
