package org.tutela.media.pdq;

import java.io.IOException;

/// PDQ on the picture at full size (facebook/ThreatExchange, `pdq/java` and pdqhash-python; the
/// command-line tool in C++ first squeezes larger pictures to 512 by 512 pixels, which moves the
/// hash by about 5 bits). Bit-exact for the same samples: single precision, the reference's order
/// of operations.
///
/// Not applied, as in the reference: EXIF orientation, colour profiles, alpha.
public final class PdqV1 {
    /// Below so many rows or columns there is nothing to hash: a hash of zeros with quality 0.
    private static final int SMALLEST = 5;

    private static final int SIDE = TentFilter.SIDE;
    private static final float[] RED = scaled(0.299f);
    private static final float[] GREEN = scaled(0.587f);
    private static final float[] BLUE = scaled(0.114f);
    private static final float[] COSINES = cosines();

    private final Samples picture;
    private final TentFilter filter;
    private final float[] luma;
    private final float[] unfiltered = new float[SIDE * SIDE];
    private int rows;

    private PdqV1(Samples picture) {
        this.picture = picture;
        filter = new TentFilter(picture.width(), picture.height());
        luma = new float[picture.width()];
    }

    /// Hashes a picture. Memory: about `width * height / 64` floats.
    public static Pdq hash(Samples picture) throws IOException {
        PdqV1 pdq = start(picture);
        byte[] row = new byte[Math.multiplyExact(picture.width(), picture.bands())];
        for (int y = 0; y < picture.height(); y++) {
            picture.readRow(y, row);
            pdq.add(row);
        }
        return pdq.finish();
    }

    /// Starts a hash for rows that the caller reads, so that they can serve other ends too.
    public static PdqV1 start(Samples picture) {
        return new PdqV1(picture);
    }

    /// Takes the next row, as [Samples#readRow] gives it. The array may be used again.
    public void add(byte[] row) {
        int width = picture.width();
        if (picture.bands() == 1) {
            for (int x = 0; x < width; x++) {
                luma[x] = row[x] & 0xFF;
            }
        } else {
            for (int x = 0, at = 0; x < width; x++, at += 3) {
                luma[x] =
                        RED[row[at] & 0xFF] + GREEN[row[at + 1] & 0xFF] + BLUE[row[at + 2] & 0xFF];
            }
        }
        if (isSmallSquare()) {
            System.arraycopy(luma, 0, unfiltered, rows * SIDE, SIDE);
        } else {
            filter.add(luma);
        }
        rows++;
    }

    /// The hash, once all rows were added. Throws [IllegalStateException] before.
    public Pdq finish() {
        if (rows != picture.height()) {
            throw new IllegalStateException("a hash needs all rows of the picture");
        }
        if (picture.width() < SMALLEST || picture.height() < SMALLEST) {
            return Pdq.of(new float[Pdq.SIDE * Pdq.SIDE], 0);
        }
        float[] values = isSmallSquare() ? unfiltered : filter.finish();
        return Pdq.of(coefficients(values), quality(values));
    }

    /// A picture of 64 by 64 pixels is not filtered.
    private boolean isSmallSquare() {
        return picture.width() == SIDE && picture.height() == SIDE;
    }

    /// The sum of all steps between neighbours that are at least 1 % of the range, over 90.
    private static int quality(float[] values) {
        int steps = 0;
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                float value = values[i * SIDE + j];
                if (i + 1 < SIDE) {
                    steps += Math.abs(percent(value, values[(i + 1) * SIDE + j]));
                }
                if (j + 1 < SIDE) {
                    steps += Math.abs(percent(value, values[i * SIDE + j + 1]));
                }
            }
        }
        return Math.min(100, steps / 90);
    }

    private static int percent(float one, float other) {
        return (int) ((one - other) * 100 / 255);
    }

    /// D A Dt, the frequencies 1 to 16 of a cosine transform in both directions.
    private static float[] coefficients(float[] values) {
        float[] half = new float[Pdq.SIDE * SIDE];
        for (int i = 0; i < Pdq.SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                float sum = 0;
                for (int k = 0; k < SIDE; k++) {
                    sum += COSINES[i * SIDE + k] * values[k * SIDE + j];
                }
                half[i * SIDE + j] = sum;
            }
        }
        float[] result = new float[Pdq.SIDE * Pdq.SIDE];
        for (int i = 0; i < Pdq.SIDE; i++) {
            for (int j = 0; j < Pdq.SIDE; j++) {
                float sum = 0;
                for (int k = 0; k < SIDE; k++) {
                    sum += half[i * SIDE + k] * COSINES[j * SIDE + k];
                }
                result[i * Pdq.SIDE + j] = sum;
            }
        }
        return result;
    }

    private static float[] cosines() {
        float scale = (float) Math.sqrt(2.0 / SIDE);
        float[] cosines = new float[Pdq.SIDE * SIDE];
        for (int i = 0; i < Pdq.SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                cosines[i * SIDE + j] =
                        (float)
                                (scale
                                        * StrictMath.cos(
                                                Math.PI / 2 / SIDE * (i + 1) * (2 * j + 1)));
            }
        }
        return cosines;
    }

    private static float[] scaled(float factor) {
        float[] table = new float[256];
        for (int sample = 0; sample < table.length; sample++) {
            table[sample] = factor * sample;
        }
        return table;
    }
}
