package org.tutela.casebook.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.sqlite.SQLiteConfig;
import org.tutela.casebook.Casebook;

/// A process that grades is killed without warning (`kill -9`), again and again.
final class KilledWhileGradingTest {
    private static final int KILLS = 4;

    @TempDir Path home;

    @Test
    void noAcknowledgedDecisionIsLostAndNoneIsHalf() throws Exception {
        long seed = 11;
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        TreeSet<Integer> graded = new TreeSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int first = kill * 10_000;
            List<String> said = gradeUntilKilled(first, 3 + random.nextInt(40));
            for (String line : said) {
                int stack = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
                if (line.startsWith("graded")) {
                    graded.add(stack);
                } else {
                    graded.remove(stack);
                }
            }
            int next = first + said.size();
            try (Casebook casebook = Casebook.open(home, InstantSource.system())) {
                assertNull(casebook.journal().verify().broken());
                // What was being done when it was killed may have been to take this one back.
                int doubtful = next - 1;
                if (graded.contains(doubtful) && held(casebook, doubtful) == 0) {
                    graded.remove(doubtful);
                }
                for (int stack : graded) {
                    assertEquals(3, held(casebook, stack), "stack " + stack);
                }
                int last = held(casebook, next);
                assertTrue(last == 0 || last == 3, "a decision is whole or not there");
            }
        }
    }

    private static int held(Casebook casebook, int stack) throws IOException {
        return casebook.grades()
                .verdicts(
                        GradingProcess.members(stack).stream().map(Shown.Member::content).toList())
                .size();
    }

    /// What the process said before it died, all of it acknowledged.
    private List<String> gradeUntilKilled(int first, int lines)
            throws IOException, InterruptedException, URISyntaxException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath(
                                        Casebook.class,
                                        GradingProcess.class,
                                        SQLiteConfig.class,
                                        PasswordEncoder.class),
                                GradingProcess.class.getName(),
                                home.toString(),
                                Integer.toString(first))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                if (said.size() == lines) {
                    // Not by the process itself, which would close what is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertTrue(said.size() >= lines, "it died by itself: " + said);
        return said;
    }

    private static String classPath(Class<?>... classes) throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> each : classes) {
            CodeSource source = each.getProtectionDomain().getCodeSource();
            places.add(Path.of(source.getLocation().toURI()).toString());
        }
        return String.join(File.pathSeparator, places);
    }
}
