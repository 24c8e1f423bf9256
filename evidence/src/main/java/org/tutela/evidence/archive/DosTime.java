package org.tutela.evidence.archive;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Timestamp;

/// MS-DOS date and time (APPNOTE 4.4.6): local time of an unknown zone, in steps of two seconds.
final class DosTime {
    private DosTime() {}

    /// Null where the fields name no time, such as month 0.
    static @Nullable Timestamp of(int date, int time) {
        int year = 1980 + ((date >> 9) & 127);
        int month = (date >> 5) & 15;
        int day = date & 31;
        int hour = (time >> 11) & 31;
        int minute = (time >> 5) & 63;
        int second = (time & 31) * 2;
        if (month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
        return Timestamp.local(seconds * 1_000_000, Timestamp.Encoding.DOS_LOCAL);
    }
}
