package org.tutela.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.FaultySource;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.model.Address;
import org.tutela.model.Id;

/// What every [Reader] holds to. Inherit it, give a reader and images made by code.
public abstract class ReaderContract {
    private static final int MUTATIONS = 300;
    private static final int CUTS = 60;
    private static final int PLACES = 40;
    private static final long SLOWEST_NANOS = 5_000_000_000L;

    /// More than any content of a fixture; a reader must not turn a small image into a large one.
    private static final int READ_AT_MOST = 1 << 20;

    private static final int ENTRIES_AT_MOST = 100_000;

    @TempDir Path folder;

    /// An image and what it holds.
    ///
    /// @param name for messages
    /// @param image the bytes
    /// @param contents what can be read, by path
    public record Fixture(String name, ByteSource image, Map<String, ByteSource> contents) {}

    /// The reader that is tested.
    protected abstract Reader reader();

    /// Images that it reads.
    protected abstract List<Fixture> fixtures() throws IOException;

    /// Everything that a listing said.
    private static final class Listed implements Holder.Sink {
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> flaws = new ArrayList<>();

        @Override
        public void entry(Entry entry) {
            entries.add(entry);
            assertTrue(entries.size() < ENTRIES_AT_MOST, "the listing does not end");
        }

        @Override
        public void flaw(Address at, EvidenceException flaw) {
            flaws.add(at + " " + flaw.code() + " " + flaw.detail());
        }
    }

    @Test
    void recognisesItsFormat() throws IOException {
        for (Fixture fixture : fixtures()) {
            assertTrue(reader().recognises(fixture.image, "image"), fixture.name);
            assertFalse(reader().recognises(ByteSource.of(new byte[0]), "image"));
            assertFalse(reader().recognises(ByteSource.of(new byte[70_000]), "image"));
        }
    }

    @Test
    void givesTheBytesOfTheOriginal() throws IOException {
        for (Fixture fixture : fixtures()) {
            Listed listed = list(fixture.image);
            assertEquals(List.of(), listed.flaws, fixture.name);
            for (Map.Entry<String, ByteSource> expected : fixture.contents.entrySet()) {
                Entry entry =
                        listed.entries.stream()
                                .filter(e -> e.path().equals(expected.getKey()))
                                .findFirst()
                                .orElse(null);
                assertNotNull(
                        entry,
                        fixture.name
                                + " lists "
                                + expected.getKey()
                                + "; it lists "
                                + listed.entries.stream().map(Entry::path).toList());
                assertArrayEquals(
                        all(expected.getValue()),
                        all(openAgain(fixture.image, entry.address())),
                        fixture.name + " " + expected.getKey());
            }
        }
    }

    @Test
    void listsTheSameAgainAndEveryAddressOnce() throws IOException {
        for (Fixture fixture : fixtures()) {
            Listed first = list(fixture.image);
            Listed second = list(fixture.image);
            assertEquals(first.entries, second.entries);
            assertEquals(first.flaws, second.flaws);
            Set<String> addresses = new HashSet<>();
            for (Entry entry : first.entries) {
                String text = entry.address().toString();
                assertTrue(addresses.add(text), "twice: " + text);
                assertEquals(entry.address(), Address.parse(text));
            }
        }
    }

    @Test
    void survivesBeingCutAtAnyLength() throws IOException {
        for (Fixture fixture : fixtures()) {
            byte[] image = all(fixture.image);
            Random random = new Random(1);
            for (int i = 0; i < CUTS; i++) {
                int length = i < 20 ? i * 256 : random.nextInt(image.length);
                exercise(ByteSource.of(image).slice(0, length), fixture.name + " cut at " + length);
            }
        }
    }

    @Test
    void survivesFlippedBytes() throws IOException {
        for (Fixture fixture : fixtures()) {
            byte[] image = all(fixture.image);
            int[] used = used(image);
            for (int seed = 0; seed < MUTATIONS; seed++) {
                Random random = new Random(seed);
                byte[] mutated = image.clone();
                int flips = 1 << random.nextInt(8);
                for (int i = 0; i < flips; i++) {
                    int at = used[random.nextInt(used.length)] + random.nextInt(16);
                    mutated[Math.min(at, mutated.length - 1)] = (byte) random.nextInt();
                }
                exercise(ByteSource.of(mutated), fixture.name + " mutated with seed " + seed);
            }
        }
    }

