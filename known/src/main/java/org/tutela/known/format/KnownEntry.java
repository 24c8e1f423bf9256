package org.tutela.known.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Digest;

/// One entry of a known-file list: a content by its digests, and what the list says of it.
///
/// @param entry the list's own id of the entry, or its line (`line 17`) where it has none
/// @param md5 MD5
/// @param sha1 SHA-1
/// @param sha256 SHA-256
/// @param size bytes of the content; null where the list does not say
/// @param pdq PDQ hash, 256 bits
/// @param pdqQuality quality of the PDQ hash, 0 to 100; null where the list does not say
/// @param category the list's category; null means not graded, which is not category `0`
/// @param series material known to belong together
/// @param others hashes of kinds we cannot compare, kept as they are
public record KnownEntry(
        String entry,
        @Nullable Digest md5,
        @Nullable Digest sha1,
        @Nullable Digest sha256,
        @Nullable Long size,
        @Nullable Digest pdq,
        @Nullable Integer pdqQuality,
        @Nullable String category,
        @Nullable String series,
        List<OtherHash> others) {

    /// A hash we carry and do not compare, such as PhotoDNA.
    ///
    /// @param name what the list calls it
    /// @param value as written in the list
    public record OtherHash(String name, String value) {}

    /// A copy of the list of other hashes.
    public KnownEntry {
        others = List.copyOf(others);
    }

    /// Whether there is anything to compare a content with.
    public boolean isComparable() {
        return md5 != null || sha1 != null || sha256 != null || pdq != null;
    }
}
