package org.phyllo.samples.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.phyllo.runtime.Distribution;

/**
 * How values are distributed in the layers of networks: a row for each network, a histogram for
 * each of its layers, from the input's side to the output's.
 */
public final class LayersPicture {
  private static final int CELL_WIDTH = 168;
  private static final int CELL_HEIGHT = 92;
  private static final int GAP = 18;
  private static final int LEFT = 28;
  private static final int TOP = 92;

  /** The row's title above its histograms, range and numbers below. */
  private static final int ROW_TITLE = 30;

  private static final int CAPTION = 50;
  private static final int BINS = 42;

  private static final Color VALUES = new Color(0x21, 0x66, 0xac);
  private static final Color GRADIENTS = new Color(0xd6, 0x60, 0x4d);
  private static final Color BACKGROUND = new Color(0xf4, 0xf4, 0xf4);
  private static final Color LINE = new Color(0xc4, 0xc4, 0xc4);

  private LayersPicture() {}

  /**
   * The values of a layer.
   *
   * @param name the layer's name
   * @param values all of them, of all samples
   */
  @SuppressWarnings("ArrayRecordComponent") // a named array, never compared
  public record Cell(String name, double[] values) {}

  /**
   * A network.
   *
   * @param title what it is called
   * @param cells its layers
   */
  public record Row(String title, List<Cell> cells) {
    /** Copies the list. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** What all horizontal axes show. */
  private interface Axis {
    /** Where a value belongs, 0 to 1; NaN for nowhere. */
    double place(double value);

    String low();

    String high();
  }

  private record Linear(double from, double to) implements Axis {
    @Override
    public double place(double value) {
      return (value - from) / (to - from);
    }

    @Override
    public String low() {
      return number(from);
    }

    @Override
    public String high() {
      return number(to);
    }
  }

  /** Magnitudes by powers of ten; zeros are nowhere. */
  private record Decades(int from, int to) implements Axis {
    static Decades of(List<Row> rows) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (Row row : rows) {
        for (Cell cell : row.cells()) {
          // one deviation stands for a layer: a few tiny values would stretch the axis for all
          double deviation = Distribution.of(cell.values()).deviation();
          if (deviation > 0) {
            least = Math.min(least, Math.log10(deviation));
            most = Math.max(most, Math.log10(deviation));
          }
        }
      }
      return least > most
          ? new Decades(-3, 0)
          : new Decades((int) Math.floor(least - 2), (int) Math.ceil(most + 1));
    }

    @Override
    public double place(double value) {
      return value == 0 ? Double.NaN : (Math.log10(Math.abs(value)) - from) / (to - from);
    }

    @Override
    public String low() {
      return "1e" + from;
    }

    @Override
    public String high() {
      return "1e" + to;
    }
  }

  /**
   * Writes histograms of activations.
   *
   * @param file the PNG file
   * @param title the heading
   * @param what the line below it
   * @param rows the networks, with equally many layers each
   * @param from where all axes begin
   * @param to where they end; if it is not greater, magnitudes are shown by powers of ten
   * @throws IOException if writing fails
   */
  public static void writeActivations(
      Path file, String title, String what, List<Row> rows, double from, double to)
      throws IOException {
    write(file, title, what, rows, from < to ? new Linear(from, to) : Decades.of(rows), VALUES);
  }

  /**
   * Writes histograms of gradients, magnitudes by powers of ten.
   *
   * @param file the PNG file
   * @param title the heading
   * @param what the line below it
   * @param rows the networks, with equally many layers each
   * @throws IOException if writing fails
   */
  public static void writeGradients(Path file, String title, String what, List<Row> rows)
      throws IOException {
    write(file, title, what, rows, Decades.of(rows), GRADIENTS);
  }

  private static void write(
      Path file, String title, String what, List<Row> rows, Axis axis, Color color)
      throws IOException {
    int columns = rows.getFirst().cells().size();
    int down = ROW_TITLE + CELL_HEIGHT + CAPTION;
    Png.write(
        file,
        2 * LEFT + columns * CELL_WIDTH + (columns - 1) * GAP,
        TOP + rows.size() * down,
        graphics -> {
          Text.left(graphics, title, PictureFonts.bold(18), Text.INK, LEFT, 36);
          Text.left(graphics, what, PictureFonts.regular(12), Text.FAINT, LEFT, 58);
          for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int y = TOP + i * down;
            Text.left(graphics, row.title(), PictureFonts.bold(13), Text.INK, LEFT, y + 14);
            for (int j = 0; j < row.cells().size(); j++) {
              Cell cell = row.cells().get(j);
              int x = LEFT + j * (CELL_WIDTH + GAP);
              draw(graphics, cell, axis, color, x, y + ROW_TITLE);
            }
          }
        });
  }

  private static void draw(
      Graphics2D graphics, Cell cell, Axis axis, Color color, double left, double top) {
    graphics.setColor(BACKGROUND);
    graphics.fill(new Rectangle2D.Double(left, top, CELL_WIDTH, CELL_HEIGHT));
    int[] counts = counts(cell.values(), axis);
    int most = 1;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    graphics.setColor(color);
    for (int bin = 0; bin < BINS; bin++) {
      double height = (CELL_HEIGHT - 6.0) * counts[bin] / most;
      double from = left + snapped(CELL_WIDTH * (double) bin / BINS);
      double to = left + snapped(CELL_WIDTH * (bin + 1.0) / BINS);
      graphics.fill(new Rectangle2D.Double(from, top + CELL_HEIGHT - height, to - from, height));
    }
    graphics.setColor(LINE);
    graphics.fill(new Rectangle2D.Double(left, top + CELL_HEIGHT, CELL_WIDTH, 1));
    double below = top + CELL_HEIGHT + 15;
    Text.left(graphics, axis.low(), PictureFonts.regular(10), Text.FAINT, left, below);
    Text.right(
        graphics, axis.high(), PictureFonts.regular(10), Text.FAINT, left + CELL_WIDTH, below);
    Text.center(
        graphics,
        cell.name(),
        PictureFonts.bold(11),
        Text.INK,
        left + CELL_WIDTH / 2.0,
        top + CELL_HEIGHT + 11);
    Distribution distribution = Distribution.of(cell.values());
    String zeros =
        distribution.zeros() == 0
            ? ""
            : String.format(Locale.ROOT, ", %.0f %% zeros", 100 * distribution.zeros());
    String caption =
        distribution.zeros() == 1
            ? "all zeros"
            : "deviation " + number(distribution.deviation()) + zeros;
    Text.center(
        graphics,
        caption,
        PictureFonts.regular(11),
        Text.INK,
        left + CELL_WIDTH / 2.0,
        top + CELL_HEIGHT + 28);
  }

  /** Exact zeros, which ReLU makes many of, would hide all others: the caption counts them. */
  private static int[] counts(double[] values, Axis axis) {
    int[] counts = new int[BINS];
    for (double value : values) {
      double place = value == 0 ? Double.NaN : axis.place(value);
      if (!Double.isNaN(place)) {
        counts[(int) Math.clamp(place * BINS, 0, BINS - 1)]++;
      }
    }
    return counts;
  }

  private static double snapped(double coordinate) {
    return Math.round(2 * coordinate) / 2.0;
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size == 0 || size == 1) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (size >= 1e4 || size < 1e-3) {
      return String.format(Locale.ROOT, "%.0e", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.0f" : "%.3f", value);
  }
}
