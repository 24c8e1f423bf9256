package org.tutela.evidence.filesystem;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Where the bytes of a file lie on the medium: fragments and holes, in the order of the file.
/// Immutable; takes 16 bytes a fragment, and at most [#LIMIT] fragments.
///
/// A map may end early, because the file system's own map is damaged or too long. What lies before
/// that end can be read; what lies behind it throws the reason.
public final class Runs {

    /// How many fragments one file may have.
    public static final int LIMIT = 1 << 20;

    private static final long HOLE = -1;

    private final long[] starts;
    private final long[] places;
    private final long mapped;
    private final @Nullable EvidenceException end;

    private Runs(Builder from) {
        starts = Arrays.copyOf(from.starts, from.count);
        places = Arrays.copyOf(from.places, from.count);
        mapped = from.mapped;
        end = from.end;
    }

    /// Bytes of the file that are mapped, holes included.
    public long mapped() {
        return mapped;
    }

    /// Number of fragments and holes.
    public int count() {
        return starts.length;
    }

    /// Offset on the medium of the first byte that is stored; -1 where none is.
    public long firstByte() {
        for (long place : places) {
            if (place != HOLE) {
                return place;
            }
        }
        return -1;
    }

    /// Offset on the medium of one byte of the file; -1 where it is not stored.
    public long place(long offset) {
        int index = find(offset);
        if (index < 0 || index >= starts.length || places[index] == HOLE) {
            return -1;
        }
        return places[index] + (offset - starts[index]);
    }

    /// How many of the bytes `from` to `from + length` of the file are stored on the medium.
    public long stored(long from, long length) {
        long stored = 0;
        long to = Math.min(mapped, from + length);
        for (int i = find(from); i >= 0 && i < starts.length && starts[i] < to; i++) {
            if (places[i] != HOLE) {
                stored += Math.min(to, end(i)) - Math.max(from, starts[i]);
            }
        }
        return stored;
    }

    /// The first offset of the file, `from` or later, that is stored on the medium; -1 where
    /// nothing more is.
    public long nextStored(long from) {
        for (int i = Math.max(0, find(from)); i < starts.length; i++) {
            if (places[i] != HOLE && end(i) > from) {
                return Math.max(from, starts[i]);
            }
        }
        return -1;
    }

    /// The content of a file.
    ///
    /// @param medium what the fragments lie on
    /// @param size bytes of the file
    /// @param valid bytes that were ever written; those behind them read as zeros
    /// @param code the stable code of the problem that a fragment outside of the medium is
    public ByteSource open(ByteSource medium, long size, long valid, String code) {
        return new Content(this, medium, new Extent(size, Math.clamp(valid, 0, size), code));
    }

    /// The index of the run that holds `offset`, -1 or the number of runs where none does.
    private int find(long offset) {
        if (offset >= mapped) {
            return starts.length;
        }
        int index = Arrays.binarySearch(starts, offset);
        return index >= 0 ? index : -index - 2;
    }

    private long end(int index) {
        return index + 1 < starts.length ? starts[index + 1] : mapped;
    }

    private record Extent(long size, long valid, String code) {}

    /// Reads through the map.
    private record Content(Runs runs, ByteSource medium, Extent extent) implements ByteSource {

        @Override
        public long size() {
            return extent.size;
        }

        @Override
        public int read(long offset, byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (offset < 0 || offset >= extent.size) {
                return -1;
            }
            if (offset >= extent.valid) {
                return zeros(into, from, (int) Math.min(length, extent.size - offset));
            }
            int run = runs.find(offset);
            if (run < 0 || run >= runs.starts.length) {
                throw unmapped(offset);
            }
            long there = Math.min(runs.end(run), extent.valid) - offset;
            int count = (int) Math.min(length, there);
            long place = runs.places[run];
            if (place == HOLE) {
                return zeros(into, from, count);
            }
            int got = medium.read(place + (offset - runs.starts[run]), into, from, count);
            if (got <= 0) {
                throw new EvidenceException(
                        Flaw.TRUNCATED,
                        extent.code,
                        "byte "
                                + offset
                                + " of the file lies at "
                                + (place + (offset - runs.starts[run]))
                                + ", behind the end of the image; the rest of the file is missing",
                        offset);
            }
            return got;
        }

        private EvidenceException unmapped(long offset) {
            EvidenceException why = runs.end;
            if (why != null) {
                return new EvidenceException(why.flaw(), why.code(), why.detail(), offset);
            }
            return new EvidenceException(
                    Flaw.TRUNCATED,
                    extent.code,
                    "the file states "
                            + extent.size
                            + " bytes, but only "
                            + runs.mapped
                            + " have a place on the medium; the rest is missing",
                    offset);
        }

        private static int zeros(byte[] into, int from, int count) {
            Arrays.fill(into, from, from + count, (byte) 0);
            return count;
        }
    }

    /// Collects fragments in the order of the file; neighbours on the medium become one.
    public static final class Builder {
        private long[] starts = new long[4];
        private long[] places = new long[4];
        private int count;
        private long mapped;
        private @Nullable EvidenceException end;

        /// Bytes mapped so far.
        public long mapped() {
            return mapped;
        }

        /// Whether the map goes on: false as soon as it has ended early.
        public boolean open() {
            return end == null;
        }

        /// The next `length` bytes of the file lie at `place` on the medium. Does nothing where
        /// `length` is 0 or the map has ended; ends it where there are too many fragments.
        public Builder stored(long place, long length, String code) {
            return add(place, length, code);
        }

        /// The next `length` bytes of the file are zeros that are not stored.
        public Builder hole(long length, String code) {
            return add(HOLE, length, code);
        }

        /// Ends the map here; reading on throws what `why` says.
        public Builder end(EvidenceException why) {
            if (end == null) {
                end = why;
            }
            return this;
        }

        /// The map.
        public Runs build() {
            return new Runs(this);
        }

        private Builder add(long place, long length, String code) {
            if (end != null || length <= 0) {
                return this;
            }
            if (length > Long.MAX_VALUE - mapped) {
                return end(tooMuch(code, "is said to hold more than 2^63 bytes"));
            }
            if (!continues(place)) {
                if (count == LIMIT) {
                    return end(
                            tooMuch(
                                    code,
                                    "lies in more than " + LIMIT + " fragments on the medium"));
                }
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                    places = Arrays.copyOf(places, count * 2);
                }
                starts[count] = mapped;
                places[count] = place;
                count++;
            }
            mapped += length;
            return this;
        }

        private boolean continues(long place) {
            if (count == 0) {
                return false;
            }
            long last = places[count - 1];
            if (place == HOLE || last == HOLE) {
                return place == last;
            }
            return last + (mapped - starts[count - 1]) == place;
        }

        private EvidenceException tooMuch(String code, String what) {
            return new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    code,
                    "the file " + what + "; it can be read up to byte " + mapped,
                    mapped);
        }
    }
}
