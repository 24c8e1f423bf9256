package org.tutela.examine.identify;

import java.util.ArrayList;
import java.util.List;

/// Bytes at fixed offsets that give a format away.
///
/// @param mime the media type they stand for
/// @param parts all of which must fit
record Signature(String mime, List<Part> parts) {

    /// Values 0 to 255 from `offset` on; [#ANY] stands for any byte.
    static final class Part {
        private static final short ANY = -1;

        private final int offset;
        private final short[] values;

        Part(int offset, short[] values) {
            this.offset = offset;
            this.values = values;
        }

        int firstByte() {
            return offset == 0 ? values[0] : ANY;
        }

        boolean fits(byte[] head) {
            if (offset + values.length > head.length) {
                return false;
            }
            for (int i = 0; i < values.length; i++) {
                if (values[i] != ANY && values[i] != (head[offset + i] & 0xFF)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Reads `OFFSET:HEX&OFFSET:HEX`.
    static Signature parse(String mime, String text) {
        List<Part> parts = new ArrayList<>();
        for (String part : text.split("&", -1)) {
            int colon = part.indexOf(':');
            short[] values = new short[(part.length() - colon - 1) / 2];
            for (int i = 0; i < values.length; i++) {
                String two = part.substring(colon + 1 + 2 * i, colon + 3 + 2 * i);
                values[i] = two.equals("??") ? Part.ANY : Short.parseShort(two, 16);
            }
            parts.add(new Part(Integer.parseInt(part.substring(0, colon)), values));
        }
        return new Signature(mime, List.copyOf(parts));
    }

    /// The value at offset 0, or -1 where any will do.
    int firstByte() {
        return parts.getFirst().firstByte();
    }

    boolean fits(byte[] head) {
        for (Part part : parts) {
            if (!part.fits(head)) {
                return false;
            }
        }
        return true;
    }
}
