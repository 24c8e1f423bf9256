package org.tutela.evidence.ext;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.model.ItemKind;

/// The entries in one block of a folder, and those that the slack between them still names (kernel
/// documentation, "Directory Entries"). Inner blocks of an index look like one empty entry.
final class FolderBlock {
    private static final int HEADER = 8;
    private static final int KINDS = 7;

    private final byte[] bytes;
    private final long place;
    private final long inodes;
    private final List<Name> live = new ArrayList<>();
    private final List<Name> stale = new ArrayList<>();

    private FolderBlock(byte[] bytes, long place, long inodes) {
        this.bytes = bytes;
        this.place = place;
        this.inodes = inodes;
    }

    /// A name as a folder holds it.
    ///
    /// @param inode 0 where it was wiped
    /// @param raw the name's bytes, one in each character
    /// @param kindCode what kind of file; 0 where the volume does not say
    record Name(long inode, String raw, int kindCode) {
        byte[] rawBytes() {
            return raw.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(rawBytes(), StandardCharsets.UTF_8);
        }

        ItemKind kind() {
            return switch (kindCode) {
                case 1 -> ItemKind.FILE;
                case 2 -> ItemKind.FOLDER;
                case 7 -> ItemKind.LINK;
                default -> ItemKind.OTHER;
            };
        }

        boolean isDots() {
            return raw.equals(".") || raw.equals("..");
        }
    }

    /// The names that live, `.` and `..` included.
    List<Name> live() {
        return live;
    }

    /// The names in the slack, or whose entry was emptied; not yet checked against anything else.
    List<Name> stale() {
        return stale;
    }

    /// Reads a block; `place` is its offset on the medium, `inodes` the number of inodes. Entries
    /// before a malformed one are kept; `flaws` is given what is wrong.
    static FolderBlock of(Cursor block, long inodes, List<EvidenceException> flaws)
            throws EvidenceException {
        byte[] bytes = block.bytes("folder block", block.remaining());
        FolderBlock folder =
                new FolderBlock(bytes, block.flaw(Flaw.MALFORMED, "EV-0410", "").offset(), inodes);
        try {
            folder.read();
        } catch (EvidenceException bad) {
            flaws.add(bad);
        }
        return folder;
    }

    private void read() throws EvidenceException {
        Cursor cursor = Cursor.of(bytes, place - bytes.length);
        while (cursor.remaining() >= HEADER) {
            int from = cursor.position();
            long inode = cursor.u32le("inode");
            int stated = cursor.u16le("entry length");
            int nameLength = cursor.u8("name length");
            int kind = cursor.u8("file type");
            // A length of 65536 does not fit; it is written as 65535 or 0.
            int length =
                    stated == 0xFFFF || (stated == 0 && bytes.length == 1 << 16) ? 1 << 16 : stated;
            if (length < HEADER
                    || length % 4 != 0
                    || length > bytes.length - from
                    || HEADER + nameLength > length
                    || inode > inodes) {
                cursor.at(from);
                // What a search finds behind the damage is the best that is known of the folder.
                search(from, bytes.length, live);
                throw cursor.flaw(
                        Flaw.MALFORMED,
                        "EV-0410",
                        "a folder has an entry of length "
                                + length
                                + " for inode "
                                + inode
                                + "; the entries behind it in its block were searched for, and may be former"
                                + " ones");
            }
            if (nameLength > 0) {
                Name name = new Name(inode, name(from, nameLength), kind);
                (inode == 0 ? stale : live).add(name);
            }
            int used = nameLength == 0 ? HEADER : align(HEADER + nameLength);
            search(from + used, from + length, stale);
            cursor.at(from + length);
        }
    }

    /// Looks for entries between `from` and `to`, at multiples of 4.
    private void search(int from, int to, List<Name> found) throws EvidenceException {
        int at = align(from);
        while (at + HEADER + 1 <= to) {
            if (bytes[at + 6] != 0 && isEntry(at, to)) {
                Cursor cursor = Cursor.of(bytes, 0).at(at);
                long inode = cursor.u32le("inode");
                int length = bytes[at + 6] & 0xFF;
                (inode == 0 ? stale : found).add(new Name(inode, name(at, length), bytes[at + 7]));
                at += align(HEADER + length);
            } else {
                at += 4;
            }
        }
    }

    private boolean isEntry(int at, int to) throws EvidenceException {
        Cursor cursor = Cursor.of(bytes, 0).at(at);
        long inode = cursor.u32le("inode");
        int length = cursor.u16le("entry length");
        int nameLength = cursor.u8("name length");
        int kind = cursor.u8("file type");
        boolean plausible =
                inode <= inodes
                        && (inode >= 11 || inode == 0)
                        && kind > 0
                        && kind <= KINDS
                        && length % 4 == 0
                        && length >= HEADER + nameLength
                        && length <= bytes.length - at
                        && at + HEADER + nameLength <= to;
        for (int i = 0; plausible && i < nameLength; i++) {
            byte b = bytes[at + HEADER + i];
            plausible = b != 0 && b != '/';
        }
        return plausible;
    }

    private String name(int entry, int length) {
        return new String(bytes, entry + HEADER, length, StandardCharsets.ISO_8859_1);
    }

    private static int align(int length) {
        return length + 3 & ~3;
    }
}
