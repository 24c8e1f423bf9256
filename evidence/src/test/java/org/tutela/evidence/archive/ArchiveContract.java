package org.tutela.evidence.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.FaultySource;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Listing;
import org.tutela.evidence.Reader;
import org.tutela.evidence.ReaderContract;
import org.tutela.model.Address;
import org.tutela.model.Id;
import org.tutela.model.ItemKind;

/// What every archive promises beyond what every reader does: no part is taken for the whole, large
/// content goes through the spool and leaves nothing there, a failing disk is not bad evidence.
abstract class ArchiveContract extends ReaderContract {

    /// Where the sample lies.
    protected static final Address AT = Address.of(new Id(1, 2));

    @TempDir private Path scratch;
    private Spool spool;

    /// A small sample of the format, with at least two files.
    protected abstract byte[] sample() throws IOException;

    /// What the sample holds: path and content of every file.
    protected abstract Map<String, byte[]> contents() throws IOException;

    /// The name of the file that the sample would be.
    protected String sampleName() {
        return "sample";
    }

    /// Limits that send large content to the spool in this test: 4 KiB of memory for an item.
    protected Limits limits() {
        Limits all = Limits.standard();
        return new Limits(
                4096,
                64 << 20,
                all.expansion(),
                all.depth(),
                100_000,
                all.timeMillis(),
                all.pixels());
    }

    /// Number of rounds of tests that mutate; `./dev fuzz` raises it.
    protected static int rounds(int usual) {
        return Integer.getInteger("fuzz.rounds", usual);
    }

    @BeforeEach
    final void openSpool() throws IOException {
        spool = Spool.open(scratch, 64 << 20);
    }

    @AfterEach
    final void closeSpool() throws IOException {
        spool.close();
    }

    /// What the reader may use in a test.
    protected final Reader.Means means() {
        return new Reader.Means(limits(), spool);
    }

    /// Opens bytes as the format under test.
    protected final Holder open(ByteSource bytes) throws IOException {
        return reader().open(bytes, AT, means());
    }

    /// Opens bytes as the format under test.
    protected final Holder open(byte[] bytes) throws IOException {
        return open(ByteSource.of(bytes));
    }

    /// All content of an entry.
    protected static byte[] read(Holder holder, Address address) throws IOException {
        try (ByteSource content = holder.open(address)) {
            return content.stream().readAllBytes();
        }
    }

    @Override
    protected List<Fixture> fixtures() throws IOException {
        Map<String, ByteSource> expected = new LinkedHashMap<>();
        contents().forEach((path, bytes) -> expected.put(path, ByteSource.of(bytes)));
        return List.of(new Fixture(sampleName(), ByteSource.of(sample()), expected));
    }

    @Test
    void takesNoNoiseForItsFormat() throws IOException {
        byte[] noise = new byte[8192];
        new Random(1).nextBytes(noise);
        assertFalse(reader().recognises(ByteSource.of(noise), sampleName()));
    }

