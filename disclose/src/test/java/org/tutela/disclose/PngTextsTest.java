package org.tutela.disclose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/// Names in compressed texts of a PNG are found, whichever chunk they are in.
final class PngTextsTest {
    private static final String NAME = "Bruno Heidekorn";
    private final PngTexts texts = new PngTexts(new NameScan(List.of("bruno heidekorn")));

    private boolean names(byte[] png) throws IOException {
        return texts.names(new ByteArrayInputStream(png));
    }

    /// A PNG of a header, one chunk and an end; checksums are not looked at.
    private static byte[] png(String type, byte[] head, byte[] packed) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(whole);
        out.writeLong(0x89504E470D0A1A0AL);
        out.writeInt(13);
        out.writeBytes("IHDR");
        out.write(new byte[13 + 4]);
        out.writeInt(head.length + packed.length);
        out.writeBytes(type);
        out.write(head);
        out.write(packed);
        out.writeInt(0);
        out.writeInt(0);
        out.writeBytes("IEND");
        out.writeInt(0);
        return whole.toByteArray();
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] head(String written) {
        return written.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void findsNamesInEveryKindOfCompressedText() throws IOException {
        String long_ = "soup ".repeat(40_000) + NAME.toUpperCase(java.util.Locale.ROOT);
        assertTrue(names(png("zTXt", head("Author\0\0"), packed("by " + NAME))));
        assertTrue(names(png("zTXt", head("Author\0\0"), packed(long_))));
        assertTrue(names(png("iTXt", head("Title\0\1\0en\0\0"), packed("by " + NAME))));
        assertTrue(names(png("iTXt", head("Title\0\1\0es\0T\u00edtulo\0"), packed(NAME))));
        assertTrue(names(png("iCCP", head("profile\0\0"), packed("made for " + NAME))));
        String digits =
                HexFormat.of()
                        .formatHex(NAME.getBytes(StandardCharsets.UTF_8))
                        .replace("6f", "6f\n");
        assertTrue(
                names(png("zTXt", head("Raw profile type exif\0\0"), packed("\nexif\n" + digits))));
    }

    @Test
    void letsOthersGo() throws IOException {
        assertFalse(names(png("zTXt", head("Author\0\0"), packed("by nobody"))));
        assertFalse(names(png("iTXt", head("Title\0\0\0en\0\0"), head("plain"))));
        assertFalse(names(new byte[0]));
    }

    @Test
    void damagedPicturesEndWell() throws IOException {
        byte[] whole = png("zTXt", head("Author\0\0"), packed("a recipe ".repeat(30) + NAME));
        Random random = new Random(7);
        int found = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            found += names(changed) ? 1 : 0;
            names(java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        assertTrue(found > 5_000, "most damage leaves the name readable: " + found);
        assertEquals(true, names(whole), "seed 7");
    }
}
