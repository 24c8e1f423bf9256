package org.tutela.known.format;

import java.io.IOException;
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
        EntryLines.readTable(list, ',', HashKeeperList::readValue, out);
    }

    private static boolean readValue(String column, String value, EntryBuilder entry) {
        return switch (column) {
            case "hash" -> entry.md5(value);
            case "file_size" -> value.isEmpty() || entry.size(value);
            case "file_id" -> entry.entry(value);
            default -> true;
        };
    }
}
