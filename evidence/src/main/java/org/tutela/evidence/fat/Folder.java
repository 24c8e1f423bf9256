package org.tutela.evidence.fat;

import java.io.IOException;

/// The bytes of a folder, with the place of each entry in the volume.
final class Folder {
    private final byte[] bytes;
    private final long[] offsets;
    private final int unit;

    /// A folder whose bytes are pieces of `unit` bytes that lie at `offsets` of the volume.
    Folder(byte[] bytes, long[] offsets, int unit) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.unit = unit;
    }

    int size() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Bytes of a piece.
    int unit() {
        return unit;
    }

    boolean isEnd(int at) {
        return bytes[at] == 0;
    }

    Slot slot(int at) throws IOException {
        return Slot.read(bytes, at, (offsets[at / unit] + at % unit) / Slot.SIZE);
    }

    /// Whether no entry ends the folder, so that it may go on elsewhere.
    boolean isFull() {
        for (int at = 0; at < bytes.length; at += Slot.SIZE) {
            if (isEnd(at)) {
                return false;
            }
        }
        return true;
    }

    /// Whether `length` bytes look like a cluster of a folder: every entry up to the end mark has
    /// only values that file systems write, one at least has a name, and nothing follows.
    static boolean isLikely(byte[] bytes, int from, int length) throws IOException {
        int named = 0;
        int at = from;
        while (at < from + length && bytes[at] != 0) {
            if (!mayBeSlot(bytes, at)) {
                return false;
            }
            if (!Slot.isLongName(bytes, at)) {
                Slot slot = Slot.read(bytes, at, 0);
                boolean dots = slot.name().isDot() || slot.name().isDotDot();
                if (!slot.plausible() || (dots && at - from > Slot.SIZE)) {
                    return false;
                }
                named++;
            }
            at += Slot.SIZE;
        }
        while (at < from + length && bytes[at] == 0) {
            at++;
        }
        return named > 0 && at == from + length;
    }

    /// Whether a likely cluster is the first of its folder: it starts with the entry `.`, which
    /// names the cluster itself.
    static boolean isFirst(byte[] bytes, int from, Geometry geometry, long cluster)
            throws IOException {
        Slot dot = Slot.read(bytes, from, 0);
        return dot.name().isDot() && dot.firstCluster(geometry) == cluster;
    }

    private static boolean mayBeSlot(byte[] bytes, int at) {
        if (Slot.isLongName(bytes, at)) {
            return bytes[at + 12] == 0 && bytes[at + 26] == 0 && bytes[at + 27] == 0;
        }
        return (bytes[at + 11] & 0xC0) == 0 && (bytes[at + 12] & ~0x18) == 0;
    }
}
