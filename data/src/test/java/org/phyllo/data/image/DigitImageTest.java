package org.phyllo.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.runtime.InvalidFileException;

class DigitImageTest {
  @TempDir Path folder;

  /** A seven, drawn into the middle of a picture. */
  private static BufferedImage seven(int size, Color paper, Color ink) {
    return seven(size, size / 12f, paper, ink);
  }

  private static BufferedImage seven(int size, float stroke, Color paper, Color ink) {
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(paper);
    graphics.fillRect(0, 0, size, size);
    graphics.setColor(ink);
    graphics.setStroke(new BasicStroke(stroke));
    int left = size / 4;
    int right = size * 3 / 4;
    graphics.drawLine(left, size / 4, right, size / 4);
    graphics.drawLine(right, size / 4, size / 2, size * 3 / 4);
    graphics.dispose();
    return picture;
  }

  /** A copy of a picture with pixels of another type. */
  private static BufferedImage as(int type, BufferedImage picture) {
    BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), type);
    for (int y = 0; y < copy.getHeight(); y++) {
      for (int x = 0; x < copy.getWidth(); x++) {
        copy.setRGB(x, y, picture.getRGB(x, y));
      }
    }
    return copy;
  }

  private Path written(BufferedImage picture, String format) throws IOException {
    Path file = folder.resolve("picture");
    assertThat(ImageIO.write(picture, format, file.toFile())).isTrue();
    return file;
  }

  private float[] mnist(BufferedImage picture, String format) throws IOException {
    return DigitImage.read(written(picture, format), DigitFrame.MNIST);
  }

  private static double difference(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum / one.length;
  }

  private static double centerOfMass(float[] image, int size, boolean horizontal) {
    double mass = 0;
    double moment = 0;
    for (int i = 0; i < image.length; i++) {
      mass += image[i];
      moment += image[i] * ((horizontal ? i % size : i / size) + 0.5);
    }
    return moment / mass;
  }

  @Test
  void fillsTheBoxAndCentersTheMass() throws IOException {
    float[] image = mnist(seven(200, Color.WHITE, Color.BLACK), "png");
    assertThat(image).hasSize(784);
    int first = 28;
    int last = 0;
    float most = 0;
    for (int i = 0; i < image.length; i++) {
      assertThat(image[i]).isBetween(0f, 1f);
      most = Math.max(most, image[i]);
      if (image[i] > 0) {
        first = Math.min(first, i / 28);
        last = Math.max(last, i / 28);
      }
    }
    assertThat(most).isEqualTo(1);
    assertThat(last - first + 1).isEqualTo(20);
    assertThat(centerOfMass(image, 28, true)).isCloseTo(14, within(0.51));
    assertThat(centerOfMass(image, 28, false)).isCloseTo(14, within(0.51));
  }

  @Test
  void polarityColorAndContrastDontMatter() throws IOException {
    float[] expected = mnist(seven(200, Color.WHITE, Color.BLACK), "png");
    Color[][] pairs = {
      {Color.BLACK, Color.WHITE},
      {Color.YELLOW, Color.BLUE},
      {new Color(0x303030), new Color(0xa0a0a0)},
      {new Color(0xd0c8b0), new Color(0x404080)},
    };
    for (Color[] pair : pairs) {
      float[] image = mnist(seven(200, pair[0], pair[1]), "png");
      assertThat(difference(image, expected)).isLessThan(0.01);
    }
  }

  @Test
  void sizeAndPlaceDontMatter() throws IOException {
    float[] expected = mnist(seven(200, Color.WHITE, Color.BLACK), "png");
    for (int size : new int[] {60, 100, 400, 1500}) {
      assertThat(difference(mnist(seven(size, Color.WHITE, Color.BLACK), "png"), expected))
          .as("size " + size)
          .isLessThan(0.02);
    }
    BufferedImage wide = new BufferedImage(900, 500, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = wide.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 900, 500);
    graphics.drawImage(seven(200, Color.WHITE, Color.BLACK), 650, 20, null);
    graphics.dispose();
    assertThat(difference(mnist(wide, "png"), expected)).isLessThan(0.002);
  }

  @Test
  void fileFormatAndPixelTypeDontMatter() throws IOException {
    float[] expected = mnist(seven(200, Color.WHITE, Color.BLACK), "png");
    int[] types = {
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_USHORT_GRAY,
      BufferedImage.TYPE_BYTE_BINARY,
      BufferedImage.TYPE_BYTE_INDEXED,
      BufferedImage.TYPE_INT_ARGB,
      BufferedImage.TYPE_3BYTE_BGR
    };
    for (int type : types) {
      BufferedImage picture = as(type, seven(200, Color.WHITE, Color.BLACK));
      assertThat(difference(mnist(picture, "png"), expected)).as("type " + type).isLessThan(0.02);
    }
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
      BufferedImage picture = as(type, seven(200, Color.WHITE, Color.BLACK));
      assertThat(difference(mnist(picture, "jpeg"), expected)).as("type " + type).isLessThan(0.02);
    }
  }

  @Test
  void readsInkOnTransparentPaper() throws IOException {
    float[] expected = mnist(seven(200, Color.WHITE, Color.BLACK), "png");
    Color clear = new Color(0, 0, 0, 0);
    for (Color ink : new Color[] {Color.BLACK, Color.WHITE, Color.RED}) {
      BufferedImage picture = new BufferedImage(200, 200, BufferedImage.TYPE_INT_ARGB);
      picture.setRGB(0, 0, clear.getRGB());
      BufferedImage opaque = seven(200, Color.WHITE, Color.BLACK);
      for (int y = 0; y < 200; y++) {
        for (int x = 0; x < 200; x++) {
          int alpha = 255 - (opaque.getRGB(x, y) & 0xff);
          picture.setRGB(x, y, alpha << 24 | (ink.getRGB() & 0xffffff));
        }
      }
      assertThat(difference(mnist(picture, "png"), expected)).as("" + ink).isLessThan(0.01);
    }
  }

  @Test
  void specksDontCount() throws IOException {
    BufferedImage picture = seven(200, Color.WHITE, Color.BLACK);
    float[] expected = mnist(picture, "png");
    picture.setRGB(3, 190, 0);
    picture.setRGB(196, 5, 0);
    picture.setRGB(197, 5, 0);
    assertThat(mnist(picture, "png")).isEqualTo(expected);
  }

  @Test
  void unevenLightDoesntCount() throws IOException {
    BufferedImage picture = seven(200, new Color(200, 200, 200), Color.BLACK);
    float[] expected = mnist(picture, "png");
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 200; x++) {
        Color color = new Color(picture.getRGB(x, y));
        float light = 0.9f + 0.2f * x / 200;
        int value = Math.round(color.getRed() * light);
        picture.setRGB(x, y, new Color(value, value, value).getRGB());
      }
    }
    assertThat(difference(mnist(picture, "jpeg"), expected)).isLessThan(0.02);
  }

  @Test
  void hairlinesAreThickened() throws IOException {
    for (float stroke : new float[] {1, 2, 4, 8}) {
      float[] image = mnist(seven(400, stroke, Color.WHITE, Color.BLACK), "png");
      assertThat(Strokes.width(new Ink(image, 28, 28)))
          .as("stroke " + stroke)
          .isCloseTo(DigitFrame.MNIST.stroke(), within(0.4));
      float[] small = DigitImage.read(folder.resolve("picture"), DigitFrame.UCI);
      assertThat(Strokes.width(new Ink(small, 8, 8)))
          .as("stroke " + stroke)
          .isCloseTo(DigitFrame.UCI.stroke(), within(0.4));
    }
  }

  @Test
  void keepsTheProportionsOfANarrowDigit() throws IOException {
    BufferedImage picture = new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_GRAY);
    picture.createGraphics().fillRect(50, 10, 10, 80);
    float[] image = mnist(picture, "png");
    int full = 0;
    for (float value : image) {
      full += value > 0.99 ? 1 : 0;
    }
    assertThat(full).isEqualTo(20 * 3); // 20 / 80 of 10 is 2.5
  }

  @Test
  void fillsOtherFrames() throws IOException {
    Path file = written(seven(200, Color.WHITE, Color.BLACK), "png");
    assertThat(DigitImage.read(file, DigitFrame.UCI)).hasSize(64);
    DigitFrame wide = DigitFrame.of(1, 10, 30);
    assertThat(wide).isEqualTo(new DigitFrame(30, 10, 7, 2.3 * 7 / 20, DigitFrame.Centering.MASS));
    assertThat(DigitImage.read(file, wide)).hasSize(300);
    DigitFrame one = new DigitFrame(1, 1, 1, 1, DigitFrame.Centering.BOX);
    assertThat(DigitImage.read(file, one)).containsExactly(1);
  }

  @Test
  void choosesTheFrameByTheNetworksInput() {
    assertThat(DigitFrame.of(784)).isEqualTo(DigitFrame.MNIST);
    assertThat(DigitFrame.of(1, 28, 28)).isEqualTo(DigitFrame.MNIST);
    assertThat(DigitFrame.of(64)).isEqualTo(DigitFrame.UCI);
    assertThat(DigitFrame.of(1, 8, 8)).isEqualTo(DigitFrame.UCI);
    assertThat(DigitFrame.of(1, 4, 16).width()).isEqualTo(16);
    int[][] others = {{4}, {}, {3, 28, 28}, {28, 28}, {1, 0, 5}, {1, 5000, 5000}, {-8, -8}};
    for (int[] shape : others) {
      assertThatIllegalArgumentException().isThrownBy(() -> DigitFrame.of(shape));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DigitFrame(8, 8, 9, 1, DigitFrame.Centering.BOX))
        .withMessage("box is 9 pixels, expected 1 to 8");
  }

  @Test
  void fitsPicturesInMemory() throws IOException {
    BufferedImage picture = seven(120, Color.WHITE, Color.BLACK);
    float[] values = new float[120 * 120];
    for (int i = 0; i < values.length; i++) {
      values[i] = 7 + (picture.getRGB(i % 120, i / 120) & 0xff) / 10f;
    }
    float[] image = DigitImage.fit(values, 120, 120, DigitFrame.MNIST);
    assertThat(difference(image, mnist(picture, "png"))).isLessThan(1e-5);
    values[130] = Float.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DigitImage.fit(values, 120, 120, DigitFrame.MNIST))
        .withMessage("pixel at row 1, column 10 is NaN, expected a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DigitImage.fit(values, 120, 119, DigitFrame.MNIST))
        .withMessage("picture has 14400 values, expected 120x119");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DigitImage.fit(new float[4], 2, 2, DigitFrame.MNIST))
        .withMessage(
            "picture of 2x2 pixels is blank, expected a digit that differs from its background");
  }

  @Test
  void refusesBlankPictures() throws IOException {
    for (Color color : new Color[] {Color.WHITE, Color.BLACK, Color.GRAY}) {
      Path file = written(seven(50, color, color), "png");
      assertThatExceptionOfType(InvalidFileException.class)
          .isThrownBy(() -> DigitImage.read(file, DigitFrame.MNIST))
          .withMessage(
              file
                  + ": holds a blank picture of 50x50 pixels, expected a digit that differs from"
                  + " its background");
    }
    Path clear = written(new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB), "png");
    assertThatExceptionOfType(InvalidFileException.class)
        .isThrownBy(() -> DigitImage.read(clear, DigitFrame.MNIST));
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path file = folder.resolve("letter.png");
    for (String text : new String[] {"", "GIF89a", "hello, world"}) {
      Files.writeString(file, text);
      assertThatExceptionOfType(InvalidFileException.class)
          .isThrownBy(() -> DigitImage.read(file, DigitFrame.MNIST))
          .withMessage(file + ": is neither PNG nor JPEG, expected one of the two");
    }
    Files.delete(file);
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> DigitImage.read(file, DigitFrame.MNIST));
  }
}
