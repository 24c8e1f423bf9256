package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is killed at any moment is finished by the same command, with the same bytes.
class KillTest {
    private static final long SEED = 20_261_124;

    /// 50 by `./dev test KillTest -Dkill.rounds=50`; fewer on every build.
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 6);

    @TempDir private Path folder = Path.of("");

    @Test
    void factsAreEqualByteForByteHoweverOftenTheRunWasKilled()
            throws IOException, InterruptedException {
        Path source = MadeEvidence.folder(folder, 400, SEED);
        Path undisturbed = folder.resolve("undisturbed");
        long begun = System.nanoTime();
        assertEquals(0, Product.start("run", undisturbed, source).waitFor());
        long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);

        Random random = new Random(SEED);
        Path killed = folder.resolve("killed");
        for (int round = 0; round < ROUNDS; round++) {
            Process process = Product.start("run", killed, source);
            if (!process.waitFor(whole / 4 + random.nextLong(whole), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        assertEquals(0, Product.start("run", killed, source).waitFor());
        assertEquals(digests(undisturbed), digests(killed), "seed " + SEED);
    }

    /// Digests of every file of facts and linked facts, by path.
    private static SortedMap<String, String> digests(Path chosen) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (String part : List.of("facts", "linked")) {
            try (Stream<Path> files = Files.walk(chosen.resolve(part))) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
                    digests.put(
                            chosen.relativize(file).toString(), sha256(Files.readAllBytes(file)));
                }
            }
        }
        return digests;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
