package org.phyllo.samples.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/** Places text in a drawing. */
final class Text {
  /** Not quite black, as is easier on the eye. */
  static final Color INK = new Color(0x22, 0x22, 0x22);

  /** For text on dark colors. */
  static final Color PAPER = Color.WHITE;

  /** For what explains and isn't the matter itself. */
  static final Color FAINT = new Color(0x66, 0x66, 0x66);

  private Text() {}

  /** Draws text from x on, its baseline at y. */
  static void left(Graphics2D graphics, String text, Font font, Color color, double x, double y) {
    graphics.setFont(font);
    graphics.setColor(color);
    graphics.drawString(text, (float) x, (float) y);
  }

  /** Draws text that ends at x, its baseline at y. */
  static void right(Graphics2D graphics, String text, Font font, Color color, double x, double y) {
    left(graphics, text, font, color, x - bounds(graphics, text, font).getWidth(), y);
  }

  /** Draws text around a point. */
  static void center(Graphics2D graphics, String text, Font font, Color color, double x, double y) {
    Rectangle2D bounds = bounds(graphics, text, font);
    // digits and capitals look centered when their height, about 0.73 of the font's size, is
    double baseline = y + 0.365 * font.getSize2D();
    left(graphics, text, font, color, x - bounds.getWidth() / 2, baseline);
  }

  /** Draws text around a point, running upwards. */
  static void upwards(
      Graphics2D graphics, String text, Font font, Color color, double x, double y) {
    AffineTransform before = graphics.getTransform();
    graphics.rotate(-Math.PI / 2, x, y);
    center(graphics, text, font, color, x, y);
    graphics.setTransform(before);
  }

  /** The width of a text, where nothing is being drawn yet. */
  static double width(String text, Font font) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }

  private static Rectangle2D bounds(Graphics2D graphics, String text, Font font) {
    return font.getStringBounds(text, graphics.getFontRenderContext());
  }
}
