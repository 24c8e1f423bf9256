package org.tutela.verify;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Lines of bounded length; each ends with LF, CR or CR LF.
final class Lines {
    private final Reader reader;
    private final int longest;
    private boolean afterReturn;

    Lines(Reader reader, int longest) {
        this.reader = reader;
        this.longest = longest;
    }

    /// A line is longer than allowed.
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// The next line without its end; empty at the end.
    Optional<String> next() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        int unit = reader.read();
        while (unit >= 0) {
            boolean skipped = afterReturn && unit == '\n';
            afterReturn = unit == '\r';
            if (!skipped) {
                any = true;
                if (unit == '\n' || unit == '\r') {
                    return Optional.of(line.toString());
                }
                if (line.length() >= longest) {
                    throw new TooLong();
                }
                line.append((char) unit);
            }
            unit = reader.read();
        }
        return any ? Optional.of(line.toString()) : Optional.empty();
    }
}
