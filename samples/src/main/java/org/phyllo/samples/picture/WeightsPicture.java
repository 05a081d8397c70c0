package org.phyllo.samples.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The weights of a small first layer as a table: a row per unit, a column per named input. */
public final class WeightsPicture {
  private static final int MARGIN = 24;
  private static final int TOP = 104;
  private static final int BOTTOM = 76;
  private static final int NAMES = 60;
  private static final int CELL_WIDTH = 124;
  private static final int CELL_HEIGHT = 30;

  private WeightsPicture() {}

  /**
   * Writes the picture.
   *
   * @param file the PNG file
   * @param title the heading
   * @param weights the layer's weights, {@code [units, inputs]} in row-major order
   * @param inputs the inputs' names
   * @throws IOException if writing fails
   */
  public static void write(Path file, String title, float[] weights, List<String> inputs)
      throws IOException {
    int columns = inputs.size();
    int units = weights.length / columns;
    int width = columns * CELL_WIDTH;
    WeightScale scale = WeightScale.of(weights);
    Png.write(
        file,
        MARGIN + NAMES + width + MARGIN,
        TOP + units * CELL_HEIGHT + BOTTOM,
        graphics -> {
          Text.left(graphics, title, PictureFonts.bold(18), Text.INK, MARGIN, 36);
          Text.left(
              graphics,
              "the " + units + " units of the first layer: the weight of every input",
              PictureFonts.regular(12),
              Text.FAINT,
              MARGIN,
              58);
          drawCells(graphics, weights, inputs, scale);
          scale.draw(
              graphics,
              MARGIN + NAMES + width / 2.0,
              TOP + units * CELL_HEIGHT + 24,
              "lowers the unit",
              "raises it");
        });
  }

  private static void drawCells(
      Graphics2D graphics, float[] weights, List<String> inputs, WeightScale scale) {
    Font font = PictureFonts.regular(12);
    int columns = inputs.size();
    for (int column = 0; column < columns; column++) {
      double center = MARGIN + NAMES + (column + 0.5) * CELL_WIDTH;
      Text.center(graphics, inputs.get(column), font, Text.INK, center, TOP - 14);
    }
    for (int i = 0; i < weights.length; i++) {
      int unit = i / columns;
      int input = i % columns;
      double x = MARGIN + NAMES + input * CELL_WIDTH;
      double y = TOP + unit * CELL_HEIGHT;
      double middle = y + CELL_HEIGHT / 2.0;
      if (input == 0) {
        Text.left(graphics, "unit " + unit, font, Text.INK, MARGIN, middle + 4);
      }
      graphics.setColor(scale.color(weights[i]));
      graphics.fill(new Rectangle2D.Double(x, y, CELL_WIDTH - 1, CELL_HEIGHT - 1));
      boolean dark = Math.abs(weights[i]) > 0.6 * scale.limit();
      String number = String.format(Locale.ROOT, "%+.2f", weights[i]).replace('-', '−');
      Text.center(
          graphics, number, font, dark ? Text.PAPER : Text.INK, x + CELL_WIDTH / 2.0, middle);
    }
  }
}
