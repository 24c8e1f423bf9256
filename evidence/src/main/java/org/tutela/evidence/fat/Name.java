package org.tutela.evidence.fat;

import java.io.ByteArrayOutputStream;
import org.tutela.model.Address;

/// One part of a path, as text and as it stands in an address.
///
/// @param text for people; lone surrogates and `/` are replaced
/// @param encoded raw bytes, percent-encoded; a `/` inside of the name stands as it is, as no
///   address knows another spelling of it, and the number of the entry tells entries apart
record Name(String text, String encoded) {
    private static final char UNKNOWN = '\uFFFD';

    /// A long name, which may hold lone surrogates; its raw bytes are UTF-8 with those kept.
    static Name of(String longName) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        StringBuilder text = new StringBuilder();
        longName.codePoints()
                .forEach(point -> {
                    boolean lone = point >= 0xD800 && point <= 0xDFFF;
                    text.appendCodePoint(lone || point == '/' ? UNKNOWN : point);
                    write(raw, point);
                });
        return new Name(text.toString(), Address.encode(raw.toByteArray()));
    }

    /// A short name or label.
    static Name of(byte[] raw) {
        return new Name(ShortName.decode(raw).replace('/', UNKNOWN), Address.encode(raw));
    }

    /// The path of this name in a folder whose path is `parent`, which may be empty.
    Name in(Name parent) {
        return parent.text.isEmpty()
                ? this
                : new Name(parent.text + "/" + text, parent.encoded + "/" + encoded);
    }

    private static void write(ByteArrayOutputStream raw, int point) {
        if (point < 0x80) {
            raw.write(point);
        } else if (point < 0x800) {
            raw.write(0xC0 | point >> 6);
            raw.write(0x80 | (point & 0x3F));
        } else if (point < 0x10000) {
            raw.write(0xE0 | point >> 12);
            raw.write(0x80 | (point >> 6 & 0x3F));
            raw.write(0x80 | (point & 0x3F));
        } else {
            raw.write(0xF0 | point >> 18);
            raw.write(0x80 | (point >> 12 & 0x3F));
            raw.write(0x80 | (point >> 6 & 0x3F));
            raw.write(0x80 | (point & 0x3F));
        }
    }
}
