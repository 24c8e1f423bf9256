package org.tutela.known.format;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// The lines of a text list: UTF-8 with or without a byte order mark, ended by LF or CRLF, of
/// bounded length.
final class Lines {
    private static final int LONGEST = 65_536;

    private final InputStream in;
    private int number;
    private long offset;
    private boolean cut;

    private Lines(InputStream in) {
        this.in = in;
    }

    static Lines of(ByteSource list) {
        return new Lines(new BufferedInputStream(list.stream(), 1 << 16));
    }

    /// The lines of the beginning of a list, without a last one that may be cut.
    static List<String> ofHead(byte[] head, int most) throws IOException {
        List<String> lines = new ArrayList<>();
        Lines reader = of(ByteSource.of(head));
        Optional<String> line = reader.next();
        while (line.isPresent() && lines.size() < most) {
            lines.add(line.get());
            line = reader.next();
        }
        if (head.length >= LONGEST && line.isEmpty() && lines.size() > 1) {
            lines.removeLast();
        }
        return lines;
    }

    /// The next line without its end; empty after the last.
    Optional<String> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        cut = false;
        int value = in.read();
        if (value < 0) {
            return Optional.empty();
        }
        number++;
        while (value >= 0 && value != '\n') {
            offset++;
            if (bytes.size() < LONGEST) {
                bytes.write(value);
            } else {
                cut = true;
            }
            value = in.read();
        }
        offset++;
        String line = bytes.toString(StandardCharsets.UTF_8);
        if (number == 1 && line.startsWith("\uFEFF")) {
            line = line.substring(1);
        }
        return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }

    /// Number of the line just read, from 1 on.
    int number() {
        return number;
    }

    /// How the entry of the line just read is called where it has no name of its own.
    String entry() {
        return "line " + number;
    }

    /// A problem of the line just read. The message names the line, never its content.
    EvidenceException flaw(String what) {
        return new EvidenceException(
                EvidenceException.Flaw.MALFORMED,
                "KN-0101",
                "line "
                        + number
                        + (cut ? " is over " + LONGEST + " bytes long" : " " + what)
                        + ": its entry is not in the compiled list",
                offset);
    }
}
