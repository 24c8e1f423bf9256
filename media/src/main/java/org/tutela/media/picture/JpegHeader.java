package org.tutela.media.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;

/// What the marker segments of a JPEG say about its samples (ITU-T T.81 annex B; JFIF 1.02; Adobe
/// technical note 5116, section 18; EXIF 2.32, 4.6.2).
///
/// @param width samples in a line
/// @param height lines
/// @param components 1 grey, 3 colour, 4 with black
/// @param luma whether the first three components are luma and colour differences
/// @param inverted whether four components are stored inverted, as Adobe does
/// @param progressive whether it is coded in several scans
/// @param orientation EXIF orientation, 1 to 8
record JpegHeader(
        int width,
        int height,
        int components,
        boolean luma,
        boolean inverted,
        boolean progressive,
        int orientation) {

    /// How many segments may stand before the picture: a profile of 16 MiB has 256.
    private static final int MOST_SEGMENTS = 4096;

    private static final int SOI = 0xD8;
    private static final int SOS = 0xDA;
    private static final int EOI = 0xD9;

    /// Reads the segments up to the first scan.
    static JpegHeader read(ByteSource source) throws IOException {
        Gathered found = new Gathered();
        long at = 2;
        for (int count = 0; count < MOST_SEGMENTS; count++) {
            Cursor cursor = Cursor.read(source, at, 4);
            int fill = cursor.u8("Marker prefix");
            if (fill != 0xFF) {
                at++;
                continue;
            }
            int marker = cursor.u8("Marker");
            if (marker == 0xFF || marker == 0) {
                at++;
            } else if (isAlone(marker)) {
                at += 2;
            } else if (marker == SOS || marker == EOI) {
                break;
            } else {
                int length = cursor.u16be("Segment length");
                found.segment(marker, Cursor.read(source, at + 4, Math.max(0, length - 2)));
                at += 2L + Math.max(2, length);
            }
        }
        return found.toHeader(at);
    }

    /// Number of scans of a progressive picture: marks of scans in the whole file. Inside of coded
    /// data 0xFF is always followed by 0, so none is counted there.
    static long countScans(ByteSource source) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long scans = 0;
        int before = 0;
        for (long at = 0; at < source.size(); ) {
            int got = source.read(at, buffer, 0, buffer.length);
            if (got <= 0) {
                break;
            }
            for (int i = 0; i < got; i++) {
                int value = buffer[i] & 0xFF;
                if (value == SOS && before == 0xFF) {
                    scans++;
                }
                before = value;
            }
            at += got;
        }
        return scans;
    }

    private static boolean isAlone(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= SOI);
    }

    /// What was seen so far.
    private static final class Gathered {
        private int width;
        private int height;
        private int components;
        private boolean progressive;
        private boolean jfif;
        private int adobeTransform = -1;
        private int orientation = 1;
        private final int[] ids = new int[4];

        void segment(int marker, Cursor cursor) throws EvidenceException {
            switch (marker) {
                case 0xE0 -> jfif |= startsWith(cursor, "JFIF\0");
                case 0xE1 -> {
                    if (startsWith(cursor, "Exif\0\0")) {
                        orientation = readOrientation(cursor);
                    }
                }
                case 0xEE -> {
                    if (startsWith(cursor, "Adobe") && cursor.remaining() >= 7) {
                        adobeTransform = cursor.skip("version and flags", 6).u8("Transform");
                    }
                }
                default -> {
                    if (isFrame(marker) && components == 0) {
                        readFrame(marker, cursor);
                    }
                }
            }
        }

        /// SOF0 to SOF15 without DHT (C4), JPG (C8) and DAC (CC).
        private static boolean isFrame(int marker) {
            return marker >= 0xC0
                    && marker <= 0xCF
                    && marker != 0xC4
                    && marker != 0xC8
                    && marker != 0xCC;
        }

        private void readFrame(int marker, Cursor cursor) throws EvidenceException {
            if (marker > 0xC2 || cursor.u8("P: sample precision") != 8) {
                throw cursor.flaw(
                        EvidenceException.Flaw.UNSUPPORTED,
                        "ME-0102",
                        "a JPEG that is lossless, arithmetic-coded or not of 8 bits is not decoded: no visual hash and no thumbnail");
            }
            progressive = marker == 0xC2;
            height = cursor.u16be("Y: number of lines");
            width = cursor.u16be("X: samples per line");
            components = cursor.u8("Nf: number of components");
            for (int i = 0; i < Math.min(components, ids.length); i++) {
                ids[i] = cursor.u8("Ci: component identifier");
                cursor.skip("Hi, Vi, Tqi: sampling factors and table", 2);
            }
            if (width == 0
                    || height == 0
                    || (components != 1 && components != 3 && components != 4)) {
                throw cursor.flaw(
                        EvidenceException.Flaw.MALFORMED,
                        "ME-0103",
                        "the JPEG declares "
                                + width
                                + " x "
                                + height
                                + " pixels of "
                                + components
                                + " components: no visual hash and no thumbnail");
            }
        }

        private static boolean startsWith(Cursor cursor, String word) throws EvidenceException {
            return cursor.remaining() >= word.length()
                    && cursor.text("identifier", word.length(), StandardCharsets.ISO_8859_1)
                            .equals(word);
        }

        /// TIFF tag 274 of the first directory; anything odd leaves the picture as it lies.
        private static int readOrientation(Cursor cursor) throws EvidenceException {
            int start = cursor.position();
            if (cursor.remaining() < 10) {
                return 1;
            }
            boolean little = cursor.u16be("byte order") == 0x4949;
            cursor.skip("42", 2);
            long directory = little ? cursor.u32le("IFD offset") : cursor.u32be("IFD offset");
            if (directory > cursor.size() - start - 2L) {
                return 1;
            }
            cursor.at(start + (int) directory);
            int entries = little ? cursor.u16le("entries") : cursor.u16be("entries");
            for (int i = 0; i < entries && cursor.remaining() >= 12; i++) {
                int tag = little ? cursor.u16le("tag") : cursor.u16be("tag");
                cursor.skip("type and count", 6);
                int value = little ? cursor.u16le("value") : cursor.u16be("value");
                cursor.skip("rest of value", 2);
                if (tag == 274) {
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
            return 1;
        }

        JpegHeader toHeader(long end) throws EvidenceException {
            if (components == 0) {
                throw new EvidenceException(
                        EvidenceException.Flaw.MALFORMED,
                        "ME-0103",
                        "the JPEG declares no frame before its first scan: no visual hash and no thumbnail",
                        end);
            }
            boolean luma = components == 3 ? isLuma() : (components == 4 && adobeTransform == 2);
            return new JpegHeader(
                    width, height, components, luma, adobeTransform >= 0, progressive, orientation);
        }

        /// As libjpeg tells it (`default_decompress_parms`): JFIF is always luma; Adobe says so;
        /// otherwise the identifiers 1, 2, 3 are luma and `R`, `G`, `B` are not.
        private boolean isLuma() {
            if (jfif) {
                return true;
            }
            if (adobeTransform >= 0) {
                return adobeTransform != 0;
            }
            return ids[0] != 'R' || ids[1] != 'G' || ids[2] != 'B';
        }
    }
}
