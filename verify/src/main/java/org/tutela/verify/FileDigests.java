package org.tutela.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Digests of a file, read once.
final class FileDigests {
    private static final int BUFFER = 1 << 18;
    private final byte[] buffer = new byte[BUFFER];

    /// Lower-case hex by algorithm.
    Map<String, String> of(Path file, Collection<String> algorithms) throws IOException {
        Map<String, MessageDigest> digests = new TreeMap<>();
        for (String algorithm : algorithms) {
            digests.put(algorithm, of(algorithm));
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            int read = in.read(buffer);
            while (read >= 0) {
                for (MessageDigest digest : digests.values()) {
                    digest.update(buffer, 0, read);
                }
                read = in.read(buffer);
            }
        }
        Map<String, String> hex = new TreeMap<>();
        digests.forEach((name, digest) -> hex.put(name, HexFormat.of().formatHex(digest.digest())));
        return hex;
    }

    static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
