package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bad evidence through the whole product: the facts that can be had, one problem that says what,
/// where and what it means, exit code 1, and everything else goes on.
class BadInputTest {
    @TempDir private static Path folder = Path.of("");

    private static Path chosen = Path.of("");
    private static Product.Said said = Product.run("--version");
    private static Map<String, String> before = Map.of();

    @BeforeAll
    static void runsAllOfItInOneCase() throws IOException, SQLException {
        Path sources = Files.createDirectories(folder.resolve("sources"));
        BadInput bad = new BadInput(sources);
        Map<String, Path> exhibits = new LinkedHashMap<>();
        exhibits.put("truncated", bad.truncatedE01());
        exhibits.put("missing", bad.missingSegment());
        exhibits.put("wrong", bad.wrongDigest());
        exhibits.put("cycle", bad.directoryCycle());
        exhibits.put("bomb", bad.zipBomb());
        exhibits.put("letter", bad.noDatabase());
        exhibits.put(
                "unknown",
                bad.changedTable("unknown", "ALTER TABLE message ADD COLUMN of_next_year BLOB"));
        exhibits.put(
                "lacking",
                bad.changedTable("lacking", "ALTER TABLE message DROP COLUMN message_type"));
        exhibits.put(
                "retyped", bad.changedTable("retyped", "UPDATE message SET timestamp = 'at noon'"));
        exhibits.put("log", bad.foreignLog());
        exhibits.put("huge", bad.hugePicture());
        exhibits.put("climbing", bad.climbingPath());
        exhibits.put("control", bad.controlCharacters());
        exhibits.put("surrogate", bad.loneSurrogate());
        StringBuilder list = new StringBuilder("exhibit,path\n");
        exhibits.forEach((exhibit, path) -> list.append("%s,%s\n".formatted(exhibit, path)));
        Path file = Files.writeString(sources.resolve("exhibits.csv"), list);
        chosen = folder.resolve("case");
        before = Hashes.tree(sources);
        said = Product.run("run", chosen.toString(), "--exhibits", file.toString());
    }

    @Test
    void theRunIsCompleteWithProblems() throws IOException {
        assertEquals(1, said.code(), said.err());
        assertTrue(said.err().contains("14 sources examined"), said.err());
        assertTrue(said.err().lines().allMatch(line -> line.length() < 400), said.err());
        assertEquals(
                0, Product.query(chosen, "SELECT * FROM problem WHERE kind = 'FAILED'").size());
    }

    /// Exhibit, kind and code of the only problem, and how many files are digested at least.
    @ParameterizedTest
    @CsvSource({
        "cycle, MALFORMED, EV-02, 8",
        "bomb, LIMIT_REACHED, EV-05, 1",
        "letter, MALFORMED, EX-0201, 2",
        "unknown, UNSUPPORTED, EX-02, 2",
        "lacking, MALFORMED, EX-0205, 2",
        "retyped, MALFORMED, EX-0207, 2",
        "log, MALFORMED, EX-0202, 3",
        "huge, LIMIT_REACHED, ME-01, 2",
        "climbing, MALFORMED, RU-0111, 2",
        "control, MALFORMED, RU-0111, 2",
        "surrogate, MALFORMED, RU-0111, 2",
        "wrong, MALFORMED, RU-0108, 8"
    })
    void eachGivesItsFactsAndOneProblem(String exhibit, String kind, String code, int digested)
            throws IOException {
        List<CSVRecord> problems = problems(exhibit);
        assertEquals(1, problems.size(), problems.toString());
        CSVRecord problem = problems.getFirst();
        assertEquals(kind, problem.get("kind"), problem.toString());
        assertTrue(problem.get("code").startsWith(code), problem.toString());
        saysWhatWhereAndWhatItMeans(problem);
        assertTrue(digested(exhibit) >= digested, digested(exhibit) + " digested");
    }

    @ParameterizedTest
    @CsvSource({"truncated", "missing"})
    void aTornImageIsOneProblemThatCountsTheItemsThatItCuts(String exhibit) throws IOException {
        List<CSVRecord> problems = problems(exhibit);
        assertEquals(1, problems.size(), problems.toString());
        CSVRecord problem = problems.getFirst();
        assertEquals("TRUNCATED", problem.get("kind"), problem.toString());
        saysWhatWhereAndWhatItMeans(problem);
        assertTrue(digested(exhibit) >= 3, digested(exhibit) + " digested");
        String items =
                "SELECT count(*) FROM item WHERE exhibit = '%s' AND kind <> 'OTHER'"
                        .formatted(exhibit);
        assertEquals("10", Product.value(chosen, items));
        long files = Long.parseLong(Product.value(chosen, items + " AND kind = 'FILE'"));
        long cut = files - digested(exhibit);
        assertTrue(
                problem.get("detail").contains("; " + cut + " item(s) lie there"),
                problem.toString());
        assertEquals(
                String.valueOf(cut),
                Product.value(
                        chosen,
                        "SELECT count(*) FROM item i JOIN examined e ON e.source = i.source AND e.item = i.item"
                                + " WHERE i.exhibit = '%s' AND e.examination = 'listing' AND e.outcome = 'PARTLY'"
                                        .formatted(exhibit)));
    }

    @Test
    void aWrongDigestIsAVerdict() throws IOException {
        assertEquals(
                "MISMATCH",
                Product.value(chosen, "SELECT verdict FROM source WHERE exhibit = 'wrong'"));
    }

    @ParameterizedTest
    @CsvSource({"unknown", "lacking", "retyped", "log"})
    void messagesAreReadWhateverIsWrongBesideThem(String exhibit) throws IOException {
        assertEquals(
                "40",
                Product.value(
                        chosen,
                        "SELECT count(*) FROM message WHERE exhibit = '%s' AND text LIKE 'soup number %%'"
                                .formatted(exhibit)));
    }

    @Test
    void whatIsPrintedHoldsNoControlCharacters() {
        String table =
                Product.run("facts", chosen.toString(), "item", "--where", "exhibit = 'control'")
                        .out();
        assertTrue(
                table.chars().allMatch(each -> each == '\n' || each == '\r' || each >= ' '), table);
    }

    @Test
    void nothingIsWrittenOutsideTheCase() throws IOException {
        assertEquals(before, Hashes.tree(folder.resolve("sources")));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("case", "sources"),
                    left.map(path -> String.valueOf(path.getFileName())).sorted().toList());
        }
        try (Stream<Path> left = Files.list(chosen.resolve("tmp"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static List<CSVRecord> problems(String exhibit) throws IOException {
        return Product.query(
                chosen,
                "SELECT kind, code, detail, address FROM problem WHERE exhibit = '%s' ORDER BY address, code"
                        .formatted(exhibit));
    }

    private static long digested(String exhibit) throws IOException {
        return Long.parseLong(
                Product.value(
                        chosen,
                        "SELECT count(*) FROM content WHERE exhibit = '%s'".formatted(exhibit)));
    }

    private static void saysWhatWhereAndWhatItMeans(CSVRecord problem) {
        String detail = problem.get("detail");
        assertTrue(detail.length() > 30 && detail.length() < 700, detail);
        assertTrue(detail.chars().allMatch(each -> each >= ' '), detail);
        assertTrue(problem.get("address").startsWith("source:"), problem.toString());
    }
}
