package org.tutela.evidence.container;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.model.Digest;

/// An opened medium: its bytes, and what its container says of them.
///
/// To verify a medium, read [#bytes] from the start to the end and compare the digests with
/// [#storedMd5] and [#storedSha1]; reading alone already checks the checksum of every chunk.
public final class Media implements Closeable {
    private final ByteSource bytes;
    private final Acquisition acquisition;

    Media(ByteSource bytes, Acquisition acquisition) {
        this.bytes = bytes;
        this.acquisition = acquisition;
    }

    /// What a container says of its medium.
    ///
    /// @param segments the files found, in their order
    /// @param md5 stored MD5 of the medium; null where none is stored
    /// @param sha1 stored SHA-1 of the medium; null where none is stored
    /// @param flaws what was found wrong at opening
    /// @param facts acquisition facts by name
    record Acquisition(
            List<Path> segments,
            @Nullable Digest md5,
            @Nullable Digest sha1,
            List<EvidenceException> flaws,
            SortedMap<String, String> facts) {
        Acquisition {
            segments = List.copyOf(segments);
            flaws = List.copyOf(flaws);
            facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        }
    }

    /// The bytes of the medium. Several threads may read at once. A read of a damaged or missing
    /// part throws [EvidenceException]; every other part stays readable.
    public ByteSource bytes() {
        return bytes;
    }

    /// The files found, in their order; a missing segment is left out and told by [#flaws].
    public List<Path> segments() {
        return acquisition.segments();
    }

    /// The MD5 that the container states for the whole medium; null where it states none.
    public @Nullable Digest storedMd5() {
        return acquisition.md5();
    }

    /// The SHA-1 that the container states for the whole medium; null where it states none.
    public @Nullable Digest storedSha1() {
        return acquisition.sha1();
    }

    /// What was found wrong at opening: missing segments, damaged sections; empty where nothing.
    public List<EvidenceException> flaws() {
        return acquisition.flaws();
    }

    /// What the container says of the acquisition, such as `examiner` or `acquired`, as written
    /// there; empty for raw images.
    public SortedMap<String, String> facts() {
        return acquisition.facts();
    }

    /// Closes all segments.
    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
