package org.tutela.evidence.ext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Entry;
import org.tutela.evidence.HostileNames;
import org.tutela.evidence.Reader;
import org.tutela.evidence.ReaderContract;
import org.tutela.evidence.filesystem.Listed;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;
import org.tutela.model.Timestamp;

final class ExtReaderTest extends ReaderContract {

    @Override
    protected Reader reader() {
        return new ExtReader();
    }

    @Override
    protected List<Fixture> fixtures() {
        return List.of(
                new Fixture(
                        "a small volume",
                        ByteSource.of(image(false)),
                        Map.of(
                                "kitchen/recipe",
                                ByteSource.of(new byte[] {'f', 'l', 'o', 'u', 'r'}))));
    }

    private static SmallExt volume(boolean circle) {
        SmallExt volume = new SmallExt(512);
        volume.inode(2, SmallExt.FOLDER, 1024, 0).map(30);
        volume.folder(30)
                .entry(2, 2, ".")
                .entry(2, 2, "..")
                .entry(12, 2, "kitchen")
                .entry(13, 1, "direct")
                .stale(14, 1, "erased.jpg")
                .stale(13, 1, "former name of direct")
                .stale(0, 1, "number wiped")
                .entry(15, 1, "indirect")
                .entry(16, 1, "extents")
                .entry(17, 1, "tree")
                .entry(18, 7, "short link")
                .entry(19, 7, "long link")
                .entry(20, 1, "inline")
                .entry(21, 3, "device")
                .entry(22, 1, "secret")
                .entry(13, 1, "second name\u00FF")
                .entry(26, 2, "circle")
                .end();
        volume.inode(12, SmallExt.FOLDER, 1024, 0).map(31);
        volume.folder(31).entry(12, 2, ".").entry(2, 2, "..").entry(23, 1, "recipe").end();
        volume.inode(13, SmallExt.FILE, 2500, 0).map(40, 0, 41);
        volume.fill(40, 'a', 1024).fill(41, 'b', 1024);
        volume.inode(14, SmallExt.FILE, 1000, 0).map(42).deleted(99);
        volume.fill(42, 'e', 1000);
        addMapped(volume);
        addOthers(volume, circle);
        return volume;
    }

    private static void addMapped(SmallExt volume) {
        int far = 12 + 256 + 3;
        volume.inode(15, SmallExt.FILE, (far + 1) * 1024L, 0).map(43);
        // The indirect and the double indirect pointer of inode 15.
        int pointer = (SmallExt.TABLE * SmallExt.BLOCK + 14 * SmallExt.INODE + 0x28) / 4 + 12;
        volume.pointers(0, pointer, 44, 45);
        volume.pointers(44, 5, 47).pointers(45, 0, 46).pointers(46, 3, 48);
        volume.fill(43, 'c', 1024).fill(47, 'd', 1024).fill(48, 'f', 1024);
        volume.inode(16, SmallExt.FILE, 6 * 1024, SmallExt.EXTENTS)
                .extents(0, 2, 50, 3, 32_768 + 2, 70, 5, 1, 52);
        volume.fill(50, 'g', 2048).fill(52, 'h', 1024).fill(70, '!', 2048);
        volume.inode(17, SmallExt.FILE, 1024, SmallExt.EXTENTS).extentTree(1, 61);
        volume.extentLeaf(61, 0, 1, 62).fill(62, 't', 1024);
    }

