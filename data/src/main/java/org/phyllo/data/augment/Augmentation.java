package org.phyllo.data.augment;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.runtime.Examples;

/**
 * Small random deformations of images: shift, rotation, scale and elastic distortion, each drawn
 * anew for every image in every epoch, so that a network learns what stays the same.
 *
 * <p>Begin with {@link #none()} and add ranges, or with {@link #ofDigits()}:
 *
 * <pre>{@code
 * Augmentation.none().shift(2).rotate(10).scale(0.9, 1.1).elastic(1.3, 5)
 * }</pre>
 *
 * <p>All of it together is one mapping, and each pixel is sampled once. With {@code c} the center
 * of the image, the pixel at {@code p = (row, column)} becomes
 *
 * <pre>
 *   out(p) = in(c + R(-angle) (p + u(p) - shift - c) / factor)
 * </pre>
 *
 * <p>so the image is scaled by {@code factor} and turned by {@code angle} around its center, then
 * shifted, then distorted by the field {@code u}. Between pixels {@code in} is bilinear, and zero
 * outside the image. The order in which ranges are added makes no difference; adding one again
 * replaces it, and changes none of the numbers drawn for the others.
 *
 * <p>Immutable.
 */
public final class Augmentation {
  private static final Augmentation NONE = new Augmentation(0, 0, 1, 1, 0, 1);

  /** Farther than any image is wide; beyond it floats would lose fractions of a pixel. */
  private static final double MOST_PIXELS = 10_000;

  private static final double MOST_DEGREES = 180;
  private static final double LEAST_SCALE = 0.01;
  private static final double MOST_SCALE = 100;

  private final double shift;
  private final double degrees;
  private final double scaleFrom;
  private final double scaleTo;
  private final double displacement;
  private final double smoothness;

  private Augmentation(
      double shift,
      double degrees,
      double scaleFrom,
      double scaleTo,
      double displacement,
      double smoothness) {
    this.shift = shift;
    this.degrees = degrees;
    this.scaleFrom = scaleFrom;
    this.scaleTo = scaleTo;
    this.displacement = displacement;
    this.smoothness = smoothness;
  }

  /**
   * Leaves images as they are.
   *
   * @return no augmentation, to add ranges to
   */
  public static Augmentation none() {
    return NONE;
  }

  /**
   * What handwritten digits of 28x28 pixels, such as MNIST's, bear without turning into others:
   * shift by 1.5 pixels, rotation by 10 degrees, scale 0.88 to 1.12, elastic distortion by 1 pixel
   * of smoothness 5.
   *
   * @return the augmentation
   */
  public static Augmentation ofDigits() {
    return none().shift(1.5).rotate(10).scale(0.88, 1.12).elastic(1, 5);
  }

  /**
   * Adds shifts: along each axis by a number that is uniform in {@code [-pixels, pixels]}, whole or
   * not.
   *
   * @param pixels the farthest shift, 0 to 10,000
   * @return this augmentation with these shifts
   * @throws IllegalArgumentException if the range is not one
   */
  public Augmentation shift(double pixels) {
    require("shift", pixels, 0, MOST_PIXELS);
    return new Augmentation(pixels, degrees, scaleFrom, scaleTo, displacement, smoothness);
  }

  /**
   * Adds rotations around the center, by an angle that is uniform in {@code [-most, most]};
   * positive is counter-clockwise.
   *
   * @param most the largest angle in degrees, 0 to 180
   * @return this augmentation with these rotations
   * @throws IllegalArgumentException if the range is not one
   */
  public Augmentation rotate(double most) {
    require("rotate", most, 0, MOST_DEGREES);
    return new Augmentation(shift, most, scaleFrom, scaleTo, displacement, smoothness);
  }

