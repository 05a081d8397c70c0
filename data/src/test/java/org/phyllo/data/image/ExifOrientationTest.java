package org.phyllo.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExifOrientationTest {
  private static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer segment = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12);
    segment.put((byte) 0xff).put((byte) 0xe1).putShort((short) (segment.capacity() - 2));
    segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    segment.order(order);
    segment.put(
        (order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    segment.putShort((short) 42).putInt(8).putShort((short) 1);
    segment.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return segment.array();
  }

  private static byte[] withExif(byte[] jpeg, byte[] exif) {
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + exif.length);
    return file.put(jpeg, 0, 2).put(exif).put(jpeg, 2, jpeg.length - 2).array();
  }

  private static byte[] jpeg(GrayImage gray) throws IOException {
    BufferedImage picture =
        new BufferedImage(gray.width(), gray.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < gray.height(); y++) {
      for (int x = 0; x < gray.width(); x++) {
        picture.getRaster().setSample(x, y, 0, Math.round(255 * gray.at(x, y)));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, "jpeg", bytes)).isTrue();
    return bytes.toByteArray();
  }

  /** An L, which looks different from every side. */
  private static GrayImage letter() {
    BufferedImage picture = new BufferedImage(64, 96, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = picture.createGraphics();
    graphics.fillRect(16, 16, 8, 64);
    graphics.fillRect(16, 72, 32, 8);
    graphics.dispose();
    return GrayReduction.of(picture);
  }

  @Test
  void turnsAPictureUpright(@TempDir Path folder) throws IOException {
    // Where row 0, column 0 of the stored picture is seen, by Exif's code.
    int[] undoing = {0, 1, 2, 3, 4, 5, 8, 7, 6};
    Path file = folder.resolve("photo.jpg");
    Files.write(file, jpeg(letter()));
    float[] expected = DigitImage.read(file, DigitFrame.MNIST);
    for (int code = 1; code <= 8; code++) {
      for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
        GrayImage stored = letter().upright(undoing[code]);
        Files.write(file, withExif(jpeg(stored), exif(code, order)));
        float[] read = DigitImage.read(file, DigitFrame.MNIST);
        for (int i = 0; i < read.length; i++) {
          assertThat(Math.abs(read[i] - expected[i])).as("code " + code).isLessThan(0.1f);
        }
      }
    }
  }

  @Test
  void codeSixIsAQuarterTurnClockwise() {
    GrayImage stored = new GrayImage(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    GrayImage upright = stored.upright(6);
    assertThat(upright.width()).isEqualTo(2);
    assertThat(upright.brightness()).containsExactly(4, 1, 5, 2, 6, 3);
    assertThat(stored.upright(8).brightness()).containsExactly(3, 6, 2, 5, 1, 4);
    assertThat(stored.upright(3).brightness()).containsExactly(6, 5, 4, 3, 2, 1);
  }

  @Test
  void whateverIsOddCountsAsUpright() {
    byte[] good =
        withExif(new byte[] {(byte) 0xff, (byte) 0xd8, 0, 0}, exif(6, ByteOrder.BIG_ENDIAN));
    assertThat(ExifOrientation.of(ByteBuffer.wrap(good))).isEqualTo(6);
    for (int length = 0; length < good.length - 2; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThat(ExifOrientation.of(ByteBuffer.wrap(cut))).isEqualTo(1);
    }
    for (int at = 0; at < good.length; at++) {
      for (int value = 0; value < 256; value++) {
        byte[] damaged = good.clone();
        damaged[at] = (byte) value;
        assertThat(ExifOrientation.of(ByteBuffer.wrap(damaged))).isBetween(1, 8);
      }
    }
  }
}
