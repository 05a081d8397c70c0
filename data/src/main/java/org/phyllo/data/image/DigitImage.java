package org.phyllo.data.image;

import java.io.IOException;
import java.nio.file.Path;
import org.phyllo.runtime.InvalidFileException;

/**
 * Turns a picture of one handwritten digit, of any size, dark on light or light on dark, into the
 * input of a network: gray levels 0 (background) to 1 (ink), row-major.
 *
 * <p>It is made as MNIST's images were: gray; the background is the brightness of the border, ink
 * is what differs from it; specks are dropped; the digit is cut out, its longer side scaled to
 * {@link DigitFrame#box()} pixels by area averaging, and centered; hairlines are thickened to the
 * training set's strokes. The result is normalized already and must not be normalized again.
 */
public final class DigitImage {
  /** The largest number of pixels that a picture may have: 50 million. */
  public static final int LARGEST_PICTURE = 50_000_000;

  private DigitImage() {}

  /**
   * Reads a picture.
   *
   * @param file a PNG or JPEG file of at most {@link #LARGEST_PICTURE} pixels, on the default file
   *     system; its content decides, not its name
   * @param frame the frame of the images that the network was trained on
   * @return {@code frame.height() * frame.width()} gray levels 0..1, row-major
   * @throws InvalidFileException if it is not such a file, is damaged, or holds nothing but
   *     background
   * @throws IOException if it can't be read
   */
  public static float[] read(Path file, DigitFrame frame) throws IOException {
    GrayImage picture = PictureFile.read(file, LARGEST_PICTURE);
    Ink ink = Ink.on(picture);
    if (ink == null) {
      throw new InvalidFileException(
          file,
          "holds a blank picture of "
              + picture.width()
              + "x"
              + picture.height()
              + " pixels, expected a digit that differs from its background");
    }
    return Framing.fit(ink, frame);
  }

  /**
   * Fits a picture that is in memory, for example one drawn with the mouse.
   *
   * @param brightness {@code height * width} finite values, row-major; black and white may be any
   *     numbers
   * @param width the picture's width, at least 1
   * @param height the picture's height, at least 1
   * @param frame the frame of the images that the network was trained on
   * @return {@code frame.height() * frame.width()} gray levels 0..1, row-major
   * @throws IllegalArgumentException if the sizes don't fit, a value is not finite or the picture
   *     is blank
   */
  public static float[] fit(float[] brightness, int width, int height, DigitFrame frame) {
    Ink ink = Ink.on(GrayImage.stretched(brightness, width, height));
    if (ink == null) {
      throw new IllegalArgumentException(
          "picture of "
              + width
              + "x"
              + height
              + " pixels is blank, expected a digit that differs from its background");
    }
    return Framing.fit(ink, frame);
  }
}
