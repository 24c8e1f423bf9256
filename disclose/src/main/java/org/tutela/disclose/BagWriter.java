package org.tutela.disclose;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// Writes a bag after BagIt 1.0 (RFC 8493) with SHA-256. Paths are ours: letters, digits, dots,
/// dashes and slashes.
final class BagWriter {
    private final Path folder;
    private final Map<String, String> digests = new TreeMap<>();
    private long payloadBytes;
    private long payloadFiles;

    BagWriter(Path folder) {
        this.folder = folder;
    }

    /// Starts a file of the bag; payload lies under `data/`.
    OutputStream create(String path) throws IOException {
        if (!path.matches("[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*")
                || digests.containsKey(path)) {
            throw new IllegalArgumentException("no new path of a bag: " + path);
        }
        digests.put(path, "");
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        return new Digested(
                path,
                new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16));
    }

    /// Writes a whole file.
    void put(String path, String text) throws IOException {
        try (OutputStream out = create(path)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// `bytes.files` of the payload so far.
    String oxum() {
        return payloadBytes + "." + payloadFiles;
    }

    /// Writes `bagit.txt` and the manifests; returns the bytes of the tag manifest.
    byte[] finish() throws IOException {
        put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        put("manifest-sha256.txt", lines(true));
        byte[] tags = lines(false).getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("tagmanifest-sha256.txt"), tags);
        return tags;
    }

    private String lines(boolean payload) {
        StringBuilder text = new StringBuilder();
        digests.forEach((path, digest) -> {
            if (path.startsWith("data/") == payload && !digest.isEmpty()) {
                text.append(digest).append("  ").append(path).append('\n');
            }
        });
        return text.toString();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// A file that is digested as it is written.
    private final class Digested extends FilterOutputStream {
        private final String path;
        private final MessageDigest digest = sha256();
        private long size;
        private boolean closed;

        Digested(String path, OutputStream out) {
            super(out);
            this.path = path;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            digest.update(bytes, offset, length);
            size += length;
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            super.close();
            digests.put(path, HexFormat.of().formatHex(digest.digest()));
            if (path.startsWith("data/")) {
                payloadBytes += size;
                payloadFiles++;
            }
        }
    }
}
