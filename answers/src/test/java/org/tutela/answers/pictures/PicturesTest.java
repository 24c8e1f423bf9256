package org.tutela.answers.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.LinkedRows;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Contents;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.PictureFilter;
import org.tutela.answers.ask.Refused;
import org.tutela.answers.ask.Viewer;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.LinkedStep;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Address;
import org.tutela.model.Attachment;
import org.tutela.model.Citation;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.KnownMatch;
import org.tutela.model.ListKind;
import org.tutela.model.Made;
import org.tutela.model.MatchKind;
import org.tutela.model.Seen;
import org.tutela.model.Stack;
import org.tutela.model.Thumbnail;

/// Two exhibits. A stack of pictures 1 and 2 with 3 as an outlier; 4 alone, near a listed one; 5 is
/// listed; 6 lies on the second exhibit alone.
final class PicturesTest {
    private static final Id FIRST = Id.of("first");
    private static final Id SECOND = Id.of("second");

    @TempDir Path home;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-17T08:00:00Z"));
    private final List<String> given = new ArrayList<>();
    private Casebook casebook;
    private Answers answers;

    @BeforeEach
    void open() throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(home)) {
            List<Content> first = write(folder, FIRST, "EX-1", 1, 2, 3, 4, 5);
            List<Content> second = write(folder, SECOND, "EX-2", 1, 6);
            List<Stack> stacks = new ArrayList<>();
            List<Citation> cites = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                Made made = Made.of("stack", 1, "s", content(i));
                stacks.add(new Stack(made, content(1), Digest.parse(content(i)), i == 3 ? 22 : 4));
                cites.add(new Citation(made, first.get(i - 1).seen().fact()));
            }
            cites.add(new Citation(stacks.getFirst().made(), second.getFirst().seen().fact()));
            List<FactFile> files =
                    List.of(
                            LinkedRows.write(folder, Stack.TABLE, stacks),
                            LinkedRows.write(folder, Citation.TABLE, cites));
            Catalog.change(folder).linked(new LinkedStep("stack", 1, 2), files).commit();
        }
        casebook = Casebook.open(home, now::get);
        answers =
                Answers.open(
                        home,
                        casebook,
                        new Contents() {
                            @Override
                            public Window window(String address, long offset, int length)
                                    throws IOException {
                                throw new IOException("no bytes in this test");
                            }

                            @Override
                            public byte[] smallPicture(
                                    String source, String blob, PictureFilter filter) {
                                given.add(blob + " " + filter);
                                return new byte[] {1, 2};
                            }
                        });
    }

    @AfterEach
    void close() throws IOException {
        answers.close();
        casebook.close();
    }

    @Test
    void showsUnknownBeforeNearBeforeListed() throws IOException {
        Gallery.Answer all = answers.ask(viewer("anna"), gallery(Gallery.Show.ALL));
        assertEquals(
                List.of(
                        PictureState.UNKNOWN,
                        PictureState.UNKNOWN,
                        PictureState.NEAR,
                        PictureState.LISTED),
                all.tiles().stream().map(tile -> tile.key().state()).toList());
        assertEquals(3, all.tiles().getFirst().members(), "what lies on most exhibits is first");
        assertEquals(7, all.tiles().get(2).nearest());
        assertEquals(
                Map.of(PictureState.UNKNOWN, 4L, PictureState.NEAR, 1L, PictureState.LISTED, 1L),
                all.counts());
    }

    @Test
    void noTileNamesAPictureWithoutALease() throws IOException {
        for (Gallery.Tile tile : answers.ask(viewer("anna"), gallery(Gallery.Show.ALL)).tiles()) {
            assertEquals("", tile.lead());
        }
        assertThrows(Refused.class, () -> open("anna", 1, PictureFilter.LINES));
    }

    @Test
    void listedPicturesAreNeverLeasedShownOrGraded() throws IOException {
        assertEquals(3, take("anna"));
        for (Gallery.Tile tile : answers.ask(viewer("anna"), gallery(Gallery.Show.ALL)).tiles()) {
            assertEquals(
                    tile.key().state() == PictureState.LISTED,
                    tile.lead().isEmpty(),
                    tile::toString);
        }
        for (PictureFilter filter : PictureFilter.values()) {
            assertThrows(Refused.class, () -> open("anna", 5, filter));
        }
        assertThrows(
                NotFound.class,
                () -> grade("anna", new StackKey(content(5), PictureState.LISTED), "A", true));
        assertEquals(List.of(), given);
    }

    @Test
    void twoPeopleNeverHoldTheSame() throws IOException {
        assertEquals(3, take("anna"));
        assertEquals(0, take("ben"));
        assertEquals(
                GradeStack.Outcome.NOT_HELD,
                grade("ben", new StackKey(content(4), PictureState.NEAR), "A", false));
        assertThrows(Refused.class, () -> open("ben", 4, PictureFilter.LINES));
        assertEquals("REFUSED", casebook.journal().findLast().orElseThrow().deed().what());
    }

    @Test
    void asksToLookAtOutliersBeforeAWholeStackIsGraded() throws IOException {
        take("anna");
        StackKey stack = new StackKey(content(1), PictureState.UNKNOWN);
        assertEquals(1, answers.ask(viewer("anna"), new PictureStack(stack)).outliers());
        assertEquals(GradeStack.Outcome.LOOK_FIRST, grade("anna", stack, "A", false));
        assertTrue(casebook.grades().verdicts(List.of(content(1))).isEmpty());

        answers.act(
                viewer("anna"), new GradeStack(stack, Set.of(content(1), content(2)), "A", false));
        assertEquals(2, casebook.grades().verdicts(all()).size());
        assertEquals(GradeStack.Outcome.GRADED, grade("anna", stack, "B", true));
        assertEquals(3, casebook.grades().verdicts(all()).size());
    }

    @Test
    void gradesATileAndTakesItBack() throws IOException {
        take("anna");
        StackKey near = new StackKey(content(4), PictureState.NEAR);
        assertEquals(GradeStack.Outcome.GRADED, grade("anna", near, "B", false));
        assertEquals("B", tile("anna", near).code());
        assertTrue(
                answers.act(viewer("anna"), new LeaseActs.Change(LeaseActs.Change.What.TAKE_BACK)));
        assertEquals("", tile("anna", near).code());
    }

    @Test
    void aSecondPersonIsOfferedWhatAsksForTwoAndDoesNotSeeTheFirstGrade() throws IOException {
        take("anna");
        StackKey near = new StackKey(content(4), PictureState.NEAR);
        grade("anna", near, "B", false);
        answers.act(viewer("anna"), new LeaseActs.Change(LeaseActs.Change.What.END));

        assertEquals(1, answers.act(viewer("ben"), new LeaseActs.Take(40, true)));
        assertEquals("", tile("ben", near).code());
        grade("ben", near, "C", false);
        List<Disagreements.Disagreement> found = answers.ask(viewer("ben"), new Disagreements());
        assertEquals(1, found.size());
        assertEquals(near, found.getFirst().key());
        assertEquals(2, found.getFirst().words().size());
    }

    @Test
    void unfilteredLooksAreJournalledBeforeTheyAreShownAndBounded() throws IOException {
        take("anna");
        assertArrayEquals(new byte[] {1, 2}, open("anna", 4, PictureFilter.LINES));
        long before = casebook.journal().findLast().orElseThrow().number();
        for (int i = 0; i < 60; i++) {
            open("anna", 4, PictureFilter.NONE);
        }
        assertEquals(before + 60, casebook.journal().findLast().orElseThrow().number());
        assertEquals(60, casebook.exposure().today("anna").unfiltered());
        assertThrows(Refused.class, () -> open("anna", 4, PictureFilter.NONE));
        assertEquals(61, given.size());
    }

    @Test
    void aPictureOfAnotherExhibitIsNotThereForWhoNeedNotKnowIt() throws IOException {
        Viewer limited =
                new Viewer("carl", Role.REVIEWER, Set.of("EX-1"), false, "T-1", "127.0.0.1");
        Gallery.Answer all = answers.ask(limited, gallery(Gallery.Show.ALL));
        assertFalse(all.toString().contains(content(6)));
        assertFalse(all.toString().contains("EX-2"));
        assertEquals(1, all.tiles().getFirst().exhibits());
        answers.act(limited, new LeaseActs.Take(40, false));
        assertThrows(
                NotFound.class,
                () ->
                        answers.act(
                                limited, new OpenPicture(content(6), false, PictureFilter.LINES)));
        assertTrue(casebook.leases().holder(content(6)).isEmpty());
    }

    @Test
    void aReaderSeesCountsButNoPicture() throws IOException {
        Viewer reader = new Viewer("dora", Role.READER, Set.of("*"), false, "T-1", "127.0.0.1");
        assertEquals(4, answers.ask(reader, gallery(Gallery.Show.ALL)).total());
        assertThrows(Refused.class, () -> answers.act(reader, new LeaseActs.Take(1, false)));
        assertThrows(
                Refused.class,
                () -> answers.act(reader, new OpenPicture(content(1), false, PictureFilter.LINES)));
    }

    private Gallery.Tile tile(String who, StackKey key) throws IOException {
        return answers.ask(viewer(who), gallery(Gallery.Show.ALL)).tiles().stream()
                .filter(tile -> tile.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private int take(String who) throws IOException {
        return answers.act(viewer(who), new LeaseActs.Take(40, false));
    }

    private GradeStack.Outcome grade(String who, StackKey key, String code, boolean looked)
            throws IOException {
        return answers.act(viewer(who), new GradeStack(key, Set.of(), code, looked));
    }

    private byte[] open(String who, int picture, PictureFilter filter) throws IOException {
        return answers.act(viewer(who), new OpenPicture(content(picture), false, filter));
    }

    private static Gallery gallery(Gallery.Show show) {
        return new Gallery(show, "", "", 1, Gallery.MOST);
    }

    private static Viewer viewer(String who) {
        return new Viewer(who, Role.REVIEWER, Set.of("*"), false, "T-1", "127.0.0.1");
    }

    private static List<String> all() {
        return java.util.stream.IntStream.rangeClosed(1, 6)
                .mapToObj(PicturesTest::content)
                .toList();
    }

    private static String content(int number) {
        return "%064x".formatted(number);
    }

    private static List<Content> write(
            CaseFolder folder, Id source, String exhibit, int... pictures) throws IOException {
        folder.register(
                new RegisteredSource(
                        source, exhibit, "/x/" + exhibit, exhibit, "raw", 9, new TreeMap<>()));
        List<Content> contents = new ArrayList<>();
        Staging staging = Staging.open(folder, source, "all");
        try (UnitWriter unit = staging.begin("u")) {
            for (int picture : pictures) {
                Seen.Place place =
                        Seen.Place.of(
                                Address.of(source)
                                        .step(Address.Kind.ENTRY, picture + ".jpg", picture));
                Digest sha256 = Digest.parse(content(picture));
                Content content =
                        new Content(
                                Seen.of("content", place, 0, "digests", 1),
                                Digest.parse("%032x".formatted(picture)),
                                Digest.parse("%040x".formatted(picture)),
                                sha256,
                                9);
                contents.add(content);
                unit.add(Content.TABLE, content);
                unit.add(
                        Thumbnail.TABLE,
                        new Thumbnail(Seen.of("thumbnail", place, 0, "visual", 1), sha256, 4, 3));
                unit.add(Attachment.TABLE, attachment(place, sha256));
                if (picture == 4 || picture == 5) {
                    unit.add(
                            KnownMatch.TABLE,
                            new KnownMatch(
                                    Seen.of("known_match", place, 0, "known", 1),
                                    "list",
                                    "e",
                                    picture == 5 ? MatchKind.EXACT : MatchKind.SIMILAR,
                                    picture == 5 ? 0 : 7,
                                    "A",
                                    "N-4",
                                    ListKind.RELEVANT,
                                    "PDQ"));
                }
            }
            unit.commit();
        }
        staging.compact(List.of(), done -> {});
        return contents;
    }

    /// A message on the same exhibit carries the picture.
    private static Attachment attachment(Seen.Place place, Digest sha256) {
        return new Attachment(
                Seen.of("attachment", place, 0, "chat.whatsapp", 1),
                "whatsapp:1@g.us",
                "K",
                "goal.jpg",
                "image/jpeg",
                9L,
                sha256,
                null,
                null,
                true);
    }

    private static String attachmentOf(int picture) {
        Seen.Place place =
                Seen.Place.of(
                        Address.of(FIRST).step(Address.Kind.ENTRY, picture + ".jpg", picture));
        return Seen.of("attachment", place, 0, "chat.whatsapp", 1).fact().toString();
    }

    private AskToOpen.Answer ask(String who, int picture) throws IOException {
        return answers.act(viewer(who), new AskToOpen(attachmentOf(picture)));
    }

    @Test
    void whoAsksToOpenAPictureOfAMessageGetsItsWholeStackAndIsWrittenDown() throws IOException {
        AskToOpen.Answer anna = ask("anna", 1);
        assertTrue(anna.held());
        assertEquals(content(1), anna.content());
        open("anna", 1, PictureFilter.LINES);
        assertTrue(
                answers.ask(viewer("anna"), new PictureStack(anna.key())).held(),
                "the stack is held as a whole");

        assertFalse(ask("ben", 1).held(), "somebody else holds it");
        assertThrows(Refused.class, () -> open("ben", 1, PictureFilter.LINES));
        assertFalse(ask("anna", 5).held(), "a listed picture is never shown");
        assertThrows(Refused.class, () -> open("anna", 5, PictureFilter.LINES));
        assertThrows(
                NotFound.class, () -> answers.act(viewer("anna"), new AskToOpen("0".repeat(32))));
        assertEquals(
                3,
                casebook.journal().list(1, 1000).stream()
                        .filter(entry -> entry.deed().what().equals("ASKED_TO_OPEN"))
                        .count());
    }

    @Test
    void whoHandedAStackOverIsNotShownItByAsking() throws IOException {
        StackKey key = ask("anna", 4).key();
        answers.act(viewer("anna"), new LeaseActs.GiveBack(key, true));
        assertFalse(ask("anna", 4).held());
        assertTrue(ask("ben", 4).held());
    }
}
