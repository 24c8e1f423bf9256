package org.tutela.evidence.ext;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// A set of inode numbers: one bit each, in pieces of 8 KiB that are made when they are needed.
final class InodeSet {
    private static final int SHIFT = 16;

    private final Map<Long, BitSet> pieces = new HashMap<>();

    /// Adds a number; returns whether it was new.
    boolean add(long number) {
        BitSet piece = pieces.computeIfAbsent(number >>> SHIFT, _ -> new BitSet(1 << SHIFT));
        int bit = (int) (number & (1 << SHIFT) - 1);
        boolean isNew = !piece.get(bit);
        piece.set(bit);
        return isNew;
    }

    boolean contains(long number) {
        BitSet piece = pieces.get(number >>> SHIFT);
        return piece != null && piece.get((int) (number & (1 << SHIFT) - 1));
    }
}
