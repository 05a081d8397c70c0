package org.phyllo.samples.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Locale;

/**
 * From weights to colors, and the legend for it.
 *
 * @param limit the size of a weight that gets the outermost color
 */
record WeightScale(double limit) {
  /** One weight in so many is beyond the scale, so that a few large ones don't pale all others. */
  private static final int BEYOND = 200;

  private static final int BAR_WIDTH = 200;
  private static final int BAR_HEIGHT = 12;

  static WeightScale of(float[] weights) {
    double[] sizes = new double[weights.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(weights[i]);
    }
    Arrays.sort(sizes);
    double limit = sizes[sizes.length - 1 - sizes.length / BEYOND];
    return new WeightScale(limit > 0 ? limit : 1);
  }

  Color color(double weight) {
    return DivergingColors.of(weight / limit);
  }

  /** Draws the legend around a center, with what its two ends mean. */
  void draw(Graphics2D graphics, double center, double top, String low, String high) {
    double left = center - BAR_WIDTH / 2.0;
    double right = center + BAR_WIDTH / 2.0;
    for (int i = 0; i < BAR_WIDTH; i++) {
      graphics.setColor(DivergingColors.of(2.0 * i / (BAR_WIDTH - 1) - 1));
      graphics.fill(new Rectangle2D.Double(left + i, top, 1, BAR_HEIGHT));
    }
    Font font = PictureFonts.regular(12);
    double below = top + 2 * BAR_HEIGHT;
    Text.center(graphics, "−" + number(limit), font, Text.INK, left, below);
    Text.center(graphics, "0", font, Text.INK, center, below);
    Text.center(graphics, "+" + number(limit), font, Text.INK, right, below);
    Text.right(graphics, low, font, Text.FAINT, left - 14, top + 10);
    Text.left(graphics, high, font, Text.FAINT, right + 14, top + 10);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 1 ? "%.1f" : "%.2f", value);
  }
}
