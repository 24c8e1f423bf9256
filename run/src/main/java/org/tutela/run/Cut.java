package org.tutela.run;

import java.util.Set;

/// Tells what a torn medium does to one item from what is wrong with the item itself. A torn image
/// of a disk cuts thousands of files; that is one problem of the source, with a count, and a mark
/// on each file.
final class Cut {
    /// Codes of bytes that lie in a part of the medium that is missing or damaged: a chunk of an
    /// E01, a segment of a split raw image.
    private static final Set<String> CODES = Set.of("EV-0106", "EV-0111");

    private final boolean torn;
    private boolean happened;

    /// @param torn whether opening the source showed that parts are missing, which its own problem
    ///   says
    Cut(boolean torn) {
        this.torn = torn;
    }

    /// Whether the problem of the source says it already; the item then counts as cut.
    boolean explains(Guard.Trouble trouble) {
        boolean said = torn && CODES.contains(trouble.code());
        happened |= said;
        return said;
    }

    /// Whether the item is cut.
    boolean happened() {
        return happened;
    }
}
