package org.tutela.answers.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Account;
import org.tutela.model.Address;
import org.tutela.model.Conversation;
import org.tutela.model.ConversationKind;
import org.tutela.model.DocumentText;
import org.tutela.model.Id;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Seen;
import org.tutela.model.Timestamp;

/// Two phones: a message of a group lies on both, some on one alone.
final class TextIndexTest {
    private static final Id FIRST = Id.of("first");
    private static final Id SECOND = Id.of("second");
    private static final Set<Id> BOTH = Set.of(FIRST, SECOND);
    private static final String GROUP = "whatsapp:1@g.us";
    private static final String LONG_WORD = "o".repeat(70_000);

    @TempDir static Path temporary;
    private static CaseFolder folder;
    private static TextIndex index;
    private static int row;

    @BeforeAll
    static void make() throws IOException {
        folder = CaseFolder.openForWriting(temporary.resolve("case"));
        write(
                FIRST,
                "EX-1",
                List.of(
                        "Then the onion SOUP forgives everything",
                        "Kein Käse, aber Straße und Öl",
                        "لدينا مباراة كرة القدم غدا",
                        "明日は足球の試合があります",
                        "Борщ и суп в субботу",
                        "ผัดไทยอร่อยมาก",
                        "soup_of_the_week.odt lies at https://recipes.example/soup?id=7",
                        "<script>alert(1)</script> \u202e &amp; toast",
                        "👩‍🍳 cooks ⚽ tonight",
                        "x\u0000y " + LONG_WORD + " tail",
                        // One sign that folds to 18 letters, too often for an index.
                        "\uFDFA".repeat(2_000) + " ladle"));
        write(
                SECOND,
                "EX-2",
                List.of(
                        "Then the onion SOUP forgives everything",
                        "only the second phone speaks of goulash"));
        index = TextIndex.of(folder.path());
        assertEquals(2, index.make(folder, () -> true, (source, left) -> {}).sources());
    }

    @AfterAll
    static void close() throws IOException {
        index.close();
        folder.close();
    }

    private static void write(Id source, String exhibit, List<String> texts) throws IOException {
        folder.register(
                new RegisteredSource(
                        source, exhibit, "/x/" + exhibit, exhibit, "raw", 9, new TreeMap<>()));
        Staging staging = Staging.open(folder, source, "all");
        try (UnitWriter unit = staging.begin("u")) {
            int number = 0;
            for (String text : texts) {
                number++;
                unit.add(Message.TABLE, message(source, number, text));
            }
            Seen seen = seen(source, "conversation");
            unit.add(
                    Conversation.TABLE,
                    new Conversation(
                            seen,
                            "whatsapp",
                            GROUP,
                            ConversationKind.GROUP,
                            "Sunday kickabout",
                            Timestamp.unixSeconds(1_767_000_000),
                            null,
                            null));
            unit.add(
                    Account.TABLE,
                    new Account(
                            seen(source, "account"),
                            "whatsapp",
                            "whatsapp:447700900123@s.whatsapp.net",
                            "+44 7700 900123",
                            "Ada Lantern",
                            false,
                            "JID"));
            byte[] text =
                    ("filler ".repeat(3_000) + "stir the paprika slowly. " + "more ".repeat(900))
                            .getBytes(StandardCharsets.UTF_8);
            unit.add(
                    DocumentText.TABLE,
                    new DocumentText(
                            seen(source, "document_text"),
                            unit.blob(text),
                            text.length,
                            "Recipes",
                            null,
                            true));
            unit.commit();
        }
        staging.compact(List.of(), done -> {});
    }

    private static Seen seen(Id source, String table) {
        row++;
        Address item = Address.of(source).step(Address.Kind.ENTRY, "a.db", 5);
        Address at = item.step(Address.Kind.ROW, table + ":" + (1000 + row), 0);
        return Seen.of(table, Seen.Place.within(item, at), 0, "chat.whatsapp", 1);
    }

