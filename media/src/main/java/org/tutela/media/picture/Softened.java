package org.tutela.media.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// Ways to show less of a picture. They are comfort, not protection: what a picture is of can often
/// still be told. Each gives a new image of the same size and leaves the given one alone.
public final class Softened {
    /// A blurred picture has no detail finer than this part of its longer side.
    private static final int BLUR = 14;

    private static final Color COVER = new Color(0x9A, 0xA0, 0xA6);

    private Softened() {}

    /// Without colour: luma of ITU-R BT.601.
    public static BufferedImage grey(BufferedImage image) {
        BufferedImage grey = like(image);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int luma = luma(image, x, y);
                grey.setRGB(x, y, luma << 16 | luma << 8 | luma);
            }
        }
        return grey;
    }

    /// Blurred: drawn very small, and that drawn large again.
    public static BufferedImage blurred(BufferedImage image) {
        int longest = Math.max(image.getWidth(), image.getHeight());
        int width = Math.max(1, image.getWidth() * BLUR / longest);
        int height = Math.max(1, image.getHeight() * BLUR / longest);
        BufferedImage tiny = scaled(image, width, height);
        return scaled(tiny, image.getWidth(), image.getHeight());
    }

    /// Dark lines on white where the brightness changes (Sobel's operator, 3 by 3), with neither
    /// colour nor shade.
    public static BufferedImage lines(BufferedImage image) {
        BufferedImage lines = like(image);
        int width = image.getWidth();
        int height = image.getHeight();
        int[] luma = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                luma[y * width + x] = luma(image, x, y);
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int edge = Math.min(255, edge(luma, width, height, x, y) / 2);
                int shade = 255 - (edge < 40 ? 0 : edge);
                lines.setRGB(x, y, shade << 16 | shade << 8 | shade);
            }
        }
        return lines;
    }

    /// Its middle covered: three fifths of each side.
    public static BufferedImage masked(BufferedImage image) {
        BufferedImage masked = like(image);
        Graphics2D drawing = masked.createGraphics();
        drawing.drawImage(image, 0, 0, null);
        drawing.setColor(COVER);
        drawing.fillRect(
                image.getWidth() / 5,
                image.getHeight() / 5,
                image.getWidth() * 3 / 5,
                image.getHeight() * 3 / 5);
        drawing.dispose();
        return masked;
    }

    private static int edge(int[] luma, int width, int height, int x, int y) {
        int left = Math.max(0, x - 1);
        int right = Math.min(width - 1, x + 1);
        int above = Math.max(0, y - 1) * width;
        int here = y * width;
        int below = Math.min(height - 1, y + 1) * width;
        int across =
                luma[above + right]
                        + 2 * luma[here + right]
                        + luma[below + right]
                        - luma[above + left]
                        - 2 * luma[here + left]
                        - luma[below + left];
        int down =
                luma[below + left]
                        + 2 * luma[below + x]
                        + luma[below + right]
                        - luma[above + left]
                        - 2 * luma[above + x]
                        - luma[above + right];
        return Math.abs(across) + Math.abs(down);
    }

    private static int luma(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x, y);
        return (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1000;
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = scaled.createGraphics();
        drawing.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        drawing.drawImage(image, 0, 0, width, height, null);
        drawing.dispose();
        return scaled;
    }

    private static BufferedImage like(BufferedImage image) {
        return new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    }
}
