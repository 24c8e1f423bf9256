package org.tutela.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.FaultySource;
import org.tutela.bytes.Limits;
import org.tutela.evidence.source.OpenSource;
import org.tutela.evidence.source.Sources;
import org.tutela.examine.chat.whatsapp.WhatsAppChats;
import org.tutela.examine.digest.Digests;
import org.tutela.examine.identify.TypeBySignature;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.FactReader;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Content;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.Item;
import org.tutela.model.Message;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;

/// A source on a medium that reads short, slowly, or not at all in places: the same facts where it
/// can be read, problems where it cannot, and the run goes on. All kinds of sources hold to it:
/// those made here, and small ones made by others.
class FaultyMediumTest {
    private static final long SEED = 20_261_124;
    private static final int MEMBERS = 40;
    private static final int ROUNDS = 4;

    @TempDir private Path folder = Path.of("");

    @Test
    void shortReadsAndSlownessChangeNoFact() throws IOException {
        Path zip = zip();
        Facts sound = run("sound", zip, bytes -> bytes);
        assertEquals(MEMBERS, sound.contents().size());
        assertEquals(List.of(), sound.problems());
        assertEquals(sound, run("short", zip, bytes -> FaultySource.shortReads(bytes, SEED)));
        assertEquals(sound, run("slow", zip, bytes -> FaultySource.slow(bytes, 20_000)));
    }

    /// Small media of every file system, made by others, raw and in E01; a tar and a packed tar; a
    /// phone with a database.
    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of("FAT, raw", "fat"),
                Arguments.of("NTFS, E01", "evidence/go/test.ntfs.dd.E01"),
                Arguments.of("ext2, E01", "evidence/dfvfs/ext2.E01"),
                Arguments.of("ext4, raw", "evidence/go/tiny.ext4"),
                Arguments.of("tar", "tar"),
                Arguments.of("database", "database"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void everyKindOfSourceGivesItsFactsFromABadMedium(String kind, String where)
            throws IOException, SQLException {
        Path source =
                switch (where) {
                    case "fat" -> fat();
                    case "tar" -> tar();
                    case "database" -> database();
                    default -> shared(where);
                };
        Facts sound = run("sound", source, bytes -> bytes);
        assertFalse(sound.items().isEmpty(), kind);
        assertFalse(sound.contents().isEmpty(), kind);
        assertEquals(sound, run("short", source, bytes -> FaultySource.shortReads(bytes, SEED)));
        assertEquals(sound, run("slow", source, bytes -> FaultySource.slow(bytes, 1_000)));
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long bad = random.nextLong(size(source));
            boolean damaged = round % 2 == 0;
            Facts facts =
                    run(
                            "round-" + round,
                            source,
                            bytes ->
                                    damaged
                                            ? FaultySource.damaged(bytes, bad % bytes.size())
                                            : FaultySource.unreadable(bytes, bad % bytes.size()));
            String what = "%s, seed %d, byte %d".formatted(kind, SEED, bad);
            for (Problem problem : facts.problems()) {
                assertTrue(problem.kind() != ProblemKind.FAILED, what + ": " + problem);
            }
            boolean less =
                    facts.items().size() < sound.items().size()
                            || facts.contents().size() < sound.contents().size()
                            || facts.messages() < sound.messages();
            assertTrue(
                    !less || facts.problems().size() > sound.problems().size(),
                    what + ": something is missing and no problem says so");
        }
    }

    @Test
    void anUnreadablePlaceCostsOnlyWhatLiesThere() throws IOException {
        Path zip = zip();
        long size = Files.size(zip);
        Facts sound = run("sound", zip, bytes -> bytes);
        Random random = new Random(SEED);
        for (int round = 0; round < 16; round++) {
            long bad = random.nextLong(size);
            boolean damaged = round % 2 == 0;
            Facts facts =
                    run(
                            "round-" + round,
                            zip,
                            bytes ->
                                    damaged
                                            ? FaultySource.damaged(bytes, bad)
                                            : FaultySource.unreadable(bytes, bad));
            String where = "seed %d, byte %d of %d".formatted(SEED, bad, size);
            assertFalse(facts.problems().isEmpty(), where);
            for (Problem problem : facts.problems()) {
                assertTrue(problem.kind() != ProblemKind.FAILED, where + ": " + problem);
            }
            // The directory of the archive lies in its last 4 KiB; before it, a place is in one
            // member.
            if (bad < size - 4096) {
                assertTrue(
                        facts.contents().size() >= MEMBERS - 1,
                        where + ": " + facts.contents().size() + " read, " + facts.problems());
            }
            assertTrue(sound.contents().containsAll(facts.contents()), where);
        }
    }

    /// What a run stated.
    private record Facts(
            List<String> items, List<String> contents, long messages, List<Problem> problems) {}

