package org.tutela.casebook.work;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.casebook.Author;
import org.tutela.casebook.Journal;
import org.tutela.casebook.Statements;

/// Who is who, as people decided. A later decision about a person replaces an earlier one in what
/// holds now; the journal keeps all of them. Safe for many threads.
public final class Persons {
    /// The tables.
    public static final List<String> SCHEMA =
            List.of(
                    """
                    CREATE TABLE IF NOT EXISTS person (
                        id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, basis TEXT NOT NULL,
                        who TEXT NOT NULL, at INTEGER NOT NULL) STRICT
                    """,
                    """
                    CREATE TABLE IF NOT EXISTS person_part (
                        person TEXT NOT NULL, subject TEXT NOT NULL, basis TEXT NOT NULL, who TEXT NOT NULL,
                        at INTEGER NOT NULL, PRIMARY KEY (person, subject)) STRICT
                    """,
                    "CREATE INDEX IF NOT EXISTS person_part_subject ON person_part (subject)");

    /// The longest name.
    public static final int LONGEST_NAME = 200;

    /// The longest basis.
    public static final int LONGEST_BASIS = 2000;

    /// The most accounts and documents of a person.
    public static final int MOST_PARTS = 1000;

    private final Statements statements;
    private final Journal journal;

    /// Kept in a casebook, whose schema holds [#SCHEMA].
    public Persons(Connection connection, Journal journal) {
        this.statements = new Statements(connection);
        this.journal = journal;
    }

    /// What is decided about a person.
    ///
    /// @param kind what the person is to the case
    /// @param name what the person is called here
    /// @param basis why
    public record Word(Person.Kind kind, String name, String basis) {}

    /// Decides that there is a person; returns the id. Throws [IllegalArgumentException] with a
    /// sentence where a text is empty or too long.
    public String decide(Author by, Word word) throws IOException {
        String id = Statements.newId();
        decide(by, id, word);
        return id;
    }

    /// Decides anew about the person of an id.
    public void decide(Author by, String id, Word word) throws IOException {
        String name = Statements.checked("The name of a person", word.name(), LONGEST_NAME);
        String basis = Statements.checked("The basis of a decision", word.basis(), LONGEST_BASIS);
        journal.append(
                List.of(
                        by.deed(
                                "PERSON_DECIDED",
                                subject(id),
                                Payload.of(
                                        "kind", word.kind().name(), "name", name, "basis", basis))),
                entry ->
                        statements.change(
                                "INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?)",
                                id,
                                word.kind().name(),
                                name,
                                basis,
                                by.who(),
                                Statements.micros(entry.at())));
    }

    /// Decides that an account or document is a person's. Throws [IllegalArgumentException] with a
    /// sentence where the basis is empty or the person has too many.
    public void join(Author by, Person person, String part, String basis) throws IOException {
        String why = Statements.checked("The basis of a decision", basis, LONGEST_BASIS);
        if (person.parts().size() >= MOST_PARTS) {
            throw new IllegalArgumentException(
                    "A person has at most " + MOST_PARTS + " accounts and documents.");
        }
        journal.append(
                List.of(
                        by.deed(
                                "IDENTITY_DECIDED",
                                subject(person.id()),
                                Payload.of("part", part, "basis", why))),
                entry ->
                        statements.change(
                                "INSERT OR REPLACE INTO person_part VALUES (?, ?, ?, ?, ?)",
                                person.id(),
                                part,
                                why,
                                by.who(),
                                Statements.micros(entry.at())));
    }

    /// Takes back that an account or document is a person's.
    public void separate(Author by, String person, String part) throws IOException {
        journal.append(
                List.of(by.deed("IDENTITY_TAKEN_BACK", subject(person), Payload.of("part", part))),
                entry ->
                        statements.change(
                                "DELETE FROM person_part WHERE person = ? AND subject = ?",
                                person,
                                part));
    }

    /// Takes a person back with all that was joined: seen no more, the journal keeps all entries.
    public void takeBack(Author by, String person) throws IOException {
        journal.append(
                List.of(by.deed("PERSON_TAKEN_BACK", subject(person), "{}")),
                entry -> {
                    statements.change("DELETE FROM person WHERE id = ?", person);
                    statements.change("DELETE FROM person_part WHERE person = ?", person);
                });
    }

    /// All persons, by name.
    public List<Person> list() throws IOException {
        List<Person> whole = new ArrayList<>();
        for (Person bare :
                statements.list(
                        "SELECT * FROM person ORDER BY name, id LIMIT 10000", Persons::read)) {
            whole.add(withParts(bare));
        }
        return whole;
    }

    /// The person of an id.
    public Optional<Person> find(String id) throws IOException {
        List<Person> found =
                statements.list("SELECT * FROM person WHERE id = ?", Persons::read, id);
        return found.isEmpty() ? Optional.empty() : Optional.of(withParts(found.getFirst()));
    }

    /// The persons that an account or document (`account:…`, `document:…`) was decided to be of.
    public List<Person> listOf(String part) throws IOException {
        List<Person> whole = new ArrayList<>();
        for (Person bare :
                statements.list(
                        "SELECT * FROM person WHERE id IN (SELECT person FROM person_part WHERE subject = ?)"
                                + " ORDER BY name, id",
                        Persons::read,
                        part)) {
            whole.add(withParts(bare));
        }
        return whole;
    }

    /// What is victims'.
    public Victims victims() throws IOException {
        return new Victims(
                statements.list(
                        "SELECT DISTINCT p.subject AS subject FROM person_part p JOIN person w ON w.id = p.person"
                                + " WHERE w.kind = 'VICTIM' ORDER BY p.subject",
                        row -> row.getString("subject")),
                statements.list(
                        "SELECT DISTINCT name FROM person WHERE kind = 'VICTIM' ORDER BY name",
                        row -> row.getString("name")));
    }

    /// What the journal says a person is about.
    public static String subject(String id) {
        return "person:" + id;
    }

    private Person withParts(Person bare) throws IOException {
        return new Person(
                bare.id(),
                bare.kind(),
                bare.name(),
                bare.basis(),
                bare.who(),
                bare.at(),
                statements.list(
                        "SELECT * FROM person_part WHERE person = ? ORDER BY at, subject",
                        row ->
                                new Person.Part(
                                        row.getString("subject"),
                                        row.getString("basis"),
                                        row.getString("who"),
                                        Statements.time(row.getLong("at"))),
                        bare.id()));
    }

    private static Person read(ResultSet row) throws SQLException {
        return new Person(
                row.getString("id"),
                Person.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("basis"),
                row.getString("who"),
                Statements.time(row.getLong("at")),
                List.of());
    }
}
