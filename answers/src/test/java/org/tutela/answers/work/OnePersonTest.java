package org.tutela.answers.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.LinkedRows;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Contents;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Refused;
import org.tutela.answers.ask.Talk;
import org.tutela.answers.ask.Viewer;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Suggestions;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.LinkedStep;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Address;
import org.tutela.model.Citation;
import org.tutela.model.ConversationKind;
import org.tutela.model.Id;
import org.tutela.model.LinkedConversation;
import org.tutela.model.LinkedMessage;
import org.tutela.model.Made;
import org.tutela.model.MessageKind;
import org.tutela.model.PersonCandidate;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;
import org.tutela.model.Seen;

/// A case in which three accounts may be one person's, and a conversation of 120 messages.
final class OnePersonTest {
    private static final Id SOURCE = Id.of("first");
    private static final String GROUP = "whatsapp:1@g.us";
    private static final int MESSAGES = 120;

    /// So many accounts a hostile phone chains together: all pairs of them would be 200 million.
    private static final int CHAINED = 20_000;

    private static final Suggestions.Pair OLD_AND_NEW = Suggestions.Pair.of("s:new", "s:old");
    private static final Suggestions.Pair OLD_AND_THIRD = Suggestions.Pair.of("s:old", "s:third");

    @TempDir Path home;
    private Casebook casebook;
    private Answers answers;

    @BeforeEach
    void open() throws IOException {
        open(home.resolve("usual"), 0);
    }

