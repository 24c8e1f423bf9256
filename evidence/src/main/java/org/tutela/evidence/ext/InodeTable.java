package org.tutela.evidence.ext;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Finds inodes by number, through the descriptors of the block groups (kernel documentation,
/// "Block Group Descriptors" and "Meta Block Groups").
final class InodeTable {
    private static final int UNINITIALISED = 1;

    private final ByteSource medium;
    private final Superblock superblock;

    /// The group asked for last; neighbours are mostly asked for one after the other.
    private final AtomicReference<@Nullable Known> last = new AtomicReference<>();

    InodeTable(ByteSource medium, Superblock superblock) {
        this.medium = medium;
        this.superblock = superblock;
    }

    /// What is needed of a group's descriptor.
    ///
    /// @param table offset on the medium of its inodes
    /// @param used how many of its inodes, from the first, were ever used
    record Group(long table, long used) {}

    private record Known(long number, Group group) {}

    /// The inode `number`. Throws [EvidenceException] where there is none.
    Inode get(long number) throws IOException {
        if (number < 1 || number > superblock.inodes()) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0403",
                    "there is no inode " + number + "; the volume has " + superblock.inodes(),
                    -1);
        }
        long index = (number - 1) % superblock.inodesPerGroup();
        Group group = group((number - 1) / superblock.inodesPerGroup());
        long place = group.table + index * superblock.inodeSize();
        byte[] bytes = new byte[superblock.inodeSize()];
        if (medium.readUpTo(place, bytes, 0, bytes.length) < bytes.length) {
            throw new EvidenceException(
                    Flaw.TRUNCATED,
                    "EV-0403",
                    "inode " + number + " lies at " + place + ", behind the end of the image",
                    place);
        }
        return Inode.of(bytes, number, place);
    }

    /// A group's descriptor; `group` is below [Superblock#groups].
    Group group(long group) throws IOException {
        Known known = last.get();
        if (known == null || known.number != group) {
            known = new Known(group, readGroup(group));
            last.set(known);
        }
        return known.group;
    }

    private Group readGroup(long group) throws IOException {
        Cursor cursor = Cursor.read(medium, descriptor(group), superblock.descriptorSize());
        long table = cursor.at(8).u32le("inode table");
        int flags = cursor.at(0x12).u16le("group flags");
        long unused = cursor.at(0x1C).u16le("unused inodes");
        if (superblock.descriptorSize() >= 64) {
            table |= cursor.at(0x28).u32le("inode table, high") << 32;
            unused |= (long) cursor.at(0x32).u16le("unused inodes, high") << 16;
        }
        long most = superblock.inodesPerGroup();
        long used = most;
        if (superblock.layout().unusedCounted()) {
            used = (flags & UNINITIALISED) != 0 ? 0 : Math.clamp(most - unused, 0, most);
        }
        if (table <= 0 || table >= superblock.blocks()) {
            throw cursor.flaw(
                    Flaw.MALFORMED,
                    "EV-0402",
                    "block group "
                            + group
                            + " states that its inodes lie in block "
                            + table
                            + ", outside of the volume; its files cannot be read");
        }
        return new Group(table * superblock.blockSize(), used);
    }

    /// Offset on the medium of a group's descriptor.
    private long descriptor(long group) {
        int blockSize = superblock.blockSize();
        long perBlock = blockSize / superblock.descriptorSize();
        // Behind the superblock; of 1 KiB blocks that is block 1, also where bigalloc counts from
        // 0.
        long block = (blockSize == Superblock.PLACE ? 2 : 1) + group / perBlock;
        if (group >= superblock.layout().firstMetaGroup()) {
            long first = group / perBlock * perBlock;
            long start = superblock.firstBlock() + first * superblock.blocksPerGroup();
            block = start + (hasSuperblock(first) ? 1 : 0);
        }
        return block * blockSize + group % perBlock * superblock.descriptorSize();
    }

    /// Whether a group starts with a copy of the superblock: 0, 1 and the powers of 3, 5 and 7
    /// (every group of volumes without `sparse_super`, which never have meta groups).
    private static boolean hasSuperblock(long group) {
        return group <= 1 || isPowerOf(group, 3) || isPowerOf(group, 5) || isPowerOf(group, 7);
    }

    private static boolean isPowerOf(long value, long base) {
        long power = base;
        while (power < value) {
            power *= base;
        }
        return power == value;
    }
}
