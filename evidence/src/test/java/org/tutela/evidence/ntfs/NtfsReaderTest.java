package org.tutela.evidence.ntfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

final class NtfsReaderTest extends ReaderContract {

    @Override
    protected Reader reader() {
        return new NtfsReader();
    }

    @Override
    protected List<Fixture> fixtures() {
        return List.of(
                new Fixture(
                        "a small volume",
                        ByteSource.of(volume()),
                        Map.of(
                                "second name",
                                ByteSource.of(text("flour, milk, eggs")),
                                "gone/old.txt",
                                ByteSource.of(text("once here")))));
    }

    private static final int IN_USE = 1;
    private static final int FOLDER = 2;
    private static final int COMPRESSED = 1;
    private static final int ENCRYPTED = 0x4000;

    /// "ab" and a repetition of it over 30 bytes: a chunk of LZNT1 that unfolds to 32 bytes.
    private static final byte[] PACKED = {0x04, (byte) 0xB0, 0x04, 'a', 'b', 0x1B, 0x10, 0, 0};

    private static byte[] volume() {
        SmallNtfs volume = new SmallNtfs(256);
        volume.record(24, 1, IN_USE | FOLDER).times(10).name(5, 5, 3, "kitchen").write();
        volume.record(25, 1, IN_USE)
                .times(20)
                .name(24, 1, 1, "recipe for pancakes.txt")
                .name(24, 1, 2, "RECIPE~1.TXT")
                .name(5, 5, 0, "second name")
                .data("flour, milk, eggs")
                .resident(0x80, "note", 0, "tasted".getBytes(StandardCharsets.UTF_8))
                .write();
        volume.put(100, text('x', 2000)).put(110, text('y', 1024));
        volume.record(26, 1, IN_USE)
                .times(30)
                .name(5, 5, 3, "fragments")
                .stored(0x80, "", 0, 4000, 3500, SmallNtfs.runs(1, 100, 1, -1, 1, 110, 1, 101))
                .write();
        volume.put(120, PACKED).put(130, text('p', 16 * 1024));
        volume.record(27, 1, IN_USE)
                .name(5, 5, 3, "packed")
                .stored(
                        0x80,
                        "",
                        COMPRESSED,
                        40_000,
                        40_000,
                        SmallNtfs.runs(1, 120, 15, -1, 16, 130, 16, -1))
                .write();
        volume.record(28, 2, FOLDER).times(40).name(5, 5, 3, "gone").write();
        volume.record(29, 4, 0).name(28, 1, 3, "old.txt").data("once here").write();
        volume.record(30, 4, 0).name(28, 9, 3, "older.txt").data("folder unknown").write();
        volume.record(31, 1, IN_USE)
                .name(5, 5, 3, "lone\uD800surrogate")
                .data("strange name")
                .write();
        volume.record(32, 1, IN_USE)
                .name(5, 5, 3, "secret")
                .resident(0x80, "", ENCRYPTED, new byte[20])
                .write();
        volume.record(33, 1, IN_USE)
                .name(5, 5, 3, "program.exe")
                .resident(0xC0, "", 0, reparse(0x80000017, new byte[16]))
                .data("")
                .write();
        volume.record(34, 1, IN_USE)
                .name(5, 5, 3, "link")
                .resident(0xC0, "", 0, reparse(0xA000000C, windowsLink("kitchen\\recipe")))
                .write();
        addListed(volume);
        return volume.bytes();
    }

    /// A file in two records, and a folder whose slack names a file whose record was reused.
    private static void addListed(SmallNtfs volume) {
        volume.record(35, 1, IN_USE)
                .resident(0x20, "", 0, list(35, 0x30, 36, 0x80, 36, 0x80))
                .write();
        volume.record(36, 1, IN_USE)
                .continues(35, 1)
                .name(5, 5, 3, "in two records")
                .piece(0x80, "", 0, new long[] {1, 0, 0}, SmallNtfs.runs(1, 110))
                .piece(0x80, "", 0, new long[] {0, 1500, 1500}, SmallNtfs.runs(1, 100))
                .write();
        volume.record(37, 1, IN_USE | FOLDER)
                .name(5, 5, 3, "folder")
                .stored(0xA0, "$I30", 0, 1024, 1024, SmallNtfs.runs(1, 140))
                .stored(0xA0, "other", 0, 1024, 1024, SmallNtfs.runs(1, 141))
                .write();
        volume.put(
                140,
                SmallNtfs.indexRecordWithSlack(
                        38 | 3L << 48, SmallNtfs.fileName(37, 1, 3, "lost.jpg")));
        volume.record(38, 5, IN_USE).name(5, 5, 3, "newcomer").data("new").write();
        volume.record(39, 1, IN_USE | FOLDER).name(40, 1, 3, "circle a").write();
        volume.record(40, 1, IN_USE | FOLDER).name(39, 1, 3, "circle b").write();
    }

