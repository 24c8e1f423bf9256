package org.tutela.known.compiled;

import org.jspecify.annotations.Nullable;
import org.tutela.model.ListKind;

/// What people call a list when they add it.
///
/// @param name its name in this case, without control characters
/// @param kind what it says of its entries
/// @param scheme the scheme of its categories; null to take what the list itself says
public record ListNaming(String name, ListKind kind, @Nullable String scheme) {

    /// Refuses names that would not fit on a line.
    public ListNaming {
        check(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a known-file list needs a name");
        }
        if (scheme != null) {
            check(scheme, "scheme");
        }
    }

    private static void check(String text, String what) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the " + what + " of a known-file list holds no control characters");
        }
    }
}
