package org.tutela.evidence.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Listing;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.Timestamp;

final class TarReaderTest extends ArchiveContract {
    static final String LONG =
            "data/media/0/" + "a-long-folder-of-recipes/".repeat(9) + "\u00e4pfel.txt";

    @Override
    protected Reader reader() {
        return new TarReader();
    }

    @Override
    protected Map<String, byte[]> contents() {
        return files();
    }

    static Map<String, byte[]> files() {
        byte[] noise = new byte[7000];
        new Random(4).nextBytes(noise);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("data/data/recipes/a.txt", bytes("two onions, one hour"));
        contents.put("data/media/0/match.bin", noise);
        contents.put(LONG, bytes("apples"));
        contents.put("empty", new byte[0]);
        return contents;
    }

    @Override
    protected byte[] sample() throws IOException {
        return sample(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    /// Made by another program than ours.
    static byte[] sample(int longNames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512, "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setAddPaxHeadersForNonAsciiNames(
                    longNames == TarArchiveOutputStream.LONGFILE_POSIX);
            TarArchiveEntry folder = new TarArchiveEntry("data/data/recipes/");
            folder.setModTime(1_709_210_000_000L);
            tar.putArchiveEntry(folder);
            tar.closeArchiveEntry();
            for (Map.Entry<String, byte[]> file : files().entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setModTime(1_709_210_000_000L);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void numbersMembersByTheOffsetOfTheirFirstHeader() throws IOException {
        try (Holder holder = open(sample())) {
            Listing listing = Listing.of(holder);
            assertEquals(
                    List.of("data/data/recipes/@0", "data/data/recipes/a.txt@512"),
                    listing.entries().stream()
                            .limit(2)
                            .map(e -> e.address().last().toString().substring(7))
                            .toList());
            assertEquals(ItemKind.FOLDER, listing.entries().getFirst().kind());
            assertEquals(1024, listing.entries().get(1).firstByte());
            assertEquals(
                    Timestamp.unixSeconds(1_709_210_000),
                    listing.entries().get(1).times().modified());
        }
    }

    @Test
    void readsLongNamesOfGnuToo() throws IOException {
        try (Holder holder = open(sample(TarArchiveOutputStream.LONGFILE_GNU))) {
            Listing listing = Listing.of(holder);
            assertEquals(0, listing.troubles());
            assertArrayEquals(bytes("apples"), read(holder, listing.get(LONG).address()));
        }
    }

    @Test
    void listsLinksDevicesAndOddTypes() throws IOException {
        TarSamples tar = new TarSamples();
        tar.add('2', "link", new byte[0], "../target");
        tar.add('1', "second name", new byte[0], "first name");
        tar.add('3', "device", new byte[0], "");
        tar.add('7', "contiguous", bytes("x"), "");
        tar.add('\0', "old", bytes("y"), "");
        tar.add('M', "part two", bytes("z"), "");
        try (Holder holder = open(tar.toBytes())) {
            Listing listing = Listing.of(holder);
            assertEquals(
                    List.of(
                            ItemKind.LINK,
                            ItemKind.LINK,
                            ItemKind.OTHER,
                            ItemKind.FILE,
                            ItemKind.FILE,
                            ItemKind.FILE),
                    listing.entries().stream().map(Entry::kind).toList());
            assertEquals("../target", listing.get("link").linkTarget());
            assertEquals("first name", listing.get("second name").linkTarget());
            assertEquals("EV-0526", listing.flaws().getFirst().code());
            assertArrayEquals(bytes("y"), read(holder, listing.get("old").address()));
        }
    }

    @Test
    void keepsHostileNamesAsTheyAre() throws IOException {
        byte[][] names = {
            bytes("../../etc/passwd"),
            bytes("/abs/olute"),
            bytes("a\u0007\n@::b"),
            {'x', (byte) 0xED, (byte) 0xA0, (byte) 0x80},
            bytes("same"),
            bytes("same"),
            bytes("SAME"),
        };
        TarSamples tar = new TarSamples();
        for (int i = 0; i < names.length; i++) {
            tar.add('0', names[i], bytes("content " + i), new byte[0]);
        }
        try (Holder holder = open(tar.toBytes());
                Holder again = open(tar.toBytes())) {
            Listing listing = Listing.of(holder);
            assertEquals(0, listing.troubles());
            for (int i = 0; i < names.length; i++) {
                Address address = Address.parse(listing.entries().get(i).address().toString());
                assertArrayEquals(names[i], Address.decode(address.last().value()));
                assertArrayEquals(bytes("content " + i), read(again, address));
            }
            assertEquals("abs/olute", listing.entries().get(1).path());
        }
    }

    @Test
    void readsTimesAndSizesOfPax() throws IOException {
        TarSamples tar = new TarSamples();
        tar.pax("mtime", "1709210000.123456789", "atime", "-1.5", "path", "new name");
        tar.pax("LIBARCHIVE.creationtime", "1709210001", "ctime", "not a time");
        tar.add('0', "old name", bytes("x"), "");
        try (Holder holder = open(tar.toBytes())) {
            Entry entry = Listing.of(holder).get("new name");
            Entry.Times times = entry.times();
            assertEquals(Timestamp.unixNanos(1_709_210_000, 123_456_789), times.modified());
            assertEquals(Timestamp.unixNanos(-2, 500_000_000), times.accessed());
            assertEquals(Timestamp.unixNanos(1_709_210_001, 0), times.created());
            assertEquals(null, times.changed());
            assertEquals("member:new%20name@0", entry.address().last().toString());
        }
    }

    @Test
    void layOutSparseFilesOfEveryFormat() throws IOException {
        byte[] expected = new byte[10_000];
        Arrays.fill(expected, 512, 1024, (byte) 'a');
        Arrays.fill(expected, 5000, 5100, (byte) 'b');
        byte[] stored = new byte[612];
        System.arraycopy(expected, 512, stored, 0, 512);
        System.arraycopy(expected, 5000, stored, 512, 100);
        TarSamples tar = new TarSamples();
        tar.oldSparse("old", 10_000, stored, 512, 512, 5000, 100, 10_000, 0);
        tar.pax("GNU.sparse.size", "10000", "GNU.sparse.map", "512,512,5000,100");
        tar.add('0', "0.1", stored, "");
        tar.pax("GNU.sparse.size", "10000");
        tar.pax("GNU.sparse.offset", "512", "GNU.sparse.numbytes", "512");
        tar.pax("GNU.sparse.offset", "5000", "GNU.sparse.numbytes", "100");
        tar.add('0', "0.0", stored, "");
        byte[] inContent = new byte[512 + 612];
        byte[] map = bytes("2\n512\n512\n5000\n100\n");
        System.arraycopy(map, 0, inContent, 0, map.length);
        System.arraycopy(stored, 0, inContent, 512, 612);
        tar.pax("GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.name", "1.0");
        tar.pax("GNU.sparse.realsize", "10000");
        tar.add('0', "GNUSparseFile.1/x", inContent, "");
        tar.add('0', "behind", bytes("x"), "");
        try (Holder holder = open(tar.toBytes())) {
            Listing listing = Listing.of(holder);
            assertEquals(0, listing.troubles(), () -> "" + listing.flaws());
            assertEquals(List.of("old", "0.1", "0.0", "1.0", "behind"), listing.paths());
            for (String name : List.of("old", "0.1", "0.0", "1.0")) {
                assertEquals(10_000, listing.get(name).size());
                assertArrayEquals(expected, read(holder, listing.get(name).address()), name);
            }
        }
    }

    @Test
    void refusesSparseFilesThatContradictThemselvesOrNeverEnd() throws IOException {
        TarSamples tar = new TarSamples();
        tar.pax("GNU.sparse.size", "100", "GNU.sparse.map", "50,100");
        tar.add('0', "over", new byte[100], "");
        tar.pax("GNU.sparse.size", "1000", "GNU.sparse.map", "50,100,20,10");
        tar.add('0', "backwards", new byte[110], "");
        tar.pax("GNU.sparse.size", "1000", "GNU.sparse.map", "0,900");
        tar.add('0', "less stored", new byte[110], "");
        tar.pax("GNU.sparse.size", "9000000000000000000", "GNU.sparse.map", "0,10");
        tar.add('0', "endless", new byte[10], "");
        try (Holder holder = open(tar.toBytes())) {
            Listing listing = Listing.of(holder);
            for (String name : List.of("over", "backwards", "less stored")) {
                assertEquals("EV-0523", failure(holder, listing.get(name)).code(), name);
            }
            assertEquals(Flaw.LIMIT_REACHED, failure(holder, listing.get("endless")).flaw());
        }
    }

    @Test
    void goesOnBehindADamagedHeader() throws IOException {
        TarSamples tar = new TarSamples();
        tar.add('0', "first", bytes("1"), "");
        tar.add('0', "second", bytes("2"), "");
        tar.add('0', "third", bytes("3"), "");
        byte[] damaged = tar.toBytes();
        damaged[1024 + 3] ^= 1;
        try (Holder holder = open(damaged)) {
            Listing listing = Listing.of(holder);
            assertEquals(List.of("first", "third"), listing.paths());
            assertEquals(1, listing.troubles());
            EvidenceException flaw = listing.flaws().getFirst();
            assertEquals("EV-0520", flaw.code());
            assertEquals(1024, flaw.offset());
            assertArrayEquals(bytes("3"), read(holder, listing.get("third").address()));
        }
    }

    @Test
    void listsWhatLiesBehindTheMarkOfTheEnd() throws IOException {
        TarSamples one = new TarSamples();
        one.add('0', "one", bytes("1"), "");
        TarSamples two = new TarSamples();
        two.add('0', "two", bytes("2"), "");
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one.toBytes());
        both.writeBytes(new byte[200_192]);
        both.writeBytes(two.toBytes());
        try (Holder holder = open(both.toByteArray())) {
            Listing listing = Listing.of(holder);
            assertEquals(List.of("one", "two"), listing.paths());
            assertEquals(0, listing.troubles());
        }
    }

    @Test
    void saysWhenItWasCut() throws IOException {
        TarSamples tar = new TarSamples();
        tar.add('0', "a", new byte[1000], "");
        tar.add('0', "b", new byte[5000], "");
        byte[] whole = tar.toBytes();
        try (Holder holder = open(Arrays.copyOf(whole, 3000))) {
            Listing listing = Listing.of(holder);
            assertEquals(List.of("a", "b"), listing.paths());
            assertEquals(Flaw.TRUNCATED, listing.end().orElseThrow().flaw());
            assertEquals(Flaw.TRUNCATED, failure(holder, listing.get("b")).flaw());
            try (ByteSource content = holder.open(listing.get("b").address())) {
                assertEquals(5000, content.size());
                assertEquals(3000 - 2048, content.readBytes(0, 3000 - 2048).length);
            }
        }
        try (Holder holder = open(Arrays.copyOf(whole, 1536))) {
            assertEquals("EV-0525", Listing.of(holder).end().orElseThrow().code());
        }
    }

    @Test
    void stopsAtNoiseMadeToKeepItBusy() throws IOException {
        TarSamples tar = new TarSamples();
        for (int i = 0; i < 5000; i++) {
            tar.header('x', bytes("x"), 1 << 20, new byte[0]);
        }
        try (Holder holder = open(tar.toBytes())) {
            Listing listing = Listing.of(holder);
            assertTrue(listing.entries().isEmpty());
            assertTrue(listing.troubles() > 0 && listing.troubles() < 2000);
        }
    }

    @Test
    void recognisesOldArchivesByTheirNameOnly() throws IOException {
        TarSamples tar = new TarSamples();
        tar.add('0', "old", bytes("x"), "");
        byte[] old = tar.toBytes();
        Arrays.fill(old, 257, 265, (byte) 0);
        TarSamples.sum(old, 0);
        assertTrue(reader().recognises(ByteSource.of(old), "Old.TAR"));
        assertFalse(reader().recognises(ByteSource.of(old), "old.bin"));
    }

    @Test
    void readsNumbersOfAllKinds() {
        assertEquals(8, TarHeader.octal(bytes("0000010\0"), 0, 8));
        assertEquals(8, TarHeader.octal(bytes("    10 \0"), 0, 8));
        assertEquals(-1, TarHeader.octal(bytes("000001x\0"), 0, 8));
        byte[] binary = new byte[12];
        binary[0] = (byte) 0x80;
        binary[6] = 1;
        assertEquals(1L << 40, TarHeader.octal(binary, 0, 12));
        binary[1] = 1;
        assertEquals(-1, TarHeader.octal(binary, 0, 12));
        byte[] negative = new byte[12];
        Arrays.fill(negative, (byte) 0xFF);
        assertEquals(-1, TarHeader.octal(negative, 0, 12));
    }

    private static EvidenceException failure(Holder holder, Entry entry) {
        return assertThrows(EvidenceException.class, () -> read(holder, entry.address()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
