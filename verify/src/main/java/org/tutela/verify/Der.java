package org.tutela.verify;

import java.util.Arrays;
import java.util.HexFormat;

/// One value in the distinguished encoding of ASN.1 (ITU-T X.690, 10): the encoding must be the
/// only one that the rules allow, so that nothing can be changed without being noticed.
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int NAME = 0x06;
    static final int UTC_TIME = 0x17;
    static final int GENERAL_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private final byte[] bytes;
    private final int from;
    private final int content;
    private final int to;
    private int next;

    private Der(byte[] bytes, int from, int content, int to) {
        this.bytes = bytes;
        this.from = from;
        this.content = content;
        this.to = to;
        this.next = content;
    }

    /// The encoding is not what the rules say.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String sentence) {
            super(sentence);
        }
    }

    /// The one value that `bytes` hold.
    static Der of(byte[] bytes) throws Malformed {
        Der value = at(bytes, 0, bytes.length);
        if (value.to != bytes.length) {
            throw new Malformed("bytes follow after the end");
        }
        return value;
    }

    private static Der at(byte[] bytes, int from, int limit) throws Malformed {
        if (limit - from < 2) {
            throw new Malformed("it is cut off");
        }
        if ((bytes[from] & 0x1f) == 0x1f) {
            throw new Malformed("a tag is longer than one byte");
        }
        int first = bytes[from + 1] & 0xff;
        int content = from + 2;
        int length = first;
        if (first >= 0x80) {
            int count = first & 0x7f;
            if (count == 0 || count > 3 || limit - content < count) {
                throw new Malformed("a length is wrong");
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = (length << 8) | (bytes[content + i] & 0xff);
            }
            content += count;
            if (length < 0x80 || (length >> (8 * (count - 1))) == 0) {
                throw new Malformed("a length is not in its shortest form");
            }
        }
        if (length > limit - content) {
            throw new Malformed("it is cut off");
        }
        return new Der(bytes, from, content, content + length);
    }

    int tag() {
        return bytes[from] & 0xff;
    }

    boolean more() {
        return next < to;
    }

    /// The next value inside, whatever it is.
    Der next() throws Malformed {
        Der value = at(bytes, next, to);
        next = value.to;
        return value;
    }

    /// The next value inside, which must have that tag.
    Der next(int tag) throws Malformed {
        Der value = next();
        if (value.tag() != tag) {
            throw new Malformed(
                    "a value has the tag %02x where %02x is due".formatted(value.tag(), tag));
        }
        return value;
    }

    /// Says that nothing more is inside.
    void end() throws Malformed {
        if (more()) {
            throw new Malformed("a value holds more than it should");
        }
    }

    /// Content without tag and length.
    byte[] content() {
        return Arrays.copyOfRange(bytes, content, to);
    }

    /// Tag, length and content.
    byte[] whole() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /// Content as lower-case hex.
    String hex() {
        return HexFormat.of().formatHex(bytes, content, to);
    }
}
