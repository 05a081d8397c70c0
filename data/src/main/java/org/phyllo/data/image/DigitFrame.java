package org.phyllo.data.image;

import java.util.Arrays;

/**
 * How the digits of a training set sit in their images.
 *
 * @param width the image's width in pixels, at least 1
 * @param height the image's height in pixels, at least 1
 * @param box the length in pixels to which the longer side of a digit is scaled, 1 to the smaller
 *     of width and height
 * @param stroke the usual width of strokes in pixels, greater than 0; strokes of less than half of
 *     it are thickened to it
 * @param centering what is moved to the image's center
 */
public record DigitFrame(int width, int height, int box, double stroke, Centering centering) {
  /** What of a digit is moved to the center of the image. */
  public enum Centering {
    /** Its center of mass. */
    MASS,
    /** The center of the smallest box around it. */
    BOX
  }

  /**
   * MNIST: 28x28, the digit scaled to fit 20x20, its center of mass in the middle (LeCun, Cortes,
   * Burges, "The MNIST database of handwritten digits"). The stroke's width is the median of its
   * test part.
   */
  public static final DigitFrame MNIST = new DigitFrame(28, 28, 20, 2.3, Centering.MASS);

  /** UCI digits: 8x8, the digit filling the height. The stroke's width is their median. */
  public static final DigitFrame UCI = new DigitFrame(8, 8, 8, 1.45, Centering.BOX);

  /** Keeps a frame, and the arrays made for it, small. */
  private static final int LARGEST_SIDE = 4096;

  /**
   * Checks the sizes.
   *
   * @param width the image's width in pixels, 1 to 4096
   * @param height the image's height in pixels, 1 to 4096
   * @param box the longer side of a digit, 1 to the smaller of width and height
   * @param stroke the usual width of strokes in pixels, greater than 0
   * @param centering what is moved to the image's center
   * @throws IllegalArgumentException if a size is out of range
   */
  public DigitFrame {
    if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "frame is "
              + width
              + "x"
              + height
              + " pixels, expected 1 to "
              + LARGEST_SIDE
              + " a side");
    }
    if (!(stroke > 0 && stroke <= LARGEST_SIDE)) {
      throw new IllegalArgumentException(
          "stroke is " + stroke + " pixels wide, expected more than 0 and at most " + LARGEST_SIDE);
    }
    if (box < 1 || box > Math.min(width, height)) {
      throw new IllegalArgumentException(
          "box is " + box + " pixels, expected 1 to " + Math.min(width, height));
    }
  }

  /**
   * The frame for a network's input shape: {@link #UCI} for 64 values, {@link #MNIST} for 784, and
   * for another {@code [1, height, width]} one with MNIST's proportions.
   *
   * @param inputShape the extents of the network's input
   * @return the frame with as many pixels
   * @throws IllegalArgumentException if such an input does not hold one gray image
   */
  public static DigitFrame of(int... inputShape) {
    long size = 1;
    for (int extent : inputShape) {
      size *= Math.clamp(extent, 0, LARGEST_SIDE + 1);
    }
    boolean flat = inputShape.length == 1;
    boolean image = inputShape.length == 3 && inputShape[0] == 1;
    if (size == 64 && (flat || (image && inputShape[1] == 8))) {
      return UCI;
    }
    if (size == 784 && (flat || (image && inputShape[1] == 28))) {
      return MNIST;
    }
    if (!image) {
      throw new IllegalArgumentException(
          "input shape is "
              + Arrays.toString(inputShape)
              + ", expected [64], [784] or [1, height, width]");
    }
    int shorter = Math.min(inputShape[1], inputShape[2]);
    int box = Math.max(1, Math.round(shorter * 20 / 28f));
    double stroke = MNIST.stroke * box / MNIST.box;
    return new DigitFrame(inputShape[2], inputShape[1], box, stroke, Centering.MASS);
  }
}
