package org.tutela.evidence.fat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry;
import org.tutela.evidence.HostileNames;
import org.tutela.evidence.Reader;
import org.tutela.evidence.ReaderContract;
import org.tutela.evidence.fat.FatMaker.Folder;
import org.tutela.evidence.fat.FatMaker.Placed;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;
import org.tutela.model.Timestamp;

final class FatTest extends ReaderContract {

    @Override
    protected Reader reader() {
        return new Fat();
    }

    @Override
    protected List<Fixture> fixtures() {
        return List.of(fixture(12, 200), fixture(16, 4200), fixture(32, 300));
    }

    private static Fixture fixture(int bits, int clusters) {
        FatMaker maker = new FatMaker(bits, clusters);
        Map<String, ByteSource> contents = new LinkedHashMap<>();
        put(contents, "README.TXT", text("plain", 700));
        maker.file(maker.root(), "README.TXT", text("plain", 700));
        put(contents, "A recipe for soup, with leeks.txt", text("soup", 1500));
        maker.file(maker.root(), "A recipe for soup, with leeks.txt", text("soup", 1500));
        put(contents, "EMPTY", new byte[0]);
        maker.file(maker.root(), "EMPTY", new byte[0]);
        Folder pictures = maker.folder(maker.root(), "Pictures of the match");
        for (int i = 0; i < 20; i++) {
            String name = "goal number " + i + ".jpg";
            put(contents, "Pictures of the match/" + name, text(name, 300 + i * 40));
            maker.file(pictures, name, text(name, 300 + i * 40));
        }
        byte[] parted = text("parted", 1400);
        int[] places = {100, 90, 95};
        maker.file(pictures, "PARTED.BIN", parted, places);
        put(contents, "Pictures of the match/PARTED.BIN", parted);
        Placed gone = maker.file(maker.root(), "forgotten picture.png", text("gone", 900));
        maker.delete(gone);
        put(contents, "forgotten picture.png", text("gone", 900));
        return new Fixture("FAT" + bits, ByteSource.of(maker.toBytes()), contents);
    }

    private static void put(Map<String, ByteSource> contents, String path, byte[] content) {
        contents.put(path, ByteSource.of(content));
    }

