package org.tutela.media.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.media.pdq.PdqV1;

final class PicturesTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 100);
    private static final Limits SMALL = new Limits(1 << 20, 1 << 20, 10, 1, 10, 1000, 4_000_000);

    @Test
    void keepsTheColoursUnderTransparentPixels() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00102030);
        image.setRGB(1, 0, 0xFF405060);
        assertArrayEquals(
                new byte[] {0x10, 0x20, 0x30, 0x40, 0x50, 0x60}, row(open(file(image, "png"))));
    }

    @Test
    void readsGreyAsGrey() throws IOException {
        for (String format : new String[] {"png", "bmp", "tiff", "gif"}) {
            BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster().setPixels(0, 0, 3, 1, new int[] {7, 128, 250});
            RawPicture picture = open(file(image, format));
            assertEquals(1, picture.bands(), format);
            assertArrayEquals(new byte[] {7, (byte) 128, (byte) 250}, row(picture), format);
        }
    }

    @Test
    void bringsSixteenBitsToEight() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 2, 1, new int[] {65535, 257 * 9});
        assertArrayEquals(new byte[] {(byte) 255, 9}, row(open(file(image, "png"))));
    }

    @Test
    void refusesAPictureOfSixtyThousandPixelsSquaredBeforeDecodingIt() throws IOException {
        byte[] png = file(photo(8, 8), "png");
        ByteBuffer buffer = ByteBuffer.wrap(png);
        buffer.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        buffer.putInt(29, (int) crc.getValue());
        assertEquals("ME-0106", flaw(png).code());
        byte[] jpeg = file(photo(8, 8), "jpeg");
        int frame = find(jpeg, new byte[] {(byte) 0xFF, (byte) 0xC0});
        ByteBuffer.wrap(jpeg)
                .putShort(frame + 5, (short) 60_000)
                .putShort(frame + 7, (short) 60_000);
        assertEquals(EvidenceException.Flaw.LIMIT_REACHED, flaw(jpeg).flaw());
        assertEquals("ME-0106", flaw(jpeg).code());
    }

    @Test
    void countsTheBytesOfAPixelAgainstTheLimit() throws IOException {
        BufferedImage image = new BufferedImage(60, 50, BufferedImage.TYPE_USHORT_GRAY);
        Limits limits = new Limits(1, 1, 1, 1, 1, 1, 3000);
        assertEquals(60, Pictures.open(ByteSource.of(file(image, "png")), limits).width());
        Limits tight = new Limits(1, 1, 1, 1, 1, 1, 2999);
        assertThrows(
                EvidenceException.class,
                () -> Pictures.open(ByteSource.of(file(image, "png")), tight));
    }

    @Test
    void decodesWhatIsThereOfATruncatedJpegAndSaysSo() throws IOException {
        byte[] jpeg = file(photo(400, 300), "jpeg");
        assertFalse(open(jpeg).damaged());
        RawPicture picture = open(Arrays.copyOf(jpeg, jpeg.length / 2));
        assertTrue(picture.damaged());
        assertEquals(400, picture.width());
        byte[] whole = row(open(jpeg));
        assertArrayEquals(whole, row(picture), "the first row was there");
    }

    @Test
    void saysThatAFormatIsNotDecoded() {
        byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(EvidenceException.Flaw.UNSUPPORTED, flaw(heic).flaw());
        assertEquals("ME-0105", flaw(new byte[0]).code());
    }

    @Test
    void leavesAFailureOfTheMediumWhatItIs() throws IOException {
        byte[] png = file(photo(200, 200), "png");
        ByteSource failing =
                new ByteSource() {
                    @Override
                    public long size() {
                        return png.length;
                    }

                    @Override
                    public int read(long offset, byte[] into, int from, int length)
                            throws IOException {
                        if (offset + length > 8192) {
                            throw new IOException("the disk of the examiner is gone");
                        }
                        return ByteSource.of(png).read(offset, into, from, length);
                    }
                };
        IOException thrown =
                assertThrows(IOException.class, () -> Pictures.open(failing, Limits.standard()));
        assertEquals("the disk of the examiner is gone", thrown.getMessage());
    }

    @Test
    void turnsTheThumbnailAsExifSaysAndCarriesNothingOver() throws IOException {
        byte[] plain = file(photo(400, 200), "jpeg");
        byte[] exif =
                HexFormat.of()
                        .parseHex(
                                "ffe1002245786966"
                                        + "00004d4d002a00000008"
                                        + "00010112000300000001"
                                        + "0006000000000000");
        byte[] turned = new byte[plain.length + exif.length];
        System.arraycopy(plain, 0, turned, 0, 2);
        System.arraycopy(exif, 0, turned, 2, exif.length);
        System.arraycopy(plain, 2, turned, 2 + exif.length, plain.length - 2);
        RawPicture picture = open(turned);
        assertEquals(6, picture.orientation());
        SmallCopy copy = SmallCopy.start(picture);
        byte[] row = new byte[picture.width() * 3];
        for (int y = 0; y < picture.height(); y++) {
            picture.readRow(y, row);
            copy.add(row);
        }
        BufferedImage image = copy.finish();
        assertEquals(160, image.getWidth());
        assertEquals(320, image.getHeight());
        byte[] jpeg = SmallCopy.toJpeg(image);
        assertEquals(-1, find(jpeg, "Exif".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(PdqV1.hash(open(plain)).hash(), PdqV1.hash(picture).hash());
    }

    @Test
    void throwsOnlyEvidenceExceptionsOnMutatedPictures() throws IOException {
        long seed = 7;
        int decoded = 0;
        for (String format : new String[] {"jpeg", "png", "gif", "bmp", "tiff"}) {
            byte[] whole = file(photo(96, 64), format);
            Random random = new Random(seed);
            for (int round = 0; round < ROUNDS; round++) {
                byte[] bytes = mutate(whole, random);
                try {
                    PdqV1.hash(Pictures.open(ByteSource.of(bytes), SMALL));
                    decoded++;
                } catch (EvidenceException e) {
                    assertTrue(e.code().startsWith("ME-") || e.code().startsWith("EV-"));
                } catch (RuntimeException e) {
                    throw new AssertionError(
                            format + ", seed " + seed + ", round " + round + ": " + e, e);
                }
            }
        }
        assertTrue(decoded > ROUNDS, "seed " + seed);
    }

    @Test
    void throwsOnlyEvidenceExceptionsOnMutatedReferencePictures() throws IOException {
        Path modes =
                Path.of(
                        System.getProperty("tutela.shared", "/work/shared"),
                        "data/pdq/misc-images");
        if (!Files.isDirectory(modes)) {
            System.err.println("SKIPPED, no reference pictures: " + modes);
        }
        Assumptions.assumeTrue(Files.isDirectory(modes));
        for (String name :
                List.of("modes/PA.webp", "modes/CMYK.jpg", "small.jpg", "modes/LA.png")) {
            byte[] whole = Files.readAllBytes(modes.resolve(name));
            Random random = new Random(3);
            for (int round = 0; round < ROUNDS / 25; round++) {
                byte[] bytes = mutate(whole, random);
                try {
                    Pictures.open(ByteSource.of(bytes), SMALL);
                } catch (EvidenceException e) {
                    assertTrue(e.code().startsWith("ME-") || e.code().startsWith("EV-"));
                } catch (RuntimeException e) {
                    throw new AssertionError(name + ", round " + round + ": " + e, e);
                }
            }
        }
    }

    static byte[] mutate(byte[] whole, Random random) {
        byte[] bytes =
                random.nextInt(4) == 0
                        ? Arrays.copyOf(whole, random.nextInt(whole.length))
                        : whole.clone();
        int flips = bytes.length == 0 ? 0 : 1 + random.nextInt(6);
        for (int i = 0; i < flips; i++) {
            int at =
                    random.nextInt(
                            random.nextBoolean() ? bytes.length : Math.min(600, bytes.length));
            bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    static BufferedImage photo(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = (int) (127 + 120 * StrictMath.sin(x / 11.0 + y / 37.0));
                int green = (int) (127 + 120 * StrictMath.sin(x * y / 900.0));
                image.setRGB(x, y, red << 16 | green << 8 | x * 13 % 200);
            }
        }
        return image;
    }

    static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, bytes), format);
        return bytes.toByteArray();
    }

    private static RawPicture open(byte[] bytes) throws IOException {
        return Pictures.open(ByteSource.of(bytes), Limits.standard());
    }

    private static EvidenceException flaw(byte[] bytes) {
        return assertThrows(EvidenceException.class, () -> open(bytes));
    }

    private static byte[] row(RawPicture picture) throws IOException {
        byte[] row = new byte[picture.width() * picture.bands()];
        picture.readRow(0, row);
        return row;
    }

    private static int find(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
