package org.tutela.evidence.ntfs;

import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// One attribute of a file record, or one piece of an attribute that is spread over several. Stands
/// on the bytes of its record, which must not change.
final class Attribute {
    static final int STANDARD_INFORMATION = 0x10;
    static final int ATTRIBUTE_LIST = 0x20;
    static final int FILE_NAME = 0x30;
    static final int DATA = 0x80;
    static final int INDEX_ROOT = 0x90;
    static final int INDEX_ALLOCATION = 0xA0;
    static final int REPARSE_POINT = 0xC0;

    /// Shortest attribute header, resident and not.
    private static final int RESIDENT_HEADER = 0x18;

    private static final int NON_RESIDENT_HEADER = 0x40;

    private static final int COMPRESSED = 0x00FF;
    private static final int ENCRYPTED = 0x4000;

    private final byte[] record;
    private final long place;
    private final int type;
    private final String name;
    private final int flags;
    private final boolean resident;

    /// Content of a resident attribute, run list of any other.
    private final int bodyFrom;

    private final int bodyLength;
    private final Extent extent;

    /// What a non-resident attribute says of its size.
    ///
    /// @param firstCluster the first cluster of the stream that this piece maps
    /// @param unitShift binary logarithm of the clusters of one compression unit
    /// @param size bytes of the stream; only true in the first piece
    /// @param valid bytes ever written; only true in the first piece
    record Extent(long firstCluster, int unitShift, long size, long valid) {}

    private Attribute(Header header, Extent extent, int bodyFrom, int bodyLength) {
        this.record = header.record;
        this.place = header.place;
        this.type = header.type;
        this.name = header.name;
        this.flags = header.flags;
        this.resident = header.resident;
        this.extent = extent;
        this.bodyFrom = bodyFrom;
        this.bodyLength = bodyLength;
    }

    /// What all attributes start with; `place` is the offset of the record on the medium.
    private static final class Header {
        private final byte[] record;
        private final long place;
        private final int type;
        private final int length;
        private final boolean resident;
        private final int flags;
        private final String name;

        Header(byte[] record, long place, int from) throws EvidenceException {
            this.record = record;
            this.place = place;
            Cursor cursor = Cursor.of(record, place).at(from);
            type = cursor.i32le("attribute type");
            length = cursor.i32le("attribute length");
            resident = cursor.u8("non-resident flag") == 0;
            int nameLength = cursor.u8("name length") * 2;
            int nameFrom = cursor.u16le("name offset");
            flags = cursor.u16le("attribute flags");
            within("name", nameLength == 0 ? 0 : nameFrom, nameLength);
            name = nameLength == 0 ? "" : Names.text(record, from + nameFrom, nameLength / 2);
        }

        void within(String field, long from, long count) throws EvidenceException {
            if (from < 0 || count < 0 || from + count > length) {
                throw new EvidenceException(
                        Flaw.MALFORMED,
                        "EV-0304",
                        "the "
                                + field
                                + " of an attribute of type "
                                + type
                                + " lies outside of it; the attribute is not read",
                        place);
            }
        }
    }

    /// Reads the attribute at `from` of a record that lies at `place` on the medium. Its length was
    /// checked to lie within the record.
    static Attribute of(byte[] record, long place, int from) throws EvidenceException {
        Header header = new Header(record, place, from);
        Cursor cursor = Cursor.of(record, place);
        if (header.resident) {
            header.within("header", 0, RESIDENT_HEADER);
            long length = cursor.at(from + 0x10).u32le("content length");
            int offset = cursor.u16le("content offset");
            header.within("content", offset, length);
            Extent none = new Extent(0, 0, length, length);
            return new Attribute(header, none, from + offset, (int) length);
        }
        header.within("header", 0, NON_RESIDENT_HEADER);
        long firstCluster = cursor.at(from + 0x10).size64le("first cluster");
        int runs = cursor.at(from + 0x20).u16le("run list offset");
        int unitShift = cursor.u16le("compression unit");
        header.within("run list", runs, 0);
        // Only the piece that starts at cluster 0 has sizes; in the others the fields are unused.
        long size = 0;
        long valid = 0;
        if (firstCluster == 0) {
            size = cursor.at(from + 0x30).size64le("data size");
            valid = Math.min(size, cursor.size64le("initialised size"));
        }
        Extent extent = new Extent(firstCluster, unitShift, size, valid);
        return new Attribute(header, extent, from + runs, header.length - runs);
    }

    int type() {
        return type;
    }

    /// The name, empty for the unnamed one; may hold lone surrogates.
    String name() {
        return name;
    }

    boolean resident() {
        return resident;
    }

    boolean encrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    boolean compressed() {
        return !resident && (flags & COMPRESSED) != 0 && extent.unitShift > 0;
    }

    Extent extent() {
        return extent;
    }

    boolean is(int wantedType, String wantedName) {
        return type == wantedType && name.equals(wantedName);
    }

    /// Offset on the medium of a resident attribute's content.
    long contentPlace() {
        return place + bodyFrom;
    }

    /// A copy of a resident attribute's content; empty for any other.
    byte[] content() {
        return resident
                ? java.util.Arrays.copyOfRange(record, bodyFrom, bodyFrom + bodyLength)
                : new byte[0];
    }

    /// The run list of a non-resident attribute.
    Cursor runList() {
        byte[] list = java.util.Arrays.copyOfRange(record, bodyFrom, bodyFrom + bodyLength);
        return Cursor.of(list, place + bodyFrom);
    }
}
