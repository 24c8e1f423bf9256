package org.tutela.answers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How times are written: ISO 8601 in UTC with six decimals.
final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Times() {}

    /// Such as `2026-01-02T03:04:05.123456Z`.
    static String toText(Instant time) {
        return FORMAT.format(time);
    }
}
