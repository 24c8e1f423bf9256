package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.disclose.PackageDecision;
import org.tutela.disclose.PackageOrder;
import org.tutela.disclose.PackageWriter;
import org.tutela.disclose.Scope;
import org.tutela.disclose.SealingKey;
import org.tutela.facts.CaseFolder;
import org.tutela.run.Examinations;
import org.tutela.run.Progress;
import org.tutela.scenario.Scenario;
import org.tutela.verify.PackageCheck;
import org.tutela.verify.StandaloneJar;
import org.tutela.verify.Verdict;

/// A sealed package of a made-up operation: what is in it, and that no change goes unnoticed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PackageTest {
    private Path folder = Path.of("");
    private Path chosen = Path.of("");
    private Path sealed = Path.of("");

    @BeforeAll
    void makeAPackage(@TempDir Path temporary) throws IOException {
        folder = temporary;
        chosen = folder.resolve("case");
        Path operation = folder.resolve("operation");
        Scenario.small(1).write(operation);
        try (CaseFolder open = CaseFolder.openForWriting(chosen)) {
            new CaseRun(open, Progress.silent(), Examinations.all())
                    .run(
                            ExhibitsFile.read(operation.resolve("exhibits.csv")),
                            List.of(),
                            new CaseRun.Settings(Set.of(), 2));
        }
        try (Casebook casebook = Casebook.open(chosen, InstantSource.system())) {
            casebook.users().put("system", user("ana"), "correct horse 1");
            casebook.users().put("system", user("bo"), "correct horse 2");
        }
        Files.writeString(folder.resolve("approval"), "correct horse 2\n");
        Path out = folder.resolve("out");
        assertEquals(
                0,
                run(
                        "package",
                        chosen,
                        "--country",
                        "ES",
                        "--to",
                        out,
                        "--by",
                        "ana",
                        "--approved-by",
                        "bo",
                        "--approval",
                        folder.resolve("approval"),
                        "--language",
                        "es",
                        "--handling",
                        "COURT ONLY"));
        sealed = out.resolve("tutela-ES-1");
    }

    private static User user(String name) {
        return new User(name, Role.INVESTIGATOR, Set.of(User.ALL_EXHIBITS), false, false);
    }

    private static int run(Object... arguments) {
        return Main.run(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void isAcceptedByCommandAndByTheVerifierAlone() throws IOException, InterruptedException {
        assertEquals(0, run("verify", sealed));
        Path copy = Files.createDirectories(folder.resolve("elsewhere")).resolve("copy");
        copy(sealed, copy);
        Process alone =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                copy.resolve("verify.jar").toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(alone.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, alone.waitFor(), said);
        assertTrue(said.contains("VALID.") && said.contains("COURT ONLY"), said);
    }

    @Test
    void theStepsOfVerifyTextHold() throws IOException, InterruptedException {
        List<String> steps =
                Files.readAllLines(sealed.resolve("VERIFY.txt")).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("sha256sum") || line.startsWith("openssl"))
                        .toList();
        assertEquals(5, steps.size());
        for (String step : steps) {
            Process process =
                    new ProcessBuilder("sh", "-c", step)
                            .directory(sealed.resolve("bag").toFile())
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), step + "\n" + said);
        }
    }

    @Test
    void nobodyOutsideIsNamedAnywhere() throws IOException {
        Set<String> outside = new TreeSet<>();
        Set<String> inside = new TreeSet<>();
        try (CaseFolder open = CaseFolder.openForReading(chosen);
                CaseQuery query = CaseQuery.open(open)) {
            String sql =
                    """
                    SELECT coalesce(l.country, ''), x.value FROM (
                        SELECT account, account AS value FROM linked_account UNION SELECT account, handle FROM linked_account
                        UNION SELECT account, display_name FROM linked_account
                        UNION SELECT coalesce(a.account, c.account), c.display_name FROM contact c LEFT JOIN account_alias a ON a.alias = c.account
                        UNION SELECT coalesce(a.account, c.account), c.number FROM contact c LEFT JOIN account_alias a ON a.alias = c.account
                        UNION SELECT coalesce(a.account, c.account), c.display_name FROM account c LEFT JOIN account_alias a ON a.alias = c.account) x
                    JOIN linked_account l ON l.account = x.account WHERE x.value IS NOT NULL
                    """;
            query.query(
                    sql,
                    sink((country, value) -> {
                        String id =
                                value.replaceFirst("^[a-z]+:", "")
                                        .replaceFirst("@.*", "")
                                        .toLowerCase(Locale.ROOT);
                        (country.equals("ES") ? inside : outside).add(id);
                    }));
        }
        outside.removeAll(inside);
        outside.removeIf(value -> value.length() < 5);
        assertTrue(outside.size() > 20, "only " + outside.size() + " identifiers");
        for (Path file : files(sealed.resolve("bag"))) {
            String text = Files.readString(file).toLowerCase(Locale.ROOT);
            String digits = text.replaceAll("(?<=\\d)[ ().\\-/](?=\\d)", "");
            for (String value : outside) {
                assertFalse(text.contains(value), file.getFileName() + " names " + value);
                if (value.matches("\\+?\\d{8,}")) {
                    assertFalse(
                            digits.contains(value.replace("+", "")),
                            file.getFileName() + " names " + value);
                }
            }
            assertFalse(sealed.relativize(file).toString().matches(".*\\d{9}.*"));
        }
    }

    /// Takes two texts.
    private interface Pair {
        void take(String first, String second);
    }

    private static RowSink sink(Pair pair) {
        return new RowSink() {
            @Override
            public void begin(List<String> columns) {}

            @Override
            public void row(List<Object> values) {
                pair.take(String.valueOf(values.get(0)), String.valueOf(values.get(1)));
            }

            @Override
            public void end() {}
        };
    }

    @Test
    void theSameDecisionGivesTheSameBytes() throws IOException {
        try (CaseFolder open = CaseFolder.openForReading(chosen);
                CaseQuery query = CaseQuery.open(open);
                Casebook casebook = Casebook.open(chosen, InstantSource.system())) {
            SealingKey key = SealingKey.ofCase(chosen, InstantSource.system().instant());
            PackageOrder order = new PackageOrder("GB", "", "", "", "", "", "en");
            PackageDecision decision =
                    PackageDecision.record(
                            casebook,
                            order,
                            new PackageOrder.People("ana", null),
                            Scope.of(open, query, "GB"));
            PackageWriter writer =
                    new PackageWriter(open, query, casebook, StandaloneJar.toBytes());
            Path first = writer.write(folder.resolve("one"), decision, key).path();
            Path second = writer.write(folder.resolve("two"), decision, key).path();
            assertEquals(bytes(first), bytes(second));
            Verdict verdict = PackageCheck.check(first, null);
            assertTrue(verdict.valid());
            assertTrue(
                    verdict.warnings().stream().anyMatch(note -> note.contains("DRAFT")),
                    "a package that nobody approved says so");
        }
    }

    @Test
    void fourEyesAreAskedFor() throws IOException {
        Path out = folder.resolve("refused");
        Path wrong = folder.resolve("wrong");
        Files.writeString(wrong, "correct horse 1");
        assertEquals(
                2,
                run(
                        "package",
                        chosen,
                        "--country",
                        "ES",
                        "--to",
                        out,
                        "--by",
                        "ana",
                        "--approved-by",
                        "bo",
                        "--approval",
                        wrong));
        assertEquals(
                2,
                run(
                        "package",
                        chosen,
                        "--country",
                        "ES",
                        "--to",
                        out,
                        "--by",
                        "bo",
                        "--approved-by",
                        "bo",
                        "--approval",
                        folder.resolve("approval")));
        assertEquals(2, run("package", chosen, "--country", "ZZ", "--to", out));
        assertEquals(2, run("erase", chosen, "source", "HP-01"));
        assertFalse(Files.exists(out));
    }

    @Test
    void whatWasErasedIsGone() throws IOException {
        Path copy = folder.resolve("erased-case");
        copy(chosen, copy);
        String source;
        try (CaseFolder open = CaseFolder.openForReading(copy)) {
            source = open.sources().getFirst().id().toString();
        }
        assertEquals(
                0,
                run(
                        "erase",
                        copy,
                        "source",
                        source,
                        "--by",
                        "ana",
                        "--approved-by",
                        "bo",
                        "--approval",
                        folder.resolve("approval")));
        assertTrue(
                Files.readString(copy.resolve("erasure/" + source + ".txt"))
                        .contains("approved by: bo"));
        for (Path file : files(copy)) {
            assertFalse(file.toString().contains("source=" + source), file + " is left");
        }
        try (Casebook casebook = Casebook.open(copy, InstantSource.system())) {
            assertEquals(null, casebook.journal().verify().broken());
        }
        assertEquals(0, run("verify", sealed));
    }

    @Test
    void noMutationVerifies() throws IOException {
        long seed = Long.getLong("fuzz.seed", 5);
        int rounds = Integer.getInteger("fuzz.rounds", 150);
        Random random = new Random(seed);
        Path victim = folder.resolve("victim");
        copy(sealed, victim);
        List<Path> files = files(victim);
        for (int round = 0; round < rounds; round++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            byte[] after = mutate(before, random);
            if (Arrays.equals(before, after)) {
                continue;
            }
            Files.write(file, after);
            String where = victim.relativize(file) + ", seed " + seed + ", round " + round;
            assertFalse(PackageCheck.check(victim, null).valid(), where + " went unnoticed");
            Files.write(file, before);
        }
        assertTrue(PackageCheck.check(victim, null).valid());
        Files.writeString(victim.resolve("more.txt"), "more");
        assertFalse(PackageCheck.check(victim, null).valid());
        Files.delete(victim.resolve("more.txt"));
        Files.copy(folder.resolve("approval"), victim.resolve("seal/other.tsr"));
        assertFalse(PackageCheck.check(victim, null).valid());
        Files.delete(victim.resolve("seal/other.tsr"));
        assertFalse(PackageCheck.check(victim, "00".repeat(32)).valid());
    }

    private static byte[] mutate(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        int at = random.nextInt(Math.max(1, bytes.length));
        switch (random.nextInt(4)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> changed = Arrays.copyOf(bytes, at);
            default -> {
                changed = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
                changed[bytes.length] = (byte) random.nextInt(256);
            }
        }
        return changed;
    }

    private static Map<String, Integer> bytes(Path root) throws IOException {
        Map<String, Integer> all = new TreeMap<>();
        for (Path file : files(root)) {
            all.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
        return all;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
