package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A source as a whole, once it has been read.
///
/// @param seen where it was seen, and by what
/// @param name name of the first file or of the folder
/// @param format container, such as `raw`, `e01`, `zip`, `folder`
/// @param size bytes of the media
/// @param md5 of the media
/// @param sha1 of the media
/// @param sha256 of the media
/// @param storedMd5 as the container states it
/// @param storedSha1 as the container states it
/// @param verdict whether stored and computed digests agree
/// @param segments number of files
public record SourceFact(
        Seen seen,
        String name,
        String format,
        long size,
        @Nullable Digest md5,
        @Nullable Digest sha1,
        @Nullable Digest sha256,
        @Nullable Digest storedMd5,
        @Nullable Digest storedSha1,
        Verdict verdict,
        long segments)
        implements Fact {

    /// The columns.
    public static final FactTable<SourceFact> TABLE =
            FactTable.of("source", SourceFact.class)
                    .text("name", SourceFact::name, "name of the first file or of the folder")
                    .word(
                            "format",
                            SourceFact::format,
                            "container, such as `raw`, `e01`, `zip`, `folder`")
                    .number("size", SourceFact::size, "bytes of the media")
                    .digest("md5", 16, SourceFact::md5, "of the media")
                    .nullable()
                    .digest("sha1", 20, SourceFact::sha1, "of the media")
                    .nullable()
                    .digest("sha256", 32, SourceFact::sha256, "of the media")
                    .nullable()
                    .digest("stored_md5", 16, SourceFact::storedMd5, "as the container states it")
                    .nullable()
                    .digest("stored_sha1", 20, SourceFact::storedSha1, "as the container states it")
                    .nullable()
                    .choice(
                            "verdict",
                            SourceFact::verdict,
                            "whether stored and computed digests agree")
                    .number("segments", SourceFact::segments, "number of files")
                    .build();
}
