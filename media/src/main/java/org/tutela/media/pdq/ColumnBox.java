package org.tutela.media.pdq;

/// A box along the columns of a picture whose rows arrive one after the other. Keeps the rows under
/// its window and one running sum for each column.
final class ColumnBox {
    private final int window;
    private final int half;
    private final float[][] ring;
    private final float[] sum;
    private final float[] output;
    private final int height;
    private int pushed;
    private int dropped;
    private int produced;

    ColumnBox(int width, int window, int height) {
        this.window = window;
        this.half = (window + 2) / 2;
        this.height = height;
        ring = new float[window + 1][width];
        sum = new float[width];
        output = new float[width];
    }

    /// The row to fill before [#push].
    float[] next() {
        return ring[pushed % ring.length];
    }

    /// A row that this box owns, free for the caller.
    float[] output() {
        return output;
    }

    /// How many rows came out so far.
    int produced() {
        return produced;
    }

    /// Takes the row just filled; returns whether a row came out into `out`.
    boolean push(float[] out) {
        float[] in = ring[pushed % ring.length];
        pushed++;
        if (pushed <= window) {
            add(in);
            if (pushed < half) {
                return false;
            }
            divide(out, pushed);
        } else {
            addAndDrop(in, ring[dropped % ring.length]);
            dropped++;
            divide(out, window);
        }
        produced++;
        return true;
    }

    /// After the last row: the rows at the lower end, where the window holds fewer. Returns false
    /// once all rows came out.
    boolean drain(float[] out) {
        if (produced == height) {
            return false;
        }
        float[] old = ring[dropped % ring.length];
        dropped++;
        for (int x = 0; x < sum.length; x++) {
            sum[x] -= old[x];
        }
        divide(out, pushed - dropped);
        produced++;
        return true;
    }

    private void add(float[] in) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += in[x];
        }
    }

    private void addAndDrop(float[] in, float[] old) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] = sum[x] + in[x] - old[x];
        }
    }

    private void divide(float[] out, float count) {
        for (int x = 0; x < sum.length; x++) {
            out[x] = sum[x] / count;
        }
    }
}
