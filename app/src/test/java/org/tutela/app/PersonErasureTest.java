package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Persons;
import org.tutela.facts.CaseFolder;

/// Erases a person as people decided in the casebook, with two accounts, a document and a name; and
/// stops an erasure at every step, to see that the next command finishes it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PersonErasureTest {
    private static final String NAME = "Marlen Quittenbaum";
    private static final Author ANA = new Author("ana", "", "");
    private PackagedCase made = new PackagedCase(Path.of(""), Path.of(""), Path.of(""));
    private Path sealed = Path.of("");
    private String person = "";
    private List<String> accounts = List.of();
    private CSVRecord document;

    @BeforeAll
    void decideOnAPerson(@TempDir Path temporary) throws IOException {
        made = PackagedCase.make(temporary);
        sealed = made.approved("out", "ES");
        accounts =
                Product.query(
                                made.chosen(),
                                """
                                SELECT l.account FROM linked_account l JOIN linked_message m ON m.sender = l.account
                                WHERE l.account LIKE '%@s.whatsapp.net' GROUP BY l.account ORDER BY count(*) DESC, l.account LIMIT 2
                                """)
                        .stream()
                        .map(row -> row.get(0))
                        .toList();
        document =
                Product.query(
                                made.chosen(),
                                "SELECT i.item, i.address, c.sha256 FROM item i JOIN content c ON c.item = i.item"
                                        + " WHERE i.name = 'football.jpg' AND i.path NOT LIKE '%.zip%' ORDER BY i.address"
                                        + " LIMIT 1")
                        .getFirst();
        try (Casebook casebook = Casebook.open(made.chosen(), InstantSource.system())) {
            Persons persons = casebook.work().persons();
            person =
                    persons.decide(
                            ANA,
                            new Persons.Word(Person.Kind.WITNESS, NAME, "scores of the match"));
            for (String part :
                    List.of(
                            "account:" + accounts.get(0),
                            "account:" + accounts.get(1),
                            "document:" + document.get("item"))) {
                persons.join(ANA, persons.find(person).orElseThrow(), part, "as told");
            }
            casebook.journal().append(ANA.deed("LOOKED_AT", "account:" + accounts.get(0), "{}"));
            casebook.journal().append(ANA.deed("NOTED", "case", "met " + NAME + " at the match"));
        }
    }

    private LeftBytes everything() {
        LeftBytes left =
                LeftBytes.lookingFor()
                        .text(NAME)
                        .text(person)
                        .digest(document.get("item"))
                        .digest(document.get("sha256"))
                        .text(document.get("address"));
        for (String account : accounts) {
            String id = account.substring(account.indexOf(':') + 1);
            left.text(id).text(id.substring(0, id.indexOf('@')));
        }
        return left;
    }

    private Path copy(String name) throws IOException {
        Path to = made.folder().resolve(name);
        PackagedCase.copy(made.chosen(), to);
        return to;
    }

    private void holds(Path where) throws IOException {
        try (Casebook casebook = Casebook.open(where, InstantSource.system())) {
            assertNull(casebook.journal().verify().broken());
            assertTrue(casebook.work().persons().list().isEmpty(), "the person is gone");
        }
        assertEquals(0, PackagedCase.run("audit", "verify", where));
        assertEquals(0, PackagedCase.run("verify", sealed));
        assertFalse(Files.exists(where.resolve("erasure/pending.json")));
    }

    private static String certificate(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where.resolve("erasure"))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".txt")).toList();
            assertEquals(1, found.size());
            return Files.readString(found.getFirst());
        }
    }

    @Test
    void noByteOfAPersonOfTheCasebookIsLeft() throws IOException {
        Path where = copy("whole");
        LeftBytes left = everything();
        assertTrue(left.count(where) > 20, "the search finds what is there");
        String id = "person:" + person;
        assertEquals(2, PackagedCase.run("erase", where, "person", "person:000000000000"));
        assertEquals(2, PackagedCase.run("erase", where, "person", id));
        assertEquals(0, PackagedCase.run("erase", where, "person", id, "--by", "ana"));
        assertTrue(left.count(where) > 20, "proposed is not erased");
        assertEquals(
                0,
                PackagedCase.run(
                        "erase",
                        where,
                        "person",
                        id,
                        "--approved-by",
                        "bo",
                        "--approval",
                        made.approval()));
        assertEquals(List.of(), left.search(where));
        holds(where);
        String text = certificate(where);
        assertTrue(text.lines().filter(line -> line.startsWith("  account ")).count() >= 2, text);
        assertEquals(1, text.lines().filter(line -> line.startsWith("  content ")).count(), text);
        assertTrue(text.contains("message: "), text);
        assertEquals(
                0,
                PackagedCase.run(
                        "run",
                        where,
                        "--exhibits",
                        made.folder().resolve("operation/exhibits.csv")));
        assertEquals(List.of(), left.search(where), "a run brings nothing back");
    }

    @Test
    void whatStopsAnErasureIsFinishedByTheNextCommand() throws IOException {
        boolean byRun = false;
        for (CaseErasure.Reached stop : CaseErasure.Reached.values()) {
            byRun = !byRun;
            Path where = copy("stopped-" + stop);
            try (CaseFolder open = CaseFolder.openForWriting(where);
                    Casebook casebook = Casebook.open(where, InstantSource.system())) {
                ErasureTarget target =
                        ErasureTarget.find(open, casebook, ErasureTarget.Kind.PERSON, person);
                CaseErasure erasure =
                        new CaseErasure(
                                open,
                                casebook,
                                reached -> {
                                    if (reached == stop) {
                                        throw new IOException("the power went");
                                    }
                                });
                JournalEntry proposal = erasure.propose(target, "ana");
                assertThrows(IOException.class, () -> erasure.erase(target, proposal, "bo"));
            }
            assertEquals(
                    2,
                    PackagedCase.run("package", where, "--country", "ES", "--to", where),
                    "nothing leaves a case in between");
            assertEquals(
                    0,
                    byRun
                            ? PackagedCase.run(
                                    "run",
                                    where,
                                    "--exhibits",
                                    made.folder().resolve("operation/exhibits.csv"))
                            : PackagedCase.run("erase", where, "person", "person:" + person));
            assertEquals(List.of(), everything().search(where), "stopped at " + stop);
            holds(where);
            String text = certificate(where);
            assertTrue(text.contains("  message: "), "figures stay: " + text);
            assertFalse(text.contains("keys of 0 subjects"), text);
        }
    }
}
