package org.tutela.facts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.LinkedMessage;
import org.tutela.model.Message;
import org.tutela.model.Thumbnail;

final class StagingTest {
    private static final Id SOURCE = Id.of("source");
    private static final ExaminationVersion CHATS = new ExaminationVersion("whatsapp", 1);
    private static final Comparator<Message> ORDER =
            Comparator.<Message, String>comparing(m -> m.seen().address())
                    .thenComparing(m -> m.seen().fact());

    @TempDir Path temporary;

    private static List<Message> messages(int count) {
        Random random = new Random(11);
        List<Message> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(RandomRows.message(SOURCE, "whatsapp", i, random));
        }
        return rows;
    }

    private static void stage(Staging staging, String unit, List<Message> rows) throws IOException {
        try (UnitWriter writer = staging.begin(unit)) {
            for (Message row : rows) {
                writer.add(Message.TABLE, row);
            }
            writer.commit();
        }
    }

    private static Catalog compact(Staging staging) throws IOException {
        return staging.compact(List.of(CHATS), done -> {});
    }

    private static List<Message> stored(Catalog catalog) throws IOException {
        List<Message> rows = new ArrayList<>();
        for (FactFile file : catalog.files(Message.TABLE)) {
            rows.addAll(FactFilesTest.read(Message.TABLE, file.path()));
        }
        return rows;
    }

    @Test
    void sameFilesHoweverTheUnitsAreCut() throws IOException {
        List<Message> rows = messages(5000);
        List<Digest> expected = null;
        for (int cut : new int[] {5000, 1234, 70, 50}) {
            List<Message> shuffled = new ArrayList<>(rows);
            Collections.shuffle(shuffled, new Random(cut));
            try (CaseFolder folder = CaseFolder.openForWriting(temporary.resolve("case" + cut))) {
                Staging staging = Staging.open(folder, SOURCE, "all");
                for (int from = 0; from < shuffled.size(); from += cut) {
                    int to = Math.min(shuffled.size(), from + cut);
                    stage(staging, "unit-" + (to * 7919L) % 10007, shuffled.subList(from, to));
                }
                Catalog catalog = compact(staging);
                List<Digest> digests =
                        catalog.files(Message.TABLE).stream().map(FactFile::sha256).toList();
                expected = expected == null ? digests : expected;
                assertEquals(expected, digests, "units of " + cut);
                assertEquals(rows.stream().sorted(ORDER).toList(), stored(catalog));
                assertTrue(catalog.complete(SOURCE, CHATS));
                assertEquals(Set.of(), staging.committedUnits());
                assertEquals(List.of(), partFiles(folder.path()));
            }
        }
    }

    @Test
    void factsLieWhereAnAnalystLooksForThem() throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Staging staging = Staging.open(folder, SOURCE, "all");
            stage(staging, "u", messages(10));
            assertEquals(
                    List.of(
                            folder.path()
                                    .resolve("facts/message/source=" + SOURCE)
                                    .resolve("whatsapp@1/part-00000.parquet")),
                    compact(staging).files(Message.TABLE, SOURCE).stream()
                            .map(FactFile::path)
                            .toList());
        }
    }

    @Test
    void goesOnAfterEveryMomentOfDeath() throws IOException {
        List<Message> rows = messages(300);
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Staging staging = Staging.open(folder, SOURCE, "all");
            stage(staging, "one", rows.subList(0, 100));
            UnitWriter dead = staging.begin("two");
            dead.add(Message.TABLE, rows.get(100));
            assertFalse(staging.committedUnits().contains("two"));

            // Killed within a unit: it never happened, the committed one stays.
            staging = Staging.open(folder, SOURCE, "all");
            assertEquals(Set.of("one"), staging.committedUnits());
            stage(staging, "two", rows.subList(100, 300));

            // Killed within the compaction: parts under free numbers, the catalog as before.
            Path home =
                    Files.createDirectories(
                            folder.facts()
                                    .resolve("message")
                                    .resolve("source=" + SOURCE)
                                    .resolve("whatsapp@1"));
            Files.writeString(home.resolve("part-00000.parquet"), "half");
            Files.writeString(home.resolve("part-00001.parquet.part"), "half");
            Path copy = temporary.resolve("copy-of-staging");
            copyTree(folder.staging().resolve(SOURCE.toString()).resolve("all"), copy);
            staging = Staging.open(folder, SOURCE, "all");
            Catalog catalog = compact(staging);
            assertEquals(1, catalog.generation());
            List<Digest> expected =
                    catalog.files(Message.TABLE).stream().map(FactFile::sha256).toList();
            assertEquals(300, stored(catalog).size());

            // Killed between the catalog and the deleting of the staging: nothing is done twice.
            Path left = folder.staging().resolve(SOURCE.toString()).resolve("all");
            Durable.deleteTree(left);
            copyTree(copy, left);
            staging = Staging.open(folder, SOURCE, "all");
            assertEquals(Set.of(), staging.committedUnits());

            // The same rows once more in other units: still the same bytes.
            stage(staging, "again", rows);
            catalog = compact(staging);
            assertEquals(2, catalog.generation());
            assertEquals(
                    expected, catalog.files(Message.TABLE).stream().map(FactFile::sha256).toList());
        }
    }

    @Test
    void laterPassOfTheSameVersionAddsItsFacts() throws IOException {
        List<Message> rows = messages(200);
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Staging first = Staging.open(folder, SOURCE, "first");
            stage(first, "u", rows.subList(0, 120));
            Catalog before = compact(first);
            Staging second = Staging.open(folder, SOURCE, "second");
            stage(second, "u", rows.subList(80, 200));
            Catalog after = compact(second);
            assertEquals(rows.stream().sorted(ORDER).toList(), stored(after));
            // A reader of the generation before still finds its files.
            assertEquals(120, stored(before).size());
        }
    }

    @Test
    void newerVersionTakesThePlaceOfTheOlder() throws IOException {
        List<Message> rows = messages(10);
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Staging first = Staging.open(folder, SOURCE, "v1");
            stage(first, "u", rows);
            compact(first);
            ExaminationVersion newer = new ExaminationVersion("whatsapp", 2);
            Staging second = Staging.open(folder, SOURCE, "v2");
            Catalog catalog = second.compact(List.of(newer), done -> {});
            assertEquals(List.of(), stored(catalog));
            assertEquals(
                    List.of(
                            new CompletedPass(SOURCE, CHATS, false),
                            new CompletedPass(SOURCE, newer, true)),
                    catalog.passes());
            assertEquals(1, catalog.files(Message.TABLE, SOURCE, CHATS).size());
            assertEquals(2, Catalog.current(folder).generation());
            assertEquals(10, stored(Catalog.at(folder, 1)).size());
        }
    }

    @Test
    void keepsLinkedFactsOfTheNewestGenerationOnly() throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            LinkedStep step = new LinkedStep("messages", 1, 0);
            Catalog catalog = null;
            for (int i = 1; i <= 3; i++) {
                FactFile file =
                        FactFilesTest.write(
                                LinkedMessage.TABLE,
                                new RandomRows(i).rows(LinkedMessage.TABLE, i),
                                folder.scratch().resolve("out.parquet"));
                catalog = Catalog.change(folder).linked(step, List.of(file)).commit();
                assertEquals(i, catalog.files(LinkedMessage.TABLE).getFirst().rows());
                assertEquals(List.of(step), Catalog.current(folder).linked());
            }
            assertEquals(
                    2, Durable.list(folder.linked().resolve("messages@1/linked_message")).size());
            assertTrue(catalog.uniform(LinkedMessage.TABLE));
        }
    }

    @Test
    void sealsBlobsAndErasesASource() throws IOException {
        byte[] bytes = "a very small picture of soup".getBytes(StandardCharsets.UTF_8);
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Blobs blobs = Blobs.open(folder);
            Digest name;
            Staging staging = Staging.open(folder, SOURCE, "all");
            try (UnitWriter unit = staging.begin("u")) {
                name = unit.blob(bytes);
                assertEquals(name, unit.blob(bytes));
                unit.blob(new byte[0]);
                unit.add(Message.TABLE, messages(1).getFirst());
                unit.commit();
            }
            compact(staging);
            Digest other = blobs.put(Id.of("other"), new byte[] {1});
            assertArrayEquals(bytes, blobs.find(SOURCE, name).orElseThrow());
            assertArrayEquals(new byte[] {1}, Blobs.open(folder).find(other).orElseThrow());
            assertTrue(blobs.find(Hashes.sha256(new byte[] {9})).isEmpty());
            for (Path file : allFiles(folder.blobs())) {
                assertFalse(
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                                .contains("soup"));
            }
            Erasure.begin(folder, new Erased.Source(SOURCE)).carryOut(figures -> {});
            Catalog catalog = Catalog.current(folder);
            assertEquals(List.of(), catalog.passes());
            assertEquals(List.of(), stored(catalog));
            assertTrue(Blobs.open(folder).find(name).isEmpty());
            assertEquals(
                    0,
                    allFiles(folder.path()).stream()
                            .filter(path -> path.toString().contains(SOURCE.toString()))
                            .count());
        }
    }

    @Test
    void reportsDamagedBlob() throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Digest name = Blobs.open(folder).put(SOURCE, new byte[100]);
            Path pack =
                    allFiles(folder.blobs()).stream()
                            .filter(path -> path.getFileName().toString().startsWith("pack-"))
                            .findFirst()
                            .orElseThrow();
            byte[] bytes = Files.readAllBytes(pack);
            for (int i = 8; i < bytes.length; i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= 1;
                Files.write(pack, flipped);
                try {
                    byte[] found = Blobs.open(folder).find(SOURCE, name).orElse(null);
                    assertTrue(found == null || found.length == 100);
                } catch (IOException e) {
                    assertTrue(e instanceof CaseException || e.getMessage() != null);
                }
            }
        }
    }

    @Test
    void keepsNothingOfADiscardedUnit() throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Staging staging = Staging.open(folder, SOURCE, "all");
            try (UnitWriter unit = staging.begin("u")) {
                unit.blob(new byte[10]);
                unit.add(Message.TABLE, messages(1).getFirst());
            }
            assertEquals(List.of(), partFiles(folder.path()));
            Catalog catalog = staging.compact(List.of(CHATS), done -> {});
            assertEquals(List.of(), stored(catalog));
            assertThrows(IllegalArgumentException.class, () -> staging.begin("../x"));
        }
    }

    @Test
    void dataDictionaryIsUpToDate() throws IOException {
        Path file = Path.of(System.getProperty("tutela.root"), "docs", "data-dictionary.md");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, DataDictionary.text());
        }
        assertEquals(
                DataDictionary.text(),
                Files.exists(file) ? Files.readString(file) : "",
                "docs/data-dictionary.md is old: ./dev golden writes it anew");
    }

    @Test
    void tablesOfEveryExaminationGoTheirOwnWay() throws IOException {
        RandomRows random = new RandomRows(4);
        List<Thumbnail> thumbnails = random.rows(Thumbnail.TABLE, 20);
        List<Content> contents = random.rows(Content.TABLE, 30);
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Staging staging = Staging.open(folder, RandomRows.SOURCE, "all");
            try (UnitWriter unit = staging.begin("u")) {
                for (Thumbnail row : thumbnails) {
                    unit.add(Thumbnail.TABLE, row);
                }
                for (Content row : contents) {
                    unit.add(Content.TABLE, row);
                }
                unit.commit();
            }
            TreeMap<Long, Long> progress = new TreeMap<>();
            Catalog catalog =
                    staging.compact(List.of(), done -> progress.put(done.rows(), done.total()));
            assertEquals(50L, progress.lastEntry().getValue());
            assertEquals(20, catalog.files(Thumbnail.TABLE).getFirst().rows());
            assertEquals(30, catalog.files(Content.TABLE).getFirst().rows());
            assertEquals(
                    List.of(
                            new CompletedPass(
                                    RandomRows.SOURCE, new ExaminationVersion("test", 1), true)),
                    catalog.passes());
        }
    }

    private static List<Path> allFiles(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Path> partFiles(Path root) throws IOException {
        return allFiles(root).stream()
                .filter(path -> path.getFileName().toString().endsWith(".part"))
                .toList();
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }
}
