package org.tutela.bytes;

import java.io.IOException;

/// A window on another source.
record Slice(ByteSource whole, long start, long size) implements ByteSource {
    Slice {
        start = Math.clamp(start, 0, whole.size());
        size = Math.clamp(size, 0, whole.size() - start);
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        if (offset < 0 || offset >= size) {
            return length == 0 ? 0 : -1;
        }
        return whole.read(start + offset, into, from, (int) Math.min(length, size - offset));
    }
}
