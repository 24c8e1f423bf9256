package org.tutela.evidence.ext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Builds a small ext volume byte by byte: blocks of 1 KiB, one group, 64 inodes of 256 bytes in
/// blocks 5 to 20. Knows nothing of the reader.
final class SmallExt {
    static final int BLOCK = 1024;
    static final int INODE = 256;
    static final int INODES = 64;
    static final int TABLE = 5;
    static final int EXTENTS = 0x80000;
    static final int INLINE = 0x10000000;
    static final int FILE = 0x81A4;
    static final int FOLDER = 0x41ED;
    static final int LINK = 0xA1FF;

    private final byte[] image;
    private final ByteBuffer all;

    SmallExt(int blocks) {
        image = new byte[blocks * BLOCK];
        all = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int at = 1024;
        all.putInt(at, INODES).putInt(at + 4, blocks).putInt(at + 0x14, 1);
        all.putInt(at + 0x20, 8192).putInt(at + 0x28, INODES);
        all.putShort(at + 0x38, (short) 0xEF53).putInt(at + 0x4C, 1);
        all.putInt(at + 0x54, 11).putShort(at + 0x58, (short) INODE);
        all.putInt(2 * BLOCK + 8, TABLE);
    }

    byte[] bytes() {
        return image;
    }

    SmallExt put(int block, byte[] bytes) {
        System.arraycopy(bytes, 0, image, block * BLOCK, bytes.length);
        return this;
    }

    SmallExt fill(int block, char letter, int length) {
        java.util.Arrays.fill(image, block * BLOCK, block * BLOCK + length, (byte) letter);
        return this;
    }

    /// Puts little-endian numbers of 32 bits into a block from an index on.
    SmallExt pointers(int block, int index, int... values) {
        for (int i = 0; i < values.length; i++) {
            all.putInt(block * BLOCK + 4 * (index + i), values[i]);
        }
        return this;
    }

    /// Writes an inode: its mode, size and flags; one link, times of so many seconds as its number.
    Node inode(int number, int mode, long size, int flags) {
        int at = TABLE * BLOCK + (number - 1) * INODE;
        all.putShort(at, (short) mode).putInt(at + 4, (int) size);
        all.putInt(at + 0x6C, (int) (size >> 32));
        all.putShort(at + 0x1A, (short) 1).putInt(at + 0x20, flags);
        all.putInt(at + 8, number).putInt(at + 0x0C, number + 1).putInt(at + 0x10, number + 2);
        all.putShort(at + 0x80, (short) 32);
        all.putInt(at + 0x88, 500_000_000 << 2).putInt(at + 0x90, number + 3);
        return new Node(this, at);
    }

    /// An inode that was written and may be filled.
    record Node(SmallExt volume, int at) {
        Node deleted(int time) {
            volume.all.putInt(at + 0x14, time).putShort(at + 0x1A, (short) 0);
            return this;
        }

        Node sectors(int count) {
            volume.all.putInt(at + 0x1C, count);
            return this;
        }

        Node map(int... blocks) {
            for (int i = 0; i < blocks.length; i++) {
                volume.all.putInt(at + 0x28 + 4 * i, blocks[i]);
            }
            return this;
        }

        Node map(String text) {
            volume.all.put(at + 0x28, text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /// Extents of (first block of the file, length, block) triples.
        Node extents(int... triples) {
            int count = triples.length / 3;
            header(volume.all, at + 0x28, count, 0);
            for (int i = 0; i < count; i++) {
                int from = at + 0x28 + 12 + 12 * i;
                volume.all.putInt(from, triples[3 * i]);
                volume.all.putShort(from + 4, (short) triples[3 * i + 1]);
                volume.all.putInt(from + 8, triples[3 * i + 2]);
            }
            return this;
        }

        /// One node of an extent tree below the inode.
        Node extentTree(int depth, int child) {
            header(volume.all, at + 0x28, 1, depth);
            volume.all.putInt(at + 0x28 + 16, child);
            return this;
        }

        /// The attribute `system.data`.
        Node inlineRest(String text) {
            int from = at + 160;
            volume.all.putInt(from, 0xEA020000);
            volume.all.put(from + 4, (byte) 4).put(from + 5, (byte) 7);
            volume.all.putShort(from + 6, (short) 40).putInt(from + 12, text.length());
            volume.all.put(from + 20, "data".getBytes(StandardCharsets.US_ASCII));
            volume.all.put(from + 44, text.getBytes(StandardCharsets.US_ASCII));
            return this;
        }
    }

    SmallExt extentLeaf(int block, int first, int length, int start) {
        header(all, block * BLOCK, 1, 0);
        all.putInt(block * BLOCK + 12, first).putShort(block * BLOCK + 16, (short) length);
        all.putInt(block * BLOCK + 20, start);
        return this;
    }

    private static void header(ByteBuffer to, int at, int entries, int depth) {
        to.putShort(at, (short) 0xF30A).putShort(at + 2, (short) entries);
        to.putShort(at + 4, (short) 4).putShort(at + 6, (short) depth);
    }

    /// Fills a block with folder entries; the last one reaches to the end.
    Folder folder(int block) {
        return new Folder(this, block * BLOCK);
    }

    /// A folder block that is being written.
    static final class Folder {
        private final SmallExt volume;
        private final int start;
        private int at;
        private int last;

        private Folder(SmallExt volume, int start) {
            this.volume = volume;
            this.start = start;
            this.at = start;
            this.last = start;
        }

        /// An entry; kind: 1 file, 2 folder, 7 link.
        Folder entry(int inode, int kind, String name) {
            write(inode, kind, name);
            return this;
        }

        /// An entry that the one before it swallowed when it was deleted.
        Folder stale(int inode, int kind, String name) {
            int before = last;
            write(inode, kind, name);
            last = before;
            volume.all.putShort(last + 4, (short) (at - last));
            return this;
        }

        SmallExt end() {
            volume.all.putShort(last + 4, (short) (start + BLOCK - last));
            return volume;
        }

        private void write(int inode, int kind, String name) {
            byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
            int length = (8 + bytes.length + 3) / 4 * 4;
            volume.all.putInt(at, inode).putShort(at + 4, (short) length);
            volume.all.put(at + 6, (byte) bytes.length).put(at + 7, (byte) kind);
            volume.all.put(at + 8, bytes);
            last = at;
            at += length;
        }
    }
}
