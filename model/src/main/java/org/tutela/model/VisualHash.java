package org.tutela.model;

/// A perceptual hash.
///
/// @param seen where it was seen, and by what
/// @param algorithm `PDQ`, or one of its stored forms ([PdqForm])
/// @param hash 256 bits
/// @param quality 0 to 100; below 50 it is too flat to compare
/// @param positionMillis place in a film, ms; 0 for a picture
public record VisualHash(
        Seen seen, String algorithm, Digest hash, long quality, long positionMillis)
        implements Fact {

    /// The columns.
    public static final FactTable<VisualHash> TABLE =
            FactTable.of("visual_hash", VisualHash.class)
                    .word("algorithm", VisualHash::algorithm, "`PDQ`")
                    .digest("hash", 32, VisualHash::hash, "256 bits")
                    .number(
                            "quality",
                            VisualHash::quality,
                            "0 to 100; below 50 it is too flat to compare")
                    .number(
                            "position_millis",
                            VisualHash::positionMillis,
                            "place in a film, ms; 0 for a picture")
                    .build();
}
