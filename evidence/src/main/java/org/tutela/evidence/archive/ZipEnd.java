package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;

/// Where the central directory lies, found from the end of the archive (APPNOTE 4.3.14 to 4.3.16).
///
/// The directory is looked for right before the record that describes it, and only then where that
/// record says: so bytes put before the archive do no harm. Where those bytes are members of
/// another archive, none of the two directories tells the truth, and none is taken.
///
/// @param start offset of the first record of the central directory
/// @param end offset behind its last record
/// @param entries number of members as stated
/// @param base what must be added to stated offsets, for archives with bytes put before them
/// @param split whether the archive goes over several files
record ZipEnd(long start, long end, long entries, long base, boolean split) {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCATOR_64_SIZE = 20;

    /// Empty where there is no end record, or no directory where it points.
    static Optional<ZipEnd> find(ByteSource bytes) throws IOException {
        // Most have no comment; a damaged place further in front costs nothing then.
        Optional<ZipEnd> near = find(bytes, END_SIZE);
        return near.isPresent() ? near : find(bytes, END_SIZE + 0xFFFF);
    }

    private static Optional<ZipEnd> find(ByteSource bytes, int furthest) throws IOException {
        int reach = (int) Math.min(bytes.size(), furthest);
        long tailStart = bytes.size() - reach;
        byte[] tail = bytes.readBytes(tailStart, reach);
        Cursor cursor = Cursor.of(tail, tailStart);
        for (int at = tail.length - END_SIZE; at >= 0; at--) {
            if (cursor.at(at).i32le("end of central directory signature") == END) {
                Optional<ZipEnd> end = read(bytes, tailStart + at);
                if (end.isPresent()) {
                    return end;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ZipEnd> read(ByteSource bytes, long at) throws IOException {
        Cursor cursor = Cursor.read(bytes, at, END_SIZE).skip("signature", 4);
        int disk = cursor.u16le("number of this disk");
        cursor.skip("disk of the central directory", 2).skip("entries on this disk", 2);
        long entries = cursor.u16le("entries");
        long size = cursor.u32le("size of the central directory");
        long offset = cursor.u32le("offset of the central directory");
        if (!closes(bytes, at + END_SIZE + cursor.u16le("comment length"))) {
            return Optional.empty();
        }
        Optional<ZipEnd> wide = readWide(bytes, at);
        return wide.isPresent()
                ? wide
                : placed(bytes, new ZipEnd(offset, at, entries, 0, disk != 0), size);
    }

    private static Optional<ZipEnd> readWide(ByteSource bytes, long end) throws IOException {
        long locator = end - LOCATOR_64_SIZE;
        if (locator < 0 || intAt(bytes, locator) != LOCATOR_64) {
            return Optional.empty();
        }
        Cursor cursor = Cursor.read(bytes, locator, LOCATOR_64_SIZE).skip("signature", 4);
        int disk = cursor.i32le("disk of the ZIP64 end record");
        long at = cursor.i64le("offset of the ZIP64 end record");
        if (intAt(bytes, locator - END_64_SIZE) == END_64) {
            at = locator - END_64_SIZE;
        }
        if (at < 0 || at > locator - END_64_SIZE || intAt(bytes, at) != END_64) {
            return Optional.empty();
        }
        Cursor record = Cursor.read(bytes, at, END_64_SIZE).at(32);
        long entries = record.i64le("entries");
        long size = record.i64le("size of the central directory");
        long offset = record.i64le("offset of the central directory");
        return placed(bytes, new ZipEnd(offset, at, entries, 0, disk != 0), size);
    }

    private static Optional<ZipEnd> placed(ByteSource bytes, ZipEnd stated, long size)
            throws IOException {
        long before = stated.end - size;
        if (size >= 0 && before >= 0 && begins(bytes, before, size)) {
            long shift = before - stated.start;
            return shift != 0 && intAt(bytes, 0) == ZipMember.LOCAL
                    ? Optional.empty()
                    : Optional.of(stated.at(before, before + size, shift));
        }
        if (stated.start >= 0 && stated.start < stated.end && begins(bytes, stated.start, size)) {
            return Optional.of(stated.at(stated.start, stated.end, 0));
        }
        return Optional.empty();
    }

    /// An end record ends the file, but for zeros that fill a sector: any other is that of an
    /// archive within a cut one.
    private static boolean closes(ByteSource bytes, long behind) throws IOException {
        if (behind > bytes.size()) {
            return false;
        }
        for (byte b : bytes.readBytes(behind, 0xFFFF)) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private ZipEnd at(long from, long to, long shift) {
        return new ZipEnd(from, to, entries, shift, split);
    }

    private static boolean begins(ByteSource bytes, long at, long size) throws IOException {
        return size == 0 || intAt(bytes, at) == ZipMember.CENTRAL;
    }

    private static int intAt(ByteSource bytes, long at) throws IOException {
        byte[] four = at < 0 ? new byte[0] : bytes.readBytes(at, 4);
        return four.length < 4 ? 0 : Cursor.of(four, at).i32le("signature");
    }

    /// The flaw of an archive that has no usable central directory.
    static EvidenceException missing(long size) {
        return new EvidenceException(
                EvidenceException.Flaw.TRUNCATED,
                "EV-0501",
                "the archive has no readable central directory; its members are listed from their"
                        + " own headers, and those behind a cut or a damaged place are missing",
                size);
    }
}
