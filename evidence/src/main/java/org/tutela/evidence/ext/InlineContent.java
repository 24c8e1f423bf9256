package org.tutela.evidence.ext;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Content that stands in the inode: 60 bytes in the place of the block map, the rest in the
/// attribute `system.data` (kernel documentation, "Inline Data").
final class InlineContent {
    private static final long MAGIC = 0xEA02_0000L;
    private static final int SYSTEM = 7;
    private static final byte[] NAME = "data".getBytes(StandardCharsets.US_ASCII);

    private InlineContent() {}

    /// The part in the attribute; empty where there is none.
    static byte[] rest(Inode inode) throws EvidenceException {
        byte[] attributes = inode.attributes();
        if (attributes.length < 8) {
            return new byte[0];
        }
        Cursor cursor = Cursor.of(attributes, inode.place());
        if (cursor.u32le("attribute magic") != MAGIC) {
            return new byte[0];
        }
        int start = cursor.position();
        while (cursor.remaining() >= 16) {
            int nameLength = cursor.u8("name length");
            int index = cursor.u8("name index");
            int valueFrom = cursor.u16le("value offset");
            cursor.skip("value inode", 4);
            long valueSize = cursor.u32le("value size");
            cursor.skip("hash", 4);
            if (nameLength == 0 && index == 0) {
                return new byte[0];
            }
            byte[] name = cursor.bytes("attribute name", nameLength);
            if (index == SYSTEM && Arrays.equals(name, NAME)) {
                if (valueSize > attributes.length) {
                    throw cursor.flaw(
                            Flaw.MALFORMED,
                            "EV-0408",
                            "the content in the inode is said to be "
                                    + valueSize
                                    + " bytes long; it cannot be read");
                }
                cursor.at(start).skip("value", valueFrom);
                return cursor.bytes("content in the inode", (int) valueSize);
            }
            cursor.skip("padding", Math.min(-nameLength & 3, cursor.remaining()));
        }
        return new byte[0];
    }

    /// All of the content, cut to the inode's size.
    static byte[] of(Inode inode) throws EvidenceException {
        byte[] first = inode.mapBytes();
        byte[] rest = rest(inode);
        byte[] whole = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, whole, first.length, rest.length);
        if (inode.size() > whole.length) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0408",
                    "the inode states "
                            + inode.size()
                            + " bytes of content in itself and has "
                            + whole.length,
                    inode.place());
        }
        return Arrays.copyOf(whole, (int) inode.size());
    }
}
