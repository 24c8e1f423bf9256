package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;

/// The members of an archive whose central directory is cut off or damaged, found by walking from
/// one local header (APPNOTE 4.3.7) to the next. Their positions are those that the central
/// directory would have given them, as long as it lists members in the order of the file.
///
/// Where sizes stand behind the content, deflated content is unpacked to find its end, and stored
/// content is searched for the next signature. Attributes of Unix stand only in the central
/// directory: links come out as files.
final class LocalHeaders implements ZipIndex {

    /// Two numbers are kept for each member; this bounds them to 64 MB.
    private static final int MOST = 4 << 20;

    private final ByteSource bytes;
    private final EvidenceException flaw;
    private long[] headers = new long[64];
    private long[] packed = new long[64];
    private int count;

    private LocalHeaders(ByteSource bytes) {
        this.bytes = bytes;
        this.flaw = ZipEnd.missing(bytes.size());
    }

    /// Walks the whole archive.
    static LocalHeaders read(ByteSource bytes, Limits limits) throws IOException {
        LocalHeaders local = new LocalHeaders(bytes);
        long most = Math.min(limits.entries(), MOST);
        long at = local.nextSignature(0, false);
        while (at >= 0) {
            if (local.count >= most) {
                throw CentralDirectory.tooMany(limits);
            }
            at = local.nextSignature(local.walk(at), false);
        }
        return local;
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        for (int i = 0; i < count; i++) {
            visitor.member(member(i));
        }
    }

    @Override
    public Optional<ZipMember> find(long position) throws IOException {
        return position < 0 || position >= count
                ? Optional.empty()
                : Optional.of(member((int) position));
    }

    @Override
    public List<EvidenceException> flaws() {
        return List.of();
    }

    @Override
    public Optional<EvidenceException> end() {
        return Optional.of(flaw);
    }

    /// Never: each header lies behind the content of the one before.
    @Override
    public long firstOverlapping() {
        return Long.MAX_VALUE;
    }

    private ZipMember member(int position) throws IOException {
        ZipMember stated = header(headers[position], position);
        return packed[position] < 0 ? stated : stated.measured(packed[position]);
    }

    private ZipMember header(long at, int position) throws IOException {
        Cursor fixed = Cursor.read(bytes, at, ZipMember.LOCAL_SIZE).at(26);
        int rest = fixed.u16le("file name length") + fixed.u16le("extra field length");
        return ZipMember.local(Cursor.read(bytes, at, ZipMember.LOCAL_SIZE + rest), position, at);
    }

    /// Adds the member at a signature, unless its header is cut off or senseless; returns where to
    /// look for the next.
    private long walk(long at) throws IOException {
        ZipMember stated;
        try {
            stated = header(at, count);
        } catch (EvidenceException e) {
            return at + 4;
        }
        long data = dataOffset(bytes, at);
        long found = -1;
        if (stated.sizesBehind() && stated.packed() == 0) {
            found = measure(stated, data);
        }
        add(at, found);
        long length = found >= 0 ? found : stated.packed();
        return data + Math.min(length, bytes.size() - data);
    }

    /// The offset of a member's packed bytes, behind its local header.
    static long dataOffset(ByteSource bytes, long header) throws IOException {
        Cursor fixed = Cursor.read(bytes, header, ZipMember.LOCAL_SIZE);
        if (fixed.i32le("local file header signature") != ZipMember.LOCAL) {
            throw fixed.at(0)
                    .flaw(
                            EvidenceException.Flaw.MALFORMED,
                            "EV-0504",
                            "no local header lies where the central directory says; the member"
                                    + " cannot be read");
        }
        fixed.at(26);
        return header
                + ZipMember.LOCAL_SIZE
                + fixed.u16le("file name length")
                + fixed.u16le("extra field length");
    }

    private long measure(ZipMember member, long data) throws IOException {
        if (member.method() == 8 && !member.encrypted()) {
            long length = deflatedLength(data);
            if (length >= 0) {
                return length;
            }
        }
        long next = nextSignature(data, true);
        return (next < 0 ? bytes.size() : next) - data;
    }

    /// The number of packed bytes of a deflate stream; -1 where it is damaged or cut off.
    private long deflatedLength(long data) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            byte[] in = new byte[1 << 15];
            byte[] out = new byte[1 << 15];
            long at = data;
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    int got = bytes.read(at, in, 0, in.length);
                    if (got < 0) {
                        return -1;
                    }
                    inflater.setInput(in, 0, got);
                    at += got;
                }
                if (inflater.inflate(out) == 0 && inflater.needsDictionary()) {
                    return -1;
                }
            }
            return inflater.getBytesRead();
        } catch (DataFormatException e) {
            return -1;
        } finally {
            inflater.end();
        }
    }

    /// The next signature of a local header, at `from` or behind it; with `any`, also that of a
    /// data descriptor or of the central directory. -1 where there is none.
    private long nextSignature(long from, boolean any) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long at = from;
        int got = bytes.readUpTo(at, chunk, 0, chunk.length);
        while (got >= 4) {
            for (int i = 0; i + 4 <= got; i++) {
                if (chunk[i] == 'P' && chunk[i + 1] == 'K' && signature(chunk, i, any)) {
                    return at + i;
                }
            }
            at += got - 3;
            got = bytes.readUpTo(at, chunk, 0, chunk.length);
        }
        return -1;
    }

    private static boolean signature(byte[] chunk, int at, boolean any) {
        int third = chunk[at + 2];
        int fourth = chunk[at + 3];
        return (third == 3 && fourth == 4)
                || (any && ((third == 7 && fourth == 8) || (third == 1 && fourth == 2)));
    }

    private void add(long header, long length) {
        if (count == headers.length) {
            headers = Arrays.copyOf(headers, count * 2);
            packed = Arrays.copyOf(packed, count * 2);
        }
        headers[count] = header;
        packed[count] = length;
        count++;
    }
}
