package org.tutela.known.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;

final class KnownListFormatsTest {
    private static final Path SHARED =
            Path.of(System.getProperty("tutela.shared", "/work/shared"), "data");
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 150);
    private static final String MD5 = "1".repeat(32);
    private static final String SHA1 = "2".repeat(40);
    private static final String SHA256 = "A".repeat(64);
    private static final String PDQ =
            "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

    @Test
    void readsPlainDigestsOfEveryLengthWithAndWithoutSize() throws IOException {
        Collected list =
                Collected.of(
                        "\uFEFF# from the station\r\n\r\n"
                                + MD5
                                + "\r\n"
                                + SHA1
                                + ",17\r\n"
                                + SHA256
                                + "\t123456\nnot a digest\n"
                                + MD5
                                + ",-3");
        assertEquals(3, list.entries.size());
        assertEquals(MD5, String.valueOf(list.entries.get(0).md5()));
        assertNull(list.entries.get(0).size());
        assertEquals(17L, list.entries.get(1).size());
        assertEquals("a".repeat(64), String.valueOf(list.entries.get(2).sha256()));
        assertEquals("line 5", list.entries.get(2).entry());
        assertEquals(
                List.of("line 6", "line 7"),
                list.problems.stream().map(flaw -> flaw.detail().substring(0, 6)).toList());
    }

    @Test
    void readsCheckSumFilesWithEscapedNames() throws IOException {
        Collected list =
                Collected.of(
                        MD5
                                + "  a.txt\n"
                                + SHA256
                                + " *b.bin\n\\"
                                + MD5
                                + "  one\\\\two\\nthree\n"
                                + "SHA1 (c (1).txt) = "
                                + SHA1
                                + "\nMD5 (d) = 22\n");
        assertEquals(
                List.of("a.txt", "b.bin", "one\\two\nthree", "c (1).txt"),
                list.entries.stream().map(KnownEntry::entry).toList());
        assertEquals(SHA1, String.valueOf(list.entries.get(3).sha1()));
        assertEquals(1, list.problems.size());
    }

    @Test
    void readsPdqListsOfSeveralKinds() throws IOException {
        KnownEntry plain = Collected.of(PDQ + ",100,DCIM/a.jpg\n").only();
        assertEquals(PDQ, String.valueOf(plain.pdq()));
        assertEquals(100, plain.pdqQuality());
        assertEquals("DCIM/a.jpg", plain.entry());
        assertEquals("7", Collected.of("7,88," + PDQ + ",0.233\n").only().entry());
        Collected table =
                Collected.of(
                        "id,type,signal_value,category\n12,HASH_PDQ,"
                                + PDQ
                                + ",\"A,1\"\n13,HASH_MD5,"
                                + MD5
                                + ",x\n14,pdq,zz,x\n");
        assertEquals("12", table.only().entry());
        assertEquals("A,1", table.only().category());
        assertEquals(1, table.problems.size());
        assertEquals("digests", Collected.formatOf(PDQ + "\n"));
        assertEquals("digests", Collected.formatOf(PDQ + ",12345\n"));
        assertEquals("none", Collected.formatOf("hash,id\n"));
    }

    @Test
    void readsAVicsCaseWithMediaThatAreNotGraded() throws IOException {
        Collected list =
                Collected.of(sample("interchange/samples/vics/vics-2.0-case-synthetic.json"));
        assertEquals(List.of("VICS CUSTOM"), list.schemes);
        KnownEntry first = list.entries.getFirst();
        assertEquals("1", first.entry());
        assertNull(first.category());
        assertEquals(123456L, first.size());
        assertEquals("0".repeat(64), String.valueOf(first.pdq()));
        assertEquals("PhotoDNA", first.others().getFirst().name());
        assertEquals(0, list.problems.size());
    }

    @Test
    void readsVicsHashSetsOfBothVersions() throws IOException {
        Collected two =
                Collected.of(sample("interchange/samples/vics/vics-2.0-hashset-synthetic.json"));
        assertEquals(List.of("0", "1"), two.entries.stream().map(KnownEntry::category).toList());
        assertEquals("sample-series", two.entries.get(1).series());
        assertEquals(List.of("VICS Default"), two.schemes);
        KnownEntry one =
                Collected.of(sample("interchange/samples/vics/vics-1.3-hashset-synthetic.json"))
                        .only();
        assertEquals(2835L, one.size());
        assertEquals("1", one.category());
        assertNotNull(one.sha1());
        assertEquals("PhotoDNA", one.others().getFirst().name());
    }

    @Test
    void statesEachBadMediumAndGoesOn() throws IOException {
        Collected list =
                Collected.of(
                        "{\"@odata.context\":\"http://x/ProjectVic/DataModels/2.0.xml/US/$metadata#Media\",\n"
                                + "\"value\":[{\"MediaID\":1,\"MD5\":\"xyz\"},\n{\"MediaID\":2},\n7,\n"
                                + "{\"MediaID\":3,\"MD5\":\""
                                + MD5
                                + "\",\"MediaSize\":\"5\"}]}");
        assertEquals("3", list.only().entry());
        assertEquals(
                List.of("KN-0103", "KN-0103"),
                list.problems.stream().map(flaw -> flaw.code()).toList());
        assertTrue(list.problems.get(1).detail().contains("line 3"), list.problems.toString());
    }

    @Test
    void keepsWhatStandsBeforeBrokenJson() throws IOException {
        byte[] whole = sample("interchange/samples/vics/vics-2.0-hashset-synthetic.json");
        Collected list = Collected.of(Arrays.copyOf(whole, whole.length - 60));
        assertEquals("1", list.only().entry());
        assertEquals("KN-0102", list.problems.getFirst().code());
    }

    @Test
    void readsTheSampleHashSetsOfOtherTools() throws IOException {
        assertEquals(
                3,
                Collected.of(sample("interchange/samples/hashsets/md5sum-gnu.txt")).entries.size());
        assertEquals(
                2,
                Collected.of(sample("interchange/samples/hashsets/md5sum-bsd.txt")).entries.size());
        KnownEntry deep = Collected.of(sample("interchange/samples/hashsets/hashdeep.txt")).only();
        assertEquals("/evidence/a,b.txt", deep.entry());
        assertEquals(3L, deep.size());
        KnownEntry nsrl =
                Collected.of(sample("interchange/samples/hashsets/nsrl-rds-v2-NSRLFile.txt"))
                        .only();
        assertEquals(3L, nsrl.size());
        assertEquals(SHA1, String.valueOf(nsrl.sha1()));
    }

    @Test
    void readsAnIcseExportWithItsSeries() throws IOException {
        Collected list = Collected.of(sample("interchange/samples/vics/icse-export-synthetic.csv"));
        assertEquals(List.of("ICSE"), list.schemes);
        assertEquals("1", list.only().entry());
        assertEquals("sample-series", list.only().series());
        assertNull(list.only().category());
        assertEquals("PhotoDNA", list.only().others().getFirst().name());
    }

    @Test
    void readsEncaseAndHashKeeperSets() throws IOException {
        byte[] encase = sample("interchange/samples/hashsets/encase-synthetic.hash");
        Collected list = Collected.of(encase);
        assertEquals((encase.length - 1152) / 18, list.entries.size());
        assertEquals(0, list.problems.size());
        Collected cut = Collected.of(Arrays.copyOf(encase, encase.length - 3));
        assertEquals("KN-0107", cut.problems.getFirst().code());
        KnownEntry keeper =
                Collected.of(sample("interchange/samples/hashsets/hashkeeper.hsh")).only();
        assertEquals(MD5, String.valueOf(keeper.md5()));
        assertEquals(3L, keeper.size());
    }

    @Test
    void readsVicsBehindAByteOrderMark() throws IOException {
        byte[] list = sample("interchange/samples/vics/vics-2.0-hashset-synthetic.json");
        byte[] marked = new byte[list.length + 3];
        System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
        System.arraycopy(list, 0, marked, 3, list.length);
        assertEquals(2, Collected.of(marked).entries.size());
    }

    @Test
    void readsTheReferencesPdqLists() throws IOException {
        Collected list = Collected.of(sample("pdq/expected/cpp-ref-hashes.csv"));
        assertEquals(49, list.entries.size());
        assertEquals(0, list.problems.size());
        Collected frames = Collected.of(sample("pdq/vpdq/sample-hashes/doorknob-hd-no-bar.txt"));
        assertTrue(frames.entries.size() > 50);
        assertEquals(0, frames.problems.size());
    }

    @Test
    void neverCrashesOnMutatedLists() throws IOException {
        long seed = 11;
        Random random = new Random(seed);
        for (byte[] whole : samples()) {
            for (KnownListFormat format : KnownListFormats.all()) {
                for (int round = 0; round < ROUNDS; round++) {
                    byte[] bytes = mutate(whole, random);
                    try {
                        format.recognises(bytes);
                        format.read(ByteSource.of(bytes), new Collected());
                    } catch (RuntimeException e) {
                        throw new AssertionError(format.name() + ", seed " + seed, e);
                    }
                }
            }
        }
    }

    private static List<byte[]> samples() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SHARED.resolve("interchange/samples")));
        try (Stream<Path> vics = Files.list(SHARED.resolve("interchange/samples/vics"));
                Stream<Path> sets = Files.list(SHARED.resolve("interchange/samples/hashsets"))) {
            return Stream.concat(vics, sets).sorted().map(KnownListFormatsTest::bytes).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] bytes =
                random.nextInt(3) == 0
                        ? Arrays.copyOf(whole, random.nextInt(whole.length))
                        : whole.clone();
        byte[] marks = "{}[]\",:0aF\n\\ =()".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; bytes.length > 0 && i < 1 + random.nextInt(8); i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] =
                    random.nextBoolean()
                            ? marks[random.nextInt(marks.length)]
                            : (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] sample(String name) throws IOException {
        Path file = SHARED.resolve(name);
        if (!Files.exists(file)) {
            System.err.println("SKIPPED, no sample: " + file);
        }
        Assumptions.assumeTrue(Files.exists(file));
        return Files.readAllBytes(file);
    }
}
