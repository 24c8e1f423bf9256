package org.tutela.answers.ask;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The digest of a row that a finding remembers, so that the screen can say that the row changed
/// since it was cited. Columns go by name; one without a value is as one that is not there, so that
/// a column added by a later version changes nothing by itself.
final class RowDigest {
    private static final Set<String> LEFT_OUT = Set.of("exhibit", "version");

    private RowDigest() {}

    static String of(Row row) {
        Map<String, String> values = new TreeMap<>();
        for (String column : row.columns()) {
            if (row.value(column) != null && !LEFT_OUT.contains(column)) {
                values.put(column, row.text(column));
            }
        }
        List<String> fields = new ArrayList<>();
        values.forEach((column, value) -> {
            fields.add(column);
            fields.add(value);
        });
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String field : fields) {
                digest.update(field.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
