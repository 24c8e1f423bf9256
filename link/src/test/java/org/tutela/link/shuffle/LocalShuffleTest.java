package org.tutela.link.shuffle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.link.Group;
import org.tutela.link.Input;
import org.tutela.link.Known;
import org.tutela.link.LinkRecorder;
import org.tutela.link.LinkStep;
import org.tutela.link.MemoryOutput;
import org.tutela.link.MemoryShuffle;
import org.tutela.link.SortKey;
import org.tutela.link.World;
import org.tutela.model.AccountAlias;
import org.tutela.model.Contact;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;

final class LocalShuffleTest {
    @TempDir Path folder;

    @Test
    void givesTheSameWithLittleMemoryAsAllAtOnce() throws IOException {
        World world = contacts(5_000, 3);
        String expected = link(new Listing(1), world, new MemoryShuffle());
        assertEquals(expected, link(new Listing(1), world, local(1 << 16)));
        assertEquals(expected, link(new Listing(2), world, local(1 << 26)));
    }

    @Test
    void mergesMoreSpillsThanFitAtOnce() throws IOException {
        World world = contacts(25_000, 1);
        String expected = link(new Listing(1), world, local(1 << 26));
        assertEquals(expected, link(new Listing(2), world, local(1)));
    }

    @Test
    void leavesNothingButTheRuns() throws IOException {
        link(new Listing(1), contacts(2_000, 2), local(1 << 16));
        try (Stream<Path> found = Files.list(folder.resolve("listing@1"))) {
            assertEquals(4, found.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void doesNotSortAgainWhatHasNotChanged() throws IOException {
        World world = contacts(100, 2);
        link(new Listing(1), world, local(1 << 20));
        Path run = runs().getFirst();
        byte[] before = Files.readAllBytes(run);
        byte[] marked = before.clone();
        marked[marked.length - 1] ^= 1;
        Files.write(run, marked);
        link(new Listing(1), world, local(1 << 20));
        assertArrayEquals(marked, Files.readAllBytes(run), "the run was kept");
    }

    @Test
    void saysWhatToDoAboutABrokenRun() throws IOException {
        World world = contacts(100, 2);
        link(new Listing(1), world, local(1 << 20));
        Path run = runs().getFirst();
        byte[] whole = Files.readAllBytes(run);
        Files.write(run, java.util.Arrays.copyOf(whole, whole.length - 5));
        IOException failure =
                assertThrows(IOException.class, () -> link(new Listing(1), world, local(1 << 20)));
        assertTrue(failure.getMessage().startsWith("LI-0111"), failure.getMessage());
    }

    @Test
    void refusesALinkedFactWithoutCitation() {
        LinkStep step =
                new Listing(1) {
                    @Override
                    public void link(Group group, LinkRecorder out) throws IOException {
                        out.record(alias(out, "x"), List.of());
                    }
                };
        assertThrows(
                IllegalArgumentException.class,
                () -> link(step, contacts(1, 1), new MemoryShuffle()));
    }

    @Test
    void passesOnWhatFails() {
        LinkStep step =
                new Listing(1) {
                    @Override
                    public void link(Group group, LinkRecorder out) throws IOException {
                        throw new IOException("the disk is full");
                    }
                };
        IOException failure =
                assertThrows(IOException.class, () -> link(step, contacts(5, 1), local(1 << 20)));
        assertEquals("the disk is full", failure.getMessage());
    }

    @Test
    void ordersAndReadsPartsWithAnyCharacters() throws IOException {
        World world = new World();
        List<String> names =
                List.of(
                        "",
                        "\0",
                        "\0\0",
                        "\0a",
                        "a",
                        "a\0",
                        "a\0b",
                        "a\1",
                        "ab",
                        "\u00e9",
                        "\ud83c\udf82");
        for (String name : names) {
            world.device("A").contact("whatsapp:1@lid", name);
        }
        List<String> seen = new ArrayList<>();
        LinkStep step =
                new Listing(1) {
                    @Override
                    public List<Input<?>> inputs() {
                        return List.of(
                                Input.of(
                                        Contact.class,
                                        (row, identities, out) ->
                                                out.add(
                                                        SortKey.of("one", "\0key")
                                                                .by(
                                                                        String.valueOf(
                                                                                row.displayName()),
                                                                        "end"),
                                                        value -> value.number(1))));
                    }

                    @Override
                    public void link(Group group, LinkRecorder out) throws IOException {
                        assertEquals("one", group.key(0));
                        assertEquals("\0key", group.key(1));
                        while (group.next()) {
                            seen.add(group.order(0));
                            assertEquals("end", group.order(1));
                        }
                        assertFalse(group.next());
                    }
                };
        link(step, world.shuffled(7), local(1 << 20));
        assertEquals(names, seen);
    }

    private World contacts(int rows, int devices) {
        Random random = new Random(11);
        World world = new World();
        for (int i = 0; i < devices; i++) {
            World.Device device = world.device("D" + i);
            for (int row = 0; row < rows / devices; row++) {
                device.contact(
                        "whatsapp:" + random.nextInt(500) + "@lid",
                        "name ".repeat(150) + random.nextInt());
            }
        }
        return world;
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> found = Files.list(folder.resolve("listing@1"))) {
            return found.filter(each -> each.toString().endsWith(".run")).sorted().toList();
        }
    }

    private LocalShuffle local(long memory) {
        return new LocalShuffle(
                folder, MemoryShuffle.PARTITIONS, new LocalShuffle.Budget(memory, 2));
    }

    private static String link(LinkStep step, World world, org.tutela.link.Shuffle shuffle)
            throws IOException {
        MemoryOutput out = new MemoryOutput();
        shuffle.run(step, world, Known.load(step, world), out);
        StringBuilder text = new StringBuilder();
        for (LinkedFact row : out.tables().getOrDefault(AccountAlias.class, List.of())) {
            AccountAlias alias = (AccountAlias) row;
            text.append(alias.account()).append(' ').append(alias.alias()).append('\n');
        }
        return text.toString();
    }

    private static AccountAlias alias(LinkRecorder out, String text) {
        return new AccountAlias(out.made(text), "whatsapp", text, text, "SELF");
    }

    /// Lists the names of each contact in their order.
    private static class Listing implements LinkStep {
        private final int version;

        Listing(int version) {
            this.version = version;
        }

        @Override
        public String name() {
            return "listing";
        }

        @Override
        public int version() {
            return version;
        }

        @Override
        public boolean asksIdentities() {
            return false;
        }

        @Override
        public List<Input<?>> inputs() {
            return List.of(
                    Input.of(
                            Contact.class,
                            (row, identities, out) ->
                                    out.add(
                                            SortKey.of(row.account()),
                                            value -> value.text(row.displayName()))));
        }

        @Override
        public List<Class<? extends LinkedFact>> outputs() {
            return List.of(AccountAlias.class);
        }

        @Override
        public void link(Group group, LinkRecorder out) throws IOException {
            while (group.next()) {
                Id fact = group.fact();
                String name = group.value().text();
                out.record(
                        new AccountAlias(
                                out.made(group.key(0), fact.toString()),
                                "whatsapp",
                                name,
                                group.key(0),
                                "SELF"),
                        List.of(fact));
            }
        }
    }
}
