package org.tutela.examine.metadata;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.Examination;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.model.FoundIn;
import org.tutela.model.Picture;

/// States size and metadata of pictures, as the pictures declare them (EXIF 2.32; read by
/// metadata-extractor). The raw values are what they are: a camera's clock may be wrong, a place
/// made up.
public final class PictureMetadata implements Examination {
    /// Metadata stands at the start or in small blocks; a larger picture is read no further than
    /// this.
    private static final long MOST_BYTES = 256L << 20;

    private static final Set<Integer> WORDS =
            Set.of(
                    ExifDirectoryBase.TAG_IMAGE_DESCRIPTION,
                    ExifDirectoryBase.TAG_USER_COMMENT,
                    ExifDirectoryBase.TAG_ARTIST,
                    ExifDirectoryBase.TAG_COPYRIGHT);

    /// Ready to use.
    public PictureMetadata() {}

    @Override
    public String name() {
        return "metadata";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(OpenItem item) {
        return item.mime().startsWith("image/")
                && !item.mime().equals("image/svg+xml")
                && item.size() <= MOST_BYTES;
    }

    @Override
    public void examine(OpenItem item, Recorder out) throws IOException {
        Metadata metadata = read(item);
        ExifIFD0Directory camera = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        ExifSubIFDDirectory shot = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        GeoLocation place = gps == null ? null : gps.getGeoLocation();
        PictureSize size = PictureSize.of(metadata);
        out.record(
                Picture.TABLE,
                item.address(),
                seen ->
                        new Picture(
                                seen,
                                size.width(),
                                size.height(),
                                text(camera, ExifDirectoryBase.TAG_MAKE),
                                text(camera, ExifDirectoryBase.TAG_MODEL),
                                text(shot, ExifDirectoryBase.TAG_BODY_SERIAL_NUMBER),
                                ExifTime.taken(shot, camera),
                                place == null || place.isZero()
                                        ? null
                                        : Double.valueOf(place.getLatitude()),
                                place == null || place.isZero()
                                        ? null
                                        : Double.valueOf(place.getLongitude()),
                                text(camera, ExifDirectoryBase.TAG_SOFTWARE),
                                number(camera, ExifDirectoryBase.TAG_ORIENTATION)));
        for (int tag : WORDS) {
            give(item, out, text(camera, tag));
            give(item, out, text(shot, tag));
        }
        for (Directory directory : metadata.getDirectories()) {
            if (directory.hasErrors()) {
                // What the library read of a damaged directory is stated above; that it was
                // damaged, here.
                out.problem(
                        item.address(),
                        new EvidenceException(
                                EvidenceException.Flaw.MALFORMED,
                                "EX-0102",
                                "the picture's "
                                        + directory.getName()
                                        + " metadata is damaged; part of it may be missing",
                                -1));
                break;
            }
        }
    }

    private static Metadata read(OpenItem item) throws IOException {
        try (InputStream in = item.bytes().stream()) {
            return ImageMetadataReader.readMetadata(in, item.size());
        } catch (ImageProcessingException e) {
            throw new EvidenceException(
                    EvidenceException.Flaw.MALFORMED,
                    "EX-0101",
                    "the picture's metadata could not be read; its content may still be whole",
                    e);
        } catch (EOFException e) {
            // The library's own end of file: the picture promises more than it has.
            throw new EvidenceException(
                    EvidenceException.Flaw.TRUNCATED,
                    "EX-0101",
                    "the picture ends before its metadata does; what follows in it is lost",
                    e);
        }
    }

    private static void give(OpenItem item, Recorder out, @Nullable String text)
            throws IOException {
        if (text != null && !text.isBlank()) {
            out.text(item.address(), FoundIn.METADATA, text);
        }
    }

    private static @Nullable String text(@Nullable Directory directory, int tag) {
        String text = directory == null ? null : directory.getString(tag);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable Long number(@Nullable Directory directory, int tag) {
        Integer number = directory == null ? null : directory.getInteger(tag);
        return number == null ? null : Long.valueOf(number);
    }
}
