package org.tutela.evidence.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Holder;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// An opened source: exactly one of bytes and folder is there.
public final class OpenSource implements Closeable {
    private final Id id;
    private final String name;
    private final Medium medium;
    private final @Nullable Holder folder;

    OpenSource(Id id, String name, Medium medium, @Nullable Holder folder) {
        this.id = id;
        this.name = name;
        this.medium = medium;
        this.folder = folder;
    }

    /// What lies in the files of a source.
    ///
    /// @param format how it is kept
    /// @param bytes the medium or archive; null for a folder
    /// @param size bytes of the medium, or of all files of the folder
    /// @param segmentSizes bytes of every file
    /// @param md5 as the container states it
    /// @param sha1 as the container states it
    /// @param flaws what was wrong at opening
    record Medium(
            String format,
            @Nullable ByteSource bytes,
            long size,
            List<Long> segmentSizes,
            @Nullable Digest md5,
            @Nullable Digest sha1,
            List<EvidenceException> flaws) {
        Medium {
            segmentSizes = List.copyOf(segmentSizes);
            flaws = List.copyOf(flaws);
        }
    }

    /// The source's id, computed from what it is.
    public Id id() {
        return id;
    }

    /// Name of the first file, or of the folder.
    public String name() {
        return name;
    }

    /// How it is kept: a container such as `raw`, `split-raw`, `e01`, an archive such as `zip`,
    /// `tar`, `tgz`, or `folder`.
    public String format() {
        return medium.format();
    }

    /// Bytes of the medium or archive; for a folder, of all its files together.
    public long size() {
        return medium.size();
    }

    /// Number of files that the source is kept in; for a folder 0.
    public int segments() {
        return medium.segmentSizes().size();
    }

    /// The MD5 that the container states for the medium; null where it states none.
    public @Nullable Digest storedMd5() {
        return medium.md5();
    }

    /// The SHA-1 that the container states for the medium; null where it states none.
    public @Nullable Digest storedSha1() {
        return medium.sha1();
    }

    /// What was found wrong at opening, such as a missing segment; empty where nothing was.
    public List<EvidenceException> flaws() {
        return medium.flaws();
    }

    /// The medium or archive; empty for a folder. Closed with the source.
    public Optional<ByteSource> bytes() {
        return Optional.ofNullable(medium.bytes());
    }

    /// The same source with its medium seen through `view`, such as one that counts what is read or
    /// that fails as a bad disk does. Close only one of the two.
    public OpenSource through(UnaryOperator<ByteSource> view) {
        ByteSource bytes = medium.bytes();
        Medium seen =
                new Medium(
                        medium.format(),
                        bytes == null ? null : view.apply(bytes),
                        medium.size(),
                        medium.segmentSizes(),
                        medium.md5(),
                        medium.sha1(),
                        medium.flaws());
        return new OpenSource(id, name, seen, folder);
    }

    /// The folder; empty for everything else. Closed with the source.
    public Optional<Holder> folder() {
        return Optional.ofNullable(folder);
    }

    @Override
    public void close() throws IOException {
        if (folder != null) {
            folder.close();
        }
        if (medium.bytes() != null) {
            medium.bytes().close();
        }
    }
}
