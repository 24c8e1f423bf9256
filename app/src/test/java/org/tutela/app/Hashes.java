package org.tutela.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Digests by the JDK alone, for comparing.
final class Hashes {
    private Hashes() {}

    /// MD5 of a file, lower-case hex.
    static String md5(Path file) throws IOException {
        return hex("MD5", Files.readAllBytes(file));
    }

    /// SHA-256 of bytes, lower-case hex.
    static String sha256(byte[] bytes) {
        return hex("SHA-256", bytes);
    }

    /// SHA-256 of every file below a folder, by path.
    static SortedMap<String, String> tree(Path folder) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(file).toString(), sha256(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
