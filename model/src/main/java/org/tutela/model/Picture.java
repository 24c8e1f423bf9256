package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// Size and metadata of a picture.
///
/// @param seen where it was seen, and by what
/// @param width pixels, as declared
/// @param height pixels, as declared
/// @param make maker of the camera
/// @param model model of the camera
/// @param serial serial number of the camera
/// @param taken when it was taken, by its own metadata
/// @param latitude degrees north, WGS 84
/// @param longitude degrees east, WGS 84
/// @param software software named in the metadata
/// @param orientation EXIF orientation, 1 to 8
public record Picture(
        Seen seen,
        @Nullable Long width,
        @Nullable Long height,
        @Nullable String make,
        @Nullable String model,
        @Nullable String serial,
        @Nullable Timestamp taken,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String software,
        @Nullable Long orientation)
        implements Fact {

    /// The columns.
    public static final FactTable<Picture> TABLE =
            FactTable.of("picture", Picture.class)
                    .maybeNumber("width", Picture::width, "pixels, as declared")
                    .maybeNumber("height", Picture::height, "pixels, as declared")
                    .word("make", Picture::make, "maker of the camera")
                    .nullable()
                    .word("model", Picture::model, "model of the camera")
                    .nullable()
                    .text("serial", Picture::serial, "serial number of the camera")
                    .nullable()
                    .time("taken", Picture::taken, "when it was taken, by its own metadata")
                    .maybeDecimal("latitude", Picture::latitude, "degrees north, WGS 84")
                    .maybeDecimal("longitude", Picture::longitude, "degrees east, WGS 84")
                    .word("software", Picture::software, "software named in the metadata")
                    .nullable()
                    .maybeNumber("orientation", Picture::orientation, "EXIF orientation, 1 to 8")
                    .build();
}
