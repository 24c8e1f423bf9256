package org.tutela.casebook.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.casebook.JournalEntry;

final class ReviewTest {
    private static final Author ANNA = new Author("anna", "T-1", "127.0.0.1");
    private static final Author BEN = new Author("ben", "T-1", "127.0.0.1");

    @TempDir Path home;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-17T08:00:00Z"));
    private Casebook casebook;

    @BeforeEach
    void open() throws IOException {
        casebook = Casebook.open(home, now::get);
    }

    @AfterEach
    void close() throws IOException {
        casebook.close();
    }

    @Test
    void gradesEachContentOfAStackByOneDecision() throws IOException {
        long decision = casebook.grades().grade(ANNA, "A", shown(1, 2, 3));

        Map<String, List<Grades.Verdict>> verdicts =
                casebook.grades().verdicts(List.of(content(1), content(3), content(9)));
        assertEquals(2, verdicts.size());
        assertEquals(
                List.of(new Grades.Verdict(content(3), "anna", "A", decision)),
                verdicts.get(content(3)));
        JournalEntry entry = about(content(2)).getFirst();
        assertEquals("GRADED", entry.deed().what());
        assertTrue(entry.deed().payload().contains("\"catalog\":7"), entry.deed().payload());
        assertTrue(entry.deed().payload().contains(shown(1, 2, 3).digest()));
        assertFalse(entry.deed().payload().contains(content(1)), "names another content");
    }

