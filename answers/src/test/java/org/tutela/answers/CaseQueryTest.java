package org.tutela.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.LinkedStep;
import org.tutela.facts.RegisteredSource;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Address;
import org.tutela.model.Citation;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.LinkedMessage;
import org.tutela.model.Made;
import org.tutela.model.MessageKind;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;
import org.tutela.model.Seen;

final class CaseQueryTest {
    private static final Id FIRST = Id.of("first");
    private static final Id SECOND = Id.of("second");

    @TempDir static Path temporary;
    private static Path home;

    private static Seen seen(Id source, String table, String name) {
        Address item = Address.of(source).step(Address.Kind.ENTRY, name, 5);
        return Seen.of(table, Seen.Place.of(item), 0, "digests", 1);
    }

    private static RegisteredSource source(Id id, String exhibit) {
        return new RegisteredSource(
                id, exhibit, "/x/" + exhibit, exhibit, "raw", 9, new TreeMap<>(Map.of()));
    }

    @BeforeAll
    static void makeCase() throws IOException {
        home = temporary.resolve("the case's [folder] *?");
        try (CaseFolder folder = CaseFolder.openForWriting(home)) {
            folder.register(source(FIRST, "HP-01"));
            folder.register(source(SECOND, "HP-02, \"blue\""));
            for (Id source : List.of(FIRST, SECOND)) {
                Staging staging = Staging.open(folder, source, "all");
                try (UnitWriter unit = staging.begin("u")) {
                    for (String name : List.of("b.jpg", "a.jpg", "c\u00E9\n.jpg")) {
                        Digest md5 = Digest.of(new byte[16]);
                        Digest sha1 = Digest.of(new byte[20]);
                        Digest sha256 = Digest.of(new byte[32]);
                        unit.add(
                                Content.TABLE,
                                new Content(seen(source, "content", name), md5, sha1, sha256, 3));
                    }
                    unit.add(
                            Problem.TABLE,
                            new Problem(
                                    seen(source, "problem", "x"),
                                    ProblemKind.TRUNCATED,
                                    "EV-0101",
                                    "ends \"early\", at\r\n=1+1 \u001B[31m\u202E",
                                    null));
                    unit.commit();
                }
                staging.compact(List.of(), done -> {});
            }
            Made made = Made.of("messages", 1, "k");
            LinkedMessage message =
                    new LinkedMessage(
                            made,
                            "whatsapp:1@g.us",
                            "K1",
                            null,
                            1_767_323_045_123_456L,
                            MessageKind.TEXT,
                            "goal",
                            1,
                            1,
                            SECOND + " " + FIRST,
                            null);
            FactFile messages = LinkedRows.write(folder, LinkedMessage.TABLE, List.of(message));
            FactFile cites =
                    LinkedRows.write(
                            folder, Citation.TABLE, List.of(new Citation(made, Id.of("f"))));
            Catalog.change(folder)
                    .linked(new LinkedStep("messages", 1, 2), List.of(messages, cites))
                    .commit();
        }
    }

    private CaseQuery open() throws IOException {
        return CaseQuery.open(CaseFolder.openForReading(home));
    }

    private String csv(String sql) throws IOException {
        try (CaseQuery query = open()) {
            return csv(query, sql);
        }
    }

    private static String csv(CaseQuery query, String sql) throws IOException {
        StringBuilder out = new StringBuilder();
        query.query(sql, new CsvSink(out));
        return out.toString();
    }

    @Test
    void countsTheRowsOfEveryTable() throws IOException {
        try (CaseQuery query = open()) {
            assertEquals(3, query.generation());
            List<TableCount> tables = query.tables();
            assertTrue(tables.contains(new TableCount("content", false, 6)));
            assertTrue(tables.contains(new TableCount("message", false, 0)));
            assertTrue(tables.contains(new TableCount("cites", true, 1)));
            for (TableCount table : tables) {
                assertEquals(
                        "n\r\n" + table.rows() + "\r\n",
                        csv(query, "SELECT count(*) AS n FROM \"" + table.table() + '"'));
            }
        }
    }

    @Test
    void showsTheColumnsOfTheContractInItsOrder() throws IOException {
        try (CaseQuery query = open()) {
            assertEquals(
                    List.of("exhibit", "source", "item", "address", "examination", "version"),
                    query.columns("message").subList(0, 6));
            assertEquals(List.of("step", "version"), query.columns("lead").subList(0, 2));
            for (TableCount table : query.tables()) {
                StringBuilder out = new StringBuilder();
                query.rows(new Selection(table.table(), List.of(), null, 0), new CsvSink(out));
                assertEquals(
                        String.join(",", query.columns(table.table())) + "\r\n", out.toString());
            }
        }
    }

