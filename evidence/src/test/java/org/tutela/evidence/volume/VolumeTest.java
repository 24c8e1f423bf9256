package org.tutela.evidence.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Foreign;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.evidence.ReaderContract;
import org.tutela.evidence.fat.FatMaker;
import org.tutela.model.Address;
import org.tutela.model.Id;

final class VolumeTest {
    private static final int SECTOR = 512;

    /// An MBR with a primary partition in slots 1 and 3, and two logical ones.
    private static byte[] mbr() {
        ByteBuffer disk = ByteBuffer.allocate(64 * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = SECTOR; i < disk.capacity(); i++) {
            disk.put(i, (byte) (i / SECTOR));
        }
        record(disk, 0, List.of(new int[] {0x83, 2, 6}, new int[4], new int[] {0x0C, 10, 8}));
        slot(disk, 0, 3, new int[] {0x05, 20, 40});
        record(disk, 20, List.of(new int[] {0x83, 2, 8}, new int[] {0x05, 20, 20}));
        record(disk, 40, List.of(new int[] {0x07, 1, 4}));
        return disk.array();
    }

    private static void record(ByteBuffer disk, int sector, List<int[]> slots) {
        disk.put(sector * SECTOR, new byte[SECTOR]);
        for (int i = 0; i < slots.size(); i++) {
            slot(disk, sector, i, slots.get(i));
        }
        disk.putShort(sector * SECTOR + 510, (short) 0xAA55);
    }

    private static void slot(ByteBuffer disk, int sector, int slot, int[] typeStartSectors) {
        int at = sector * SECTOR + 446 + slot * 16;
        disk.put(at + 4, (byte) typeStartSectors[0]);
        disk.putInt(at + 8, typeStartSectors[1]).putInt(at + 12, typeStartSectors[2]);
    }

