package org.tutela.known.format;

import java.io.IOException;
import org.tutela.bytes.ByteSource;

/// The list export of Interpol's ICSE: values between semicolons under a fixed head. Read are
/// `MD5`, `SHA1`, `PhotoDNA` (kept, not compared), `Image ID`, `Series name` and `Baseline`, which
/// becomes the category `baseline` of the scheme `ICSE`; an entry outside of the baseline is not
/// graded.
final class IcseList implements KnownListFormat {
    private static final String HEAD = "MD5;SHA1;PhotoDNA;Image ID;";

    @Override
    public String name() {
        return "ICSE";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TextHead.linesOf(head, 1).stream().anyMatch(line -> line.startsWith(HEAD));
    }

    @Override
    public void read(ByteSource list, Entries out) throws IOException {
        out.scheme("ICSE");
        EntryLines.readTable(list, ';', IcseList::readValue, out);
    }

    private static boolean readValue(String column, String value, EntryBuilder entry) {
        if (value.isEmpty()) {
            return true;
        }
        return switch (column) {
            case "MD5" -> entry.md5(value);
            case "SHA1" -> entry.sha1(value);
            case "PhotoDNA" -> entry.other("PhotoDNA", value);
            case "Image ID" -> entry.entry(value);
            case "Series name" -> entry.series(value);
            case "Baseline" -> !value.equals("1") || entry.category("baseline");
            default -> true;
        };
    }
}
