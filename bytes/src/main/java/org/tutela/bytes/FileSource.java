package org.tutela.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file opened read-only; its size is taken once, at opening.
final class FileSource implements ByteSource {
    private final FileChannel channel;
    private final long size;

    FileSource(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        if (offset < 0 || offset >= size) {
            return length == 0 ? 0 : -1;
        }
        int count = (int) Math.min(length, size - offset);
        return channel.read(ByteBuffer.wrap(into, from, count), offset);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