    private void open(Path path, int chained) throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(path)) {
            Problem ground = problem(folder);
            List<PersonCandidate> candidates = new ArrayList<>();
            for (String account : List.of("s:old", "s:new")) {
                candidates.add(candidate("s:old", account, "NUMBER_CHANGE", "STRONG"));
            }
            for (String account : List.of("s:old", "s:third")) {
                candidates.add(candidate("Goalie", account, "CONTACT_NAME", "WEAK"));
            }
            for (int account = 0; account < chained; account++) {
                candidates.add(candidate("z:0", "z:" + account, "NUMBER_CHANGE", "WEAK"));
            }
            List<Citation> cites = new ArrayList<>();
            candidates.forEach(each -> cites.add(new Citation(each.made(), ground.seen().fact())));
            Catalog.change(folder)
                    .linked(
                            new LinkedStep("t", 1, 4),
                            List.of(
                                    LinkedRows.write(folder, PersonCandidate.TABLE, candidates),
                                    LinkedRows.write(
                                            folder,
                                            LinkedConversation.TABLE,
                                            List.of(conversation())),
                                    LinkedRows.write(folder, LinkedMessage.TABLE, messages()),
                                    LinkedRows.write(folder, Citation.TABLE, cites)))
                    .commit();
        }
        casebook = Casebook.open(path, InstantSource.system());
        Contents contents =
                (address, offset, length) -> {
                    throw new IOException("no bytes in this test");
                };
        answers = Answers.open(path, casebook, contents);
    }

    @AfterEach
    void close() throws IOException {
        answers.close();
        casebook.close();
    }

    private static Problem problem(CaseFolder folder) throws IOException {
        folder.register(
                new RegisteredSource(
                        SOURCE, "EX-1", "/x/1", "1", "raw", 9, new TreeMap<>(Map.of())));
        Address item = Address.of(SOURCE).step(Address.Kind.ENTRY, "a.db", 5);
        Problem problem =
                new Problem(
                        Seen.of("problem", Seen.Place.of(item), 0, "digests", 1),
                        ProblemKind.TRUNCATED,
                        "EV-0101",
                        "It ends early.",
                        null);
        Staging staging = Staging.open(folder, SOURCE, "all");
        try (UnitWriter unit = staging.begin("u")) {
            unit.add(Problem.TABLE, problem);
            unit.commit();
        }
        staging.compact(List.of(), done -> {});
        return problem;
    }

    private static PersonCandidate candidate(
            String person, String account, String basis, String strength) {
        Made made = Made.of("person_candidate", 1, basis, account);
        return new PersonCandidate(made, person, account, basis, strength);
    }

    private static LinkedConversation conversation() {
        return new LinkedConversation(
                Made.of("conversation", 1, "c", GROUP),
                GROUP,
                "whatsapp",
                ConversationKind.GROUP,
                "Sunday football",
                null,
                null,
                1,
                1,
                MESSAGES);
    }

    /// Every tenth lies on another phone too; three are sent at the same time each.
    private static List<LinkedMessage> messages() {
        List<LinkedMessage> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(
                    new LinkedMessage(
                            Made.of("linked_message", 1, "m", String.valueOf(i)),
                            GROUP,
                            "K" + i,
                            null,
                            1_767_323_045_000_000L + i / 3,
                            MessageKind.TEXT,
                            "goal " + i,
                            i % 10 == 0 ? 2 : 1,
                            1,
                            "",
                            "LIVE"));
        }
        return messages;
    }

    private static Viewer viewer(Role role) {
        return new Viewer("ina", role, Set.of("*"), true, "Examine the case", "127.0.0.1");
    }

    private static Viewer ina() {
        return viewer(Role.INVESTIGATOR);
    }

    private OnePerson.Suggested suggested(Suggestions.Pair pair) throws IOException {
        return answers.ask(ina(), new OnePerson(Set.of(pair.other()))).stream()
                .filter(each -> each.pair().equals(pair))
                .findFirst()
                .orElseThrow();
    }

    private List<String> deeds() throws IOException {
        return casebook.journal().list(1, 1000).stream().map(each -> each.deed().what()).toList();
    }

    @Test
    void suggestsPairsTheSurerFirst() throws IOException {
        List<OnePerson.Suggested> all = answers.ask(ina(), new OnePerson(Set.of()));
        assertEquals(
                List.of(OLD_AND_NEW, OLD_AND_THIRD),
                all.stream().map(OnePerson.Suggested::pair).toList());
        assertEquals(List.of("NUMBER_CHANGE"), all.getFirst().bases());
        assertTrue(all.stream().allMatch(OnePerson.Suggested::open));
        assertEquals(1, answers.ask(ina(), new OnePerson(Set.of("s:third"))).size());
        assertEquals(List.of(), answers.ask(ina(), new OnePerson(Set.of("s:other"))));
    }

    @Test
    void yesIsADecisionAboutAPersonThatCanBeTakenBack() throws IOException {
        answers.act(ina(), new OnePersonActs.Same(OLD_AND_NEW, "the number changed"));
        Person person = suggested(OLD_AND_NEW).person().orElseThrow();
        assertEquals(Person.Kind.UNKNOWN, person.kind());
        assertEquals(
                List.of("account:s:new", "account:s:old"),
                person.parts().stream().map(Person.Part::subject).sorted().toList());

        answers.act(ina(), new OnePersonActs.Same(OLD_AND_THIRD, "one name"));
        assertEquals(
                person.id(),
                suggested(OLD_AND_THIRD).person().orElseThrow().id(),
                "the third account joins the person that is there");
        answers.act(ina(), new OnePersonActs.TakeBack(OLD_AND_THIRD));
        assertTrue(suggested(OLD_AND_THIRD).open());
        assertFalse(suggested(OLD_AND_NEW).open());

        answers.act(ina(), new OnePersonActs.TakeBack(OLD_AND_NEW));
        assertTrue(suggested(OLD_AND_NEW).open());
        assertEquals(List.of(), casebook.work().persons().list());
        assertTrue(
                deeds().containsAll(
                                List.of(
                                        "PERSON_DECIDED",
                                        "IDENTITY_DECIDED",
                                        "IDENTITY_TAKEN_BACK",
                                        "PERSON_TAKEN_BACK")));
    }

    @Test
    void noAndOpenAreKeptWithWhoAndWhenAndCanBeTakenBack() throws IOException {
        answers.act(ina(), new OnePersonActs.Other(OLD_AND_NEW, Suggestions.Word.NOT_ONE));
        Suggestions.Said said = suggested(OLD_AND_NEW).said().orElseThrow();
        assertEquals(Suggestions.Word.NOT_ONE, said.word());
        assertEquals("ina", said.who());
        answers.act(ina(), new OnePersonActs.Other(OLD_AND_NEW, Suggestions.Word.LEFT_OPEN));
        assertEquals(
                Suggestions.Word.LEFT_OPEN, suggested(OLD_AND_NEW).said().orElseThrow().word());
        assertTrue(suggested(OLD_AND_THIRD).open(), "another pair is not answered by that");
        answers.act(ina(), new OnePersonActs.TakeBack(OLD_AND_NEW));
        assertTrue(suggested(OLD_AND_NEW).open());
        assertTrue(deeds().containsAll(List.of("SUGGESTION_ANSWERED", "SUGGESTION_TAKEN_BACK")));
    }

    @Test
    void nobodyAnswersWithoutTheRightOrWhatWasNeverSuggested() throws IOException {
        OnePersonActs.Other no = new OnePersonActs.Other(OLD_AND_NEW, Suggestions.Word.NOT_ONE);
        assertThrows(Refused.class, () -> answers.act(viewer(Role.READER), no));
        Suggestions.Pair never = Suggestions.Pair.of("s:new", "s:third");
        assertThrows(
                NotFound.class, () -> answers.act(ina(), new OnePersonActs.Same(never, "why")));
        assertTrue(deeds().containsAll(List.of("REFUSED", "NOT_FOUND")));
    }

    @Test
    void aChainOfAnyLengthIsAnsweredForWhoeverIsAskedFor() throws IOException {
        close();
        open(home.resolve("chained"), CHAINED);
        String last = "z:" + (CHAINED - 1);
        List<OnePerson.Suggested> of = answers.ask(ina(), new OnePerson(Set.of(last)));
        assertEquals(OnePerson.MOST, of.size());
        assertTrue(
                of.stream()
                        .allMatch(each ->
                                each.pair().one().equals(last)
                                        || each.pair().other().equals(last)));
        assertEquals(OnePerson.MOST, answers.ask(ina(), new OnePerson(Set.of())).size());
    }

    @Test
    void aMessageHasOneNumberOnWhicheverPageItStands() throws IOException {
        Talk.From from = Talk.From.BEGINNING;
        long number = 0;
        List<String> order = new ArrayList<>();
        for (int page = 0; page < 3; page++) {
            Talk.Answer answer = answers.ask(ina(), new Talk(GROUP, Talk.Only.ALL, from));
            for (var message : answer.messages()) {
                String linked = message.text("linked");
                assertEquals(++number, answer.numbers().get(linked));
                order.add(linked);
            }
            var last = answer.messages().getLast();
            from = new Talk.From(last.number("micros"), last.text("linked"), false);
        }
        assertEquals(MESSAGES, number);
        Talk.From end = new Talk.From(Long.MAX_VALUE, "", true);
        for (Talk.Only only : List.of(Talk.Only.ALL, Talk.Only.ALONE)) {
            Talk.Answer answer = answers.ask(ina(), new Talk(GROUP, only, end));
            assertEquals(Talk.MESSAGES, answer.messages().size());
            answer.numbers()
                    .forEach((linked, n) ->
                            assertEquals(order.indexOf(linked) + 1L, n, only + " " + linked));
        }
    }
}
