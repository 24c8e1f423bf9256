package org.tutela.evidence.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Entry.Times;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader.Means;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;
import org.tutela.model.Timestamp;

/// One packed file. Its size is not known before it is unpacked, as gzip states it modulo 2^32 of
/// its last member only: the listing says 0, the opened content has the true one.
final class PackedHolder implements Holder {
    private static final int LONGEST_HEADER = 64 << 10;

    private final Packing packing;
    private final ByteSource bytes;
    private final Means means;
    private final Address member;
    private final Times times;

    PackedHolder(Packing packing, ByteSource bytes, Address at, Means means) throws IOException {
        this.packing = packing;
        this.bytes = bytes;
        this.means = means;
        Head head = packing == Packing.GZIP ? gzip(bytes) : Head.EMPTY;
        this.member =
                head.name.length == 0
                        ? at.step(Address.Kind.MEMBER, nameWithin(at), 0)
                        : at.step(Address.Kind.MEMBER, head.name, 0);
        this.times = head.times;
    }

    @Override
    public void list(Sink sink) throws IOException {
        byte[] name = Address.decode(member.last().value());
        sink.entry(
                new Entry(
                        member,
                        StoredName.toPath(StoredName.toText(name, StandardCharsets.ISO_8859_1)),
                        0,
                        ItemKind.FILE,
                        ItemOrigin.LISTED,
                        times,
                        0,
                        null));
    }

    @Override
    public ByteSource open(Address address) throws IOException {
        if (!address.last().equals(member.last())) {
            throw ZipHolder.noSuchMember(address);
        }
        return member.steps().size() == 2
                ? Content.unpackSource(packing, bytes, means)
                : Content.unpack(packing, bytes, Content.Stated.NOTHING, means);
    }

    /// The name of the file without the ending of its packing; `content` for a whole source.
    private byte[] nameWithin(Address at) {
        if (at.steps().size() == 1) {
            return "content".getBytes(StandardCharsets.UTF_8);
        }
        byte[] path = Address.decode(at.last().value());
        int from = path.length;
        while (from > 0 && path[from - 1] != '/') {
            from--;
        }
        byte[] name = Arrays.copyOfRange(path, from, path.length);
        String ending = "." + packing.suffix();
        String text = new String(name, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.endsWith(ending) && text.length() > ending.length()
                ? Arrays.copyOf(name, name.length - ending.length())
                : name;
    }

    /// Name and time of a gzip header (RFC 1952, 2.3). A damaged header has neither; unpacking will
    /// say that it is damaged.
    private static Head gzip(ByteSource bytes) throws IOException {
        Cursor cursor = Cursor.read(bytes, 0, LONGEST_HEADER);
        try {
            int flags = cursor.skip("ID1 ID2 CM", 3).u8("FLG");
            long modified = cursor.u32le("MTIME");
            Times times =
                    modified == 0
                            ? Times.NONE
                            : new Times(null, Timestamp.unixSeconds(modified), null, null);
            cursor.skip("XFL OS", 2);
            if ((flags & 4) != 0) {
                cursor.skip("extra field", cursor.u16le("XLEN"));
            }
            int from = cursor.position();
            if ((flags & 8) == 0) {
                return new Head(new byte[0], times);
            }
            while (cursor.u8("FNAME") != 0) {
                // Until the zero byte.
            }
            int length = cursor.position() - from - 1;
            return new Head(cursor.at(from).bytes("FNAME", length), times);
        } catch (EvidenceException e) {
            return Head.EMPTY;
        }
    }

    private static final class Head {
        private static final Head EMPTY = new Head(new byte[0], Times.NONE);

        private final byte[] name;
        private final Times times;

        private Head(byte[] name, Times times) {
            this.name = name;
            this.times = times;
        }
    }
}
