package org.tutela.casebook.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The codes that pictures are graded by. Codes are neutral words of the unit; what they mean in
/// law stands outside of the product.
///
/// @param name name and version, such as `N-4 2026`
/// @param codes 1 to 10, each with a key of its own
public record Scheme(String name, List<Code> codes) {
    /// The scheme of a case that chose none: `0` is *nothing that matters*.
    public static final Scheme NEUTRAL =
            new Scheme(
                    "N-4 2026",
                    List.of(
                            new Code("0", "0", false),
                            new Code("1", "A", true),
                            new Code("2", "B", true),
                            new Code("3", "C", true),
                            new Code("9", "?", false)));

    private static final int LONGEST = 40;

    /// One code.
    ///
    /// @param key the digit that grades by it
    /// @param code how it is written
    /// @param second whether a second person must look too
    public record Code(String key, String code, boolean second) {
        /// Throws [IllegalArgumentException] with a sentence for what cannot be a code.
        public Code {
            if (!key.matches("[0-9]")) {
                throw new IllegalArgumentException("the key of a code is one digit");
            }
            if (code.isBlank()
                    || code.length() > LONGEST
                    || !code.matches("[^\\p{Cntrl}\\s|\"\\\\]+")) {
                throw new IllegalArgumentException("a code has 1 to 40 characters and no blank");
            }
        }
    }

    /// A copy. Throws [IllegalArgumentException] with a sentence for what cannot be a scheme.
    public Scheme {
        codes = List.copyOf(codes);
        Set<String> keys = new HashSet<>();
        Set<String> names = new HashSet<>();
        codes.forEach(code -> {
            keys.add(code.key());
            names.add(code.code());
        });
        if (name.isBlank() || name.length() > LONGEST || !name.matches("[^\\p{Cntrl}|]+")) {
            throw new IllegalArgumentException("the name of a scheme has 1 to 40 characters");
        }
        if (codes.isEmpty() || keys.size() < codes.size() || names.size() < codes.size()) {
            throw new IllegalArgumentException(
                    "a scheme has 1 to 10 codes, each with a key and a name of its own");
        }
    }

    /// The code written so; empty where the scheme has none.
    public Optional<Code> find(String code) {
        return codes.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /// The scheme written down by [#toText]. Throws [IllegalArgumentException] with a sentence
    /// where it is not one.
    public static Scheme parse(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a scheme begins with its name");
        }
        List<Code> codes = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.strip().split("\\s+", 3);
            if (parts.length < 2 || (parts.length == 3 && !parts[2].equals("second"))) {
                throw new IllegalArgumentException(
                        "a line of a scheme is a digit, a code and, where a second person must"
                                + " look, the word second");
            }
            codes.add(new Code(parts[0], parts[1], parts.length == 3));
        }
        return new Scheme(lines.getFirst().strip(), codes);
    }

    /// The name, then a line per code: key, code and `second` where a second person must look.
    public String toText() {
        StringBuilder text = new StringBuilder(name);
        for (Code code : codes) {
            text.append('\n').append(code.key()).append(' ').append(code.code());
            if (code.second()) {
                text.append(" second");
            }
        }
        return text.toString();
    }
}
