package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.tutela.bytes.ByteSource;

/// The file allocation table: for each cluster the next one of its chain (FAT 1.03, "FAT Data
/// Structure"). Read in blocks when needed, of which a bounded number is kept.
final class AllocationTable {
    /// A cluster that belongs to nothing.
    static final long FREE = 0;

    /// A cluster that ends its chain.
    static final long END = -1;

    /// A cluster marked as bad.
    static final long BAD = -2;

    private static final int BLOCK = 1 << 16;
    private static final int KEPT_BLOCKS = 256;

    private final ByteSource bytes;
    private final Geometry geometry;
    private final ConcurrentHashMap<Long, byte[]> blocks = new ConcurrentHashMap<>();

    AllocationTable(ByteSource bytes, Geometry geometry) {
        this.bytes = bytes;
        this.geometry = geometry;
    }

    /// What the table says behind a cluster: [#FREE], [#END], [#BAD], or a number, which may be out
    /// of range. Throws [org.tutela.bytes.EvidenceException] where the table cannot be read.
    long next(long cluster) throws IOException {
        return switch (geometry.bits()) {
            case 12 -> next12(cluster);
            case 16 -> meaning(u16(cluster * 2), 0xFFF0);
            default ->
                    meaning(
                            (u16(cluster * 4) | (long) u16(cluster * 4 + 2) << 16) & 0x0FFF_FFFF,
                            0x0FFF_FFF0);
        };
    }

    /// Whether a cluster belongs to nothing.
    boolean isFree(long cluster) throws IOException {
        return next(cluster) == FREE;
    }

    private long next12(long cluster) throws IOException {
        long at = cluster + cluster / 2;
        int both = u8(at) | u8(at + 1) << 8;
        return meaning(cluster % 2 == 0 ? both & 0xFFF : both >> 4, 0xFF0);
    }

    /// The last eight values end a chain, the one before them marks a bad cluster.
    private static long meaning(long value, long reserved) {
        if (value < reserved) {
            return value;
        }
        return value >= reserved + 8 ? END : value == reserved + 7 ? BAD : value;
    }

    private int u16(long at) throws IOException {
        byte[] block = block(at);
        int index = (int) (at % BLOCK);
        return (block[index] & 0xFF) | (block[index + 1] & 0xFF) << 8;
    }

    private int u8(long at) throws IOException {
        return block(at)[(int) (at % BLOCK)] & 0xFF;
    }

    private byte[] block(long at) throws IOException {
        long number = at / BLOCK;
        byte[] kept = blocks.get(number);
        if (kept != null) {
            return kept;
        }
        byte[] block = new byte[BLOCK];
        long start = number * BLOCK;
        long size = (geometry.clusters() + 2) * geometry.bits() / 8 + 2;
        int there = (int) Math.min(BLOCK, size - start);
        // What is cut off reads as free: no chain leads through it.
        bytes.readUpTo(geometry.tableStart() + start, block, 0, there);
        if (blocks.size() >= KEPT_BLOCKS) {
            blocks.clear();
        }
        blocks.put(number, block);
        return block;
    }
}
