package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A file that the package of a partner says lies on one of their exhibits. Its bytes are not here:
/// the digests are what the partner states, and link it with one's own files of the same content.
///
/// @param seen where it was seen, and by what
/// @param statedExhibit the partner's reference of the exhibit
/// @param statedItem the partner's id of the file
/// @param path where it lies there
/// @param size bytes
/// @param mime media type
/// @param md5 MD5
/// @param sha1 SHA-1
/// @param sha256 SHA-256
public record StatedFile(
        Seen seen,
        String statedExhibit,
        String statedItem,
        String path,
        @Nullable Long size,
        @Nullable String mime,
        @Nullable Digest md5,
        @Nullable Digest sha1,
        @Nullable Digest sha256)
        implements Fact {

    /// The columns.
    public static final FactTable<StatedFile> TABLE =
            FactTable.of("stated_file", StatedFile.class)
                    .text(
                            "stated_exhibit",
                            StatedFile::statedExhibit,
                            "the partner's reference of the exhibit")
                    .text("stated_item", StatedFile::statedItem, "the partner's id of the file")
                    .text("path", StatedFile::path, "where it lies there")
                    .maybeNumber("size", StatedFile::size, "bytes")
                    .word("mime", StatedFile::mime, "media type")
                    .nullable()
                    .digest("md5", 16, StatedFile::md5, "MD5")
                    .nullable()
                    .digest("sha1", 20, StatedFile::sha1, "SHA-1")
                    .nullable()
                    .digest("sha256", 32, StatedFile::sha256, "SHA-256")
                    .nullable()
                    .build();
}
