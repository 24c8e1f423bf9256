package org.tutela.disclose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What must not occur in a text, each with the pseudonym that stands for it: a tree of letters, so
/// that a text is read once whatever the number of names. The longest at a place counts.
final class Needles {
    private static final int KEY = 3;
    private static final int SLOTS = 1 << 16;

    private final Node root = new Node();
    private final long[] starts = new long[SLOTS >> 6];
    private final Set<String> texts = new TreeSet<>();

    /// A letter of needles.
    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>(2);
        private final List<Needle> ends = new ArrayList<>(1);
    }

    /// Something that must not occur.
    ///
    /// @param text lower case, three letters or more
    /// @param whole whether it counts only as whole words
    /// @param pseudonym what stands for it
    record Needle(String text, boolean whole, String pseudonym) {}

    /// Adds one. Of several with the same text the first pseudonym in order counts.
    void add(Needle needle) {
        Node at = root;
        String text = needle.text();
        for (int i = 0; i < text.length(); i++) {
            at = at.next.computeIfAbsent(text.charAt(i), c -> new Node());
        }
        at.ends.add(needle);
        at.ends.sort(
                java.util.Comparator.comparing(Needle::whole).thenComparing(Needle::pseudonym));
        int slot = slot(text, 0);
        starts[slot >> 6] |= 1L << (slot & 63);
        texts.add(text);
    }

    /// Every text that must not occur.
    Set<String> texts() {
        return texts;
    }

    /// The text with pseudonyms for what must not occur.
    String replace(String text) {
        if (text.length() < KEY) {
            return text;
        }
        String lower = lower(text);
        StringBuilder out = null;
        int copied = 0;
        int at = 0;
        while (at + KEY <= lower.length()) {
            Needle needle = find(lower, at);
            if (needle == null) {
                at++;
            } else {
                out = out == null ? new StringBuilder(text.length() + 32) : out;
                out.append(text, copied, at).append(needle.pseudonym());
                at += needle.text().length();
                copied = at;
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private @Nullable Needle find(String lower, int at) {
        int slot = slot(lower, at);
        if ((starts[slot >> 6] & (1L << (slot & 63))) == 0) {
            return null;
        }
        Needle longest = null;
        Node node = root.next.get(lower.charAt(at));
        int end = at + 1;
        while (node != null) {
            for (Needle needle : node.ends) {
                if (longest == null || longest.text().length() < needle.text().length()) {
                    longest = counts(lower, at, needle) ? needle : longest;
                }
            }
            node = end < lower.length() ? node.next.get(lower.charAt(end)) : null;
            end++;
        }
        return longest;
    }

    private static boolean counts(String lower, int at, Needle needle) {
        return !needle.whole() || (edge(lower, at) && edge(lower, at + needle.text().length()));
    }

    /// Whether a word may start or end between the unit before `at` and the one at it.
    private static boolean edge(String text, int at) {
        return at == 0
                || at >= text.length()
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || !Character.isLetterOrDigit(text.charAt(at));
    }

    /// Lower case unit by unit, so that places stay the same.
    static String lower(String text) {
        char[] lower = new char[text.length()];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = Character.toLowerCase(text.charAt(i));
        }
        return new String(lower);
    }

    private static int slot(String text, int at) {
        int start = (text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2);
        return (start * 0x9E3779B1) >>> 16;
    }
}
