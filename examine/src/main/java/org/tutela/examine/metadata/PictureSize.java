package org.tutela.examine.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.bmp.BmpHeaderDirectory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.gif.GifHeaderDirectory;
import com.drew.metadata.heif.HeifDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import com.drew.metadata.photoshop.PsdHeaderDirectory;
import com.drew.metadata.png.PngDirectory;
import com.drew.metadata.webp.WebpDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Width and height of a picture, pixels, as its own header declares them.
record PictureSize(@Nullable Long width, @Nullable Long height) {
    private record Place(Class<? extends Directory> directory, int width, int height) {}

    private static final List<Place> PLACES =
            List.of(
                    new Place(
                            JpegDirectory.class,
                            JpegDirectory.TAG_IMAGE_WIDTH,
                            JpegDirectory.TAG_IMAGE_HEIGHT),
                    new Place(
                            PngDirectory.class,
                            PngDirectory.TAG_IMAGE_WIDTH,
                            PngDirectory.TAG_IMAGE_HEIGHT),
                    new Place(
                            GifHeaderDirectory.class,
                            GifHeaderDirectory.TAG_IMAGE_WIDTH,
                            GifHeaderDirectory.TAG_IMAGE_HEIGHT),
                    new Place(
                            BmpHeaderDirectory.class,
                            BmpHeaderDirectory.TAG_IMAGE_WIDTH,
                            BmpHeaderDirectory.TAG_IMAGE_HEIGHT),
                    new Place(
                            WebpDirectory.class,
                            WebpDirectory.TAG_IMAGE_WIDTH,
                            WebpDirectory.TAG_IMAGE_HEIGHT),
                    new Place(
                            HeifDirectory.class,
                            HeifDirectory.TAG_IMAGE_WIDTH,
                            HeifDirectory.TAG_IMAGE_HEIGHT),
                    new Place(
                            PsdHeaderDirectory.class,
                            PsdHeaderDirectory.TAG_IMAGE_WIDTH,
                            PsdHeaderDirectory.TAG_IMAGE_HEIGHT),
                    new Place(
                            ExifIFD0Directory.class,
                            ExifDirectoryBase.TAG_IMAGE_WIDTH,
                            ExifDirectoryBase.TAG_IMAGE_HEIGHT));

    static PictureSize of(Metadata metadata) {
        for (Place place : PLACES) {
            for (Directory directory : metadata.getDirectoriesOfType(place.directory())) {
                Long width = directory.getLongObject(place.width());
                Long height = directory.getLongObject(place.height());
                if (width != null && height != null) {
                    return new PictureSize(width, height);
                }
            }
        }
        return new PictureSize(null, null);
    }
}
