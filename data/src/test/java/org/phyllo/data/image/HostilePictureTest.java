package org.phyllo.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phyllo.data.Allocation;
import org.phyllo.runtime.InvalidFileException;

class HostilePictureTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("picture");
  }

  private static byte[] encoded(String format) throws IOException {
    BufferedImage picture = new BufferedImage(24, 24, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = picture.createGraphics();
    graphics.fillOval(6, 4, 12, 16);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private void assertReadableOrInvalid(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try {
      assertThat(DigitImage.read(file, DigitFrame.MNIST)).hasSize(784);
    } catch (InvalidFileException e) {
      assertThat(e).hasMessageStartingWith(file + ": ");
    }
  }

  @Test
  void everyTruncationIsReadableOrInvalid() throws IOException {
    for (String format : new String[] {"png", "jpeg"}) {
      byte[] whole = encoded(format);
      for (int length = 0; length < whole.length; length++) {
        assertReadableOrInvalid(Arrays.copyOf(whole, length));
      }
    }
  }

  @Test
  void everyDamagedByteIsReadableOrInvalid() throws IOException {
    for (String format : new String[] {"png", "jpeg"}) {
      byte[] whole = encoded(format);
      for (int at = 0; at < whole.length; at++) {
        for (int value : new int[] {0xff, whole[at] ^ 1}) {
          byte[] damaged = whole.clone();
          damaged[at] = (byte) value;
          assertReadableOrInvalid(damaged);
        }
      }
    }
  }

  @Test
  void refusesALargePictureByItsHeader() throws Throwable {
    for (int side : new int[] {7072, 1 << 20, Integer.MAX_VALUE}) {
      byte[] png = encoded("png");
      ByteBuffer header = ByteBuffer.wrap(png);
      header.putInt(16, side).putInt(20, side);
      CRC32 crc = new CRC32();
      crc.update(png, 12, 17);
      header.putInt(29, (int) crc.getValue());
      Files.write(file, png);
      assertRefusedForItsSize(side);
    }
    byte[] jpeg = encoded("jpeg");
    int frame = startOfFrame(jpeg);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);
    Files.write(file, jpeg);
    assertRefusedForItsSize(60_000);
  }

  private void assertRefusedForItsSize(int side) throws Throwable {
    Allocation.atMost(
        4 << 20,
        () ->
            assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> DigitImage.read(file, DigitFrame.MNIST))
                .withMessage(
                    file
                        + ": the header says "
                        + side
                        + "x"
                        + side
                        + " pixels, expected at most 50000000 in all"));
  }

  /** The marker FF C0. */
  private static int startOfFrame(byte[] jpeg) {
    for (int i = 0; i < jpeg.length - 1; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        return i;
      }
    }
    throw new AssertionError("no start of frame");
  }

  @Test
  void chunksThatClaimMoreThanTheFileHoldsAllocateNothing() throws Throwable {
    byte[] png = encoded("png");
    int afterHeader = 33;
    for (String type : new String[] {"PLTE", "tRNS", "iCCP", "tEXt", "zTXt", "eXIf", "abcd"}) {
      for (int length : new int[] {1 << 28, Integer.MAX_VALUE, -1}) {
        ByteBuffer hostile = ByteBuffer.allocate(png.length + 12);
        hostile.put(png, 0, afterHeader).putInt(length);
        hostile.put(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(0);
        hostile.put(png, afterHeader, png.length - afterHeader);
        Allocation.atMost(4 << 20, () -> assertReadableOrInvalid(hostile.array()));
      }
    }
  }
}
