package org.tutela.facts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tutela.model.Column;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.Timestamp;

/// How the columns of a table lie in a file. A time takes five physical columns; the last column of
/// every file, [#RAW_UTF16], keeps texts that are no well-formed Unicode (NTFS names and some
/// messengers hold lone surrogates): there the text's own column has U+FFFD, and this one has
/// `column=hex` of the UTF-16 units, big-endian, separated by spaces.
final class StoredTable {
    /// Name of the last column of every file.
    static final String RAW_UTF16 = "raw_utf16";

    private StoredTable() {}

    /// The physical columns, in their order.
    static List<StoredColumn> columns(FactTable<?> table) {
        List<StoredColumn> stored = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            if (column.type() == Column.Type.TIME) {
                String name = column.name();
                stored.add(new StoredColumn(name, StoredColumn.Kind.MICROS, 0, true, false));
                stored.add(
                        new StoredColumn(name + "_raw", StoredColumn.Kind.NUMBER, 0, true, false));
                stored.add(word(name + "_encoding"));
                stored.add(word(name + "_precision"));
                stored.add(word(name + "_zone_basis"));
            } else {
                stored.add(plain(column));
            }
        }
        stored.add(new StoredColumn(RAW_UTF16, StoredColumn.Kind.TEXT, 0, true, false));
        return List.copyOf(stored);
    }

    /// Changes whenever the physical columns of a table change; 16 hex digits.
    static String layout(FactTable<?> table) {
        return hash(describe(table));
    }

    /// Changes whenever the columns of any table change; 16 hex digits.
    static String layoutOfAll() {
        StringBuilder all = new StringBuilder();
        FactTables.facts().forEach(table -> all.append(describe(table)));
        all.append(List.of(Timestamp.Encoding.values()));
        all.append(List.of(Timestamp.ZoneBasis.values()));
        return hash(all.toString());
    }

    private static String describe(FactTable<?> table) {
        return table.name() + columns(table);
    }

    private static String hash(String text) {
        MessageDigest digest = Hashes.sha256();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static StoredColumn word(String name) {
        return new StoredColumn(name, StoredColumn.Kind.TEXT, 0, true, true);
    }

    private static StoredColumn plain(Column<?> column) {
        boolean nullable = column.nullable();
        String name = column.name();
        return switch (column.type()) {
            case WORD -> new StoredColumn(name, StoredColumn.Kind.TEXT, 0, nullable, true);
            case TEXT -> new StoredColumn(name, StoredColumn.Kind.TEXT, 0, nullable, false);
            case NUMBER -> new StoredColumn(name, StoredColumn.Kind.NUMBER, 0, nullable, false);
            case DECIMAL -> new StoredColumn(name, StoredColumn.Kind.DECIMAL, 0, nullable, false);
            case FLAG -> new StoredColumn(name, StoredColumn.Kind.FLAG, 0, nullable, false);
            // An instant that a file cannot hold is stored as null, see FactWriter.
            case INSTANT -> new StoredColumn(name, StoredColumn.Kind.MICROS, 0, true, false);
            case ID, DIGEST_16 ->
                    new StoredColumn(name, StoredColumn.Kind.FIXED, 16, nullable, false);
            case DIGEST_20 -> new StoredColumn(name, StoredColumn.Kind.FIXED, 20, nullable, false);
            case DIGEST_32 -> new StoredColumn(name, StoredColumn.Kind.FIXED, 32, nullable, false);
            case TIME -> throw new IllegalArgumentException("a time has five columns");
        };
    }
}
