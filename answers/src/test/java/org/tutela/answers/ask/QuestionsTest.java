package org.tutela.answers.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.LinkedRows;
import org.tutela.answers.pictures.Disagreements;
import org.tutela.answers.pictures.Gallery;
import org.tutela.answers.pictures.PictureStack;
import org.tutela.answers.pictures.PictureState;
import org.tutela.answers.pictures.StackKey;
import org.tutela.answers.pictures.Team;
import org.tutela.answers.search.Found;
import org.tutela.answers.search.Wanted;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.Role;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
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
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;
import org.tutela.model.Seen;

/// Two exhibits with one problem each. A group is held by both, a message of it by the second
/// alone.
final class QuestionsTest {
    private static final Id FIRST = Id.of("first");
    private static final Id SECOND = Id.of("second");
    private static final String SECRET = "only the second exhibit says so";
    private static final String GROUP = "whatsapp:1@g.us";

    @TempDir static Path temporary;
    private static Path home;
    private static Casebook casebook;
    private static Answers answers;

    /// The same, with its tables made ahead.
    private static Answers prepared;

    @BeforeAll
    static void makeCase() throws IOException {
        home = temporary.resolve("case");
        try (CaseFolder folder = CaseFolder.openForWriting(home)) {
            Problem first = problem(folder, FIRST, "EX-1", "the first exhibit says so");
            Problem second = problem(folder, SECOND, "EX-2", SECRET);
            Made both = Made.of("conversation", 1, "c", GROUP);
            Made message = Made.of("conversation", 1, "m", "K1");
            List<FactFile> files =
                    List.of(
                            LinkedRows.write(
                                    folder,
                                    LinkedConversation.TABLE,
                                    List.of(
                                            new LinkedConversation(
                                                    both,
                                                    GROUP,
                                                    "whatsapp",
                                                    ConversationKind.GROUP,
                                                    "Sunday football",
                                                    1L,
                                                    2L,
                                                    2,
                                                    2,
                                                    1))),
                            LinkedRows.write(
                                    folder,
                                    LinkedMessage.TABLE,
                                    List.of(
                                            new LinkedMessage(
                                                    message,
                                                    GROUP,
                                                    "K1",
                                                    null,
                                                    1_767_323_045_123_456L,
                                                    MessageKind.TEXT,
                                                    SECRET,
                                                    1,
                                                    1,
                                                    FIRST.toString(),
                                                    "LIVE"))),
                            LinkedRows.write(
                                    folder,
                                    Citation.TABLE,
                                    List.of(
                                            new Citation(both, first.seen().fact()),
                                            new Citation(both, second.seen().fact()),
                                            new Citation(message, second.seen().fact()),
                                            new Citation(message, message(SECOND).seen().fact()))));
            Catalog.change(folder).linked(new LinkedStep("conversation", 1, 2), files).commit();
        }
        openAnswers();
    }

    private static void openAnswers() throws IOException {
        casebook = Casebook.open(home, InstantSource.system());
        Contents contents =
                (address, offset, length) ->
                        new Contents.Window(1, 0, ByteBuffer.wrap(new byte[] {42}));
        answers = Answers.open(home, casebook, contents);
        prepared = Answers.open(home, casebook, contents);
        prepared.keep();
        try (CaseFolder folder = CaseFolder.openForReading(home)) {
            answers.index().make(folder, () -> true, (source, left) -> {});
            prepared.index().follow(folder);
        }
    }

    @AfterAll
    static void close() throws IOException {
        answers.close();
        prepared.close();
        casebook.close();
    }

    private static Problem problem(CaseFolder folder, Id source, String exhibit, String detail)
            throws IOException {
        folder.register(
                new RegisteredSource(
                        source,
                        exhibit,
                        "/x/" + exhibit,
                        exhibit,
                        "raw",
                        9,
                        new TreeMap<>(Map.of())));
        Address item = Address.of(source).step(Address.Kind.ENTRY, "a.db", 5);
        Problem problem =
                new Problem(
                        Seen.of("problem", Seen.Place.of(item), 0, "digests", 1),
                        ProblemKind.TRUNCATED,
                        "EV-0101",
                        detail,
                        null);
        Staging staging = Staging.open(folder, source, "all");
        try (UnitWriter unit = staging.begin("u")) {
            unit.add(Problem.TABLE, problem);
            if (source.equals(SECOND)) {
                unit.add(Message.TABLE, message(source));
            }
            unit.commit();
        }
        staging.compact(List.of(), done -> {});
        return problem;
    }

