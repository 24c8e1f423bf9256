package org.tutela.scenario.build.container;

import java.nio.ByteBuffer;
import java.util.List;

/// Puts volumes into a disk with a master boot record: 512-byte sectors, up to four primary
/// partitions, the first at sector 2048, no boot code.
public final class MbrMaker {
    /// Bytes of a sector.
    public static final int SECTOR = 512;

    private static final int FIRST = 2048;

    private MbrMaker() {}

    /// A volume and the type byte that its partition gets, such as 0x0C for FAT32 or 0x0E for
    /// FAT16.
    ///
    /// @param type partition type
    /// @param image the volume, a multiple of 512 bytes
    public record Volume(int type, ByteBuffer image) {}

    /// A disk with these volumes one after another, each at a multiple of 1 MiB.
    public static byte[] disk(List<Volume> volumes) {
        if (volumes.size() > 4) {
            throw new IllegalArgumentException("a master boot record has four entries");
        }
        long sectors = FIRST;
        for (Volume volume : volumes) {
            sectors = aligned(sectors) + volume.image().remaining() / SECTOR;
        }
        ByteBuffer disk = LittleEndian.block(Math.toIntExact(aligned(sectors) * SECTOR));
        disk.putInt(440, 0x54757465);
        disk.putShort(510, (short) 0xAA55);
        long at = FIRST;
        for (int i = 0; i < volumes.size(); i++) {
            ByteBuffer image = volumes.get(i).image().duplicate();
            int entry = 446 + 16 * i;
            disk.putInt(entry, 0xFEFFFF00 & ~0xFF);
            disk.putInt(entry + 4, 0xFFFFFE00 | volumes.get(i).type());
            disk.putInt(entry + 8, (int) at);
            disk.putInt(entry + 12, image.remaining() / SECTOR);
            long length = image.remaining() / SECTOR;
            disk.put(Math.toIntExact(at * SECTOR), image, image.position(), image.remaining());
            at = aligned(at + length);
        }
        return LittleEndian.bytes(disk);
    }

    private static long aligned(long sector) {
        return (sector + FIRST - 1) / FIRST * FIRST;
    }
}
