package org.tutela.known.format;

import java.io.IOException;
import java.util.List;
import org.tutela.bytes.ByteSource;

/// Plain digests, one on a line, MD5, SHA-1 or SHA-256 by length, of either case. A second column
/// of digits (behind a comma, semicolon, tabulator or blank) is the size in bytes. Lines that begin
/// with `#` or are empty say nothing.
final class DigestList implements KnownListFormat {
    @Override
    public String name() {
        return "digests";
    }

    @Override
    public boolean recognises(byte[] head) {
        return EntryLines.beginWith(head, DigestList::readLine);
    }

    @Override
    public void read(ByteSource list, Entries out) throws IOException {
        EntryLines.read(
                list,
                DigestList::readLine,
                "is not an MD5, SHA-1 or SHA-256 digest with its size",
                out);
    }

    private static boolean readLine(String line, EntryBuilder entry) {
        List<String> columns = List.of(line.strip().split("[,;\\t ]+", 3));
        return columns.size() <= 2
                && entry.digest(columns.getFirst())
                && (columns.size() < 2 || columns.get(1).isEmpty() || entry.size(columns.get(1)));
    }
}
