package org.tutela.examine.digest;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.tutela.bytes.ByteSource;
import org.tutela.model.Digest;

/// MD5, SHA-1 and SHA-256 (RFC 1321, FIPS 180-4) of bytes that are read once, from front to back.
///
/// @param md5 16 bytes
/// @param sha1 20 bytes
/// @param sha256 32 bytes
/// @param size how many bytes were digested
public record ThreeDigests(Digest md5, Digest sha1, Digest sha256, long size) {
    /// Small enough for the digests to find the bytes in the processor's cache.
    private static final int CHUNK = 1 << 15;

    /// One set for each thread: making them takes longer than digesting a small file.
    private static final ThreadLocal<Running> RUNNING = ThreadLocal.withInitial(Running::new);

    /// Digests all of `bytes`. Throws [org.tutela.bytes.EvidenceException] where they cannot be
    /// read; then there is no digest, as one of a part would be taken for one of the whole.
    public static ThreeDigests of(ByteSource bytes) throws IOException {
        Running running = RUNNING.get().start();
        long size = bytes.readPieces(running);
        return running.end(size);
    }

    /// The digests of the bytes so far.
    private static final class Running implements ByteSource.PieceReader {
        private final MessageDigest md5 = digest("MD5");
        private final MessageDigest sha1 = digest("SHA-1");
        private final MessageDigest sha256 = digest("SHA-256");

        /// Forgets what was left of bytes that could not be read to their end.
        Running start() {
            md5.reset();
            sha1.reset();
            sha256.reset();
            return this;
        }

        @Override
        public void piece(byte[] bytes, int from, int length) {
            for (int done = 0; done < length; done += CHUNK) {
                int count = Math.min(CHUNK, length - done);
                md5.update(bytes, from + done, count);
                sha1.update(bytes, from + done, count);
                sha256.update(bytes, from + done, count);
            }
        }

        ThreeDigests end(long size) {
            return new ThreeDigests(
                    Digest.of(md5.digest()),
                    Digest.of(sha1.digest()),
                    Digest.of(sha256.digest()),
                    size);
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
