package org.tutela.examine.find;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutela.examine.Finder;
import org.tutela.model.MentionKind;

/// Web addresses: `http`, `https`, `ftp`, and the same made unclickable (`hxxp`, `[.]`), and bare
/// `www.`.
///
/// The canonical form has scheme and host in lower case, dots put back, and keeps the rest to the
/// letter: case is significant in paths.
final class UrlFinder implements Finder {
    private static final Pattern URL =
            Pattern.compile(
                    "(?:\\b(?:https?|hxxps?|ftp)://|\\bwww(?=\\.[\\p{L}\\p{N}-]))[^\\s<>\"'`{}|\\\\^\\u0000-\\u001f\\u200b-\\u200f\\u202a-\\u202e]{2,2048}+",
                    Pattern.CASE_INSENSITIVE);

    private static final String CLOSERS = ".,;:!?…*_~";

    @Override
    public String name() {
        return "find.urls";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void find(CharSequence text, Found out) throws IOException {
        if (Text.lacks(text, "://") && Text.lacks(text, "www.")) {
            return;
        }
        Matcher matcher = URL.matcher(text);
        while (matcher.find()) {
            int end = trimmed(text, matcher.start(), matcher.end());
            String raw = text.subSequence(matcher.start(), end).toString();
            String canonical = canonical(raw);
            if (!canonical.isEmpty()) {
                out.mention(MentionKind.URL, canonical, matcher.start(), end);
            }
        }
    }

    /// Leaves out punctuation that ends a sentence, and a bracket that was opened before the
    /// address.
    private static int trimmed(CharSequence text, int start, int end) {
        int last = end;
        while (last > start) {
            char c = text.charAt(last - 1);
            boolean closing =
                    (c == ')' && unbalanced(text, start, last, "()"))
                            || (c == ']' && unbalanced(text, start, last, "[]"));
            if (!closing && CLOSERS.indexOf(c) < 0) {
                break;
            }
            last--;
        }
        return last;
    }

    /// Whether more brackets are closed than opened between `start` and `end`.
    private static boolean unbalanced(CharSequence text, int start, int end, String brackets) {
        int open = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            open += c == brackets.charAt(0) ? 1 : c == brackets.charAt(1) ? -1 : 0;
        }
        return open < 0;
    }

    private static String canonical(String raw) {
        int colon = raw.indexOf("://");
        String scheme =
                colon < 0
                        ? "http"
                        : raw.substring(0, colon).toLowerCase(Locale.ROOT).replace("hxxp", "http");
        String rest = colon < 0 ? raw : raw.substring(colon + 3);
        int hostEnd = 0;
        while (hostEnd < rest.length() && "/?#".indexOf(rest.charAt(hostEnd)) < 0) {
            hostEnd++;
        }
        String host = Text.refanged(rest.substring(0, hostEnd)).toLowerCase(Locale.ROOT);
        return host.isEmpty() || host.startsWith(".")
                ? ""
                : scheme + "://" + host + rest.substring(hostEnd);
    }
}
