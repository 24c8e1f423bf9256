package org.tutela.evidence.container;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The bytes of an E01 set. Chunks are unpacked when read. There is no lock: each thread borrows a
/// [ChunkDecoder] with its own inflater and its own few last chunks, as a rule the one that it had
/// before.
final class EwfChunks implements ByteSource {
    private static final int SEATS = 16;

    private final EwfSegments segments;
    private final EwfVolume volume;
    private final List<ChunkTable> tables;
    private final long[] firstChunks;
    private final long chunkCount;
    private final AtomicReferenceArray<@Nullable ChunkDecoder> seats =
            new AtomicReferenceArray<>(SEATS);

    EwfChunks(EwfSegments segments, EwfVolume volume, List<ChunkTable> tables) {
        this.segments = segments;
        this.volume = volume;
        this.tables = tables.stream().filter(table -> table.count() > 0).toList();
        this.firstChunks = new long[this.tables.size()];
        long chunk = 0;
        for (int i = 0; i < firstChunks.length; i++) {
            firstChunks[i] = chunk;
            chunk += this.tables.get(i).count();
        }
        this.chunkCount = chunk;
    }

    /// The most bytes that a chunk of `size` bytes can take in a segment: what deflate adds to
    /// bytes that do not shrink, with room to spare.
    static int longest(int size) {
        return size + (size >> 3) + 1024;
    }

    @Override
    public long size() {
        return volume.size();
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        if (offset < 0 || offset >= size()) {
            return length == 0 ? 0 : -1;
        }
        int wanted = (int) Math.min(length, size() - offset);
        int seat = (int) (Thread.currentThread().threadId() % SEATS);
        ChunkDecoder borrowed = seats.getAndSet(seat, null);
        ChunkDecoder decoder = borrowed == null ? new ChunkDecoder(volume.chunkSize()) : borrowed;
        try {
            return read(decoder, offset, new Target(into, from, wanted));
        } finally {
            if (!seats.compareAndSet(seat, null, decoder)) {
                decoder.close();
            }
        }
    }

    /// Where bytes go to.
    private static final class Target {
        private final byte[] into;
        private final int from;
        private final int length;

        Target(byte[] into, int from, int length) {
            this.into = into;
            this.from = from;
            this.length = length;
        }
    }

    private int read(ChunkDecoder decoder, long offset, Target target) throws IOException {
        int done = 0;
        while (done < target.length) {
            long at = offset + done;
            long chunk = at / volume.chunkSize();
            int inside = (int) (at % volume.chunkSize());
            byte[] bytes;
            try {
                bytes = chunk(decoder, chunk);
            } catch (EvidenceException e) {
                if (done > 0) {
                    return done;
                }
                throw e;
            }
            int count = Math.min(bytes.length - inside, target.length - done);
            System.arraycopy(bytes, inside, target.into, target.from + done, count);
            done += count;
        }
        return done;
    }

    private byte[] chunk(ChunkDecoder decoder, long chunk) throws IOException {
        byte[] known = decoder.find(chunk);
        if (known != null) {
            return known;
        }
        if (chunk >= chunkCount) {
            throw flaw(chunk, "no table says where it lies", Flaw.TRUNCATED);
        }
        int number = table(chunk);
        ChunkTable table = tables.get(number);
        int index = (int) (chunk - firstChunks[number]);
        int needed = (int) Math.min(volume.chunkSize(), size() - chunk * volume.chunkSize());
        try {
            ChunkTable.Places places = decoder.places(number, table);
            EwfSegments.Segment segment = segments.segments().get(table.segment());
            ByteSource bytes = segment.bytes();
            if (bytes == null) {
                throw flaw(chunk, "it lies in the missing " + segment.name(), Flaw.TRUNCATED);
            }
            ChunkDecoder.Packed packed =
                    new ChunkDecoder.Packed(
                            places.offset(index),
                            Math.clamp(places.length(index), 0, longest(volume.chunkSize())),
                            places.compressed(index),
                            needed);
            String why = decoder.unpack(chunk, bytes, packed);
            if (why != null) {
                throw flaw(
                        chunk,
                        "at byte " + packed.offset() + " of " + segment.name() + ": " + why,
                        Flaw.MALFORMED);
            }
        } catch (EvidenceException e) {
            throw e.code().equals("EV-0106") ? e : flaw(chunk, e.detail(), e.flaw());
        }
        byte[] unpacked = decoder.find(chunk);
        if (unpacked == null) {
            throw new IllegalStateException("a chunk just unpacked is not there");
        }
        return unpacked;
    }

    private EvidenceException flaw(long chunk, String why, Flaw flaw) {
        long at = chunk * volume.chunkSize();
        return new EvidenceException(
                flaw,
                "EV-0106",
                "chunk "
                        + chunk
                        + " (bytes "
                        + at
                        + " to "
                        + Math.min(size(), at + volume.chunkSize())
                        + " of the medium) cannot be read: "
                        + why,
                at);
    }

    private int table(long chunk) {
        int found = java.util.Arrays.binarySearch(firstChunks, chunk);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < SEATS; i++) {
            ChunkDecoder decoder = seats.getAndSet(i, null);
            if (decoder != null) {
                decoder.close();
            }
        }
        segments.close();
    }
}
