package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.scenario.build.container.E01Maker;
import org.tutela.scenario.build.container.FatMaker;
import org.tutela.scenario.build.container.TarMaker;
import org.tutela.scenario.build.container.ZipMaker;

/// Mutated images, archives, databases and pictures through the whole product, many at a time: no
/// crash, no hang, no escape, no more memory. 200 on every build, 10,000 with
/// `-Dfuzz.rounds=10000`; the figures are kept in `target/mutation.txt`.
class MutationTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_124);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 200);
    private static final int BATCH = 100;

    /// Of each batch, so many are registered as sources of their own; the rest lie in one folder.
    private static final int SOURCES = 6;

    private static final long LONGEST_BATCH_SECONDS = 600;

    @TempDir private Path folder = Path.of("");

    @Test
    void mutatedEvidenceGivesFactsAndProblemsAndNothingElse() throws IOException, SQLException {
        Map<String, byte[]> seeds = seeds();
        Path figures = Path.of("target", "mutation.txt");
        Files.writeString(
                figures, "seed %d, %d mutants of %s%n".formatted(SEED, ROUNDS, seeds.keySet()));
        long worst = 0;
        long problems = 0;
        for (int first = 0; first < ROUNDS; first += BATCH) {
            Path sources = Files.createDirectories(folder.resolve("sources"));
            List<String> command = batch(seeds, first, sources);
            Map<String, String> before = Hashes.tree(sources);
            long begun = System.nanoTime();
            Product.Said said = Product.run(command.toArray(new String[0]));
            long millis = (System.nanoTime() - begun) / 1_000_000;
            String where = "seed " + SEED + ", mutants from " + first;
            assertTrue(said.code() == 0 || said.code() == 1, where + ": " + said.err());
            Path chosen = folder.resolve("case");
            assertEquals(
                    List.of(),
                    Product.query(
                            chosen,
                            "SELECT p.code, p.detail, i.path FROM problem p LEFT JOIN item i"
                                    + " ON i.source = p.source AND i.item = p.item"
                                    + " WHERE p.kind = 'FAILED' OR p.code IN ('RU-0101', 'RU-0103')"),
                    where);
            assertEquals(before, Hashes.tree(sources), where);
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(
                        List.of("alone", "case", "sources"),
                        left.map(path -> String.valueOf(path.getFileName())).sorted().toList());
            }
            assertTrue(millis < LONGEST_BATCH_SECONDS * 1000, where + " took " + millis + " ms");
            worst = Math.max(worst, millis);
            problems += Long.parseLong(Product.value(chosen, "SELECT count(*) FROM problem"));
            Files.writeString(
                    figures,
                    "%d mutants: crashes 0, hangs 0, %d problems, worst %d ms for a batch of %d, peak heap %d MB%n"
                            .formatted(
                                    Math.min(ROUNDS, first + BATCH),
                                    problems,
                                    worst,
                                    BATCH,
                                    peakHeap() >> 20),
                    StandardOpenOption.APPEND);
            clear();
        }
        System.out.println(Files.readString(figures));
    }

    /// Writes a batch of mutants; returns the command that runs them.
    private List<String> batch(Map<String, byte[]> seeds, int first, Path sources)
            throws IOException {
        List<String> names = new ArrayList<>(seeds.keySet());
        List<String> command = new ArrayList<>(List.of("run", folder.resolve("case").toString()));
        for (int i = first; i < Math.min(ROUNDS, first + BATCH); i++) {
            Random random = new Random(SEED + i);
            String name = names.get(i % names.size());
            byte[] other = seeds.get(names.get(random.nextInt(names.size())));
            byte[] mutant = mutate(seeds.get(name), other, random);
            boolean alone = i - first < SOURCES || name.endsWith(".E01");
            // A phone's database is recognised by its folder.
            Path file =
                    (alone ? folder.resolve("alone") : sources).resolve(Path.of(i + "/" + name));
            Files.createDirectories(file.getParent());
            Files.write(file, mutant);
            if (alone) {
                command.add(file.toString());
            }
        }
        command.add(sources.toString());
        return command;
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private void clear() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    /// Flips bytes, cuts, or puts a piece of another file in.
    private static byte[] mutate(byte[] sound, byte[] other, Random random) {
        byte[] mutant = sound.clone();
        int kind = random.nextInt(10);
        if (kind < 6) {
            int flips = 1 + random.nextInt(30);
            // Half of the time where headers are.
            int reach = random.nextBoolean() ? mutant.length : Math.min(mutant.length, 4096);
            for (int i = 0; i < flips; i++) {
                mutant[random.nextInt(reach)] = (byte) random.nextInt(256);
            }
            return mutant;
        }
        if (kind < 8) {
            return Arrays.copyOf(mutant, random.nextInt(mutant.length));
        }
        int length = 1 + random.nextInt(Math.min(4096, Math.min(other.length, mutant.length)) - 1);
        int from = random.nextInt(other.length - length);
        int to = random.nextInt(mutant.length - length);
        System.arraycopy(other, from, mutant, to, length);
        return mutant;
    }

    /// Small sound files of every kind that is read.
    private Map<String, byte[]> seeds() throws IOException, SQLException {
        Map<String, byte[]> seeds = new TreeMap<>();
        Random random = new Random(SEED);
        byte[] picture = MadeEvidence.picture(random);
        byte[] note = "soup: water, salt, patience\n".getBytes(StandardCharsets.UTF_8);
        FatMaker fat = FatMaker.fat16(5_000, 1);
        fat.folder("pictures", BadInput.TIME);
        fat.file("pictures/field.png", picture, BadInput.TIME);
        fat.file("note.txt", note, BadInput.TIME);
        fat.file("gone.txt", note, BadInput.TIME);
        fat.delete("gone.txt");
        byte[] volume = fat.toImage().array();
        seeds.put("fat.raw", volume);
        Path image = folder.resolve("fat.E01");
        E01Maker.write(image, volume, "AB/1", Long.MAX_VALUE);
        seeds.put("fat.E01", Files.readAllBytes(image));
        seeds.put("field.png", picture);
        Path made = MadeEvidence.folder(folder, 12, SEED);
        seeds.put("archive.zip", Files.readAllBytes(made.resolve("archive.zip")));
        seeds.put(
                "data/data/com.whatsapp/databases/msgstore.db",
                BadInput.database(folder.resolve("m.db"), "447700900101", "DELETE", ""));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        try (TarMaker maker = new TarMaker(tar)) {
            maker.file("notes/note.txt", note, BadInput.TIME);
            maker.file("pictures/field.png", picture, BadInput.TIME);
        }
        seeds.put("phone.tar", tar.toByteArray());
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(tar.toByteArray());
        }
        seeds.put("phone.tar.gz", packed.toByteArray());
        ByteArrayOutputStream phone = new ByteArrayOutputStream();
        try (ZipMaker maker = new ZipMaker(phone)) {
            maker.stored(
                    "data/data/com.whatsapp/databases/msgstore.db",
                    seeds.get("data/data/com.whatsapp/databases/msgstore.db"),
                    BadInput.TIME);
        }
        seeds.put("phone.zip", phone.toByteArray());
        foreign(seeds);
        clear();
        return seeds;
    }

    /// Volumes and pictures made by others, where they are here.
    private static void foreign(Map<String, byte[]> seeds) throws IOException {
        Path data = Path.of(System.getProperty("tutela.shared", "/work/shared"), "data");
        Map<String, String> files =
                Map.of(
                        "ext4.raw", "evidence/go/tiny.ext4",
                        "ntfs.E01", "evidence/go/test.ntfs.dd.E01",
                        "ext2.E01", "evidence/dfvfs/ext2.E01",
                        "small.jpg", "pdq/misc-images/small.jpg");
        for (Map.Entry<String, String> each : files.entrySet()) {
            Path file = data.resolve(each.getValue());
            if (Files.exists(file)) {
                seeds.put(each.getKey(), Files.readAllBytes(file));
            } else {
                System.err.println("SKIPPED: " + file + " is not here, no mutants of it are made");
            }
        }
    }
}
