package org.phyllo.samples.picture;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a network with two inputs and a yes or no as output answers everywhere on the plane: red for
 * yes, blue for no, white where it can't tell. The four corners of a truth table are marked.
 */
public final class DecisionPicture {
  private static final int MARGIN = 24;
  private static final int LEFT = 76;
  private static final int TOP = 76;
  private static final int BOTTOM = 56;
  private static final int SIDE = 400;
  private static final int CELLS = 100;
  private static final double FROM = -0.5;
  private static final double TO = 1.5;

  /** The network as a function. */
  public interface Decision {
    /**
     * The probability of a yes.
     *
     * @param x the first input
     * @param y the second input
     * @return 0 to 1
     */
    double probability(float x, float y);
  }

  private DecisionPicture() {}

  /**
   * Writes the picture.
   *
   * @param file the PNG file
   * @param title the heading
   * @param decision the network
   * @param targets the right answers at (0, 0), (0, 1), (1, 0) and (1, 1)
   * @throws IOException if writing fails
   */
  public static void write(Path file, String title, Decision decision, boolean[] targets)
      throws IOException {
    Png.write(
        file,
        LEFT + SIDE + MARGIN,
        TOP + SIDE + BOTTOM,
        graphics -> {
          Text.left(graphics, title, PictureFonts.bold(18), Text.INK, MARGIN, 36);
          Text.left(
              graphics,
              "red: 1, blue: 0; the more certain, the darker",
              PictureFonts.regular(12),
              Text.FAINT,
              MARGIN,
              58);
          drawPlane(graphics, decision);
          drawAxes(graphics);
          for (int i = 0; i < targets.length; i++) {
            drawCorner(graphics, i / 2, i % 2, targets[i]);
          }
        });
  }

  private static void drawPlane(Graphics2D graphics, Decision decision) {
    double cell = (double) SIDE / CELLS;
    double step = (TO - FROM) / CELLS;
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        double x = FROM + (column + 0.5) * step;
        double y = TO - (row + 0.5) * step;
        double probability = decision.probability((float) x, (float) y);
        graphics.setColor(DivergingColors.of(0.8 * (2 * probability - 1)));
        graphics.fill(new Rectangle2D.Double(LEFT + column * cell, TOP + row * cell, cell, cell));
      }
    }
  }

  private static void drawAxes(Graphics2D graphics) {
    Font font = PictureFonts.regular(12);
    for (double value : new double[] {0, 0.5, 1}) {
      String text = value == 0.5 ? "0.5" : Integer.toString((int) value);
      Text.center(graphics, text, font, Text.INK, LEFT + place(value), TOP + SIDE + 16);
      Text.right(graphics, text, font, Text.INK, LEFT - 8, TOP + SIDE - place(value) + 4);
    }
    Font names = PictureFonts.bold(13);
    Text.center(graphics, "x", names, Text.INK, LEFT + SIDE / 2.0, TOP + SIDE + 38);
    Text.center(graphics, "y", names, Text.INK, MARGIN + 5, TOP + SIDE / 2.0);
  }

  private static double place(double value) {
    return (value - FROM) / (TO - FROM) * SIDE;
  }

  private static void drawCorner(Graphics2D graphics, int x, int y, boolean target) {
    double centerX = LEFT + place(x);
    double centerY = TOP + SIDE - place(y);
    double radius = 13;
    Ellipse2D circle =
        new Ellipse2D.Double(centerX - radius, centerY - radius, 2 * radius, 2 * radius);
    graphics.setColor(Text.PAPER);
    graphics.fill(circle);
    graphics.setColor(Text.INK);
    graphics.setStroke(new BasicStroke(1.5f));
    graphics.draw(circle);
    Text.center(graphics, target ? "1" : "0", PictureFonts.bold(15), Text.INK, centerX, centerY);
  }
}
