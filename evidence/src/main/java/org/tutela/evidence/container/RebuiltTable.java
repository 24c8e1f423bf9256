package org.tutela.evidence.container;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tutela.bytes.ByteSource;

/// Places of chunks whose table is lost, found by reading the `sectors` section from its start:
/// chunks lie there one behind the other, a compressed one ends where its zlib stream ends, a plain
/// one is as long as a chunk and its Adler-32. Ends at the first bytes that are neither.
final class RebuiltTable implements ChunkTable, ChunkTable.Places {
    /// 64 GiB of medium at 32 KiB a chunk, well over what one section of 2 GiB holds.
    private static final int MOST = 1 << 21;

    private final int segment;
    private long[] ends = new long[64];
    private boolean[] deflated = new boolean[64];
    private int count;
    private final long start;

    private RebuiltTable(int segment, long start) {
        this.segment = segment;
        this.start = start;
    }

    /// Reads the chunks of `size` bytes that lie from `start` to `end` of a segment.
    static RebuiltTable read(ByteSource bytes, int segment, Span span, int size)
            throws IOException {
        RebuiltTable table = new RebuiltTable(segment, span.start());
        Inflater inflater = new Inflater();
        try {
            long at = span.start();
            while (at < span.end() && table.count < MOST) {
                int window = (int) Math.min(span.end() - at, EwfChunks.longest(size));
                byte[] raw = bytes.readBytes(at, window);
                int length = deflatedLength(inflater, raw, size);
                boolean compressed = length > 0;
                if (!compressed) {
                    length = plainLength(raw, size, at + window == span.end());
                }
                if (length == 0) {
                    break;
                }
                at += length;
                table.add(at, compressed);
            }
        } finally {
            inflater.end();
        }
        return table;
    }

    /// From `start` to before `end`.
    record Span(long start, long end) {}

    private void add(long end, boolean compressed) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            deflated = Arrays.copyOf(deflated, count * 2);
        }
        ends[count] = end;
        deflated[count] = compressed;
        count++;
    }

    private static int deflatedLength(Inflater inflater, byte[] raw, int size) {
        if (raw.length < 2
                || (raw[0] & 0x0F) != 8
                || ((raw[0] & 0xFF) << 8 | (raw[1] & 0xFF)) % 31 != 0) {
            return 0;
        }
        byte[] out = new byte[size + 1];
        int done = 0;
        inflater.reset();
        inflater.setInput(raw);
        try {
            while (!inflater.finished() && done <= size) {
                int got = inflater.inflate(out, done, out.length - done);
                if (got == 0 && !inflater.finished()) {
                    return 0;
                }
                done += got;
            }
        } catch (DataFormatException e) {
            return 0;
        }
        return inflater.finished() && done > 0 && done <= size
                ? Math.toIntExact(inflater.getBytesRead())
                : 0;
    }

    /// Length of a plain chunk with its checksum; 0 where the bytes are none. Only the very last
    /// one may be shorter than a chunk.
    private static int plainLength(byte[] raw, int size, boolean last) {
        int length = last ? Math.min(size, raw.length - 4) : size;
        if (length <= 0 || raw.length < length + 4) {
            return 0;
        }
        long stated = 0;
        for (int i = 3; i >= 0; i--) {
            stated = stated << 8 | (raw[length + i] & 0xFF);
        }
        return stated == EwfSection.adler(raw, 0, length) ? length + 4 : 0;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int segment() {
        return segment;
    }

    @Override
    public Places load() {
        return this;
    }

    @Override
    public long offset(int index) {
        return index == 0 ? start : ends[index - 1];
    }

    @Override
    public long length(int index) {
        return ends[index] - offset(index);
    }

    @Override
    public boolean compressed(int index) {
        return deflated[index];
    }
}