  /**
   * Adds scales around the center, by a factor that is uniform in {@code [from, to]}; above 1
   * things get larger.
   *
   * @param from the smallest factor, 0.01 to 100
   * @param to the largest factor, {@code from} to 100
   * @return this augmentation with these scales
   * @throws IllegalArgumentException if the range is not one
   */
  public Augmentation scale(double from, double to) {
    require("scale", from, LEAST_SCALE, MOST_SCALE);
    require("scale to", to, from, MOST_SCALE);
    return new Augmentation(shift, degrees, from, to, displacement, smoothness);
  }

  /**
   * Adds elastic distortions: every pixel moves along both axes by random numbers that hardly
   * differ from those of its neighbors. Simard, Steinkraus and Platt, "Best Practices for
   * Convolutional Neural Networks Applied to Visual Document Analysis", 2003.
   *
   * <p>The field is white noise smoothed by a Gaussian of standard deviation {@code smoothness}.
   * The noise, uniform, lies on a grid 1.25 times as wide, as finer noise would be smoothed away;
   * the grid reaches beyond the image, and the weights are normalized for every pixel, so each
   * coordinate's displacement has mean 0 and standard deviation {@code rootMeanSquare} at the
   * border as in the middle. The article's field with its {@code alpha} and {@code sigma} has a
   * deviation of {@code alpha / (2 sqrt(3 pi) sigma)}: 1.38 pixels for the 34 and 4 that it found
   * best for MNIST.
   *
   * @param rootMeanSquare the standard deviation of the displacement in pixels, 0 to 10,000
   * @param sigma the smoothness, the Gaussian's standard deviation in pixels, 1 to 10,000
   * @return this augmentation with these distortions
   * @throws IllegalArgumentException if a number is out of range
   */
  public Augmentation elastic(double rootMeanSquare, double sigma) {
    require("elastic displacement", rootMeanSquare, 0, MOST_PIXELS);
    require("elastic smoothness", sigma, 1, MOST_PIXELS);
    return new Augmentation(shift, degrees, scaleFrom, scaleTo, rootMeanSquare, sigma);
  }

  /**
   * Puts the augmentation over images.
   *
   * <p>The result itself reads the images as they are; {@link Examples#inEpoch inEpoch} gives the
   * deformed ones. So a trainer's {@code fit} trains on a new deformation of each image in every
   * epoch, and measures the training set's loss and accuracy, like the test set's, on the images
   * themselves.
   *
   * <p>A deformation is determined by this augmentation, the seed, the epoch and the number of the
   * image in {@code images}, bit for bit on every machine, whichever thread reads it and however
   * often and in whatever order. All channels of an image are deformed alike. Reading allocates
   * nothing once as many threads have read as read at once.
   *
   * @param images samples of shape {@code [channels, height, width]}, whose background is 0
   * @param seed decides all deformations
   * @return a set of the same size, shape and targets
   * @throws IllegalArgumentException if the samples don't have three extents, or are too large
   */
  public Examples over(Examples images, long seed) {
    return AugmentedImages.of(images, this, seed);
  }

  double shift() {
    return shift;
  }

  double degrees() {
    return degrees;
  }

  double scaleFrom() {
    return scaleFrom;
  }

  double scaleTo() {
    return scaleTo;
  }

  double displacement() {
    return displacement;
  }

  double smoothness() {
    return smoothness;
  }

  private static void require(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "Augmentation."
              + what
              + " is "
              + number(value)
              + ", expected "
              + number(least)
              + " to "
              + number(most));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Integer.toString((int) value)
        : Double.toString(value);
  }

  /** For example {@code "shift 2, rotate 10 degrees, scale 0.9 to 1.1, elastic 1.3 smooth 5"}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (shift > 0) {
      parts.add("shift " + number(shift));
    }
    if (degrees > 0) {
      parts.add("rotate " + number(degrees) + " degrees");
    }
    if (scaleFrom != 1 || scaleTo != 1) {
      parts.add("scale " + number(scaleFrom) + " to " + number(scaleTo));
    }
    if (displacement > 0) {
      parts.add("elastic " + number(displacement) + " smooth " + number(smoothness));
    }
    return parts.isEmpty() ? "no augmentation" : String.join(", ", parts);
  }
}