    private static Message message(Id source) {
        Address item = Address.of(source).step(Address.Kind.ENTRY, "a.db", 5);
        return new Message(
                Seen.of("message", Seen.Place.of(item), 0, "chat.whatsapp", 1),
                "whatsapp",
                GROUP,
                "K1",
                null,
                false,
                null,
                null,
                MessageKind.TEXT,
                SECRET,
                false,
                null,
                null,
                MessageState.LIVE,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Viewer viewer(Role role, String... exhibits) {
        return new Viewer("ina", role, Set.of(exhibits), false, "the football case", "127.0.0.1");
    }

    private static String fact(Id source) {
        Address item = Address.of(source).step(Address.Kind.ENTRY, "a.db", 5);
        return Seen.of("problem", Seen.Place.of(item), 0, "digests", 1).fact().toString();
    }

    private static List<Question<?>> ofPictures() {
        return List.of(
                new Gallery(Gallery.Show.ALL, "", "", 1, Gallery.MOST),
                new Gallery(Gallery.Show.MINE, "NEAR", "EX-1", 1, Gallery.MOST),
                new PictureStack(new StackKey("ab".repeat(32), PictureState.UNKNOWN)),
                new Disagreements(),
                new Team());
    }

    private static List<Question<?>> ofNetwork() {
        return List.of(
                new Network(Network.About.SHARED, "", "", false),
                new Network(Network.About.SHARED, GROUP, "", false),
                new Network(Network.About.BRIDGES, GROUP, "whatsapp:2@g.us", true),
                new Network(Network.About.BROUGHT, "", "", false),
                new Network(Network.About.BROUGHT, GROUP, "", false));
    }

    /// The rows of every kind, by every way to narrow them.
    private static List<Question<?>> ofExhibits() {
        List<Question<?>> all = new ArrayList<>();
        for (ExhibitList.Sort sort : ExhibitList.Sort.values()) {
            all.add(new ExhibitList(sort, 1));
        }
        return all;
    }

    private static List<Question<?>> ofFacts() {
        List<Question<?>> all = new ArrayList<>();
        for (FactList.Of of : FactList.Of.values()) {
            all.add(new FactList(of, Map.of(), 1));
            for (String filter : of.filters()) {
                for (String value : List.of("EX-1", "EX-2", GROUP, "digests", "ES")) {
                    all.add(new FactList(of, Map.of(filter, value), 1));
                }
            }
        }
        return all;
    }

    /// Every question there is. A new one is added here.
    private static List<Question<?>> all() {
        List<Question<?>> all = new ArrayList<>();
        for (GroupList.Sort sort : GroupList.Sort.values()) {
            all.add(new GroupList(sort, 1));
        }
        all.addAll(ofExhibits());
        for (Talk.Only only : Talk.Only.values()) {
            all.add(new Talk(GROUP, only, Talk.From.BEGINNING));
        }
        all.add(new Talk(GROUP, Talk.Only.ALL, new Talk.From(Long.MAX_VALUE, "", true)));
        all.addAll(ofPictures());
        all.addAll(ofNetwork());
        all.addAll(ofFacts());
        all.addAll(
                List.of(
                        new Frame(),
                        new Overview(),
                        new GroupDetail(GROUP),
                        new AccountList(AccountList.Sort.GROUPS, "", 1),
                        new AccountList(AccountList.Sort.NAME, "", 1),
                        new AccountList(AccountList.Sort.DEVICES, "", 1),
                        new AccountList(AccountList.Sort.COUNTRY, "ES", 1),
                        new AccountDetail("whatsapp:1"),
                        new Countries(),
                        new ExhibitDetail("EX-1"),
                        new ExhibitDetail("EX-2"),
                        Search.of("says"),
                        Search.of("only the second"),
                        Search.of(""),
                        new Search(
                                "says",
                                new Search.Narrow(
                                        Set.of(),
                                        Set.of("EX-1"),
                                        Set.of(),
                                        "whatsapp:1",
                                        "ES",
                                        null,
                                        null),
                                Wanted.Order.LATEST,
                                1),
                        new MessageAt(message(SECOND).seen().fact().toString()),
                        new Coverage(),
                        new RunNow(),
                        new JournalPage(0),
                        new org.tutela.answers.packages.PackageList(),
                        new org.tutela.answers.packages.PackageDetail("tutela-ES-1"),
                        new org.tutela.answers.packages.PackagePreview(
                                new Packages.Order(
                                        "ES", "", "", "", "", "", "en", Packages.Terms.USUAL)),
                        new How("problem", fact(FIRST), "", false),
                        new How(fact(FIRST), false),
                        new How(fact(SECOND), false),
                        new How(Made.of("conversation", 1, "m", "K1").linked().toString(), true),
                        new How(Made.of("conversation", 1, "c", GROUP).linked().toString(), true),
                        new BytesAt("source:" + SECOND, 0),
                        new BytesAt("source:" + FIRST, 0),
                        new BytesAt("x'", 0)));
        return all;
    }

    /// The answer as text; empty where there is nothing.
    private static String ask(Viewer viewer, Question<?> question) throws IOException {
        return ask(answers, viewer, question);
    }

    private static String ask(Answers from, Viewer viewer, Question<?> question)
            throws IOException {
        try {
            return String.valueOf(from.ask(viewer, question));
        } catch (NotFound e) {
            return "";
        }
    }

    @Test
    void noQuestionAnswersWithoutTheRight() throws IOException {
        for (Role role : Role.values()) {
            for (Question<?> question : all()) {
                if (!question.right().heldBy(role)) {
                    assertThrows(
                            Refused.class,
                            () -> answers.ask(viewer(role, "*"), question),
                            role + " " + question);
                }
            }
        }
    }

    @Test
    void noQuestionTellsOfAnExhibitThatTheViewerNeedNotKnow() throws IOException {
        for (Question<?> question : all()) {
            if (question.right() == Right.READ || question.right() == Right.READ_BYTES) {
                for (Viewer viewer :
                        List.of(
                                viewer(Role.EXAMINER, "EX-1"),
                                viewer(Role.EXAMINER),
                                viewer(Role.EXAMINER, "EX-3"))) {
                    String answer = ask(viewer, question);
                    assertFalse(answer.contains(SECRET), question::toString);
                    assertFalse(
                            answer.replace(question.toString(), "").contains("EX-2"),
                            question::toString);
                    assertFalse(answer.contains(SECOND.toString()), question::toString);
                }
            }
        }
    }

    @Test
    void tablesMadeAheadChangeNoAnswer() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("index"))) {
            assertTrue(files.anyMatch(QuestionsTest::isOfTables));
        }
        for (Viewer viewer :
                List.of(
                        viewer(Role.EXAMINER, "*"),
                        viewer(Role.EXAMINER, "EX-1"),
                        viewer(Role.EXAMINER, "EX-2"),
                        viewer(Role.EXAMINER))) {
            for (Question<?> question : all()) {
                // Each look makes the journal longer.
                if (question.right().heldBy(viewer.role()) && !(question instanceof JournalPage)) {
                    assertEquals(
                            ask(viewer, question),
                            ask(prepared, viewer, question),
                            viewer + " " + question);
                }
            }
        }
    }

    private static boolean isOfTables(Path file) {
        return String.valueOf(file.getFileName()).matches("tables-[0-9a-f]{32}\\.duckdb");
    }

    @Test
    void showsWhatLiesInTheExhibitsOfTheViewer() throws IOException {
        assertTrue(ask(viewer(Role.READER, "EX-2"), new How(fact(SECOND), false)).contains(SECRET));
        Search.Answer found = answers.ask(viewer(Role.READER, "EX-2"), Search.of("SAYS so"));
        assertEquals(1, found.found().total());
        assertEquals(
                SECRET,
                found.found().places().getFirst().text().stream()
                        .map(Found.Part::text)
                        .collect(Collectors.joining()));
        for (Viewer other : List.of(viewer(Role.READER, "EX-1"), viewer(Role.READER))) {
            assertEquals(0, answers.ask(other, Search.of("SAYS so")).found().total());
        }
        GroupDetail.Answer known = answers.ask(viewer(Role.READER, "EX-1"), new GroupDetail(GROUP));
        assertEquals(0, known.messages());
        assertEquals(1, answers.ask(viewer(Role.READER, "*"), new GroupDetail(GROUP)).messages());
        assertEquals(
                42,
                answers.ask(viewer(Role.EXAMINER, "EX-2"), new BytesAt("source:" + SECOND, 0))
                        .window()
                        .bytes()
                        .get());
    }

    @Test
    void everyLookAndEveryRefusalIsWrittenDown() throws IOException {
        for (Question<?> question : all()) {
            if (question.subject().isEmpty()) {
                continue;
            }
            for (Role role : List.of(Role.ADMINISTRATOR, Role.EXAMINER)) {
                boolean held = question.right().heldBy(role);
                if (held) {
                    ask(viewer(role, "*"), question);
                } else {
                    assertThrows(Refused.class, () -> answers.ask(viewer(role, "*"), question));
                }
                JournalEntry last = casebook.journal().findLast().orElseThrow();
                assertTrue(
                        held
                                ? Set.of("LOOKED_AT", "NOT_FOUND").contains(last.deed().what())
                                : last.deed().what().equals("REFUSED"),
                        last.deed()::what);
                assertEquals(question.subject(), last.deed().subject());
                assertEquals("the football case", last.deed().task());
            }
        }
        assertEquals(null, casebook.journal().verify().broken());
    }
}
