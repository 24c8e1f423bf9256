package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.casebook.review.Shown;
import org.tutela.facts.CaseFolder;
import org.tutela.run.Examinations;
import org.tutela.run.Progress;
import org.tutela.scenario.Scenario;

/// Erases a content, a person and a source from a made-up operation, and searches every file of the
/// case folder for what was erased: raw, in decoded columns, in opened payloads, in opened blobs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErasureTest {
    private Path folder = Path.of("");
    private Path chosen = Path.of("");
    private Path sealed = Path.of("");

    @BeforeAll
    void makeACase(@TempDir Path temporary) throws IOException {
        folder = temporary;
        chosen = folder.resolve("case");
        Scenario.small(1).write(folder.resolve("operation"));
        run(chosen);
        try (Casebook casebook = Casebook.open(chosen, InstantSource.system())) {
            casebook.users().put("system", user("ana"), "correct horse 1");
            casebook.users().put("system", user("bo"), "correct horse 2");
        }
        Files.writeString(folder.resolve("approval"), "correct horse 2\n");
        Path out = folder.resolve("out");
        String approval = folder.resolve("approval").toString();
        assertEquals(
                0,
                command("package", chosen, "--country", "ES", "--to", out, "--by", "ana")
                        .run("--approved-by", "bo", "--approval", approval));
        sealed = out.resolve("tutela-ES-1");
    }

    private CaseRun.Outcome run(Path where) throws IOException {
        try (CaseFolder open = CaseFolder.openForWriting(where)) {
            return new CaseRun(open, Progress.silent(), Examinations.all())
                    .run(
                            ExhibitsFile.read(folder.resolve("operation/exhibits.csv")),
                            List.of(),
                            new CaseRun.Settings(Set.of(), 2));
        }
    }

    private static User user(String name) {
        return new User(name, Role.INVESTIGATOR, Set.of(User.ALL_EXHIBITS), false, false);
    }

    /// A command that is given further words.
    private record Command(List<String> words) {
        int run(String... more) {
            List<String> all = new ArrayList<>(words);
            all.addAll(List.of(more));
            return Main.run(all.toArray(String[]::new));
        }
    }

    private static Command command(Object... words) {
        return new Command(Arrays.stream(words).map(Object::toString).toList());
    }

    private Path copy(String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(chosen)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(chosen.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    /// Proposes, is refused, and approves; the output of `erase` is left to the console.
    private void erase(Path where, String kind, String id) throws IOException {
        String approval = folder.resolve("approval").toString();
        Command erase = command("erase", where, kind, id);
        assertEquals(2, erase.run());
        assertEquals(2, erase.run("--approved-by", "bo", "--approval", approval));
        assertEquals(0, erase.run("--by", "ana"));
        assertEquals(0, erase.run("--approved-by", "bo", "--approval", approval));
        try (Casebook casebook = Casebook.open(where, InstantSource.system())) {
            assertNull(casebook.journal().verify().broken());
        }
        assertEquals(0, command("verify", sealed).run());
        assertEquals(0, command("audit", "verify", where).run());
    }

    @Test
    void noByteOfAContentIsLeft() throws IOException, InterruptedException {
        Path where = copy("content");
        // A picture that several devices hold, that was sent, and that looks like no other.
        CSVRecord picture =
                Product.query(
                                where,
                                """
                                SELECT c.sha256, min(c.sha1) AS sha1, min(c.md5) AS md5, min(v.hash) AS hash, count(DISTINCT c.source) AS sources
                                FROM content c JOIN visual_hash v ON v.item = c.item JOIN attachment a ON a.sha256 = c.sha256
                                WHERE v.hash IN (SELECT hash FROM visual_hash x JOIN content y ON y.item = x.item GROUP BY hash HAVING count(DISTINCT y.sha256) = 1)
                                GROUP BY c.sha256 ORDER BY sources DESC, c.sha256 LIMIT 1
                                """)
                        .getFirst();
        String sha256 = picture.get("sha256");
        LeftBytes left =
                LeftBytes.lookingFor()
                        .digest(sha256)
                        .digest(picture.get("sha1"))
                        .digest(picture.get("md5"))
                        .digest(picture.get("hash"));
        for (CSVRecord row :
                Product.query(
                        where,
                        "SELECT DISTINCT t.blob, i.item, i.address, i.name FROM thumbnail t JOIN content c ON c.item = t.item JOIN item i ON i.item = t.item WHERE c.sha256 = '"
                                + sha256
                                + "'")) {
            left.digest(row.get("blob")).text(row.get("address")).digest(row.get("item"));
        }
        try (Casebook casebook = Casebook.open(where, InstantSource.system())) {
            var ana = new org.tutela.casebook.Author("ana", "", "");
            casebook.grades().grade(ana, "A", new Shown(1, List.of(new Shown.Member(sha256, 0))));
            casebook.exposure().reveal(ana, sha256);
            casebook.journal().append(Deed.ofCase("ana", "NOTED", "see " + sha256));
        }
        assertTrue(left.count(where) > 20, "the search finds what is there");
        String others = "SELECT count(*) FROM content WHERE sha256 <> '" + sha256 + "'";
        String kept = Product.value(where, others);
        erase(where, "content", sha256);
        assertEquals(List.of(), left.search(where));
        assertEquals(kept, Product.value(where, "SELECT count(*) FROM content"));
        certificateHolds(where);
        run(where);
        assertEquals(List.of(), left.search(where), "a run brings nothing back");
        olderGenerationsSaySo(where);
    }

    private static void olderGenerationsSaySo(Path where) throws IOException {
        try (CaseFolder open = CaseFolder.openForReading(where)) {
            org.junit.jupiter.api.Assertions.assertThrows(
                    org.tutela.facts.CaseException.class,
                    () -> org.tutela.facts.Catalog.at(open, 1));
        }
    }

    private static void certificateHolds(Path where) throws IOException, InterruptedException {
        Path certificate;
        try (Stream<Path> files = Files.list(where.resolve("erasure"))) {
            certificate =
                    files.filter(file -> file.toString().endsWith(".txt"))
                            .findFirst()
                            .orElseThrow();
        }
        String text = Files.readString(certificate);
        assertTrue(text.contains("Approved by: bo"), text);
        String pem = certificate.toString().replace(".txt", ".pem");
        Process openssl =
                new ProcessBuilder(
                                "openssl",
                                "cms",
                                "-verify",
                                "-binary",
                                "-inform",
                                "DER",
                                "-in",
                                certificate + ".p7s",
                                "-content",
                                certificate.toString(),
                                "-CAfile",
                                pem,
                                "-purpose",
                                "any",
                                "-out",
                                "/dev/null")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, openssl.waitFor(), said);
    }

    @Test
    void noByteOfAPersonIsLeft() throws IOException {
        Path where = copy("person");
        String account =
                Product.value(
                        where,
                        """
                        SELECT l.account FROM linked_account l JOIN linked_message m ON m.sender = l.account
                        WHERE l.account LIKE '%@s.whatsapp.net' GROUP BY l.account ORDER BY count(*) DESC, l.account LIMIT 1
                        """);
        String id = account.substring(account.indexOf(':') + 1);
        LeftBytes left = LeftBytes.lookingFor().text(id).text(id.substring(0, id.indexOf('@')));
        List<CSVRecord> texts =
                Product.query(
                        where,
                        """
                        SELECT DISTINCT m.text FROM linked_message m WHERE length(m.text) > 20 AND m.sender = '%1$s'
                            AND NOT EXISTS (SELECT 1 FROM linked_message o WHERE o.sender IS DISTINCT FROM '%1$s'
                                AND contains(lower(o.text), lower(m.text))) ORDER BY m.text LIMIT 40
                        """
                                .formatted(account));
        assertTrue(texts.size() > 5, "it wrote something");
        texts.forEach(row -> left.text(row.get(0)));
        for (CSVRecord name :
                Product.query(
                        where,
                        // The custody of an exhibit names its holder, and stays with the exhibit.
                        "SELECT DISTINCT display_name FROM contact WHERE account = '"
                                + account
                                + "' AND display_name LIKE '% %' AND display_name NOT IN (SELECT holder FROM exhibits"
                                + " WHERE holder IS NOT NULL)")) {
            left.text(name.get(0));
        }
        try (Casebook casebook = Casebook.open(where, InstantSource.system())) {
            casebook.journal()
                    .append(new Deed("ana", "LOOKED_AT", "account:" + account, "", "", "{}"));
            casebook.journal().append(Deed.ofCase("ana", "NOTED", "met " + id));
        }
        assertTrue(left.count(where) > 20, "the search finds what is there");
        String others =
                "SELECT count(*) FROM linked_message WHERE sender IS NOT NULL AND sender NOT LIKE '%erased.%'";
        String before = "SELECT count(*) FROM linked_message WHERE sender <> '" + account + "'";
        long kept = Long.parseLong(Product.value(where, before));
        erase(where, "person", account);
        assertEquals(List.of(), left.search(where));
        assertEquals(kept, Long.parseLong(Product.value(where, others)), "others' messages stay");
        run(where);
        assertEquals(List.of(), left.search(where), "a run brings nothing back");
    }

    @Test
    void noByteOfASourceIsLeft() throws IOException {
        Path where = copy("source");
        CSVRecord source =
                Product.query(where, "SELECT source, exhibit FROM source ORDER BY exhibit LIMIT 1")
                        .getFirst();
        String id = source.get("source");
        LeftBytes left = LeftBytes.lookingFor().digest(id);
        try (CaseFolder open = CaseFolder.openForReading(where)) {
            left.text(open.findSource(org.tutela.model.Id.parse(id)).orElseThrow().path());
        }
        for (CSVRecord only :
                Product.query(
                        where,
                        "SELECT sha256 FROM content GROUP BY sha256 HAVING count(DISTINCT source) = 1 AND min(source) = '"
                                + id
                                + "' ORDER BY sha256 LIMIT 50")) {
            left.digest(only.get(0));
        }
        assertTrue(left.count(where) > 20, "the search finds what is there");
        erase(where, "source", id);
        assertEquals(List.of(), left.search(where));
        CaseRun.Outcome again = run(where);
        assertEquals(1, again.refused().size());
        assertTrue(again.refused().getFirst().contains("was erased"), again.refused().toString());
        assertEquals(List.of(), left.search(where), "a run brings nothing back");
    }

    @Test
    void aContentThatComesBackWithAnotherSourceIsTakenOutAgain() throws IOException {
        Path where = folder.resolve("back");
        Path first = Files.createDirectories(folder.resolve("first"));
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.writeString(first.resolve("soup.txt"), "A recipe for leek soup, told twice.");
        Files.writeString(first.resolve("cake.txt"), "A recipe for cake.");
        Files.writeString(second.resolve("again.txt"), "A recipe for leek soup, told twice.");
        Files.writeString(second.resolve("match.txt"), "The match ended two to one.");
        assertEquals(0, command("run", where, first).run("--exhibit", "A/1"));
        try (Casebook casebook = Casebook.open(where, InstantSource.system())) {
            casebook.users().put("system", user("ana"), "correct horse 1");
            casebook.users().put("system", user("bo"), "correct horse 2");
        }
        String sha256 =
                Product.value(
                        where,
                        "SELECT sha256 FROM content JOIN item USING (item) WHERE name = 'soup.txt'");
        erase(where, "content", sha256);
        LeftBytes left = LeftBytes.lookingFor().digest(sha256).text("leek soup").text("again.txt");
        assertEquals(0, command("run", where, second).run("--exhibit", "A/2"));
        assertEquals(List.of(), left.search(where));
        assertEquals("2", Product.value(where, "SELECT count(*) FROM content"));
        assertFalse(Product.query(where, "SELECT * FROM item WHERE name = 'match.txt'").isEmpty());
    }
}
