package org.tutela.link.shuffle;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/// Reads the rows of one partition of a run, each in place within a buffer.
final class RunCursor implements Closeable {
    private static final int HEAD = 12;

    private final FileChannel channel;
    private final long end;
    private long next;
    private byte[] buffer;
    private int position;
    private int filled;
    private final Encoded row = new Encoded();

    RunCursor(FileChannel channel, Range range, int bufferBytes) {
        this.channel = channel;
        this.next = range.start;
        this.end = range.end;
        this.buffer = new byte[bufferBytes];
    }

    /// Moves to the next row; false at the end of the partition.
    boolean next() throws IOException {
        if (position == filled && next == end) {
            return false;
        }
        need(HEAD);
        row.group = intAt(position);
        row.sortKey = intAt(position + 4);
        row.value = intAt(position + 8);
        int size = Math.addExact(row.sortKey, row.value);
        need(HEAD + size);
        row.bytes = buffer;
        row.start = position + HEAD;
        position += HEAD + size;
        return true;
    }

    /// The row moved to, valid until the next move.
    Encoded row() {
        return row;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Makes `bytes` bytes from the position on available.
    private void need(int bytes) throws IOException {
        if (filled - position >= bytes) {
            return;
        }
        if (buffer.length < bytes) {
            buffer =
                    Arrays.copyOfRange(
                            buffer, position, position + Math.max(bytes, 2 * buffer.length));
        } else {
            System.arraycopy(buffer, position, buffer, 0, filled - position);
        }
        filled -= position;
        position = 0;
        while (filled < bytes) {
            int wanted = (int) Math.min(buffer.length - filled, end - next);
            int read = channel.read(ByteBuffer.wrap(buffer, filled, wanted), next);
            if (read <= 0) {
                throw new EOFException(
                        "LI-0111: sorted rows end early; delete the folder .runs, which is made"
                                + " anew.");
            }
            filled += read;
            next += read;
        }
    }

    private int intAt(int offset) {
        return (buffer[offset] << 24)
                | ((buffer[offset + 1] & 0xFF) << 16)
                | ((buffer[offset + 2] & 0xFF) << 8)
                | (buffer[offset + 3] & 0xFF);
    }

    /// A range of bytes.
    ///
    /// @param start first
    /// @param end behind the last
    record Range(long start, long end) {}
}
