package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;

/// A section of a segment, from its 76-byte descriptor (EWF 2.2).
///
/// @param type such as `volume`, `table`, `sectors`
/// @param start offset of the descriptor in the segment
/// @param next offset of the next descriptor; itself in the last section
/// @param size bytes of the section with its descriptor; some writers leave it 0
/// @param sound whether the descriptor's checksum is right
record EwfSection(String type, long start, long next, long size, boolean sound) {

    /// type 16, next 8, size 8, padding 40, Adler-32 of all before 4.
    static final int DESCRIPTOR = 76;

    static EwfSection read(ByteSource segment, long start) throws IOException {
        byte[] raw = new byte[DESCRIPTOR];
        segment.readFully(start, raw);
        Cursor cursor = Cursor.of(raw, start);
        String type = cursor.text("type", 16, StandardCharsets.ISO_8859_1);
        int end = type.indexOf('\0');
        long next = cursor.i64le("next offset");
        long size = cursor.i64le("size");
        long stated = cursor.skip("padding", 40).u32le("checksum");
        return new EwfSection(
                end < 0 ? type : type.substring(0, end),
                start,
                next,
                size,
                stated == adler(raw, 0, DESCRIPTOR - 4));
    }

    /// Where the content starts.
    long data() {
        return start + DESCRIPTOR;
    }

    /// Where the section ends, at most at `segmentSize`.
    long end(long segmentSize) {
        long end = next > start ? next : start + size;
        return Math.clamp(end, Math.min(data(), segmentSize), segmentSize);
    }

    static long adler(byte[] bytes, int from, int length) {
        Adler32 adler = new Adler32();
        adler.update(bytes, from, length);
        return adler.getValue();
    }
}
