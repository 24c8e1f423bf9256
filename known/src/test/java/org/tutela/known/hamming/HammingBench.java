package org.tutela.known.hamming;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.tutela.model.Digest;

/// Look-ups within 31 bits among many random codes: index against blocked scan. `HammingBench
/// [CODES]`, 10 million unless told. Prints CPU time of the measuring thread.
final class HammingBench {
    private static final int RADIUS = 31;
    private static final int LOOKUPS = 8_000;
    private static final int SCANNED = 64;

    private HammingBench() {}

    /// Measures and prints one line for each method; fails where the answers differ.
    public static void main(String[] arguments) {
        int size = arguments.length == 0 ? 10_000_000 : Integer.parseInt(arguments[0]);
        SplittableRandom random = new SplittableRandom(1);
        PdqCodes.Collector collector = PdqCodes.collect();
        for (int i = 0; i < size; i++) {
            collector.add(random(random));
        }
        PdqCodes codes = collector.finish();
        List<PdqCode> queries = new ArrayList<>();
        for (int i = 0; i < LOOKUPS; i++) {
            queries.add(
                    i % 4 == 0 ? planted(codes.get(random.nextInt(size)), random) : random(random));
        }
        long start = cpu();
        HammingIndex index = HammingIndex.of(codes);
        System.out.printf(
                Locale.ROOT,
                "%d codes, index built in %.1f s of CPU, heap in use %d MiB%n",
                size,
                (cpu() - start) / 1e9,
                heap() >> 20);
        List<PdqCode> few = queries.subList(0, SCANNED);
        BlockedScan scan = BlockedScan.of(codes);
        List<List<HammingMatch>> scanned = scan.findAll(few, RADIUS);
        double scans = rate(SCANNED, () -> scan.findAll(few, RADIUS));
        List<List<HammingMatch>> found = index.findAll(queries, RADIUS);
        double lookups = rate(LOOKUPS, () -> index.findAll(queries, RADIUS));
        if (!found.subList(0, SCANNED).equals(scanned)) {
            throw new AssertionError("index and scan disagree");
        }
        long matches = found.stream().mapToLong(List::size).sum();
        System.out.printf(
                Locale.ROOT,
                "blocked scan %.1f look-ups/s, index %.0f look-ups/s (%.0f times), %d matches of %d planted%n",
                scans,
                lookups,
                lookups / scans,
                matches,
                LOOKUPS / 4);
    }

    private static double rate(int lookups, Runnable work) {
        double best = 0;
        for (int round = 0; round < 3; round++) {
            long start = cpu();
            work.run();
            best = Math.max(best, lookups * 1e9 / (cpu() - start));
        }
        return best;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static PdqCode random(SplittableRandom random) {
        return new PdqCode(
                random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private static PdqCode planted(PdqCode code, SplittableRandom random) {
        byte[] bytes = code.toDigest().toBytes();
        int bits = random.nextInt(RADIUS + 1);
        for (int i = 0; i < bits; i++) {
            int bit = random.nextInt(PdqCode.BITS);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        return PdqCode.of(Digest.of(bytes));
    }
}
