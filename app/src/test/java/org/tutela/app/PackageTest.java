package org.tutela.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.CaseQuery;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Persons;
import org.tutela.disclose.PackageDecision;
import org.tutela.disclose.PackageOrder;
import org.tutela.disclose.PackageProposals;
import org.tutela.disclose.PackageRefused;
import org.tutela.disclose.PackageWriter;
import org.tutela.disclose.Scope;
import org.tutela.disclose.SealingKey;
import org.tutela.facts.CaseFolder;
import org.tutela.verify.PackageCheck;
import org.tutela.verify.StandaloneJar;
import org.tutela.verify.Verdict;

/// A sealed package of a made-up operation: how it comes about, and how it is checked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PackageTest {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private PackagedCase made = new PackagedCase(Path.of(""), Path.of(""), Path.of(""));
    private Path sealed = Path.of("");

    @BeforeAll
    void makeAPackage(@TempDir Path temporary) throws IOException {
        made = PackagedCase.make(temporary);
        sealed = made.approved("out", "ES", "--language", "es", "--handling", "COURT ONLY");
    }

    private static int run(Object... arguments) {
        return PackagedCase.run(arguments);
    }

    private static String shell(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // A machine that has nothing but a JDK: no path, no settings.
        if (!command.getFirst().equals("sh")) {
            builder.environment().clear();
        }
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertEquals(0, process.waitFor(), command + "\n" + said);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return said;
    }

    @Test
    void isAcceptedInAnEmptyFolderByAJdkAlone() throws IOException {
        assertEquals(0, run("verify", sealed));
        Path copy = Files.createDirectories(made.folder().resolve("elsewhere")).resolve("copy");
        PackagedCase.copy(sealed, copy);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String said = shell(copy, List.of(java, "-jar", "verify.jar"));
        assertTrue(said.contains("VALID.") && said.contains("COURT ONLY"), said);
        assertFalse(said.contains("DRAFT"), said);
        assertTrue(said.contains("PACKAGE_PROPOSED by ana"), said);
        assertTrue(said.contains("PACKAGE_APPROVED by bo"), said);
        assertTrue(said.contains("are proven to stand in the journal"), said);
        Files.writeString(copy.resolve("bag/data/tables/omitted.csv"), "what,number,why\r\n");
        assertEquals(1, run("verify", copy));
    }

    @Test
    void theStepsOfVerifyTextHold() throws IOException {
        List<String> steps =
                Files.readAllLines(sealed.resolve("VERIFY.txt")).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("sha256sum") || line.startsWith("openssl"))
                        .filter(line -> !line.contains(".tsr") && !line.contains("tsa.pem"))
                        .toList();
        assertEquals(5, steps.size());
        for (String step : steps) {
            shell(sealed.resolve("bag"), List.of("sh", "-c", step));
        }
        String files =
                shell(sealed.resolve("bag"), List.of("sh", "-c", "find data -type f | wc -l"));
        String lines =
                shell(sealed.resolve("bag"), List.of("sh", "-c", "wc -l < manifest-sha256.txt"));
        assertEquals(files.strip(), lines.strip());
    }

    @Test
    void holdsEverythingThatABagOfOursHolds() throws IOException {
        for (String file :
                List.of(
                        "tables/persons.csv",
                        "tables/accounts.parquet",
                        "tables/groups.csv",
                        "tables/memberships.parquet",
                        "tables/messages.csv",
                        "tables/files.parquet",
                        "tables/exhibits.csv",
                        "tables/custody.parquet",
                        "tables/actions.csv",
                        "tables/README.md",
                        "tables/omitted.csv",
                        "report/report.html",
                        "report/messages-1.html",
                        "vics/media.json",
                        "legal/decision.json",
                        "custody/journal-proof.txt",
                        "tool/tool.json",
                        "tool/bill-of-materials.cdx.json")) {
            assertTrue(Files.size(sealed.resolve("bag/data").resolve(file)) > 0, file);
        }
        String report = Files.readString(sealed.resolve("bag/data/report/report.html"));
        assertTrue(report.contains("<html lang=\"es\">") && report.contains("<svg"));
        String dictionary = Files.readString(sealed.resolve("bag/data/tables/README.md"));
        for (Path table : PackagedCase.files(sealed.resolve("bag/data/tables"))) {
            String name = table.getFileName().toString();
            if (name.endsWith(".parquet")) {
                assertTrue(dictionary.contains("## " + name.replace(".parquet", "")), name);
                Path text = table.resolveSibling(name.replace(".parquet", ".csv"));
                assertEquals(Parquet.rows(text), Parquet.rows(table), name);
            }
        }
    }

    @Test
    void vicsStatesTheFilesOfTheTableAndNoOthers() throws IOException {
        Path data = sealed.resolve("bag/data");
        Set<String> stated = new TreeSet<>();
        Map<?, ?> whole = JSON.std.mapFrom(Files.readAllBytes(data.resolve("vics/media.json")));
        Map<?, ?> only = (Map<?, ?>) ((List<?>) whole.get("value")).getFirst();
        for (Object each : (List<?>) only.get("Media")) {
            Map<?, ?> media = (Map<?, ?>) each;
            for (Object file : (List<?>) media.get("MediaFiles")) {
                Map<?, ?> place = (Map<?, ?>) file;
                String folder = String.valueOf(place.get("FilePath")).replace('\\', '/');
                stated.add(
                        String.join(
                                " ",
                                String.valueOf(place.get("SourceID")),
                                folder + '/' + place.get("FileName"),
                                String.valueOf(media.get("MD5")).toLowerCase(Locale.ROOT),
                                String.valueOf(media.get("SHA1")).toLowerCase(Locale.ROOT)));
            }
        }
        Set<String> listed = new TreeSet<>();
        try (CSVParser rows = CSVParser.parse(data.resolve("tables/files.csv"), UTF_8, CSV)) {
            for (CSVRecord row : rows) {
                assertEquals("on an exhibit of the country", row.get("why"));
                if (row.get("mime").matches("(image|video)/.*") && !row.get("md5").isEmpty()) {
                    listed.add(
                            String.join(
                                    " ",
                                    row.get("exhibit"),
                                    row.get("path").contains("/")
                                            ? row.get("path")
                                            : '/' + row.get("path"),
                                    row.get("md5"),
                                    row.get("sha1")));
                }
            }
        }
        assertTrue(listed.size() > 20, "only " + listed.size());
        assertEquals(listed, stated);
    }

    @Test
    void theSameDecisionGivesTheSameBytes() throws IOException {
        try (CaseFolder open = CaseFolder.openForReading(made.chosen());
                CaseQuery query = CaseQuery.open(open);
                Casebook casebook = Casebook.open(made.chosen(), InstantSource.system())) {
            SealingKey key = SealingKey.ofCase(made.chosen(), InstantSource.system().instant());
            PackageOrder order = new PackageOrder("GB", "", "", "", "", "", "en");
            PackageDecision decision =
                    PackageDecision.record(
                            casebook,
                            order,
                            new PackageOrder.People("ana", null),
                            Scope.of(open, query, order, casebook));
            PackageWriter writer =
                    new PackageWriter(open, query, casebook, StandaloneJar.toBytes());
            Path first = writer.write(made.folder().resolve("one"), decision, key).path();
            Path second = writer.write(made.folder().resolve("two"), decision, key).path();
            assertEquals(bytes(first), bytes(second));
            Verdict verdict = PackageCheck.check(first, null);
            assertTrue(verdict.valid());
            assertTrue(
                    verdict.warnings().stream().anyMatch(note -> note.contains("DRAFT")),
                    "a package that nobody approved says so");
        }
    }

    private static Map<String, Integer> bytes(Path root) throws IOException {
        Map<String, Integer> all = new TreeMap<>();
        for (Path file : PackagedCase.files(root)) {
            all.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
        }
        return all;
    }

    @Test
    void fourEyesAreAskedFor() throws IOException {
        Path out = made.folder().resolve("refused");
        Path wrong = Files.writeString(made.folder().resolve("wrong"), "correct horse 1");
        List<Object> order = List.of("package", made.chosen(), "--country", "ES", "--to", out);
        for (List<Object> people :
                List.of(
                        List.<Object>of("--by", "ana", "--approved-by", "bo", "--approval", wrong),
                        List.<Object>of(
                                "--by", "bo", "--approved-by", "bo", "--approval", made.approval()),
                        List.<Object>of("--approved-by", "bo"),
                        List.<Object>of("--with-victims"))) {
            List<Object> all = new ArrayList<>(order);
            all.addAll(people);
            assertEquals(2, run(all.toArray()), people.toString());
        }
        assertEquals(2, run("package", made.chosen(), "--country", "ZZ", "--to", out));
        assertEquals(2, run("package", made.chosen(), "--country", "ES"));
        Product.Said said =
                Product.run("package", made.chosen().toString(), "--country", "ES", "--preview");
        assertEquals(0, said.code());
        assertTrue(
                said.out().matches("(?s).*  [1-9]\\d* messages\\R.* messages outside\\R.*"),
                said.out());
        assertEquals(2, run("erase", made.chosen(), "source", "HP-01"));
        assertFalse(Files.exists(out));
    }

    @Test
    void partsAndEnvelopesAreOpenedByOthersTools() throws IOException {
        Path first = made.approved("parts", "ES", "--with-content", "--medium", "4m");
        assertTrue(first.getFileName().toString().matches("tutela-ES-\\d+\\.1of\\d+"));
        assertEquals(0, run("verify", made.folder().resolve("parts")));
        assertEquals(0, run("verify", first));
        Path keys = Files.createDirectories(made.folder().resolve("court"));
        shell(
                keys,
                List.of(
                        "sh",
                        "-c",
                        "openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 30 -subj"
                                + " '/CN=Made-up court' -keyout key.pem -out court.pem"));
        Path envelope =
                made.approved("encrypted", "ES", "--encrypt-for", keys.resolve("court.pem"));
        assertTrue(envelope.toString().endsWith(".zip.p7m"), envelope.toString());
        shell(
                keys,
                List.of(
                        "sh",
                        "-c",
                        "openssl cms -decrypt -binary -inform DER -in "
                                + envelope
                                + " -inkey key.pem -recip court.pem -out opened.zip && "
                                + Path.of(System.getProperty("java.home"), "bin", "jar")
                                + " xf opened.zip"));
        Path opened = keys.resolve(envelope.getFileName().toString().replace(".zip.p7m", ""));
        assertEquals(0, run("verify", opened));
    }

    @Test
    void anAuthorityOutsideStampsByHand() throws IOException {
        Path work = Files.createDirectories(made.folder().resolve("stamping"));
        Path copy = work.resolve("copy");
        PackagedCase.copy(sealed, copy);
        Path request = work.resolve("seal.tsq");
        assertEquals(0, run("stamp", copy, "--request", request));
        Files.writeString(
                work.resolve("tsa.cnf"),
                "[tsa]\ndefault_tsa = own\n[own]\nserial = ./serial\ndefault_policy = 2.25.1\n"
                        + "digests = sha256\nsigner_digest = sha256\n");
        clock(work, "clock", "critical,timeStamping");
        String answer =
                "openssl ts -reply -config tsa.cnf -queryfile %s -inkey clock.key -signer clock.pem"
                        + " -out %s";
        shell(work, List.of("sh", "-c", answer.formatted("seal.tsq", "seal.tsr")));
        shell(
                work,
                List.of(
                        "sh",
                        "-c",
                        "openssl ts -query -data clock.pem -sha256 -cert -out other.tsq && "
                                + answer.formatted("other.tsq", "other.tsr")));
        assertEquals(1, run("stamp", copy, "--token", work.resolve("other.tsr")));
        Path cut = work.resolve("cut.tsr");
        byte[] whole = Files.readAllBytes(work.resolve("seal.tsr"));
        Files.write(cut, Arrays.copyOf(whole, whole.length - 5));
        assertEquals(1, run("stamp", copy, "--token", cut));
        assertFalse(Files.exists(copy.resolve("seal/tsa.pem")), "nothing was written");
        assertEquals(0, run("verify", copy));
        assertEquals(2, run("stamp", copy));
        assertEquals(2, run("stamp", work, "--request", request));
        assertEquals(0, run("stamp", copy, "--token", work.resolve("seal.tsr")));
        assertEquals(2, run("stamp", copy, "--token", work.resolve("seal.tsr")));
        assertEquals(0, run("verify", copy));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String said = shell(copy, List.of(java, "-jar", "verify.jar"));
        assertTrue(said.contains("Time stamped at ") && said.contains("by CN=clock"), said);
        stampSteps(copy);
    }

    @Test
    void whatIsEncryptedIsStampedByAnAuthorityOutsideFirst() throws IOException {
        Path work = Files.createDirectories(made.folder().resolve("stamped-first"));
        clock(work, "clock", "critical,timeStamping");
        for (String court : List.of("court", "other")) {
            shell(
                    work,
                    List.of(
                            "sh",
                            "-c",
                            ("openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 30 -subj /CN=%1$s"
                                            + " -keyout %1$s.key -out %1$s.pem && openssl pkcs12 -export"
                                            + " -inkey %1$s.key -in %1$s.pem -passout pass:soup -out"
                                            + " %1$s.p12")
                                    .formatted(court)));
        }
        Path court = work.resolve("court.pem");
        Path open = made.approved("first", "ES", "--encrypt-for", court, "--stamp-first");
        assertTrue(Files.isDirectory(open.resolve("bag")), "it lies open until it is stamped");
        assertEquals(0, run("stamp", open, "--request", work.resolve("seal.tsq")));
        shell(
                work,
                List.of(
                        "sh",
                        "-c",
                        "printf '[tsa]\ndefault_tsa = own\n[own]\nserial = ./serial\ndefault_policy ="
                                + " 2.25.1\ndigests = sha256\nsigner_digest = sha256\n' > tsa.cnf &&"
                                + " openssl ts -reply -config tsa.cnf -queryfile seal.tsq -inkey clock.key"
                                + " -signer clock.pem -out seal.tsr"));
        assertEquals(0, run("stamp", open, "--token", work.resolve("seal.tsr")));
        assertEquals(2, run("encrypt", open, "--for", work.resolve("other.pem")), "not decided");
        Path manifest = open.resolve("bag/manifest-sha256.txt");
        String kept = Files.readString(manifest);
        Files.writeString(manifest, kept + "\n");
        assertEquals(1, run("encrypt", open, "--for", court), "it does not hold");
        Files.writeString(manifest, kept);
        assertEquals(0, run("encrypt", open, "--for", court));
        assertFalse(Files.exists(open), "nothing open is left");
        Path envelope = open.resolveSibling(open.getFileName() + ".zip.p7m");
        Path password = Files.writeString(work.resolve("password"), "soup\n");
        assertEquals(
                0,
                run(
                        "open",
                        envelope,
                        "--key",
                        work.resolve("court.p12"),
                        "--key-password",
                        password,
                        "--to",
                        work.resolve("opened")));
        Product.Said said =
                Product.run(
                        "verify", work.resolve("opened").resolve(open.getFileName()).toString());
        assertEquals(0, said.code());
        assertTrue(said.out().contains("Time stamped at "), said.out());
        assertEquals(
                2, run("package", made.chosen(), "--country", "ES", "--to", work, "--stamp-first"));
    }

    @Test
    void noPackageIsWrittenFromAnotherCaseThanWasChosen() throws IOException {
        Path chosen = made.folder().resolve("changing");
        PackagedCase.copy(made.chosen(), chosen);
        try (CaseFolder open = CaseFolder.openForReading(chosen);
                CaseQuery query = CaseQuery.open(open);
                Casebook casebook = Casebook.open(chosen, InstantSource.system())) {
            PackageOrder order = new PackageOrder("ES", "Made-up court", "", "", "", "", "en");
            Scope scope = Scope.of(open, query, order, casebook);
            PackageDecision decision =
                    PackageDecision.record(
                            casebook, order, new PackageOrder.People("ana", "bo"), scope);
            casebook.work()
                    .persons()
                    .decide(
                            new Author("ana", "", ""),
                            new Persons.Word(Person.Kind.WITNESS, "Made-up coach", "told"));
            PackageWriter writer =
                    new PackageWriter(open, query, casebook, StandaloneJar.toBytes());
            SealingKey key = SealingKey.ofCase(chosen, InstantSource.system().instant());
            Path out = made.folder().resolve("never");
            assertThrows(PackageRefused.class, () -> writer.write(out, decision, key));
            assertEquals(List.of(), PackagedCase.files(out), "nothing is left");
            PackageProposals proposals = new PackageProposals(casebook);
            PackageProposals.Proposal decided = proposals.find(decision.name()).orElseThrow();
            PackageRefused late =
                    assertThrows(
                            PackageRefused.class,
                            () -> proposals.approve(new Author("cy", "", ""), decided, "late"));
            assertTrue(late.getMessage().contains("bo has decided"), late.getMessage());
        }
    }

    @Test
    void anAuthorityOfOnesOwnStampsOnTheCommandLine() throws IOException {
        Path work = Files.createDirectories(made.folder().resolve("own-stamps"));
        Path password = Files.writeString(work.resolve("password"), "soup\n");
        String pack =
                "openssl pkcs12 -export -inkey %1$s.key -in %1$s.pem -passout pass:soup -out"
                        + " %1$s.p12";
        clock(work, "clock", "critical,timeStamping");
        clock(work, "letters", "emailProtection");
        shell(work, List.of("sh", "-c", pack.formatted("clock")));
        shell(work, List.of("sh", "-c", pack.formatted("letters")));
        assertEquals(
                2,
                run(
                        "package",
                        made.chosen(),
                        "--country",
                        "ES",
                        "--to",
                        work,
                        "--tsa",
                        work.resolve("letters.p12"),
                        "--tsa-password",
                        password));
        Path stamped =
                made.approved(
                        "stamped",
                        "ES",
                        "--tsa",
                        work.resolve("clock.p12"),
                        "--tsa-password",
                        password);
        assertEquals(0, run("verify", stamped));
        stampSteps(stamped);
        Files.delete(stamped.resolve("seal/bag.tagmanifest.tsr"));
        Files.delete(stamped.resolve("seal/tsa.pem"));
        assertEquals(1, run("verify", stamped));
    }

    private static void clock(Path work, String name, String use) throws IOException {
        shell(
                work,
                List.of(
                        "sh",
                        "-c",
                        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days"
                                        + " 30 -subj /CN=%1$s -addext extendedKeyUsage=%2$s -addext"
                                        + " basicConstraints=critical,CA:FALSE -keyout %1$s.key -out"
                                        + " %1$s.pem")
                                .formatted(name, use)));
    }

    private static void stampSteps(Path stamped) throws IOException {
        List<String> steps =
                Files.readAllLines(stamped.resolve("VERIFY.txt")).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("openssl"))
                        .filter(line -> line.contains(".tsr") || line.contains("tsa.pem"))
                        .toList();
        assertEquals(3, steps.size());
        StringBuilder said = new StringBuilder();
        for (String step : steps) {
            said.append(shell(stamped.resolve("bag"), List.of("sh", "-c", step)));
        }
        assertTrue(said.toString().contains("Verification: OK"), said.toString());
        assertTrue(said.toString().contains("Time stamp: "), said.toString());
    }
}
