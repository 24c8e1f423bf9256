package org.tutela.media.picture;

import java.io.IOException;
import org.tutela.media.pdq.Samples;

/// A decoded picture: grey or red, green and blue, 8 bits each, as stored.
public final class RawPicture implements Samples {
    private final int width;
    private final int height;
    private final int bands;
    private final Rows rows;
    private final int orientation;
    private final boolean damaged;

    RawPicture(int width, int height, int bands, Rows rows, int orientation, boolean damaged) {
        this.width = width;
        this.height = height;
        this.bands = bands;
        this.rows = rows;
        this.orientation = orientation;
        this.damaged = damaged;
    }

    /// Where the rows come from.
    @FunctionalInterface
    interface Rows {
        void read(int row, byte[] into) throws IOException;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int bands() {
        return bands;
    }

    @Override
    public void readRow(int row, byte[] into) throws IOException {
        rows.read(row, into);
    }

    /// EXIF orientation, 1 to 8; 1 where none is stated. Not applied to the rows.
    public int orientation() {
        return orientation;
    }

    /// Whether the decoder met damaged or missing data and went on with what it had.
    public boolean damaged() {
        return damaged;
    }
}
