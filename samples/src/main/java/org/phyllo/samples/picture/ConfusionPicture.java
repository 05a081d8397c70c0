package org.phyllo.samples.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.phyllo.runtime.ConfusionMatrix;

/**
 * A confusion matrix as a picture: a row per actual class, a column per predicted one. Right
 * answers stand on the diagonal, in blue; mistakes off it, in red, the darker the more often they
 * happen.
 */
public final class ConfusionPicture {
  private static final int MARGIN = 24;
  private static final int HEADINGS = 108;

  /** The height of names that stand side by side; others run upwards. */
  private static final int NAMES_HEIGHT = 28;

  private static final int RIGHT = 96;
  private static final int WHITE = 0xffffff;
  private static final int RIGHT_ANSWERS = 0x4393c3; // from the same palette as DivergingColors
  private static final int MISTAKES = 0xd6604d;

  /** So many in one cell and more make it dark red; one alone stays pale. */
  private static final int FEW_MISTAKES = 4;

  private final List<String> classes;
  private final int[][] counts;
  private final int cell;
  private final boolean namesRunUpwards;
  private final double left;
  private final double top;
  private final double side;

  private ConfusionPicture(List<String> classes, ConfusionMatrix confusion) {
    this.classes = classes;
    this.counts = new int[confusion.classes()][confusion.classes()];
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        counts[row][column] = confusion.count(row, column);
      }
    }
    this.cell = classes.size() <= 4 ? 96 : 56;
    double widest = widest(classes);
    this.namesRunUpwards = widest > cell;
    this.left = 2 * MARGIN + 24 + widest;
    this.top = HEADINGS + (namesRunUpwards ? widest + 16 : NAMES_HEIGHT);
    this.side = classes.size() * cell;
  }

  private static double widest(List<String> names) {
    double widest = 0;
    for (String name : names) {
      widest = Math.max(widest, Text.width(name, PictureFonts.regular(14)));
    }
    return widest;
  }

  /**
   * Writes the picture.
   *
   * @param file the PNG file
   * @param title the heading
   * @param classes the classes' names
   * @param confusion how often each class was taken for each
   * @throws IOException if writing fails
   */
  public static void write(Path file, String title, List<String> classes, ConfusionMatrix confusion)
      throws IOException {
    new ConfusionPicture(classes, confusion).write(file, title);
  }

  private void write(Path file, String title) throws IOException {
    double titleWidth = Text.width(title, PictureFonts.bold(18));
    double width = Math.max(left + side + RIGHT, MARGIN + titleWidth + MARGIN);
    Png.write(
        file,
        (int) Math.ceil(width),
        (int) Math.ceil(top + side + MARGIN),
        graphics -> {
          Text.left(graphics, title, PictureFonts.bold(18), Text.INK, MARGIN, 36);
          Text.left(
              graphics,
              "blue: recognized; red: taken for another class",
              PictureFonts.regular(12),
              Text.FAINT,
              MARGIN,
              58);
          drawCells(graphics);
          drawNames(graphics);
        });
  }

  private void drawCells(Graphics2D graphics) {
    int n = counts.length;
    int darkest = darkestMistakes(counts);
    Font font = PictureFonts.regular(15);
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        int count = counts[row][column];
        double x = left + column * cell;
        double y = top + row * cell;
        graphics.setColor(color(row == column, count, darkest, sum(counts[row])));
        graphics.fill(new Rectangle2D.Double(x, y, cell, cell));
        if (count > 0) {
          Text.center(
              graphics, Integer.toString(count), font, Text.INK, x + cell / 2.0, y + cell / 2.0);
        }
      }
    }
    graphics.setColor(new Color(0xdddddd));
    graphics.setStroke(new BasicStroke(1));
    for (int i = 0; i <= n; i++) {
      double at = i * cell;
      graphics.draw(new Line2D.Double(left, top + at, left + side, top + at));
      graphics.draw(new Line2D.Double(left + at, top, left + at, top + side));
    }
  }

  private static Color color(boolean rightAnswer, int count, int darkest, int ofItsClass) {
    if (count == 0) {
      return Color.WHITE;
    }
    if (rightAnswer) {
      return DivergingColors.between(WHITE, RIGHT_ANSWERS, 0.75 * count / ofItsClass);
    }
    return DivergingColors.between(WHITE, MISTAKES, 0.2 + 0.8 * count / darkest);
  }

  private void drawNames(Graphics2D graphics) {
    int n = counts.length;
    Font names = PictureFonts.regular(14);
    Font explanation = PictureFonts.regular(12);
    double middle = side / 2;
    Text.center(
        graphics, "predicted", PictureFonts.bold(13), Text.INK, left + middle, HEADINGS - 14);
    Text.upwards(graphics, "actual", PictureFonts.bold(13), Text.INK, MARGIN + 8, top + middle);
    double rightEdge = left + side;
    Text.left(graphics, "recall", explanation, Text.FAINT, rightEdge + 14, top - 12);
    for (int i = 0; i < n; i++) {
      double at = i * cell + cell / 2.0;
      if (namesRunUpwards) {
        double middleOfName = top - 12 - Text.width(classes.get(i), names) / 2;
        Text.upwards(graphics, classes.get(i), names, Text.INK, left + at, middleOfName);
      } else {
        Text.center(graphics, classes.get(i), names, Text.INK, left + at, top - 17);
      }
      Text.right(graphics, classes.get(i), names, Text.INK, left - 12, top + at + 5);
      int total = sum(counts[i]);
      if (total > 0) {
        Text.left(
            graphics,
            String.format(Locale.ROOT, "%.1f %%", 100.0 * counts[i][i] / total),
            explanation,
            Text.FAINT,
            rightEdge + 14,
            top + at + 4);
      }
    }
  }

  private static int darkestMistakes(int[][] counts) {
    int most = FEW_MISTAKES;
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        if (row != column) {
          most = Math.max(most, counts[row][column]);
        }
      }
    }
    return most;
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
