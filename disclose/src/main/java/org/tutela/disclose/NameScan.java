package org.tutela.disclose;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Looks for identifiers in the bytes of a file as they pass by: in UTF-8 and in both orders of
/// UTF-16, as metadata of pictures and films hold them, whatever their case. Identifiers of less
/// than five characters are not looked for: they occur by chance. What is compressed inside a file
/// is not looked into. One thread.
final class NameScan {
    private static final int SHORTEST = 5;

    /// Every identifier has this many pairs of neighbours at least: one of them lies at a place
    /// that is a multiple of it, so that only these places need to be looked at.
    private static final int STRIDE = SHORTEST - 1;

    private static final byte[] LOWER = lowerCase();

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int STARTS = 1 << 16;

    /// Which two neighbours, whatever their case, are in the beginning of any identifier; bits, so
    /// that they stay in the nearest cache.
    private final long[] pairs = new long[(1 << 16) >> 6];

    /// Which hashes the first four bytes of identifiers have.
    private final long[] starts = new long[STARTS >> 6];

    private final Map<Integer, List<byte[]>> byStart = new HashMap<>();
    private int longest = 4;

    /// The end of what passed by, where an identifier may have begun, and room for what follows.
    private byte[] seam = new byte[0];

    private int kept;
    private boolean found;

    /// Looks for these, lower case.
    NameScan(Iterable<String> identifiers) {
        for (String identifier : identifiers) {
            if (identifier.codePointCount(0, identifier.length()) >= SHORTEST) {
                for (Charset charset :
                        List.of(
                                StandardCharsets.UTF_8,
                                StandardCharsets.UTF_16LE,
                                StandardCharsets.UTF_16BE)) {
                    add(identifier.toLowerCase(Locale.ROOT).getBytes(charset));
                }
            }
        }
        seam = new byte[2 * longest];
    }

    private void add(byte[] needle) {
        for (int i = 0; i < STRIDE; i++) {
            for (int first : cases(needle[i])) {
                for (int second : cases(needle[i + 1])) {
                    set(pairs, first | second << 8);
                }
            }
        }
        int start = start(needle, 0);
        set(starts, hash(start));
        byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(needle);
        longest = Math.max(longest, needle.length);
    }

    /// A byte of an identifier as it may stand in a file.
    private static int[] cases(byte value) {
        boolean letter = value >= 'a' && value <= 'z';
        return letter ? new int[] {value, value - 32} : new int[] {value & 0xff};
    }

    /// Starts a file.
    void begin() {
        found = false;
        kept = 0;
    }

    /// Takes the next bytes of the file.
    void take(byte[] bytes, int length) {
        if (found || byStart.isEmpty()) {
            return;
        }
        // An identifier may begin in what passed by before and end in this.
        int head = Math.min(length, longest - 1);
        System.arraycopy(bytes, 0, seam, kept, head);
        found = (kept > 0 && search(seam, kept + head)) || search(bytes, length);
        if (head == longest - 1) {
            kept = head;
            System.arraycopy(bytes, length - head, seam, 0, head);
        } else {
            int end = kept + head;
            kept = Math.min(end, longest - 1);
            System.arraycopy(seam, end - kept, seam, 0, kept);
        }
    }

    /// Whether an identifier was seen in the file so far.
    boolean found() {
        return found;
    }

    private boolean search(byte[] bytes, int end) {
        int at = 0;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(bytes, at);
            if (has(pairs, (int) eight & 0xffff) && near(bytes, at, end)) {
                return true;
            }
            if (has(pairs, (int) (eight >>> 32) & 0xffff) && near(bytes, at + STRIDE, end)) {
                return true;
            }
        }
        for (; at + 1 < end; at += STRIDE) {
            int pair = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
            if (has(pairs, pair) && near(bytes, at, end)) {
                return true;
            }
        }
        return false;
    }

    /// Whether an identifier starts so that the pair at `at` is one of its first.
    private boolean near(byte[] bytes, int at, int end) {
        for (int from = Math.max(0, at - STRIDE + 1);
                from <= at && from + SHORTEST <= end;
                from++) {
            int start = start(bytes, from);
            if (has(starts, hash(start)) && matches(start, bytes, from, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int start, byte[] bytes, int from, int end) {
        for (byte[] needle : byStart.getOrDefault(start, List.of())) {
            if (from + needle.length <= end && equals(needle, bytes, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equals(byte[] needle, byte[] bytes, int from) {
        for (int i = 4; i < needle.length; i++) {
            if (lower(bytes[from + i]) != (needle[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(long[] bits, int at) {
        return (bits[at >> 6] & 1L << at) != 0;
    }

    private static void set(long[] bits, int at) {
        bits[at >> 6] |= 1L << at;
    }

    private static int hash(int start) {
        return (start * 0x9E3779B1) >>> 16;
    }

    private static int start(byte[] bytes, int at) {
        return (lower(bytes[at]) << 24)
                | (lower(bytes[at + 1]) << 16)
                | (lower(bytes[at + 2]) << 8)
                | lower(bytes[at + 3]);
    }

    private static int lower(byte value) {
        return LOWER[value & 0xff] & 0xff;
    }

    /// Only the letters of ASCII have one lower case in every encoding.
    private static byte[] lowerCase() {
        byte[] lower = new byte[256];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : i);
        }
        return lower;
    }
}
