package org.tutela.examine.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Timestamp;

/// When a picture was taken: EXIF 2.32, DateTimeOriginal with OffsetTimeOriginal where it is there.
/// Without an offset the time is local and its zone unknown.
final class ExifTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private ExifTime() {}

    static @Nullable Timestamp taken(@Nullable Directory shot, @Nullable Directory camera) {
        Timestamp original =
                of(
                        shot,
                        ExifDirectoryBase.TAG_DATETIME_ORIGINAL,
                        ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
        if (original != null) {
            return original;
        }
        Timestamp digitized =
                of(
                        shot,
                        ExifDirectoryBase.TAG_DATETIME_DIGITIZED,
                        ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED);
        return digitized != null
                ? digitized
                : of(camera, ExifDirectoryBase.TAG_DATETIME, ExifDirectoryBase.TAG_TIME_ZONE);
    }

    private static @Nullable Timestamp of(@Nullable Directory directory, int timeTag, int zoneTag) {
        String text = directory == null ? null : directory.getString(timeTag);
        if (directory == null || text == null) {
            return null;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(text.strip(), FORMAT);
            String offset = directory.getString(zoneTag);
            if (offset != null && !offset.isBlank()) {
                long micros = time.toEpochSecond(ZoneOffset.of(offset.strip())) * 1_000_000;
                return Timestamp.withOffset(micros, Timestamp.Encoding.ISO_8601);
            }
            return Timestamp.local(
                    time.toEpochSecond(ZoneOffset.UTC) * 1_000_000, Timestamp.Encoding.EXIF_LOCAL);
        } catch (DateTimeException e) {
            // Cameras without a set clock write blanks and zeros: no time.
            return null;
        }
    }
}
