package org.tutela.evidence;

import org.jspecify.annotations.Nullable;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;
import org.tutela.model.Timestamp;

/// One thing that a holder lists: a file, folder, link, stream, partition.
///
/// @param address where it can be opened again
/// @param path its path within the holder, as text without a leading slash (malformed names with
///   replacement characters; the address has the raw bytes); for a stream `path:stream`
/// @param size bytes of content, as the listing states them
/// @param kind file, folder, link, stream or other
/// @param origin listed or deleted
/// @param times what the listing says of times
/// @param firstByte offset of the first byte of content on the medium, for reading in disk order;
///   -1 where there is none
/// @param linkTarget where a symbolic link points; null for everything else
public record Entry(
        Address address,
        String path,
        long size,
        ItemKind kind,
        ItemOrigin origin,
        Times times,
        long firstByte,
        @Nullable String linkTarget) {

    /// The last part of the path.
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The times that a listing states; null where it states none.
    ///
    /// @param created when the file was created
    /// @param modified when its content was last changed
    /// @param accessed when it was last opened
    /// @param changed when its record was last changed
    public record Times(
            @Nullable Timestamp created,
            @Nullable Timestamp modified,
            @Nullable Timestamp accessed,
            @Nullable Timestamp changed) {

        /// No times at all.
        public static final Times NONE = new Times(null, null, null, null);
    }
}
