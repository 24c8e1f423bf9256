package org.tutela.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;

/// Bounded temporary files. Everything written is gone when the spool is closed. Names of evidence
/// never become names of files: files are numbered. May be used by several threads at once; close
/// it when all of them are done.
public final class Spool implements Closeable {
    private final Path folder;
    private final long limit;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong used = new AtomicLong();

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

    /// As [#copy(ByteSource, String)], from a stream of unknown length, which is not closed. Where
    /// the copy fails, the file is removed and its space given back.
    public Path copy(InputStream in, String suffix) throws IOException {
        Path file = folder.resolve(numbers.getAndIncrement() + suffix);
        long written = 0;
        boolean complete = false;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            int got = in.read(buffer);
            while (got >= 0) {
                written += got;
                take(got);
                out.write(buffer, 0, got);
                got = in.read(buffer);
            }
            complete = true;
        } finally {
            if (!complete) {
                used.addAndGet(-written);
                Files.deleteIfExists(file);
            }
        }
        return file;
    }

    /// Removes a file that [#copy] made before the spool is closed, and gives its space back.
    public void release(Path file) throws IOException {
        if (!folder.equals(file.getParent())) {
            throw new IllegalArgumentException(file + " is not of this spool");
        }
        if (Files.exists(file)) {
            long size = Files.size(file);
            Files.delete(file);
            used.addAndGet(-size);
        }
    }

    /// The folder that all files of this spool lie in.
    public Path folder() {
        return folder;
    }

    /// Bytes that the spool holds now.
    public long used() {
        return used.get();
    }

    @Override
    public void close() throws IOException {
        try (var left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private void take(int count) throws EvidenceException {
        long now = used.addAndGet(count);
        if (now > limit) {
            throw new EvidenceException(
                    EvidenceException.Flaw.LIMIT_REACHED,
                    "EV-0005",
                    "needs more than the " + limit + " bytes of temporary space it may have",
                    now);
        }
    }
}
