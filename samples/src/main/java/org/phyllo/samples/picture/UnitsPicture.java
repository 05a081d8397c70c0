package org.phyllo.samples.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the first layer's units look for: the weights of each unit laid out as the image that they
 * multiply. Red pixels speak for the unit, blue ones against it.
 */
public final class UnitsPicture {
  private static final int MARGIN = 24;
  private static final int TOP = 76;
  private static final int BOTTOM = 76;
  private static final int GAP = 6;

  /** About as wide as a text column; narrower pictures can't take the headings. */
  private static final int GRID_WIDTH = 720;

  /** One weight in so many is beyond the scale, so that a few large ones don't pale all others. */
  private static final int BEYOND_SCALE = 200;

  private UnitsPicture() {}

  /**
   * Writes the picture.
   *
   * @param file the PNG file
   * @param title the heading
   * @param weights the layer's weights, {@code [units, height * width]} in row-major order
   * @param height the height of an input image
   * @param width the width of an input image
   * @throws IOException if writing fails
   */
  public static void write(Path file, String title, float[] weights, int height, int width)
      throws IOException {
    int units = weights.length / (height * width);
    int columns = columns(units);
    int rows = (units + columns - 1) / columns;
    double pixel = (double) (GRID_WIDTH - (columns - 1) * GAP) / (columns * width);
    double across = width * pixel + GAP;
    double down = height * pixel + GAP;
    int gridHeight = (int) Math.ceil(rows * down - GAP);
    double limit = limit(weights);
    Png.write(
        file,
        GRID_WIDTH + 2 * MARGIN,
        TOP + gridHeight + BOTTOM,
        graphics -> {
          Text.left(graphics, title, PictureFonts.bold(18), Text.INK, MARGIN, 36);
          Text.left(
              graphics,
              "the " + units + " units of the first layer: the weight of every pixel",
              PictureFonts.regular(12),
              Text.FAINT,
              MARGIN,
              58);
          for (int unit = 0; unit < units; unit++) {
            drawUnit(
                graphics,
                weights,
                unit * height * width,
                new Grid(
                    height,
                    width,
                    pixel,
                    MARGIN + unit % columns * across,
                    TOP + unit / columns * down),
                limit);
          }
          drawScale(graphics, limit, TOP + gridHeight + 24);
        });
  }

  /** A grid somewhat wider than high; without a gap in its last row where that can be had. */
  private static int columns(int units) {
    int wanted = (int) Math.ceil(Math.sqrt(1.6 * units));
    for (int columns = wanted; columns <= 2 * Math.sqrt(units); columns++) {
      if (units % columns == 0) {
        return columns;
      }
    }
    return Math.min(wanted, units);
  }

  private record Grid(int height, int width, double pixel, double left, double top) {}

  private static double limit(float[] weights) {
    double[] sizes = new double[weights.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(weights[i]);
    }
    Arrays.sort(sizes);
    double limit = sizes[sizes.length - 1 - sizes.length / BEYOND_SCALE];
    return limit > 0 ? limit : 1;
  }

  private static void drawUnit(
      Graphics2D graphics, float[] weights, int at, Grid grid, double limit) {
    // rectangles end where their neighbors begin, so rounding leaves no light lines between them
    for (int y = 0; y < grid.height; y++) {
      double top = snapped(grid.top + y * grid.pixel);
      double bottom = snapped(grid.top + (y + 1) * grid.pixel);
      for (int x = 0; x < grid.width; x++) {
        double left = snapped(grid.left + x * grid.pixel);
        double right = snapped(grid.left + (x + 1) * grid.pixel);
        graphics.setColor(DivergingColors.of(weights[at + y * grid.width + x] / limit));
        graphics.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
      }
    }
  }

  private static double snapped(double coordinate) {
    return Math.round(2 * coordinate) / 2.0;
  }

  private static void drawScale(Graphics2D graphics, double limit, double top) {
    int width = 240;
    double left = MARGIN + (GRID_WIDTH - width) / 2.0;
    for (int i = 0; i < width; i++) {
      graphics.setColor(DivergingColors.of(2.0 * i / (width - 1) - 1));
      graphics.fill(new Rectangle2D.Double(left + i, top, 1, 12));
    }
    Font font = PictureFonts.regular(12);
    double y = top + 24;
    Text.center(graphics, number(-limit), font, Text.INK, left, y);
    Text.center(graphics, "0", font, Text.INK, left + width / 2.0, y);
    Text.center(graphics, "+" + number(limit), font, Text.INK, left + width, y);
    Text.right(graphics, "ink here speaks against  ", font, Text.FAINT, left - 4, top + 10);
    Text.left(graphics, "  ink here speaks for", font, Text.FAINT, left + width + 4, top + 10);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2g", value).replace('-', '−');
  }
}
