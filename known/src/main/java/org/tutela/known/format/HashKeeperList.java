package org.tutela.known.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;

/// HashKeeper (`.hsh`): quoted values under a head that begins with `"file_id","hashset_id"`. Read
/// are `hash` (MD5), `file_size` and `file_id`.
final class HashKeeperList implements KnownListFormat {
    private static final String HEAD = "\"file_id\",\"hashset_id\",";

    @Override
    public String name() {
        return "HashKeeper";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TextHead.linesOf(head, 1).stream().anyMatch(line -> line.startsWith(HEAD));
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
                    switch (columns.get(i)) {
                        case "hash" -> entry.md5(value);
                        case "file_size" -> value.isEmpty() || entry.size(value);
                        case "file_id" -> entry.entry(value);
                        default -> true;
                    };
        }
        return good && entry.build("").isComparable();
    }
}
