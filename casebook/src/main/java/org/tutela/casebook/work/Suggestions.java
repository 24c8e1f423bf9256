package org.tutela.casebook.work;

import java.io.IOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tutela.casebook.Author;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// What people answered where the product suggests that two accounts are one person's, as far as
/// the answer is not *yes*: that one is a decision about a person and stands in [Persons]. Safe for
/// many threads.
public final class Suggestions {
    /// The tables.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS suggestion (
                        one TEXT NOT NULL, other TEXT NOT NULL, word TEXT NOT NULL, who TEXT NOT NULL,
                        at INTEGER NOT NULL, PRIMARY KEY (one, other)) STRICT
                    """);

    private final Statements statements;
    private final Journal journal;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public Suggestions(Connection connection, Journal journal) {
        this.statements = new Statements(connection);
        this.journal = journal;
    }

    /// Two accounts that a suggestion is about.
    ///
    /// @param one id of the account that comes first
    /// @param other id of the account that comes after it
    public record Pair(String one, String other) {
        /// The same pair whichever account is named first.
        public static Pair of(String one, String other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }

        private String subject() {
            return "account:" + one;
        }
    }

    /// Answers that are kept here.
    public enum Word {
        /// They are not one person's.
        NOT_ONE,
        /// It was looked at and is left open.
        LEFT_OPEN
    }

    /// An answer that was given.
    ///
    /// @param word the answer
    /// @param who user name
    /// @param at when
    public record Said(Word word, String who, Instant at) {}

    /// Answers a suggestion, or answers it anew.
    public void answer(Author by, Pair pair, Word word) throws IOException {
        journal.append(
                List.of(
                        by.deed(
                                "SUGGESTION_ANSWERED",
                                pair.subject(),
                                Payload.of("other", pair.other(), "word", word.name()))),
                entry ->
                        statements.change(
                                "INSERT OR REPLACE INTO suggestion VALUES (?, ?, ?, ?, ?)",
                                pair.one(),
                                pair.other(),
                                word.name(),
                                by.who(),
                                Statements.micros(entry.at())));
    }

    /// Takes an answer back: the suggestion is to be decided again, the journal keeps both entries.
    public void takeBack(Author by, Pair pair) throws IOException {
        journal.append(
                List.of(
                        by.deed(
                                "SUGGESTION_TAKEN_BACK",
                                pair.subject(),
                                Payload.of("other", pair.other()))),
                entry ->
                        statements.change(
                                "DELETE FROM suggestion WHERE one = ? AND other = ?",
                                pair.one(),
                                pair.other()));
    }

    /// What was answered; empty where nothing was.
    public Optional<Said> find(Pair pair) throws IOException {
        return statements
                .list(
                        "SELECT * FROM suggestion WHERE one = ? AND other = ?",
                        row ->
                                new Said(
                                        Word.valueOf(row.getString("word")),
                                        row.getString("who"),
                                        Statements.time(row.getLong("at"))),
                        pair.one(),
                        pair.other())
                .stream()
                .findFirst();
    }
}
