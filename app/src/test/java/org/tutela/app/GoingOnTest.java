package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.examine.Examination;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.facts.CaseFolder;
import org.tutela.model.FileType;
import org.tutela.run.Progress;
import org.tutela.run.Run;

/// Runs of one case one after another: a first pass and the rest, a newer version of one
/// examination, another writer, a full disk.
class GoingOnTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void aFirstPassAndTheRestGiveTheFactsOfOneRun() throws IOException {
        Path source = MadeEvidence.folder(folder, 12, 3);
        Path whole = folder.resolve("whole");
        Path steps = folder.resolve("steps");
        assertEquals(0, Product.run("run", whole.toString(), source.toString()).code());
        String[] first = {"run", steps.toString(), source.toString(), "--only", "digests,type"};
        assertEquals(0, Product.run(first).code());
        assertTrue(Product.run(first).err().contains("0 sources examined, 1 unchanged"));
        assertEquals("0", Product.value(steps, "SELECT count(*) FROM visual_hash"));
        assertEquals(0, Product.run("run", steps.toString()).code());
        for (String table : List.of("item", "content", "file_type", "visual_hash", "mention")) {
            String sql = "SELECT * FROM " + table + " ORDER BY fact";
            assertEquals(
                    Product.run("query", whole.toString(), sql, "--csv").out(),
                    Product.run("query", steps.toString(), sql, "--csv").out(),
                    table);
        }
    }

    @Test
    void aSecondWriterIsRefusedInOneSentence() throws IOException {
        Path source = MadeEvidence.folder(folder, 2, 3);
        Path chosen = folder.resolve("case");
        try (CaseFolder open = CaseFolder.openForWriting(chosen)) {
            Product.Said said = Product.run("run", chosen.toString(), source.toString());
            assertEquals(3, said.code(), said.err());
            assertEquals(1, said.err().lines().count(), said.err());
            assertTrue(said.err().contains("Another Tutela is writing"), said.err());
            assertEquals(chosen.toRealPath(), open.path().toRealPath());
        }
        assertEquals(0, Product.run("run", chosen.toString(), source.toString()).code());
    }

    @Test
    void aNewVersionOfOneExaminationShowsWhatChanged() throws IOException {
        Path source = Files.createDirectories(folder.resolve("letters"));
        Files.writeString(source.resolve("soup.txt"), "soup");
        Files.writeString(source.resolve("bread.txt"), "bread");
        Path chosen = folder.resolve("case");
        run(chosen, source, new FirstLetter(1));
        assertEquals("", rows(chosen));
        run(chosen, source, new FirstLetter(2));
        String changes = rows(chosen);
        // Version 2 reads one of the two otherwise, and both keep their ids.
        assertEquals(1, changes.lines().count(), changes);
        assertTrue(changes.contains("test.letter,1,2,file_type,CHANGED"), changes);
        assertEquals(
                "2",
                Product.value(
                        chosen,
                        "SELECT count(*) FROM file_type WHERE examination = 'test.letter'"));
    }

    @Test
    void aFullDiskStopsTheRunInOneSentenceAndTheSameCommandFinishes()
            throws IOException, InterruptedException {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Process mount =
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (mount.waitFor() != 0) {
            System.err.println("SKIPPED: no small disk can be mounted here, so none was filled");
            Assumptions.abort("mount is not allowed");
        }
        try {
            Path source = MadeEvidence.folder(folder, 300, 3);
            Path ballast = Files.write(disk.resolve("ballast"), new byte[900_000]);
            String[] command = {"run", disk.resolve("case").toString(), source.toString()};
            Product.Said said = Product.run(command);
            assertEquals(3, said.code(), said.err());
            List<String> sentences =
                    said.err().lines().filter(line -> !line.startsWith("Examining ")).toList();
            assertEquals(1, sentences.size(), said.err());
            assertTrue(sentences.getFirst().contains("make space"), said.err());
            Files.delete(ballast);
            assertEquals(0, remount(disk));
            assertEquals(0, Product.run(command).code());
            Path other = folder.resolve("other");
            assertEquals(0, Product.run("run", other.toString(), source.toString()).code());
            assertEquals(
                    Hashes.tree(other.resolve("facts")),
                    Hashes.tree(disk.resolve("case").resolve("facts")));
        } finally {
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
        }
    }

    private static int remount(Path disk) throws IOException, InterruptedException {
        return new ProcessBuilder("mount", "-o", "remount,size=64m", disk.toString())
                .start()
                .waitFor();
    }

    private static String rows(Path chosen) {
        String out = Product.run("diff", chosen.toString(), "--csv").out();
        return out.substring(out.indexOf('\n') + 1);
    }

    private static void run(Path chosen, Path source, Examination examination) throws IOException {
        try (CaseFolder open = CaseFolder.openForWriting(chosen)) {
            new CaseRun(open, Progress.silent(), List.of(examination))
                    .run(
                            List.of(new Run.Exhibit(source, "AB/1", new TreeMap<>())),
                            List.of(),
                            new CaseRun.Settings(Set.of(), 1));
        }
    }

    /// States the first letter of a file as if it were its type; version 2 writes `s` large.
    private record FirstLetter(int version) implements Examination {
        @Override
        public String name() {
            return "test.letter";
        }

        @Override
        public boolean wants(OpenItem item) {
            return item.size() > 0;
        }

        @Override
        public void examine(OpenItem item, Recorder out) throws IOException {
            String letter = String.valueOf((char) item.head()[0]);
            String stated = version == 2 ? letter.replace('s', 'S') : letter;
            out.record(
                    FileType.TABLE,
                    item.address(),
                    seen -> new FileType(seen, "text/" + stated, "TEXT", null));
        }
    }
}
