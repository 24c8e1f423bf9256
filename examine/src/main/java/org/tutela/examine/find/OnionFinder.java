package org.tutela.examine.find;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tutela.examine.Finder;
import org.tutela.model.MentionKind;

/// Onion addresses, version 3 (Tor rend-spec-v3, section 6: the name holds a checksum) and the old
/// version 2, which has none.
///
/// The canonical form is the name in lower case with `.onion`. A version 3 name whose checksum is
/// wrong is kept, as `invalid:NAME.onion`: a mistyped or deliberately broken address is still a
/// trace.
final class OnionFinder implements Finder {
    private static final Pattern NAME =
            Pattern.compile(
                    "(?<![a-z2-7])([a-z2-7]{56}|[a-z2-7]{16})(?:\\.|\\[\\.\\]|\\(\\.\\))onion(?![a-z0-9])",
                    Pattern.CASE_INSENSITIVE);

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    @Override
    public String name() {
        return "find.onions";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void find(CharSequence text, Found out) throws IOException {
        if (Text.lacks(text, "onion")) {
            return;
        }
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            boolean right = name.length() == 16 || checksumIsRight(name);
            out.mention(
                    MentionKind.ONION,
                    (right ? "" : "invalid:") + name + ".onion",
                    matcher.start(),
                    matcher.end());
        }
    }

    /// 56 characters are 35 bytes: the key (32), a checksum (2), the version (1). The checksum is
    /// the first two bytes of SHA3-256(".onion checksum" | key | version).
    private static boolean checksumIsRight(String name) {
        byte[] bytes = new byte[35];
        long bits = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < name.length(); i++) {
            bits = bits << 5 | ALPHABET.indexOf(name.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[at] = (byte) (bits >> held);
                at++;
            }
        }
        MessageDigest digest = sha3();
        digest.update(".onion checksum".getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes, 0, 32);
        digest.update(bytes[34]);
        byte[] checksum = digest.digest();
        return bytes[34] == 3 && checksum[0] == bytes[32] && checksum[1] == bytes[33];
    }

    private static MessageDigest sha3() {
        try {
            return MessageDigest.getInstance("SHA3-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA3-256", e);
        }
    }
}