    private Facts run(String name, Path zip, UnaryOperator<ByteSource> view) throws IOException {
        Limits limits = Limits.standard();
        try (CaseFolder open = CaseFolder.openForWriting(folder.resolve(name));
                OpenSource source = Sources.open(zip, limits);
                ExecutorService workers = Executors.newFixedThreadPool(2)) {
            open.register(
                    new RegisteredSource(
                            source.id(),
                            "AB/1",
                            zip.toString(),
                            source.name(),
                            source.format(),
                            source.size(),
                            new TreeMap<>()));
            Plan plan =
                    Plan.of(
                            List.of(new TypeBySignature(), new Digests(), new WhatsAppChats()),
                            List.of(),
                            Set.of(),
                            done -> false);
            Tally tally = new Tally(source.name(), Progress.silent());
            new SourceRun(
                            open,
                            plan,
                            new UnitWork.Settings(limits, open.scratch(), false),
                            new SourceRun.Workers(workers, tally))
                    .run(source.through(view));
            List<String> items = new ArrayList<>();
            all(open, Item.TABLE).forEach(each -> items.add(each.path() + " " + each.size()));
            List<String> contents = new ArrayList<>();
            all(open, Content.TABLE).forEach(each -> contents.add(String.valueOf(each.sha256())));
            long messages = all(open, Message.TABLE).size();
            return new Facts(items, contents, messages, all(open, Problem.TABLE));
        }
    }

    private static <F extends Fact> List<F> all(CaseFolder open, FactTable<F> table)
            throws IOException {
        List<F> rows = new ArrayList<>();
        for (FactFile file : Catalog.current(open).files(table)) {
            try (FactReader<F> reader = FactReader.open(table, file)) {
                while (reader.next()) {
                    rows.add(reader.row());
                }
            }
        }
        return rows;
    }

    private static Path shared(String file) {
        Path path =
                Path.of(System.getProperty("tutela.shared", "/work/shared"), "data").resolve(file);
        if (!Files.exists(path)) {
            System.err.println("SKIPPED: " + path + " is not here");
        }
        Assumptions.assumeTrue(Files.exists(path), path + " is not here");
        return path;
    }

    /// The image of test 6 of the Digital Forensics Tool Testing set (B. Carrier).
    private Path fat() throws IOException {
        try (ZipFile zip = new ZipFile(shared("evidence/dftt/6-undel-fat.zip").toFile())) {
            ZipEntry image =
                    zip.stream()
                            .filter(entry -> entry.getName().endsWith(".dd"))
                            .findFirst()
                            .orElseThrow();
            try (InputStream bytes = zip.getInputStream(image)) {
                return Files.write(folder.resolve("fat.dd"), bytes.readAllBytes());
            }
        }
    }

    private static long size(Path source) throws IOException {
        try (OpenSource open = Sources.open(source, Limits.standard())) {
            return open.size();
        }
    }

    /// A tar of notes (POSIX.1-1988, ustar).
    private Path tar() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            byte[] content = ("soup " + i + "\n").repeat(200).getBytes(StandardCharsets.UTF_8);
            byte[] head = new byte[512];
            put(head, 0, "notes/" + i + ".txt");
            put(head, 100, "0000644\0");
            put(head, 124, "%011o\0".formatted(content.length));
            put(head, 136, "14567460220\0");
            put(head, 148, "        0");
            put(head, 257, "ustar\00000");
            int sum = 0;
            for (byte each : head) {
                sum += each & 0xFF;
            }
            put(head, 148, "%06o\0 ".formatted(sum));
            all.write(head);
            all.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
        }
        all.write(new byte[1024]);
        return Files.write(folder.resolve("phone.tar"), all.toByteArray());
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /// A phone whose database is stored, not packed, so that a bad place costs one page of it.
    private Path database() throws IOException, SQLException {
        Path file = folder.resolve("msgstore.db");
        try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = open.createStatement()) {
            statement.executeUpdate(
                    "CREATE TABLE jid(_id INTEGER PRIMARY KEY, user TEXT, server TEXT, raw_string TEXT);"
                            + "CREATE TABLE chat(_id INTEGER PRIMARY KEY, jid_row_id INTEGER, subject TEXT);"
                            + "CREATE TABLE message(_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER,"
                            + " key_id TEXT, sender_jid_row_id INTEGER, timestamp INTEGER, message_type INTEGER, text_data TEXT);"
                            + "INSERT INTO jid VALUES (1, '447700900101', 's.whatsapp.net', '447700900101@s.whatsapp.net');"
                            + "INSERT INTO chat VALUES (1, 1, NULL);"
                            + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
                            + " INSERT INTO message SELECT i, 1, i % 2, 'KEY' || i, 1, 1700000000000 + i, 0,"
                            + " 'soup number ' || i FROM n;");
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        Path phone = folder.resolve("phone.zip");
        try (OutputStream out = Files.newOutputStream(phone);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            ZipEntry entry = new ZipEntry("data/data/com.whatsapp/databases/msgstore.db");
            entry.setTime(1_700_000_000_000L);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
        }
        return phone;
    }

    /// An archive of notes that do not compress, each with its own text.
    private Path zip() throws IOException {
        Path file = folder.resolve("notes.zip");
        Random random = new Random(SEED);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < MEMBERS; i++) {
                ZipEntry entry = new ZipEntry("notes/" + i + ".bin");
                entry.setTime(1_700_000_000_000L);
                zip.putNextEntry(entry);
                byte[] bytes = new byte[2_000];
                random.nextBytes(bytes);
                zip.write(("recipe " + i).getBytes(StandardCharsets.UTF_8));
                zip.write(bytes);
                zip.closeEntry();
            }
        }
        return file;
    }
}
