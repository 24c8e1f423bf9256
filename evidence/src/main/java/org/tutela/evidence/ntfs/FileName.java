package org.tutela.evidence.ntfs;

import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.model.Timestamp;

/// A name of a file within one folder: the content of a `$FILE_NAME` attribute, and the key of a
/// folder's index.
///
/// @param folder the folder
/// @param name as stored; may hold lone surrogates
/// @param dos whether this is only the short name beside a long one
/// @param size bytes, as they were when the name was last written
/// @param times as they were when the name was last written
record FileName(
        FileRecord.Reference folder, String name, boolean dos, long size, Entry.Times times) {

    /// Bytes before the name itself.
    static final int HEADER = 0x42;

    private static final int DOS = 2;

    /// Reads the structure at the cursor.
    static FileName of(Cursor cursor) throws EvidenceException {
        FileRecord.Reference folder = FileRecord.Reference.of(cursor.i64le("parent folder"));
        Timestamp created = Timestamp.filetime(cursor.i64le("created"));
        Timestamp modified = Timestamp.filetime(cursor.i64le("modified"));
        Timestamp changed = Timestamp.filetime(cursor.i64le("changed"));
        Timestamp accessed = Timestamp.filetime(cursor.i64le("accessed"));
        cursor.skip("allocated size", 8);
        long size = cursor.i64le("size");
        cursor.skip("flags and reparse tag", 8);
        int length = cursor.u8("name length");
        int namespace = cursor.u8("namespace");
        if (length == 0 || namespace > 3) {
            throw cursor.flaw(
                    Flaw.MALFORMED, "EV-0304", "a file name is empty or of an unknown kind");
        }
        byte[] name = cursor.bytes("name", length * 2);
        return new FileName(
                folder,
                Names.text(name, 0, length),
                namespace == DOS,
                Math.max(0, size),
                new Entry.Times(created, modified, accessed, changed));
    }
}
