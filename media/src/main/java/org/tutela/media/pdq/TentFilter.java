package org.tutela.media.pdq;

/// Shrinks a picture to 64 by 64 values as PDQ wants it: two rounds of a box along the rows and a
/// box along the columns (together a tent), then one value out of each cell.
///
/// The reference keeps two copies of the picture in memory. Here rows stream through: a box along
/// the columns needs only the rows under its window, and of the second round only those values are
/// computed that are taken in the end. Every sum that is computed is computed by the same additions
/// in the same order as in the reference, so that the result is the same to the last bit.
final class TentFilter {
    /// Values along each side of the result.
    static final int SIDE = 64;

    private final int width;
    private final int height;
    private final int window;
    private final float[] sums;
    private final ColumnBox first;
    private final ColumnBox second;
    private final float[] between;
    private final int[] takenColumns = new int[SIDE];
    private final float[] result = new float[SIDE * SIDE];
    private int filled;

    TentFilter(int width, int height) {
        this.width = width;
        this.height = height;
        window = windowOf(width);
        sums = new float[width];
        first = new ColumnBox(width, windowOf(height), height);
        second = new ColumnBox(SIDE, windowOf(height), height);
        between = new float[width];
        for (int i = 0; i < SIDE; i++) {
            takenColumns[i] = taken(i, width);
        }
    }

    private static int windowOf(int side) {
        return (int) ((side + 2L * SIDE - 1) / (2 * SIDE));
    }

    /// The row or column that value `index` is taken from.
    private static int taken(int index, int side) {
        return (int) ((index + 0.5) * side / SIDE);
    }

    /// Takes the next row of luma, `width` values. The array may be used again.
    void add(float[] luma) {
        boxRow(luma, first.next());
        if (first.push(between)) {
            addBetween();
        }
    }

    /// The 64 by 64 values, row by row, once all rows were added.
    float[] finish() {
        while (first.drain(between)) {
            addBetween();
        }
        float[] row = new float[SIDE];
        while (second.drain(row)) {
            take(row);
        }
        return result;
    }

    private void addBetween() {
        boxTaken(between, second.next());
        float[] row = second.output();
        if (second.push(row)) {
            take(row);
        }
    }

    /// Several values may be taken from one row where the picture has fewer than 64 rows.
    private void take(float[] row) {
        int at = second.produced() - 1;
        while (filled < SIDE && taken(filled, height) == at) {
            System.arraycopy(row, 0, result, filled * SIDE, SIDE);
            filled++;
        }
    }

    /// A box along a row: a running sum divided by the number of values under the window, which is
    /// smaller at both ends. The window reaches `half - 1` values to the right.
    private void boxRow(float[] in, float[] out) {
        int half = (window + 2) / 2;
        float sum = 0;
        int right = 0;
        for (; right < half - 1; right++) {
            sum += in[right];
        }
        int at = 0;
        for (; right < window; right++) {
            sum += in[right];
            out[at] = sum / (right + 1);
            at++;
        }
        sum = runningSums(in, right, at, sum);
        divide(sums, out, at, at + width - window, window);
        at += width - window;
        int left = width - window;
        for (int count = window - 1; at < width; count--) {
            sum -= in[left];
            out[at] = sum / count;
            left++;
            at++;
        }
    }

    private float runningSums(float[] in, int from, int at, float start) {
        float sum = start;
        int shift = from - at;
        int end = at + width - window;
        for (int i = at; i < end; i++) {
            sum += in[i + shift];
            sum -= in[i + shift - window];
            sums[i] = sum;
        }
        return sum;
    }

    private static void divide(float[] in, float[] out, int from, int to, float divisor) {
        for (int i = from; i < to; i++) {
            out[i] = in[i] / divisor;
        }
    }

    /// As [#boxRow], keeping only the 64 columns that are taken.
    private void boxTaken(float[] in, float[] out) {
        int half = (window + 2) / 2;
        float sum = 0;
        int right = 0;
        for (; right < half - 1; right++) {
            sum += in[right];
        }
        int at = 0;
        int left = 0;
        for (int i = 0; i < SIDE; i++) {
            int goal = takenColumns[i];
            for (; at <= goal; at++) {
                if (right < width) {
                    sum += in[right];
                    right++;
                }
                if (at > window - half) {
                    sum -= in[left];
                    left++;
                }
            }
            out[i] = sum / (right - left);
        }
    }
}
