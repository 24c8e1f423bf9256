package org.tutela.disclose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names that stand for people outside a package: the same throughout it, different in every other,
/// and not to be undone without the key in the journal.
final class Pseudonyms {
    private static final int REMEMBERED = 100_000;

    private final Mac mac;
    private final Map<String, String> known = new HashMap<>();

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
        String key = kind + "\0" + identifier;
        String before = known.get(key);
        if (before != null) {
            return before;
        }
        String made = make(kind, key);
        if (known.size() < REMEMBERED) {
            known.put(key, made);
        }
        return made;
    }

    private String make(String kind, String key) {
        byte[] digest = mac.doFinal(key.getBytes(StandardCharsets.UTF_8));
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
