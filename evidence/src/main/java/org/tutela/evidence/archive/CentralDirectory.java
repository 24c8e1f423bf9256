package org.tutela.evidence.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.bytes.Limits;

/// The central directory (APPNOTE 4.3.12), read record by record. Only the place of every 256th
/// record is kept, so half a million members cost 16 KB.
///
/// The members' packed bytes are added up on the way. An archive whose sum is larger than itself
/// has members that share bytes, which is how small archives unfold without end; from the member on
/// that breaks the sum, none is unpacked.
final class CentralDirectory implements ZipIndex {
    private static final int STRIDE = 256;

    private final ByteSource bytes;
    private final ZipEnd end;
    private final List<EvidenceException> flaws = new ArrayList<>();
    private long[] marks = new long[16];
    private long count;
    private long firstOverlapping = Long.MAX_VALUE;

    private CentralDirectory(ByteSource bytes, ZipEnd end) {
        this.bytes = bytes;
        this.end = end;
    }

    /// Reads it once; empty where a record is damaged or more members are stated than may be.
    static Optional<CentralDirectory> read(ByteSource bytes, ZipEnd end, Limits limits)
            throws IOException {
        CentralDirectory directory = new CentralDirectory(bytes, end);
        return directory.scan(limits) ? Optional.of(directory) : Optional.empty();
    }

    private boolean scan(Limits limits) throws IOException {
        long packed = 0;
        try (Records records = new Records(end.start(), 0)) {
            while (records.more()) {
                if (count % STRIDE == 0) {
                    mark(records.offset);
                }
                ZipMember member = records.next();
                packed += Math.min(member.packed(), Long.MAX_VALUE - packed);
                if (packed > bytes.size() && firstOverlapping == Long.MAX_VALUE) {
                    firstOverlapping = count;
                }
                count++;
                if (count > limits.entries()) {
                    throw tooMany(limits);
                }
            }
        } catch (EvidenceException e) {
            if (e.flaw() == Flaw.LIMIT_REACHED) {
                throw e;
            }
            return false;
        }
        // Old programs count modulo 2^16.
        if (end.entries() != count && end.entries() != (count & 0xFFFF)) {
            flaws.add(
                    new EvidenceException(
                            Flaw.MALFORMED,
                            "EV-0503",
                            "the archive states "
                                    + end.entries()
                                    + " members and lists "
                                    + count
                                    + "; those it lists were read",
                            end.end()));
        }
        if (firstOverlapping != Long.MAX_VALUE && !end.split()) {
            flaws.add(overlap(end.start()));
        }
        return true;
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        try (Records records = new Records(end.start(), 0)) {
            while (records.more()) {
                visitor.member(records.next());
            }
        }
    }

    @Override
    public Optional<ZipMember> find(long position) throws IOException {
        if (position < 0 || position >= count) {
            return Optional.empty();
        }
        int mark = Math.toIntExact(position / STRIDE);
        try (Records records = new Records(marks[mark], (long) mark * STRIDE)) {
            while (records.position < position) {
                records.skip();
            }
            return Optional.of(records.next());
        }
    }

    @Override
    public List<EvidenceException> flaws() {
        return flaws;
    }

    @Override
    public Optional<EvidenceException> end() {
        return Optional.empty();
    }

    @Override
    public long firstOverlapping() {
        return firstOverlapping;
    }

    static EvidenceException overlap(long offset) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0514",
                "members share the same packed bytes, as in archives made to overload a program;"
                        + " they are listed but not unpacked",
                offset);
    }

    static EvidenceException tooMany(Limits limits) {
        return new EvidenceException(
                Flaw.LIMIT_REACHED,
                "EV-0513",
                "lists more than the " + limits.entries() + " members that one archive may have",
                -1);
    }

    private void mark(long offset) {
        int mark = Math.toIntExact(count / STRIDE);
        if (mark == marks.length) {
            marks = Arrays.copyOf(marks, marks.length * 2);
        }
        marks[mark] = offset;
    }

    /// Records one after the other.
    private final class Records implements AutoCloseable {
        private final InputStream in;
        private long offset;
        private long position;

        private Records(long offset, long position) {
            this.offset = offset;
            this.position = position;
            this.in =
                    new BufferedInputStream(
                            bytes.slice(offset, end.end() - offset).stream(), 1 << 15);
        }

        private boolean more() {
            return offset < end.end();
        }

        private ZipMember next() throws IOException {
            byte[] fixed = in.readNBytes(ZipMember.CENTRAL_SIZE);
            int rest = rest(fixed);
            byte[] record = Arrays.copyOf(fixed, fixed.length + rest);
            in.readNBytes(record, fixed.length, rest);
            ZipMember member = ZipMember.central(Cursor.of(record, offset), position, end.base());
            step(record.length);
            return member;
        }

        private void skip() throws IOException {
            byte[] fixed = in.readNBytes(ZipMember.CENTRAL_SIZE);
            int rest = rest(fixed);
            in.skipNBytes(rest);
            step(fixed.length + rest);
        }

        private int rest(byte[] fixed) throws EvidenceException {
            Cursor cursor = Cursor.of(fixed, offset);
            if (cursor.i32le("central file header signature") != ZipMember.CENTRAL) {
                throw cursor.at(0)
                        .flaw(
                                Flaw.MALFORMED,
                                "EV-0502",
                                "a record of the central directory has a wrong signature");
            }
            cursor.at(28);
            int rest =
                    cursor.u16le("file name length")
                            + cursor.u16le("extra field length")
                            + cursor.u16le("comment length");
            if (rest > end.end() - offset - ZipMember.CENTRAL_SIZE) {
                throw cursor.flaw(
                        Flaw.TRUNCATED,
                        "EV-0502",
                        "a record of the central directory is longer than the directory");
            }
            return rest;
        }

        private void step(int length) {
            offset += length;
            position++;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
