package org.phyllo.samples.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.phyllo.runtime.file.AtomicFile;

/** Draws a picture and writes it as a PNG file. */
final class Png {
  /**
   * Pixels per unit of the drawing's coordinates, so that pictures are sharp on today's screens.
   */
  private static final int SCALE = 2;

  /** A drawing of a known size. */
  interface Drawing {
    void draw(Graphics2D graphics);
  }

  private Png() {}

  static void write(Path file, int width, int height, Drawing drawing) throws IOException {
    BufferedImage image =
        new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.scale(SCALE, SCALE);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    drawing.draw(graphics);
    graphics.dispose();
    AtomicFile.write(
        file,
        out -> {
          // not ImageIO's cache file, whose shutdown hook comes too late after Ctrl-C
          try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(image, "png", stream)) {
              throw new IOException(file + ": this Java runtime can't write PNG");
            }
          }
        });
  }
}
