package org.tutela.evidence.fat;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.Cursor;
import org.tutela.evidence.Entry;
import org.tutela.model.Timestamp;

/// A directory entry of 32 bytes with a short name (FAT 1.03, "FAT Directory Structure").
///
/// @param number its byte offset in the volume divided by 32
/// @param name the 11 bytes of the name
/// @param attributes see the constants
/// @param caseFlags 0x08: name in lower case; 0x10: extension in lower case (Windows NT)
/// @param cluster first cluster; 0 where there is no content
/// @param size bytes of content
/// @param times created, modified, accessed, as far as they are dates
/// @param plausible whether every field has a value that file systems write
record Slot(
        long number,
        ShortName name,
        int attributes,
        int caseFlags,
        long cluster,
        long size,
        Entry.Times times,
        boolean plausible) {
    static final int SIZE = 32;
    static final int LABEL = 0x08;
    static final int FOLDER = 0x10;
    static final int LONG_NAME = 0x0F;
    private static final int DELETED = 0xE5;
    private static final long DAY_MICROS = 86_400_000_000L;

    /// Reads the entry at `at` of a folder's bytes.
    static Slot read(byte[] folder, int at, long number) throws IOException {
        Cursor cursor = Cursor.of(folder, number * SIZE - at).at(at);
        ShortName name = ShortName.of(cursor.bytes("DIR_Name", 11));
        int attributes = cursor.u8("DIR_Attr");
        int caseFlags = cursor.u8("DIR_NTRes");
        int tenth = cursor.u8("DIR_CrtTimeTenth");
        int createdTime = cursor.u16le("DIR_CrtTime");
        int createdDay = cursor.u16le("DIR_CrtDate");
        int accessedDay = cursor.u16le("DIR_LstAccDate");
        long high = cursor.u16le("DIR_FstClusHI");
        int modifiedTime = cursor.u16le("DIR_WrtTime");
        int modifiedDay = cursor.u16le("DIR_WrtDate");
        long cluster = high << 16 | cursor.u16le("DIR_FstClusLO");
        long size = cursor.u32le("DIR_FileSize");
        Timestamp created = time(createdDay, createdTime, tenth);
        Timestamp modified = time(modifiedDay, modifiedTime, 0);
        Timestamp accessed = day(accessedDay);
        boolean dates =
                (created != null || createdDay == 0)
                        && (accessed != null || accessedDay == 0)
                        && modified != null
                        && tenth < 200;
        boolean kinds = (attributes & 0xC0) == 0 && (attributes & 0x18) != 0x18;
        return new Slot(
                number,
                name,
                attributes,
                caseFlags,
                cluster,
                size,
                new Entry.Times(created, modified, accessed, null),
                dates && kinds && name.isValid());
    }

    /// Whether 32 bytes are a part of a long name.
    static boolean isLongName(byte[] folder, int at) {
        return (folder[at + 11] & 0x3F) == LONG_NAME;
    }

    /// Whether 32 bytes are marked as deleted.
    static boolean isDeleted(byte[] folder, int at) {
        return (folder[at] & 0xFF) == DELETED;
    }

    boolean isDeleted() {
        return name.first() == DELETED;
    }

    boolean isFolder() {
        return (attributes & (FOLDER | LABEL)) == FOLDER;
    }

    boolean isLabel() {
        return (attributes & LABEL) != 0;
    }

    /// The first cluster; the upper half of the field means something else before FAT32.
    long firstCluster(Geometry geometry) {
        return cluster & (geometry.bits() == 32 ? 0x0FFF_FFFF : 0xFFFF);
    }

    /// When content was first written here: the creation, else the last change; 0 if neither is
    /// known. Local microseconds.
    long written() {
        Timestamp created = times.created();
        Timestamp modified = times.modified();
        return created != null ? created.raw() : modified != null ? modified.raw() : 0;
    }

    /// Day, time in steps of two seconds, and hundredths of a second on top.
    private static @Nullable Timestamp time(int day, int time, int hundredths) {
        LocalDate date = date(day);
        int hours = time >> 11;
        int minutes = time >> 5 & 0x3F;
        int seconds = (time & 0x1F) * 2;
        if (date == null || hours > 23 || minutes > 59 || seconds > 59) {
            return null;
        }
        long ofDay = (hours * 3600L + minutes * 60L + seconds) * 1_000_000 + hundredths * 10_000L;
        return Timestamp.local(
                date.toEpochDay() * DAY_MICROS + ofDay, Timestamp.Encoding.FAT_LOCAL);
    }

    private static @Nullable Timestamp day(int day) {
        LocalDate date = date(day);
        return date == null
                ? null
                : Timestamp.local(date.toEpochDay() * DAY_MICROS, Timestamp.Encoding.FAT_LOCAL_DAY);
    }

    private static @Nullable LocalDate date(int day) {
        try {
            return LocalDate.of(1980 + (day >> 9), day >> 5 & 0x0F, day & 0x1F);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
