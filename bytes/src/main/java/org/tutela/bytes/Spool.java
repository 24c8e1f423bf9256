package org.tutela.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Bounded temporary files. Everything written is gone when the spool is closed. Names of evidence
/// never become names of files: files are numbered. One spool belongs to one thread.
public final class Spool implements Closeable {
    private final Path folder;
    private final long limit;
    private final List<Path> files = new ArrayList<>();
    private long used;

    private Spool(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /// A spool in `parent` (created where missing) that holds at most `limit` bytes.
    public static Spool open(Path parent, long limit) throws IOException {
        Files.createDirectories(parent);
        return new Spool(Files.createTempDirectory(parent, "spool-"), limit);
    }

    /// Copies a source into a file of its own, whose name ends with `suffix` (letters of ours,
    /// never of the evidence). Throws [EvidenceException] (`LIMIT_REACHED`) when the spool is full.
    public Path copy(ByteSource source, String suffix) throws IOException {
        return copy(source.stream(), suffix);
    }

    /// As [#copy(ByteSource, String)], from a stream of unknown length, which is not closed.
    public Path copy(InputStream in, String suffix) throws IOException {
        Path file = folder.resolve(files.size() + suffix);
        files.add(file);
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            int got = in.read(buffer);
            while (got >= 0) {
                used += got;
                if (used > limit) {
                    throw new EvidenceException(
                            EvidenceException.Flaw.LIMIT_REACHED,
                            "EV-0005",
                            "needs more than the "
                                    + limit
                                    + " bytes of temporary space it may have",
                            used);
                }
                out.write(buffer, 0, got);
                got = in.read(buffer);
            }
        }
        return file;
    }

    /// The folder that all files of this spool lie in.
    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        try (var left = Files.walk(folder)) {
            for (Path path : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
