package org.tutela.media.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;

/// Opens pictures: JPEG, PNG, GIF (its first frame), BMP and TIFF with the decoders of the JDK,
/// WebP with TwelveMonkeys. HEIC, AVIF, JPEG XL, JPEG 2000, PSD and camera formats are not decoded.
///
/// Declared sizes are checked before decoding: pixels against [Limits#pixels], and the memory that
/// the decoded samples take against four bytes for each of them.
public final class Pictures {
    /// How often the work of decoding one scan of the largest allowed picture may be asked for by
    /// one progressive JPEG.
    private static final long MOST_SCAN_WORK = 8;

    /// Scans that any progressive JPEG may have; encoders make about ten.
    private static final long USUAL_SCANS = 64;

    private Pictures() {}

    /// Decodes the first picture in `bytes`. Throws [EvidenceException]: `UNSUPPORTED` for a format
    /// or variant that is not decoded, `MALFORMED`, or `LIMIT_REACHED` before anything is decoded.
    public static RawPicture open(ByteSource bytes, Limits limits) throws IOException {
        PictureFormat format =
                PictureFormat.find(bytes.readBytes(0, 16))
                        .orElseThrow(() ->
                                new EvidenceException(
                                        EvidenceException.Flaw.UNSUPPORTED,
                                        "ME-0105",
                                        "pictures of this format are not decoded: no visual hash and no thumbnail",
                                        0));
        SourceImageStream stream = new SourceImageStream(bytes);
        ImageReader reader = readerOf(format);
        try {
            return DecoderBoundary.cross(
                    format.title(),
                    stream,
                    () ->
                            format == PictureFormat.JPEG
                                    ? openJpeg(reader, stream, bytes, limits)
                                    : openImage(reader, stream, format.title(), limits));
        } finally {
            reader.dispose();
        }
    }

    /// The samples as stored, without the conversion by embedded profiles that reading an image
    /// would bring.
    private static RawPicture openJpeg(
            ImageReader reader, SourceImageStream stream, ByteSource bytes, Limits limits)
            throws IOException {
        JpegHeader header = JpegHeader.read(bytes);
        check("JPEG", header.width(), header.height(), header.components(), limits);
        if (header.progressive()) {
            checkScans(header, JpegHeader.countScans(bytes), limits);
        }
        boolean[] damaged = new boolean[1];
        reader.setInput(stream, true, true);
        reader.addIIOReadWarningListener((from, warning) -> damaged[0] = true);
        Raster raster = reader.readRaster(0, null);
        if (raster.getWidth() != header.width()
                || raster.getHeight() != header.height()
                || raster.getNumBands() != header.components()) {
            throw new IIOException("the decoder and the frame header disagree");
        }
        return new RawPicture(
                header.width(),
                header.height(),
                header.components() == 1 ? 1 : 3,
                jpegRows(header, raster),
                header.orientation(),
                damaged[0]);
    }

    private static RawPicture.Rows jpegRows(JpegHeader header, Raster raster) {
        RawPicture.Rows stored = ImageRows.componentRows(raster, header.components());
        int width = header.width();
        if (header.components() == 4) {
            byte[] inks = new byte[width * 4];
            return (y, into) -> {
                stored.read(y, inks);
                if (header.luma()) {
                    ColorRows.lumaToRgb(inks, width, 4);
                    ColorRows.invertInks(inks, width);
                }
                ColorRows.inkToRgb(inks, into, width, header.inverted());
            };
        }
        if (!header.luma()) {
            return stored;
        }
        return (y, into) -> {
            stored.read(y, into);
            ColorRows.lumaToRgb(into, width, 3);
        };
    }

    private static RawPicture openImage(
            ImageReader reader, SourceImageStream stream, String title, Limits limits)
            throws IOException {
        boolean[] damaged = new boolean[1];
        reader.setInput(stream, false, true);
        reader.addIIOReadWarningListener((from, warning) -> damaged[0] = true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        check(title, width, height, 1, limits);
        check(title, width, height, bytesPerPixel(reader), limits);
        check(title, reader.getTileWidth(0), reader.getTileHeight(0), 4, limits);
        BufferedImage image = reader.read(0);
        return ImageRows.of(image, damaged[0]);
    }

    private static int bytesPerPixel(ImageReader reader) throws IOException {
        int most = 1;
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (types.hasNext()) {
            ImageTypeSpecifier type = types.next();
            int bits = 0;
            for (int band = 0; band < type.getNumBands(); band++) {
                bits += type.getBitsPerBand(band);
            }
            most = Math.max(most, (bits + 7) / 8);
        }
        return most;
    }

    private static void check(
            String title, long width, long height, long bytesPerPixel, Limits limits)
            throws EvidenceException {
        long pixels = width * height;
        if (pixels > limits.pixels() || pixels * bytesPerPixel > limits.pixels() * 4) {
            throw new EvidenceException(
                    EvidenceException.Flaw.LIMIT_REACHED,
                    "ME-0106",
                    "the "
                            + title
                            + " declares "
                            + width
                            + " x "
                            + height
                            + " pixels of "
                            + bytesPerPixel
                            + " bytes, over the limit of "
                            + limits.pixels()
                            + " pixels of 4 bytes: not decoded, no visual hash and no thumbnail",
                    -1);
        }
    }

    private static void checkScans(JpegHeader header, long scans, Limits limits)
            throws EvidenceException {
        long pixels = (long) header.width() * header.height();
        if ((scans > USUAL_SCANS && scans * pixels > MOST_SCAN_WORK * limits.pixels())
                || scans > USUAL_SCANS * USUAL_SCANS) {
            throw new EvidenceException(
                    EvidenceException.Flaw.LIMIT_REACHED,
                    "ME-0107",
                    "the progressive JPEG has "
                            + scans
                            + " scans, more work than its size allows: not decoded, no visual hash and no thumbnail",
                    -1);
        }
    }

    /// The decoder of the JDK, whatever else is registered; for WebP the one we ship.
    private static ImageReader readerOf(PictureFormat format) throws IOException {
        if (format == PictureFormat.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.title());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
        }
        throw new IOException("this JDK has no decoder for " + format.title());
    }
}
