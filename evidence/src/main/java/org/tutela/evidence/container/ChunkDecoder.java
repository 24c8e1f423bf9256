package org.tutela.evidence.container;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;

/// Unpacks chunks and keeps the last few, with the last few tables. For one thread at a time.
final class ChunkDecoder {
    /// Bytes of unpacked chunks that are kept: 64 chunks of the usual 32 KiB.
    private static final int KEPT_BYTES = 2 << 20;

    private static final int KEPT_TABLES = 8;

    private final Inflater inflater = new Inflater();
    private final Kept<Long, byte[]> chunks;
    private final Kept<Integer, ChunkTable.Places> tables = new Kept<>(KEPT_TABLES);
    private final int chunkSize;
    private final byte[] packedBytes;

    /// A buffer of a chunk that is no longer kept.
    private byte @Nullable [] spare;

    ChunkDecoder(int chunkSize) {
        this.chunkSize = chunkSize;
        this.chunks = new Kept<>(Math.clamp(KEPT_BYTES / chunkSize, 1, 64));
        this.packedBytes = new byte[EwfChunks.longest(chunkSize)];
    }

    /// A chunk as it lies in a segment.
    ///
    /// @param offset its first byte in the segment
    /// @param length its bytes in the segment, at most
    /// @param compressed whether it is a zlib stream
    /// @param needed bytes of the medium it must give at least; the last chunk may be shorter
    record Packed(long offset, int length, boolean compressed, int needed) {}

    /// Entries in the order of their last use; the eldest goes when one too many comes.
    private static final class Kept<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Kept(int most) {
            super(most * 2, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }

        boolean isFull() {
            return size() >= most;
        }
    }

    /// A chunk that was unpacked before and is still kept; null otherwise. Not to be written to.
    byte @Nullable [] find(long chunk) {
        return chunks.get(chunk);
    }

    /// The places of a table.
    ChunkTable.Places places(int number, ChunkTable table) throws IOException {
        ChunkTable.Places places = tables.get(number);
        if (places == null) {
            places = table.load();
            tables.put(number, places);
        }
        return places;
    }

    /// Reads and unpacks a chunk and keeps it. Returns why that cannot be done; null where it was
    /// done.
    @Nullable String unpack(long chunk, ByteSource segment, Packed packed) throws IOException {
        int there = segment.readUpTo(packed.offset(), packedBytes, 0, packed.length());
        byte[] out = buffer();
        String why = packed.compressed() ? inflate(out, there, packed) : copy(out, there, packed);
        if (why == null) {
            chunks.put(chunk, out);
        } else {
            spare = out;
        }
        return why;
    }

    private byte[] buffer() {
        byte[] free = spare;
        spare = null;
        if (free == null && chunks.isFull()) {
            Long eldest = chunks.sequencedKeySet().getFirst();
            free = chunks.remove(eldest);
        }
        return free == null ? new byte[chunkSize] : free;
    }

    private @Nullable String inflate(byte[] out, int there, Packed packed) {
        int done = 0;
        inflater.reset();
        inflater.setInput(packedBytes, 0, there);
        try {
            while (done < out.length && !inflater.finished()) {
                int got = inflater.inflate(out, done, out.length - done);
                if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                done += got;
            }
            // The stream's Adler-32 is only checked when its end is read.
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                return "it unpacks to more than a chunk";
            }
        } catch (DataFormatException e) {
            return "it is not sound zlib data (" + e.getMessage() + ")";
        }
        if (!inflater.finished()) {
            return "its zlib data end too early";
        }
        return done < packed.needed() ? "it unpacks to " + done + " bytes only" : clear(out, done);
    }

    private @Nullable String copy(byte[] out, int there, Packed packed) {
        int length = Math.min(there - 4, out.length);
        if (length < packed.needed()) {
            return "only " + Math.max(0, length) + " of its bytes are there";
        }
        long stated = 0;
        for (int i = 3; i >= 0; i--) {
            stated = stated << 8 | (packedBytes[length + i] & 0xFF);
        }
        // The last chunk may be cut to what is needed or filled up; the checksum covers what is
        // there.
        if (stated != EwfSection.adler(packedBytes, 0, length)) {
            return "its bytes do not have the checksum stored behind them";
        }
        System.arraycopy(packedBytes, 0, out, 0, length);
        return clear(out, length);
    }

    private static @Nullable String clear(byte[] out, int from) {
        Arrays.fill(out, from, out.length, (byte) 0);
        return null;
    }

    void close() {
        inflater.end();
    }
}
