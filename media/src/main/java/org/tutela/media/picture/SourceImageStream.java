package org.tutela.media.picture;

import java.io.IOException;
import java.util.Optional;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;

/// Evidence as the decoders of the JDK want to read it: buffered, without the temporary files that
/// ImageIO would otherwise make. Remembers a failure of the source, which decoders tend to wrap.
final class SourceImageStream extends ImageInputStreamImpl {
    private final ByteSource source;
    private final byte[] buffer = new byte[1 << 14];
    private long bufferStart;
    private int buffered;
    private @Nullable IOException failure;

    SourceImageStream(ByteSource source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        if (!isBuffered() && fill() <= 0) {
            return -1;
        }
        int value = buffer[(int) (streamPos - bufferStart)] & 0xFF;
        streamPos++;
        return value;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (!isBuffered() && fill() <= 0) {
            return -1;
        }
        int at = (int) (streamPos - bufferStart);
        int count = Math.min(length, buffered - at);
        System.arraycopy(buffer, at, into, from, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return source.size();
    }

    /// What the source threw, if it threw.
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    private boolean isBuffered() {
        return streamPos >= bufferStart && streamPos < bufferStart + buffered;
    }

    private int fill() throws IOException {
        try {
            int got = source.read(streamPos, buffer, 0, buffer.length);
            bufferStart = streamPos;
            buffered = Math.max(0, got);
            return got;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
