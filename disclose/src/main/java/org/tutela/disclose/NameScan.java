package org.tutela.disclose;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

    private final boolean[] pairs = new boolean[1 << 16];
    private final Map<Integer, List<byte[]>> byStart = new HashMap<>();
    private int longest = 4;
    private byte[] window = new byte[0];
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
    }

    private void add(byte[] needle) {
        int start = start(needle, 0);
        for (int i = 0; i < STRIDE; i++) {
            pairs[pair(needle, i)] = true;
        }
        byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(needle);
        longest = Math.max(longest, needle.length);
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
        if (window.length < kept + length) {
            window = Arrays.copyOf(window, kept + length + longest);
        }
        System.arraycopy(bytes, 0, window, kept, length);
        int end = kept + length;
        found = search(end);
        // What could be the beginning of an identifier is looked at again with what follows.
        kept = Math.min(end, longest - 1);
        System.arraycopy(window, end - kept, window, 0, kept);
    }

    /// Whether an identifier was seen in the file so far.
    boolean found() {
        return found;
    }

    private boolean search(int end) {
        byte[] bytes = window;
        for (int i = 0; i + 1 < end; i += STRIDE) {
            if (pairs[pair(bytes, i)] && near(i, end)) {
                return true;
            }
        }
        return false;
    }

    /// Whether an identifier starts so that the pair at `at` is one of its first.
    private boolean near(int at, int end) {
        for (int from = Math.max(0, at - STRIDE + 1); from <= at; from++) {
            if (from + SHORTEST <= end && matches(start(window, from), from, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(int start, int from, int end) {
        for (byte[] needle : byStart.getOrDefault(start, List.of())) {
            if (from + needle.length <= end && equals(needle, from)) {
                return true;
            }
        }
        return false;
    }

    private boolean equals(byte[] needle, int from) {
        for (int i = 4; i < needle.length; i++) {
            if (lower(window[from + i]) != (needle[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static int start(byte[] bytes, int at) {
        return (lower(bytes[at]) << 24)
                | (lower(bytes[at + 1]) << 16)
                | (lower(bytes[at + 2]) << 8)
                | lower(bytes[at + 3]);
    }

    private static int pair(byte[] bytes, int at) {
        return (LOWER[bytes[at] & 0xff] & 0xff) << 8 | (LOWER[bytes[at + 1] & 0xff] & 0xff);
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
