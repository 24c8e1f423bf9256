package org.tutela.examine.identify;

/// Whether bytes read as text: UTF-8, UTF-16 with a byte order mark, or an 8-bit code page without
/// control characters.
final class PlainText {
    private static final int LOOK_AT = 4096;

    /// Which bytes no text holds, by their value.
    private static final boolean[] CONTROL = new boolean[256];

    static {
        for (int value = 0; value < 0x20; value++) {
            CONTROL[value] = "\t\n\r\f\u001B".indexOf(value) < 0;
        }
        CONTROL[0x7F] = true;
    }

    private PlainText() {}

    static boolean looksLikeText(byte[] head) {
        if (head.length >= 2
                && ((head[0] == (byte) 0xFE && head[1] == (byte) 0xFF)
                        || (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE))) {
            return true;
        }
        // Bytes from 0x80 on are negative.
        int high = 0;
        int count = Math.min(head.length, LOOK_AT);
        for (int i = 0; i < count; i++) {
            if (CONTROL[head[i] & 0xFF]) {
                return false;
            }
            high -= head[i] >> 7;
        }
        return high == 0 || validUtf8(head, count) || high < count / 3;
    }

    static boolean isTextType(String mime) {
        return mime.startsWith("text/")
                || mime.equals("application/json")
                || mime.equals("application/xml")
                || mime.equals("message/rfc822")
                || mime.equals("application/mbox")
                || mime.equals("image/svg+xml");
    }

    /// Checks sequences but forgives one that the window cuts.
    private static boolean validUtf8(byte[] bytes, int count) {
        int i = 0;
        while (i < count) {
            int lead = bytes[i] & 0xFF;
            int following =
                    lead < 0x80
                            ? 0
                            : lead >= 0xC2 && lead < 0xE0
                                    ? 1
                                    : lead >= 0xE0 && lead < 0xF0
                                            ? 2
                                            : lead >= 0xF0 && lead < 0xF5 ? 3 : -1;
            if (following < 0) {
                return false;
            }
            for (int j = 1; j <= following && i + j < count; j++) {
                if ((bytes[i + j] & 0xC0) != 0x80) {
                    return false;
                }
            }
            i += following + 1;
        }
        return true;
    }
}
