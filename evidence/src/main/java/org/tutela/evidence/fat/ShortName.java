package org.tutela.evidence.fat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The 8.3 name of a directory entry, 11 bytes filled up with spaces. Bytes over 127 are in the
/// code page of the machine that wrote them, which the volume does not name; they are shown in code
/// page 437, the one of IBM PCs, and kept raw in the address.
final class ShortName {
    private static final String FORBIDDEN = "\"*+,./:;<=>?[\\]|";

    /// Code page 437 from 0x80 on.
    private static final String UPPER_437 =
            "\u00c7\u00fc\u00e9\u00e2\u00e4\u00e0\u00e5\u00e7\u00ea\u00eb\u00e8\u00ef\u00ee\u00ec"
                    + "\u00c4\u00c5\u00c9\u00e6\u00c6\u00f4\u00f6\u00f2\u00fb\u00f9\u00ff\u00d6"
                    + "\u00dc\u00a2\u00a3\u00a5\u20a7\u0192\u00e1\u00ed\u00f3\u00fa\u00f1\u00d1"
                    + "\u00aa\u00ba\u00bf\u2310\u00ac\u00bd\u00bc\u00a1\u00ab\u00bb\u2591\u2592"
                    + "\u2593\u2502\u2524\u2561\u2562\u2556\u2555\u2563\u2551\u2557\u255d\u255c"
                    + "\u255b\u2510\u2514\u2534\u252c\u251c\u2500\u253c\u255e\u255f\u255a\u2554"
                    + "\u2569\u2566\u2560\u2550\u256c\u2567\u2568\u2564\u2565\u2559\u2558\u2552"
                    + "\u2553\u256b\u256a\u2518\u250c\u2588\u2584\u258c\u2590\u2580\u03b1\u00df"
                    + "\u0393\u03c0\u03a3\u03c3\u00b5\u03c4\u03a6\u0398\u03a9\u03b4\u221e\u03c6"
                    + "\u03b5\u2229\u2261\u00b1\u2265\u2264\u2320\u2321\u00f7\u2248\u00b0\u2219"
                    + "\u00b7\u221a\u207f\u00b2\u25a0\u00a0";

    private final byte[] raw;

    private ShortName(byte[] raw) {
        this.raw = raw;
    }

    static ShortName of(byte[] raw) {
        return new ShortName(raw.clone());
    }

    /// The first byte as stored: 0xE5 where the entry is deleted.
    int first() {
        return raw[0] & 0xFF;
    }

    boolean isDot() {
        return Arrays.equals(raw, ".          ".getBytes(StandardCharsets.US_ASCII));
    }

    boolean isDotDot() {
        return Arrays.equals(raw, "..         ".getBytes(StandardCharsets.US_ASCII));
    }

    /// The name as raw bytes `NAME.EXT`, with the lost first byte as `_` and 0x05 as the 0xE5 it
    /// stands for. `caseFlags` are those of the entry.
    byte[] toBytes(int caseFlags) {
        byte[] stem = part(0, 8, (caseFlags & 0x08) != 0);
        byte[] extension = part(8, 3, (caseFlags & 0x10) != 0);
        if (stem.length > 0) {
            int first = first();
            stem[0] = first == 0xE5 ? (byte) '_' : first == 0x05 ? (byte) 0xE5 : stem[0];
        }
        if (extension.length == 0) {
            return stem;
        }
        byte[] whole = Arrays.copyOf(stem, stem.length + 1 + extension.length);
        whole[stem.length] = '.';
        System.arraycopy(extension, 0, whole, stem.length + 1, extension.length);
        return whole;
    }

    /// The 11 bytes as one text, as a volume label is stored.
    byte[] toLabel() {
        byte[] label = part(0, 11, false);
        if (label.length > 0 && first() == 0xE5) {
            label[0] = '_';
        }
        return label;
    }

    private byte[] part(int from, int length, boolean lower) {
        int end = from + length;
        while (end > from && raw[end - 1] == ' ') {
            end--;
        }
        byte[] part = Arrays.copyOfRange(raw, from, end);
        for (int i = 0; i < part.length && lower; i++) {
            if (part[i] >= 'A' && part[i] <= 'Z') {
                part[i] += (byte) ('a' - 'A');
            }
        }
        return part;
    }

    /// Raw bytes as text.
    static String decode(byte[] raw) {
        StringBuilder text = new StringBuilder(raw.length);
        for (byte b : raw) {
            text.append(b < 0 ? UPPER_437.charAt((b & 0xFF) - 0x80) : (char) b);
        }
        return text.toString();
    }

    /// Whether the bytes are those of a name that file systems write.
    boolean isValid() {
        if (isDot() || isDotDot()) {
            return true;
        }
        int first = first();
        if (first <= ' ' && first != 0x05) {
            return false;
        }
        for (int i = 1; i < raw.length; i++) {
            int value = raw[i] & 0xFF;
            boolean lower = value >= 'a' && value <= 'z';
            if (value < ' ' || lower || value == 0x7F || FORBIDDEN.indexOf(value) >= 0) {
                return false;
            }
        }
        return first == 0xE5 || FORBIDDEN.indexOf(first) < 0;
    }

    /// Whether the bytes can be a name of an entry that is not deleted. Less is asked than by
    /// [#isValid]: other systems write lower case and signs that Windows does not.
    boolean isListed() {
        for (int i = 1; i < raw.length; i++) {
            if ((raw[i] & 0xFF) < ' ') {
                return false;
            }
        }
        return first() > ' ' || first() == 0x05;
    }

    /// The checksum that long names carry of their short name, if its first byte is `first` (FAT
    /// 1.03, "ChkSum").
    int checksum(int first) {
        int sum = first;
        for (int i = 1; i < raw.length; i++) {
            sum = ((sum & 1) << 7 | sum >> 1) + (raw[i] & 0xFF) & 0xFF;
        }
        return sum;
    }

    /// The first byte that gives a checksum; there is exactly one.
    int firstFor(int checksum) {
        int first = 0;
        while (checksum(first) != checksum) {
            first++;
        }
        return first;
    }
}
