package org.phyllo.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Looks at pictures as far as a program can. */
final class Pictures {
  private Pictures() {}

  /** Not only white: headings, axes, cells. */
  static void assertDrawn(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      assertThat(image).as(file.toString()).isNotNull();
      int width = image.getWidth();
      int height = image.getHeight();
      int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
      assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(20);
      // the heading, dark on white, within the top left corner
      int[] heading = image.getRGB(0, 0, 300, 90, null, 0, 300);
      assertThat(Arrays.stream(heading).filter(pixel -> (pixel & 0xff) < 0x40).count())
          .isGreaterThan(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