    @Test
    void takesBackWithoutLimitAndTheEarlierWordHoldsAgain() throws IOException {
        Random random = new Random(7);
        TreeMap<Integer, List<String>> expected = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            String code = random.nextBoolean() ? "A" : "B";
            casebook.grades().grade(ANNA, code, shown(i % 5));
            expected.computeIfAbsent(i % 5, any -> new java.util.ArrayList<>()).add(code);
        }
        for (int i = 59; i >= 0; i--) {
            List<String> words = expected.get(i % 5);
            Grades.TakenBack back = casebook.grades().takeBack(ANNA).orElseThrow();
            assertEquals(words.removeLast(), back.code());
            List<Grades.Verdict> left =
                    casebook.grades().verdicts(List.of(content(i % 5))).get(content(i % 5));
            if (words.isEmpty()) {
                assertNull(left);
            } else {
                assertEquals(words.getLast(), left.getFirst().code());
            }
        }
        assertTrue(casebook.grades().takeBack(ANNA).isEmpty());
        assertNull(casebook.journal().verify().broken());
        assertEquals(120, casebook.journal().verify().entries());
    }

    @Test
    void takesBackOnlyOnesOwn() throws IOException {
        casebook.grades().grade(ANNA, "A", shown(1));
        assertTrue(casebook.grades().takeBack(BEN).isEmpty());
    }

    @Test
    void listsDisagreementsAndWhatWaitsForASecondPerson() throws IOException {
        casebook.grades().grade(ANNA, "A", shown(1));
        casebook.grades().grade(ANNA, "0", shown(2));
        casebook.grades().grade(ANNA, "B", shown(3));

        assertEquals(
                List.of(content(1), content(3)), casebook.grades().waitingForSecond("ben", 10));
        assertEquals(List.of(), casebook.grades().waitingForSecond("anna", 10));

        casebook.grades().grade(BEN, "A", shown(1));
        casebook.grades().grade(BEN, "C", shown(3));

        assertEquals(List.of(), casebook.grades().waitingForSecond("ben", 10));
        assertEquals(
                List.of("anna B", "ben C"),
                casebook.grades().disagreements(10).stream()
                        .map(verdict -> verdict.who() + " " + verdict.code())
                        .toList());
    }

    @Test
    void refusesACodeThatTheSchemeDoesNotHave() {
        assertThrows(
                IllegalArgumentException.class, () -> casebook.grades().grade(ANNA, "Z", shown(1)));
    }

    @Test
    void keepsAChosenScheme() throws IOException {
        Scheme chosen = Scheme.parse("Unit 3\n1 X second\n2 Y");
        casebook.grades().choose(ANNA, chosen);
        assertEquals(chosen, casebook.grades().scheme());
        assertEquals(chosen, Scheme.parse(chosen.toText()));
        assertThrows(IllegalArgumentException.class, () -> Scheme.parse("Unit 3\n1 X\n1 Y"));
        assertThrows(IllegalArgumentException.class, () -> Scheme.parse("Unit 3\n1 X third"));
    }

    @Test
    void neverLeasesTheSameToTwoPeople() throws IOException {
        List<List<String>> stacks =
                List.of(
                        List.of(content(1), content(2)),
                        List.of(content(3)),
                        List.of(content(4), content(5)));
        assertEquals(2, casebook.leases().take(ANNA, stacks, 2, false));
        assertEquals(1, casebook.leases().take(BEN, stacks, 9, false));
        assertEquals("anna", casebook.leases().holder(content(2)).orElseThrow());
        assertEquals(
                java.util.Set.of(content(4), content(5)), casebook.leases().held("ben").contents());
    }

    @Test
    void aLeaseEndsByItselfUnlessItIsProlonged() throws IOException {
        casebook.leases().take(ANNA, List.of(List.of(content(1))), 1, false);
        now.set(now.get().plus(Leases.LASTS).minusSeconds(1));
        casebook.leases().prolong(ANNA);
        now.set(now.get().plus(Leases.LASTS).minusSeconds(1));
        assertEquals(0, casebook.leases().take(BEN, List.of(List.of(content(1))), 1, false));
        now.set(now.get().plusSeconds(2));
        assertEquals(Leases.Lease.NONE.contents(), casebook.leases().held("anna").contents());
        assertEquals(1, casebook.leases().take(BEN, List.of(List.of(content(1))), 1, false));
    }

    @Test
    void whatWasHandedOverIsNotOfferedAgain() throws IOException {
        List<List<String>> stacks = List.of(List.of(content(1)), List.of(content(2)));
        casebook.leases().take(ANNA, stacks, 2, false);
        casebook.leases().giveBack(ANNA, List.of(content(1)), true);
        casebook.leases().giveBack(ANNA, List.of(content(2)), false);
        assertEquals(1, casebook.leases().take(ANNA, stacks, 2, false));
        assertEquals(1, casebook.leases().take(BEN, stacks, 2, false));
        assertEquals("ben", casebook.leases().holder(content(1)).orElseThrow());
    }

    @Test
    void countsWhatAPersonSeesAndSaysWhenABreakIsDue() throws IOException {
        casebook.exposure().look("anna");
        for (int i = 0; i < 50; i++) {
            now.set(now.get().plusSeconds(60));
            casebook.exposure().look("anna");
        }
        casebook.exposure().reveal(ANNA, content(1));
        Exposure.Today today = casebook.exposure().today("anna");
        assertEquals(50, today.minutes());
        assertEquals(1, today.unfiltered());
        assertEquals(0, today.untilBreak());

        casebook.exposure().rest("anna");
        assertTrue(casebook.exposure().today("anna").restingUntil().isAfter(now.get()));
        now.set(now.get().plus(Duration.ofMinutes(10)));
        assertEquals(Instant.EPOCH, casebook.exposure().look("anna").restingUntil());
        assertEquals(50, casebook.exposure().today("anna").untilBreak());
        assertEquals(new Exposure.Totals(1, 1, 50), casebook.exposure().totals());
        now.set(now.get().plus(Duration.ofHours(24)));
        assertEquals(0, casebook.exposure().today("anna").unfiltered());
    }

    @Test
    void erasingAContentLeavesNothingOfItInTheCasebook() throws IOException {
        casebook.grades().grade(ANNA, "A", shown(1, 2));
        casebook.leases().take(ANNA, List.of(List.of(content(1))), 1, false);
        casebook.exposure().reveal(ANNA, content(1));
        casebook.journal()
                .erase(
                        Deed.contentSubject(content(1))::equals,
                        text -> text.contains(content(1)),
                        counts -> {});
        assertEquals(List.of(), about(content(1)));
        assertTrue(casebook.grades().verdicts(List.of(content(1))).isEmpty());
        assertTrue(casebook.leases().holder(content(1)).isEmpty());
        assertEquals(1, casebook.grades().verdicts(List.of(content(2))).size());
        assertNull(casebook.journal().verify().broken());
    }

    private List<JournalEntry> about(String content) throws IOException {
        return casebook.journal().listAbout(Deed.contentSubject(content));
    }

    private static Shown shown(int... numbers) {
        return new Shown(
                7,
                java.util.Arrays.stream(numbers)
                        .mapToObj(number -> new Shown.Member(content(number), number))
                        .toList());
    }

    private static String content(int number) {
        return "%064x".formatted(number);
    }
}
