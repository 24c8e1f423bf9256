package org.tutela.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampTest {

    @Test
    void turnsEveryEncodingIntoMicrosecondsUtc() {
        Instant noon = Instant.parse("2024-02-29T12:00:00.123456Z");
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, noon);
        assertEquals(
                micros / 1_000_000 * 1_000_000, micros(Timestamp.unixSeconds(micros / 1_000_000)));
        assertEquals(micros / 1_000 * 1_000, micros(Timestamp.unixMillis(micros / 1_000)));
        assertEquals(micros, micros(Timestamp.unixNanos(noon.getEpochSecond(), noon.getNano())));
        assertEquals(micros, micros(Timestamp.filetime(micros * 10 + 116_444_736_000_000_000L)));
        assertEquals(0L, micros(Timestamp.filetime(116_444_736_000_000_000L)));
    }

    @Test
    void keepsTheRawValue() {
        assertEquals(-5, Timestamp.unixSeconds(-5).raw());
        assertEquals(-5_000_000L, micros(Timestamp.unixSeconds(-5)));
        assertEquals(1_500_000_007L, Timestamp.unixNanos(1, 500_000_007).raw());
        assertEquals(1_500_000L, micros(Timestamp.unixNanos(1, 500_000_007)));
    }

    @Test
    void hasNoTimeForValuesOutsideOfTheCalendar() {
        assertNull(Timestamp.unixSeconds(Long.MAX_VALUE).micros());
        assertNull(Timestamp.unixSeconds(Long.MIN_VALUE).micros());
        assertNull(Timestamp.unixMillis(Long.MAX_VALUE).micros());
        assertNull(Timestamp.unixNanos(Long.MAX_VALUE, 0).micros());
        assertEquals(Long.MAX_VALUE, Timestamp.unixSeconds(Long.MAX_VALUE).raw());
        Random random = new Random(8);
        for (int i = 0; i < 1000; i++) {
            long raw = random.nextLong();
            assertEquals(raw, Timestamp.filetime(raw).raw());
            assertEquals(raw, Timestamp.unixMillis(raw).raw());
        }
    }

    @Test
    void leavesLocalTimeLocal() {
        Timestamp local = Timestamp.local(1_000_000, Timestamp.Encoding.DOS_LOCAL);
        assertNull(local.micros());
        assertEquals(Timestamp.ZoneBasis.UNKNOWN, local.zoneBasis());
        assertEquals(Timestamp.Precision.TWO_SECONDS, local.precision());
        assertEquals(Timestamp.ZoneBasis.UTC_BY_FORMAT, Timestamp.unixSeconds(1).zoneBasis());
        assertEquals(
                Timestamp.ZoneBasis.STORED_OFFSET,
                Timestamp.withOffset(1, Timestamp.Encoding.ISO_8601).zoneBasis());
    }

    private static long micros(Timestamp time) {
        Long micros = time.micros();
        return micros == null ? Long.MIN_VALUE : micros;
    }
}
