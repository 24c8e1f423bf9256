package org.tutela.casebook.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.JournalEntry;

/// A casebook in which Ina and Ole work.
final class WorkTest {
    private static final Author INA = new Author("ina", "Who kept the ball", "127.0.0.1");
    private static final Author OLE = new Author("ole", "Who kept the ball", "127.0.0.1");
    private static final String ACCOUNT = "account:whatsapp:447700900123@s.whatsapp.net";

    @TempDir Path home;
    private Casebook book;

    @BeforeEach
    void open() throws IOException {
        book = Casebook.open(home, InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
    }

    @AfterEach
    void close() throws IOException {
        book.close();
    }

    private List<String> deeds() throws IOException {
        return book.journal().list(1, 1000).stream().map(entry -> entry.deed().what()).toList();
    }

    @Test
    void keepsSearchesForTheirOwnerAndShowsSharedOnesToOthers() throws IOException {
        SavedSearches searches = book.savedSearches();
        searches.put(INA, "Goulash", "q=goulash&in=messages");
        searches.put(INA, "Balls", "q=ball", true);
        searches.put(OLE, "Mine", "q=boots");
        assertEquals(
                List.of("Balls", "Goulash"),
                searches.list("ina").stream().map(SavedSearches.SavedSearch::name).toList());
        assertEquals(
                List.of("Mine", "Balls"),
                searches.list("ole").stream().map(SavedSearches.SavedSearch::name).toList());
        assertFalse(searches.remove(OLE, "Balls"), "another's search stays");
        assertTrue(searches.remove(INA, "Balls"));
        assertEquals(1, searches.list("ole").size());
        assertThrows(IllegalArgumentException.class, () -> searches.put(INA, " ", "q=x"));
        assertEquals(
                List.of("SEARCH_SAVED", "SEARCH_SAVED", "SEARCH_SAVED", "SEARCH_REMOVED"), deeds());
    }

    @Test
    void aTaskIsOpenToWhomItIsAssignedUntilItsDay() throws IOException {
        Tasks tasks = book.work().tasks();
        assertTrue(tasks.makeFirst("Examine the case", "All of it", "Order 1/26"));
        assertFalse(tasks.makeFirst("Another", "x", "x"));
        put(tasks, "For Ole", "ole", LocalDate.parse("2026-03-01"), Task.State.OPEN);
        put(tasks, "Too late", "", LocalDate.parse("2026-02-28"), Task.State.OPEN);
        put(tasks, "Done", "", null, Task.State.DONE);
        assertEquals(List.of("Examine the case"), titles(tasks.listOpenTo("ina")));
        assertEquals(List.of("Examine the case", "For Ole"), titles(tasks.listOpenTo("ole")));
        assertEquals("ina", tasks.find("Done").orElseThrow().madeBy());
        put(tasks, "Done", "", null, Task.State.OPEN);
        assertTrue(titles(tasks.listOpenTo("ina")).contains("Done"));
        assertEquals("TASK_CHANGED", deeds().getLast());
    }

    private static void put(
            Tasks tasks, String title, String assigned, LocalDate until, Task.State state)
            throws IOException {
        tasks.put(INA, new Task(title, "purpose", "order", until, assigned, state, ""));
    }

    private static List<String> titles(List<Task> tasks) {
        return tasks.stream().map(Task::title).toList();
    }

    @Test
    void bookmarksAreOnesOwnAndTagsAreThereOnce() throws IOException {
        Marks marks = book.work().marks();
        Mark note = marks.put(INA, Mark.Kind.NOTE, ACCOUNT, "writes of \"goals\"\n\\ only");
        marks.put(INA, Mark.Kind.TAG, ACCOUNT, "Goalkeeper");
        marks.put(INA, Mark.Kind.TAG, ACCOUNT, "goalkeeper ");
        marks.put(OLE, Mark.Kind.BOOKMARK, ACCOUNT, "");
        assertEquals(2, marks.listAbout(ACCOUNT, "ina").size());
        assertEquals(3, marks.listAbout(ACCOUNT, "ole").size());
        assertEquals(1, marks.listTagged("goalkeeper").size());
        assertEquals(0, marks.listBookmarks("ina").size());
        marks.takeBack(OLE, note);
        assertEquals(2, marks.listAbout(ACCOUNT, "ole").size());
        JournalEntry first = book.journal().listAbout(ACCOUNT).getFirst();
        assertEquals(
                "{\"id\":\""
                        + note.id()
                        + "\",\"text\":\"writes of \\\"goals\\\"\\u000a\\\\ only\"}",
                first.deed().payload());
    }

    @Test
    void aFindingCitesFactsAsTheyWere() throws IOException {
        Findings findings = book.work().findings();
        String id = findings.state(INA, "Ole kept the ball", "");
        Finding.Cited cited =
                new Finding.Cited("message", "0".repeat(32), false, "a".repeat(64), 3, "ina");
        findings.cite(INA, findings.find(id).orElseThrow(), cited);
        assertEquals(List.of(cited), findings.find(id).orElseThrow().cited());
        Finding.Cited anew =
                new Finding.Cited("message", "0".repeat(32), false, "b".repeat(64), 4, "ole");
        findings.cite(OLE, findings.find(id).orElseThrow(), anew);
        assertEquals(List.of(anew), findings.list().getFirst().cited());
        findings.takeBackFact(INA, id, "0".repeat(32));
        assertEquals(List.of(), findings.find(id).orElseThrow().cited());
        findings.takeBack(INA, id);
        assertTrue(findings.list().isEmpty());
        assertEquals(5, book.journal().listAbout(Findings.subject(id)).size());
    }

    @Test
    void aPersonIsDecidedAndTakenBackAndTheJournalKeepsBoth() throws IOException {
        Persons persons = book.work().persons();
        String id =
                persons.decide(
                        INA, new Persons.Word(Person.Kind.SUSPECT, "The keeper", "wrote it"));
        persons.join(INA, persons.find(id).orElseThrow(), ACCOUNT, "same number in two phones");
        assertEquals(List.of(), persons.victims().parts());
        persons.decide(OLE, id, new Persons.Word(Person.Kind.VICTIM, "The keeper", "was robbed"));
        assertEquals(List.of(ACCOUNT), persons.victims().parts());
        assertEquals(1, persons.find(id).orElseThrow().parts().size());
        persons.separate(OLE, id, ACCOUNT);
        assertEquals(List.of(), persons.find(id).orElseThrow().parts());
        persons.takeBack(OLE, id);
        assertTrue(persons.find(id).isEmpty());
        assertEquals(
                List.of(
                        "PERSON_DECIDED",
                        "IDENTITY_DECIDED",
                        "PERSON_DECIDED",
                        "IDENTITY_TAKEN_BACK",
                        "PERSON_TAKEN_BACK"),
                deeds());
    }

    @Test
    void whatIsErasedIsInNoTableAndNoFile() throws IOException {
        String secret = "zucchini-casserole-on-thursdays";
        Persons persons = book.work().persons();
        String id = persons.decide(INA, new Persons.Word(Person.Kind.OTHER, secret, secret));
        book.work().marks().put(INA, Mark.Kind.NOTE, ACCOUNT, secret);
        persons.join(INA, persons.find(id).orElseThrow(), ACCOUNT, secret);
        String finding = book.work().findings().state(INA, secret, secret);
        assertTrue(book.eraseSubject(ACCOUNT));
        assertTrue(book.work().marks().listAbout(ACCOUNT, "ina").isEmpty());
        assertTrue(persons.find(id).orElseThrow().parts().isEmpty());
        assertTrue(book.eraseSubject(Persons.subject(id)));
        assertTrue(book.eraseSubject(Findings.subject(finding)));
        assertFalse(book.eraseSubject(ACCOUNT));
        assertNull(book.journal().verify().broken());
        book.close();
        try (var files = Files.list(home)) {
            for (Path file : files.toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(secret), file::toString);
            }
        }
        book = Casebook.open(home, InstantSource.system());
    }

    @Test
    void answersToASuggestionAreJournalledAndGoWithTheAccount() throws IOException {
        Suggestions suggestions = book.work().suggestions();
        Suggestions.Pair pair = Suggestions.Pair.of("s:two", "s:one");
        assertEquals(pair, Suggestions.Pair.of("s:one", "s:two"));
        assertTrue(suggestions.find(pair).isEmpty());
        suggestions.answer(INA, pair, Suggestions.Word.NOT_ONE);
        suggestions.answer(OLE, pair, Suggestions.Word.LEFT_OPEN);
        assertEquals("ole", suggestions.find(pair).orElseThrow().who());
        suggestions.takeBack(OLE, pair);
        assertTrue(suggestions.find(pair).isEmpty());
        assertEquals(
                List.of("SUGGESTION_ANSWERED", "SUGGESTION_ANSWERED", "SUGGESTION_TAKEN_BACK"),
                deeds());
    }
}