    @Test
    void givesRowsInTheOrderOfAddresses() throws IOException {
        try (CaseQuery query = open()) {
            StringBuilder out = new StringBuilder();
            query.rows(
                    new Selection(
                            "content",
                            List.of("address", "exhibit", "md5"),
                            "exhibit LIKE '%blue%' -- only one",
                            2),
                    new CsvSink(out));
            String address = "source:" + SECOND + "::entry:";
            assertEquals(
                    "address,exhibit,md5\r\n"
                            + address
                            + "a.jpg@5,\"HP-02, \"\"blue\"\"\",00000000000000000000000000000000\r\n"
                            + address
                            + "b.jpg@5,\"HP-02, \"\"blue\"\"\",00000000000000000000000000000000\r\n",
                    out.toString());
        }
    }

    @Test
    void showsTimesInUtcAndExhibitsInsteadOfSources() throws IOException {
        assertEquals(
                "sent,missing_on,text,sender\r\n"
                        + "2026-01-02T03:04:05.123456Z,\"HP-01 HP-02, \"\"blue\"\"\",goal,\r\n",
                csv("SELECT sent, missing_on, text, sender FROM linked_message"));
        assertEquals(
                "fact\r\n" + Id.of("f") + "\r\n",
                csv(
                        "SELECT c.fact FROM cites c JOIN linked_message m ON m.linked ="
                                + " c.linked"));
    }

    @Test
    void writesJsonAndTextForTerminals() throws IOException {
        try (CaseQuery query = open()) {
            StringWriter json = new StringWriter();
            query.query(
                    "SELECT 1 AS n, 'a\"b' AS t, NULL AS x, TIMESTAMPTZ '1969-12-31 23:59:59+00' AS"
                            + " u, true AS f, 1.5::DOUBLE AS d, [1, 2] AS l, '\\xAA'::BLOB AS b",
                    new JsonSink(json));
            assertEquals(
                    "{\"n\":1,\"t\":\"a\\\"b\",\"u\":\"1969-12-31T23:59:59.000000Z\",\"f\":true,"
                            + "\"d\":1.5,\"l\":\"[1, 2]\",\"b\":\"aa\"}\n",
                    json.toString());
            StringBuilder text = new StringBuilder();
            query.query(
                    "SELECT code, detail, length(detail) AS n FROM problem LIMIT 1",
                    new TextSink(text));
            assertEquals(
                    "code     detail"
                            + " ".repeat(46)
                            + "n\nEV-0101  ends \"early\", at\\u000d\\u000a=1+1 \\u001b[31m\\u202e"
                            + " ".repeat(2)
                            + "29\n",
                    text.toString().replaceAll(" +n\n", " ".repeat(46) + "n\n"));
        }
    }

    /// Statements that write, change settings, or reach for other files.
    private static List<String> forbidden(String inside, String sibling, String outside) {
        return List.of(
                "COPY (SELECT 1) TO '" + inside + "/facts/x'",
                "ATTACH '" + temporary + "/x.db'",
                "DROP VIEW message",
                "CREATE TABLE x(a INT)",
                "INSERT INTO exhibits(exhibit) VALUES ('x')",
                "SET threads=1",
                "RESET threads",
                "PRAGMA database_list",
                "CALL pragma_version()",
                "INSTALL httpfs",
                "LOAD httpfs",
                "EXPORT DATABASE 'x'",
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW message",
                "",
                ";",
                "-- nothing",
                "SELECT * FROM read_csv('" + outside + "')",
                "SELECT * FROM '" + outside + "'",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM read_csv('" + sibling + "/x.csv')",
                "SELECT * FROM read_text('" + inside + "/facts/../case.json')",
                "SELECT * FROM read_csv('https://example.org/x.csv')",
                "SELECT * FROM query('COPY (SELECT 1) TO ''x''')",
                "SELECT getenv('HOME')",
                "SELEKT 1",
                "SELECT nothing FROM message",
                "SELECT CAST('x' AS INT)");
    }

    @Test
    void refusesWhateverDoesMoreThanRead() throws IOException {
        String outside = Files.writeString(temporary.resolve("secret.csv"), "a\n1\n").toString();
        String sibling = home + "/factsX";
        Files.createDirectories(Path.of(sibling));
        Files.writeString(Path.of(sibling, "x.csv"), "a\n1\n");
        List<String> before = tree();
        List<String> forbidden =
                forbidden(home.toString().replace("'", "''"), sibling.replace("'", "''"), outside);
        try (CaseQuery query = open()) {
            for (String sql : forbidden) {
                QueryException answer =
                        assertThrows(QueryException.class, () -> csv(query, sql), sql);
                assertFalse(answer.getMessage().contains("\n"), answer.getMessage());
            }
        }
        assertEquals(before, tree());
    }

