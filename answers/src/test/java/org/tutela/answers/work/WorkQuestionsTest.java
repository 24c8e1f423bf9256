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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.ask.AccountDetail;
import org.tutela.answers.ask.AccountList;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.CheckChain;
import org.tutela.answers.ask.Contents;
import org.tutela.answers.ask.Countries;
import org.tutela.answers.ask.Coverage;
import org.tutela.answers.ask.ExhibitDetail;
import org.tutela.answers.ask.ExhibitList;
import org.tutela.answers.ask.Frame;
import org.tutela.answers.ask.GroupDetail;
import org.tutela.answers.ask.GroupList;
import org.tutela.answers.ask.How;
import org.tutela.answers.ask.JournalPage;
import org.tutela.answers.ask.NoTask;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Overview;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Refused;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Search;
import org.tutela.answers.ask.Talk;
import org.tutela.answers.ask.Viewer;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.work.Finding;
import org.tutela.casebook.work.Mark;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Persons;
import org.tutela.casebook.work.Task;
import org.tutela.facts.CaseFolder;

/// People's work over a case whose linked facts rest on two exhibits.
final class WorkQuestionsTest {
    private static final String ACCOUNT = "account:" + SharedCase.ZOE;
    private static final String TASK = "Who kept the ball";

    @TempDir Path temporary;
    private Casebook casebook;
    private Answers answers;

    /// The same, with its tables made ahead.
    private Answers prepared;

    @BeforeEach
    void open() throws IOException {
        SharedCase.make(temporary);
        casebook = Casebook.open(temporary, InstantSource.system());
        answers = Answers.open(temporary, casebook, Contents.none());
        try (CaseFolder folder = CaseFolder.openForReading(temporary)) {
            answers.index().make(folder, () -> true, (source, left) -> {});
        }
        prepared = Answers.open(temporary, casebook, Contents.none());
        prepared.keep();
    }

    @AfterEach
    void close() throws IOException {
        answers.close();
        prepared.close();
        casebook.close();
    }

    private static Viewer viewer(Role role, boolean victims, String... exhibits) {
        return new Viewer("ina", role, Set.of(exhibits), victims, TASK, "127.0.0.1");
    }

    private static Viewer ina() {
        return viewer(Role.INVESTIGATOR, true, "*");
    }

    private List<Question<?>> all() throws IOException {
        List<Question<?>> all = new ArrayList<>();
        for (String exhibit : List.of("EX-1", "EX-2")) {
            all.add(new ExhibitDetail(exhibit));
            SharedCase.facts(exhibit)
                    .forEach((table, id) -> {
                        all.add(new How(id, false));
                        all.add(new How(table, id, "", false));
                    });
        }
        SharedCase.linkedFacts()
                .forEach((table, id) -> {
                    all.add(new How(id, true));
                    all.add(new How(table, id, "", true));
                });
        for (Finding finding : casebook.work().findings().list()) {
            all.add(new FindingDetail(finding.id()));
            all.add(new Beside("finding:" + finding.id()));
        }
        for (Person person : casebook.work().persons().list()) {
            all.add(new PersonDetail(person.id()));
            all.add(new Beside("person:" + person.id()));
        }
        all.addAll(
                List.of(
                        new Frame(),
                        new Overview(),
                        new GroupList(GroupList.Sort.MESSAGES, 1),
                        new GroupDetail(SharedCase.GROUP),
                        new AccountList(AccountList.Sort.GROUPS, "", 1),
                        new AccountDetail(SharedCase.ZOE),
                        new Countries(),
                        new ExhibitList(ExhibitList.Sort.EXHIBIT, 1),
                        new Coverage(),
                        new Talk(SharedCase.GROUP, Talk.Only.ALL, Talk.From.BEGINNING),
                        Search.of("zoe"),
                        Search.of("soup"),
                        Search.of("o"),
                        new JournalPage(0),
                        new TaskList(),
                        new FindingList(),
                        new OwnFindings(),
                        new OnePerson(Set.of()),
                        new PersonList(),
                        new Activity(0),
                        new MarkList(""),
                        new MarkList("goalkeeper"),
                        new Beside(ACCOUNT),
                        new Beside("conversation:" + SharedCase.GROUP),
                        new Beside("exhibit:EX-1"),
                        new Beside("exhibit:EX-2")));
        return all;
    }

    private List<Act<?>> acts() {
        return List.of(
                new TaskActs.Put(new Task("T", "p", "a", null, "", Task.State.OPEN, "ina")),
                new MarkActs.Put(Mark.Kind.NOTE, ACCOUNT, "x"),
                new MarkActs.TakeBack("x"),
                new FindingActs.State("x", ""),
                new FindingActs.Cite("x", "message", "0".repeat(32)),
                new FindingActs.TakeBack("x", ""),
                new PersonActs.Decide("", new Persons.Word(Person.Kind.OTHER, "x", "x")),
                new PersonActs.Join("x", ACCOUNT, "x"),
                new PersonActs.TakeBack("x", ""),
                new CheckChain());
    }

