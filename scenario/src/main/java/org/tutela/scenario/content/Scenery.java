package org.tutela.scenario.content;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.tutela.scenario.plan.Dice;

/// Paints everyday scenes from numbers: fields, houses, cups, trees, tiles. No letters (fonts
/// differ between machines), much structure, and no two alike.
final class Scenery {
    static final int WIDTH = 400;
    static final int HEIGHT = 300;

    private final Dice dice;
    private final Graphics2D brush;

    private Scenery(Dice dice, Graphics2D brush) {
        this.dice = dice;
        this.brush = brush;
    }

    /// The scene with that number, 400 x 300 pixels.
    static BufferedImage paint(long seed, int scene) {
        BufferedImage canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D brush = canvas.createGraphics();
        Scenery painter = new Scenery(Dice.of(seed, "scene " + scene), brush);
        painter.background();
        int things = painter.dice.between(16, 24);
        for (int i = 0; i < things; i++) {
            painter.thing(painter.dice.below(6));
        }
        brush.dispose();
        return canvas;
    }

    private Color colour() {
        return new Color(dice.below(256), dice.below(256), dice.below(256));
    }

    private Color dark() {
        return new Color(dice.below(70), dice.below(70), dice.below(70));
    }

    private Color light() {
        return new Color(dice.between(180, 255), dice.between(180, 255), dice.between(180, 255));
    }

    private void background() {
        brush.setPaint(
                new GradientPaint(
                        dice.below(WIDTH),
                        dice.below(HEIGHT),
                        colour(),
                        dice.below(WIDTH),
                        dice.below(HEIGHT),
                        colour(),
                        true));
        brush.fillRect(0, 0, WIDTH, HEIGHT);
    }

    private void thing(int kind) {
        int x = dice.between(-40, WIDTH - 30);
        int y = dice.between(-40, HEIGHT - 30);
        int size = dice.between(40, 130);
        switch (kind) {
            case 0 -> house(x, y, size);
            case 1 -> cup(x, y, size);
            case 2 -> tree(x, y, size);
            case 3 -> field(x, y, size);
            case 4 -> tiles(x, y, size);
            default -> ball(x, y, size);
        }
    }

    private void house(int x, int y, int size) {
        brush.setColor(light());
        brush.fillRect(x, y + size / 3, size, size * 2 / 3);
        brush.setColor(dark());
        brush.fillPolygon(
                new Polygon(
                        new int[] {x - size / 10, x + size / 2, x + size + size / 10},
                        new int[] {y + size / 3, y, y + size / 3},
                        3));
        for (int i = 0; i < 3; i++) {
            brush.fillRect(x + size / 10 + i * size * 3 / 10, y + size / 2, size / 6, size / 5);
        }
    }

    private void cup(int x, int y, int size) {
        brush.setColor(colour());
        brush.setStroke(new BasicStroke(size / 9f));
        brush.drawOval(x + size / 2, y + size / 4, size / 2, size / 2);
        brush.setColor(light());
        brush.fillRoundRect(x, y, size * 3 / 4, size, size / 4, size / 4);
        brush.setColor(dark());
        brush.fillOval(x, y - size / 12, size * 3 / 4, size / 5);
    }

    private void tree(int x, int y, int size) {
        brush.setColor(dark());
        brush.fillRect(x + size * 2 / 5, y + size / 2, size / 5, size / 2);
        for (int i = 0; i < 5; i++) {
            brush.setColor(i % 2 == 0 ? colour() : dark());
            brush.fill(
                    new Ellipse2D.Double(
                            x + dice.below(size) * 0.6,
                            y + dice.below(size) * 0.4,
                            size * 0.4,
                            size * 0.4));
        }
    }

    private void field(int x, int y, int size) {
        double turn = dice.unit() * Math.PI;
        brush.rotate(turn, x + size / 2.0, y + size / 2.0);
        Color one = light();
        Color other = dark();
        int rows = dice.between(3, 7);
        for (int i = 0; i < rows; i++) {
            brush.setColor(i % 2 == 0 ? one : other);
            brush.fill(
                    new Rectangle2D.Double(
                            x, y + (double) i * size / rows, size * 1.4, (double) size / rows));
        }
        brush.rotate(-turn, x + size / 2.0, y + size / 2.0);
    }

    private void tiles(int x, int y, int size) {
        int side = Math.max(8, size / 5);
        Color one = colour();
        Color other = light();
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 5; column++) {
                brush.setColor((row + column) % 2 == 0 ? one : other);
                brush.fillRect(x + column * side, y + row * side, side, side);
            }
        }
    }

    private void ball(int x, int y, int size) {
        brush.setColor(light());
        brush.fillOval(x, y, size, size);
        brush.setColor(dark());
        brush.fillOval(x + size / 3, y + size / 3, size / 3, size / 3);
        brush.fillOval(x + size / 12, y + size / 4, size / 5, size / 5);
        brush.fillOval(x + size * 2 / 3, y + size / 2, size / 5, size / 5);
    }
}