    @Test
    void answersWhateverReadsOnly() throws IOException {
        try (CaseQuery query = open()) {
            for (String sql :
                    List.of(
                            "FROM content",
                            "WITH x AS (SELECT 1) SELECT * FROM x",
                            "DESCRIBE content",
                            "SUMMARIZE content",
                            "SHOW TABLES",
                            "SELECT exhibit FROM exhibits;")) {
                assertFalse(csv(query, sql).isEmpty());
            }
        }
    }

    @Test
    void saysWhatIsWrongWithASelection() throws IOException {
        List<Selection> wrong =
                List.of(
                        Selection.all("mesage"),
                        new Selection("message", List.of("txt"), null, 1),
                        new Selection("message", List.of(), "true); DROP VIEW message; (", 1),
                        new Selection("message", List.of(), "no_such_column = 1", 1));
        try (CaseQuery query = open()) {
            for (Selection selection : wrong) {
                assertThrows(
                        QueryException.class,
                        () -> query.rows(selection, new CsvSink(new StringBuilder())));
            }
        }
    }

    @Test
    void breaksOffAQuestionThatTakesTooLong() throws IOException {
        try (CaseQuery query =
                CaseQuery.open(CaseFolder.openForReading(home), new QueryLimits(1, 256, 1))) {
            QueryException answer =
                    assertThrows(
                            QueryException.class,
                            () ->
                                    csv(
                                            query,
                                            "SELECT count(*) FROM range(100000000) a, range(100000)"
                                                    + " b WHERE a.range * b.range % 7 = 3"));
            assertTrue(answer.getMessage().contains("1 second"), answer.getMessage());
        }
    }

    @Test
    void sortsMoreThanFitsInMemory() throws IOException {
        try (CaseQuery query =
                CaseQuery.open(CaseFolder.openForReading(home), new QueryLimits(1, 64, 60))) {
            assertEquals(
                    "n\r\n2000000\r\n",
                    csv(
                            query,
                            "SELECT count(*) AS n FROM (SELECT md5(range::VARCHAR) AS m, range FROM"
                                    + " range(2000000) ORDER BY m, range LIMIT 2000000 OFFSET 0)"));
        }
    }

    @Test
    void showsFilesThatAreOlderThanSomeColumns() throws Exception {
        Path old = temporary.resolve("old");
        Path file;
        try (CaseFolder folder = CaseFolder.openForWriting(old)) {
            Staging staging = Staging.open(folder, FIRST, "all");
            try (UnitWriter unit = staging.begin("u")) {
                unit.add(
                        Content.TABLE,
                        new Content(
                                seen(FIRST, "content", "a"),
                                Digest.of(new byte[16]),
                                Digest.of(new byte[20]),
                                Digest.of(new byte[32]),
                                3));
                unit.commit();
            }
            file = staging.compact(List.of(), done -> {}).files(Content.TABLE).getFirst().path();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT * EXCLUDE (sha1) FROM read_parquet('"
                            + file
                            + "')) TO '"
                            + file
                            + "' (FORMAT parquet)");
        }
        Path manifest;
        try (Stream<Path> manifests = Files.list(old.resolve("catalog/sources"))) {
            manifest = manifests.findFirst().orElseThrow();
        }
        String text =
                Files.readString(manifest)
                        .replaceAll("\"layout\" : \"[0-9a-f]*\"", "\"layout\" : \"0\"");
        Files.delete(manifest);
        String name =
                FIRST
                        + "-"
                        + Id.of(
                                java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(
                                                text.getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)))
                        + ".json";
        Files.writeString(manifest.resolveSibling(name), text);
        Path generation = old.resolve("catalog/00000001.json");
        Files.writeString(
                generation,
                Files.readString(generation).replace(manifest.getFileName().toString(), name));
        try (CaseQuery query = CaseQuery.open(CaseFolder.openForReading(old))) {
            assertEquals(
                    "sha1,size,exhibit\r\n,3,\r\n",
                    csv(query, "SELECT sha1, size, exhibit FROM content"));
        }
    }

    private List<String> tree() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(temporary)) {
            for (Path path : walk.sorted().toList()) {
                all.add(path + (Files.isRegularFile(path) ? " " + Files.size(path) : ""));
            }
        }
        return all;
    }
}