    /// The answer as text, the same with and without tables made ahead.
    private String ask(Viewer viewer, Question<?> question) throws IOException {
        String answer = ask(answers, viewer, question);
        if (question.right() != Right.READ_JOURNAL) {
            assertEquals(answer, ask(prepared, viewer, question), question::toString);
        }
        return answer;
    }

    private static String ask(Answers answers, Viewer viewer, Question<?> question)
            throws IOException {
        try {
            String answer = String.valueOf(answers.ask(viewer, question));
            return answer.replace(question.toString(), "");
        } catch (NotFound e) {
            return "";
        }
    }

    /// A finding, a person, a note and a tag by Ole, all of them about what both exhibits say.
    private String work() throws IOException {
        Viewer ole = new Viewer("ole", Role.INVESTIGATOR, Set.of("*"), true, TASK, "");
        String finding =
                answers.act(ole, new FindingActs.State(SharedCase.ONLY_TWO + " kept the ball", ""));
        answers.act(
                ole,
                new FindingActs.Cite(finding, "mention", SharedCase.facts("EX-2").get("mention")));
        answers.act(ole, new MarkActs.Put(Mark.Kind.NOTE, "exhibit:EX-2", SharedCase.ONLY_TWO));
        answers.act(ole, new MarkActs.Put(Mark.Kind.TAG, "exhibit:EX-2", "goalkeeper"));
        return finding;
    }

    @Test
    void noQuestionTellsWhatOnlyAnUnknownExhibitSays() throws IOException {
        work();
        for (Role role : Role.values()) {
            for (Question<?> question : all()) {
                if (!question.right().heldBy(role) || question.right() == Right.READ_JOURNAL) {
                    continue;
                }
                for (String[] exhibits : List.of(new String[] {"EX-1"}, new String[0])) {
                    String answer = ask(viewer(role, true, exhibits), question);
                    assertFalse(
                            answer.toUpperCase(Locale.ROOT).contains(SharedCase.ONLY_TWO),
                            () -> question + "\n" + answer);
                    assertFalse(answer.contains("EX-2"), () -> question + "\n" + answer);
                    assertFalse(answer.contains("2026-01-09"), () -> question + "\n" + answer);
                }
            }
        }
        GroupDetail.Answer known =
                answers.ask(viewer(Role.READER, true, "EX-1"), new GroupDetail(SharedCase.GROUP));
        assertEquals("Sunday football", known.subject());
        assertEquals(1, known.leads().size());
        assertEquals("", known.leads().getFirst().invite());
        assertEquals(SharedCase.ZOE, known.leads().getFirst().joinedBy());
        GroupDetail.Answer all = answers.ask(ina(), new GroupDetail(SharedCase.GROUP));
        assertTrue(all.toString().contains(SharedCase.ONLY_TWO));
    }

    @Test
    void noQuestionNamesAVictimToWhoNeedNotKnow() throws IOException {
        Viewer ina = ina();
        String id =
                answers.act(
                        ina,
                        new PersonActs.Decide(
                                "", new Persons.Word(Person.Kind.VICTIM, "Zoë Marrow", "robbed")));
        answers.act(ina, new PersonActs.Join(id, ACCOUNT, "same number"));
        answers.act(ina, new MarkActs.Put(Mark.Kind.NOTE, ACCOUNT, "zucchini zoe again"));
        answers.act(ina, new MarkActs.Put(Mark.Kind.TAG, ACCOUNT, "Marrow, Zoe Marrow"));
        String finding = answers.act(ina, new FindingActs.State("ZUCCHINI ZOE kept the ball", "x"));
        answers.act(
                ina,
                new FindingActs.Cite(finding, "contact", SharedCase.facts("EX-1").get("contact")));
        Viewer ole = new Viewer("ole", Role.INVESTIGATOR, Set.of("*"), false, TASK, "");
        for (Viewer viewer :
                List.of(ole, viewer(Role.READER, false, "EX-1"), viewer(Role.READER, false, "*"))) {
            for (Question<?> question : all()) {
                if (!question.right().heldBy(viewer.role())) {
                    continue;
                }
                String answer = ask(viewer, question).toLowerCase(Locale.ROOT);
                for (String word : List.of("zucchini", "marrow", "onlytwo soup")) {
                    assertFalse(answer.contains(word), () -> question + "\n" + answer);
                }
            }
        }
        assertEquals(1, answers.ask(ole, new PersonList()).leftOut());
        assertThrows(NotFound.class, () -> answers.ask(ole, new PersonDetail(id)));
        assertThrows(
                NotFound.class,
                () ->
                        answers.act(
                                ole,
                                new PersonActs.Decide(
                                        id, new Persons.Word(Person.Kind.OTHER, "x", "x"))));
        assertTrue(ask(ina, new AccountDetail(SharedCase.ZOE)).contains(SharedCase.NAME));
        answers.act(ina, new PersonActs.TakeBack(id, ""));
        assertTrue(ask(ole, new AccountDetail(SharedCase.ZOE)).contains(SharedCase.NAME));
    }

