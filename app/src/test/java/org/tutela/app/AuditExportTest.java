package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `tutela audit export` as somebody of a supervisory authority meets it: with the files alone, and
/// the rule of the chain as README.txt states it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AuditExportTest {
    private Path chosen = Path.of("");
    private Path into = Path.of("");

    @BeforeAll
    void export(@TempDir Path temporary) throws IOException {
        chosen = temporary.resolve("case");
        into = temporary.resolve("for/the authority");
        Path folder = Files.createDirectories(temporary.resolve("recipes"));
        Files.writeString(folder.resolve("soup.txt"), "Onions, and patience.");
        assertEquals(0, run("run", chosen.toString(), folder.toString(), "--exhibit", "HP-01"));
        Path password = Files.writeString(temporary.resolve("password"), "twelve balls and a goal");
        for (String name : List.of("ina", "rea")) {
            assertEquals(
                    0,
                    run(
                            "user",
                            "add",
                            chosen.toString(),
                            name,
                            "--role",
                            name.equals("ina") ? "investigator" : "reader",
                            "--exhibits",
                            "HP-01",
                            "--password-file",
                            password.toString()));
        }
        assertEquals(0, run("user", "disable", chosen.toString(), "rea"));
        Product.Said said =
                Product.run("audit", "export", chosen.toString(), "--into", into.toString());
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().contains(into.toString()), said.out());
    }

    private static int run(String... words) {
        return Product.run(words).code();
    }

    private List<CSVRecord> read(String name) throws IOException {
        try (Reader in = Files.newBufferedReader(into.resolve(name))) {
            return CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(in)
                    .getRecords();
        }
    }

    @Test
    void holdsTheJournalThePeopleTheTasksAndHowToCheck() throws IOException {
        try (Stream<Path> files = Files.list(into)) {
            assertEquals(
                    Set.of("journal.csv", "people.csv", "tasks.csv", "README.txt"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        List<CSVRecord> people = read("people.csv");
        assertEquals(List.of("ina", "rea"), people.stream().map(row -> row.get("name")).toList());
        assertEquals(
                List.of("false", "true"), people.stream().map(row -> row.get("disabled")).toList());
        assertTrue(
                read("journal.csv").stream()
                        .map(row -> row.get("what"))
                        .toList()
                        .contains("USER_CHANGED"));
    }

    @Test
    void theChainIsCheckedWithTheFilesAlone() throws IOException {
        String before = "0".repeat(64);
        List<CSVRecord> journal = read("journal.csv");
        for (CSVRecord entry : journal) {
            assertEquals(before, entry.get("previous"), "entry " + entry.get("number"));
            before = hash(entry);
            assertEquals(before, entry.get("hash"), "entry " + entry.get("number"));
        }
        String said = Files.readString(into.resolve("README.txt"));
        assertTrue(
                said.contains(
                        "chain of " + journal.size() + " entries holds; its head is " + before),
                said);
    }

    /// SHA-256 over the fields that README.txt names, each followed by one zero byte.
    private static String hash(CSVRecord entry) {
        Instant at = Instant.parse(entry.get("at"));
        List<String> fields =
                List.of(
                        entry.get("previous"),
                        entry.get("number"),
                        String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
                        entry.get("who"),
                        entry.get("what"),
                        entry.get("subject_name"),
                        entry.get("task"),
                        entry.get("from"),
                        entry.get("sealed_sha256"));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String field : fields) {
                digest.update(field.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Test
    void anExportIsInTheJournalAndNeverWrittenOverAnother() {
        Product.Said again =
                Product.run("audit", "export", chosen.toString(), "--into", into.toString());
        assertEquals(2, again.code());
        assertTrue(again.err().contains("is there already"), again.err());
        Product.Said journal = Product.run("audit", "export", chosen.toString());
        assertTrue(journal.out().contains("JOURNAL_EXPORTED"), journal.out());
        assertEquals(0, run("audit", "verify", chosen.toString()));
    }
}
