package org.tutela.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.FaultySource;
import org.tutela.bytes.Limits;
import org.tutela.evidence.source.OpenSource;
import org.tutela.evidence.source.Sources;
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
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;

/// A source on a medium that reads short, slowly, or not at all in places: the same facts where it
/// can be read, problems where it cannot, and the run goes on.
class FaultyMediumTest {
    private static final long SEED = 20_261_124;
    private static final int MEMBERS = 40;

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
    private record Facts(List<String> items, List<String> contents, List<Problem> problems) {}

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
                            List.of(new TypeBySignature(), new Digests()),
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
            return new Facts(items, contents, all(open, Problem.TABLE));
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
