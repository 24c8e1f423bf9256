package org.tutela.scenario.content;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.tutela.scenario.plan.PlannedPicture;

/// Makes picture files from scenes: JPEG, baseline.
final class Pictures {
    private static final float HIGH = 0.85f;
    private static final float LOW = 0.55f;

    private Pictures() {}

    /// The bytes of a planned picture.
    static byte[] bytes(long seed, PlannedPicture picture) {
        BufferedImage scene = Scenery.paint(seed, picture.scene());
        return switch (picture.made()) {
            case ORIGINAL -> jpeg(scene, HIGH);
            case REENCODED -> jpeg(scene, LOW);
            case RESIZED -> jpeg(drawn(scene, 360, 270, false), HIGH);
            case MIRRORED -> jpeg(drawn(scene, Scenery.WIDTH, Scenery.HEIGHT, true), HIGH);
        };
    }

    /// A small JPEG as the messenger keeps for previews.
    static byte[] preview(long seed, PlannedPicture picture) {
        return jpeg(drawn(Scenery.paint(seed, picture.scene()), 40, 30, false), LOW);
    }

    private static BufferedImage drawn(BufferedImage scene, int width, int height, boolean mirror) {
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D brush = copy.createGraphics();
        brush.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        if (mirror) {
            brush.drawImage(scene, width, 0, -width, height, null);
        } else {
            brush.drawImage(scene, 0, 0, width, height, null);
        }
        brush.dispose();
        return copy;
    }

    private static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 15);
                MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        } finally {
            writer.dispose();
        }
    }
}
