package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One case of everything that others made and that is read here, held against what others say of
/// it: The Sleuth Kit, SQL written for this test, the reference hashes of PDQ. The figures are
/// printed and kept in `target/real-input.txt`.
class RealInputTest {
    private static final List<String> PHONES =
            List.of(
                    "whatsapp-android_2023-10",
                    "whatsapp-android_2026-01",
                    "whatsapp-android_2026-05");

    /// The acceptance rule of PDQ: with another decoder than the reference's, so many bits may
    /// differ where the quality is so high.
    private static final int PDQ_DISTANCE = 10;

    private static final int PDQ_QUALITY = 80;

    private static final List<String> FIGURES = new ArrayList<>();

    @TempDir private static Path folder = Path.of("");

    private static Path chosen = Path.of("");
    private static List<ForeignImage> images = List.of();
    private static Map<String, List<CSVRecord>> items = Map.of();

    @BeforeAll
    static void runsOneCaseOfEverything() throws IOException, InterruptedException, SQLException {
        ForeignEvidence.shared("evidence/truth");
        chosen = folder.resolve("case");
        images = ForeignEvidence.images(folder);
        StringBuilder exhibits = new StringBuilder("exhibit,path\n");
        for (ForeignImage image : images) {
            exhibits.append("%s,%s\n".formatted(image.exhibit(), image.path()));
        }
        for (String phone : PHONES) {
            Path script = ForeignEvidence.shared("chat/chm/" + phone);
            Path zip =
                    ForeignEvidence.phone(
                            ForeignEvidence.database(
                                    script.resolve("msgstore.sql"), database(phone)),
                            ForeignEvidence.database(
                                    script.resolve("wa.sql"), folder.resolve(phone + "-wa.db")),
                            folder.resolve(phone + ".zip"));
            exhibits.append("%s,%s\n".formatted(phone, zip));
        }
        for (String kept : List.of("pdq", "chat", "evidence/e2fsprogs")) {
            exhibits.append("%s,%s\n".formatted(kept, ForeignEvidence.shared(kept)));
        }
        Path list = Files.writeString(folder.resolve("exhibits.csv"), exhibits);
        long begun = System.nanoTime();
        Product.Said said = Product.run("run", chosen.toString(), "--exhibits", list.toString());
        assertEquals(1, said.code(), said.err());
        FIGURES.add(
                "whole run: %d s; %s"
                        .formatted(
                                (System.nanoTime() - begun) / 1_000_000_000,
                                said.err().lines().toList().getLast()));
        Map<String, List<CSVRecord>> byExhibit = new TreeMap<>();
        for (CSVRecord row :
                Product.query(
                        chosen,
                        "SELECT i.exhibit, i.path, i.kind, i.origin, c.md5 FROM item i LEFT JOIN content c"
                                + " ON c.source = i.source AND c.item = i.item ORDER BY ALL")) {
            byExhibit.computeIfAbsent(row.get("exhibit"), x -> new ArrayList<>()).add(row);
        }
        items = byExhibit;
    }

    @AfterAll
    static void printsTheFigures() throws IOException {
        String table = String.join("\n", FIGURES) + "\n";
        System.out.println(table);
        Files.writeString(Path.of("target", "real-input.txt"), table);
    }

    static Stream<ForeignImage> images() {
        return images.stream();
    }

    private static Path database(String phone) {
        return folder.resolve(phone + "-msgstore.db");
    }