    @Test
    void listsAndOpensHostileNames() throws IOException {
        SmallNtfs volume = new SmallNtfs(256);
        for (int i = 0; i < HostileNames.WIDE.size(); i++) {
            volume.record(24 + i, 1, IN_USE)
                    .name(5, 5, 1, HostileNames.WIDE.get(i))
                    .data("content " + i)
                    .write();
        }
        HostileNames.areListedAndOpened(new NtfsReader(), volume.bytes(), HostileNames.WIDE.size());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] text(char letter, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) letter);
        return bytes;
    }

    private static byte[] reparse(int tag, byte[] data) {
        return ByteBuffer.allocate(8 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(tag)
                .putShort((short) data.length)
                .putShort((short) 0)
                .put(data)
                .array();
    }

    private static byte[] windowsLink(String target) {
        byte[] name = target.getBytes(StandardCharsets.UTF_16LE);
        return ByteBuffer.allocate(12 + name.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0)
                .putShort((short) name.length)
                .putShort((short) 0)
                .putShort((short) name.length)
                .putInt(1)
                .put(name)
                .array();
    }

    /// An attribute list of (record, type) pairs behind the base record itself.
    private static byte[] list(int base, int... pairs) {
        ByteBuffer list =
                ByteBuffer.allocate(0x20 * (1 + pairs.length / 2)).order(ByteOrder.LITTLE_ENDIAN);
        entry(list, 0x20, base);
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            entry(list, pairs[i], pairs[i + 1]);
        }
        return list.array();
    }

    private static void entry(ByteBuffer list, int type, int record) {
        int from = list.position();
        list.putInt(type).putShort((short) 0x20).put((byte) 0).put((byte) 0x1A);
        list.putLong(0).putLong(record | 1L << 48);
        list.position(from + 0x20);
    }

    private static Listed listed() throws IOException {
        return Listed.of(new NtfsReader(), ByteSource.of(volume()));
    }

    @Test
    void recognisesOnlyNtfs() throws IOException {
        assertTrue(new NtfsReader().recognises(ByteSource.of(volume()), ""));
        assertFalse(new NtfsReader().recognises(ByteSource.of(new byte[4096]), ""));
        assertFalse(new NtfsReader().recognises(ByteSource.of(new byte[3]), ""));
    }

    @Test
    void listsEveryNameButTheShortOne() throws IOException {
        Listed listed = listed();
        assertEquals("flour, milk, eggs", listed.text("kitchen/recipe for pancakes.txt"));
        assertEquals("flour, milk, eggs", listed.text("second name"));
        assertFalse(listed.has("kitchen/RECIPE~1.TXT"));
        Entry entry = listed.get("kitchen/recipe for pancakes.txt");
        assertEquals(
                "volume:ntfs::entry:kitchen/recipe%20for%20pancakes.txt@25",
                entry.address().toString().substring(entry.address().toString().indexOf("vol")));
        assertEquals(25, listed.get("second name").address().last().number());
        assertEquals(new Entry.Times(time(20), time(21), time(23), time(22)), entry.times());
        assertEquals(ItemKind.FOLDER, listed.get("kitchen").kind());
    }

    private static Timestamp time(long seconds) {
        return Timestamp.filetime(SmallNtfs.filetime(seconds));
    }

    @Test
    void listsStreams() throws IOException {
        Listed listed = listed();
        String path = "kitchen/recipe for pancakes.txt:note";
        assertEquals("tasted", listed.text(path));
        assertEquals(ItemKind.STREAM, listed.get(path).kind());
        assertEquals("stream:note", listed.get(path).address().last().toString());
    }

    @Test
    void readsFragmentsHolesAndWhatWasNeverWritten() throws IOException {
        byte[] expected = new byte[4000];
        Arrays.fill(expected, 0, 1024, (byte) 'x');
        Arrays.fill(expected, 2048, 3072, (byte) 'y');
        Arrays.fill(expected, 3072, 3500, (byte) 'x');
        assertArrayEquals(expected, listed().bytes("fragments"));
        assertEquals(100 * 1024, listed().get("fragments").firstByte());
    }

    @Test
    void unfoldsCompressedPlainAndEmptyUnits() throws IOException {
        byte[] content = listed().bytes("packed");
        assertEquals(40_000, content.length);
        assertEquals("ab".repeat(16), new String(content, 0, 32, StandardCharsets.US_ASCII));
        assertEquals(0, content[32]);
        assertEquals('p', content[16 * 1024]);
        assertEquals('p', content[32 * 1024 - 1]);
        assertEquals(0, content[32 * 1024]);
    }

    @Test
    void placesDeletedFilesByTheirFoldersSequence() throws IOException {
        Listed listed = listed();
        assertEquals(ItemOrigin.DELETED, listed.get("gone").origin());
        assertEquals(ItemOrigin.DELETED, listed.get("gone/old.txt").origin());
        assertEquals("once here", listed.text("gone/old.txt"));
        assertEquals("folder unknown", listed.text("$OrphanFiles/older.txt"));
        assertEquals(ItemOrigin.LISTED, listed.get("second name").origin());
    }

    @Test
    void keepsLoneSurrogatesInTheAddressOnly() throws IOException {
        Listed listed = listed();
        Entry entry = listed.get("lone\uFFFDsurrogate");
        assertEquals("lone%ed%a0%80surrogate", entry.address().last().value());
        assertEquals("strange name", listed.text("lone\uFFFDsurrogate"));
    }

    @Test
    void saysWhyContentCannotBeRead() throws IOException {
        Listed listed = listed();
        assertEquals(Optional.of("ENCRYPTED EV-0311"), listed.unreadable("secret"));
        assertEquals(Optional.of("UNSUPPORTED EV-0310"), listed.unreadable("program.exe"));
    }

    @Test
    void listsLinksWithTheirTarget() throws IOException {
        Entry link = listed().get("link");
        assertEquals(ItemKind.LINK, link.kind());
        assertEquals("kitchen\\recipe", link.linkTarget());
    }

    @Test
    void joinsAFileOfSeveralRecords() throws IOException {
        byte[] content = listed().bytes("in two records");
        assertEquals(1500, content.length);
        assertEquals('x', content[0]);
        assertEquals('y', content[1400]);
    }

    @Test
    void listsNamesThatOnlySlackHolds() throws IOException {
        Listed listed = listed();
        Entry lost = listed.get("folder/lost.jpg");
        assertEquals(ItemOrigin.DELETED, lost.origin());
        assertEquals(4711, lost.size());
        assertEquals(Optional.of("TRUNCATED EV-0314"), listed.unreadable("folder/lost.jpg"));
        assertEquals("new", listed.text("newcomer"));
    }

    @Test
    void survivesFoldersThatContainEachOther() throws IOException {
        Listed listed = listed();
        assertTrue(listed.entries().stream().anyMatch(entry -> entry.path().endsWith("circle a")));
    }

    @Test
    void reportsATornRecordAndGoesOn() throws IOException {
        byte[] image = volume();
        image[(SmallNtfs.TABLE + 25) * 1024 + 510]++;
        Listed listed = Listed.of(new NtfsReader(), ByteSource.of(image));
        assertEquals(1, listed.flaws().size());
        assertTrue(listed.flaws().getFirst().startsWith("EV-0303 MALFORMED file record 25 was"));
        assertTrue(listed.has("newcomer"));
    }

    @Test
    void readsTheTableFromItsCopy() throws IOException {
        byte[] image = volume();
        System.arraycopy(image, SmallNtfs.TABLE * 1024, image, 2 * 1024, 1024);
        image[SmallNtfs.TABLE * 1024] = 0;
        assertTrue(Listed.of(new NtfsReader(), ByteSource.of(image)).has("newcomer"));
        image[2 * 1024] = 0;
        EvidenceException flaw =
                assertThrows(
                        EvidenceException.class,
                        () -> Listed.of(new NtfsReader(), ByteSource.of(image)));
        assertEquals("EV-0302", flaw.code());
    }

    @Test
    void listsWhatIsThereOfATruncatedImage() throws IOException {
        byte[] image = Arrays.copyOf(volume(), (SmallNtfs.TABLE + 30) * 1024 + 100);
        Listed listed = Listed.of(new NtfsReader(), ByteSource.of(image));
        assertTrue(listed.has("gone/old.txt"));
        assertEquals(1, listed.flaws().size());
        assertEquals(Optional.of("TRUNCATED EV-0308"), listed.unreadable("fragments"));
    }

    @Test
    void stopsAtTheLimitOfEntries() {
        Limits few = new Limits(1, 1, 1, 1, 3, 1, 1);
        EvidenceException flaw =
                assertThrows(
                        EvidenceException.class,
                        () -> Listed.of(new NtfsReader(), ByteSource.of(volume()), few));
        assertEquals(EvidenceException.Flaw.LIMIT_REACHED, flaw.flaw());
    }
}
