package org.tutela.casebook.work;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tutela.casebook.Author;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// Notes, tags and bookmarks beside the things of a case. Safe for many threads.
public final class Marks {
    /// The tables.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS mark (
                        id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
                        who TEXT NOT NULL, at INTEGER NOT NULL) STRICT
                    """,
                    "CREATE INDEX IF NOT EXISTS mark_subject ON mark (subject, at)",
                    "CREATE INDEX IF NOT EXISTS mark_kind ON mark (kind, who, text)");

    /// The longest note.
    public static final int LONGEST_NOTE = 4000;

    /// The longest tag.
    public static final int LONGEST_TAG = 60;

    private final Statements statements;
    private final Journal journal;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public Marks(Connection connection, Journal journal) {
        this.statements = new Statements(connection);
        this.journal = journal;
    }

    /// Puts a mark beside a subject. A tag or bookmark that stands there already is left as it is.
    /// Throws [IllegalArgumentException] with a sentence where a text is empty or too long.
    public Mark put(Author by, Mark.Kind kind, String subject, String text) throws IOException {
        String checked =
                switch (kind) {
                    case NOTE -> Statements.checked("A note", text, LONGEST_NOTE);
                    case TAG ->
                            Statements.checked("A tag", text, LONGEST_TAG).toLowerCase(Locale.ROOT);
                    case BOOKMARK -> "";
                };
        Optional<Mark> same =
                listAbout(subject, by.who()).stream()
                        .filter(mark -> kind != Mark.Kind.NOTE && mark.kind() == kind)
                        .filter(mark -> mark.text().equals(checked))
                        .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        String id = Statements.newId();
        var entry =
                journal.append(
                        List.of(
                                by.deed(
                                        kind + "_PUT",
                                        subject,
                                        Payload.of("id", id, "text", checked))),
                        first ->
                                statements.change(
                                        "INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?)",
                                        id,
                                        kind.name(),
                                        subject,
                                        checked,
                                        by.who(),
                                        Statements.micros(first.at())));
        return new Mark(id, kind, subject, checked, by.who(), entry.at());
    }

    /// Takes a mark back: it is seen no more, the journal keeps both entries.
    public void takeBack(Author by, Mark mark) throws IOException {
        journal.append(
                List.of(
                        by.deed(
                                mark.kind() + "_TAKEN_BACK",
                                mark.subject(),
                                Payload.of("id", mark.id()))),
                first -> statements.change("DELETE FROM mark WHERE id = ?", mark.id()));
    }

    /// The mark of an id.
    public Optional<Mark> find(String id) throws IOException {
        return statements.list("SELECT * FROM mark WHERE id = ?", Marks::read, id).stream()
                .findFirst();
    }

    /// What stands beside a subject for a person: notes and tags of all, bookmarks of their own;
    /// the oldest first.
    public List<Mark> listAbout(String subject, String who) throws IOException {
        return statements.list(
                "SELECT * FROM mark WHERE subject = ? AND (kind <> 'BOOKMARK' OR who = ?) ORDER BY"
                        + " at, id LIMIT 1000",
                Marks::read,
                subject,
                who);
    }

    /// The bookmarks of a person, the newest first; at most 1,000.
    public List<Mark> listBookmarks(String who) throws IOException {
        return statements.list(
                "SELECT * FROM mark WHERE kind = 'BOOKMARK' AND who = ? ORDER BY at DESC, id LIMIT"
                        + " 1000",
                Marks::read,
                who);
    }

    /// What carries a tag, the newest first; at most 1,000.
    public List<Mark> listTagged(String tag) throws IOException {
        return statements.list(
                "SELECT * FROM mark WHERE kind = 'TAG' AND text = ? ORDER BY at DESC, id LIMIT"
                        + " 1000",
                Marks::read,
                tag);
    }

    private static Mark read(ResultSet row) throws SQLException {
        return new Mark(
                row.getString("id"),
                Mark.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("text"),
                row.getString("who"),
                Statements.time(row.getLong("at")));
    }
}
