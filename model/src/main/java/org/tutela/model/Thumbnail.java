package org.tutela.model;

/// A re-encoded small picture, kept sealed.
///
/// @param seen where it was seen, and by what
/// @param blob name of the sealed blob
/// @param width pixels
/// @param height pixels
public record Thumbnail(Seen seen, Digest blob, long width, long height) implements Fact {

    /// The columns.
    public static final FactTable<Thumbnail> TABLE =
            FactTable.of("thumbnail", Thumbnail.class)
                    .digest("blob", 32, Thumbnail::blob, "name of the sealed blob")
                    .number("width", Thumbnail::width, "pixels")
                    .number("height", Thumbnail::height, "pixels")
                    .build();
}
