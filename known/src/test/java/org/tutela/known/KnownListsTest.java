package org.tutela.known;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.known.compiled.ListCompiler;
import org.tutela.known.compiled.ListHeader;
import org.tutela.known.compiled.ListNaming;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.ListKind;
import org.tutela.model.MatchKind;
import org.tutela.model.Seen;
import org.tutela.model.VisualHash;

final class KnownListsTest {
    private static final Digests GARDEN = digests(1, 500);
    private static final Seen SEEN =
            Seen.of("known_match", Seen.Place.of(Address.of(Id.of("x"))), 0, "known", 1);

    @TempDir private Path folder;

    @Test
    void matchesBySha256ThenBySha1AndSizeThenByMd5AndSize() throws IOException {
        add("a", ListKind.RELEVANT, GARDEN.sha256() + "\n");
        add("b", ListKind.RELEVANT, GARDEN.sha1() + ",500\n");
        add("c", ListKind.RELEVANT, GARDEN.md5() + ",500\n");
        add("d", ListKind.RELEVANT, GARDEN.sha1() + "\n");
        add("e", ListKind.RELEVANT, GARDEN.md5() + "\n");
        add("f", ListKind.RELEVANT, GARDEN.md5() + ",501\n" + GARDEN.sha1() + ",499\n");
        try (KnownLists lists = KnownLists.open(folder)) {
            assertEquals(
                    List.of("a SHA256", "b SHA1_SIZE", "c MD5_SIZE", "d SHA1", "e MD5"),
                    lists.match(GARDEN).stream()
                            .map(match -> match.list().name() + " " + match.matchedBy())
                            .sorted()
                            .toList());
            assertEquals(List.of(), lists.match(digests(2, 500)));
        }
    }

    @Test
    void neverHidesAnIllegalMatchBehindAKnownGoodOne() throws IOException {
        add("system files", ListKind.GOOD, GARDEN.sha256() + "\n" + GARDEN.sha256() + ",500\n");
        add("national", ListKind.ILLEGAL, GARDEN.md5() + ",500\n");
        try (KnownLists lists = KnownLists.open(folder)) {
            List<KnownEntryMatch> matches = lists.match(GARDEN);
            assertEquals(
                    List.of("national", "system files"),
                    matches.stream().map(match -> match.list().name()).sorted().toList());
        }
    }

    @Test
    void doesNotMatchByMd5WhereTheStrongerDigestDiffers() throws IOException {
        add(
                "collided",
                ListKind.ILLEGAL,
                "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n500,"
                        + GARDEN.md5()
                        + ","
                        + digests(9, 1).sha256()
                        + ",other\n");
        try (KnownLists lists = KnownLists.open(folder)) {
            assertEquals(List.of(), lists.match(GARDEN));
        }
    }

    @Test
    void carriesTheCategoryWithItsScheme() throws IOException {
        String vics =
                "{\"@odata.context\":\"http://x/ProjectVic/DataModels/2.0.xml/UK/$metadata#Media\",\"value\":["
                        + "{\"MediaID\":41,\"Category\":\"2\",\"MD5\":\""
                        + GARDEN.md5()
                        + "\",\"MediaSize\":500},"
                        + "{\"MediaID\":42,\"Category\":null,\"SHA1\":\""
                        + digests(3, 1).sha1()
                        + "\"},{\"MediaID\":43,\"MD5\":\"4\"}]}";
        ListHeader header = add("national", ListKind.ILLEGAL, vics);
        assertEquals("VICS UK", header.scheme());
        assertEquals(1, header.counts().problems());
        assertEquals(List.of(header), KnownLists.headers(folder));
        try (KnownLists lists = KnownLists.open(folder)) {
            assertEquals(
                    "national 41 EXACT 0 2 VICS UK ILLEGAL MD5_SIZE",
                    text(lists.match(GARDEN).getFirst()));
            KnownEntryMatch ungraded = lists.match(digests(3, 7)).getFirst();
            assertEquals("national 42 EXACT 0 null null ILLEGAL SHA1", text(ungraded));
        }
    }

    @Test
    void findsSimilarPicturesInEveryFormWithTheirDistance() throws IOException {
        String plain = "a0fe94f1e5cc1cc8dd855948498dc9243f7ca27336f036d7f212b74bc103c9a7";
        String transposed = "e94f2f0ba0fc5cbc1f8178b400fc2f87fa31f4f4c1e1c0f8b684ab91805f4a57";
        add("known", ListKind.ILLEGAL, transposed + ",100,one\n" + transposed + ",90,two\n");
        add("flat", ListKind.ILLEGAL, plain + ",49,three\n");
        add("harmless", ListKind.GOOD, plain + ",100,four\n");
        try (KnownLists lists = KnownLists.open(folder)) {
            assertEquals(
                    List.of(
                            "known one SIMILAR 0 null null ILLEGAL PDQ.FLIP_PLUS_1",
                            "known two SIMILAR 0 null null ILLEGAL PDQ.FLIP_PLUS_1"),
                    texts(lists.matchSimilar(hash("PDQ", plain, 50))));
            assertEquals(
                    "known one SIMILAR 1 null null ILLEGAL PDQ.ROTATE_180",
                    text(
                            lists.matchSimilar(
                                            hash(
                                                    "PDQ.ROTATE_180",
                                                    "f" + transposed.substring(1),
                                                    80))
                                    .getFirst()));
            assertEquals(List.of(), lists.matchSimilar(hash("PDQ", plain, 49)));
            assertEquals(List.of(), lists.matchSimilar(hash("OTHER", plain, 100)));
            String far = "00000000" + transposed.substring(8);
            assertTrue(lists.matchSimilar(hash("PDQ", far, 100)).getFirst().distance() == 18);
        }
    }

