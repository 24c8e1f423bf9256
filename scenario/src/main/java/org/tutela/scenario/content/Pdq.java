package org.tutela.scenario.content;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;

/// The PDQ hash of a generated picture, for lists of known pictures. Written from the definition
/// (Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019) in
/// the plainest way, in double precision and apart from the product's own, so that a list made here
/// proves something. It may differ from exact implementations by a few bits.
public final class Pdq {
    private static final int SIDE = 64;
    private static final int BITS = 16;

    private final double[][] small;
    private final double[][] frequencies;

    private Pdq(double[][] luma) {
        double[][] smooth = luma;
        for (int round = 0; round < 2; round++) {
            smooth = transposed(boxed(transposed(boxed(smooth))));
        }
        this.small = new double[SIDE][SIDE];
        for (int i = 0; i < SIDE; i++) {
            double[] row = smooth[(int) ((i + 0.5) * luma.length / SIDE)];
            for (int j = 0; j < SIDE; j++) {
                small[i][j] = row[(int) ((j + 0.5) * row.length / SIDE)];
            }
        }
        this.frequencies = transform();
    }

    /// 64 lower-case hex digits, the highest frequency first.
    public static String of(byte[] picture) {
        return new Pdq(luma(picture)).hex();
    }

    /// 0 to 100; below 50 a picture is too flat to compare.
    public static int quality(byte[] picture) {
        return new Pdq(luma(picture)).quality();
    }

    private static double[][] luma(byte[] picture) {
        BufferedImage image;
        try {
            image = ImageIO.read(new ByteArrayInputStream(picture));
        } catch (IOException e) {
            throw new UncheckedIOException("a generated picture must be readable", e);
        }
        Raster raster = image.getRaster();
        double[][] luma = new double[image.getHeight()][image.getWidth()];
        int width = image.getWidth();
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        for (int y = 0; y < luma.length; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int at = x * bands;
                luma[y][x] = 0.299 * row[at] + 0.587 * row[at + 1] + 0.114 * row[at + 2];
            }
        }
        return luma;
    }

    /// Each row averaged over a window that shrinks at the ends.
    private static double[][] boxed(double[][] rows) {
        int length = rows[0].length;
        int window = (length + 2 * SIDE - 1) / (2 * SIDE);
        int after = (window + 2) / 2 - 1;
        int before = window - after - 1;
        double[][] boxed = new double[rows.length][length];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < length; x++) {
                int from = Math.max(0, x - before);
                int to = Math.min(length - 1, x + after);
                double sum = 0;
                for (int k = from; k <= to; k++) {
                    sum += rows[y][k];
                }
                boxed[y][x] = sum / (to - from + 1);
            }
        }
        return boxed;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length; x++) {
                columns[x][y] = rows[y][x];
            }
        }
        return columns;
    }

    private double[][] transform() {
        double[][] cosines = new double[BITS][SIDE];
        for (int i = 0; i < BITS; i++) {
            for (int j = 0; j < SIDE; j++) {
                cosines[i][j] = Math.cos(Math.PI / 2 / SIDE * (i + 1) * (2 * j + 1));
            }
        }
        return product(product(cosines, transposed(small)), cosines);
    }

    /// `left` times a matrix that is given transposed: rows against rows.
    private static double[][] product(double[][] left, double[][] rightTransposed) {
        double[][] product = new double[left.length][rightTransposed.length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < rightTransposed.length; j++) {
                double sum = 0;
                for (int k = 0; k < left[i].length; k++) {
                    sum += left[i][k] * rightTransposed[j][k];
                }
                product[i][j] = sum;
            }
        }
        return product;
    }

    private String hex() {
        double[] sorted = Arrays.stream(frequencies).flatMapToDouble(Arrays::stream).toArray();
        Arrays.sort(sorted);
        double median = sorted[BITS * BITS / 2 - 1];
        StringBuilder text = new StringBuilder();
        for (int i = BITS - 1; i >= 0; i--) {
            int word = 0;
            for (int j = 0; j < BITS; j++) {
                if (frequencies[i][j] > median) {
                    word |= 1 << j;
                }
            }
            text.append(String.format(Locale.ROOT, "%04x", word));
        }
        return text.toString();
    }

    private int quality() {
        int sum = 0;
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                if (i > 0) {
                    sum += Math.abs((int) ((small[i - 1][j] - small[i][j]) * 100 / 255));
                }
                if (j > 0) {
                    sum += Math.abs((int) ((small[i][j - 1] - small[i][j]) * 100 / 255));
                }
            }
        }
        return Math.min(100, sum / 90);
    }
}
