package org.tutela.media.picture;

/// Turns rows of stored samples into red, green and blue, as libjpeg does (JFIF 1.02, page 3; ITU-R
/// BT.601), so that hashes agree with those of tools that decode with it.
final class ColorRows {
    private static final int HALF = 1 << 15;
    private static final int[] RED_OF_CR = new int[256];
    private static final int[] BLUE_OF_CB = new int[256];
    private static final int[] GREEN_OF_CR = new int[256];
    private static final int[] GREEN_OF_CB = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int difference = i - 128;
            RED_OF_CR[i] = (fixed(1.40200) * difference + HALF) >> 16;
            BLUE_OF_CB[i] = (fixed(1.77200) * difference + HALF) >> 16;
            GREEN_OF_CR[i] = -fixed(0.71414) * difference;
            GREEN_OF_CB[i] = -fixed(0.34414) * difference + HALF;
        }
    }

    private ColorRows() {}

    /// 16 bits behind the point.
    private static int fixed(double factor) {
        return (int) (factor * (1 << 16) + 0.5);
    }

    /// Luma and colour differences, in place; `step` bytes for each pixel.
    static void lumaToRgb(byte[] row, int width, int step) {
        for (int x = 0, at = 0; x < width; x++, at += step) {
            int luma = row[at] & 0xFF;
            int cb = row[at + 1] & 0xFF;
            int cr = row[at + 2] & 0xFF;
            row[at] = (byte) Math.clamp(luma + RED_OF_CR[cr], 0, 255);
            row[at + 1] =
                    (byte) Math.clamp(luma + ((GREEN_OF_CB[cb] + GREEN_OF_CR[cr]) >> 16), 0, 255);
            row[at + 2] = (byte) Math.clamp(luma + BLUE_OF_CB[cb], 0, 255);
        }
    }

    /// Cyan, magenta, yellow and black to red, green and blue. `inverted` says that 255 means no
    /// ink, as Adobe stores it.
    static void inkToRgb(byte[] inks, byte[] rgb, int width, boolean inverted) {
        int flip = inverted ? 0 : 255;
        for (int x = 0; x < width; x++) {
            int black = (inks[x * 4 + 3] & 0xFF) ^ flip;
            for (int i = 0; i < 3; i++) {
                int ink = (inks[x * 4 + i] & 0xFF) ^ flip;
                rgb[x * 3 + i] = (byte) ((ink * black + 127) / 255);
            }
        }
    }

    /// Turns the first three of four samples around: what libjpeg makes of inks stored as luma.
    static void invertInks(byte[] row, int width) {
        for (int x = 0; x < width; x++) {
            for (int i = 0; i < 3; i++) {
                row[x * 4 + i] ^= (byte) 0xFF;
            }
        }
    }
}
