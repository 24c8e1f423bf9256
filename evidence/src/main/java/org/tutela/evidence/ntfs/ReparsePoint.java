package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// What a file has instead of content, or beside it (MS-FSCC 2.1.2).
///
/// @param tag the kind
/// @param target where a link points; null for everything else
record ReparsePoint(long tag, @Nullable String target) {

    private static final long MOUNT_POINT = 0xA000_0003L;
    private static final long SYMLINK = 0xA000_000CL;
    private static final long UNIX_SYMLINK = 0xA000_001DL;
    private static final long DEDUPLICATED = 0x8000_0013L;
    private static final long OVERLAY = 0x8000_0017L;

    /// Longest content, bytes (MAXIMUM_REPARSE_DATA_BUFFER_SIZE).
    private static final int LIMIT = 16 << 10;

    /// Reads the reparse point. Throws [EvidenceException] where it is malformed.
    static ReparsePoint of(Stream stream, Volume volume) throws IOException {
        Cursor cursor = Cursor.of(stream.open(volume).readBytes(0, LIMIT), -1);
        long tag = cursor.u32le("reparse tag");
        cursor.skip("length and reserved", 4);
        if (tag == SYMLINK || tag == MOUNT_POINT) {
            return new ReparsePoint(tag, windowsTarget(cursor, tag == SYMLINK));
        }
        if (tag == UNIX_SYMLINK) {
            cursor.skip("version", 4);
            return new ReparsePoint(
                    tag, cursor.text("target", cursor.remaining(), StandardCharsets.UTF_8));
        }
        return new ReparsePoint(tag, null);
    }

    /// The printed name, or the substitute name where there is none (MS-FSCC 2.1.2.4, 2.1.2.5).
    private static String windowsTarget(Cursor cursor, boolean flags) throws EvidenceException {
        int substituteFrom = cursor.u16le("SubstituteNameOffset");
        int substituteLength = cursor.u16le("SubstituteNameLength");
        int printFrom = cursor.u16le("PrintNameOffset");
        int printLength = cursor.u16le("PrintNameLength");
        if (flags) {
            cursor.skip("Flags", 4);
        }
        int start = cursor.position();
        boolean printed = printLength > 0;
        cursor.at(start).skip("path buffer", printed ? printFrom : substituteFrom);
        int length = printed ? printLength : substituteLength;
        byte[] name = cursor.bytes("target", length & ~1);
        return Names.shown(Names.text(name, 0, length / 2));
    }

    /// Throws [EvidenceException] where the tag says that the main content lies elsewhere or is
    /// packed in a way that is not read.
    void checkReadable() throws EvidenceException {
        if (tag == OVERLAY) {
            throw unsupported(
                    "compressed by the Windows Overlay Filter (its stream WofCompressedData)");
        }
        if (tag == DEDUPLICATED) {
            throw unsupported("deduplicated (its pieces lie in System Volume Information)");
        }
    }

    private static EvidenceException unsupported(String how) {
        return new EvidenceException(
                Flaw.UNSUPPORTED,
                "EV-0310",
                "the file is " + how + "; its content is not read",
                -1);
    }
}
