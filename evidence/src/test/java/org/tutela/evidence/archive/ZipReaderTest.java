package org.tutela.evidence.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Listing;
import org.tutela.evidence.Reader;
import org.tutela.evidence.archive.ZipSamples.Member;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.Timestamp;

final class ZipReaderTest extends ArchiveContract {
    private static final byte[] RECIPE =
            "flour, eggs, a little milk; rest for half an hour".getBytes(StandardCharsets.UTF_8);

    private static byte[] noise(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ('a' + (i * i / 7) % 26);
        }
        return bytes;
    }

    @Override
    protected Reader reader() {
        return new ZipReader();
    }

    @Override
    protected Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("data/data/recipes/a.txt", RECIPE);
        contents.put("data/media/0/match.bin", noise(9000, 2));
        contents.put("data/media/0/long.txt", text(20_000));
        contents.put("empty", new byte[0]);
        return contents;
    }

    /// Made by another program than ours.
    @Override
    protected byte[] sample() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            zip.putArchiveEntry(new ZipArchiveEntry("data/data/recipes/"));
            zip.closeArchiveEntry();
            for (Map.Entry<String, byte[]> file : contents().entrySet()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(file.getKey());
                boolean stored = file.getKey().endsWith(".bin");
                entry.setMethod(stored ? ZipArchiveEntry.STORED : ZipArchiveEntry.DEFLATED);
                entry.setSize(file.getValue().length);
                entry.setCrc(ZipSamples.crc(file.getValue()));
                zip.putArchiveEntry(entry);
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void numbersMembersByTheirPlaceInTheCentralDirectory() throws IOException {
        try (Holder holder = open(sample())) {
            Listing listing = Listing.of(holder);
            assertEquals(
                    List.of(
                            "member:data/data/recipes/@0",
                            "member:data/data/recipes/a.txt@1",
                            "member:data/media/0/match.bin@2",
                            "member:data/media/0/long.txt@3",
                            "member:empty@4"),
                    listing.entries().stream().map(e -> e.address().last().toString()).toList());
            assertEquals(ItemKind.FOLDER, listing.entries().getFirst().kind());
            assertEquals("data/data/recipes", listing.entries().getFirst().path());
            assertEquals(9000, listing.get("data/media/0/match.bin").size());
        }
    }

    @Test
    void keepsHostileNamesAsTheyAre() throws IOException {
        byte[][] names = {
            bytes("../../etc/passwd"),
            bytes("/private/var/mobile/x"),
            bytes("C:\\Windows\\x.dll"),
            bytes("a\u0000b\u0007\n.jpg"),
            {'x', (byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0x84, 'p', 'f', 'e', 'l'},
            bytes("Photo.JPG"),
            bytes("photo.jpg"),
            bytes("photo.jpg"),
            bytes("__MACOSX/._photo.jpg"),
            bytes(""),
            bytes("a@7::member:b%41"),
            bytes("\u202egpj.exe"),
            bytes("./a//b/"),
        };
        ZipSamples zip = new ZipSamples();
        for (int i = 0; i < names.length; i++) {
            zip.add(Member.stored(names[i], bytes("content " + i)));
        }
        byte[] made = zip.toBytes();
        try (Holder holder = open(made);
                Holder again = open(made)) {
            Listing listing = Listing.of(holder);
            assertEquals(names.length, listing.entries().size());
            assertEquals(0, listing.troubles());
            for (int i = 0; i < names.length; i++) {
                Entry entry = listing.entries().get(i);
                Address address = Address.parse(entry.address().toString());
                assertArrayEquals(names[i], Address.decode(address.last().value()));
                assertArrayEquals(bytes("content " + i), read(again, address));
            }
            assertEquals("../../etc/passwd", listing.entries().get(0).path());
            assertEquals("private/var/mobile/x", listing.entries().get(1).path());
            assertEquals("\u00e4pfel", listing.entries().get(5).path());
            assertEquals(".", listing.entries().get(10).path());
            assertEquals("a//b", listing.entries().get(13).path());
        }
    }

    @Test
    void readsArchivesOver4GiBByTheirWideFields() throws IOException {
        ZipSamples zip = new ZipSamples();
        for (int i = 0; i < 3; i++) {
            Member member = Member.deflated("match " + i, text(3000 + i));
            member.zip64 = true;
            zip.add(member);
        }
        try (Holder holder = open(zip.toBytes(true))) {
            Listing listing = Listing.of(holder);
            assertEquals(0, listing.troubles());
            assertEquals(3001, listing.get("match 1").size());
            assertArrayEquals(text(3002), read(holder, listing.get("match 2").address()));
        }
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream library = new ZipArchiveOutputStream(other)) {
            library.setUseZip64(Zip64Mode.Always);
            library.putArchiveEntry(new ZipArchiveEntry("by a library"));
            library.write(RECIPE);
            library.closeArchiveEntry();
        }
        try (Holder holder = open(other.toByteArray())) {
            assertArrayEquals(
                    RECIPE, read(holder, Listing.of(holder).get("by a library").address()));
        }
    }

    /// Half a million members, as a phone has: 70,000 here, over the 2^16 of old archives.
    @Test
    void findsAnyOfVeryManyMembers() throws IOException {
        ZipSamples zip = new ZipSamples();
        for (int i = 0; i < 70_000; i++) {
            zip.add(Member.stored("Dump/data/app/" + i, bytes("" + i)));
        }
        for (boolean wide : new boolean[] {true, false}) {
            try (Holder holder = open(zip.toBytes(wide))) {
                Listing listing = Listing.of(holder);
                assertEquals(70_000, listing.entries().size());
                assertEquals(0, listing.troubles());
                for (int i : new int[] {0, 255, 256, 257, 65_535, 65_536, 69_999}) {
                    Entry entry = listing.entries().get(i);
                    assertArrayEquals(bytes("" + i), read(holder, entry.address()));
                }
            }
        }
    }

    @Test
    void refusesToUnfoldBombs() throws IOException {
        Member bomb = Member.deflated("zeros", new byte[40 << 20]);
        Member liar = Member.deflated("liar", new byte[40 << 20]);
        liar.size = 10;
        byte[] made =
                new ZipSamples().add(bomb).add(liar).add(Member.stored("ok", RECIPE)).toBytes();
        try (Holder holder = open(made)) {
            Listing listing = Listing.of(holder);
            for (String name : List.of("zeros", "liar")) {
                EvidenceException thrown =
                        assertThrows(
                                EvidenceException.class,
                                () -> read(holder, listing.get(name).address()));
                assertEquals(Flaw.LIMIT_REACHED, thrown.flaw());
                assertEquals("EV-0509", thrown.code());
            }
            assertArrayEquals(RECIPE, read(holder, listing.get("ok").address()));
            assertEquals(0, means().spool().used());
        }
    }

    @Test
    void unpacksNoMembersThatShareTheirBytes() throws IOException {
        Member kernel = Member.deflated("a", text(30_000));
        ZipSamples zip = new ZipSamples().add(kernel);
        for (int i = 0; i < 500; i++) {
            Member alias = Member.deflated("alias " + i, text(30_000));
            zip.alias(alias, 0);
        }
        try (Holder holder = open(zip.toBytes())) {
            Listing listing = Listing.of(holder);
            assertEquals(501, listing.entries().size());
            assertEquals("EV-0514", listing.flaws().getFirst().code());
            assertArrayEquals(text(30_000), read(holder, listing.get("a").address()));
            Address last = listing.get("alias 499").address();
            assertThrows(EvidenceException.class, () -> read(holder, last));
        }
    }

    @Test
    void believesNoStatedSizeAndSaysSo() throws IOException {
        Member less = Member.deflated("less", text(5000));
        less.size = 70_000;
        Member more = Member.deflated("more", text(5000));
        more.size = 10;
        Member sum = Member.deflated("sum", text(5000));
        sum.crc ^= 1;
        Member storedSum = Member.stored("stored sum", text(5000));
        storedSum.crc ^= 1;
        byte[] made = new ZipSamples().add(less).add(more).add(sum).add(storedSum).toBytes();
        try (Holder holder = open(made)) {
            Listing listing = Listing.of(holder);
            String[] codes = {"EV-0511", "EV-0511", "EV-0510", "EV-0510"};
            for (int i = 0; i < codes.length; i++) {
                try (ByteSource content = holder.open(listing.entries().get(i).address())) {
                    assertEquals(5000, content.size());
                    assertArrayEquals(text(5000), content.stream().readAllBytes());
                    assertEquals(codes[i], content.flaws().getFirst().code());
                }
            }
        }
    }

    @Test
    void givesTheSoundPartOfADamagedMember() throws IOException {
        Member cut = Member.deflated("cut", text(50_000));
        cut.packed = Arrays.copyOf(cut.packed, cut.packed.length / 2);
        try (Holder holder = open(new ZipSamples().add(cut).toBytes())) {
            try (ByteSource content = holder.open(Listing.of(holder).get("cut").address())) {
                assertEquals(50_000, content.size());
                byte[] start = content.readBytes(0, 4000);
                assertArrayEquals(text(4000), start);
                EvidenceException thrown =
                        assertThrows(
                                EvidenceException.class, () -> content.stream().readAllBytes());
                assertEquals(Flaw.TRUNCATED, thrown.flaw());
                assertTrue(thrown.offset() >= 4000 && thrown.offset() < 50_000);
            }
        }
        assertEquals(0, means().spool().used());
    }

    @Test
    void namesEncryptedAndUnknownMembersAndReadsTheRest() throws IOException {
        Member secret = Member.stored("secret", RECIPE);
        secret.flags = 1;
        Member odd = Member.stored("odd", RECIPE);
        odd.method = 97;
        Member bzip2 = Member.stored("bzip2", RECIPE);
        bzip2.method = 12;
        bzip2.packed = bzip2(RECIPE);
        byte[] made =
                new ZipSamples()
                        .add(secret)
                        .add(odd)
                        .add(bzip2)
                        .add(Member.stored("plain", RECIPE))
                        .toBytes();
        try (Holder holder = open(made)) {
            Listing listing = Listing.of(holder);
            assertEquals(Flaw.ENCRYPTED, failure(holder, listing.get("secret")).flaw());
            assertEquals(Flaw.UNSUPPORTED, failure(holder, listing.get("odd")).flaw());
            assertArrayEquals(RECIPE, read(holder, listing.get("bzip2").address()));
            assertArrayEquals(RECIPE, read(holder, listing.get("plain").address()));
        }
    }

    /// Deflate64, LZMA, Zstandard, XZ, PPMd and AES are all in use and none of them is mistaken for
    /// damage; what is read and what is not is said member by member.
    @Test
    void saysWhichMethodIsNotRead() throws IOException {
        for (int method : new int[] {14, 18, 19, 93, 94, 96, 97, 98, 99}) {
            Member odd = Member.stored("odd", RECIPE);
            odd.method = method;
            byte[] made = new ZipSamples().add(odd).add(Member.stored("plain", RECIPE)).toBytes();
            try (Holder holder = open(made)) {
                Listing listing = Listing.of(holder);
                EvidenceException failure = failure(holder, listing.get("odd"));
                assertEquals(Flaw.UNSUPPORTED, failure.flaw(), failure.detail());
                assertTrue(failure.detail().contains("method " + method), failure.detail());
                assertTrue(failure.detail().contains("not examined"), failure.detail());
                assertArrayEquals(RECIPE, read(holder, listing.get("plain").address()));
            }
        }
    }

    /// The end record of the last file of a split archive counts its own files from 1 on.
    @Test
    void saysThatAnArchiveIsSplit() throws IOException {
        byte[] made = new ZipSamples().add(Member.stored("plain", RECIPE)).toBytes();
        made[made.length - 22 + 4] = 2;
        made[made.length - 22 + 6] = 1;
        EvidenceException failure = assertThrows(EvidenceException.class, () -> open(made));
        assertEquals("EV-0515", failure.code());
        assertEquals(Flaw.UNSUPPORTED, failure.flaw());
        assertTrue(failure.detail().contains("join them first"), failure.detail());
    }

    /// The libraries behind the rarer methods meet noise, and only say that it is noise.
    @Test
    void survivesNoiseInEveryMethod() throws IOException {
        long seed = 5;
        Random random = new Random(seed);
        for (int round = 0; round < rounds(150); round++) {
            ZipSamples zip = new ZipSamples();
            for (int method : new int[] {8, 9, 12, 95}) {
                byte[] packed = new byte[1 + random.nextInt(600)];
                random.nextBytes(packed);
                if (method == 12) {
                    byte[] sound = bzip2(text(200));
                    packed = Arrays.copyOf(sound, sound.length);
                    packed[4 + random.nextInt(packed.length - 4)] ^= (byte) random.nextInt(256);
                } else if (method == 9) {
                    packed[0] = (byte) (1 | (random.nextInt(3) << 1) | (packed[0] & 0xF8));
                }
                Member member = Member.stored("method " + method, packed);
                member.method = method;
                member.size = 5000;
                zip.add(member);
            }
            try (Holder holder = open(zip.toBytes())) {
                for (Entry entry : Listing.of(holder).entries()) {
                    try {
                        read(holder, entry.address());
                    } catch (EvidenceException e) {
                        assertNotNull(e.code(), "seed " + seed + " round " + round);
                    }
                }
            }
        }
    }

    @Test
    void listsLinksWithTheirTargetsAndOtherKinds() throws IOException {
        Member link = unix(Member.stored("bin", bytes("usr/bin")), 0xA1FF);
        Member folder = unix(Member.stored("usr/", new byte[0]), 0x41ED);
        Member pipe = unix(Member.stored("pipe", new byte[0]), 0x11A4);
        Member dos = Member.stored("dos folder", new byte[0]);
        dos.attributes = 0x10;
        byte[] made = new ZipSamples().add(link).add(folder).add(pipe).add(dos).toBytes();
        try (Holder holder = open(made)) {
            List<Entry> entries = Listing.of(holder).entries();
            assertEquals(
                    List.of(ItemKind.LINK, ItemKind.FOLDER, ItemKind.OTHER, ItemKind.FOLDER),
                    entries.stream().map(Entry::kind).toList());
            assertEquals("usr/bin", entries.getFirst().linkTarget());
            assertNull(entries.get(1).linkTarget());
        }
    }

    @Test
    void prefersTimesInUtc() throws IOException {
        Member local = Member.stored("local", RECIPE);
        Member utc = Member.stored("utc", RECIPE);
        utc.extra = new Little().u16(0x5455).u16(5).u8(7).u32(1_709_210_000).toBytes();
        Member ntfs = Member.stored("ntfs", RECIPE);
        long filetime = 133_537_000_000_000_000L;
        Little extra = new Little().u16(10).u16(32).u32(0).u16(1).u16(24);
        ntfs.extra = extra.u64(filetime).u64(filetime + 1).u64(filetime + 2).toBytes();
        Member none = Member.stored("none", RECIPE);
        none.date = 0;
        byte[] made = new ZipSamples().add(local).add(utc).add(ntfs).add(none).toBytes();
        try (Holder holder = open(made)) {
            Listing listing = Listing.of(holder);
            Timestamp dos = modified(listing.get("local"));
            assertEquals(Timestamp.Encoding.DOS_LOCAL, dos.encoding());
            assertNull(dos.micros());
            assertEquals(
                    LocalDateTime.of(2024, 2, 29, 13, 37, 42).toEpochSecond(ZoneOffset.UTC)
                            * 1_000_000,
                    dos.raw());
            assertEquals(Timestamp.unixSeconds(1_709_210_000), modified(listing.get("utc")));
            assertNull(listing.get("utc").times().accessed());
            Entry.Times times = listing.get("ntfs").times();
            assertEquals(Timestamp.filetime(filetime), times.modified());
            assertEquals(Timestamp.filetime(filetime + 1), times.accessed());
            assertEquals(Timestamp.filetime(filetime + 2), times.created());
            assertEquals(Entry.Times.NONE, listing.get("none").times());
        }
    }

    @Test
    void listsCutArchivesFromTheirLocalHeaders() throws IOException {
        Member behind = Member.deflated("behind", text(4000));
        behind.flags = 8;
        Member storedBehind = Member.stored("stored behind", noise(3000, 9));
        storedBehind.flags = 8;
        ZipSamples zip =
                new ZipSamples()
                        .add(Member.stored("first", RECIPE))
                        .add(behind)
                        .add(storedBehind)
                        .add(Member.deflated("last", text(2000)));
        List<String> addresses;
        try (Holder whole = open(zip.toBytes())) {
            addresses = addresses(Listing.of(whole));
        }
        try (Holder holder = open(zip.membersOnly())) {
            Listing listing = Listing.of(holder);
            assertEquals(Flaw.TRUNCATED, listing.end().orElseThrow().flaw());
            assertEquals("EV-0501", listing.end().orElseThrow().code());
            assertEquals(addresses, addresses(listing), "a cut changes no address");
            assertArrayEquals(RECIPE, read(holder, listing.get("first").address()));
            assertArrayEquals(text(4000), read(holder, listing.get("behind").address()));
            assertArrayEquals(noise(3000, 9), read(holder, listing.get("stored behind").address()));
            assertArrayEquals(text(2000), read(holder, listing.get("last").address()));
        }
    }

    @Test
    void isNotMisledByAnArchiveWithinACutOne() throws IOException {
        byte[] inner = new ZipSamples().add(Member.stored("inner", RECIPE)).toBytes();
        byte[] outer =
                new ZipSamples()
                        .add(Member.stored("outer", RECIPE))
                        .add(Member.stored("inner.zip", inner))
                        .membersOnly();
        try (Holder holder = open(outer)) {
            Listing listing = Listing.of(holder);
            assertEquals(List.of("outer", "inner.zip"), listing.paths());
            assertTrue(listing.end().isPresent());
            assertArrayEquals(inner, read(holder, listing.get("inner.zip").address()));
        }
    }

    @Test
    void readsArchivesBehindOtherBytes() throws IOException {
        byte[] zip = new ZipSamples().add(Member.deflated("a", text(3000))).toBytes();
        byte[] prefixed = new byte[zip.length + 777];
        System.arraycopy(zip, 0, prefixed, 777, zip.length);
        try (Holder holder = open(prefixed)) {
            assertArrayEquals(text(3000), read(holder, Listing.of(holder).get("a").address()));
        }
    }

    @Test
    void saysWhenTheCountIsALie() throws IOException {
        byte[] zip =
                new ZipSamples()
                        .add(Member.stored("a", RECIPE))
                        .add(Member.stored("b", RECIPE))
                        .toBytes();
        zip[zip.length - 12] = 9;
        try (Holder holder = open(zip)) {
            Listing listing = Listing.of(holder);
            assertEquals(List.of("a", "b"), listing.paths());
            assertEquals("EV-0503", listing.flaws().getFirst().code());
        }
    }

    @Test
    void leavesDocumentsAndProgramsToTheirExaminations() throws IOException {
        String[][] documents = {
            {"[Content_Types].xml", "word/document.xml"},
            {"mimetype", "content.xml"},
            {"x.class", "META-INF/MANIFEST.MF"},
            {"res/a.png", "AndroidManifest.xml"},
        };
        for (String[] names : documents) {
            ZipSamples zip = new ZipSamples();
            for (String name : names) {
                zip.add(Member.stored(name, RECIPE));
            }
            byte[] made = zip.toBytes();
            assertFalse(reader().recognises(ByteSource.of(made), names[0]), names[0]);
        }
        byte[] phone =
                new ZipSamples()
                        .add(Member.stored("Dump/AndroidManifest.xml", RECIPE))
                        .add(Member.stored("notes/mimetype", RECIPE))
                        .toBytes();
        assertTrue(reader().recognises(ByteSource.of(phone), "phone.zip"));
        assertTrue(reader().recognises(ByteSource.of(new ZipSamples().toBytes()), "empty.zip"));
    }

    @Test
    void servesThreadsAtOnce() throws Exception {
        byte[] made = sample();
        try (Holder holder = open(made);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Entry> entries = Listing.of(holder).entries();
            List<Future<byte[]>> read = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                Entry entry = entries.get(1 + i % 3);
                read.add(threads.submit(() -> read(holder, entry.address())));
            }
            for (int i = 0; i < 80; i++) {
                byte[] expected = contents().get(entries.get(1 + i % 3).path());
                assertArrayEquals(expected, read.get(i).get());
            }
        }
        assertEquals(0, means().spool().used());
    }

    private static EvidenceException failure(Holder holder, Entry entry) {
        return assertThrows(EvidenceException.class, () -> read(holder, entry.address()));
    }

    private static Timestamp modified(Entry entry) {
        Timestamp modified = entry.times().modified();
        assertNotNull(modified);
        return modified;
    }

    private static List<String> addresses(Listing listing) {
        return listing.entries().stream().map(e -> e.address().toString()).toList();
    }

    private static Member unix(Member member, int mode) {
        member.madeBy = 3 << 8;
        member.attributes = (long) mode << 16;
        return member;
    }

    private static byte[] bzip2(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
