package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Which runs of a sparse file are stored; zeros lie between them. GNU tar manual, "Storing Sparse
/// Files": old GNU format and pax formats 0.0, 0.1 and 1.0.
///
/// @param runs offset and length of every run in turn, as stated
/// @param realSize bytes of the file as it was
/// @param mapSize bytes of the map itself, whole blocks in front of the stored runs
record SparseMap(List<Long> runs, long realSize, long mapSize) {
    private static final int MOST_RUNS = 1 << 20;

    SparseMap {
        runs = List.copyOf(runs);
    }

    /// The old GNU format: pairs in the header, and in blocks behind it while they say so.
    static SparseMap old(ByteSource bytes, TarHeader header, long behind) throws IOException {
        List<Long> runs = new ArrayList<>();
        pairs(header.sparse(), 4, runs);
        long at = behind;
        boolean more = header.extended();
        while (more) {
            Cursor block = Cursor.read(bytes, at, TarHeader.SIZE);
            pairs(block, 21, runs);
            more = block.at(504).u8("isextended") != 0;
            at += TarHeader.SIZE;
            check(runs.size() <= MOST_RUNS, at);
        }
        return new SparseMap(runs, header.realSize(), at - behind);
    }

    private static void pairs(Cursor cursor, int most, List<Long> into) throws EvidenceException {
        for (int i = 0; i < most; i++) {
            byte[] pair = cursor.bytes("sparse pair", 24);
            long offset = TarHeader.octal(pair, 0, 12);
            long length = TarHeader.octal(pair, 12, 12);
            if (pair[12] == 0) {
                return;
            }
            into.add(offset);
            into.add(length);
        }
    }

    /// Pax formats 0.0 and 0.1, whose map stands in the extended header.
    static SparseMap listed(Pax pax, long at) throws EvidenceException {
        String map = pax.text("GNU.sparse.map");
        List<Long> runs = pax.sparse();
        if (map != null) {
            runs = new ArrayList<>();
            for (String number : map.split(",", MOST_RUNS)) {
                byte[] digits = number.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                runs.add(Pax.number(digits, 0, digits.length));
            }
        }
        check(runs.size() < MOST_RUNS, at);
        return new SparseMap(runs, pax.number("GNU.sparse.size"), 0);
    }

    /// Pax format 1.0: decimal lines in front of the content, filled up to a whole block.
    static SparseMap inContent(ByteSource bytes, Pax pax, long data) throws IOException {
        Lines lines = new Lines(bytes, data);
        long count = lines.next();
        check(count >= 0 && count <= MOST_RUNS / 2, data);
        List<Long> runs = new ArrayList<>();
        for (long i = 0; i < count * 2; i++) {
            runs.add(lines.next());
        }
        long length = TarMember.whole(lines.at - data);
        return new SparseMap(runs, pax.number("GNU.sparse.realsize"), length);
    }

    /// The file as it was, from `packed` bytes of stored runs. Throws where the runs are not in
    /// order, overlap, or do not fit into what is stored or into the file.
    ByteSource content(ByteSource stored, long packed, long at) throws EvidenceException {
        check(runs.size() % 2 == 0, at);
        int count = runs.size() / 2;
        long[] offsets = new long[count];
        long[] places = new long[count + 1];
        long end = 0;
        for (int i = 0; i < count; i++) {
            long offset = runs.get(2 * i);
            long length = runs.get(2 * i + 1);
            check(offset >= end && length >= 0 && length <= realSize - offset, at);
            offsets[i] = offset;
            places[i + 1] = places[i] + length;
            end = offset + length;
        }
        check(realSize >= end && places[count] <= packed, at);
        return new Runs(stored, offsets, places, realSize);
    }

    private static void check(boolean sound, long at) throws EvidenceException {
        if (!sound) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0523",
                    "the map of a sparse file contradicts itself; the file cannot be read",
                    at);
        }
    }

    /// Decimal numbers, one a line.
    private static final class Lines {
        private final ByteSource bytes;
        private byte[] chunk = new byte[0];
        private long start;
        private long at;

        private Lines(ByteSource bytes, long at) {
            this.bytes = bytes;
            this.start = at;
            this.at = at;
        }

        private long next() throws IOException {
            long value = 0;
            for (int digits = 0; digits <= 20; digits++) {
                int c = read();
                if (c == '\n' && digits > 0) {
                    return value;
                }
                check(c >= '0' && c <= '9' && value <= (Long.MAX_VALUE - 9) / 10, at);
                value = value * 10 + c - '0';
            }
            check(false, at);
            return -1;
        }

        private int read() throws IOException {
            if (at - start >= chunk.length) {
                chunk = bytes.readBytes(at, TarHeader.SIZE);
                start = at;
            }
            return at - start < chunk.length ? chunk[(int) (at++ - start)] : -1;
        }
    }

    /// The runs laid out with zeros between them. Run `i` lies at `places[i]` of what is stored.
    private static final class Runs implements ByteSource {
        private final ByteSource stored;
        private final long[] offsets;
        private final long[] places;
        private final long size;

        private Runs(ByteSource stored, long[] offsets, long[] places, long size) {
            this.stored = stored;
            this.offsets = offsets;
            this.places = places;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(long offset, byte[] into, int from, int length) throws IOException {
            if (offset < 0 || offset >= size || length == 0) {
                return length == 0 ? 0 : -1;
            }
            int found = Arrays.binarySearch(offsets, offset);
            int run = found >= 0 ? last(found) : -found - 2;
            long within = run < 0 ? -1 : offset - offsets[run];
            if (run >= 0 && within < places[run + 1] - places[run]) {
                long left = places[run + 1] - places[run] - within;
                return stored.read(places[run] + within, into, from, (int) Math.min(length, left));
            }
            long next = run + 1 < offsets.length ? offsets[run + 1] : size;
            int zeros = (int) Math.min(length, next - offset);
            Arrays.fill(into, from, from + zeros, (byte) 0);
            return zeros;
        }

        /// Empty runs may share their offset with the one that has bytes, which is the last.
        private int last(int found) {
            int run = found;
            while (run + 1 < offsets.length && offsets[run + 1] == offsets[run]) {
                run++;
            }
            return run;
        }
    }
}
