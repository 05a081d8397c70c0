package org.phyllo.data;

/**
 * What the values of a {@link Dataset} are, so that they are brought to a network's scale exactly
 * once.
 *
 * <p>Pixels of 0..255 make a network's first steps far too large; pixels divided by 255 twice are
 * nearly 0, and the loss does not move. Both look like a network that can't learn. A data set
 * therefore carries its scale, and refuses the second normalization.
 */
public sealed interface ValueScale {
  /** Values as measured or computed, in units of their own, for example centimeters. */
  record Measured() implements ValueScale {
    @Override
    public String toString() {
      return "values as measured";
    }
  }

  /**
   * Raw pixels.
   *
   * @param maximum the brightness of full ink, for example 255; values are 0 to this
   */
  record Pixels(float maximum) implements ValueScale {
    /**
     * Checks the maximum.
     *
     * @param maximum the brightness of full ink, finite and greater than 0
     */
    public Pixels {
      if (!(maximum > 0 && maximum < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "largest pixel value is " + maximum + ", expected a finite number greater than 0");
      }
    }

    @Override
    public String toString() {
      return "raw pixels 0.." + number(maximum);
    }
  }

  /**
   * Pixels that were normalized to 0..1.
   *
   * @param maximum the raw value that became 1
   */
  record Normalized(float maximum) implements ValueScale {
    @Override
    public String toString() {
      return "pixels normalized from 0.." + number(maximum) + " to 0..1";
    }
  }

  /**
   * Measured values that were multiplied by a factor.
   *
   * @param factor the factor
   */
  record Scaled(float factor) implements ValueScale {
    @Override
    public String toString() {
      return "values scaled by " + number(factor);
    }
  }

  /**
   * Values whose mean was subtracted and which were divided by their standard deviation.
   *
   * @param before the scale of the values before that
   */
  record Standardized(ValueScale before) implements ValueScale {
    @Override
    public String toString() {
      return "standardized values (before: " + before + ")";
    }
  }

  private static String number(float value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6f
        ? Integer.toString((int) value)
        : Float.toString(value);
  }
}
