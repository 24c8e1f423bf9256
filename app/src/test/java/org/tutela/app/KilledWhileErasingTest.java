package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;

/// A process that erases a person is killed without warning (`kill -9`), as soon as a file of the
/// case shows that it has come so far, and at moments drawn by lot.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KilledWhileErasingTest {
    /// More of the moments drawn by lot: `./dev test KilledWhileErasingTest -Dkill.rounds=20`.
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 1);

    private static final long SEED = 20_261_124;

    private PackagedCase made = new PackagedCase(Path.of(""), Path.of(""), Path.of(""));
    private Path sealed = Path.of("");
    private String account = "";

    @BeforeAll
    void makeACase(@TempDir Path temporary) throws IOException {
        made = PackagedCase.make(temporary, "HP-01|HP-03");
        sealed = made.approved("out", "ES");
        account =
                Product.value(
                        made.chosen(),
                        """
                        SELECT l.account FROM linked_account l JOIN linked_message m ON m.sender = l.account
                        WHERE l.account LIKE '%@s.whatsapp.net' GROUP BY l.account ORDER BY count(*) DESC, l.account LIMIT 1
                        """);
        try (Casebook casebook = Casebook.open(made.chosen(), InstantSource.system())) {
            casebook.journal()
                    .append(new Deed("ana", "LOOKED_AT", "account:" + account, "", "", "{}"));
            casebook.journal().append(Deed.ofCase("ana", "NOTED", "met " + account));
        }
        assertTrue(left().count(made.chosen()) > 20, "the search finds what is there");
    }

    private LeftBytes left() {
        String id = account.substring(account.indexOf(':') + 1);
        return LeftBytes.lookingFor().text(id).text(id.substring(0, id.indexOf('@')));
    }

    /// How far it is, as files of the case show.
    private enum Moment {
        DECIDED,
        OUT_OF_THE_JOURNAL,
        COUNTED,
        OUT_OF_THE_CATALOG,
        LINKED_FACTS_GONE,
        LINKING;

        boolean reached(Path where, long generations) throws IOException {
            Path pending = where.resolve("erasure/pending.json");
            if (!Files.exists(pending)) {
                return false;
            }
            String text = Files.readString(pending);
            return switch (this) {
                case DECIDED -> true;
                case OUT_OF_THE_JOURNAL -> text.contains("\"counts\"");
                case COUNTED -> text.contains("\"files\"");
                case OUT_OF_THE_CATALOG -> generations(where) > generations;
                case LINKED_FACTS_GONE ->
                        generations(where) > generations && !Files.exists(where.resolve("linked"));
                case LINKING -> generations(where) > generations + 1;
            };
        }
    }

    private static long generations(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where.resolve("catalog"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{8}\\.json"))
                    .count();
        }
    }

    @Test
    void theNextCommandFinishesItWheneverItWasKilled() throws IOException, InterruptedException {
        boolean byRun = false;
        for (Moment moment : Moment.values()) {
            byRun = !byRun;
            Path where = copy(moment.toString());
            long generations = generations(where);
            Process erasing = erasing(where);
            while (erasing.isAlive() && !moment.reached(where, generations)) {
                Thread.sleep(1);
            }
            kill(erasing);
            assertTrue(pending(where), "it was not finished when it was killed at " + moment);
            finishedByTheNext(where, byRun, moment.toString());
        }
    }

    @Test
    void theNextCommandFinishesItHoweverOftenItWasKilled()
            throws IOException, InterruptedException {
        Path whole = copy("undisturbed");
        long begun = System.nanoTime();
        assertEquals(0, erasing(whole).waitFor());
        long most = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            Path where = copy("round-" + round);
            for (int time = 0; time < 3; time++) {
                Process erasing = erasing(where);
                if (!erasing.waitFor(most / 4 + random.nextLong(most), TimeUnit.MILLISECONDS)) {
                    kill(erasing);
                }
            }
            if (!pending(where) && !Files.exists(where.resolve("erasure"))) {
                assertEquals(0, erasing(where).waitFor(), "it was never decided");
            }
            finishedByTheNext(where, round % 2 == 0, "seed " + SEED + ", round " + round);
        }
    }

    private Path copy(String name) throws IOException {
        Path to = made.folder().resolve("killed-" + name);
        PackagedCase.copy(made.chosen(), to);
        String propose =
                Product.run("erase", to.toString(), "person", account, "--by", "ana").err();
        assertTrue(propose.contains("Proposed"), propose);
        return to;
    }

    private Process erasing(Path where) throws IOException {
        return Product.start(
                "erase",
                where,
                "person",
                account,
                "--approved-by",
                "bo",
                "--approval",
                made.approval());
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }

    private static boolean pending(Path where) {
        return Files.exists(where.resolve("erasure/pending.json"));
    }

    private void finishedByTheNext(Path where, boolean byRun, String when) throws IOException {
        if (pending(where)) {
            Product.Said refused =
                    Product.run("package", where.toString(), "--country", "ES", "--to", "out");
            assertEquals(2, refused.code(), "nothing leaves a case in between");
            Product.Said next =
                    byRun
                            ? Product.run("run", where.toString())
                            : Product.run("erase", where.toString(), "person", account);
            assertEquals(0, next.code(), when + ": " + next.err());
        }
        assertFalse(pending(where), when);
        assertEquals(List.of(), left().search(where), when);
        assertEquals(0, PackagedCase.run("audit", "verify", where), when);
        assertEquals(0, PackagedCase.run("verify", sealed), when);
        List<CSVRecord> rows = Product.query(where, "SELECT count(*) FROM linked_message");
        assertTrue(Long.parseLong(rows.getFirst().get(0)) > 100, "others' messages stay");
        certificateTellsIt(where, when);
    }

    /// One certificate, with the figures of what went, however often it was begun.
    private static void certificateTellsIt(Path where, String when) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.list(where.resolve("erasure"))) {
            found = files.filter(file -> file.toString().endsWith(".txt")).toList();
        }
        assertEquals(1, found.size(), when);
        String text = Files.readString(found.getFirst());
        assertTrue(text.contains("  message: "), when + ": " + text);
        assertFalse(text.contains("keys of 0 subjects"), when + ": " + text);
    }
}
