package org.tutela.evidence.filesystem;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Reader;
import org.tutela.model.ItemKind;

/// Damages an image in many ways. Whatever comes of it are entries, flaws and [EvidenceException]s,
/// in bounded time.
public final class Mutations {
    private static final long MOST_MILLIS = 5_000;
    private static final int MOST_READ = 1 << 17;
    private static final int SECTOR = 512;

    private Mutations() {}

    /// Lists and reads `count` damaged copies of `image`; the seed of a failing one is in the
    /// message.
    public static void run(Reader reader, byte[] image, int count) {
        Limits limits = new Limits(8 << 20, 1 << 20, 200, 6, 20_000, 120_000, 1);
        for (int seed = 0; seed < count; seed++) {
            byte[] damaged = damage(image, new Random(seed));
            long start = System.nanoTime();
            try {
                readAll(reader, damaged, limits);
            } catch (RuntimeException | IOException wrong) {
                if (!(wrong instanceof EvidenceException)) {
                    throw new AssertionError("seed " + seed, wrong);
                }
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis < MOST_MILLIS, "seed " + seed + " took " + millis + " ms");
        }
    }

    /// Cuts every eighth copy; in the others sets up to 64 bytes of sectors that are not empty.
    private static byte[] damage(byte[] image, Random random) {
        if (random.nextInt(8) == 0) {
            return java.util.Arrays.copyOf(image, random.nextInt(image.length));
        }
        byte[] damaged = image.clone();
        int changes = 1 << random.nextInt(7);
        while (changes > 0) {
            int sector = random.nextInt(image.length / SECTOR) * SECTOR;
            if (!isBlank(image, sector)) {
                byte[] values = {0, (byte) 0xFF, 0x7F, (byte) 0x80, (byte) random.nextInt()};
                damaged[sector + random.nextInt(SECTOR)] = values[random.nextInt(values.length)];
                changes--;
            }
        }
        return damaged;
    }

    private static boolean isBlank(byte[] image, int sector) {
        for (int i = sector; i < sector + SECTOR; i++) {
            if (image[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void readAll(Reader reader, byte[] image, Limits limits) throws IOException {
        ByteSource bytes = ByteSource.of(image);
        if (!reader.recognises(bytes, "")) {
            return;
        }
        Listed listed = Listed.of(reader, bytes, limits);
        for (Entry entry : listed.entries()) {
            if (entry.kind() != ItemKind.OTHER) {
                try (ByteSource content = listed.holder().open(entry.address())) {
                    content.readBytes(0, MOST_READ);
                } catch (EvidenceException flaw) {
                    // As it should be.
                }
            }
        }
    }
}
