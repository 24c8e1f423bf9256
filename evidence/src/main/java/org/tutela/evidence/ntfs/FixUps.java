package org.tutela.evidence.ntfs;

import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Undoes the fix-ups of a multi-sector structure: the last two bytes of each 512 hold a counter,
/// and what belongs there stands in the header. A counter that differs shows a torn write.
final class FixUps {
    private static final int STRIDE = 512;

    private FixUps() {}

    /// Puts the true bytes back. Throws [EvidenceException] where the structure is torn.
    static void apply(byte[] bytes, long place, String what) throws EvidenceException {
        Cursor cursor = Cursor.of(bytes, place);
        int from = cursor.at(4).u16le("offset of the fix-ups");
        int count = cursor.u16le("number of fix-ups") - 1;
        // Some tools count in sectors of 4096 bytes.
        int stride = count <= 0 ? 0 : bytes.length / count;
        if (count <= 0
                || stride < Math.min(STRIDE, bytes.length)
                || stride * count != bytes.length
                || from < 8
                || from + 2 * (count + 1) > bytes.length) {
            throw torn(what + " has " + count + " fix-ups at " + from, place);
        }
        int counter = cursor.at(from).u16le("fix-up counter");
        for (int i = 0; i < count; i++) {
            int end = (i + 1) * stride - 2;
            if (cursor.at(end).u16le("end of a sector") != counter) {
                throw torn(what + " was only partly written (sector " + i + ")", place);
            }
            bytes[end] = bytes[from + 2 + 2 * i];
            bytes[end + 1] = bytes[from + 3 + 2 * i];
        }
    }

    private static EvidenceException torn(String how, long place) {
        return new EvidenceException(
                Flaw.MALFORMED, "EV-0303", how + "; what it held is not listed", place);
    }
}
