package org.tutela.disclose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names that stand for people outside a package: the same throughout it, different in every other,
/// and not to be undone without the key in the journal.
final class Pseudonyms {
    private final Mac mac;

    Pseudonyms(String hexKey) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(hexKey), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// Such as `person-MZXW6YTBOI2A`: letters and dashes only, so that no number is made by chance.
    String of(String kind, String identifier) {
        byte[] digest = mac.doFinal((kind + "\0" + identifier).getBytes(StandardCharsets.UTF_8));
        StringBuilder letters = new StringBuilder(kind).append('-');
        // Sixteen letters that are no hexadecimal digits: 64 bits.
        for (int i = 0; i < 8; i++) {
            letters.append((char) ('G' + ((digest[i] >> 4) & 0x0f)));
            letters.append((char) ('G' + (digest[i] & 0x0f)));
        }
        return letters.toString();
    }

    /// As [#of] for what is no person, such as a conversation whose id would name one.
    String ofPlace(String conversation) {
        return of("conversation", conversation);
    }
}
