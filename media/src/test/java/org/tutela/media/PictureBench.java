package org.tutela.media;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.media.pdq.PdqV1;
import org.tutela.media.pdq.Samples;
import org.tutela.media.picture.Pictures;

/// How fast one core decodes and hashes pictures: `PictureBench FILE…`. Prints CPU time of the
/// measuring thread, best of several rounds.
final class PictureBench {
    private static final int ROUNDS = 12;

    private PictureBench() {}

    /// Measures each file, and the hash alone on samples in memory.
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            byte[] bytes = Files.readAllBytes(Path.of(file));
            InMemory samples = InMemory.of(Pictures.open(ByteSource.of(bytes), Limits.standard()));
            double decode = best(() -> InMemory.of(open(bytes)));
            double hash = best(() -> PdqV1.hash(samples));
            double both = best(() -> PdqV1.hash(open(bytes)));
            double pixels = (double) samples.width() * samples.height();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.2f MP, decode %.1f ms, hash alone %.1f ms (%.1f ns/pixel), both %.1f ms = %.1f pictures/s%n",
                    Path.of(file).getFileName(),
                    pixels / 1e6,
                    decode,
                    hash,
                    hash * 1e6 / pixels,
                    both,
                    1000 / both);
        }
    }

    private static Samples open(byte[] bytes) throws IOException {
        return Pictures.open(ByteSource.of(bytes), Limits.standard());
    }

    private interface Work {
        Object run() throws IOException;
    }

    private static double best(Work work) throws IOException {
        double best = Double.MAX_VALUE;
        var threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            long start = threads.getCurrentThreadCpuTime();
            if (work.run() == work) {
                throw new AssertionError("keeps the result alive");
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1e6);
        }
        return best;
    }

    /// Samples that cost nothing to read.
    private record InMemory(int width, int height, int bands, ByteSource bytes) implements Samples {
        static InMemory of(Samples picture) throws IOException {
            byte[] all = new byte[picture.width() * picture.height() * picture.bands()];
            byte[] row = new byte[picture.width() * picture.bands()];
            for (int y = 0; y < picture.height(); y++) {
                picture.readRow(y, row);
                System.arraycopy(row, 0, all, y * row.length, row.length);
            }
            return new InMemory(
                    picture.width(), picture.height(), picture.bands(), ByteSource.of(all));
        }

        @Override
        public void readRow(int row, byte[] into) throws IOException {
            bytes.readUpTo((long) row * into.length, into, 0, into.length);
        }
    }
}
