package org.tutela.known.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The first lines of a list, to tell its format.
final class TextHead {
    private TextHead() {}

    /// Up to `most` lines.
    static List<String> linesOf(byte[] head, int most) {
        try {
            return Lines.ofHead(head, most);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are always there", e);
        }
    }
}
