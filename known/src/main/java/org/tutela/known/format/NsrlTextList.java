package org.tutela.known.format;

import java.io.IOException;
import java.util.Locale;
import org.tutela.bytes.ByteSource;

/// NSRL RDS 2 (`NSRLFile.txt`), in both orders of columns: quoted values with a head line that
/// names them. RDS 3 is a database and not read here. The list says *known*, not *harmless*.
final class NsrlTextList implements KnownListFormat {
    @Override
    public String name() {
        return "NSRL RDS 2";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TextHead.linesOf(head, 1).stream()
                .anyMatch(line -> line.startsWith("\"SHA-1\",") && line.contains("\"MD5\""));
    }

    @Override
    public void read(ByteSource list, Entries out) throws IOException {
        EntryLines.readTable(list, ',', NsrlTextList::readValue, out);
    }

    private static boolean readValue(String column, String value, EntryBuilder entry) {
        return switch (column.toUpperCase(Locale.ROOT)) {
            case "SHA-1" -> entry.sha1(value);
            case "MD5" -> entry.md5(value);
            case "FILESIZE" -> entry.size(value);
            default -> true;
        };
    }
}
