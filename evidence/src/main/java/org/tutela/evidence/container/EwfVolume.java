package org.tutela.evidence.container;

import java.io.IOException;
import java.util.Map;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The `volume`, `disk` or `data` section (EWF 3.5), 1,052 bytes: how the medium is cut into
/// chunks. A section of 94 bytes is that of ASR Data's SMART (`.s01`), which keeps chunks in
/// another way.
///
/// @param mediaType 0 removable, 1 fixed disk, 3 optical, 14 logical, 16 memory
/// @param chunkSize bytes of a chunk
/// @param sectorSize bytes of a sector
/// @param sectors sectors of the medium
record EwfVolume(int mediaType, int chunkSize, int sectorSize, long sectors) {
    private static final int SMART_FORM = 94;

    /// EnCase lets people choose up to 32,768 sectors of 512 bytes.
    private static final long LARGEST_CHUNK = 16L << 20;

    static EwfVolume read(ByteSource bytes, EwfSection section) throws IOException {
        long length = section.end(bytes.size()) - section.data();
        if (length == SMART_FORM) {
            throw new EvidenceException(
                    Flaw.UNSUPPORTED,
                    "EV-0117",
                    "this set was written in the SMART variant of EWF (S01), which is not read yet",
                    section.start());
        }
        Cursor cursor = Cursor.read(bytes, section.data(), 40);
        int mediaType = (int) (cursor.u32le("media type") & 0xFF);
        cursor.skip("chunk count", 4);
        long perChunk = cursor.u32le("sectors per chunk");
        long sectorSize = cursor.u32le("bytes per sector");
        long sectors = cursor.size64le("sectors");
        long chunkSize = perChunk * sectorSize;
        if (chunkSize <= 0
                || chunkSize > LARGEST_CHUNK
                || sectorSize > LARGEST_CHUNK
                || perChunk > LARGEST_CHUNK
                || sectors > Long.MAX_VALUE / sectorSize - chunkSize) {
            throw cursor.flaw(
                    Flaw.MALFORMED,
                    "EV-0115",
                    "the medium is said to have "
                            + sectors
                            + " sectors of "
                            + sectorSize
                            + " bytes, "
                            + perChunk
                            + " to a chunk, which cannot be");
        }
        return new EwfVolume(
                mediaType, Math.toIntExact(chunkSize), Math.toIntExact(sectorSize), sectors);
    }

    /// Bytes of the medium.
    long size() {
        return sectors * sectorSize;
    }

    /// Chunks that the medium needs; the stored count is not needed and not trusted.
    long chunks() {
        return (size() + chunkSize - 1) / chunkSize;
    }

    Map<String, String> facts() {
        String kind =
                switch (mediaType) {
                    case 0 -> "removable";
                    case 1 -> "fixed disk";
                    case 3 -> "optical";
                    case 14 -> "logical";
                    case 16 -> "memory";
                    default -> "unknown (" + mediaType + ")";
                };
        return Map.of(
                "media type", kind,
                "bytes per sector", Integer.toString(sectorSize),
                "bytes per chunk", Integer.toString(chunkSize),
                "sectors", Long.toString(sectors));
    }
}