    @Test
    void findsEveryEntryOfALongListAndNothingElse() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            Digests digests = digests(i, i);
            text.append(i % 2 == 0 ? digests.sha256() : digests.md5() + "," + i).append('\n');
        }
        add("long", ListKind.RELEVANT, text.toString());
        try (KnownLists lists = KnownLists.open(folder)) {
            for (int i = 0; i < 3_000; i++) {
                assertEquals(
                        "line " + (i + 1), lists.match(digests(i, i)).getFirst().entry().entry());
                assertEquals(List.of(), lists.match(digests(i + 10_000, i)));
            }
        }
    }

    @Test
    void writesTheSameBytesEachTime(@TempDir Path other) throws IOException {
        String list = GARDEN.md5() + "  b\n" + digests(7, 1).sha1() + "  a\nbad\n";
        ListHeader header = add("list", ListKind.GOOD, list);
        compile(other, "list", ListKind.GOOD, list);
        Path one = folder.resolve(header.digest().toString());
        Path two = other.resolve(header.digest().toString());
        try (Stream<Path> files = Files.list(one)) {
            for (Path file : files.toList()) {
                assertArrayEquals(
                        Files.readAllBytes(file),
                        Files.readAllBytes(two.resolve(file.getFileName().toString())));
            }
        }
        assertEquals(header, add("list", ListKind.GOOD, list));
        assertThrows(IOException.class, () -> add("list", ListKind.ILLEGAL, list));
    }

    @Test
    void refusesWhatIsNoListAndLeavesNothingBehind() throws IOException {
        EvidenceException flaw =
                assertThrows(
                        EvidenceException.class,
                        () -> add("x", ListKind.GOOD, "a recipe for bread\n"));
        assertEquals("KN-0104", flaw.code());
        String empty = "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n";
        assertEquals(
                "KN-0105",
                assertThrows(EvidenceException.class, () -> add("x", ListKind.GOOD, empty)).code());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
        try (KnownLists lists = KnownLists.open(folder.resolve("nothing"))) {
            assertEquals(List.of(), lists.match(GARDEN));
        }
    }

    @Test
    void saysThatADamagedCompiledListIsToBeAddedAgain() throws IOException {
        ListHeader header = add("list", ListKind.GOOD, GARDEN.sha256() + "\n");
        Path index = folder.resolve(header.digest().toString()).resolve("sha256.idx");
        Files.write(index, new byte[5]);
        IOException thrown = assertThrows(IOException.class, () -> KnownLists.open(folder));
        assertTrue(thrown.getMessage().contains("add the list again"), thrown.getMessage());
        assertFalse(thrown instanceof EvidenceException);
    }

    private ListHeader add(String name, ListKind kind, String list) throws IOException {
        return compile(folder, name, kind, list);
    }

    private static ListHeader compile(Path into, String name, ListKind kind, String list)
            throws IOException {
        List<EvidenceException> problems = new ArrayList<>();
        ListHeader header =
                ListCompiler.compile(
                        ByteSource.of(list.getBytes(StandardCharsets.UTF_8)),
                        into,
                        new ListNaming(name, kind, null),
                        problems::add);
        assertTrue(problems.size() <= header.counts().problems());
        return header;
    }

    private static List<String> texts(List<KnownEntryMatch> matches) {
        return matches.stream().map(KnownListsTest::text).toList();
    }

    private static String text(KnownEntryMatch match) {
        assertEquals(match.match(), match.distance() == 0 ? match.match() : MatchKind.SIMILAR);
        var fact = match.toFact(SEEN);
        return String.join(
                " ",
                fact.list(),
                fact.entry(),
                fact.match().name(),
                Long.toString(fact.distance()),
                String.valueOf(fact.category()),
                String.valueOf(fact.scheme()),
                fact.listKind().name(),
                fact.matchedBy());
    }

    private static VisualHash hash(String algorithm, String hex, int quality) {
        return new VisualHash(SEEN, algorithm, Digest.parse(hex), quality, 0);
    }

    private static Digests digests(int seed, long size) {
        Random random = new Random(seed);
        return new Digests(digest(random, 16), digest(random, 20), digest(random, 32), size);
    }

    private static Digest digest(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Digest.parse(HexFormat.of().formatHex(bytes));
    }
}
