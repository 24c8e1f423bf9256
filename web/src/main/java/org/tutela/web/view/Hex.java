package org.tutela.web.view;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.tutela.answers.ask.Contents;

/// Bytes as lines of offset, hexadecimal and text.
public final class Hex {
    private static final int LINE = 16;

    private Hex() {}

    /// Sixteen bytes a line; characters that are not printable ASCII are shown as points.
    public static String of(Contents.Window window) {
        ByteBuffer bytes = window.bytes();
        StringBuilder all = new StringBuilder();
        long at = window.offset();
        while (bytes.hasRemaining()) {
            StringBuilder text = new StringBuilder();
            all.append(String.format(Locale.ROOT, "%012x ", at));
            for (int i = 0; i < LINE; i++) {
                if (i == LINE / 2) {
                    all.append(' ');
                }
                if (bytes.hasRemaining()) {
                    int value = bytes.get() & 0xFF;
                    all.append(String.format(Locale.ROOT, " %02x", value));
                    text.append(value >= 0x20 && value < 0x7F ? (char) value : '.');
                    at++;
                } else {
                    all.append("   ");
                }
            }
            all.append("  ").append(text).append('\n');
        }
        return all.toString();
    }
}
