package org.tutela.facts;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Texts of evidence that are no well-formed Unicode: lone surrogates.
final class Utf16 {
    private Utf16() {}

    /// Whether every surrogate has its partner.
    static boolean wellFormed(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit)
                        || i + 1 == length
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// UTF-8 with U+FFFD for every lone surrogate.
    static byte[] replaced(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            boolean lone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            clean.appendCodePoint(lone ? 0xFFFD : point);
        }
        return clean.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The units as hex digits, big-endian.
    static String toHex(String text) {
        StringBuilder hex = new StringBuilder(text.length() * 4);
        HexFormat format = HexFormat.of();
        for (int i = 0; i < text.length(); i++) {
            hex.append(format.toHexDigits(text.charAt(i)));
        }
        return hex.toString();
    }

    /// From [#toHex]; throws [IllegalArgumentException] on anything else.
    static String fromHex(String hex) {
        StringBuilder text = new StringBuilder(hex.length() / 4);
        for (int i = 0; i + 4 <= hex.length(); i += 4) {
            text.append((char) HexFormat.fromHexDigits(hex, i, i + 4));
        }
        return text.toString();
    }
}
