package org.tutela.media.pdq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tutela.model.Digest;
import org.tutela.model.PdqForm;

final class PdqV1Test {
    private static final long SEED = 20261124;

    /// Any difference in the order of additions shows here: the values are compared bit by bit.
    @Test
    void streamsTheSameValuesAsTheFilterThatHoldsTheWholePicture() {
        Random random = new Random(SEED);
        for (int round = 0; round < 120; round++) {
            int width = 1 + random.nextInt(round % 10 == 0 ? 1500 : 300);
            int height = 1 + random.nextInt(round % 10 == 0 ? 900 : 300);
            float[] luma = new float[width * height];
            for (int i = 0; i < luma.length; i++) {
                luma[i] = random.nextFloat() * 255;
            }
            TentFilter filter = new TentFilter(width, height);
            float[] row = new float[width];
            for (int y = 0; y < height; y++) {
                System.arraycopy(luma, y * width, row, 0, width);
                filter.add(row);
            }
            assertArrayEquals(
                    wholePicture(luma, width, height),
                    filter.finish(),
                    "seed " + SEED + ", " + width + " x " + height);
        }
    }

    @Test
    void hashesNothingInAPictureBelowFivePixels() throws IOException {
        Pdq pdq = PdqV1.hash(new Flat(4, 900));
        assertEquals(0, pdq.quality());
        assertEquals(Digest.of(new byte[32]), pdq.hash());
    }

    @Test
    void givesAFlatPictureQualityZero() throws IOException {
        assertEquals(0, PdqV1.hash(new Flat(200, 100)).quality());
        assertEquals(0, PdqV1.hash(new Flat(64, 64)).quality());
    }

    @Test
    void refusesToFinishBeforeAllRowsAreThere() {
        PdqV1 pdq = PdqV1.start(new Flat(20, 20));
        pdq.add(new byte[60]);
        assertThrows(IllegalStateException.class, pdq::finish);
    }

    @Test
    void transposesHalfOfTheFormsIntoTheOtherHalf() {
        Random random = new Random(SEED);
        float[] coefficients = new float[256];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = (float) random.nextGaussian();
        }
        Pdq pdq = Pdq.of(coefficients, 100);
        for (PdqForm form : PdqForm.values()) {
            assertEquals(
                    transpose(pdq.dihedral(form)), pdq.dihedral(form.transposed()), form.name());
        }
    }

    @Test
    void turnsTwiceIntoTheSameAsTurningByTwice() throws IOException {
        assertThrows(IllegalArgumentException.class, () -> Pdq.of(new float[255], 0));
        Pdq pdq = PdqV1.hash(new Flat(100, 100));
        assertEquals(pdq.hash(), pdq.dihedral(PdqForm.PLAIN));
    }

    private static Digest transpose(Digest hash) {
        byte[] in = hash.toBytes();
        byte[] out = new byte[32];
        for (int bit = 0; bit < 256; bit++) {
            if ((in[31 - bit / 8] >> bit % 8 & 1) != 0) {
                int to = bit % 16 * 16 + bit / 16;
                out[31 - to / 8] |= (byte) (1 << to % 8);
            }
        }
        return Digest.of(out);
    }

    /// The reference's description, followed word by word on whole buffers.
    private static float[] wholePicture(float[] luma, int width, int height) {
        float[] one = luma.clone();
        float[] two = new float[luma.length];
        int windowOfRow = (width + 127) / 128;
        int windowOfColumn = (height + 127) / 128;
        for (int repetition = 0; repetition < 2; repetition++) {
            for (int y = 0; y < height; y++) {
                box(one, two, y * width, 1, width, windowOfRow);
            }
            for (int x = 0; x < width; x++) {
                box(two, one, x, width, height, windowOfColumn);
            }
        }
        float[] result = new float[64 * 64];
        for (int i = 0; i < 64; i++) {
            for (int j = 0; j < 64; j++) {
                int y = (int) ((i + 0.5) * height / 64);
                int x = (int) ((j + 0.5) * width / 64);
                result[i * 64 + j] = one[y * width + x];
            }
        }
        return result;
    }

    private static void box(float[] in, float[] out, int start, int step, int n, int window) {
        int half = (window + 2) / 2;
        int left = 0;
        int right = 0;
        int at = 0;
        float sum = 0;
        int count = 0;
        for (int i = 0; i < half - 1; i++) {
            sum += in[start + step * right++];
            count++;
        }
        for (int i = 0; i < window - half + 1; i++) {
            sum += in[start + step * right++];
            count++;
            out[start + step * at++] = sum / count;
        }
        for (int i = 0; i < n - window; i++) {
            sum += in[start + step * right++];
            sum -= in[start + step * left++];
            out[start + step * at++] = sum / count;
        }
        for (int i = 0; i < half - 1; i++) {
            sum -= in[start + step * left++];
            count--;
            out[start + step * at++] = sum / count;
        }
    }

    /// A picture of one colour.
    private record Flat(int width, int height) implements Samples {
        @Override
        public int bands() {
            return 3;
        }

        @Override
        public void readRow(int row, byte[] into) {
            java.util.Arrays.fill(into, (byte) 0x55);
        }
    }
}
