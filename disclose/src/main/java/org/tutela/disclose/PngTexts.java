package org.tutela.disclose;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Looks into what a PNG says in compressed form: texts (`zTXt`, `iTXt`) and the name and text of a
/// colour profile (`iCCP`), after the PNG specification (third edition), 11.3; and into metadata of
/// cameras that some programs write there as hexadecimal digits ("Raw profile type").
final class PngTexts {
    private static final Set<String> COMPRESSED = Set.of("zTXt", "iTXt", "iCCP");
    private static final int SIGNATURE = 8;
    private static final int CHECKSUM = 4;
    private static final int LONGEST_CHUNK = 16 << 20;

    /// What is more than this is no text, and nobody looked into it: the picture stays.
    private static final int LONGEST_TEXT = 64 << 20;

    private final NameScan scan;
    private final byte[] piece = new byte[1 << 16];
    private final byte[] digits = new byte[1 << 15];

    PngTexts(NameScan scan) {
        this.scan = scan;
    }

    /// Whether a compressed text names somebody, or is too long to be looked into. What is damaged
    /// is looked into as far as it can be read.
    boolean names(InputStream png) throws IOException {
        DataInputStream in = new DataInputStream(png);
        try {
            in.skipNBytes(SIGNATURE);
            while (true) {
                long length = Integer.toUnsignedLong(in.readInt());
                byte[] type = new byte[4];
                in.readFully(type);
                if (!COMPRESSED.contains(new String(type, StandardCharsets.ISO_8859_1))) {
                    in.skipNBytes(length + CHECKSUM);
                    continue;
                }
                if (length > LONGEST_CHUNK) {
                    return true;
                }
                byte[] chunk = in.readNBytes((int) length);
                if (names(chunk, type[0] == 'i' && type[1] == 'T')) {
                    return true;
                }
                in.skipNBytes(CHECKSUM);
            }
        } catch (EOFException e) {
            // The end of the file, wherever it is.
            return false;
        }
    }

    /// The text of a chunk begins behind its keyword and, of an `iTXt`, two more words.
    private boolean names(byte[] chunk, boolean international) {
        int at = end(chunk, 0) + 1;
        if (international) {
            if (at >= chunk.length || chunk[at] == 0) {
                return false;
            }
            at = end(chunk, end(chunk, at + 2) + 1);
        }
        at++;
        String keyword = new String(chunk, 0, end(chunk, 0), StandardCharsets.ISO_8859_1);
        return at < chunk.length && inflated(chunk, at, keyword.startsWith("Raw profile type"));
    }

    private static int end(byte[] chunk, int from) {
        int at = from;
        while (at < chunk.length && chunk[at] != 0) {
            at++;
        }
        return at;
    }

    private boolean inflated(byte[] chunk, int from, boolean hexadecimal) {
        scan.begin();
        NibblePairs pairs = new NibblePairs();
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(chunk, from, chunk.length - from);
            long whole = 0;
            int length = inflater.inflate(piece);
            while (length > 0) {
                whole += length;
                if (whole > LONGEST_TEXT) {
                    return true;
                }
                if (hexadecimal) {
                    scan.take(digits, pairs.bytes(piece, length, digits));
                } else {
                    scan.take(piece, length);
                }
                length = inflater.inflate(piece);
            }
        } catch (DataFormatException e) {
            return scan.found();
        }
        return scan.found();
    }

    /// Bytes written as two digits each, with line ends between them.
    private static final class NibblePairs {
        private int high = -1;

        int bytes(byte[] text, int length, byte[] into) {
            int count = 0;
            for (int i = 0; i < length; i++) {
                int digit = Character.digit(text[i], 16);
                if (digit >= 0 && high < 0) {
                    high = digit;
                } else if (digit >= 0) {
                    into[count] = (byte) (high << 4 | digit);
                    count++;
                    high = -1;
                } else {
                    high = -1;
                }
            }
            return count;
        }
    }
}
