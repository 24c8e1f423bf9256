package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A time as evidence states it, and what we make of it. The raw value is never corrected.
///
/// @param raw the value as stored; for a local time, microseconds of the local calendar since
///   1970-01-01 00:00 local
/// @param encoding how to read it
/// @param micros microseconds since 1970-01-01 UTC; null where the zone is unknown or the value is
///   not a time between the years 1 and 9999
/// @param zoneBasis what the zone rests on
public record Timestamp(long raw, Encoding encoding, @Nullable Long micros, ZoneBasis zoneBasis) {

    /// -0001-… to 9999 in microseconds; values outside are kept raw only.
    private static final long FIRST = -62_135_596_800_000_000L;

    private static final long LAST = 253_402_300_799_999_999L;

    /// How the raw value counts.
    public enum Encoding {
        /// Seconds since 1970 UTC.
        UNIX_SECONDS(Precision.SECOND),
        /// Milliseconds since 1970 UTC.
        UNIX_MILLIS(Precision.MILLISECOND),
        /// Nanoseconds since 1970 UTC.
        UNIX_NANOS(Precision.MICROSECOND),
        /// 100 ns since 1601 UTC (MS-DTYP 2.3.3).
        FILETIME(Precision.MICROSECOND),
        /// FAT date and time in one number, as local microseconds (2 s steps, or 10 ms for
        /// creation).
        FAT_LOCAL(Precision.TWO_SECONDS),
        /// A FAT date without a time, as local microseconds.
        FAT_LOCAL_DAY(Precision.DAY),
        /// ZIP's DOS time, as local microseconds.
        DOS_LOCAL(Precision.TWO_SECONDS),
        /// EXIF's `YYYY:MM:DD hh:mm:ss`, as local microseconds.
        EXIF_LOCAL(Precision.SECOND),
        /// An ISO 8601 text with its offset, as UTC microseconds.
        ISO_8601(Precision.SECOND);

        private final Precision precision;

        Encoding(Precision precision) {
            this.precision = precision;
        }

        /// The finest step that this encoding can tell apart.
        public Precision precision() {
            return precision;
        }
    }

    /// How fine a time is.
    public enum Precision {
        /// Down to a microsecond.
        MICROSECOND,
        /// Down to a millisecond.
        MILLISECOND,
        /// Down to a second.
        SECOND,
        /// Even seconds only.
        TWO_SECONDS,
        /// A calendar day.
        DAY
    }

    /// What we know of the zone.
    public enum ZoneBasis {
        /// The format says UTC.
        UTC_BY_FORMAT,
        /// An offset is stored beside the time.
        STORED_OFFSET,
        /// Local time of an unknown zone.
        UNKNOWN
    }

    /// Seconds since 1970 UTC.
    public static Timestamp unixSeconds(long raw) {
        return utc(raw, Encoding.UNIX_SECONDS, times(raw, 1_000_000));
    }

    /// Milliseconds since 1970 UTC.
    public static Timestamp unixMillis(long raw) {
        return utc(raw, Encoding.UNIX_MILLIS, times(raw, 1_000));
    }

    /// Seconds and nanoseconds since 1970 UTC, as ext4 and tar store them.
    public static Timestamp unixNanos(long seconds, long nanos) {
        Long whole = times(seconds, 1_000_000_000);
        Long micros = times(seconds, 1_000_000);
        return utc(
                whole == null ? seconds : whole + nanos,
                Encoding.UNIX_NANOS,
                micros == null ? null : micros + nanos / 1000);
    }

    /// 100 ns since 1601 UTC.
    public static Timestamp filetime(long raw) {
        return utc(raw, Encoding.FILETIME, Math.floorDiv(raw, 10) - 11_644_473_600_000_000L);
    }

    /// A local calendar time, microseconds since 1970-01-01 00:00 local, zone unknown.
    public static Timestamp local(long localMicros, Encoding encoding) {
        return new Timestamp(localMicros, encoding, null, ZoneBasis.UNKNOWN);
    }

    /// A time whose offset is stored beside it.
    public static Timestamp withOffset(long utcMicros, Encoding encoding) {
        return new Timestamp(utcMicros, encoding, inRange(utcMicros), ZoneBasis.STORED_OFFSET);
    }

    /// The finest step the encoding can tell apart.
    public Precision precision() {
        return encoding.precision();
    }

    private static Timestamp utc(long raw, Encoding encoding, @Nullable Long micros) {
        return new Timestamp(
                raw, encoding, micros == null ? null : inRange(micros), ZoneBasis.UTC_BY_FORMAT);
    }

    private static @Nullable Long inRange(long micros) {
        return micros < FIRST || micros > LAST ? null : micros;
    }

    private static @Nullable Long times(long value, long factor) {
        long high = Math.multiplyHigh(value, factor);
        long low = value * factor;
        return (high == 0 && low >= 0) || (high == -1 && low < 0) ? low : null;
    }
}
