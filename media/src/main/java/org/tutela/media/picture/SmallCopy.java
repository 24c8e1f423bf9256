package org.tutela.media.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A small copy of a picture to show: the mean of the pixels under each of its own, turned as EXIF
/// says, encoded by us as JPEG. Nothing of the original file is carried over.
public final class SmallCopy {
    /// Pixels along the longer side, at most.
    private static final int LONGEST = 320;

    private static final float QUALITY = 0.8f;

    private final RawPicture picture;
    private final int width;
    private final int height;
    private final long[] sums;
    private final int[] counts;
    private final int[] columns;
    private final int[] rgb;
    private int rows;
    private int line;

    private SmallCopy(RawPicture picture, int most) {
        this.picture = picture;
        int longest = Math.max(picture.width(), picture.height());
        width = side(picture.width(), longest, most);
        height = side(picture.height(), longest, most);
        sums = new long[width * 3];
        counts = new int[width];
        rgb = new int[width * height];
        columns = new int[picture.width()];
        for (int x = 0; x < columns.length; x++) {
            columns[x] = (int) ((long) x * width / picture.width());
        }
    }

    private static int side(int side, int longest, int most) {
        return longest <= most ? side : Math.max(1, (int) ((long) side * most / longest));
    }

    /// Starts a copy of `picture`, at most 320 pixels a side, whose rows are then added.
    public static SmallCopy start(RawPicture picture) {
        return new SmallCopy(picture, LONGEST);
    }

    /// A copy of all of `picture`, at most `most` pixels a side.
    public static BufferedImage of(RawPicture picture, int most) throws IOException {
        SmallCopy copy = new SmallCopy(picture, most);
        byte[] row = new byte[picture.width() * picture.bands()];
        for (int y = 0; y < picture.height(); y++) {
            picture.readRow(y, row);
            copy.add(row);
        }
        return copy.finish();
    }

    /// Takes the next row, as [RawPicture#readRow] gives it.
    public void add(byte[] row) {
        int goal = (int) ((long) rows * height / picture.height());
        if (goal != line) {
            close();
            line = goal;
        }
        int bands = picture.bands();
        int second = bands == 1 ? 0 : 1;
        int third = bands == 1 ? 0 : 2;
        for (int x = 0, at = 0; x < columns.length; x++, at += bands) {
            int to = columns[x];
            counts[to]++;
            sums[to * 3] += row[at] & 0xFF;
            sums[to * 3 + 1] += row[at + second] & 0xFF;
            sums[to * 3 + 2] += row[at + third] & 0xFF;
        }
        rows++;
    }

    /// The copy as an image, once all rows were added.
    public BufferedImage finish() {
        close();
        return turned();
    }

    /// An image as the bytes of a JPEG file of quality 80 without metadata.
    public static byte[] toJpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("JPEG").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private void close() {
        for (int x = 0; x < width; x++) {
            int count = Math.max(1, counts[x]);
            int red = (int) ((sums[x * 3] + count / 2) / count);
            int green = (int) ((sums[x * 3 + 1] + count / 2) / count);
            int blue = (int) ((sums[x * 3 + 2] + count / 2) / count);
            rgb[line * width + x] = red << 16 | green << 8 | blue;
            counts[x] = 0;
            sums[x * 3] = 0;
            sums[x * 3 + 1] = 0;
            sums[x * 3 + 2] = 0;
        }
    }

    /// EXIF 2.32, 4.6.4, tag 274: where row 0 and column 0 of what is stored belong.
    private BufferedImage turned() {
        int orientation = picture.orientation();
        boolean swapped = orientation >= 5;
        BufferedImage image =
                new BufferedImage(
                        swapped ? height : width,
                        swapped ? width : height,
                        BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int down = height - 1 - y;
                int color = rgb[y * width + x];
                switch (orientation) {
                    case 2 -> image.setRGB(right, y, color);
                    case 3 -> image.setRGB(right, down, color);
                    case 4 -> image.setRGB(x, down, color);
                    case 5 -> image.setRGB(y, x, color);
                    case 6 -> image.setRGB(down, x, color);
                    case 7 -> image.setRGB(down, right, color);
                    case 8 -> image.setRGB(y, right, color);
                    default -> image.setRGB(x, y, color);
                }
            }
        }
        return image;
    }
}