    @Test
    void nothingIsAnsweredOrDoneWithoutTheRightOrATask() throws IOException {
        work();
        for (Role role : Role.values()) {
            Viewer idle = new Viewer("ina", role, Set.of("*"), true, "", "");
            for (Question<?> question : all()) {
                if (!question.right().heldBy(role)) {
                    assertThrows(
                            Refused.class,
                            () -> answers.ask(viewer(role, true, "*"), question),
                            role + " " + question);
                } else if (question.right() == Right.READ && !(question instanceof Frame)) {
                    assertThrows(
                            NoTask.class, () -> answers.ask(idle, question), question::toString);
                }
            }
            for (Act<?> act : acts()) {
                if (!act.right().heldBy(role)) {
                    assertThrows(
                            Refused.class,
                            () -> answers.act(viewer(role, true, "*"), act),
                            role + " " + act);
                    assertEquals(
                            "REFUSED", casebook.journal().findLast().orElseThrow().deed().what());
                } else if (act.right() == Right.WRITE && !(act instanceof TaskActs.Put)) {
                    assertThrows(NoTask.class, () -> answers.act(idle, act), act::toString);
                }
            }
        }
    }

    @Test
    void aMarkNeedsAThingThatTheViewerHas() throws IOException {
        Viewer one = viewer(Role.REVIEWER, true, "EX-1");
        for (String about :
                List.of(
                        "exhibit:EX-2",
                        "account:x",
                        "x",
                        "",
                        "person:x",
                        "content:" + "0".repeat(64))) {
            assertThrows(
                    NotFound.class,
                    () -> answers.act(one, new MarkActs.Put(Mark.Kind.NOTE, about, "x")),
                    about);
        }
        Mark mark = answers.act(one, new MarkActs.Put(Mark.Kind.NOTE, ACCOUNT, "x"));
        Viewer ole = new Viewer("ole", Role.REVIEWER, Set.of("*"), true, TASK, "");
        assertThrows(NotFound.class, () -> answers.act(ole, new MarkActs.TakeBack(mark.id())));
        answers.act(one, new MarkActs.TakeBack(mark.id()));
        assertTrue(answers.ask(one, new Beside(ACCOUNT)).notes().isEmpty());
    }

    @Test
    void aFindingSaysWhetherAFactChangedSinceItWasCited() throws IOException {
        Viewer ina = ina();
        String id = answers.act(ina, new FindingActs.State("Kept", ""));
        String fact = SharedCase.facts("EX-1").get("contact");
        answers.act(ina, new FindingActs.Cite(id, "contact", fact));
        answers.act(
                ina,
                new FindingActs.Cite(id, "membership", SharedCase.linkedFacts().get("membership")));
        Statement fresh = answers.ask(ina, new FindingDetail(id));
        assertFalse(fresh.changed());
        assertEquals(2, fresh.cited().size());
        Finding.Cited real = fresh.finding().cited().getFirst();
        Finding finding = casebook.work().findings().find(id).orElseThrow();
        var author = new org.tutela.casebook.Author("ina", TASK, "");
        casebook.work()
                .findings()
                .cite(
                        author,
                        finding,
                        new Finding.Cited("contact", fact, false, "0".repeat(64), 1, "ina"));
        casebook.work()
                .findings()
                .cite(
                        author,
                        finding,
                        new Finding.Cited(
                                "message", "1".repeat(32), false, real.digest(), 1, "ina"));
        Map<String, Statement.Since> since = new java.util.TreeMap<>();
        answers.ask(ina, new FindingDetail(id))
                .cited()
                .forEach(each -> since.put(each.fact().table(), each.since()));
        assertEquals(
                Map.of(
                        "contact",
                        Statement.Since.CHANGED,
                        "membership",
                        Statement.Since.SAME,
                        "message",
                        Statement.Since.GONE),
                since);
        assertThrows(
                NotFound.class,
                () -> answers.act(ina, new FindingActs.Cite(id, "no_such", "0".repeat(32))));
        assertThrows(
                NotFound.class,
                () -> answers.act(ina, new FindingActs.Cite(id, "cites", "0".repeat(32))));
    }

    @Test
    void activityTellsWhoDidWhatAndNotWhatWasWritten() throws IOException {
        String finding = work();
        Activity.Answer all = answers.ask(ina(), new Activity(0));
        assertEquals(
                List.of("TAG_PUT", "NOTE_PUT", "FACT_CITED", "FINDING_STATED"),
                all.done().stream().map(Activity.Done::what).toList());
        assertEquals("finding:" + finding, all.done().getLast().about());
        assertFalse(all.toString().contains(SharedCase.ONLY_TWO));
        Activity.Answer some = answers.ask(viewer(Role.READER, true, "EX-1"), new Activity(0));
        assertTrue(some.done().stream().allMatch(done -> done.about().isEmpty()));
    }
}
