package org.phyllo.runtime.optimizer;

/** The corrections of Adam's running averages, which start at zero. */
final class AdamMath {
  private AdamMath() {}

  /** {@code 1 - beta^step}: the weights that the average has given so far. */
  static double weight(double beta, int step) {
    return 1 - power(beta, step);
  }

  /** {@code 1 / sqrt(1 - beta2^step)}. */
  static double rootScale(double beta2, int step) {
    return 1 / Math.sqrt(weight(beta2, step));
  }

  /** By squaring: {@link StrictMath#pow} allocates, {@link Math#pow} differs between machines. */
  private static double power(double base, int exponent) {
    double result = 1;
    double square = base;
    for (int bits = exponent; bits != 0; bits >>>= 1) {
      if ((bits & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }
}
