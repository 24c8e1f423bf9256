package org.tutela.casebook.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// The parts of the casebook that people work with, together.
///
/// @param tasks what work is done for
/// @param marks notes, tags and bookmarks
/// @param findings what was concluded
/// @param persons who is who
/// @param suggestions what was answered to suggestions
/// @param savedSearches searches that were kept
public record Work(
        Tasks tasks,
        Marks marks,
        Findings findings,
        Persons persons,
        Suggestions suggestions,
        SavedSearches savedSearches) {
    /// The tables of all parts.
    public static final List<String> SCHEMA =
            Stream.of(
                            Tasks.SCHEMA,
                            Marks.SCHEMA,
                            Findings.SCHEMA,
                            Persons.SCHEMA,
                            Suggestions.SCHEMA,
                            SavedSearches.SCHEMA)
                    .flatMap(List::stream)
                    .toList();

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public static Work in(Connection connection, Journal journal, InstantSource clock) {
        return new Work(
                new Tasks(connection, journal, clock),
                new Marks(connection, journal),
                new Findings(connection, journal),
                new Persons(connection, journal),
                new Suggestions(connection, journal),
                new SavedSearches(connection, journal));
    }

    /// Removes every row about a subject, in the transaction of whoever calls. Returns how many.
    public static int erase(Connection connection, String subject) throws SQLException {
        Statements statements = new Statements(connection);
        String id = subject.substring(subject.indexOf(':') + 1);
        int gone = statements.change("DELETE FROM mark WHERE subject = ?", subject);
        gone += statements.change("DELETE FROM person_part WHERE subject = ?", subject);
        if (subject.startsWith("account:")) {
            gone += statements.change("DELETE FROM suggestion WHERE one = ? OR other = ?", id, id);
        } else if (subject.equals(Findings.subject(id))) {
            gone += statements.change("DELETE FROM finding WHERE id = ?", id);
            gone += statements.change("DELETE FROM finding_fact WHERE finding = ?", id);
        } else if (subject.equals(Persons.subject(id))) {
            gone += statements.change("DELETE FROM person WHERE id = ?", id);
            gone += statements.change("DELETE FROM person_part WHERE person = ?", id);
        } else if (subject.equals(Tasks.subject(id))) {
            gone += statements.change("DELETE FROM task WHERE title = ?", id);
        } else if (subject.equals(SavedSearches.subject(id))) {
            gone += statements.change("DELETE FROM saved_search WHERE who = ?", id);
        } else if (subject.startsWith("fact:") || subject.startsWith("linked:")) {
            gone += statements.change("DELETE FROM finding_fact WHERE fact = ?", id);
        }
        return gone;
    }
}
