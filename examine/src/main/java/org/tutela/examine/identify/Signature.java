package org.tutela.examine.identify;

import java.util.ArrayList;
import java.util.List;

/// Bytes at fixed offsets that give a format away.
///
/// @param mime the media type they stand for
/// @param parts all of which must fit
record Signature(String mime, List<Part> parts) {

    /// Values 0 to 255 from `offset` on; -1 stands for any byte.
    record Part(int offset, List<Integer> values) {
        boolean fits(byte[] head) {
            if (offset + values.size() > head.length) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                int value = values.get(i);
                if (value >= 0 && value != (head[offset + i] & 0xFF)) {
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
            List<Integer> values = new ArrayList<>();
            for (int i = colon + 1; i < part.length(); i += 2) {
                String two = part.substring(i, i + 2);
                values.add(two.equals("??") ? -1 : Integer.parseInt(two, 16));
            }
            parts.add(new Part(Integer.parseInt(part.substring(0, colon)), List.copyOf(values)));
        }
        return new Signature(mime, List.copyOf(parts));
    }

    /// The value at offset 0, or -1 where any will do.
    int firstByte() {
        Part first = parts.getFirst();
        return first.offset() == 0 ? first.values().getFirst() : -1;
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
