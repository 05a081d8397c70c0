package org.phyllo.data.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import org.phyllo.runtime.InvalidFileException;

/** Decodes PNG and JPEG files of limited size. */
final class PictureFile {
  /** PNG specification, 5.2: the first bytes of every PNG file. */
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** JPEG: start of image, and the first byte of the next marker. */
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private PictureFile() {}

  static GrayImage read(Path file, int largest) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new InvalidFileException(file, "is a folder, expected a PNG or JPEG file");
    }
    String format = format(file);
    ImageReader reader = reader(file, format);
    // The decoders are libraries that throw whatever comes up on a damaged file.
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      reader.setInput(in, true, true);
      requireSize(file, reader.getWidth(0), reader.getHeight(0), largest);
      BufferedImage picture = reader.read(0);
      GrayImage gray = GrayReduction.of(picture);
      return format.equals("jpeg") ? gray.upright(ExifOrientation.of(file)) : gray;
    } catch (InvalidFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InvalidFileException(
          file,
          "can't be decoded as "
              + format.toUpperCase(Locale.ROOT)
              + " ("
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
              + "), expected an undamaged gray or RGB picture",
          e);
    } finally {
      reader.dispose();
    }
  }

  private static String format(Path file) throws IOException {
    byte[] start;
    try (var in = Files.newInputStream(file)) {
      start = in.readNBytes(PNG.length);
    }
    if (startsWith(start, PNG)) {
      return "png";
    }
    if (startsWith(start, JPEG)) {
      return "jpeg";
    }
    throw new InvalidFileException(file, "is neither PNG nor JPEG, expected one of the two");
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static ImageReader reader(Path file, String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    if (!readers.hasNext()) {
      throw new IOException(file + ": this Java runtime has no decoder for " + format);
    }
    return readers.next();
  }

  private static void requireSize(Path file, int width, int height, int largest)
      throws InvalidFileException {
    if (width < 1 || height < 1 || (long) width * height > largest) {
      throw new InvalidFileException(
          file,
          "the header says "
              + width
              + "x"
              + height
              + " pixels, expected at most "
              + largest
              + " in all");
    }
  }
}
