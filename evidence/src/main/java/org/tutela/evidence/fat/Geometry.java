package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;

/// How a volume is laid out, from the BIOS parameter block of its boot sector (FAT 1.03, "Boot
/// Sector and BPB"). All offsets are bytes from the start of the volume.
///
/// @param bits 12, 16 or 32
/// @param tableStart the first copy of the allocation table, or the active one
/// @param rootStart the fixed root folder of FAT12 and FAT16
/// @param rootSize its bytes; 0 for FAT32
/// @param rootCluster first cluster of the root folder of FAT32; 0 otherwise
/// @param dataStart where cluster 2 starts
/// @param clusterSize bytes of a cluster
/// @param clusters number of clusters; the last has the number `clusters + 1`
/// @param size bytes of the volume, as stated
/// @param backup whether the boot sector is lost and its backup in sector 6 was read
record Geometry(
        int bits,
        long tableStart,
        long rootStart,
        int rootSize,
        long rootCluster,
        long dataStart,
        int clusterSize,
        long clusters,
        long size,
        boolean backup) {
    private static final int SECTOR = 512;

    /// What 28 bits can number.
    private static final long MOST_CLUSTERS = 0x0FFF_FFF5;

    /// Where FAT32 keeps a copy of its boot sector.
    private static final int BACKUP_SECTOR = 6;

    /// The layout of a volume; empty where the bytes are no FAT.
    static Optional<Geometry> find(ByteSource bytes) throws IOException {
        Optional<Geometry> first = read(bytes, 0);
        if (first.isPresent()) {
            return first;
        }
        return read(bytes, BACKUP_SECTOR).filter(geometry -> geometry.bits == 32);
    }

    private static Optional<Geometry> read(ByteSource bytes, int sector) throws IOException {
        Cursor boot = Cursor.read(bytes, (long) sector * SECTOR, SECTOR);
        if (boot.size() < SECTOR) {
            return Optional.empty();
        }
        int jump = boot.u8("BS_jmpBoot");
        boolean signed = boot.at(510).u16le("signature") == 0xAA55;
        if (jump != 0xEB && jump != 0xE9 && !signed) {
            return Optional.empty();
        }
        Block block = Block.read(boot);
        return block.isPlausible() ? block.toGeometry(bytes, sector != 0) : Optional.empty();
    }

    /// Byte offset of a cluster; the number must be in range.
    long offset(long cluster) {
        return dataStart + (cluster - 2) * clusterSize;
    }

    /// Whether a number is that of a cluster of data.
    boolean isCluster(long cluster) {
        return cluster >= 2 && cluster < clusters + 2;
    }

    /// The cluster that a byte of the volume lies in; 0 where it lies before the first.
    long cluster(long offset) {
        return offset < dataStart ? 0 : (offset - dataStart) / clusterSize + 2;
    }

    /// Number of clusters that so many bytes take.
    long clustersFor(long bytes) {
        return (bytes + clusterSize - 1) / clusterSize;
    }

    /// The fields of the block, as they are stored.
    private record Block(
            int sectorSize,
            int perCluster,
            int reserved,
            int tables,
            int rootEntries,
            long sectors,
            int media,
            int tableSectors16,
            long tableSectors32,
            int flags32,
            long rootCluster) {

        static Block read(Cursor boot) throws IOException {
            int sectorSize = boot.at(11).u16le("BPB_BytsPerSec");
            int perCluster = boot.u8("BPB_SecPerClus");
            int reserved = boot.u16le("BPB_RsvdSecCnt");
            int tables = boot.u8("BPB_NumFATs");
            int rootEntries = boot.u16le("BPB_RootEntCnt");
            int sectors16 = boot.u16le("BPB_TotSec16");
            int media = boot.u8("BPB_Media");
            int tableSectors16 = boot.u16le("BPB_FATSz16");
            long sectors32 = boot.at(32).u32le("BPB_TotSec32");
            long tableSectors32 = boot.u32le("BPB_FATSz32");
            int flags32 = boot.u16le("BPB_ExtFlags");
            long rootCluster = boot.skip("BPB_FSVer", 2).u32le("BPB_RootClus");
            return new Block(
                    sectorSize,
                    perCluster,
                    reserved,
                    tables,
                    rootEntries,
                    sectors16 == 0 ? sectors32 : sectors16,
                    media,
                    tableSectors16,
                    tableSectors32,
                    flags32,
                    rootCluster);
        }

        boolean isPlausible() {
            boolean sizes =
                    Integer.bitCount(sectorSize) == 1
                            && sectorSize >= 512
                            && sectorSize <= 4096
                            && Integer.bitCount(perCluster) == 1;
            boolean counts = reserved > 0 && tables > 0 && tables <= 4 && sectors > 0;
            boolean table =
                    tableSectors16 != 0 ? rootEntries > 0 : tableSectors32 > 0 && rootEntries == 0;
            return sizes && counts && table && (media == 0xF0 || media >= 0xF8);
        }

        Optional<Geometry> toGeometry(ByteSource bytes, boolean backup) throws IOException {
            long tableSize = (tableSectors16 != 0 ? tableSectors16 : tableSectors32) * sectorSize;
            long firstTable = (long) reserved * sectorSize;
            long rootStart = firstTable + tables * tableSize;
            int rootSize = (rootEntries * 32 + sectorSize - 1) / sectorSize * sectorSize;
            long dataStart = rootStart + rootSize;
            int clusterSize = sectorSize * perCluster;
            long clusters = (sectors * sectorSize - dataStart) / clusterSize;
            if (clusters <= 0) {
                return Optional.empty();
            }
            int bits = tableSectors16 == 0 ? 32 : clusters < 4085 ? 12 : 16;
            long known = Math.min(Math.min(clusters, tableSize * 8 / bits - 2), MOST_CLUSTERS);
            long table = firstTable + activeTable(bytes, firstTable, tableSize) * tableSize;
            if (known <= 0 || (bytes.readBytes(table, 1).length == 0)) {
                return Optional.empty();
            }
            boolean sound = firstByte(bytes, table) == media;
            return sound
                    ? Optional.of(
                            new Geometry(
                                    bits,
                                    table,
                                    rootStart,
                                    rootSize,
                                    bits == 32 ? rootCluster : 0,
                                    dataStart,
                                    clusterSize,
                                    known,
                                    sectors * sectorSize,
                                    backup))
                    : Optional.empty();
        }

        /// The table to read: FAT32 may name the one that is kept up to date; otherwise the first
        /// that starts with the media byte, as every copy must.
        private int activeTable(ByteSource bytes, long first, long size) throws IOException {
            boolean mirrored = (flags32 & 0x80) == 0;
            int named = flags32 & 0x0F;
            if (tableSectors16 == 0 && !mirrored && named < tables) {
                return named;
            }
            for (int i = 0; i < tables; i++) {
                if (firstByte(bytes, first + i * size) == media) {
                    return i;
                }
            }
            return 0;
        }

        private static int firstByte(ByteSource bytes, long offset) throws IOException {
            byte[] one = bytes.readBytes(offset, 1);
            return one.length == 0 ? -1 : one[0] & 0xFF;
        }
    }
}
