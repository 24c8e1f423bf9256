package org.tutela.app;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/// Small sources made by code: pictures, notes and an archive.
final class MadeEvidence {
    private MadeEvidence() {}

    /// A folder with a picture, notes that hold an invite and a mail address, and a zip with
    /// `members` more of each. The same numbers give the same bytes.
    static Path folder(Path parent, int members, long seed) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("source"));
        Random random = new Random(seed);
        Files.write(folder.resolve("field.png"), picture(random));
        Files.writeString(
                folder.resolve("notes.txt"),
                "training on Tuesday, mail coach@example.org or join "
                        + "https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv\n");
        try (OutputStream out = Files.newOutputStream(folder.resolve("archive.zip"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < members; i++) {
                member(
                        zip,
                        "notes/" + i + ".txt",
                        ("recipe " + i + ": soup\n").repeat(50).getBytes(StandardCharsets.UTF_8));
                if (i % 10 == 0) {
                    member(zip, "pictures/" + i + ".png", picture(random));
                }
            }
        }
        return folder;
    }

    /// A picture of coloured fields, with enough structure for a perceptual hash.
    static byte[] picture(Random random) throws IOException {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 40; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(
                    random.nextInt(160) - 20,
                    random.nextInt(120) - 20,
                    10 + random.nextInt(60),
                    10 + random.nextInt(60));
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static void member(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
