package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;

/// Expert Witness Compression Format, version 1 (EnCase `.E01`, `.E02`, …).
///
/// There is no public specification; the structures are those of J. Metz, "Expert Witness
/// Compression Format (EWF)", sections 2 and 3, checked against sets written by EnCase, FTK and
/// ewfacquire. Not read: logical evidence files (`.L01`), version 2 (`.Ex01`), sets of segments
/// over 2 GiB whose table offsets overflow 31 bits.
public final class E01 implements Container {
    static final String MAGIC_DISK = "EVF\t\r\n\u00FF\0";
    static final String MAGIC_LOGICAL = "LVF\t\r\n\u00FF\0";
    private static final String MAGIC_DISK_2 = "EVF2\r\n\u0081\0";
    private static final String MAGIC_LOGICAL_2 = "LEF2\r\n\u0081\0";

    /// magic 8, 1, segment number 2, 0 0.
    static final int SEGMENT_HEADER = 13;

    @Override
    public String name() {
        return "e01";
    }

    /// Any file that starts like one of the EWF family, so that a variant that is not read is told
    /// by its name and never taken for a raw image.
    @Override
    public boolean recognises(Path firstFile) throws IOException {
        if (!Files.isRegularFile(firstFile)) {
            return false;
        }
        String magic = magic(firstFile);
        return magic.equals(MAGIC_DISK)
                || magic.equals(MAGIC_LOGICAL)
                || magic.equals(MAGIC_DISK_2)
                || magic.equals(MAGIC_LOGICAL_2);
    }

    @Override
    public Media open(Path firstFile, Limits limits) throws IOException {
        String magic = magic(firstFile);
        if (!magic.equals(MAGIC_DISK)) {
            String what =
                    magic.equals(MAGIC_LOGICAL)
                            ? "a logical evidence file (L01)"
                            : "an evidence file of EWF version 2 (Ex01, Lx01)";
            throw new EvidenceException(
                    EvidenceException.Flaw.UNSUPPORTED,
                    "EV-0101",
                    firstFile.getFileName() + " is " + what + "; this kind is not read yet",
                    0);
        }
        EwfSegments segments = EwfSegments.open(firstFile);
        try {
            return new EwfScan(segments).scan();
        } catch (IOException e) {
            segments.close();
            throw e;
        }
    }

    /// Whether a file that is named like a segment is one: `image.vhd` is named like segment 11,627
    /// of `image.E01`.
    static boolean isSegment(Path file) {
        try {
            return magic(file).equals(MAGIC_DISK);
        } catch (IOException e) {
            // Unreadable is not the same as foreign: opening it will say what is wrong.
            return true;
        }
    }

    private static String magic(Path file) throws IOException {
        try (ByteSource bytes = ByteSource.open(file)) {
            Cursor cursor = Cursor.read(bytes, 0, 8);
            return cursor.text("magic", cursor.size(), StandardCharsets.ISO_8859_1);
        }
    }

    /// The extension of a segment: `E01` to `E99`, then `EAA` to `EZZ`, `FAA` and so on up to
    /// `ZZZ`; in lower case where the first segment's is.
    static String extension(int number, char letter) {
        boolean lower = Character.isLowerCase(letter);
        String text;
        if (number <= 99) {
            text = String.format(Locale.ROOT, "%c%02d", letter, number);
        } else {
            int rest = number - 100;
            text =
                    ""
                            + (char) (letter + rest / 676)
                            + (char) ('A' + rest / 26 % 26)
                            + (char) ('A' + rest % 26);
        }
        return lower ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT);
    }

    /// The number of a segment's extension; -1 where it is not one of a set that starts with
    /// `letter`.
    static int number(String extension, char letter) {
        if (extension.length() != 3) {
            return -1;
        }
        String upper = extension.toUpperCase(Locale.ROOT);
        int first = upper.charAt(0) - Character.toUpperCase(letter);
        int second = upper.charAt(1);
        int third = upper.charAt(2);
        if (first == 0 && isDigit(second) && isDigit(third)) {
            return (second - '0') * 10 + third - '0';
        }
        boolean letters = upper.charAt(0) <= 'Z' && isLetter(second) && isLetter(third);
        return first < 0 || !letters ? -1 : 100 + first * 676 + (second - 'A') * 26 + third - 'A';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z';
    }
}
