package org.tutela.examine.find;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutela.examine.Finder;
import org.tutela.model.MentionKind;

/// Phone numbers with their country: written with `+` or `00`, or behind `wa.me/`, `t.me/+` and
/// `phone=`.
///
/// The canonical form is E.164 (`+447700900123`). A number without a country could be of any, so it
/// is left alone. Numbers that are possible are stated, also where no such number is issued:
/// made-up numbers are traces too.
final class PhoneFinder implements Finder {
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}+/=])(?:\\+|00)\\s?(\\d(?:[ \\u00a0.()/\\u2010-\\u2013-]{0,2}\\d){6,14})(?!\\d)");

    private static final Pattern LINKED =
            Pattern.compile(
                    "(?:\\bwa\\.me/\\+?|\\bt\\.me/\\+|[?&]phone=(?:\\+|%2B)?)(\\d{7,15})(?![\\p{L}\\p{N}_-])",
                    Pattern.CASE_INSENSITIVE);

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    @Override
    public String name() {
        return "find.phones";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void find(CharSequence text, Found out) throws IOException {
        if (!sevenDigits(text)) {
            return;
        }
        find(WRITTEN, text, out);
        if (!Text.lacks(text, ".me/") || !Text.lacks(text, "phone=")) {
            find(LINKED, text, out);
        }
    }

    private void find(Pattern pattern, CharSequence text, Found out) throws IOException {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String digits = matcher.group(1).replaceAll("\\D", "");
            if (possible(digits)) {
                out.mention(MentionKind.PHONE, "+" + digits, matcher.start(), matcher.end());
            }
        }
    }

    private boolean possible(String digits) {
        try {
            PhoneNumber number = numbers.parse("+" + digits, null);
            // A trunk zero in brackets, as in +44 (0)20, is no part of the number.
            return numbers.isPossibleNumber(number)
                    && numbers.format(number, PhoneNumberFormat.E164).length()
                            == digits.length() + 1;
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static boolean sevenDigits(CharSequence text) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < 7; i++) {
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits >= 7;
    }
}
