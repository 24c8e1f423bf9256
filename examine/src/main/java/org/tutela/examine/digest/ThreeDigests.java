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

    private static final int READ = 1 << 19;

    /// Digests all of `bytes`. Throws [org.tutela.bytes.EvidenceException] where they cannot be
    /// read; then there is no digest, as one of a part would be taken for one of the whole.
    public static ThreeDigests of(ByteSource bytes) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha1 = digest("SHA-1");
        MessageDigest sha256 = digest("SHA-256");
        byte[] buffer = new byte[Math.clamp(bytes.size(), 1, READ)];
        long position = 0;
        int got = bytes.read(0, buffer, 0, buffer.length);
        while (got > 0) {
            for (int from = 0; from < got; from += CHUNK) {
                int length = Math.min(CHUNK, got - from);
                md5.update(buffer, from, length);
                sha1.update(buffer, from, length);
                sha256.update(buffer, from, length);
            }
            position += got;
            got = bytes.read(position, buffer, 0, buffer.length);
        }
        return new ThreeDigests(
                Digest.of(md5.digest()),
                Digest.of(sha1.digest()),
                Digest.of(sha256.digest()),
                position);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
