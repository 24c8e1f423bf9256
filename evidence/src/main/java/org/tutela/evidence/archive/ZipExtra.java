package org.tutela.evidence.archive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry.Times;
import org.tutela.model.Timestamp;

/// The extra field of a header (APPNOTE 4.5 and 4.6): blocks of tag, length and data. A block that
/// is cut off ends the field; the first of several with one tag counts.
final class ZipExtra {
    private static final int ZIP64 = 0x0001;
    private static final int NTFS = 0x000A;
    private static final int UNIX_TIMES = 0x5455;
    private static final int UNICODE_PATH = 0x7075;
    private static final long IN_EXTRA = 0xFFFF_FFFFL;

    private final Map<Integer, byte[]> blocks = new HashMap<>();

    private ZipExtra() {}

    /// Sizes and offset of a member, 64 bits wide.
    record Wide(long size, long packed, long offset) {}

    static ZipExtra read(byte[] field) throws EvidenceException {
        ZipExtra extra = new ZipExtra();
        Cursor cursor = Cursor.of(field, 0);
        while (cursor.remaining() >= 4) {
            int tag = cursor.u16le("extra tag");
            int length = cursor.u16le("extra length");
            if (length > cursor.remaining()) {
                break;
            }
            extra.blocks.putIfAbsent(tag, cursor.bytes("extra data", length));
        }
        return extra;
    }

    /// Replaces those of the given values that are all ones by their ZIP64 form (4.5.3), in the
    /// order of the specification. Throws where one over 2^63 is stated.
    Wide wide(long size, long packed, long offset) throws EvidenceException {
        byte[] block = blocks.get(ZIP64);
        if (block == null) {
            return new Wide(size, packed, offset);
        }
        Cursor cursor = Cursor.of(block, 0);
        return new Wide(next(cursor, size), next(cursor, packed), next(cursor, offset));
    }

    /// The name in UTF-8 (4.6.9), where it belongs to the stored name.
    Optional<String> unicodePath(byte[] name) {
        byte[] block = blocks.get(UNICODE_PATH);
        if (block == null || block.length < 5) {
            return Optional.empty();
        }
        CRC32 crc = new CRC32();
        crc.update(name);
        long stated =
                (block[1] & 0xFFL)
                        | ((block[2] & 0xFFL) << 8)
                        | ((block[3] & 0xFFL) << 16)
                        | ((block[4] & 0xFFL) << 24);
        return stated == crc.getValue()
                ? Optional.of(new String(block, 5, block.length - 5, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /// The best statement of times: UTC of Info-ZIP, else of NTFS, else the local DOS time.
    Times times(int date, int time) throws EvidenceException {
        byte[] unix = blocks.get(UNIX_TIMES);
        if (unix != null && unix.length >= 5) {
            return unixTimes(Cursor.of(unix, 0));
        }
        byte[] ntfs = blocks.get(NTFS);
        if (ntfs != null && ntfs.length >= 32) {
            Cursor cursor = Cursor.of(ntfs, 0).skip("reserved", 4);
            if (cursor.u16le("attribute tag") == 1 && cursor.u16le("attribute size") >= 24) {
                Timestamp modified = filetime(cursor.i64le("Mtime"));
                Timestamp accessed = filetime(cursor.i64le("Atime"));
                return new Times(filetime(cursor.i64le("Ctime")), modified, accessed, null);
            }
        }
        Timestamp dos = DosTime.of(date, time);
        return dos == null ? Times.NONE : new Times(null, dos, null, null);
    }

    /// Only as many times follow as there is room for: the central directory keeps the first, but
    /// the flags of all.
    private static Times unixTimes(Cursor cursor) throws EvidenceException {
        int flags = cursor.u8("flags");
        Timestamp modified = unixTime(cursor, flags & 1);
        Timestamp accessed = unixTime(cursor, flags & 2);
        return new Times(unixTime(cursor, flags & 4), modified, accessed, null);
    }

    private static @Nullable Timestamp unixTime(Cursor cursor, int flag) throws EvidenceException {
        return flag == 0 || cursor.remaining() < 4
                ? null
                : Timestamp.unixSeconds(cursor.i32le("time"));
    }

    private static @Nullable Timestamp filetime(long value) {
        return value == 0 ? null : Timestamp.filetime(value);
    }

    private static long next(Cursor cursor, long narrow) throws EvidenceException {
        return narrow == IN_EXTRA && cursor.remaining() >= 8
                ? cursor.size64le("ZIP64 value")
                : narrow;
    }
}
