package org.tutela.scenario.build.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Writes tar archives (POSIX, long names in PAX headers) that depend on nothing but what is put
/// in. Closing closes the stream.
public final class TarMaker implements Closeable {
    private final TarArchiveOutputStream out;

    /// Writes to `stream`.
    public TarMaker(OutputStream stream) {
        this.out = new TarArchiveOutputStream(stream, StandardCharsets.UTF_8.name());
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        out.setAddPaxHeadersForNonAsciiNames(true);
    }

    /// Adds a file. `modified` is milliseconds since 1970 UTC.
    public void file(String name, byte[] bytes, long modified) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        begin(entry, modified);
        out.write(bytes);
        out.closeArchiveEntry();
    }

    /// Adds a folder; the name ends with a slash.
    public void folder(String name, long modified) throws IOException {
        begin(new TarArchiveEntry(name), modified);
        out.closeArchiveEntry();
    }

    private void begin(TarArchiveEntry entry, long modified) throws IOException {
        entry.setModTime(FileTime.from(modified / 1000, TimeUnit.SECONDS));
        entry.setIds(10_000, 10_000);
        entry.setNames("u0_a100", "u0_a100");
        out.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
