package org.tutela.media.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A green field with a blue ball in the middle of it.
final class SoftenedTest {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 60;

    @Test
    void greyHasNoColour() {
        for (int color : colors(Softened.grey(ball()))) {
            assertEquals(color >> 16 & 0xFF, color & 0xFF);
            assertEquals(color >> 8 & 0xFF, color & 0xFF);
        }
        assertEquals(2, colors(Softened.grey(ball())).size());
    }

    @Test
    void linesShowNeitherColourNorShadeOfAnArea() {
        BufferedImage lines = Softened.lines(ball());
        assertEquals(0xFFFFFF, lines.getRGB(3, 3) & 0xFFFFFF);
        assertEquals(0xFFFFFF, lines.getRGB(WIDTH / 2, HEIGHT / 2) & 0xFFFFFF);
        assertTrue(colors(lines).size() > 1, "the edge of the ball is drawn");
    }

    @Test
    void blurKeepsNoEdge() {
        BufferedImage blurred = Softened.blurred(ball());
        for (int x = 1; x < WIDTH; x++) {
            int step =
                    Math.abs(
                            (blurred.getRGB(x, HEIGHT / 2) & 0xFF)
                                    - (blurred.getRGB(x - 1, HEIGHT / 2) & 0xFF));
            assertTrue(step < 60, "a step of " + step + " at " + x);
        }
    }

    @Test
    void maskCoversTheMiddleAndLeavesTheRest() {
        BufferedImage masked = Softened.masked(ball());
        assertEquals(Color.GREEN.getRGB(), masked.getRGB(2, 2));
        for (int y = HEIGHT / 5; y < HEIGHT * 4 / 5; y++) {
            for (int x = WIDTH / 5; x < WIDTH * 4 / 5; x++) {
                assertEquals(masked.getRGB(WIDTH / 2, HEIGHT / 2), masked.getRGB(x, y));
            }
        }
    }

    @Test
    void everyWayKeepsTheSizeAndTheGivenPictureEvenOfOnePixel() {
        for (UnaryOperator<BufferedImage> way : ways()) {
            BufferedImage given = ball();
            BufferedImage made = way.apply(given);
            assertEquals(WIDTH, made.getWidth());
            assertEquals(HEIGHT, made.getHeight());
            assertEquals(colors(ball()), colors(given));
            BufferedImage dot = way.apply(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
            assertEquals(1, dot.getWidth() * dot.getHeight());
        }
    }

    private static Iterable<UnaryOperator<BufferedImage>> ways() {
        return List.of(Softened::grey, Softened::blurred, Softened::lines, Softened::masked);
    }

    private static Set<Integer> colors(BufferedImage image) {
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colors.add(image.getRGB(x, y));
            }
        }
        return colors;
    }

    private static BufferedImage ball() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(Color.GREEN);
        drawing.fillRect(0, 0, WIDTH, HEIGHT);
        drawing.setColor(Color.BLUE);
        drawing.fillOval(30, 15, 30, 30);
        drawing.dispose();
        return image;
    }
}
