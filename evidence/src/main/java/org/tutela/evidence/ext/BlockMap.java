package org.tutela.evidence.ext;

import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.filesystem.Runs;

/// Maps a file from its inode: by extents (kernel documentation, "Extent Tree") or by direct,
/// indirect, double and triple indirect blocks. Never throws on evidence: the map ends where it is
/// damaged.
final class BlockMap {
    private static final String EXTENTS = "EV-0404";
    private static final String INDIRECT = "EV-0405";

    /// Blocks of the map itself that may be read for one file.
    private static final int NODES = 1 << 18;

    private static final int MAGIC = 0xF30A;

    /// The deepest tree that the format allows.
    private static final int DEPTH = 5;

    /// Extents longer than this are not yet written: they read as zeros.
    private static final int WRITTEN = 32_768;

    private static final int DIRECT = 12;

    private final ByteSource medium;
    private final Superblock superblock;
    private final long blocks;
    private final Runs.Builder runs = new Runs.Builder();
    private int nodes;

    private BlockMap(ByteSource medium, Superblock superblock, long size) {
        this.medium = medium;
        this.superblock = superblock;
        this.blocks = Math.ceilDiv(size, superblock.blockSize());
    }

    /// The map of an inode that has one, up to its size.
    static Runs of(Inode inode, ByteSource medium, Superblock superblock) throws IOException {
        BlockMap map = new BlockMap(medium, superblock, inode.size());
        try {
            if (inode.extents()) {
                map.extents(inode.map(), DEPTH + 1);
            } else {
                map.indirect(inode.map());
            }
            map.hole(map.blocks);
        } catch (EvidenceException bad) {
            map.runs.end(bad);
        }
        return map.runs.build();
    }

    /// Offset on the medium of the first block, found without reading more than a way down the
    /// tree; -1 where there is none.
    static long firstByte(Inode inode, ByteSource medium, Superblock superblock)
            throws IOException {
        try {
            return inode.extents()
                    ? firstExtent(inode.map(), medium, superblock)
                    : firstPointer(inode.map(), superblock);
        } catch (EvidenceException bad) {
            return -1;
        }
    }

    private static long firstPointer(Cursor map, Superblock superblock) throws EvidenceException {
        for (int i = 0; i < DIRECT; i++) {
            long block = map.u32le("block");
            if (block != 0) {
                return block * superblock.blockSize();
            }
        }
        return -1;
    }

    private static long firstExtent(Cursor root, ByteSource medium, Superblock superblock)
            throws IOException {
        Cursor node = root;
        for (int level = 0; level <= DEPTH; level++) {
            int entries = node.at(2).u16le("entries");
            int depth = node.at(6).u16le("depth");
            if (entries == 0) {
                return -1;
            }
            if (depth == 0) {
                long high = node.at(18).u16le("start, high");
                return (high << 32 | node.u32le("start")) * superblock.blockSize();
            }
            long low = node.at(16).u32le("child");
            long child = low | (long) node.u16le("child, high") << 32;
            node = Cursor.read(medium, child * superblock.blockSize(), superblock.blockSize());
        }
        return -1;
    }

    private void extents(Cursor node, int above) throws IOException {
        int magic = node.u16le("extent magic");
        int entries = node.u16le("entries");
        node.skip("most entries", 2);
        int depth = node.u16le("depth");
        if (magic != MAGIC || depth >= above || 12 + 12L * entries > node.size()) {
            throw damaged(node, EXTENTS, "a node of the extent tree is malformed");
        }
        for (int i = 0; i < entries && runs.open() && reached() < blocks; i++) {
            node.at(12 + 12 * i);
            if (depth == 0) {
                extent(node);
            } else {
                node.skip("first block", 4);
                long low = node.u32le("child");
                extents(block(low | (long) node.u16le("child, high") << 32, EXTENTS), depth);
            }
        }
    }

    private void extent(Cursor node) throws EvidenceException {
        long logical = node.u32le("first block");
        int stated = node.u16le("length");
        long high = node.u16le("start, high");
        long start = high << 32 | node.u32le("start");
        int length = stated > WRITTEN ? stated - WRITTEN : stated;
        if (logical < reached() || length == 0) {
            throw damaged(node, EXTENTS, "an extent lies before the one before it, or is empty");
        }
        hole(logical);
        if (stated > WRITTEN) {
            hole(logical + length);
        } else {
            stored(start, length, EXTENTS);
        }
    }

    private void indirect(Cursor map) throws IOException {
        for (int i = 0; i < DIRECT && reached() < blocks; i++) {
            pointer(map.u32le("block"), 0);
        }
        for (int level = 1; level <= 3 && reached() < blocks; level++) {
            pointer(map.at(4 * (DIRECT + level - 1)).u32le("indirect block"), level);
        }
    }

    /// A pointer to a block of content at level 0, else to a block of pointers one level down.
    private void pointer(long block, int level) throws IOException {
        long spans = 1;
        for (int i = 0; i < level; i++) {
            spans *= superblock.blockSize() / 4;
        }
        if (block == 0) {
            hole(reached() + spans);
        } else if (level == 0) {
            stored(block, 1, INDIRECT);
        } else {
            Cursor pointers = block(block, INDIRECT);
            while (pointers.remaining() >= 4 && runs.open() && reached() < blocks) {
                pointer(pointers.u32le("block"), level - 1);
            }
        }
    }

    private Cursor block(long number, String code) throws IOException {
        checkPlace(number, 1, code);
        nodes++;
        if (nodes > NODES) {
            throw new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    code,
                    "the map of the file takes more than "
                            + NODES
                            + " blocks; the rest of the file is not read",
                    -1);
        }
        Cursor cursor =
                Cursor.read(medium, number * superblock.blockSize(), superblock.blockSize());
        if (cursor.size() < superblock.blockSize()) {
            throw new EvidenceException(
                    Flaw.TRUNCATED,
                    code,
                    "a part of the file's map lies behind the end of the image; the rest of the"
                            + " file is missing",
                    number * superblock.blockSize());
        }
        return cursor;
    }

    /// Blocks mapped so far.
    private long reached() {
        return runs.mapped() / superblock.blockSize();
    }

    private void hole(long toBlock) {
        long count = Math.min(toBlock, blocks) - reached();
        runs.hole(count * superblock.blockSize(), EXTENTS);
    }

    private void stored(long start, long length, String code) throws EvidenceException {
        checkPlace(start, length, code);
        int blockSize = superblock.blockSize();
        long count = Math.min(length, blocks - reached());
        runs.stored(start * blockSize, count * blockSize, code);
    }

    private void checkPlace(long start, long length, String code) throws EvidenceException {
        if (start <= 0 || start > superblock.blocks() - length) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    code,
                    "the file's map names block "
                            + start
                            + ", outside of the volume; the rest of the file is missing",
                    -1);
        }
    }

    private static EvidenceException damaged(Cursor at, String code, String what) {
        return at.flaw(Flaw.MALFORMED, code, what + "; the rest of the file is missing");
    }
}
