package org.phyllo.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.data.Dataset;
import org.phyllo.data.Mnist;
import org.phyllo.data.SharedFolder;
import org.phyllo.data.UciDigits;

/** Pictures made of a data set's digits come back as the images that they were made of. */
class RealDigitsTest {
  @TempDir Path folder;

  /** The digit in squares of {@code scale} pixels, on a larger sheet, off its center. */
  private float[] redrawn(float[] digit, int side, int scale, boolean dark, DigitFrame frame)
      throws IOException {
    int width = 3 * side * scale / 2;
    int height = 2 * side * scale;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = x / scale - side / 3;
        int row = y / scale - side / 2;
        boolean inside = column >= 0 && column < side && row >= 0 && row < side;
        float ink = inside ? digit[row * side + column] : 0;
        picture.getRaster().setSample(x, y, 0, Math.round(255 * (dark ? 1 - ink : ink)));
      }
    }
    Path file = folder.resolve("digit.png");
    assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
    return DigitImage.read(file, frame);
  }

  /** The index of the image nearest to {@code digit}. */
  private static int nearest(float[] digit, Dataset images) {
    float[] image = new float[images.inputSize()];
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < images.size(); i++) {
      images.readInput(i, image, 0);
      double distance = 0;
      for (int j = 0; j < image.length && distance < least; j++) {
        distance += (image[j] - digit[j]) * (image[j] - digit[j]);
      }
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  @Test
  void mnist() throws IOException {
    Dataset test = Mnist.testFromFolder(SharedFolder.of("datasets/mnist"));
    int same = 0;
    int sameClass = 0;
    for (int i = 0; i < 100; i++) {
      boolean dark = i % 2 == 0;
      float[] read = redrawn(test.input(i), 28, 3 + i % 9, dark, DigitFrame.MNIST);
      int nearest = nearest(read, test);
      same += nearest == i ? 1 : 0;
      sameClass += test.label(nearest) == test.label(i) ? 1 : 0;
    }
    // Number 92 has its center of mass on the edge of a pixel, and is moved by one.
    assertThat(same).isGreaterThanOrEqualTo(99);
    assertThat(sameClass).isGreaterThanOrEqualTo(99);
  }

  /** A digit of 8x8 pixels can't be moved by half of one, and 7 in 100 sit aside by as much. */
  @Test
  void uci() throws IOException {
    Dataset digits = UciDigits.pixels().normalized();
    int same = 0;
    int sameClass = 0;
    for (int i = 0; i < 100; i++) {
      float[] read = redrawn(digits.input(i), 8, 5 + i % 9, i % 2 == 0, DigitFrame.UCI);
      int nearest = nearest(read, digits);
      same += nearest == i ? 1 : 0;
      sameClass += digits.label(nearest) == digits.label(i) ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo(84);
    assertThat(sameClass).isGreaterThanOrEqualTo(95);
  }
}
