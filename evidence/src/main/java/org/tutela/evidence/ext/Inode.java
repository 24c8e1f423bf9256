package org.tutela.evidence.ext;

import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry;
import org.tutela.model.ItemKind;
import org.tutela.model.Timestamp;

/// One inode (kernel documentation, "Index Nodes").
final class Inode {
    private static final int TYPE = 0xF000;
    private static final int FOLDER = 0x4000;
    private static final int FILE = 0x8000;
    private static final int LINK = 0xA000;

    private static final long ENCRYPTED = 0x800;
    private static final long EXTENTS = 0x80000;
    private static final long ATTRIBUTE_VALUE = 0x200000;
    private static final long INLINE = 0x10000000;

    /// Where the block map, 60 bytes, lies.
    private static final int MAP = 0x28;

    private static final int MAP_SIZE = 60;

    /// Where the part that old inodes have ends.
    private static final int OLD_SIZE = 128;

    private final byte[] bytes;
    private final long number;
    private final long place;
    private final int mode;
    private final long size;
    private final long deleted;
    private final int links;
    private final long sectors;
    private final long flags;
    private final long attributeBlock;
    private final int extraSize;

    private Inode(byte[] bytes, long number, long place) throws EvidenceException {
        this.bytes = bytes;
        this.number = number;
        this.place = place;
        Cursor cursor = Cursor.of(bytes, place);
        mode = cursor.u16le("mode");
        long low = cursor.at(4).u32le("size");
        deleted = cursor.at(0x14).u32le("deletion time");
        links = cursor.at(0x1A).u16le("links");
        sectors = cursor.u32le("blocks");
        flags = cursor.u32le("flags");
        attributeBlock = cursor.at(0x68).u32le("attribute block");
        long high = cursor.u32le("size, high");
        size = (mode & TYPE) == FILE || isFolder() ? low | (high & 0x7FFF_FFFFL) << 32 : low;
        boolean large = bytes.length >= OLD_SIZE + 4;
        int extra = large ? cursor.at(OLD_SIZE).u16le("extra size") : 0;
        extraSize = extra + OLD_SIZE <= bytes.length ? extra : 0;
    }

    /// Reads the inode `number`, whose bytes lie at `place` on the medium.
    static Inode of(byte[] bytes, long number, long place) throws EvidenceException {
        return new Inode(bytes, number, place);
    }

    long number() {
        return number;
    }

    /// Offset on the medium.
    long place() {
        return place;
    }

    /// Bytes of content.
    long size() {
        return size;
    }

    /// Whether it was ever given to a file.
    boolean written() {
        return mode != 0;
    }

    /// Whether its kind is one of those that there are.
    boolean plausible() {
        return switch (mode & TYPE) {
            case 0x1000, 0x2000, FOLDER, 0x6000, FILE, LINK, 0xC000 -> true;
            default -> false;
        };
    }

    /// Whether its file lives: it has names and no time of deletion.
    boolean live() {
        return mode != 0 && links > 0 && deleted == 0;
    }

    boolean isFolder() {
        return (mode & TYPE) == FOLDER;
    }

    ItemKind kind() {
        return switch (mode & TYPE) {
            case FILE -> ItemKind.FILE;
            case FOLDER -> ItemKind.FOLDER;
            case LINK -> ItemKind.LINK;
            default -> ItemKind.OTHER;
        };
    }

    boolean encrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    boolean extents() {
        return (flags & EXTENTS) != 0;
    }

    boolean inline() {
        return (flags & INLINE) != 0;
    }

    /// Whether it only holds a large attribute of another inode.
    boolean attributeValue() {
        return (flags & ATTRIBUTE_VALUE) != 0;
    }

    /// Whether the kind of file has content in blocks.
    boolean mapped() {
        return kind() != ItemKind.OTHER && !inline() && !fastLink();
    }

    /// Whether a link's target stands in the inode itself.
    boolean fastLink() {
        return kind() == ItemKind.LINK
                && !extents()
                && !inline()
                && size < MAP_SIZE
                && (sectors == 0 || attributeBlock != 0);
    }

    /// The 60 bytes of the block map.
    Cursor map() {
        return Cursor.of(mapBytes(), place + MAP);
    }

    byte[] mapBytes() {
        return java.util.Arrays.copyOfRange(bytes, MAP, MAP + MAP_SIZE);
    }

    /// The attributes that stand behind the inode's fields; empty where there is no room.
    byte[] attributes() {
        int from = OLD_SIZE + extraSize;
        return extraSize == 0 || from >= bytes.length
                ? new byte[0]
                : java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    }

    /// The times; with nanoseconds, and a time of creation, where the inode is large enough.
    Entry.Times times() throws EvidenceException {
        Timestamp changed = time(0x0C, 0x84);
        Timestamp modified = time(0x10, 0x88);
        Timestamp accessed = time(0x08, 0x8C);
        Timestamp created = extraSize >= 0x98 - OLD_SIZE ? time(0x90, 0x94) : null;
        return new Entry.Times(created, modified, accessed, changed);
    }

    /// Signed seconds, and in the extra field 2 bits that extend them and 30 bits of nanoseconds.
    private Timestamp time(int at, int extraAt) throws EvidenceException {
        Cursor cursor = Cursor.of(bytes, place);
        long seconds = cursor.at(at).i32le("time");
        if (extraSize + OLD_SIZE < extraAt + 4) {
            return Timestamp.unixSeconds(seconds);
        }
        long extra = cursor.at(extraAt).u32le("time, extra");
        return Timestamp.unixNanos(seconds + ((extra & 3) << 32), extra >>> 2);
    }
}
