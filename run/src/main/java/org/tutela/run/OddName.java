package org.tutela.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.evidence.Entry;
import org.tutela.model.ProblemKind;

/// Names that were made to mislead or were damaged. They are listed as they are, nothing is ever
/// written under them, and screens show them escaped; people are told all the same, since other
/// tools show or unpack such files under other names, or not at all.
final class OddName {
    private static final char REPLACEMENT = '\uFFFD';

    private OddName() {}

    /// What is odd about an entry's own name, or about a path that climbs; empty where nothing is.
    static Optional<Guard.Trouble> find(Entry entry) {
        String name = entry.name();
        boolean climbs = entry.path().contains("..") && ("/" + entry.path() + "/").contains("/../");
        if (!climbs && isPlain(name)) {
            return Optional.empty();
        }
        List<String> odd = new ArrayList<>();
        if (climbs) {
            odd.add("leads out of its folder by \"..\"");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            odd.add("holds control characters");
        }
        if (name.indexOf(REPLACEMENT) >= 0 || hasLoneSurrogate(name)) {
            odd.add("is not well-formed text");
        }
        if (odd.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Guard.Trouble(
                        ProblemKind.MALFORMED,
                        "RU-0111",
                        "the path of this item "
                                + String.join(" and ", odd)
                                + "; its address keeps the bytes as they are and its content is examined, but other tools may show another name",
                        -1));
    }

    /// Whether a name holds nothing that could be odd; most names do.
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            if (unit < ' ' || unit >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(each -> each >= 0xD800 && each <= 0xDFFF);
    }
}
