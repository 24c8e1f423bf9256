package org.tutela.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tutela.model.Address;
import org.tutela.model.Column;
import org.tutela.model.Digest;
import org.tutela.model.FactTable;
import org.tutela.model.Id;
import org.tutela.model.Message;
import org.tutela.model.MessageKind;
import org.tutela.model.MessageState;
import org.tutela.model.Row;
import org.tutela.model.Seen;
import org.tutela.model.Timestamp;

/// Made-up rows of any table, with values that hurt, from a seed.
final class RandomRows {
    static final Id SOURCE = Id.of("source of tests");
    private static final List<String> HOSTILE =
            List.of(
                    "",
                    "\u0000",
                    "a\u0000b",
                    "\uFFFD",
                    "\u202Eright to left",
                    "line\r\nline, \"quoted\"; =1+1",
                    "\uD83C\uDF72 soup",
                    "\uD800",
                    "lone \uDC00 low",
                    "\uDC00\uD800",
                    "?",
                    "Robert'); DROP VIEW message;--",
                    "x".repeat(70_000));
    private static final long[] NUMBERS = {
        0, 1, -1, 127, 128, -129, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };

    private final Random random;

    RandomRows(long seed) {
        this.random = new Random(seed);
    }

    /// A row of the table. Facts get an address below `place`, linked facts a random id.
    <R extends Row> R row(FactTable<R> table) {
        Object[] values = new Object[table.columns().size()];
        Class<?>[] types = new Class<?>[table.ownColumns().size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = table.rows().getRecordComponents()[i + 1].getType();
        }
        int head = values.length - types.length;
        if (table.linked()) {
            values[0] = "step";
            values[1] = 1L;
            values[2] = id();
        } else {
            String address = "source:" + SOURCE + "::entry:a/" + random.nextInt(1000);
            values[0] = SOURCE;
            values[1] = Id.of(address);
            values[2] = address;
            values[3] = "test";
            values[4] = 1L;
            values[5] = id();
        }
        for (int i = 0; i < types.length; i++) {
            values[head + i] = value(table.ownColumns().get(i), types[i]);
        }
        return table.read(values);
    }

    /// Rows of the table.
    <R extends Row> List<R> rows(FactTable<R> table, int count) {
        List<R> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(table));
        }
        return rows;
    }

    private Object value(Column<?> column, Class<?> type) {
        if (column.nullable() && random.nextInt(4) == 0) {
            return null;
        }
        return switch (column.type()) {
            case WORD, TEXT ->
                    type.isEnum()
                            ? type
                                    .getEnumConstants()[
                                    random.nextInt(type.getEnumConstants().length)]
                                    .toString()
                            : text();
            case NUMBER ->
                    type == int.class
                            ? (long) random.nextInt(1000)
                            : (Object) NUMBERS[random.nextInt(NUMBERS.length)];
            case DECIMAL -> random.nextDouble() * 180 - 90;
            case FLAG -> random.nextBoolean();
            case TIME -> time();
            case INSTANT -> random.nextLong(-62_135_596_800_000_000L, 253_402_300_799_999_999L);
            case ID -> id();
            case DIGEST_16 -> digest(16);
            case DIGEST_20 -> digest(20);
            case DIGEST_32 -> digest(32);
        };
    }

    private String text() {
        int pick = random.nextInt(HOSTILE.size() * 40);
        return pick < HOSTILE.size()
                ? HOSTILE.get(pick)
                : "goal in minute " + random.nextInt(90) + ", \u00FC";
    }

    private Timestamp time() {
        return switch (random.nextInt(6)) {
            case 0 -> Timestamp.unixMillis(1_700_000_000_000L + random.nextInt(1_000_000));
            case 1 -> Timestamp.unixSeconds(Long.MAX_VALUE);
            case 2 -> Timestamp.filetime(Long.MIN_VALUE);
            case 3 -> Timestamp.local(-1, Timestamp.Encoding.FAT_LOCAL);
            case 4 -> Timestamp.withOffset(-62_135_596_800_000_000L, Timestamp.Encoding.ISO_8601);
            default -> Timestamp.unixSeconds(253_402_300_799L);
        };
    }

    private Id id() {
        return new Id(random.nextLong(), random.nextLong());
    }

    private Digest digest(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Digest.of(bytes);
    }

    /// A plain message about football, the `n`-th, as a messenger's database would give it.
    static Message message(Id source, String examination, int n, Random random) {
        Address item = Address.of(source);
        String address = item + "::entry:data/msgstore.db@12::row:message@" + n;
        Seen seen =
                Seen.of(
                        "message",
                        new Seen.Place(source, Id.of("item", source.toString()), address),
                        0,
                        examination,
                        1);
        StringBuilder text = new StringBuilder();
        int words = 1 + random.nextInt(20);
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append("goal").append(random.nextInt(500));
        }
        int chat = random.nextInt(300);
        Map<String, Object> values = new HashMap<>();
        values.put("source", seen.source());
        values.put("item", seen.item());
        values.put("address", seen.address());
        values.put("examination", seen.examination());
        values.put("version", 1L);
        values.put("fact", seen.fact());
        values.put("service", "whatsapp");
        values.put("conversation", "whatsapp:1203630000" + chat + "@g.us");
        values.put("message_key", "3EB0" + Long.toHexString(random.nextLong()));
        values.put("sender", "whatsapp:4477009" + random.nextInt(800) + "@s.whatsapp.net");
        values.put("from_owner", n % 5 == 0);
        values.put("sent", Timestamp.unixMillis(1_700_000_000_000L + n * 1000L));
        values.put("received", Timestamp.unixMillis(1_700_000_000_100L + n * 1000L));
        values.put("kind", MessageKind.TEXT.name());
        values.put("text", text.toString());
        values.put("forwarded", false);
        values.put("forward_score", 0L);
        values.put("state", MessageState.LIVE.name());
        values.put("type_raw", 0L);
        values.put("status_raw", 5L);
        values.put("code_table", "whatsapp-android");
        // By name, so that a new column of the table needs no change here.
        return Message.TABLE.read(
                Message.TABLE.columns().stream().map(c -> values.get(c.name())).toArray());
    }
}
