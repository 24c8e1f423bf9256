package org.tutela.known.hamming;

import java.nio.ByteBuffer;
import org.tutela.model.Digest;

/// A perceptual hash of 256 bits as four words, the first bits in the first word.
///
/// @param first bits 255 to 192 of a PDQ hash
/// @param second bits 191 to 128
/// @param third bits 127 to 64
/// @param fourth bits 63 to 0
public record PdqCode(long first, long second, long third, long fourth)
        implements Comparable<PdqCode> {

    /// Number of bits.
    public static final int BITS = 256;

    private static final int SIDE = 16;

    /// From 32 bytes; throws [IllegalArgumentException] on another number.
    public static PdqCode of(Digest hash) {
        if (hash.size() != BITS / 8) {
            throw new IllegalArgumentException("a PDQ hash has 32 bytes, not " + hash.size());
        }
        ByteBuffer bytes = ByteBuffer.wrap(hash.toBytes());
        return new PdqCode(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /// The 32 bytes.
    public Digest toDigest() {
        ByteBuffer bytes = ByteBuffer.allocate(BITS / 8);
        return Digest.of(
                bytes.putLong(first).putLong(second).putLong(third).putLong(fourth).array());
    }

    /// Number of bits that differ, 0 to 256.
    public int distance(PdqCode other) {
        return Long.bitCount(first ^ other.first)
                + Long.bitCount(second ^ other.second)
                + Long.bitCount(third ^ other.third)
                + Long.bitCount(fourth ^ other.fourth);
    }

    /// With rows and columns of its 16 by 16 bits swapped.
    public PdqCode transposed() {
        long[] words = new long[4];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                if (bit(row * SIDE + column)) {
                    int to = column * SIDE + row;
                    words[3 - to / 64] |= 1L << (to % 64);
                }
            }
        }
        return new PdqCode(words[0], words[1], words[2], words[3]);
    }

    /// Word 0 to 3, as the components are named.
    long word(int index) {
        return switch (index) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> fourth;
        };
    }

    private boolean bit(int number) {
        return ((word(3 - number / 64) >>> (number % 64)) & 1) != 0;
    }

    /// Unsigned order of the bytes.
    @Override
    public int compareTo(PdqCode other) {
        for (int i = 0; i < 4; i++) {
            int order = Long.compareUnsigned(word(i), other.word(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
