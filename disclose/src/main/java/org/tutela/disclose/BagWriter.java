package org.tutela.disclose;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Writes a bag after BagIt 1.0 (RFC 8493) with SHA-256, each file digested as it is written. Paths
/// are ours: letters, digits, dots, dashes and slashes. Payload that was written in one bag can be
/// taken over into another, which is how a package is split.
final class BagWriter {
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*");

    /// Most files are written by larger pieces, which go past this buffer.
    private static final int BUFFER = 1 << 13;

    private final Path folder;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /// Folders that were made.
    private final Set<String> folders = new HashSet<>();

    /// Digests that no file uses now: looking one up costs as much as digesting some thousand
    /// bytes.
    private final Deque<MessageDigest> idle = new ArrayDeque<>();

    BagWriter(Path folder) {
        this.folder = folder;
    }

    /// A finished file.
    ///
    /// @param path inside the bag
    /// @param size bytes
    /// @param sha256 lower-case hex
    record Entry(String path, long size, String sha256) {
        boolean payload() {
            return path.startsWith("data/");
        }
    }

    /// Starts a file of the bag; payload lies under `data/`.
    OutputStream create(String path) throws IOException {
        return new Digested(
                path,
                new BufferedOutputStream(
                        Files.newOutputStream(place(path), StandardOpenOption.CREATE_NEW), BUFFER));
    }

    /// Where a new file of the bag lies that somebody else writes and [#adopt] then lists.
    Path place(String path) throws IOException {
        if (!PATH.matcher(path).matches() || entries.containsKey(path)) {
            throw new IllegalArgumentException("no new path of a bag: " + path);
        }
        if (folders.add(path.substring(0, path.lastIndexOf('/') + 1))) {
            Files.createDirectories(folder.resolve(path).resolveSibling("."));
        }
        return folder.resolve(path);
    }

    /// Lists a file that lies in its place.
    void adopt(Entry entry) {
        entries.put(entry.path(), entry);
    }

    /// Writes a whole file.
    void put(String path, String text) throws IOException {
        try (OutputStream out = create(path)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Reads a finished file again.
    InputStream read(String path) throws IOException {
        return new BufferedInputStream(Files.newInputStream(folder.resolve(get(path).path())));
    }

    /// Takes a file out again.
    void discard(String path) throws IOException {
        entries.remove(path);
        Files.deleteIfExists(folder.resolve(path));
    }

    /// Moves a file of another bag on the same disk into this one.
    void take(BagWriter other, Entry entry) throws IOException {
        Files.move(other.folder.resolve(entry.path()), place(entry.path()));
        adopt(entry);
    }

    /// Moves all files of another bag on the same disk into this one, which is new.
    void takeAll(BagWriter other) throws IOException {
        if (Files.exists(folder)) {
            throw new IllegalArgumentException("this bag is begun: " + folder);
        }
        Files.createDirectories(folder.resolveSibling("."));
        Files.move(other.folder, folder);
        entries.putAll(other.entries);
        folders.addAll(other.folders);
    }

    /// A finished file; throws [IllegalArgumentException] where there is none of that path.
    Entry get(String path) {
        Entry entry = entries.get(path);
        if (entry == null) {
            throw new IllegalArgumentException("not in the bag: " + path);
        }
        return entry;
    }

    /// What was written, in order.
    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /// `bytes.files` of the payload so far.
    String oxum() {
        List<Entry> payload = entries.values().stream().filter(Entry::payload).toList();
        return payload.stream().mapToLong(Entry::size).sum() + "." + payload.size();
    }

    /// Writes `bagit.txt` and the manifests; returns the bytes of the tag manifest.
    byte[] finish() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        put("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        put("manifest-sha256.txt", lines(true));
        byte[] tags = lines(false).getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("tagmanifest-sha256.txt"), tags);
        return tags;
    }

    private String lines(boolean payload) {
        List<String> paths = new ArrayList<>(new TreeMap<>(entries).keySet());
        StringBuilder text = new StringBuilder();
        for (String path : paths) {
            Entry entry = get(path);
            if (entry.payload() == payload) {
                text.append(entry.sha256()).append("  ").append(path).append('\n');
            }
        }
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
        private final MessageDigest digest = idle.isEmpty() ? sha256() : idle.pop();
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
            adopt(new Entry(path, size, HexFormat.of().formatHex(digest.digest())));
            idle.push(digest);
        }
    }
}
