package org.tutela.bytes;

import java.io.IOException;
import java.io.InputStream;

/// A source read from its start to its end.
final class SourceStream extends InputStream {
    private final ByteSource source;
    private long position;

    SourceStream(ByteSource source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 1 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int got = source.read(position, into, from, length);
        if (got <= 0) {
            return -1;
        }
        position += got;
        return got;
    }

    @Override
    public long skip(long count) {
        long step = Math.clamp(source.size() - position, 0, Math.max(0, count));
        position += step;
        return step;
    }

    @Override
    public int available() {
        return Math.clamp(source.size() - position, 0, Integer.MAX_VALUE);
    }
}
