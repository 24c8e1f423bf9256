package org.tutela.evidence.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry.Times;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.Timestamp;

/// One member with the extended headers in front of it.
///
/// @param start offset of its first header block
/// @param stored the stored name, percent-encoded as in an address
/// @param path the name as text
/// @param kind file, folder, link or other
/// @param times what the headers say of times
/// @param linkTarget where a link points; null for everything else
/// @param data offset of the stored content
/// @param packed bytes of stored content, filled up to a whole block in the archive
/// @param sparse the map of a sparse file; null for everything else
/// @param continued whether it is the further part of a member of another file
record TarMember(
        long start,
        String stored,
        String path,
        ItemKind kind,
        Times times,
        @Nullable String linkTarget,
        long data,
        long packed,
        @Nullable SparseMap sparse,
        boolean continued) {

    private static final int MOST_HEADERS = 16;
    private static final int LONGEST_HEADER = 1 << 20;

    /// Bytes of content.
    long size() {
        return sparse == null ? packed : sparse.realSize();
    }

    /// Where the next header lies, at the end of the archive or behind it when it is cut off.
    long next() {
        return packed > Long.MAX_VALUE - data - TarHeader.SIZE
                ? Long.MAX_VALUE
                : data + whole(packed);
    }

    /// Filled up to a whole block.
    static long whole(long size) {
        return (size + TarHeader.SIZE - 1) / TarHeader.SIZE * TarHeader.SIZE;
    }

    /// Reads the headers at `start`. Throws where one is damaged or cut off, or where extended
    /// headers have no member behind them.
    static TarMember read(ByteSource bytes, long start) throws IOException {
        Pax pax = new Pax();
        byte[] longName = null;
        byte[] longLink = null;
        long at = start;
        for (int i = 0; i < MOST_HEADERS; i++) {
            byte[] block = bytes.readBytes(at, TarHeader.SIZE);
            TarHeader header = TarHeader.of(block, at);
            at += TarHeader.SIZE;
            switch (header.type()) {
                case 'x', 'X' -> pax.read(extension(bytes, header, at), at);
                case 'L' -> longName = untilZero(extension(bytes, header, at));
                case 'K' -> longLink = untilZero(extension(bytes, header, at));
                case 'g' -> extension(bytes, header, at);
                default -> {
                    return new Parts(bytes, start, pax, longName, longLink).member(header, at);
                }
            }
            at += whole(header.size());
        }
        throw new EvidenceException(
                Flaw.MALFORMED,
                "EV-0522",
                "more than "
                        + MOST_HEADERS
                        + " extended headers follow each other; their member is not listed",
                start);
    }

    private static byte[] extension(ByteSource bytes, TarHeader header, long at)
            throws IOException {
        if (header.size() > LONGEST_HEADER) {
            throw new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    "EV-0522",
                    "an extended header has more than "
                            + LONGEST_HEADER
                            + " bytes; its member is not listed",
                    at);
        }
        byte[] content = new byte[(int) header.size()];
        bytes.readFully(at, content);
        return content;
    }

    private static byte[] untilZero(byte[] name) {
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return Arrays.copyOf(name, end);
    }

    /// What was collected in front of the header that closes a member.
    private static final class Parts {
        private final ByteSource bytes;
        private final long start;
        private final Pax pax;
        private final byte @Nullable [] longName;
        private final byte @Nullable [] longLink;

        private Parts(
                ByteSource bytes,
                long start,
                Pax pax,
                byte @Nullable [] longName,
                byte @Nullable [] longLink) {
            this.bytes = bytes;
            this.start = start;
            this.pax = pax;
            this.longName = longName;
            this.longLink = longLink;
        }

        private TarMember member(TarHeader header, long data) throws IOException {
            long paxSize = pax.number("size");
            long packed = paxSize >= 0 ? paxSize : header.size();
            SparseMap sparse = sparse(header, data);
            ItemKind kind = kind(header.type());
            boolean content = kind == ItemKind.FILE || header.type() == 'D';
            byte[] name = name(header);
            long map = sparse == null ? 0 : sparse.mapSize();
            // The map of the old format is part of the headers, that of pax 1.0 of the content.
            long within = header.type() == 'S' ? 0 : map;
            if (within > packed) {
                throw new EvidenceException(
                        Flaw.MALFORMED,
                        "EV-0523",
                        "the map of a sparse file is larger than what is stored of it",
                        start);
            }
            return new TarMember(
                    start,
                    Address.encode(name),
                    StoredName.toPath(StoredName.toText(name, StandardCharsets.ISO_8859_1)),
                    kind,
                    times(header),
                    kind == ItemKind.LINK ? target(header) : null,
                    data + map,
                    content ? packed - within : 0,
                    sparse,
                    header.type() == 'M');
        }

        private byte[] name(TarHeader header) {
            byte[] sparseName = pax.bytes("GNU.sparse.name");
            byte[] paxName = sparseName == null ? pax.bytes("path") : sparseName;
            if (paxName != null) {
                return paxName;
            }
            return longName == null ? header.name() : longName;
        }

        private String target(TarHeader header) {
            byte[] paxTarget = pax.bytes("linkpath");
            byte[] old = longLink == null ? header.linkName() : longLink;
            return StoredName.toText(
                    paxTarget == null ? old : paxTarget, StandardCharsets.ISO_8859_1);
        }

        private @Nullable SparseMap sparse(TarHeader header, long data) throws IOException {
            if (header.type() == 'S') {
                return SparseMap.old(bytes, header, data);
            }
            if (pax.number("GNU.sparse.major") == 1) {
                return SparseMap.inContent(bytes, pax, data);
            }
            return pax.number("GNU.sparse.size") >= 0 ? SparseMap.listed(pax, data) : null;
        }

        private Times times(TarHeader header) throws EvidenceException {
            Timestamp exact = pax.time("mtime");
            Timestamp modified = exact == null ? Timestamp.unixSeconds(header.modified()) : exact;
            return new Times(
                    pax.time("LIBARCHIVE.creationtime"),
                    modified,
                    pax.time("atime"),
                    pax.time("ctime"));
        }

        private static ItemKind kind(char type) {
            return switch (type) {
                case '1', '2' -> ItemKind.LINK;
                case '3', '4', '6', 'V' -> ItemKind.OTHER;
                case '5', 'D' -> ItemKind.FOLDER;
                // POSIX: a type that is not known is a file.
                default -> ItemKind.FILE;
            };
        }
    }
}
