package org.tutela.known.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
        Lines lines = Lines.of(list);
        List<String> columns = List.of(lines.next().orElse("").split(";", -1));
        out.scheme("ICSE");
        Optional<String> line = lines.next();
        while (line.isPresent()) {
            if (!line.get().isBlank()) {
                EntryBuilder entry = new EntryBuilder();
                if (readLine(List.of(line.get().split(";", -1)), columns, entry)) {
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
            if (!value.isEmpty()) {
                good =
                        switch (columns.get(i)) {
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
        return good && entry.build("").isComparable();
    }
}
