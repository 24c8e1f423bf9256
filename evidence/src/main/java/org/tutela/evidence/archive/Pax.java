package org.tutela.evidence.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.model.Timestamp;

/// The records of an extended header of pax: `LENGTH KEY=VALUE\n`, values are raw bytes. The last
/// record of a key counts. GNU's sparse format 0.0 repeats two keys, which are kept in order.
final class Pax {
    private final Map<String, byte[]> records = new HashMap<>();
    private final List<Long> sparse = new ArrayList<>();

    /// Adds the records of one header that lies at `offset`.
    void read(byte[] bytes, long offset) throws EvidenceException {
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            int blank = indexOf(bytes, ' ', at);
            long length = blank < 0 ? -1 : number(bytes, at, blank);
            if (length < blank - at + 2 || length > bytes.length - at) {
                throw new EvidenceException(
                        Flaw.MALFORMED,
                        "EV-0522",
                        "a record of an extended header states a wrong length; names and sizes of"
                                + " its member may be missing",
                        offset + at);
            }
            int end = at + (int) length;
            int equals = indexOf(bytes, '=', blank + 1);
            if (equals > 0 && equals < end) {
                String key =
                        new String(bytes, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
                put(key, Arrays.copyOfRange(bytes, equals + 1, end - 1));
            }
            at = end;
        }
    }

    /// The raw value of a key; null where it has none.
    byte @Nullable [] bytes(String key) {
        return records.get(key);
    }

    /// The value of a key as text; null where it has none.
    @Nullable String text(String key) {
        byte[] value = records.get(key);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /// The value of a key as a count of bytes; -1 where it is none.
    long number(String key) {
        byte[] value = records.get(key);
        return value == null ? -1 : number(value, 0, value.length);
    }

    /// The value of a key as seconds with a fraction; null where it is none.
    @Nullable Timestamp time(String key) {
        String value = text(key);
        if (value == null || !value.matches("-?[0-9]{1,12}(\\.[0-9]{0,30})?")) {
            return null;
        }
        int point = value.indexOf('.');
        boolean negative = value.startsWith("-");
        long seconds = Long.parseLong(point < 0 ? value : value.substring(0, point));
        String digits = point < 0 ? "" : value.substring(point + 1);
        long nanos = Long.parseLong((digits + "000000000").substring(0, 9));
        return negative && nanos > 0
                ? Timestamp.unixNanos(seconds - 1, 1_000_000_000 - nanos)
                : Timestamp.unixNanos(seconds, nanos);
    }

    /// Offsets and lengths of sparse format 0.0, in turn.
    List<Long> sparse() {
        return sparse;
    }

    /// Decimal digits only; -1 for anything else, or for more than fits.
    static long number(byte[] bytes, int from, int to) {
        long value = from == to ? -1 : 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || value > (Long.MAX_VALUE - 9) / 10) {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private void put(String key, byte[] value) {
        records.put(key, value);
        if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
            sparse.add(number(value, 0, value.length));
        }
    }

    private static int indexOf(byte[] bytes, char c, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == c) {
                return i;
            }
        }
        return -1;
    }
}
