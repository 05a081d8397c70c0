package org.phyllo.runtime;

import org.phyllo.runtime.GradientReport.Comparison;

/**
 * How two ways of computing a tensor agree: the relative error of each value, and the worst of
 * them.
 *
 * <p>A value that is nearly zero by cancellation carries the rounding errors of what cancelled, so
 * errors are measured by at least the tensor's largest magnitude and, for a tensor that is nearly
 * zero as a whole, by a small part of the largest gradient of all.
 */
final class Agreement {
  private static final double SMALL_PART = 1e-2;

  private final String tensor;
  private final String actualSource;
  private final String expectedSource;
  private final double scale;
  private final double limit;
  private Comparison worst;

  /**
   * Starts with no values.
   *
   * @param tensorLargest the largest magnitude in the tensor
   * @param overallLargest the largest magnitude in any gradient
   */
  Agreement(
      String tensor,
      String actualSource,
      String expectedSource,
      double tensorLargest,
      double overallLargest,
      double limit) {
    this.tensor = tensor;
    this.actualSource = actualSource;
    this.expectedSource = expectedSource;
    this.scale = Math.max(tensorLargest, SMALL_PART * overallLargest);
    this.limit = limit;
    this.worst = comparison(0, 0, 0);
  }

  double error(double actual, double expected) {
    double distance = Math.abs(actual - expected);
    return distance == 0
        ? 0
        : distance / Math.max(scale, Math.max(Math.abs(actual), Math.abs(expected)));
  }

  /** Takes a pair of values into account. */
  void add(int index, double actual, double expected) {
    Comparison comparison = comparison(index, actual, expected);
    if (Double.compare(comparison.error(), worst.error()) >= 0) {
      worst = comparison;
    }
  }

  private Comparison comparison(int index, double actual, double expected) {
    double error = error(actual, expected);
    return new Comparison(
        tensor, index, actualSource, actual, expectedSource, expected, error, limit);
  }

  Comparison worst() {
    return worst;
  }

  double scale() {
    return scale;
  }

  static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
