package org.tutela.evidence.ntfs;

import java.nio.charset.StandardCharsets;

/// The three forms of a name: as stored, as raw bytes for an address, as text for people.
final class Names {
    private Names() {}

    /// UTF-16LE as it stands, lone surrogates included.
    static String text(byte[] bytes, int from, int chars) {
        char[] text = new char[chars];
        for (int i = 0; i < chars; i++) {
            int low = bytes[from + 2 * i] & 0xFF;
            text[i] = (char) (low | (bytes[from + 2 * i + 1] & 0xFF) << 8);
        }
        return new String(text);
    }

    /// Generalised UTF-8 (WTF-8): UTF-8 where a lone surrogate is the three bytes of its code
    /// point. Two different names never become the same bytes.
    static byte[] raw(String name) {
        if (name.codePoints().noneMatch(Names::isSurrogate)) {
            return name.getBytes(StandardCharsets.UTF_8);
        }
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        name.codePoints()
                .forEach(point -> {
                    if (isSurrogate(point)) {
                        bytes.write(0xE0 | point >> 12);
                        bytes.write(0x80 | (point >> 6 & 0x3F));
                        bytes.write(0x80 | (point & 0x3F));
                    } else {
                        bytes.writeBytes(
                                Character.toString(point).getBytes(StandardCharsets.UTF_8));
                    }
                });
        return bytes.toByteArray();
    }

    /// The name as text: lone surrogates become U+FFFD.
    static String shown(String name) {
        if (name.codePoints().noneMatch(Names::isSurrogate)) {
            return name;
        }
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints()
                .forEach(point -> text.appendCodePoint(isSurrogate(point) ? 0xFFFD : point));
        return text.toString();
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
