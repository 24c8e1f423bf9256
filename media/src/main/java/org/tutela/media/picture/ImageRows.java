package org.tutela.media.picture;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import org.tutela.bytes.EvidenceException;

/// Rows of samples out of what a decoder gave us, without colour conversion.
final class ImageRows {
    private ImageRows() {}

    /// The picture in a decoded image: palettes expanded, alpha dropped, other depths brought to 8
    /// bits.
    static RawPicture of(BufferedImage image, boolean damaged) throws EvidenceException {
        ColorModel colors = image.getColorModel();
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (colors instanceof IndexColorModel palette) {
            boolean grey = isGrey(palette);
            RawPicture.Rows rows = (y, into) -> paletteRow(raster, palette, y, into, grey ? 1 : 3);
            return new RawPicture(width, height, grey ? 1 : 3, rows, 1, damaged);
        }
        if (colors instanceof DirectColorModel direct) {
            RawPicture.Rows rows = (y, into) -> packedRow(raster, direct, y, into);
            return new RawPicture(width, height, 3, rows, 1, damaged);
        }
        int type = raster.getTransferType();
        if (type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
            throw new EvidenceException(
                    EvidenceException.Flaw.UNSUPPORTED,
                    "ME-0104",
                    "a picture with signed or floating-point samples is not read: no visual hash and no thumbnail",
                    -1);
        }
        int bands = raster.getNumBands() < 3 ? 1 : 3;
        return new RawPicture(width, height, bands, componentRows(raster, bands), 1, damaged);
    }

    /// Rows of `bands` samples out of a raster of components.
    static RawPicture.Rows componentRows(Raster raster, int bands) {
        if (raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && raster.getDataBuffer() instanceof DataBufferByte buffer
                && model.getSampleSize(0) == 8) {
            int[] offsets = model.getBandOffsets();
            int start = buffer.getOffset() - raster.getSampleModelTranslateX();
            return (y, into) -> {
                byte[] bytes = buffer.getData();
                int step = model.getPixelStride();
                int from = start + y * model.getScanlineStride();
                for (int band = 0; band < bands; band++) {
                    int in = from + offsets[band];
                    int end = raster.getWidth() * bands;
                    for (int out = band; out < end; out += bands, in += step) {
                        into[out] = bytes[in];
                    }
                }
            };
        }
        return (y, into) -> scaledRow(raster, bands, y, into);
    }

    private static void scaledRow(Raster raster, int bands, int y, byte[] into) {
        int width = raster.getWidth();
        int[] row = new int[width];
        for (int band = 0; band < bands; band++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, row);
            long top = (1L << raster.getSampleModel().getSampleSize(band)) - 1;
            for (int x = 0; x < width; x++) {
                into[x * bands + band] = (byte) ((row[x] * 255L + top / 2) / top);
            }
        }
    }

    private static void paletteRow(
            Raster raster, IndexColorModel palette, int y, byte[] into, int bands) {
        int width = raster.getWidth();
        int[] row = new int[width];
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
        for (int x = 0; x < width; x++) {
            int index = Math.min(row[x], palette.getMapSize() - 1);
            into[x * bands] = (byte) palette.getRed(index);
            if (bands == 3) {
                into[x * 3 + 1] = (byte) palette.getGreen(index);
                into[x * 3 + 2] = (byte) palette.getBlue(index);
            }
        }
    }

    private static void packedRow(Raster raster, DirectColorModel colors, int y, byte[] into) {
        int width = raster.getWidth();
        for (int x = 0; x < width; x++) {
            Object pixel = raster.getDataElements(raster.getMinX() + x, raster.getMinY() + y, null);
            int rgb = colors.getRGB(pixel);
            into[x * 3] = (byte) (rgb >> 16);
            into[x * 3 + 1] = (byte) (rgb >> 8);
            into[x * 3 + 2] = (byte) rgb;
        }
    }

    private static boolean isGrey(IndexColorModel palette) {
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i)
                    || palette.getRed(i) != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }
}