    private static void addOthers(SmallExt volume, boolean circle) {
        volume.inode(18, SmallExt.LINK, 14, 0).map("kitchen/recipe");
        String target = "kitchen/".repeat(20);
        volume.inode(19, SmallExt.LINK, target.length(), 0).map(63).sectors(2);
        volume.put(63, target.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        volume.inode(20, SmallExt.FILE, 64, SmallExt.INLINE)
                .map("0123456789".repeat(6))
                .inlineRest("rest");
        volume.inode(21, 0x21A4, 0, 0);
        volume.inode(22, SmallExt.FILE, 1024, 0x800).map(64);
        volume.inode(23, SmallExt.FILE, 5, 0).map(65);
        volume.put(65, new byte[] {'f', 'l', 'o', 'u', 'r'});
        volume.inode(24, SmallExt.FILE, 700, 0).map(66).deleted(99);
        volume.fill(66, 'z', 700);
        volume.inode(25, SmallExt.FILE, 700, 0).deleted(99);
        volume.inode(26, SmallExt.FOLDER, 1024, 0).map(67);
        volume.folder(67)
                .entry(26, 2, ".")
                .entry(2, 2, "..")
                .entry(circle ? 2 : 21, circle ? 2 : 3, "again")
                .end();
        volume.inode(27, SmallExt.FILE, 4, 0).map(68);
        volume.put(68, new byte[] {'l', 'o', 's', 't'});
    }

    @Test
    void listsAndOpensHostileNames() throws IOException {
        SmallExt volume = new SmallExt(512);
        volume.inode(2, SmallExt.FOLDER, 1024, 0).map(30);
        var folder = volume.folder(30).entry(2, 2, ".").entry(2, 2, "..");
        for (int i = 0; i < HostileNames.NARROW.size(); i++) {
            byte[] content = HostileNames.content(i);
            folder.entry(12 + i, 1, HostileNames.NARROW.get(i));
            volume.inode(12 + i, SmallExt.FILE, content.length, 0).map(40 + i);
            volume.put(40 + i, content);
        }
        folder.end();
        HostileNames.areListedAndOpened(
                new ExtReader(), volume.bytes(), HostileNames.NARROW.size());
    }

    private static byte[] image() {
        return image(true);
    }

    /// The volume, with or without a folder that holds the root.
    private static byte[] image(boolean circle) {
        return volume(circle).bytes();
    }

    private static Listed listed() throws IOException {
        return Listed.of(new ExtReader(), ByteSource.of(image()));
    }

    @Test
    void recognisesOnlyExt() throws IOException {
        assertTrue(new ExtReader().recognises(ByteSource.of(image()), ""));
        assertFalse(new ExtReader().recognises(ByteSource.of(new byte[4096]), ""));
        assertFalse(new ExtReader().recognises(ByteSource.of(new byte[3]), ""));
    }

    @Test
    void readsDirectBlocksAndHoles() throws IOException {
        byte[] expected = new byte[2500];
        Arrays.fill(expected, 0, 1024, (byte) 'a');
        Arrays.fill(expected, 2048, 2500, (byte) 'b');
        Listed listed = listed();
        assertArrayEquals(expected, listed.bytes("direct"));
        assertEquals(40 * 1024, listed.get("direct").firstByte());
        assertEquals("flour", listed.text("kitchen/recipe"));
    }

    @Test
    void readsIndirectBlocks() throws IOException {
        byte[] content = listed().bytes("indirect");
        assertEquals((12 + 256 + 4) * 1024, content.length);
        assertEquals('c', content[0]);
        assertEquals(0, content[1024]);
        assertEquals('d', content[17 * 1024]);
        assertEquals('f', content[(12 + 256 + 3) * 1024]);
    }

    @Test
    void readsExtentsAndUnwrittenOnesAsZeros() throws IOException {
        byte[] expected = new byte[6 * 1024];
        Arrays.fill(expected, 0, 2048, (byte) 'g');
        Arrays.fill(expected, 5 * 1024, 6 * 1024, (byte) 'h');
        Listed listed = listed();
        assertArrayEquals(expected, listed.bytes("extents"));
        assertEquals("t".repeat(1024), listed.text("tree"));
        assertEquals(62 * 1024, listed.get("tree").firstByte());
    }

    @Test
    void readsContentInTheInode() throws IOException {
        assertEquals("0123456789".repeat(6) + "rest", listed().text("inline"));
    }

    @Test
    void listsLinksWithTheirTarget() throws IOException {
        Listed listed = listed();
        assertEquals("kitchen/recipe", listed.get("short link").linkTarget());
        assertEquals("kitchen/".repeat(20), listed.get("long link").linkTarget());
        assertEquals(ItemKind.LINK, listed.get("long link").kind());
        assertEquals(ItemKind.OTHER, listed.get("device").kind());
    }

    @Test
    void listsEveryNameWithItsRawBytes() throws IOException {
        Entry second = listed().get("second name\uFFFD");
        assertEquals("entry:second%20name%ff@13", second.address().last().toString());
    }

    @Test
    void readsTimesDownToNanoseconds() throws IOException {
        Entry.Times times = listed().get("direct").times();
        assertEquals(Timestamp.unixNanos(15, 500_000_000), times.modified());
        assertEquals(Timestamp.unixNanos(16, 0), times.created());
        assertEquals(Timestamp.unixNanos(14, 0), times.changed());
        assertEquals(Timestamp.unixNanos(13, 0), times.accessed());
    }

    @Test
    void listsDeletedNamesButNoFormerNamesOfLivingFiles() throws IOException {
        Listed listed = listed();
        assertEquals(ItemOrigin.DELETED, listed.get("erased.jpg").origin());
        assertEquals("e".repeat(1000), listed.text("erased.jpg"));
        assertFalse(listed.has("former name of direct"));
        assertEquals(Optional.of("TRUNCATED EV-0413"), listed.unreadable("number wiped"));
    }

    @Test
    void listsInodesWithoutAName() throws IOException {
        Listed listed = listed();
        assertEquals("z".repeat(700), listed.text("$OrphanFiles/OrphanFile-24"));
        assertEquals(ItemOrigin.DELETED, listed.get("$OrphanFiles/OrphanFile-24").origin());
        assertEquals(
                Optional.of("TRUNCATED EV-0414"), listed.unreadable("$OrphanFiles/OrphanFile-25"));
        assertEquals("lost", listed.text("$OrphanFiles/OrphanFile-27"));
        assertEquals(ItemOrigin.LISTED, listed.get("$OrphanFiles/OrphanFile-27").origin());
    }

    @Test
    void reportsFoldersInACircleAndEncryptedFiles() throws IOException {
        Listed listed = listed();
        assertEquals(1, listed.flaws().size());
        assertTrue(listed.flaws().getFirst().startsWith("EV-0411 MALFORMED folder 2 is named"));
        assertEquals(Optional.of("ENCRYPTED EV-0409"), listed.unreadable("secret"));
    }

    @Test
    void reportsADamagedFolderAndSearchesTheRest() throws IOException {
        byte[] image = image();
        // The length of the entry "direct".
        image[30 * 1024 + 12 + 12 + 16 + 4] = 3;
        Listed listed = Listed.of(new ExtReader(), ByteSource.of(image));
        assertTrue(listed.flaws().stream().anyMatch(flaw -> flaw.contains("were searched for")));
        assertTrue(listed.has("extents"));
        assertTrue(listed.has("kitchen/recipe"));
    }

    @Test
    void reportsAMapOutsideOfTheVolume() throws IOException {
        byte[] image = image();
        int pointer = SmallExt.TABLE * 1024 + 12 * SmallExt.INODE + 0x28;
        image[pointer + 8 + 2] = 1;
        Listed listed = Listed.of(new ExtReader(), ByteSource.of(image));
        assertEquals(Optional.of("MALFORMED EV-0405"), listed.unreadable("direct"));
    }

    @Test
    void listsWhatIsThereOfATruncatedImage() throws IOException {
        byte[] image = Arrays.copyOf(image(), 41 * 1024);
        Listed listed = Listed.of(new ExtReader(), ByteSource.of(image));
        assertTrue(listed.has("kitchen/recipe"));
        assertEquals(Optional.of("TRUNCATED EV-0407"), listed.unreadable("direct"));
    }

    @Test
    void stopsAtTheLimitOfEntries() {
        Limits few = new Limits(1, 1, 1, 1, 3, 1, 1);
        EvidenceException flaw =
                assertThrows(
                        EvidenceException.class,
                        () -> Listed.of(new ExtReader(), ByteSource.of(image()), few));
        assertEquals(EvidenceException.Flaw.LIMIT_REACHED, flaw.flaw());
    }

    @Test
    void refusesAddressesOfNothing() throws IOException {
        Listed listed = listed();
        var at = listed.get("direct").address().parent();
        for (long inode : List.of(0L, 65L, -1L)) {
            var address = at.step(org.tutela.model.Address.Kind.ENTRY, "x", inode);
            assertThrows(EvidenceException.class, () -> listed.holder().open(address));
        }
    }
}