    private static Message message(Id source, int number, String text) {
        return new Message(
                seen(source, "message"),
                "whatsapp",
                GROUP,
                "3EB0A1B2C3D4E5F6" + (number == 1 ? "SAME" : source + "-" + number),
                number % 2 == 0 ? null : "whatsapp:447700900123@s.whatsapp.net",
                number % 2 == 0,
                Timestamp.unixSeconds(1_767_000_000L + number * 86_400L),
                null,
                MessageKind.TEXT,
                text,
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

    private static Found find(String text) throws IOException {
        return index.find(Wanted.of(text), BOTH, Set.of());
    }

    private static String text(Found.Place place) {
        return place.text().stream().map(Found.Part::text).collect(Collectors.joining());
    }

    private static List<String> marked(Found found) {
        return found.places().stream()
                .flatMap(place -> place.text().stream())
                .filter(Found.Part::marked)
                .map(Found.Part::text)
                .toList();
    }

    @Test
    void findsWordsOfAnyScriptFolded() throws IOException {
        for (String word :
                List.of(
                        "soup",
                        "ONION soup",
                        "kase strasse ol",
                        "KÄSE",
                        "القدم",
                        "مباراة كرة",
                        "足球",
                        "球の試",
                        "明日",
                        "борщ",
                        "СУП",
                        "ผัดไทย",
                        "week",
                        "recipes.example/soup",
                        "toast",
                        "⚽",
                        "tail")) {
            assertTrue(find(word).total() >= 1, word);
        }
        assertEquals(0, find("球足").total());
        assertEquals(0, find("zzzz").total());
    }

    @Test
    void keepsTheRestOfATextWithAWordTooLongForAnIndex() throws IOException {
        assertEquals(1, find("ladle").total());
    }

    @Test
    void countsOneMessageOnTwoPhonesOnce() throws IOException {
        Found found = find("forgives");
        assertEquals(1, found.total());
        assertEquals(1, found.places().size());
        assertEquals(BOTH, found.places().getFirst().sources());
        assertEquals(Map.of(FIRST, 1L, SECOND, 1L), found.sources());
        assertEquals(List.of("forgives"), marked(found));
    }

    @Test
    void looksOnlyInTheSourcesThatAreAsked() throws IOException {
        Found found = index.find(Wanted.of("goulash"), Set.of(FIRST), Set.of());
        assertEquals(0, found.total());
        assertTrue(found.sources().isEmpty());
        assertEquals(0, index.find(Wanted.of("goulash"), Set.of(), Set.of()).total());
        Found soup = index.find(Wanted.of("forgives"), Set.of(FIRST), Set.of());
        assertEquals(Set.of(FIRST), soup.places().getFirst().sources());
    }

    @Test
    void readsPhrasesBeginningsNearWordsAndWithout() throws IOException {
        assertEquals(1, find("\"onion soup\"").total());
        assertEquals(0, find("\"soup onion\"").total());
        assertEquals(1, find("forg*").total());
        assertEquals(List.of("forgives"), marked(find("forg*")));
        assertEquals(1, find("gulash~").total());
        assertEquals(List.of("goulash"), marked(find("gulash~")));
        assertEquals(1, find("soup -forgives").total());
        assertEquals(List.of("f*"), find("f*").wrong());
        assertEquals(0, find("-soup").total());
        assertEquals(0, find("\"\" - * ~ !!").total());
    }

    @Test
    void findsNumbersInAnyGrouping() throws IOException {
        for (String number :
                List.of("+44 7700 900123", "07700 900123", "447700900123", "7700900123")) {
            Found found = find(number);
            assertEquals(1, found.kinds().get(PlaceKind.NAME), number);
            assertFalse(marked(found).isEmpty(), number);
        }
    }

    @Test
    void findsTextsDeepInDocumentsOnceForEachContent() throws IOException {
        Found found = find("paprika slowly");
        assertEquals(1, found.total());
        assertEquals(PlaceKind.TEXT, found.places().getFirst().kind());
        assertEquals(List.of("paprika", "slowly"), marked(found));
        assertEquals(1, find("recipes").kinds().get(PlaceKind.TEXT));
    }

    @Test
    void narrowsByKindTimeAndPeople() throws IOException {
        Wanted all = Wanted.of("the");
        long second = 1_767_000_000L + 2 * 86_400L;
        Found before =
                index.find(
                        new Wanted(
                                "soup",
                                Set.of(PlaceKind.MESSAGE),
                                Set.of(GROUP),
                                null,
                                Long.MIN_VALUE,
                                second * 1_000_000,
                                Wanted.Order.LATEST,
                                1),
                        BOTH,
                        Set.of());
        assertEquals(1, before.total());
        Wanted.People ada =
                new Wanted.People(Set.of("whatsapp:447700900123@s.whatsapp.net"), Set.of());
        Wanted.People owner = new Wanted.People(Set.of(), Set.of(SECOND.toString()));
        assertEquals(1, by(ada, "forgives").total());
        assertEquals(0, by(ada, "goulash").total());
        assertEquals(1, by(owner, "goulash").total());
        assertEquals(0, by(owner, "käse").total());
        assertTrue(index.find(all, BOTH, Set.of()).whole());
    }

    private static Found by(Wanted.People people, String text) throws IOException {
        return index.find(
                new Wanted(
                        text,
                        Set.of(),
                        Set.of(),
                        people,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        Wanted.Order.EARLIEST,
                        1),
                BOTH,
                Set.of());
    }

    @Test
    void showsTheTextAsItIs() throws IOException {
        Found found = find("toast");
        assertEquals(
                "<script>alert(1)</script> \u202e &amp; toast", text(found.places().getFirst()));
    }

    @Test
    void readsWhateverIsTyped() throws IOException {
        long seed = 20_261_124;
        Random random = new Random(seed);
        String signs = "ab\"*~-+ 0()[]{}\\/:^?!|&\u202e\ud83d\ude00\ud800 足ل\u0000";
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int at = 0; at < length; at++) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            Found found = find(text.toString());
            assertTrue(found.total() >= found.places().size(), () -> "seed " + seed);
        }
        find("a".repeat(4_000));
        find("a ".repeat(2_000));
    }

    @Test
    void isMadeAgainWhereItIsGone() throws IOException {
        Path home = folder.path().resolve("index");
        try (TextIndex other = TextIndex.of(folder.path())) {
            other.follow(folder);
            assertEquals(Set.of(), other.waiting());
            try (Stream<Path> all = Files.walk(home)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            assertEquals(2, other.make(folder, () -> true, (source, left) -> {}).sources());
            assertEquals(1, other.find(Wanted.of("goulash"), BOTH, Set.of()).total());
            Files.writeString(home.resolve("part-broken"), "x");
            try (Stream<Path> all = Files.walk(home)) {
                for (Path path :
                        all.filter(path -> path.toString().contains("segments_")).toList()) {
                    Files.writeString(path, "broken");
                }
            }
        }
        try (TextIndex broken = TextIndex.of(folder.path())) {
            broken.follow(folder);
            assertEquals(BOTH, broken.waiting());
            assertEquals(2, broken.make(folder, () -> true, (source, left) -> {}).sources());
            assertFalse(broken.make(folder, () -> false, (source, left) -> {}).busy());
        }
    }
}
