package org.tutela.examine.find;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutela.examine.Finder;
import org.tutela.model.MentionKind;

/// E-mail addresses (RFC 5321 4.1.2, unquoted local parts). The canonical form is all lower case:
/// in practice no provider tells local parts apart by case.
final class EmailFinder implements Finder {
    private static final Pattern AROUND_AT =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}._%+-])([\\p{L}\\p{N}!#$%&*+/=?^_~-](?:[\\p{L}\\p{N}!#$%&*+/=?^_.~-]{0,62}[\\p{L}\\p{N}!#$%&*+/=?^_~-])?)"
                            + "@((?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.){1,8}[\\p{L}]{2,24})(?![\\p{L}\\p{N}-])");

    @Override
    public String name() {
        return "find.emails";
    }

    @Override
    public int version() {
        return 1;
    }

    /// Looks only at the 64 characters before and 255 behind each `@`, so that a text full of
    /// letters or of `@` costs no more than its length.
    @Override
    public void find(CharSequence text, Found out) throws IOException {
        int done = 0;
        for (int at = Text.indexOf(text, '@', 0); at >= 0; at = Text.indexOf(text, '@', at + 1)) {
            Matcher matcher = AROUND_AT.matcher(text);
            matcher.region(Math.max(done, at - 64), Math.min(text.length(), at + 256));
            matcher.useTransparentBounds(true);
            if (matcher.find() && matcher.start(2) == at + 1) {
                out.mention(
                        MentionKind.EMAIL,
                        matcher.group().toLowerCase(Locale.ROOT),
                        matcher.start(),
                        matcher.end());
                done = matcher.end();
            }
        }
    }
}