    private static byte[] text(String word, int length) {
        byte[] text = new byte[length];
        byte[] raw = (word + "; ").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < length; i++) {
            text[i] = (byte) (raw[i % raw.length] + i / 512);
        }
        return text;
    }

    @Test
    void statesTimesAsLocalOnes() throws IOException {
        FatMaker maker = new FatMaker(12, 100);
        maker.file(maker.root(), "A", text("a", 10));
        Entry entry = FatImage.of(maker.toBytes()).entries().getFirst();
        Timestamp created = entry.times().created();
        assertEquals(
                Timestamp.local(
                        java.time.LocalDateTime.of(2026, 3, 14, 15, 9, 1, 500_000_000)
                                                .toEpochSecond(java.time.ZoneOffset.UTC)
                                        * 1_000_000
                                + 500_000,
                        Timestamp.Encoding.FAT_LOCAL),
                created);
        Timestamp accessed = entry.times().accessed();
        assertTrue(accessed != null);
        assertEquals(Timestamp.Encoding.FAT_LOCAL_DAY, accessed.encoding());
    }

    @Test
    void givesBackFilesThatWereFragmentedAroundEachOther() throws IOException {
        FatMaker maker = new FatMaker(16, 4200);
        byte[] outer = text("outer", 1000);
        byte[] inner = text("inner", 1000);
        Placed first = maker.file(maker.root(), "OUTER", outer, new int[] {10, 13});
        Placed second = maker.file(maker.root(), "INNER", inner, new int[] {11, 12});
        maker.delete(first);
        maker.delete(second);
        FatImage image = FatImage.of(maker.toBytes());
        assertArrayEquals(outer, image.read("_UTER"));
        assertArrayEquals(inner, image.read("_NNER"));
        assertEquals(ItemOrigin.DELETED, image.get("_UTER").origin());
    }

    @Test
    void givesBackNothingOfAnOverwrittenFile() throws IOException {
        FatMaker maker = new FatMaker(12, 100);
        Placed old = maker.file(maker.root(), "OLD", text("old", 400));
        maker.delete(old);
        maker.file(maker.root(), "NEW", text("new", 400));
        FatImage image = FatImage.of(maker.toBytes());
        EvidenceException flaw = assertThrows(EvidenceException.class, () -> image.read("_LD"));
        assertEquals("EV-0215", flaw.code());
    }

    @Test
    void listsWhatADeletedFolderHeld() throws IOException {
        FatMaker maker = new FatMaker(32, 300);
        Folder folder = maker.folder(maker.root(), "holiday");
        Folder deeper = maker.folder(folder, "beach and sea");
        Placed file = maker.file(deeper, "sand castle.jpg", text("sand", 800));
        maker.delete(file);
        maker.delete(deeper.entry());
        maker.delete(folder.entry());
        FatImage image = FatImage.of(maker.toBytes());
        assertArrayEquals(text("sand", 800), image.read("holiday/beach and sea/sand castle.jpg"));
        assertEquals(List.of(), image.flaws());
    }

    @Test
    void findsFoldersThatNoEntryLeadsTo() throws IOException {
        FatMaker maker = new FatMaker(12, 200);
        Folder folder = maker.folder(maker.root(), "AWAY");
        Placed file = maker.file(folder, "still here.txt", text("here", 300));
        maker.delete(file);
        maker.delete(folder.entry());
        byte[] volume = maker.toBytes();
        java.util.Arrays.fill(
                volume, folder.entry().offset(), folder.entry().offset() + 32, (byte) 0);
        FatImage image = FatImage.of(volume);
        assertArrayEquals(text("here", 300), image.read("$OrphanFiles/still here.txt"));
    }

    @Test
    void reportsACycleOfFolders() throws IOException {
        FatMaker maker = new FatMaker(12, 100);
        Folder outer = maker.folder(maker.root(), "OUTER");
        Folder inner = maker.folder(outer, "INNER");
        maker.file(inner, "FILE", text("file", 10));
        byte[] volume = maker.toBytes();
        // The entry INNER now leads back to OUTER.
        volume[inner.entry().offset() + 26] = (byte) outer.entry().cluster();
        FatImage image = FatImage.of(volume);
        assertEquals(List.of("EV-0218"), image.flaws());
        assertEquals(
                List.of("OUTER", "OUTER/INNER"),
                image.entries().stream()
                        .filter(e -> e.kind() == ItemKind.FOLDER)
                        .map(Entry::path)
                        .toList());
    }

    @Test
    void reportsLoopsCrossLinksAndChainsThatEndTooEarly() throws IOException {
        FatMaker maker = new FatMaker(12, 100);
        maker.file(maker.root(), "LOOP", text("loop", 2000), new int[] {10, 11, 12, 13});
        maker.link(12, 10);
        maker.file(maker.root(), "SHORT", text("short", 1000), new int[] {20, 21});
        maker.link(20, -1);
        maker.file(maker.root(), "ONE", text("one", 1000), new int[] {30, 31});
        maker.file(maker.root(), "TWO", text("two", 1000), new int[] {40, 41});
        maker.link(40, 31);
        FatImage image = FatImage.of(maker.toBytes());
        assertEquals(List.of("EV-0213", "EV-0214", "EV-0223"), image.flaws());
        ByteSource broken = image.open("LOOP");
        byte[] sound = new byte[1536];
        broken.readFully(0, sound);
        assertArrayEquals(java.util.Arrays.copyOf(text("loop", 2000), 1536), sound);
        assertEquals(
                "EV-0213",
                assertThrows(EvidenceException.class, () -> broken.readBytes(1536, 1)).code());
    }

    @Test
    void usesTheBackupOfALostBootSector() throws IOException {
        FatMaker maker = new FatMaker(32, 300);
        maker.file(maker.root(), "FILE", text("file", 10));
        byte[] volume = maker.toBytes();
        java.util.Arrays.fill(volume, 0, 512, (byte) 0);
        FatImage image = FatImage.of(volume);
        assertEquals(List.of("EV-0220"), image.flaws());
        assertArrayEquals(text("file", 10), image.read("FILE"));
    }

    @Test
    void keepsNamesThatAreNoText() throws IOException {
        FatMaker maker = new FatMaker(12, 100);
        String name = "bad \uD800 name";
        maker.file(maker.root(), name, text("x", 10));
        Entry entry = FatImage.of(maker.toBytes()).entries().getFirst();
        assertEquals("bad \uFFFD name", entry.path());
        assertTrue(entry.address().toString().contains("bad%20%ed%a0%80%20name"));
    }

    @Test
    void listsAndOpensHostileNames() throws IOException {
        FatMaker maker = new FatMaker(12, 200);
        Folder folder = maker.folder(maker.root(), "Names");
        for (int i = 0; i < HostileNames.WIDE.size(); i++) {
            maker.file(folder, HostileNames.WIDE.get(i), HostileNames.content(i));
        }
        HostileNames.areListedAndOpened(new Fat(), maker.toBytes(), HostileNames.WIDE.size());
    }

    @Test
    void refusesAddressesWithoutAnEntry() throws IOException {
        FatImage image = FatImage.of(new FatMaker(12, 100).toBytes());
        assertThrows(EvidenceException.class, () -> image.openNumber(3));
        assertThrows(EvidenceException.class, () -> image.openNumber(Long.MAX_VALUE));
    }
}
