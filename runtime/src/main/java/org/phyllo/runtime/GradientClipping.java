package org.phyllo.runtime;

import org.phyllo.runtime.Workers.Phase;

/**
 * Limits of gradients. Each value is limited first, then the length of all of them together.
 *
 * <p>The length is the root of a sum of squares in double: over ranges of fixed bounds, whose sums
 * are added in their order. So it has the same bits with any number of threads.
 */
final class GradientClipping {
  /** Gradients in one task: as many as an update's tasks have. */
  private static final int RANGE = 1 << 14;

  /** Sums that don't wait for each other, added up in a fixed tree. */
  private static final int LANES = 4;

  private final float[] gradients;
  private final int size;
  private final float valueLimit;
  private final double normLimit;
  private final double[] squares;
  private float scale;

  // Bound once, so that a step makes no objects.
  private final Phase measuring = (range, _) -> measure(range);
  private final Phase scaling = (range, _) -> scale(range);

  /**
   * Limits for an array of gradients.
   *
   * @param size how many of the array are gradients; what is behind them stays as it is
   * @param valueLimit the largest magnitude of a value; infinite for none
   * @param normLimit the largest Euclidean norm of all; infinite for none
   */
  GradientClipping(float[] gradients, int size, double valueLimit, double normLimit) {
    this.gradients = gradients;
    this.size = size;
    this.valueLimit = (float) valueLimit;
    this.normLimit = normLimit;
    this.squares = new double[Math.ceilDiv(size, RANGE)];
  }

  /**
   * Applies the limits.
   *
   * @return the norm after values were limited and before it was; if not finite, nothing is scaled.
   *     0 if no limit is set
   */
  double apply(Workers workers) {
    if (valueLimit == Float.POSITIVE_INFINITY && normLimit == Double.POSITIVE_INFINITY) {
      return 0;
    }
    workers.run(measuring, squares.length);
    double sum = 0;
    for (double square : squares) {
      sum += square;
    }
    double norm = Math.sqrt(sum);
    if (norm > normLimit && norm < Double.POSITIVE_INFINITY) {
      scale = (float) (normLimit / norm);
      workers.run(scaling, squares.length);
    }
    return norm;
  }

  private void measure(int range) {
    int from = range * RANGE;
    int to = Math.min(from + RANGE, size);
    if (valueLimit < Float.POSITIVE_INFINITY) {
      for (int i = from; i < to; i++) {
        gradients[i] = Math.max(-valueLimit, Math.min(gradients[i], valueLimit));
      }
    }
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i <= to - LANES; i += LANES) {
      sum0 = Math.fma((double) gradients[i], gradients[i], sum0);
      sum1 = Math.fma((double) gradients[i + 1], gradients[i + 1], sum1);
      sum2 = Math.fma((double) gradients[i + 2], gradients[i + 2], sum2);
      sum3 = Math.fma((double) gradients[i + 3], gradients[i + 3], sum3);
    }
    for (; i < to; i++) {
      sum0 = Math.fma((double) gradients[i], gradients[i], sum0);
    }
    squares[range] = (sum0 + sum1) + (sum2 + sum3);
  }

  private void scale(int range) {
    int from = range * RANGE;
    int to = Math.min(from + RANGE, size);
    for (int i = from; i < to; i++) {
      gradients[i] *= scale;
    }
  }
}
