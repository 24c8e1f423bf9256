package org.tutela.evidence.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.model.Digest;

final class E01Test {
    private static final int CHUNK = EwfMaker.chunkSize();

    @TempDir Path folder;

    /// Half of it shrinks, half does not; the last chunk is not full.
    private static byte[] medium() {
        byte[] medium = new byte[40 * CHUNK + 512];
        Random random = new Random(7);
        for (int i = 0; i < medium.length; i++) {
            medium[i] = (byte) (i / CHUNK % 2 == 0 ? i / 100 : random.nextInt());
        }
        return medium;
    }

    private static byte[] all(ByteSource source) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(source.size())];
        source.readFully(0, bytes);
        return bytes;
    }

    private static List<String> codes(Media media) {
        return media.flaws().stream().map(EvidenceException::code).toList();
    }

    private List<Path> write(int segments) throws IOException {
        return new EwfMaker(medium(), segments).write(folder, "stick");
    }

    @Test
    void givesTheBytesOfTheMediumAndItsStoredDigests() throws IOException {
        for (int segments : new int[] {1, 3, 101}) {
            List<Path> paths = write(segments);
            try (Media media = Containers.open(paths.getFirst())) {
                assertEquals(List.of(), codes(media));
                assertArrayEquals(medium(), all(media.bytes()));
                assertEquals(paths, media.segments());
                assertEquals(Digest.of(EwfMaker.digest("MD5", medium())), media.storedMd5());
                assertEquals(Digest.of(EwfMaker.digest("SHA-1", medium())), media.storedSha1());
                assertEquals("HP-07", media.facts().get("evidence number"));
                assertEquals("A. Example", media.facts().get("examiner"));
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }

    @Test
    void namesSegmentsAsEnCaseDoes() {
        assertEquals("E99", E01.extension(99, 'E'));
        assertEquals("EAA", E01.extension(100, 'E'));
        assertEquals("FAA", E01.extension(776, 'E'));
        assertEquals("eab", E01.extension(101, 'e'));
        for (int number = 1; number < 14_000; number++) {
            assertEquals(number, E01.number(E01.extension(number, 'E'), 'E'));
        }
    }

    @Test
    void doesNotTakeAForeignFileForASegment() throws IOException {
        Path first = write(2).getFirst();
        Files.write(folder.resolve("stick.vhd"), new byte[2000]);
        try (Media media = Containers.open(first)) {
            assertEquals(List.of(), codes(media));
            assertEquals(2, media.segments().size());
        }
    }

    @Test
    void readsAtAnyOffset() throws IOException {
        byte[] medium = medium();
        Random random = new Random(3);
        try (Media media = Containers.open(write(2).getFirst())) {
            for (int i = 0; i < 300; i++) {
                int from = random.nextInt(medium.length);
                int length = random.nextInt(3 * CHUNK);
                assertArrayEquals(
                        Arrays.copyOfRange(medium, from, Math.min(medium.length, from + length)),
                        media.bytes().readBytes(from, length),
                        "seed 3, read " + i);
            }
        }
    }

    @Test
    void servesSeveralThreads() throws Exception {
        byte[] medium = medium();
        try (Media media = Containers.open(write(3).getFirst());
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<byte[]>> copies =
                    java.util.stream.IntStream.range(0, 40)
                            .mapToObj(i -> threads.submit(() -> all(media.bytes())))
                            .toList();
            for (Future<byte[]> copy : copies) {
                assertArrayEquals(medium, copy.get());
            }
        }
    }

    @Test
    void tellsDamagedChunksAndReadsTheRest() throws IOException {
        Path path = write(1).getFirst();
        byte[] file = Files.readAllBytes(path);
        int sectors = find(file, "sectors");
        // In the first chunk, which is compressed, and in the second, which is not.
        file[sectors + 76 + 5] ^= 0x55;
        file[sectors + 76 + 1000] ^= 0x55;
        Files.write(path, file);
        byte[] medium = medium();
        try (Media media = Containers.open(path)) {
            EvidenceException first =
                    assertThrows(EvidenceException.class, () -> media.bytes().readBytes(0, 1));
            assertEquals("EV-0106", first.code());
            assertTrue(first.detail().contains("chunk 0 "), first.detail());
            EvidenceException second =
                    assertThrows(EvidenceException.class, () -> media.bytes().readBytes(CHUNK, 1));
            assertEquals(CHUNK, second.offset());
            assertArrayEquals(
                    Arrays.copyOfRange(medium, 2 * CHUNK, medium.length),
                    media.bytes().readBytes(2L * CHUNK, medium.length));
        }
    }

    @Test
    void usesTheSecondTableWhereTheFirstIsDamaged() throws IOException {
        Path path = write(1).getFirst();
        byte[] file = Files.readAllBytes(path);
        file[find(file, "table") + 76 + 30] ^= 1;
        Files.write(path, file);
        try (Media media = Containers.open(path)) {
            assertEquals(List.of("EV-0108"), codes(media));
            assertArrayEquals(medium(), all(media.bytes()));
        }
    }

    @Test
    void findsChunksWithoutAnyTable() throws IOException {
        Path path = write(1).getFirst();
        byte[] file = Files.readAllBytes(path);
        file[find(file, "table") + 76 + 30] ^= 1;
        file[find(file, "table2") + 76 + 30] ^= 1;
        Files.write(path, file);
        try (Media media = Containers.open(path)) {
            assertTrue(codes(media).contains("EV-0113"));
            assertArrayEquals(medium(), all(media.bytes()));
        }
    }

    @Test
    void readsWhatATruncatedSetStillHolds() throws IOException {
        Path path = write(1).getFirst();
        byte[] file = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(file, file.length / 2));
        byte[] medium = medium();
        try (Media media = Containers.open(path)) {
            assertTrue(codes(media).containsAll(List.of("EV-0103", "EV-0112", "EV-0113")));
            assertEquals(medium.length, media.bytes().size());
            int there = 15 * CHUNK;
            assertArrayEquals(Arrays.copyOf(medium, there), media.bytes().readBytes(0, there));
            EvidenceException end =
                    assertThrows(
                            EvidenceException.class,
                            () -> media.bytes().readBytes(medium.length - 10, 10));
            assertEquals(EvidenceException.Flaw.TRUNCATED, end.flaw());
        }
    }

    @Test
    void keepsThePlaceOfChunksBehindAMissingSegment() throws IOException {
        List<Path> paths = write(4);
        Files.delete(paths.get(1));
        byte[] medium = medium();
        try (Media media = Containers.open(paths.getFirst())) {
            assertEquals(List.of("EV-0102", "EV-0112"), codes(media));
            assertTrue(media.flaws().getFirst().detail().contains("stick.E02"));
            int each = 11 * CHUNK;
            assertArrayEquals(Arrays.copyOf(medium, each), media.bytes().readBytes(0, each));
            assertThrows(EvidenceException.class, () -> media.bytes().readBytes(each, 1));
            assertArrayEquals(
                    Arrays.copyOfRange(medium, 2 * each, medium.length),
                    media.bytes().readBytes(2L * each, medium.length));
        }
    }

    @Test
    void reportsMissingLastSegments() throws IOException {
        List<Path> paths = write(4);
        Files.delete(paths.get(3));
        try (Media media = Containers.open(paths.getFirst())) {
            assertEquals(List.of("EV-0103", "EV-0112"), codes(media));
        }
    }

    @Test
    void showsAWrongStoredDigest() throws IOException {
        Path path = write(1).getFirst();
        byte[] file = Files.readAllBytes(path);
        file[find(file, "digest") + 76] ^= 1;
        Files.write(path, file);
        try (Media media = Containers.open(path)) {
            assertNotEquals(
                    Digest.of(EwfMaker.digest("MD5", all(media.bytes()))), media.storedMd5());
        }
    }

    @Test
    void refusesOtherKindsOfEwfByName() throws IOException {
        Path path = folder.resolve("x.L01");
        Files.write(path, "LVF\t\r\n\u00FF\0 and more".getBytes(StandardCharsets.ISO_8859_1));
        EvidenceException flaw = assertThrows(EvidenceException.class, () -> Containers.open(path));
        assertEquals(EvidenceException.Flaw.UNSUPPORTED, flaw.flaw());
    }

    @Test
    void survivesFlippedBytesAndCuts() throws IOException {
        byte[] sound = Files.readAllBytes(write(1).getFirst());
        Path path = folder.resolve("mutated.E01");
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] file = sound.clone();
            int sections = random.nextInt(3);
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
                // Half of the flips go to the structures, the rest anywhere.
                int at = random.nextInt(file.length);
                int structure = find(file, sections == 0 ? "volume" : "table");
                file[i % 2 == 0 ? structure + random.nextInt(200) : at] = (byte) random.nextInt();
            }
            int length = seed % 4 == 0 ? random.nextInt(file.length) : file.length;
            Files.write(path, Arrays.copyOf(file, length));
            exercise(path, "seed " + seed);
        }
    }

    private static void exercise(Path path, String what) throws IOException {
        try (Media media = Containers.open(path)) {
            for (int i = 0; i < 50; i++) {
                readOne(media, i * (long) CHUNK);
            }
        } catch (EvidenceException e) {
            assertTrue(e.code().startsWith("EV-01"), what);
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    private static void readOne(Media media, long offset) throws IOException {
        try {
            assertTrue(media.bytes().readBytes(offset, 10).length <= 10);
        } catch (EvidenceException e) {
            assertEquals("EV-0106", e.code());
        }
    }

    /// Offset of the descriptor of a section.
    private static int find(byte[] file, String type) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(type + "\0\0");
        return at < 0 ? 13 : at;
    }
}
