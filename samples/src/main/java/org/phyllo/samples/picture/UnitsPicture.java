package org.phyllo.samples.picture;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the first layer's units or filters look for: the weights of each laid out as the image, or
 * the window of it, that they multiply. Red pixels speak for the unit, blue ones against it.
 */
public final class UnitsPicture {
  private static final int MARGIN = 24;
  private static final int TOP = 76;
  private static final int BOTTOM = 76;
  private static final int GAP = 6;

  /** About as wide as a text column; narrower pictures can't take the headings. */
  private static final int GRID_WIDTH = 720;

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
    write(
        file, title, "units of the first layer: the weight of every pixel", weights, height, width);
  }

  /**
   * Writes the picture for a convolution of an image with one channel.
   *
   * @param file the PNG file
   * @param title the heading
   * @param weights the layer's weights, {@code [filters, 1, height, width]} in row-major order
   * @param height the height of a filter
   * @param width the width of a filter
   * @throws IOException if writing fails
   */
  public static void writeFilters(Path file, String title, float[] weights, int height, int width)
      throws IOException {
    String what =
        "filters of the first layer: the weight of every pixel of a %dx%d window"
            .formatted(height, width);
    write(file, title, what, weights, height, width);
  }

  private static void write(
      Path file, String title, String what, float[] weights, int height, int width)
      throws IOException {
    int units = weights.length / (height * width);
    int columns = columns(units);
    int rows = (units + columns - 1) / columns;
    double pixel = (double) (GRID_WIDTH - (columns - 1) * GAP) / (columns * width);
    double across = width * pixel + GAP;
    double down = height * pixel + GAP;
    int gridHeight = (int) Math.ceil(rows * down - GAP);
    WeightScale scale = WeightScale.of(weights);
    Png.write(
        file,
        GRID_WIDTH + 2 * MARGIN,
        TOP + gridHeight + BOTTOM,
        graphics -> {
          Text.left(graphics, title, PictureFonts.bold(18), Text.INK, MARGIN, 36);
          Text.left(
              graphics,
              "the " + units + " " + what,
              PictureFonts.regular(12),
              Text.FAINT,
              MARGIN,
              58);
          for (int unit = 0; unit < units; unit++) {
            int row = unit / columns;
            int column = unit % columns;
            drawUnit(
                graphics,
                weights,
                unit * height * width,
                new Grid(height, width, pixel, MARGIN + column * across, TOP + row * down),
                scale);
          }
          scale.draw(
              graphics,
              MARGIN + GRID_WIDTH / 2.0,
              TOP + gridHeight + 24,
              "ink here speaks against",
              "ink here speaks for");
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
    for (int columns = wanted - 1; columns > Math.sqrt(units); columns--) {
      if (units % columns == 0) {
        return columns;
      }
    }
    return Math.min(wanted, units);
  }

  private record Grid(int height, int width, double pixel, double left, double top) {}

  private static void drawUnit(
      Graphics2D graphics, float[] weights, int at, Grid grid, WeightScale scale) {
    // rectangles end where their neighbors begin, so rounding leaves no light lines between them
    for (int y = 0; y < grid.height; y++) {
      double top = snapped(grid.top + y * grid.pixel);
      double bottom = snapped(grid.top + (y + 1) * grid.pixel);
      for (int x = 0; x < grid.width; x++) {
        double left = snapped(grid.left + x * grid.pixel);
        double right = snapped(grid.left + (x + 1) * grid.pixel);
        graphics.setColor(scale.color(weights[at + y * grid.width + x]));
        graphics.fill(new Rectangle2D.Double(left, top, right - left, bottom - top));
      }
    }
  }

  private static double snapped(double coordinate) {
    return Math.round(2 * coordinate) / 2.0;
  }
}
