package org.tutela.known.format;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        Lines lines = Lines.of(list);
        List<String> columns = Csv.split(lines.next().orElse(""));
        Optional<String> line = lines.next();
        while (line.isPresent()) {
            if (!line.get().isBlank()) {
                EntryBuilder entry = new EntryBuilder();
                if (readLine(Csv.split(line.get()), columns, entry)) {
                    out.entry(entry.build(lines.entry()));
                } else {
                    out.problem(lines.flaw("does not have the columns that the head names"));
                }
            }
            line = lines.next();
        }
    }

    private static boolean readLine(List<String> values, List<String> columns, EntryBuilder entry) {
        boolean good = values.size() == columns.size();
        for (int i = 0; good && i < values.size(); i++) {
            String value = values.get(i);
            good =
                    switch (columns.get(i).toUpperCase(Locale.ROOT)) {
                        case "SHA-1" -> entry.sha1(value);
                        case "MD5" -> entry.md5(value);
                        case "FILESIZE" -> entry.size(value);
                        default -> true;
                    };
        }
        return good && entry.build("").isComparable();
    }
}
