package org.tutela.evidence.archive;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry.Times;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;

/// One member as a header states it (APPNOTE 4.3.7 and 4.3.12). Nothing in it is to be believed.
///
/// @param position its place in the central directory, from 0 on
/// @param stored the stored name, percent-encoded as in an address
/// @param path the name as text, see [StoredName]
/// @param flags general purpose bit flags
/// @param method packing method
/// @param crc CRC-32 of the content, -1 where it is not known
/// @param packed bytes as packed
/// @param size bytes of content, -1 where they are not known
/// @param header offset of its local header
/// @param kind file, folder, link or other
/// @param times what the header says of times
record ZipMember(
        long position,
        String stored,
        String path,
        int flags,
        int method,
        long crc,
        long packed,
        long size,
        long header,
        ItemKind kind,
        Times times) {

    /// Signature of a record of the central directory.
    static final int CENTRAL = 0x02014b50;

    /// Its bytes before name, extra field and comment.
    static final int CENTRAL_SIZE = 46;

    /// Signature of a local header.
    static final int LOCAL = 0x04034b50;

    /// Its bytes before name and extra field.
    static final int LOCAL_SIZE = 30;

    private static final int ENCRYPTED = 1;
    private static final int SIZES_BEHIND = 1 << 3;
    private static final int UTF_8 = 1 << 11;

    /// Code page 437, which APPNOTE D.1 names for names without the UTF-8 flag.
    private static final Charset CP437 = Charset.forName("IBM437");

    /// Reads a whole record of the central directory; `base` is added to its offset.
    static ZipMember central(Cursor record, long position, long base) throws EvidenceException {
        record.at(4);
        int madeBy = record.u16le("version made by");
        record.skip("version needed", 2);
        int flags = record.u16le("flags");
        int method = record.u16le("method");
        int time = record.u16le("last modified time");
        int date = record.u16le("last modified date");
        long crc = record.u32le("crc-32");
        long packed = record.u32le("compressed size");
        long size = record.u32le("uncompressed size");
        int nameLength = record.u16le("file name length");
        int extraLength = record.u16le("extra field length");
        record.skip("comment length", 2).skip("disk", 2).skip("internal attributes", 2);
        long attributes = record.u32le("external attributes");
        long offset = record.u32le("offset of local header");
        byte[] name = record.bytes("file name", nameLength);
        ZipExtra extra = ZipExtra.read(record.bytes("extra field", extraLength));
        ZipExtra.Wide wide = extra.wide(size, packed, offset);
        return new ZipMember(
                position,
                Address.encode(name),
                path(name, flags, extra),
                flags,
                method,
                crc,
                wide.packed(),
                wide.size(),
                wide.offset() + base,
                kind(name, madeBy, attributes),
                extra.times(date, time));
    }

    /// Reads a whole local header that lies at `header`. Sizes that stand behind the content come
    /// out as 0, see [#sizesBehind].
    static ZipMember local(Cursor record, long position, long header) throws EvidenceException {
        record.at(6);
        int flags = record.u16le("flags");
        int method = record.u16le("method");
        int time = record.u16le("last modified time");
        int date = record.u16le("last modified date");
        long crc = record.u32le("crc-32");
        long packed = record.u32le("compressed size");
        long size = record.u32le("uncompressed size");
        int nameLength = record.u16le("file name length");
        int extraLength = record.u16le("extra field length");
        byte[] name = record.bytes("file name", nameLength);
        ZipExtra extra = ZipExtra.read(record.bytes("extra field", extraLength));
        ZipExtra.Wide wide = extra.wide(size, packed, 0);
        return new ZipMember(
                position,
                Address.encode(name),
                path(name, flags, extra),
                flags,
                method,
                (flags & SIZES_BEHIND) != 0 ? -1 : crc,
                wide.packed(),
                (flags & SIZES_BEHIND) != 0 && wide.size() == 0 ? -1 : wide.size(),
                header,
                kind(name, 0, 0),
                extra.times(date, time));
    }

    /// The same member with the packed size that was found by walking, and nothing else known.
    ZipMember measured(long foundPacked) {
        return new ZipMember(
                position, stored, path, flags, method, -1, foundPacked, -1, header, kind, times);
    }

    boolean encrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    /// Whether CRC and sizes stand behind the content instead of in the local header.
    boolean sizesBehind() {
        return (flags & SIZES_BEHIND) != 0;
    }

    private static String path(byte[] name, int flags, ZipExtra extra) {
        boolean utf8 = (flags & UTF_8) != 0;
        return StoredName.toPath(
                extra.unicodePath(name)
                        .orElseGet(() ->
                                StoredName.toText(name, utf8 ? StandardCharsets.UTF_8 : CP437)));
    }

    /// Unix file types stand in the upper half of the attributes where a Unix (3) or macOS (19)
    /// made the archive; DOS has a bit for folders.
    private static ItemKind kind(byte[] name, int madeBy, long attributes) {
        int system = madeBy >> 8;
        int type = (int) (attributes >> 28);
        if ((system == 3 || system == 19) && type != 0) {
            return switch (type) {
                case 0x8 -> ItemKind.FILE;
                case 0x4 -> ItemKind.FOLDER;
                case 0xA -> ItemKind.LINK;
                default -> ItemKind.OTHER;
            };
        }
        boolean slash = name.length > 0 && name[name.length - 1] == '/';
        return slash || (attributes & 0x10) != 0 ? ItemKind.FOLDER : ItemKind.FILE;
    }
}
