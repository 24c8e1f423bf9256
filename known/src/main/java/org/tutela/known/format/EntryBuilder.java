package org.tutela.known.format;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.known.format.KnownEntry.OtherHash;
import org.tutela.model.Digest;

/// Gathers the parts of an entry while a list is read. Setters return whether the value was of the
/// right form; a value of another form is not taken.
final class EntryBuilder {
    /// Hashes of other kinds that one entry may carry.
    private static final int MOST_OTHERS = 64;

    private static final int LONGEST_TEXT = 4_096;

    private @Nullable String entry;
    private @Nullable Digest md5;
    private @Nullable Digest sha1;
    private @Nullable Digest sha256;
    private @Nullable Long size;
    private @Nullable Digest pdq;
    private @Nullable Integer pdqQuality;
    private @Nullable String category;
    private @Nullable String series;
    private final List<OtherHash> others = new ArrayList<>();

    boolean entry(String value) {
        entry = value;
        return !value.isEmpty() && value.length() <= LONGEST_TEXT;
    }

    boolean md5(String value) {
        Optional<Digest> digest = parse(value, 16);
        md5 = digest.orElse(md5);
        return digest.isPresent();
    }

    boolean sha1(String value) {
        Optional<Digest> digest = parse(value, 20);
        sha1 = digest.orElse(sha1);
        return digest.isPresent();
    }

    boolean sha256(String value) {
        Optional<Digest> digest = parse(value, 32);
        sha256 = digest.orElse(sha256);
        return digest.isPresent();
    }

    boolean pdq(String value) {
        Optional<Digest> digest = parse(value, 32);
        pdq = digest.orElse(pdq);
        return digest.isPresent();
    }

    /// A digest whose kind its length tells: MD5, SHA-1 or SHA-256.
    boolean digest(String value) {
        return switch (value.length()) {
            case 32 -> md5(value);
            case 40 -> sha1(value);
            case 64 -> sha256(value);
            default -> false;
        };
    }

    boolean size(String value) {
        Optional<Long> number = number(value, Long.MAX_VALUE);
        size = number.orElse(size);
        return number.isPresent();
    }

    boolean pdqQuality(String value) {
        Optional<Long> number = number(value, 100);
        number.ifPresent(quality -> pdqQuality = quality.intValue());
        return number.isPresent();
    }

    boolean category(String value) {
        category = value;
        return value.length() <= LONGEST_TEXT;
    }

    boolean series(String value) {
        series = value.isEmpty() ? null : value;
        return value.length() <= LONGEST_TEXT;
    }

    boolean other(String name, String value) {
        if (others.size() >= MOST_OTHERS) {
            return false;
        }
        others.add(new OtherHash(name, value));
        return true;
    }

    /// A hash under the name a list gives it; kinds we do not compare are kept as they are.
    boolean named(String name, String value) {
        return switch (name.toUpperCase(Locale.ROOT).replace("-", "").replace("_", "")) {
            case "MD5" -> md5(value);
            case "SHA1" -> sha1(value);
            case "SHA256" -> sha256(value);
            case "PDQ" -> pdq(value);
            default -> other(name, value);
        };
    }

    /// The entry; `otherwise` is its id where the list gave none.
    KnownEntry build(String otherwise) {
        return new KnownEntry(
                entry == null || entry.isEmpty() ? otherwise : entry,
                md5,
                sha1,
                sha256,
                size,
                pdq,
                pdqQuality,
                category,
                series,
                others);
    }

    /// Whether `text` is a digest of `bytes` bytes in hex.
    static boolean isHex(String text, int bytes) {
        return parse(text, bytes).isPresent();
    }

    private static Optional<Digest> parse(String hex, int bytes) {
        if (hex.length() != bytes * 2 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        return Optional.of(Digest.parse(hex));
    }

    private static Optional<Long> number(String text, long most) {
        if (text.isEmpty() || text.length() > 18) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return Optional.empty();
            }
            value = value * 10 + digit;
        }
        return value <= most ? Optional.of(value) : Optional.empty();
    }
}
