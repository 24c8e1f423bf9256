package org.tutela.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tutela.scenario.content.Contents;

/// A small operation, written once for all tests that look at it.
final class Written {
    static final long SEED = 2026;
    static final Scenario SCENARIO = Scenario.small(SEED);
    private static final Path FOLDER = write(SCENARIO, "small");

    private Written() {}

    static Path folder() {
        return FOLDER;
    }

    /// Writes anew into a folder below `target`.
    static Path write(Scenario scenario, String name) {
        try {
            Path folder = Path.of("target", "scenario-" + name);
            if (Files.exists(folder)) {
                for (Path path : files(folder).reversed()) {
                    Files.delete(path);
                }
            }
            long start = System.nanoTime();
            scenario.write(folder);
            System.err.printf(
                    "wrote %s in %d ms%n", folder, (System.nanoTime() - start) / 1_000_000);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything below a folder, folders before what they hold.
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted().toList();
        }
    }

    /// Digest of every file below a folder, by relative path.
    static List<String> digests(Path folder) throws IOException {
        List<String> digests = new java.util.ArrayList<>();
        for (Path path : files(folder)) {
            if (Files.isRegularFile(path)) {
                byte[] digest = Contents.digest("SHA-256", Files.readAllBytes(path));
                digests.add(
                        folder.relativize(path) + " " + java.util.HexFormat.of().formatHex(digest));
            }
        }
        return digests;
    }
}
