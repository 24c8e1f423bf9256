package org.tutela.model;

/// Digests of an item's bytes, made in one pass.
///
/// @param seen where it was seen, and by what
/// @param md5 MD5
/// @param sha1 SHA-1
/// @param sha256 SHA-256
/// @param size bytes digested
public record Content(Seen seen, Digest md5, Digest sha1, Digest sha256, long size)
        implements Fact {

    /// The columns.
    public static final FactTable<Content> TABLE =
            FactTable.of("content", Content.class)
                    .digest("md5", 16, Content::md5, "MD5")
                    .digest("sha1", 20, Content::sha1, "SHA-1")
                    .digest("sha256", 32, Content::sha256, "SHA-256")
                    .number("size", Content::size, "bytes digested")
                    .build();
}
