package org.tutela.facts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.tutela.model.Digest;

/// A new file that is digested while it is written, forced to the disk when closed.
final class DigestingFile extends PositionOutputStream implements OutputFile {
    private final FileChannel channel;
    private final MessageDigest sha256 = Hashes.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private long position;

    private DigestingFile(FileChannel channel) {
        this.channel = channel;
    }

    static DigestingFile create(Path file) throws IOException {
        return new DigestingFile(Durable.create(file));
    }

    /// Bytes written so far.
    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        if (!buffer.hasRemaining()) {
            drain();
        }
        buffer.put((byte) value);
        position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        position += length;
        if (length > buffer.remaining()) {
            drain();
        }
        if (length > buffer.capacity()) {
            sha256.update(bytes, offset, length);
            writeFully(ByteBuffer.wrap(bytes, offset, length));
        } else {
            buffer.put(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (channel.isOpen()) {
                drain();
                channel.force(true);
            }
        }
    }

    /// Closes without caring for what was not yet written.
    void abandon() throws IOException {
        channel.close();
    }

    /// SHA-256 of the closed file.
    Digest digest() {
        return Digest.of(sha256.digest());
    }

    private void drain() throws IOException {
        buffer.flip();
        sha256.update(buffer.duplicate());
        writeFully(buffer);
        buffer.clear();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public PositionOutputStream create(long blockSize) {
        return this;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
        return this;
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }
}
