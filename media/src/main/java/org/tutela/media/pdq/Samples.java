package org.tutela.media.pdq;

import java.io.IOException;

/// The raw 8-bit samples of a picture, row by row from the top.
public interface Samples {
    /// Pixels in a row, 1 or more.
    int width();

    /// Rows, 1 or more.
    int height();

    /// Samples of one pixel: 1 (grey) or 3 (red, green, blue).
    int bands();

    /// Reads a row into `into`, which has room for `width * bands` bytes: the samples of one pixel
    /// beside each other, unsigned.
    void readRow(int row, byte[] into) throws IOException;
}
