package org.tutela.known.hamming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tutela.model.Digest;

final class HammingIndexTest {
    private static final long SEED = 31;

    @Test
    void findsExactlyWhatAScanFindsForAnyNumberOfParts() {
        Random random = new Random(SEED);
        PdqCodes codes = PdqCodes.of(clustered(3_000, random));
        BlockedScan scan = BlockedScan.of(codes);
        for (int parts : new int[] {32, 20, 16, 12}) {
            HammingIndex index = HammingIndex.of(codes, parts);
            for (int round = 0; round < 60; round++) {
                PdqCode query = near(codes.get(random.nextInt(codes.size())), random, 50);
                int radius = round % 3 == 0 ? 31 : random.nextInt(44);
                assertEquals(
                        scan.find(query, radius),
                        index.findByTables(query, radius),
                        "seed " + SEED + ", parts " + parts + ", radius " + radius);
            }
        }
    }

    @Test
    void findsExactlyWhatAScanFindsWithTheLayoutItChooses() {
        Random random = new Random(SEED + 1);
        for (int size : new int[] {0, 1, 1_999, 2_000, 60_000}) {
            PdqCodes codes = PdqCodes.of(clustered(size, random));
            HammingIndex index = HammingIndex.of(codes);
            List<PdqCode> queries = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                queries.add(
                        size == 0
                                ? random(random)
                                : near(codes.get(random.nextInt(size)), random, 40));
            }
            for (int radius : new int[] {0, 1, 15, 31, 32, 64, 256}) {
                List<PdqCode> some = radius > 64 ? queries.subList(0, 2) : queries;
                assertEquals(
                        BlockedScan.of(codes).findAll(some, radius),
                        index.findAll(some, radius),
                        "seed " + SEED + ", size " + size + ", radius " + radius);
            }
        }
    }

    @Test
    void findsEveryCodeAtTheEdgeOfTheRadius() {
        Random random = new Random(SEED + 2);
        PdqCode query = random(random);
        List<PdqCode> all = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            all.add(change(query, random, i < 500 ? 31 : 32));
        }
        HammingIndex index = HammingIndex.of(PdqCodes.of(all));
        assertEquals(500, index.find(query, 31).size());
        assertEquals(4_000, index.find(query, 32).size());
        assertEquals(0, index.find(query, 30).size());
    }

    @Test
    void keepsACodeThroughDigestAndTransposition() {
        Random random = new Random(SEED + 3);
        for (int i = 0; i < 50; i++) {
            PdqCode code = random(random);
            assertEquals(code, PdqCode.of(code.toDigest()));
            assertEquals(code, code.transposed().transposed());
            PdqCode other = random(random);
            assertEquals(code.distance(other), code.transposed().distance(other.transposed()));
        }
        Digest plain =
                Digest.parse("a0fe94f1e5cc1cc8dd855948498dc9243f7ca27336f036d7f212b74bc103c9a7");
        Digest transposed =
                Digest.parse("e94f2f0ba0fc5cbc1f8178b400fc2f87fa31f4f4c1e1c0f8b684ab91805f4a57");
        assertEquals(transposed, PdqCode.of(plain).transposed().toDigest());
    }

    @Test
    void readsPartsAcrossWords() {
        PdqCodes codes =
                PdqCodes.of(List.of(new PdqCode(0x0123456789ABCDEFL, 0xFEDCBA9876543210L, 7, -1)));
        assertEquals(0x0123, codes.bits(0, 0, 16));
        assertEquals(0xEFFEDC, codes.bits(0, 56, 24));
        assertEquals(-1, codes.bits(0, 224, 32));
        assertTrue(codes.distance(0, codes.get(0), 31) == 0);
    }

    private static List<PdqCode> clustered(int size, Random random) {
        List<PdqCode> codes = new ArrayList<>();
        while (codes.size() < size) {
            PdqCode center = random(random);
            codes.add(center);
            int members = random.nextInt(4) == 0 ? random.nextInt(20) : 0;
            for (int i = 0; i < members && codes.size() < size; i++) {
                codes.add(near(center, random, 45));
            }
        }
        return codes;
    }

    private static PdqCode random(Random random) {
        return new PdqCode(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static PdqCode near(PdqCode code, Random random, int most) {
        return change(code, random, random.nextInt(most));
    }

    private static PdqCode change(PdqCode code, Random random, int bits) {
        byte[] bytes = code.toDigest().toBytes();
        random.ints(0, 256)
                .distinct()
                .limit(bits)
                .forEach(bit -> bytes[bit / 8] ^= (byte) (1 << (bit % 8)));
        return PdqCode.of(Digest.of(bytes));
    }
}
