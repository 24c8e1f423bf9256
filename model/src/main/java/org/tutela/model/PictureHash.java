package org.tutela.model;

/// A content and a perceptual hash of it.
///
/// @param made which step made it
/// @param sha256 the content
/// @param algorithm `PDQ`, or `PDQ` with the form that was hashed
/// @param hash 256 bits
/// @param grounds the fact that states the hash
public record PictureHash(Made made, Digest sha256, String algorithm, Digest hash, Id grounds)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<PictureHash> TABLE =
            FactTable.of("picture_hash", PictureHash.class)
                    .digest("sha256", 32, PictureHash::sha256, "the content")
                    .word("algorithm", PictureHash::algorithm, "`PDQ`, with the form if any")
                    .digest("hash", 32, PictureHash::hash, "256 bits")
                    .id("grounds", PictureHash::grounds, "a fact that it rests on")
                    .build();
}
