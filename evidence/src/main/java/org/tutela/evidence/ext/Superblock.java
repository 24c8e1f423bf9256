package org.tutela.evidence.ext;

import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The superblock (kernel documentation, "Super Block"). Sizes in bytes.
///
/// @param blockSize 1 KiB to 64 KiB, a power of two
/// @param inodeSize 128 to the block size, a power of two
/// @param descriptorSize of one group descriptor, 32 to 1024
/// @param blocks number of blocks
/// @param inodes number of inodes; their numbers start at 1
/// @param blocksPerGroup blocks of each group
/// @param inodesPerGroup inodes of each group
/// @param firstBlock the block that holds the superblock: 1 where blocks have 1 KiB, else 0
/// @param firstInode the first inode that is not the file system's own
/// @param layout which variants of the format are used
record Superblock(
        int blockSize,
        int inodeSize,
        int descriptorSize,
        long blocks,
        long inodes,
        long blocksPerGroup,
        long inodesPerGroup,
        long firstBlock,
        long firstInode,
        Layout layout) {

    /// Where it lies, and how much of it is read.
    static final int PLACE = 1024;

    private static final int SIZE = 1024;
    private static final int MAGIC = 0xEF53;

    private static final long META_BLOCK_GROUPS = 0x10;
    private static final long SIXTY_FOUR_BIT = 0x80;
    private static final long GROUP_CHECKSUM = 0x10;
    private static final long METADATA_CHECKSUM = 0x400;
    private static final long JOURNAL_DEVICE = 0x8;
    private static final long COMPRESSION = 0x1;

    /// Variants of the format.
    ///
    /// @param firstMetaGroup the first group whose descriptors lie in its meta group; the number of
    ///   groups where none do
    /// @param unusedCounted whether groups say how many of their inodes were never used
    /// @param orphanFile an inode of the file system's own; 0 where there is none
    /// @param projectQuota another one
    record Layout(long firstMetaGroup, boolean unusedCounted, long orphanFile, long projectQuota) {}

    /// Whether the bytes carry the mark of ext at its place, and a revision and block size that
    /// there are; two bytes alone stand in one of 65,536 files.
    static boolean marked(byte[] first) throws EvidenceException {
        if (first.length < PLACE + 0x50) {
            return false;
        }
        Cursor cursor = Cursor.of(first, 0);
        return cursor.at(PLACE + 0x38).u16le("magic") == MAGIC
                && cursor.at(PLACE + 0x4C).u32le("revision") <= 1
                && cursor.at(PLACE + 0x18).u32le("block size") <= 6
                && cursor.at(PLACE).u32le("inode count") > 0;
    }

    /// Reads the superblock.
    static Superblock of(ByteSource medium) throws IOException {
        Cursor cursor = Cursor.of(medium.readBytes(PLACE, SIZE), PLACE);
        long inodes = cursor.u32le("inode count");
        long blocks = cursor.u32le("block count");
        long firstBlock = cursor.at(0x14).u32le("first data block");
        long shift = cursor.u32le("block size");
        long blocksPerGroup = cursor.at(0x20).u32le("blocks per group");
        long inodesPerGroup = cursor.at(0x28).u32le("inodes per group");
        long revision = cursor.at(0x4C).u32le("revision");
        long firstInode = revision == 0 ? 11 : cursor.at(0x54).u32le("first inode");
        int inodeSize = revision == 0 ? 128 : cursor.at(0x58).u16le("inode size");
        long incompatible = cursor.at(0x60).u32le("incompatible features");
        long readOnly = cursor.u32le("read-only features");
        int descriptorSize = cursor.at(0xFE).u16le("descriptor size");
        long firstMeta = cursor.at(0x104).u32le("first meta block group");
        if ((incompatible & SIXTY_FOUR_BIT) != 0) {
            blocks |= cursor.at(0x150).u32le("block count, high") << 32;
        } else {
            descriptorSize = 32;
        }
        long orphanFile = cursor.at(0x280).u32le("orphan file inode");
        long projectQuota = cursor.at(0x26C).u32le("project quota inode");
        checkFeatures(incompatible);
        check("block size", shift <= 6, shift);
        int blockSize = 1024 << shift;
        check("inode size", isPower(inodeSize, 128, blockSize), inodeSize);
        check("descriptor size", isPower(descriptorSize, 32, blockSize), descriptorSize);
        // With bigalloc a bit of the bitmap stands for a cluster of up to 2^16 blocks.
        check("blocks per group", inRange(blocksPerGroup, (8L * blockSize) << 16), blocksPerGroup);
        check("inodes per group", inRange(inodesPerGroup, 8L * blockSize), inodesPerGroup);
        check("block count", blocks > firstBlock && blocks < 1L << 47, blocks);
        check("first data block", firstBlock <= 1, firstBlock);
        long groups = Math.ceilDiv(blocks - firstBlock, blocksPerGroup);
        boolean meta = (incompatible & META_BLOCK_GROUPS) != 0;
        long descriptorsPerBlock = blockSize / descriptorSize;
        Layout layout =
                new Layout(
                        meta ? Math.min(groups, firstMeta * descriptorsPerBlock) : groups,
                        (readOnly & (GROUP_CHECKSUM | METADATA_CHECKSUM)) != 0,
                        orphanFile,
                        projectQuota);
        return new Superblock(
                blockSize,
                inodeSize,
                descriptorSize,
                blocks,
                Math.min(inodes, groups * inodesPerGroup),
                blocksPerGroup,
                inodesPerGroup,
                firstBlock,
                firstInode,
                layout);
    }

    /// Number of block groups.
    long groups() {
        return Math.ceilDiv(blocks - firstBlock, blocksPerGroup);
    }

    private static boolean inRange(long value, long most) {
        return value > 0 && value <= most;
    }

    private static boolean isPower(long value, long least, long most) {
        return value >= least && value <= most && Long.bitCount(value) == 1;
    }

    private static void checkFeatures(long incompatible) throws EvidenceException {
        if ((incompatible & JOURNAL_DEVICE) != 0) {
            throw new EvidenceException(
                    Flaw.UNSUPPORTED,
                    "EV-0416",
                    "the volume is the external journal of another file system; it holds no files",
                    PLACE);
        }
        if ((incompatible & COMPRESSION) != 0) {
            throw new EvidenceException(
                    Flaw.UNSUPPORTED,
                    "EV-0416",
                    "the volume uses e2compr compression, which is not read; nothing is listed",
                    PLACE);
        }
    }

    private static void check(String field, boolean good, long value) throws EvidenceException {
        if (!good) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0401",
                    "the ext superblock states a "
                            + field
                            + " of "
                            + value
                            + "; the volume cannot be read",
                    PLACE);
        }
    }
}