    private static byte[] gpt(int sectorSize) {
        int sectors = 80;
        ByteBuffer disk = ByteBuffer.allocate(sectors * sectorSize).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < disk.capacity(); i++) {
            disk.put(i, (byte) (i / sectorSize));
        }
        record(disk, 0, List.of(new int[] {0xEE, 1, sectors - 1}));
        byte[] entries = new byte[128 * 128];
        entry(entries, 0, new int[] {40, 49}, "data/first");
        entry(entries, 2, new int[] {50, 55}, "");
        int array = entries.length / sectorSize;
        disk.put(2 * sectorSize, entries);
        disk.put((sectors - 1 - array) * sectorSize, entries);
        header(disk, sectorSize, new int[] {1, 2}, entries);
        header(disk, sectorSize, new int[] {sectors - 1, sectors - 1 - array}, entries);
        return disk.array();
    }

    private static void entry(byte[] entries, int index, int[] firstAndLast, String name) {
        ByteBuffer entry =
                ByteBuffer.wrap(entries, index * 128, 128).slice().order(ByteOrder.LITTLE_ENDIAN);
        entry.put(0, new byte[] {(byte) 0xAF, 0x3D, (byte) 0xC6, 0x0F, (byte) 0x83, (byte) 0x84});
        entry.put(6, new byte[] {0x72, 0x47, (byte) 0x8E, 0x79, 0x3D, 0x69});
        entry.put(12, new byte[] {(byte) 0xD8, 0x47, 0x7D, (byte) 0xE4});
        entry.putLong(32, firstAndLast[0]).putLong(40, firstAndLast[1]);
        entry.put(56, name.getBytes(StandardCharsets.UTF_16LE));
    }

    private static void header(ByteBuffer disk, int size, int[] ownAndArray, byte[] entries) {
        ByteBuffer header = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        header.put(0, "EFI PART".getBytes(StandardCharsets.US_ASCII));
        header.putInt(8, 0x10000).putInt(12, 92).putLong(24, ownAndArray[0]);
        header.putLong(72, ownAndArray[1]).putInt(80, 128).putInt(84, 128);
        header.putInt(88, (int) crc(entries));
        byte[] head = new byte[92];
        header.get(0, head);
        header.putInt(16, (int) crc(head));
        disk.put(ownAndArray[0] * size, header.array());
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    @Nested
    final class MbrContract extends ReaderContract {
        @Override
        protected Reader reader() {
            return new Mbr();
        }

        @Override
        protected List<Fixture> fixtures() {
            ByteSource disk = ByteSource.of(mbr());
            return List.of(
                    new Fixture(
                            "MBR",
                            disk,
                            Map.of(
                                    "partition 1 (Linux 0x83)", slice(disk, 2, 6),
                                    "partition 3 (FAT32 0x0c)", slice(disk, 10, 8),
                                    "partition 5 (Linux 0x83)", slice(disk, 22, 8),
                                    "partition 6 (NTFS or exFAT 0x07)", slice(disk, 41, 4))));
        }
    }

    @Nested
    final class GptContract extends ReaderContract {
        @Override
        protected Reader reader() {
            return new Gpt();
        }

        @Override
        protected List<Fixture> fixtures() {
            List<Fixture> fixtures = new ArrayList<>();
            for (int size : new int[] {512, 4096}) {
                ByteSource disk = ByteSource.of(gpt(size));
                fixtures.add(
                        new Fixture(
                                "GPT with sectors of " + size,
                                disk,
                                Map.of(
                                        "partition 1 (Linux, data_first)",
                                                disk.slice(40L * size, 10L * size),
                                        "partition 3 (Linux)", disk.slice(50L * size, 6L * size))));
            }
            return fixtures;
        }
    }

    private static ByteSource slice(ByteSource disk, int first, int count) {
        return disk.slice((long) first * SECTOR, (long) count * SECTOR);
    }

    @Test
    void usesTheBackupWhereThePrimaryTableIsDamaged() throws IOException {
        for (int size : new int[] {512, 4096}) {
            byte[] disk = gpt(size);
            disk[2 * size + 40] ^= 1;
            Listed listed = list(new Gpt(), disk);
            assertEquals(List.of("EV-0206"), listed.flaws);
            assertEquals(
                    List.of("partition 1 (Linux, data_first)", "partition 3 (Linux)"),
                    listed.paths);
        }
    }

    @Test
    void ignoresTheRemnantOfAGptUnderAnMbr() throws IOException {
        byte[] disk = gpt(512);
        disk[446 + 4] = (byte) 0x83;
        assertFalse(new Gpt().recognises(ByteSource.of(disk), ""));
        assertTrue(new Mbr().recognises(ByteSource.of(disk), ""));
    }

    @Test
    void doesNotTakeABootSectorForAPartitionTable() throws IOException {
        byte[] fat = new FatMaker(16, 4200).toBytes();
        // A slot that is plausible by itself, as boot code may form.
        fat[446 + 4] = 0x06;
        fat[446 + 8] = 1;
        fat[446 + 12] = 1;
        assertFalse(new Mbr().recognises(ByteSource.of(fat), ""));
        byte[] ntfs = mbr();
        System.arraycopy("NTFS    ".getBytes(StandardCharsets.US_ASCII), 0, ntfs, 3, 8);
        assertFalse(new Mbr().recognises(ByteSource.of(ntfs), ""));
    }

    @Test
    void reportsALoopOfExtendedRecords() throws IOException {
        ByteBuffer disk = ByteBuffer.wrap(mbr()).order(ByteOrder.LITTLE_ENDIAN);
        slot(disk, 40, 1, new int[] {0x05, 0, 20});
        Listed listed = list(new Mbr(), disk.array());
        assertEquals(List.of("EV-0203"), listed.flaws);
        assertEquals(4, listed.paths.size());
    }

    @Test
    void reportsPartitionsBeyondTheEnd() throws IOException {
        byte[] cut = java.util.Arrays.copyOf(mbr(), 12 * SECTOR);
        Listed listed = list(new Mbr(), cut);
        assertTrue(listed.flaws.contains("EV-0201"));
    }

    @Test
    void listsThePartitionsOfPlaso() throws IOException {
        Path file = Foreign.file("plaso/tsk_volume_system.raw");
        try (ByteSource disk = ByteSource.open(file)) {
            assertTrue(new Mbr().recognises(disk, "tsk_volume_system.raw"));
            Listed listed = new Listed();
            holder(new Mbr(), disk).list(listed);
            assertEquals(List.of(), listed.flaws);
            assertEquals(
                    List.of("partition 1 (Linux 0x83)", "partition 5 (Linux 0x83)"), listed.paths);
            assertEquals(List.of(SECTOR * 1L, SECTOR * 352L), listed.firstBytes);
        }
    }

    @Test
    void listsThePartitionsOfForensicsSamples() throws IOException {
        Path packed = Foreign.installed("/usr/share/forensics-samples/fs.multiple.xz");
        byte[] start;
        try (InputStream in = new XZInputStream(Files.newInputStream(packed))) {
            start = in.readNBytes(1 << 16);
        }
        Listed listed = list(new Mbr(), start);
        assertEquals(
                List.of(2048L * 512, 227328L * 512, 309248L * 512, 391168L * 512),
                listed.firstBytes);
        assertTrue(listed.paths.getLast().startsWith("partition 4"), listed.paths.getLast());
    }

    private static final class Listed implements Holder.Sink {
        private final List<String> paths = new ArrayList<>();
        private final List<Long> firstBytes = new ArrayList<>();
        private final List<String> flaws = new ArrayList<>();

        @Override
        public void entry(Entry entry) {
            paths.add(entry.path());
            firstBytes.add(entry.firstByte());
        }

        @Override
        public void flaw(Address at, EvidenceException flaw) {
            flaws.add(flaw.code());
        }
    }

    private static Listed list(Reader reader, byte[] disk) throws IOException {
        Listed listed = new Listed();
        holder(reader, ByteSource.of(disk)).list(listed);
        return listed;
    }

    private static Holder holder(Reader reader, ByteSource disk) throws IOException {
        try (Spool spool = Spool.open(Path.of(System.getProperty("java.io.tmpdir")), 0)) {
            return reader.open(
                    disk, Address.of(Id.of("a disk")), new Reader.Means(Limits.standard(), spool));
        }
    }
}
