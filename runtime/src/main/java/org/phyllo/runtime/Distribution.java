package org.phyllo.runtime;

import java.util.Locale;

/**
 * How values are distributed.
 *
 * @param count the number of values
 * @param mean their mean
 * @param deviation their standard deviation, {@code sqrt(mean of (value - mean)^2)}
 * @param min the smallest
 * @param max the largest
 * @param zeros the share of values that are exactly 0, such as those that ReLU cuts off: 0 to 1
 * @param norm the square root of the sum of squares
 */
public record Distribution(
    int count, double mean, double deviation, double min, double max, double zeros, double norm) {

  /**
   * The distribution of values.
   *
   * @param values the values; NaN among them makes all numbers but the count and the zeros NaN
   * @return their distribution; of no values it is all zero
   */
  public static Distribution of(double[] values) {
    if (values.length == 0) {
      return new Distribution(0, 0, 0, 0, 0, 0, 0);
    }
    double sum = 0;
    double squares = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int zeros = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      zeros += value == 0 ? 1 : 0;
    }
    double mean = sum / values.length;
    double distances = 0;
    for (double value : values) {
      distances += (value - mean) * (value - mean);
    }
    return new Distribution(
        values.length,
        mean,
        Math.sqrt(distances / values.length),
        min,
        max,
        (double) zeros / values.length,
        Math.sqrt(squares));
  }

  /** Returns mean, deviation, extremes and the share of zeros on one line. */
  @Override
  public String toString() {
    if (min == max) {
      return min == 0 ? "all 0" : String.format(Locale.ROOT, "all %.4g", min);
    }
    return String.format(
        Locale.ROOT,
        "mean %.4g, deviation %.4g, %.4g to %.4g, %.1f %% zeros",
        mean,
        deviation,
        min,
        max,
        100 * zeros);
  }
}