    @Test
    void listsTheSameFromASourceThatGivesLittleAtATime() throws IOException {
        for (Fixture fixture : fixtures()) {
            ByteSource meagre = FaultySource.shortReads(fixture.image, 7);
            assertEquals(list(fixture.image).entries, list(meagre).entries, fixture.name);
            for (Entry entry : list(fixture.image).entries) {
                if (fixture.contents.containsKey(entry.path())) {
                    assertArrayEquals(
                            all(fixture.contents.get(entry.path())),
                            all(openAgain(meagre, entry.address())));
                }
            }
        }
    }

    /// A failing disk of ours is no flaw of the evidence: it must not become a problem fact.
    @Test
    void letsFailuresOfOurOwnThrough() throws IOException {
        for (Fixture fixture : fixtures()) {
            Random random = new Random(6);
            for (int i = 0; i < PLACES; i++) {
                long bad = i < 10 ? i * 64L : random.nextLong(fixture.image.size());
                ByteSource failing = FaultySource.unreadable(fixture.image, bad);
                try {
                    if (reader().recognises(failing, "image")) {
                        Listed listed = list(failing);
                        assertEquals(List.of(), listed.flaws, fixture.name);
                    }
                } catch (IOException e) {
                    assertFalse(e instanceof EvidenceException, fixture.name + ": " + e);
                }
            }
        }
    }

    @Test
    void survivesDamagedPlacesOfTheContainerBelow() throws IOException {
        for (Fixture fixture : fixtures()) {
            Random random = new Random(5);
            for (int i = 0; i < PLACES; i++) {
                long bad = random.nextLong(fixture.image.size());
                exercise(
                        FaultySource.damaged(fixture.image, bad),
                        fixture.name + " damaged at " + bad);
            }
        }
    }

    /// Places of bytes that are not zero: flipping the rest changes little.
    private static int[] used(byte[] image) {
        return java.util.stream.IntStream.range(0, image.length)
                .filter(i -> image[i] != 0)
                .toArray();
    }

    /// Recognises, opens, lists and reads; only [EvidenceException] may come out of it.
    private void exercise(ByteSource image, String what) throws IOException {
        long start = System.nanoTime();
        try {
            if (reader().recognises(image, "image")) {
                openAndReadAll(image);
            }
        } catch (EvidenceException e) {
            throw new AssertionError(what + ": recognising must not throw this", e);
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
        long nanos = System.nanoTime() - start;
        assertTrue(nanos < SLOWEST_NANOS, what + " took " + nanos / 1_000_000 + " ms");
    }

    private void openAndReadAll(ByteSource image) throws IOException {
        try (Spool spool = Spool.open(folder, 64 << 20);
                Holder holder = reader().open(image, source(), means(spool))) {
            Listed listed = new Listed();
            try {
                holder.list(listed);
            } catch (EvidenceException e) {
                listed.flaws.add(e.code());
            }
            for (Entry entry : listed.entries) {
                try (ByteSource content = holder.open(entry.address())) {
                    assertTrue(content.size() >= 0);
                    assertNotNull(content.readBytes(0, READ_AT_MOST));
                } catch (EvidenceException e) {
                    listed.flaws.add(e.code());
                }
            }
        } catch (EvidenceException e) {
            assertNotNull(e.code());
        }
    }

    private Listed list(ByteSource image) throws IOException {
        try (Spool spool = Spool.open(folder, 64 << 20);
                Holder holder = reader().open(image, source(), means(spool))) {
            Listed listed = new Listed();
            holder.list(listed);
            return listed;
        }
    }

    /// Opens an address without listing first, as a later process does.
    private ByteSource openAgain(ByteSource image, Address address) throws IOException {
        try (Spool spool = Spool.open(folder, 64 << 20);
                Holder holder = reader().open(image, source(), means(spool));
                ByteSource content = holder.open(address)) {
            return ByteSource.of(all(content));
        }
    }

    private static Reader.Means means(Spool spool) {
        return new Reader.Means(Limits.standard(), spool);
    }

    private static Address source() {
        return Address.of(Id.of("a fixture"));
    }

    private static byte[] all(ByteSource source) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(source.size())];
        source.readFully(0, bytes);
        return bytes;
    }
}
