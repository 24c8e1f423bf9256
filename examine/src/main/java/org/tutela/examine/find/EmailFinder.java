package org.tutela.examine.find;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tutela.examine.Finder;
import org.tutela.model.MentionKind;

/// E-mail addresses (RFC 5321 4.1.2, unquoted local parts). The canonical form is all lower case:
/// in practice no provider tells local parts apart by case.
final class EmailFinder implements Finder {
    private static final int LOCAL_LIMIT = 64;

    private static final int DOMAIN_LIMIT = 255;

    private static final String LOCAL_MARKS = "!#$%&*+/=?^_.~-";

    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.){1,8}\\p{L}{2,24}");

    @Override
    public String name() {
        return "find.emails";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void find(CharSequence text, Found out) throws IOException {
        int done = 0;
        for (int at = Text.indexOf(text, '@', 0); at >= 0; at = Text.indexOf(text, '@', at + 1)) {
            int start = localStart(text, at, done);
            int end = domainEnd(text, at);
            if (start < at && DOMAIN.matcher(text).region(at + 1, end).matches()) {
                String address = text.subSequence(start, end).toString().toLowerCase(Locale.ROOT);
                out.mention(MentionKind.EMAIL, address, start, end);
                done = end;
            }
        }
    }

    private static int localStart(CharSequence text, int at, int done) {
        int start = at;
        while (start > done && at - start < LOCAL_LIMIT && isLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && text.charAt(start) == '.') {
            start++;
        }
        return text.charAt(Math.max(0, at - 1)) == '.' ? at : start;
    }

    private static int domainEnd(CharSequence text, int at) {
        int end = at + 1;
        while (end < text.length() && end - at <= DOMAIN_LIMIT && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || LOCAL_MARKS.indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }
}
