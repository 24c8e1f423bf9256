package org.tutela.known.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tutela.bytes.ByteSource;

/// PDQ hashes (facebook/ThreatExchange): `hash,quality,id` as the reference's tools print them;
/// `hash,id`; `frame,quality,hash,timestamp` of vPDQ; or a table whose head names the columns
/// (`hash`, `pdq`, `signal_value`; `quality`; `id`; `type`, of which only PDQ rows are taken).
///
/// 64 hex digits alone on a line are read as SHA-256 by [DigestList]: nothing tells them apart.
final class PdqList implements KnownListFormat {
    private static final List<String> HASH_NAMES =
            List.of(
                    "pdq",
                    "pdq_hash",
                    "pdqhash",
                    "signal_value",
                    "signal_str",
                    "hash",
                    "indicator");
    private static final List<String> TYPE_NAMES =
            List.of("type", "signal_type", "indicator_type", "hash_type");

    private enum Role {
        HASH,
        QUALITY,
        ENTRY,
        TYPE,
        CATEGORY,
        NONE
    }

    @Override
    public String name() {
        return "PDQ";
    }

    @Override
    public boolean recognises(byte[] head) {
        List<String> lines =
                TextHead.linesOf(head, 20).stream().filter(line -> !isComment(line)).toList();
        return !lines.isEmpty()
                && (!rolesOfHead(Csv.split(lines.getFirst())).isEmpty()
                        || !rolesOfRows(lines).isEmpty());
    }

    @Override
    public void read(ByteSource list, Entries out) throws IOException {
        List<String> first =
                TextHead.linesOf(list.readBytes(0, 65_536), 20).stream()
                        .filter(line -> !isComment(line))
                        .toList();
        List<Role> named = first.isEmpty() ? List.of() : rolesOfHead(Csv.split(first.getFirst()));
        List<Role> roles = named.isEmpty() ? rolesOfRows(first) : named;
        boolean headIsNext = !named.isEmpty();
        Lines lines = Lines.of(list);
        Optional<String> line = lines.next();
        while (line.isPresent()) {
            if (headIsNext && !isComment(line.get())) {
                headIsNext = false;
            } else if (!isComment(line.get())) {
                readRow(Csv.split(line.get()), roles, lines, out);
            }
            line = lines.next();
        }
    }

    private static void readRow(List<String> values, List<Role> roles, Lines lines, Entries out)
            throws IOException {
        EntryBuilder entry = new EntryBuilder();
        boolean good = values.size() > roles.indexOf(Role.HASH);
        for (int i = 0; good && i < Math.min(values.size(), roles.size()); i++) {
            String value = values.get(i);
            good =
                    switch (roles.get(i)) {
                        case HASH -> entry.pdq(value);
                        case QUALITY -> value.isEmpty() || entry.pdqQuality(value);
                        case ENTRY -> value.isEmpty() || entry.entry(value);
                        case CATEGORY -> value.isEmpty() || entry.category(value);
                        case TYPE, NONE -> true;
                    };
        }
        int type = roles.indexOf(Role.TYPE);
        if (type >= 0
                && type < values.size()
                && !values.get(type).toLowerCase(Locale.ROOT).contains("pdq")) {
            return;
        }
        if (good && roles.contains(Role.HASH)) {
            out.entry(entry.build(lines.entry()));
        } else {
            out.problem(lines.flaw("is not a PDQ hash of 64 hex digits with its quality"));
        }
    }

    /// What the columns are by their names; empty where this is no head of a PDQ table.
    private static List<Role> rolesOfHead(List<String> names) {
        List<Role> roles = new ArrayList<>();
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (HASH_NAMES.contains(lower) && !roles.contains(Role.HASH)) {
                roles.add(Role.HASH);
            } else if (lower.equals("quality") || lower.equals("pdq_quality")) {
                roles.add(Role.QUALITY);
            } else if (TYPE_NAMES.contains(lower)) {
                roles.add(Role.TYPE);
            } else if (lower.equals("category")) {
                roles.add(Role.CATEGORY);
            } else {
                boolean isEntry = lower.equals("id") || lower.endsWith("_id");
                roles.add(isEntry && !roles.contains(Role.ENTRY) ? Role.ENTRY : Role.NONE);
            }
        }
        boolean pdq =
                roles.contains(Role.QUALITY)
                        || roles.contains(Role.TYPE)
                        || names.stream().anyMatch(n -> n.toLowerCase(Locale.ROOT).contains("pdq"));
        return roles.contains(Role.HASH) && pdq ? roles : List.of();
    }

    /// What the columns are by the values of the first rows; empty where these are not PDQ hashes.
    private static List<Role> rolesOfRows(List<String> lines) {
        List<List<String>> rows = lines.stream().map(Csv::split).toList();
        if (isPdqRows(rows, 0, 1)) {
            return List.of(Role.HASH, Role.QUALITY, Role.ENTRY);
        }
        if (isPdqRows(rows, 2, 1) && rows.getFirst().size() >= 4) {
            return List.of(Role.ENTRY, Role.QUALITY, Role.HASH);
        }
        return List.of();
    }

    /// Whether most rows have a hash and a number from 0 to 100 in these columns: damaged lines are
    /// no reason to take a list for another.
    private static boolean isPdqRows(List<List<String>> rows, int hash, int quality) {
        long good =
                rows.stream()
                        .filter(row -> row.size() > Math.max(hash, quality))
                        .filter(row -> EntryBuilder.isHex(row.get(hash), 32))
                        .filter(row -> new EntryBuilder().pdqQuality(row.get(quality)))
                        .count();
        return good > 0 && good * 2 > rows.size();
    }

    private static boolean isComment(String line) {
        return line.isBlank() || line.startsWith("#");
    }
}