    @Test
    void listsEveryFileWithItsBytes() throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (Holder holder = open(sample())) {
            Listing listing = Listing.of(holder);
            assertEquals(0, listing.troubles(), () -> "" + listing.flaws() + listing.end());
            for (Entry entry : listing.entries()) {
                if (entry.kind() == ItemKind.FILE) {
                    found.put(entry.path(), read(holder, entry.address()));
                }
            }
        }
        assertEquals(contents().keySet(), found.keySet());
        contents().forEach((path, bytes) -> assertArrayEquals(bytes, found.get(path), path));
        assertEquals(0, spool.used(), "closed content gives its temporary space back");
    }

    @Test
    void readsTheSameWhenReadsAreShort() throws IOException {
        ByteSource meagre = FaultySource.shortReads(ByteSource.of(sample()), 7);
        try (Holder holder = open(sample());
                Holder slow = open(meagre)) {
            List<Entry> entries = Listing.of(holder).entries();
            assertEquals(entries, Listing.of(slow).entries());
            for (Entry entry : entries) {
                if (entry.kind() == ItemKind.FILE) {
                    assertArrayEquals(read(holder, entry.address()), read(slow, entry.address()));
                }
            }
        }
    }

    @Test
    void refusesAddressesThatItDidNotGive() throws IOException {
        try (Holder holder = open(sample())) {
            Entry some = Listing.of(holder).entries().getFirst();
            Address.Step last = some.address().last();
            List<Address.Step> wrong =
                    List.of(
                            new Address.Step(last.kind(), last.value() + "x", last.number()),
                            new Address.Step(last.kind(), last.value(), 987_654_321),
                            new Address.Step(last.kind(), last.value(), Long.MAX_VALUE));
            for (Address.Step step : wrong) {
                Address address = some.address().parent().step(step);
                assertThrows(EvidenceException.class, () -> read(holder, address), step::toString);
            }
        }
    }

    @Test
    void saysWhenTheMediumItselfCannotBeRead() throws IOException {
        byte[] sample = sample();
        for (int bad = 0; bad < sample.length; bad += Math.max(1, sample.length / 50)) {
            ByteSource broken = FaultySource.unreadable(ByteSource.of(sample), bad);
            IOException thrown = null;
            try {
                walk(broken);
            } catch (EvidenceException e) {
                throw new AssertionError("a failing disk is not bad evidence, at " + bad, e);
            } catch (IOException e) {
                thrown = e;
            }
            if (thrown != null) {
                assertInstanceOf(IOException.class, thrown);
                assertNotEquals(EvidenceException.class, thrown.getClass());
            }
        }
    }

    @Test
    void givesWhatThereIsOfACutSample() throws IOException {
        byte[] sample = sample();
        Map<String, byte[]> whole = contents();
        int step = Math.max(1, Math.min(512, sample.length / 60));
        for (int length = 0; length < sample.length; length += step) {
            Survey survey = survey(ByteSource.of(sample).slice(0, length));
            for (Map.Entry<String, byte[]> file : survey.contents.entrySet()) {
                assertArrayEquals(
                        whole.get(file.getKey()),
                        file.getValue(),
                        file.getKey() + " of a sample cut at " + length + " claims to be whole");
            }
            if (survey.contents.size() < whole.size()) {
                assertTrue(survey.troubles > 0, "nothing is said of a cut at " + length);
            }
        }
    }

    @Test
    void leavesNothingInTheSpoolAfterFlippedBytes() throws IOException {
        byte[] sample = sample();
        long seed = 20_240_229;
        System.err.println(getClass().getSimpleName() + " flips bytes with seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < rounds(300); round++) {
            byte[] mutant = sample.clone();
            int flips = 1 + random.nextInt(8);
            for (int i = 0; i < flips; i++) {
                mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (random.nextInt(4) == 0) {
                mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length));
            }
            survey(ByteSource.of(mutant));
        }
        assertEquals(0, spool.used());
    }

    /// Lists and reads everything; an [EvidenceException] of opening or listing is a trouble.
    private Survey survey(ByteSource bytes) throws IOException {
        Survey survey = new Survey();
        reader().recognises(bytes, sampleName());
        try (Holder holder = open(bytes)) {
            Listing listing = Listing.of(holder);
            survey.troubles += listing.troubles();
            for (Entry entry : listing.entries()) {
                if (entry.kind() == ItemKind.FILE || entry.kind() == ItemKind.STREAM) {
                    survey.read(holder, entry);
                }
            }
        } catch (EvidenceException e) {
            survey.troubles++;
        }
        return survey;
    }

    private void walk(ByteSource bytes) throws IOException {
        try (Holder holder = open(bytes)) {
            List<Entry> entries = new ArrayList<>();
            holder.list(
                    new Holder.Sink() {
                        @Override
                        public void entry(Entry entry) {
                            entries.add(entry);
                        }

                        @Override
                        public void flaw(Address at, EvidenceException flaw) throws IOException {
                            throw flaw;
                        }
                    });
            for (Entry entry : entries) {
                if (entry.kind() == ItemKind.FILE) {
                    read(holder, entry.address());
                }
            }
        }
    }

    private static final class Survey {
        private final Map<String, byte[]> contents = new LinkedHashMap<>();
        private int troubles;

        private void read(Holder holder, Entry entry) throws IOException {
            try (ByteSource content = holder.open(entry.address())) {
                byte[] bytes = content.stream().readAllBytes();
                troubles += content.flaws().size();
                if (content.flaws().isEmpty()) {
                    contents.put(entry.path(), bytes);
                }
            } catch (EvidenceException e) {
                troubles++;
            }
        }
    }
}
