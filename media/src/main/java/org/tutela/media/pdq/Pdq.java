package org.tutela.media.pdq;

import java.util.Arrays;
import org.tutela.model.Digest;
import org.tutela.model.PdqForm;

/// A PDQ hash with what it was computed from. Immutable.
public final class Pdq {
    /// Coefficients along each side.
    static final int SIDE = 16;

    private final float[] coefficients;
    private final int quality;

    private Pdq(float[] coefficients, int quality) {
        this.coefficients = coefficients;
        this.quality = quality;
    }

    /// From 256 cosine coefficients, row by row, and a quality from 0 to 100. Throws
    /// [IllegalArgumentException] on another number of coefficients.
    public static Pdq of(float[] coefficients, int quality) {
        if (coefficients.length != SIDE * SIDE) {
            throw new IllegalArgumentException(
                    "PDQ has 256 coefficients, not " + coefficients.length);
        }
        return new Pdq(coefficients.clone(), quality);
    }

    /// The hash of the picture as it lies: 32 bytes, the highest bit first.
    public Digest hash() {
        return toHash(coefficients);
    }

    /// How much there is to see, 0 to 100; below 50 two pictures are not to be compared.
    public int quality() {
        return quality;
    }

    /// The hash that the picture would have if it were turned or mirrored.
    public Digest dihedral(PdqForm form) {
        PdqForm signs = form.isStored() ? form : form.transposed();
        float[] changed = new float[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                float value = coefficients[i * SIDE + j];
                int to = form.isStored() ? i * SIDE + j : j * SIDE + i;
                changed[to] = negates(signs, i, j) ? -value : value;
            }
        }
        return toHash(changed);
    }

    /// Frequencies are i + 1 and j + 1: mirroring an axis changes the sign of its odd frequencies.
    private static boolean negates(PdqForm form, int i, int j) {
        return switch (form) {
            case PLAIN, FLIP_PLUS_1 -> false;
            case FLIP_X, ROTATE_270 -> i % 2 == 0;
            case FLIP_Y, ROTATE_90 -> j % 2 == 0;
            case ROTATE_180, FLIP_MINUS_1 -> (i + j) % 2 == 1;
        };
    }

    /// Bit 16 i + j is set where the coefficient is over the lower median; bit 255 comes first.
    private static Digest toHash(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float median = sorted[values.length / 2 - 1];
        byte[] hash = new byte[values.length / 8];
        for (int bit = 0; bit < values.length; bit++) {
            if (values[bit] > median) {
                hash[hash.length - 1 - bit / 8] |= (byte) (1 << bit % 8);
            }
        }
        return Digest.of(hash);
    }
}
