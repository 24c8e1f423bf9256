package org.tutela.casebook.review;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tutela.casebook.Author;
import org.tutela.casebook.Deed;
import org.tutela.casebook.Journal;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.Statements;

/// Who graded what by which code. The journal has every decision and every taking back; the table
/// `graded` has what holds now, and can be made anew from the journal. Safe for many threads.
public final class Grades {
    /// The tables; digests and codes only.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS graded (
                        decision INTEGER NOT NULL, content TEXT NOT NULL, who TEXT NOT NULL, code TEXT NOT NULL,
                        PRIMARY KEY (decision, content)) STRICT
                    """,
                    "CREATE INDEX IF NOT EXISTS graded_content ON graded (content, who, decision)",
                    "CREATE INDEX IF NOT EXISTS graded_who ON graded (who, decision)");

    private static final String SCHEME = "review.scheme";

    /// What each person says of each content now: their latest decision that holds.
    private static final String NOW =
            "SELECT content, who, code, max(decision) AS decision FROM graded GROUP BY content, who";

    private final Connection connection;
    private final Statements statements;
    private final Journal journal;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public Grades(Connection connection, Journal journal) {
        this.connection = connection;
        this.statements = new Statements(connection);
        this.journal = journal;
    }

    /// One person's word on a content.
    ///
    /// @param content SHA-256, hex
    /// @param who user name
    /// @param code a code of the scheme of that time
    /// @param decision number of the journal's entry
    public record Verdict(String content, String who, String code, long decision) {}

    /// A decision that was taken back.
    ///
    /// @param decision number of its entry
    /// @param code the code it gave
    /// @param contents what it was about
    public record TakenBack(long decision, String code, List<String> contents) {}

    /// The scheme of the case.
    public Scheme scheme() throws IOException {
        return statements
                .list("SELECT value FROM state WHERE name = ?", row -> row.getString(1), SCHEME)
                .stream()
                .findFirst()
                .map(Scheme::parse)
                .orElse(Scheme.NEUTRAL);
    }

    /// Chooses the scheme. Grades by another keep their codes.
    public void choose(Author by, Scheme scheme) throws IOException {
        journal.append(
                List.of(by.deed("SCHEME_CHOSEN", "case", "{\"scheme\":" + quoted(scheme) + "}")),
                first ->
                        statements.change(
                                "INSERT OR REPLACE INTO state VALUES (?, ?)",
                                SCHEME,
                                scheme.toText()));
    }

    /// Grades everything that was shown by one code; one entry per content, so that each can be
    /// erased alone. Returns the number of the decision. Throws [IllegalArgumentException] where
    /// the scheme has no such code.
    public long grade(Author by, String code, Shown shown) throws IOException {
        Scheme scheme = scheme();
        if (scheme.find(code).isEmpty()) {
            throw new IllegalArgumentException("the scheme of this case has no code " + code);
        }
        String digest = shown.digest();
        List<Deed> deeds = new ArrayList<>();
        for (Shown.Member member : shown.members()) {
            deeds.add(
                    by.deed(
                            "GRADED",
                            Deed.contentSubject(member.content()),
                            "{\"code\":\"%s\",\"scheme\":\"%s\",\"content\":\"%s\",\"distance\":%d,\"shown\":%d,\"shown_digest\":\"%s\",\"catalog\":%d}"
                                    .formatted(
                                            escaped(code),
                                            escaped(scheme.name()),
                                            member.content(),
                                            member.distance(),
                                            shown.members().size(),
                                            digest,
                                            shown.generation())));
        }
        JournalEntry entry = journal.append(deeds, first -> insert(first, by, code, shown));
        return entry.number();
    }

    /// Takes back the person's latest decision that holds; empty where there is none. Can be done
    /// again and again.
    public Optional<TakenBack> takeBack(Author by) throws IOException {
        synchronized (connection) {
            Optional<TakenBack> last = findLast(by.who());
            if (last.isPresent()) {
                List<Deed> deeds = new ArrayList<>();
                for (String content : last.get().contents()) {
                    deeds.add(
                            by.deed(
                                    "TAKEN_BACK",
                                    Deed.contentSubject(content),
                                    "{\"decision\":" + last.get().decision() + "}"));
                }
                journal.append(
                        deeds,
                        first ->
                                statements.change(
                                        "DELETE FROM graded WHERE decision = ?",
                                        last.get().decision()));
            }
            return last;
        }
    }

    /// What is said of these contents, by content; nothing for those that nobody graded.
    public Map<String, List<Verdict>> verdicts(Collection<String> contents) throws IOException {
        Map<String, List<Verdict>> found = new HashMap<>();
        for (Verdict verdict :
                select(
                        "SELECT content, who, code, max(decision) AS decision FROM graded WHERE content IN"
                                + " (SELECT value FROM json_each(?)) GROUP BY content, who ORDER BY decision",
                        Statements.list(contents))) {
            found.computeIfAbsent(verdict.content(), any -> new ArrayList<>()).add(verdict);
        }
        return found;
    }

    /// Contents on which people disagree, with everybody's word, at most `limit` rows.
    public List<Verdict> disagreements(int limit) throws IOException {
        return select(
                "WITH now AS ("
                        + NOW
                        + ") SELECT content, who, code, decision FROM now WHERE content IN (SELECT content FROM"
                        + " now GROUP BY content HAVING count(DISTINCT code) > 1) ORDER BY content, decision"
                        + " LIMIT ?",
                limit);
    }

    /// Contents that only one other person graded, by a code that asks for a second person, in the
    /// order of grading, at most `limit`.
    public List<String> waitingForSecond(String who, int limit) throws IOException {
        List<String> codes =
                scheme().codes().stream()
                        .filter(Scheme.Code::second)
                        .map(Scheme.Code::code)
                        .toList();
        return select(
                        "WITH now AS ("
                                + NOW
                                + ") SELECT content, min(who) AS who, min(code) AS code, min(decision) AS decision"
                                + " FROM now GROUP BY content HAVING count(*) = 1 AND min(who) <> ?"
                                + " AND min(code) IN (SELECT value FROM json_each(?)) ORDER BY decision LIMIT "
                                + limit,
                        who,
                        Statements.list(codes))
                .stream()
                .map(Verdict::content)
                .toList();
    }

    /// How many contents have each code now, the latest word of anybody.
    public Map<String, Long> countByCode() throws IOException {
        Map<String, Long> counts = new HashMap<>();
        for (Verdict each :
                select(
                        "SELECT '' AS content, '' AS who, code, count(*) AS decision FROM (SELECT content, code,"
                                + " max(decision) FROM graded GROUP BY content) GROUP BY code")) {
            counts.put(each.code(), each.decision());
        }
        return counts;
    }

    private List<Verdict> select(String sql, Object... values) throws IOException {
        return statements.list(
                sql,
                row ->
                        new Verdict(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4)),
                values);
    }

    private Optional<TakenBack> findLast(String who) throws IOException {
        List<Verdict> last =
                select(
                        "SELECT content, who, code, decision FROM graded WHERE decision = (SELECT max(decision) FROM"
                                + " graded WHERE who = ?) ORDER BY content",
                        who);
        return last.stream()
                .findFirst()
                .map(first ->
                        new TakenBack(
                                first.decision(),
                                first.code(),
                                last.stream().map(Verdict::content).toList()));
    }

    private void insert(JournalEntry first, Author by, String code, Shown shown)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT OR REPLACE INTO graded VALUES (?, ?, ?, ?)")) {
            for (Shown.Member member : shown.members()) {
                statement.setLong(1, first.number());
                statement.setString(2, member.content());
                statement.setString(3, by.who());
                statement.setString(4, code);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static String quoted(Scheme scheme) {
        return '"' + escaped(scheme.toText()) + '"';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
