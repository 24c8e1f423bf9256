package org.tutela.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.Erased;
import org.tutela.facts.Erasure;
import org.tutela.facts.FactFile;
import org.tutela.model.EdgeKind;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.FoundIn;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.LinkedMessage;
import org.tutela.model.MembershipChange;

final class LinkRunTest {
    private static final long MEMORY = 1 << 22;

    @TempDir Path folder;

    @Test
    void linksACase() throws IOException {
        try (CaseFolder open = CaseFolder.openForWriting(folder.resolve("case"))) {
            WorldCase.state(open, world());
            List<String> heard = new ArrayList<>();
            SortedMap<String, Long> rows =
                    LinkRun.run(open, MEMORY, progress -> heard.add(progress.step()));
            assertEquals(2, rows.get("linked_message"));
            assertTrue(rows.containsKey("cites"));
            assertEquals(LinkSteps.all().stream().map(LinkStep::name).toList(), heard);
            long stored =
                    Catalog.current(open).files(LinkedMessage.TABLE).stream()
                            .mapToLong(FactFile::rows)
                            .sum();
            assertEquals(2, stored);
        }
    }

    @Test
    void doesNothingWhereNothingChanged() throws IOException {
        try (CaseFolder open = CaseFolder.openForWriting(folder.resolve("case"))) {
            WorldCase.state(open, world());
            LinkRun.run(open, MEMORY, progress -> {});
            int generation = Catalog.current(open).generation();
            assertEquals(new TreeMap<>(), LinkRun.run(open, MEMORY, progress -> {}));
            assertEquals(generation, Catalog.current(open).generation());
        }
    }

    @Test
    void givesTheSameBytesInWhateverOrderDevicesArrive() throws IOException {
        String whole;
        try (CaseFolder open = CaseFolder.openForWriting(folder.resolve("whole"))) {
            WorldCase.state(open, world());
            LinkRun.run(open, MEMORY, progress -> {});
            whole = digests(open);
        }
        assertFalse(whole.isEmpty());
        for (List<String> order : List.of(List.of("A", "B", "C"), List.of("C", "A", "B"))) {
            Path path = folder.resolve(String.join("", order));
            for (String device : order) {
                try (CaseFolder open = CaseFolder.openForWriting(path)) {
                    WorldCase.state(open, world().only(device));
                    LinkRun.run(open, MEMORY, progress -> {});
                }
            }
            try (CaseFolder open = CaseFolder.openForReading(path)) {
                assertEquals(whole, digests(open), "order " + order);
            }
        }
    }

    @Test
    void linksAgainWhereTheRunsWereDeleted() throws IOException {
        Path path = folder.resolve("case");
        try (CaseFolder open = CaseFolder.openForWriting(path)) {
            WorldCase.state(open, world());
            LinkRun.run(open, MEMORY, progress -> {});
            String before = digests(open);
            try (var found = Files.walk(path.resolve("linked/.runs"))) {
                for (Path each : found.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
            assertFalse(LinkRun.run(open, MEMORY, progress -> {}).isEmpty());
            assertEquals(before, digests(open));
        }
    }

    @Test
    void keepsTheRunsOfASourceUntilItIsErased() throws IOException {
        Path path = folder.resolve("case");
        Id device = Id.parse(world().device("A").source());
        try (CaseFolder open = CaseFolder.openForWriting(path)) {
            WorldCase.state(open, world());
            LinkRun.run(open, MEMORY, progress -> {});
            assertTrue(files(path).contains(device + ".run"));
            Erasure.begin(open, new Erased.Source(device)).carryOut(figures -> {});
            assertFalse(files(path).contains(device + ".run"));
            LinkRun.run(open, MEMORY, progress -> {});
            assertFalse(files(path).contains(device + ".run"));
        }
    }

    private static List<String> files(Path path) throws IOException {
        try (var found = Files.walk(path)) {
            return found.map(each -> String.valueOf(each.getFileName())).toList();
        }
    }

    private static World world() {
        World world = new World();
        world.device("A")
                .owner(World.ANA)
                .edge(World.BEN_LID, World.BEN, EdgeKind.LID_MAP, 0)
                .group(World.TEAM, "Team")
                .text(World.TEAM, "k1", World.BEN_LID, 10, "see chat.whatsapp.com/X")
                .invite("wa-invite:X", FoundIn.MESSAGE);
        world.device("B")
                .owner(World.BEN)
                .group(World.TEAM, "Team")
                .event(World.TEAM, MembershipChange.CREATED, null, null, 5)
                .text(World.TEAM, "k1", null, 10, "see chat.whatsapp.com/X")
                .direct(World.CAM)
                .text(world.device("B").with(World.CAM), "d1", null, 20, "hello");
        world.device("C").owner(World.CAM).direct(World.BEN);
        world.device("C")
                .text(world.device("C").with(World.BEN_LID), "d1", World.BEN_LID, 20, "hello");
        return world;
    }

    private static String digests(CaseFolder open) throws IOException {
        StringBuilder text = new StringBuilder();
        Catalog catalog = Catalog.current(open);
        for (FactTable<? extends LinkedFact> table : FactTables.linked()) {
            for (FactFile file : catalog.files(table)) {
                text.append(table.name()).append(' ').append(file.sha256()).append('\n');
            }
        }
        return text.toString();
    }
}
