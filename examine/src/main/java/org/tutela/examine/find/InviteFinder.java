package org.tutela.examine.find;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutela.examine.Finder;
import org.tutela.model.MentionKind;

/// Links that invite to a conversation of WhatsApp, Telegram or Signal.
///
/// The canonical form is the key by which devices are joined: `wa-invite:CODE`, `tg-invite:HASH`,
/// `signal-invite:CODE`. Case is significant in codes. The link is never opened.
final class InviteFinder implements Finder {
    /// What the link of a messenger looks like; group 1 is the code.
    private record Shape(String hint, Pattern pattern, String prefix) {
        static Shape of(String hint, String regex, String prefix) {
            return new Shape(hint, Pattern.compile(regex, Pattern.CASE_INSENSITIVE), prefix);
        }
    }

    /// Between the words of a host name: a dot, also one made unclickable.
    private static final String DOT = "(?:\\.|\\[\\.\\]|\\(\\.\\))";

    private static final String SCHEME = "(?:h(?:tt|xx)ps?://)?+";

    private static final List<Shape> SHAPES =
            List.of(
                    Shape.of(
                            "chat",
                            SCHEME
                                    + "\\bchat"
                                    + DOT
                                    + "whatsapp"
                                    + DOT
                                    + "com/(?:invite/)?+([A-Za-z0-9]{20,24})(?![A-Za-z0-9])",
                            "wa-invite:"),
                    Shape.of(
                            "whatsapp://chat",
                            "\\bwhatsapp://chat/?\\?code=([A-Za-z0-9]{20,24})(?![A-Za-z0-9])",
                            "wa-invite:"),
                    Shape.of(
                            "joinchat/",
                            SCHEME
                                    + "\\b(?:t"
                                    + DOT
                                    + "me|telegram"
                                    + DOT
                                    + "(?:me|dog))/joinchat/([A-Za-z0-9_-]{16,24})(?![A-Za-z0-9_-])",
                            "tg-invite:"),
                    // `t.me/+` with digits alone is a phone number, not an invite.
                    Shape.of(
                            "me/+",
                            SCHEME
                                    + "\\b(?:t"
                                    + DOT
                                    + "me|telegram"
                                    + DOT
                                    + "(?:me|dog))/\\+(?!\\d{7,15}(?![A-Za-z0-9_-]))([A-Za-z0-9_-]{16,24})(?![A-Za-z0-9_-])",
                            "tg-invite:"),
                    Shape.of(
                            "tg://join",
                            "\\btg://join/?\\?invite=([A-Za-z0-9_-]{16,24})(?![A-Za-z0-9_-])",
                            "tg-invite:"),
                    Shape.of(
                            "signal",
                            "(?:"
                                    + SCHEME
                                    + "\\bsignal"
                                    + DOT
                                    + "group/|\\bsgnl://(?:signal\\.group|joingroup)/)#([A-Za-z0-9_-]{72})(?![A-Za-z0-9_-])",
                            "signal-invite:"));

    @Override
    public String name() {
        return "find.invites";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void find(CharSequence text, Found out) throws IOException {
        for (Shape shape : SHAPES) {
            if (!Text.lacks(text, shape.hint())) {
                Matcher matcher = shape.pattern().matcher(text);
                while (matcher.find()) {
                    out.mention(
                            MentionKind.INVITE,
                            shape.prefix() + matcher.group(1),
                            matcher.start(),
                            matcher.end());
                }
            }
        }
    }
}