    @ParameterizedTest
    @MethodSource("images")
    void everyFileThatTheSleuthKitReadsIsRead(ForeignImage image) throws IOException {
        List<CSVRecord> rows = items.getOrDefault(image.exhibit(), List.of());
        List<ForeignImage.Digested> truth =
                image.allocated(ForeignEvidence.shared("evidence/truth"));
        List<ForeignImage.Digested> left = new ArrayList<>();
        long deleted = 0;
        for (CSVRecord row : rows) {
            boolean content = !row.get("md5").isEmpty();
            if (content && row.get("origin").equals("LISTED")) {
                left.add(new ForeignImage.Digested(row.get("path"), row.get("md5")));
            }
            boolean file = row.get("kind").equals("FILE");
            deleted += file && row.get("origin").equals("DELETED") ? 1 : 0;
        }
        List<ForeignImage.Digested> missing = new ArrayList<>();
        for (ForeignImage.Digested each : truth) {
            if (!left.remove(each)) {
                missing.add(each);
            }
        }
        FIGURES.add(
                "%-26s %5d items, %4d of %4d files equal, %3d deleted files (at least %d)"
                        .formatted(
                                image.exhibit(),
                                rows.size(),
                                truth.size() - missing.size(),
                                truth.size(),
                                deleted,
                                image.deleted()));
        assertEquals(List.of(), missing);
        assertTrue(deleted >= image.deleted(), deleted + " deleted files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian/ntfs", "debian/vfat"})
    void deletedFilesComeBackWithTheirContent(String exhibit) throws IOException {
        List<CSVRecord> rows = items.getOrDefault(exhibit, List.of());
        if (rows.isEmpty()) {
            System.err.println("SKIPPED: " + exhibit + " is not here");
            return;
        }
        // The package brings the files as they were before they were deleted.
        Set<String> originals = new TreeSet<>();
        Path kept = Path.of("/usr/share/forensics-samples/original-files");
        try (Stream<Path> files = Files.walk(kept)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                originals.add(Hashes.md5(file));
            }
        }
        long deleted = 0;
        Set<String> equal = new TreeSet<>();
        for (CSVRecord row : rows) {
            if (row.get("origin").equals("DELETED") && row.get("kind").equals("FILE")) {
                deleted++;
                if (originals.contains(row.get("md5"))) {
                    equal.add(row.get("md5"));
                }
            }
        }
        FIGURES.add("%-26s %d of %d deleted files equal".formatted(exhibit, equal.size(), deleted));
        assertTrue(equal.size() >= 17, equal.size() + " of " + deleted);
    }

    @Test
    void whatIsNotReadIsOneClearProblem() throws IOException {
        for (ForeignImage image : images) {
            List<CSVRecord> problems =
                    Product.query(
                            chosen,
                            "SELECT kind, code, detail FROM problem WHERE exhibit = '%s'"
                                    .formatted(image.exhibit()));
            if (!image.readable()) {
                assertEquals(1, problems.size(), image.exhibit() + ": " + problems);
                assertEquals("UNSUPPORTED", problems.getFirst().get("kind"));
                assertEquals(List.of(), items.getOrDefault(image.exhibit(), List.of()));
            }
        }
    }

    @Test
    void nothingFailed() throws IOException {
        for (CSVRecord count :
                Product.query(
                        chosen,
                        "SELECT exhibit, kind, code, count(*) AS n FROM problem GROUP BY ALL ORDER BY ALL")) {
            FIGURES.add("problem " + String.join(" ", count.toList()));
        }
        assertEquals(
                List.of(),
                Product.query(
                        chosen,
                        "SELECT exhibit, code, detail, address FROM problem WHERE kind = 'FAILED'"));
    }

    @Test
    void containersAreVerifiedAgainstTheirStoredDigests() throws IOException {
        List<CSVRecord> rows =
                Product.query(
                        chosen,
                        "SELECT exhibit, verdict FROM source WHERE format = 'e01' ORDER BY exhibit");
        assertTrue(rows.size() >= 6, rows.toString());
        for (CSVRecord row : rows) {
            assertEquals("VERIFIED", row.get("verdict"), row.get("exhibit"));
        }
    }

    @Test
    void messagesChatsAndMembersAreThoseOfIndependentSql() throws IOException, SQLException {
        for (String phone : PHONES) {
            Map<String, String> counts = new TreeMap<>();
            equal(
                    counts,
                    phone,
                    "messages",
                    "SELECT key_id || '|' || (from_me AND message_type <> 7) || '|' || coalesce(text_data, '') FROM message",
                    "SELECT message_key || '|' || CASE WHEN from_owner THEN 1 ELSE 0 END || '|' || coalesce(text, '')"
                            + " FROM message WHERE state <> 'RECOVERED'");
            equal(
                    counts,
                    phone,
                    "chats",
                    "SELECT coalesce(c.subject, '') || '|' || (j.server = 'g.us') FROM chat c JOIN jid j ON j._id = c.jid_row_id",
                    "SELECT coalesce(subject, '') || '|' || CASE WHEN kind = 'GROUP' THEN 1 ELSE 0 END FROM conversation");
            equal(
                    counts,
                    phone,
                    "groups",
                    "SELECT 'whatsapp:' || j.user || '@' || j.server FROM chat c JOIN jid j ON j._id = c.jid_row_id WHERE j.server = 'g.us'",
                    "SELECT conversation FROM conversation WHERE kind = 'GROUP'");
            FIGURES.add("%-26s %s".formatted(phone, counts));
        }
    }

    private static void equal(
            Map<String, String> counts, String phone, String what, String sqlite, String ours)
            throws IOException, SQLException {
        List<String> expected = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database(phone));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sqlite)) {
            while (rows.next()) {
                expected.add(rows.getString(1));
            }
        }
        List<String> found = new ArrayList<>();
        for (CSVRecord row :
                Product.query(
                        chosen,
                        ours
                                + (ours.contains(" WHERE ") ? " AND " : " WHERE ")
                                + "exhibit = '"
                                + phone
                                + "'")) {
            found.add(row.get(0));
        }
        assertEquals(
                expected.stream().sorted().toList(),
                found.stream().sorted().toList(),
                phone + what);
        counts.put(what, expected.size() + " equal");
    }

    @Test
    void picturesHashAsTheReferenceSays() throws IOException {
        Map<String, CSVRecord> found = new TreeMap<>();
        for (CSVRecord row :
                Product.query(
                        chosen,
                        "SELECT i.path AS path, v.hash AS hash, v.quality AS quality FROM visual_hash v JOIN item i"
                                + " ON i.source = v.source AND i.item = v.item"
                                + " WHERE v.exhibit = 'pdq' AND v.algorithm = 'PDQ'")) {
            found.put(row.get("path"), row);
        }
        int compared = 0;
        int exact = 0;
        int worst = 0;
        for (String line :
                Files.readAllLines(ForeignEvidence.shared("pdq/expected/cpp-ref-hashes.csv"))) {
            String[] parts = line.split(",", 3);
            String path = parts[2].replaceFirst("^\\./", "");
            if (!Files.exists(ForeignEvidence.shared("pdq").resolve(path))) {
                continue;
            }
            CSVRecord row = found.get(path);
            if (row == null) {
                FIGURES.add("pdq: no hash of " + path);
                continue;
            }
            int distance =
                    new BigInteger(parts[0], 16)
                            .xor(new BigInteger(row.get("hash"), 16))
                            .bitCount();
            compared++;
            exact += distance == 0 ? 1 : 0;
            if (Integer.parseInt(parts[1]) >= PDQ_QUALITY) {
                worst = Math.max(worst, distance);
                assertTrue(distance <= PDQ_DISTANCE, path + ": distance " + distance);
            }
        }
        FIGURES.add(
                String.format(
                        Locale.ROOT,
                        "pdq: %d pictures compared, %d bit-exact, worst distance %d at quality %d or more",
                        compared,
                        exact,
                        worst,
                        PDQ_QUALITY));
        assertTrue(compared >= 35, compared + " pictures");
    }
}
