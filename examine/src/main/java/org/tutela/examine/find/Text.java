package org.tutela.examine.find;

/// What finders share about text.
final class Text {
    private Text() {}

    /// Whether `text` does not hold `needle` (lower case ASCII), whatever the case: the cheap test
    /// that most texts end at.
    static boolean lacks(CharSequence text, String needle) {
        char first = needle.charAt(0);
        int last = text.length() - needle.length();
        for (int i = 0; i <= last; i++) {
            if (lower(text.charAt(i)) == first && holds(text, i, needle)) {
                return false;
            }
        }
        return true;
    }

    /// The first place of `wanted` at or behind `from`, or -1.
    static int indexOf(CharSequence text, char wanted, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// Puts back dots that were made unclickable: `[.]`, `(.)`, `[dot]`, `(dot)`.
    static String refanged(String host) {
        return host.replace("[.]", ".")
                .replace("(.)", ".")
                .replace("[dot]", ".")
                .replace("(dot)", ".");
    }

    private static boolean holds(CharSequence text, int from, String needle) {
        for (int i = 1; i < needle.length(); i++) {
            if (lower(text.charAt(from + i)) != needle.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
}
