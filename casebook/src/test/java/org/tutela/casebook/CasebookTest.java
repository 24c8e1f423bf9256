package org.tutela.casebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CasebookTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-24T08:00:00Z"));

    @TempDir private Path folder = Path.of("");

    @Test
    void whatWasWrittenIsReadAgainInOrder() throws IOException {
        write("one", "two");
        try (Casebook book = Casebook.open(folder, CLOCK)) {
            assertEquals(
                    List.of("one", "two"),
                    book.journal().list(1, 10).stream()
                            .map(entry -> entry.deed().payload())
                            .toList());
            assertNull(book.journal().verify().broken());
            assertEquals(2, book.journal().verify().entries());
        }
    }

    @Test
    void namesTheFirstEntryThatWasChanged() throws IOException, SQLException {
        write("one", "two", "three");
        tamper("UPDATE entry SET who = 'someone.else' WHERE number = 2");
        assertBroken(2, "changed");
    }

    @Test
    void namesAnEntryThatWasTakenOut() throws IOException, SQLException {
        write("one", "two", "three");
        tamper("DELETE FROM entry WHERE number = 2");
        assertBroken(2, "missing");
    }

    @Test
    void namesAPayloadThatWasExchanged() throws IOException, SQLException {
        write("one", "two");
        tamper(
                "UPDATE entry SET sealed = (SELECT sealed FROM entry WHERE number = 2) WHERE number = 1");
        assertBroken(1, "changed");
    }

    @Test
    void erasingASubjectLeavesNoByteOfItAndTheChainHolds() throws IOException {
        String secret = "a name that must be forgotten";
        try (Casebook book = Casebook.open(folder, CLOCK)) {
            book.journal().append(new Deed("ana", "NOTED", "person:1", "", "", secret));
            book.journal().append(new Deed("ana", "NOTED", "person:2", "", "", "kept"));
            assertTrue(book.journal().eraseSubject("person:1"));
            assertTrue(book.journal().listAbout("person:1").isEmpty());
            assertFalse(book.journal().list(1, 1).getFirst().readable());
            assertFalse(book.journal().list(1, 1).getFirst().deed().subject().contains("person"));
            assertEquals("kept", book.journal().listAbout("person:2").getFirst().deed().payload());
            assertNull(book.journal().verify().broken());
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(secret), file.toString());
            }
        }
    }

    @Test
    void erasingWhatIsMentionedLeavesTheRestReadable() throws IOException, SQLException {
        String secret = "whatsapp:447700900123@s.whatsapp.net";
        try (Casebook book = Casebook.open(folder, CLOCK)) {
            book.journal().append(new Deed("ana", "LOOKED_AT", "account:" + secret, "", "", "{}"));
            book.journal().append(Deed.ofCase("ana", "NOTED", "met " + secret));
            book.journal().append(Deed.ofCase("ana", "NOTED", "kept"));
            book.journal().append(new Deed("ana", "NOTED", "case", "look at " + secret, "", ""));
            JournalErasure.Counts counts =
                    book.journal()
                            .erase(subject -> false, text -> text.contains(secret), lost -> {});
            assertEquals(new JournalErasure.Counts(1, 1, 0, 1), counts);
            assertNull(book.journal().verify().broken());
            List<JournalEntry> entries = book.journal().list(1, 10);
            assertFalse(entries.get(0).deed().subject().contains(secret));
            assertFalse(entries.get(1).readable());
            assertEquals("kept", entries.get(2).deed().payload());
        }
        tamper("UPDATE entry SET sealed = x'00' WHERE number = 3");
        assertBroken(3, "changed");
    }

    @Test
    void aClockThatIsSetBackDoesNotTurnTheJournalBack() throws IOException {
        write("one");
        InstantSource earlier = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));
        try (Casebook book = Casebook.open(folder, earlier)) {
            assertEquals(
                    CLOCK.instant(), book.journal().append(Deed.ofCase("ana", "X", "two")).at());
        }
    }

    @Test
    void accountsAreJournalledAndPasswordsAreNeverKept() throws IOException {
        try (Casebook book = Casebook.open(folder, CLOCK)) {
            User ana = new User("ana", Role.REVIEWER, Set.of("HP-07"), false, false);
            assertThrows(
                    IllegalArgumentException.class, () -> book.users().put("system", ana, "short"));
            book.users().put("system", ana, "a long enough password");
            assertEquals(ana, book.users().find("ana").orElseThrow());
            String stored = book.users().findPassword("ana").orElseThrow();
            assertFalse(stored.contains("long enough"));
            assertTrue(book.users().encoder().matches("a long enough password", stored));
            book.users().put("system", new User("ana", Role.REVIEWER, Set.of(), false, true), "");
            assertTrue(
                    book.users().findPassword("ana").isEmpty(),
                    "a disabled account signs in nowhere");
            assertEquals(2, book.journal().list(1, 10).size());
        }
    }

    @Test
    void anAccountKnowsOnlyTheExhibitsItNeeds() {
        User ana = new User("ana", Role.READER, Set.of("HP-07"), false, false);
        assertTrue(ana.knows("HP-07"));
        assertFalse(ana.knows("HP-08"));
        assertTrue(
                new User("bo", Role.READER, Set.of(User.ALL_EXHIBITS), false, false)
                        .knows("HP-08"));
        assertThrows(
                IllegalArgumentException.class,
                () -> new User("<b>", Role.READER, Set.of(), false, false));
    }

    private void write(String... payloads) throws IOException {
        try (Casebook book = Casebook.open(folder, CLOCK)) {
            for (String payload : payloads) {
                book.journal().append(Deed.ofCase("ana", "NOTED", payload));
            }
        }
    }

    private void tamper(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertBroken(long number, String why) throws IOException {
        try (Casebook book = Casebook.open(folder, CLOCK)) {
            JournalEntry.BrokenLink broken = book.journal().verify().broken();
            assertNotNull(broken);
            assertEquals(number, broken.number());
            assertTrue(broken.why().contains(why), broken.why());
        }
    }

    @Test
    void findsEntriesByWhoWhatAndWhenTheLatestFirst(@TempDir Path home) throws IOException {
        try (Casebook book = Casebook.open(home, InstantSource.system())) {
            for (int i = 0; i < 5; i++) {
                book.journal().append(new Deed("ina", "LOOKED_AT", "group:" + i, "", "", "{}"));
                book.journal().append(new Deed("ole", "NOTE_PUT", "account:" + i, "", "", "{}"));
            }
            assertEquals(List.of("LOOKED_AT", "NOTE_PUT"), book.journal().listKinds());
            JournalFilter ole = new JournalFilter("ole", Set.of(), "account:", null, null);
            assertEquals(
                    List.of(10L, 8L, 6L),
                    numbers(book.journal().listLatest(ole, Long.MAX_VALUE, 3)));
            assertEquals(List.of(4L, 2L), numbers(book.journal().listLatest(ole, 6, 3)));
            JournalFilter looked = JournalFilter.of(Set.of("LOOKED_AT"));
            assertEquals(5, book.journal().listLatest(looked, Long.MAX_VALUE, 100).size());
            JournalFilter tomorrow =
                    new JournalFilter(
                            "",
                            Set.of(),
                            "",
                            InstantSource.system().instant().plusSeconds(86_400),
                            null);
            assertEquals(
                    List.of(), numbers(book.journal().listLatest(tomorrow, Long.MAX_VALUE, 100)));
        }
    }

    private static List<Long> numbers(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::number).toList();
    }

    @Test
    void aCheckOfTheChainIsRememberedAndWrittenDown(@TempDir Path home) throws IOException {
        try (Casebook book = Casebook.open(home, InstantSource.system())) {
            assertTrue(book.journal().findCheck().isEmpty());
            Deed deed = Deed.ofCase("ina", "X", "{}");
            book.journal().append(Collections.nCopies(4_500, deed), first -> {});
            JournalEntry.Checked checked = book.journal().check(new Author("ina", "t", ""));
            assertEquals(4_500, checked.entries());
            assertEquals(0, checked.broken());
            assertEquals(checked, book.journal().findCheck().orElseThrow());
            assertEquals("CHAIN_CHECKED", book.journal().findLast().orElseThrow().deed().what());
        }
    }
}
