package org.tutela.known.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;

/// hashdeep 1.0 (md5deep 4.4, `FILEFORMAT`): `%%%% HASHDEEP-1.0`, then `%%%%
/// size,md5,sha256,filename` naming the columns, comments with `##`. The name is last and may hold
/// commas.
final class HashdeepList implements KnownListFormat {
    private static final String MAGIC = "%%%% HASHDEEP-1.";

    @Override
    public String name() {
        return "hashdeep";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TextHead.linesOf(head, 1).stream().anyMatch(line -> line.startsWith(MAGIC));
    }

    @Override
    public void read(ByteSource list, Entries out) throws IOException {
        Lines lines = Lines.of(list);
        List<String> columns = List.of();
        Optional<String> line = lines.next();
        while (line.isPresent()) {
            String text = line.get();
            if (text.startsWith("%%%%") && !text.startsWith(MAGIC)) {
                columns = List.of(text.substring(4).strip().split(",", -1));
            } else if (!text.startsWith("%%%%") && !text.startsWith("##") && !text.isBlank()) {
                EntryBuilder entry = new EntryBuilder();
                if (readLine(text, columns, entry)) {
                    out.entry(entry.build(lines.entry()));
                } else {
                    out.problem(lines.flaw("does not have the columns that the head names"));
                }
            }
            line = lines.next();
        }
    }

    private static boolean readLine(String line, List<String> columns, EntryBuilder entry) {
        if (columns.isEmpty()) {
            return false;
        }
        List<String> values = List.of(line.split(",", columns.size()));
        boolean good = values.size() == columns.size();
        for (int i = 0; good && i < values.size(); i++) {
            String value = values.get(i);
            good =
                    switch (columns.get(i)) {
                        case "size" -> entry.size(value);
                        case "filename" -> entry.entry(value);
                        default -> entry.named(columns.get(i), value);
                    };
        }
        return good && entry.build("").isComparable();
    }
}
