package org.tutela.evidence.ntfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// One record of the Master File Table: a file, or the continuation of one whose attributes do not
/// fit in a single record.
///
/// @param number its place in the table, from 0
/// @param sequence counts how often the record was given to another file
/// @param inUse whether the file lives; false for a deleted one
/// @param folder whether it is a folder
/// @param base the record that this one continues; number 0 where it stands for itself
/// @param attributes those that could be read, in their order
/// @param flaw why the attributes end early; null where they do not
record FileRecord(
        long number,
        int sequence,
        boolean inUse,
        boolean folder,
        Reference base,
        List<Attribute> attributes,
        @Nullable EvidenceException flaw) {

    private static final int SIGNATURE = 0x454C4946; // "FILE"
    private static final int END = 0xFFFFFFFF;
    private static final int IN_USE = 1;
    private static final int FOLDER = 2;

    /// Where the fixed part ends in the oldest version.
    private static final int HEADER = 0x2A;

    FileRecord {
        attributes = List.copyOf(attributes);
    }

    /// Names a record together with the sequence number that it had.
    ///
    /// @param number 48 bits
    /// @param sequence 16 bits; 0 where it does not count
    record Reference(long number, int sequence) {
        static Reference of(long raw) {
            return new Reference(raw & 0xFFFF_FFFF_FFFFL, (int) (raw >>> 48));
        }
    }

    /// Whether the bytes, of which there are at least 4, start a record that was ever written.
    static boolean signed(byte[] bytes) {
        return (bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24) == SIGNATURE;
    }

    /// Reads a record; `bytes` are changed by the fix-ups and kept. `place` is its offset on the
    /// medium. Throws [EvidenceException] where nothing of it can be used.
    static FileRecord of(byte[] bytes, long number, long place) throws EvidenceException {
        if (!signed(bytes)) {
            throw damaged(number, "does not start with FILE", place);
        }
        FixUps.apply(bytes, place, "file record " + number);
        Cursor cursor = Cursor.of(bytes, place);
        int sequence = cursor.at(0x10).u16le("sequence number");
        int first = cursor.at(0x14).u16le("offset of the first attribute");
        int flags = cursor.u16le("record flags");
        long used = Math.min(bytes.length, cursor.u32le("bytes in use"));
        Reference base = Reference.of(cursor.at(0x20).i64le("base record"));
        if (first < HEADER || first > bytes.length) {
            throw damaged(number, "has its first attribute at " + first, place);
        }
        List<Attribute> attributes = new ArrayList<>();
        EvidenceException flaw = null;
        try {
            readAttributes(cursor.at(first), (int) used, new Source(bytes, place), attributes);
        } catch (EvidenceException bad) {
            flaw = bad;
        }
        boolean folder = (flags & FOLDER) != 0;
        return new FileRecord(
                number, sequence, (flags & IN_USE) != 0, folder, base, attributes, flaw);
    }

    /// Whether a reference means the file that this record holds now, or that was deleted from it
    /// last. Deleting counts the sequence number up.
    boolean isMeantBy(Reference reference) {
        return reference.sequence() == 0
                || reference.sequence() == sequence
                || (!inUse && next(reference.sequence()) == sequence);
    }

    /// The same record without its bytes, for keeping.
    FileRecord withoutAttributes() {
        return new FileRecord(number, sequence, inUse, folder, base, List.of(), null);
    }

    /// The first attribute of a type and name.
    Optional<Attribute> find(int type, String name) {
        return attributes.stream().filter(attribute -> attribute.is(type, name)).findFirst();
    }

    private static int next(int sequence) {
        return sequence == 0xFFFF ? 1 : sequence + 1;
    }

    private static void readAttributes(
            Cursor cursor, int used, Source source, List<Attribute> attributes)
            throws EvidenceException {
        while (cursor.position() + 8 <= used) {
            int from = cursor.position();
            int type = cursor.i32le("attribute type");
            if (type == END || type == 0) {
                return;
            }
            int length = cursor.i32le("attribute length");
            if (length < 0x10 || length > used - from) {
                cursor.at(from);
                throw cursor.flaw(
                        Flaw.MALFORMED,
                        "EV-0304",
                        "an attribute of type "
                                + type
                                + " is said to be "
                                + length
                                + " bytes long; it and what follows it in the file record are not"
                                + " read");
            }
            attributes.add(Attribute.of(source.bytes, source.place, from));
            cursor.at(from + length);
        }
    }

    private static EvidenceException damaged(long number, String how, long place) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0303",
                "file record " + number + " " + how + "; the file it held is not listed",
                place);
    }

    private static final class Source {
        private final byte[] bytes;
        private final long place;

        Source(byte[] bytes, long place) {
            this.bytes = bytes;
            this.place = place;
        }
    }
}
