package org.phyllo.runtime.compiled;

/** What {@link Math} lacks of the functions that a {@link Reference} computes with. */
public final class DoubleMath {
  private static final double SQRT_PI = 1.7724538509055160;

  /** From here on 1 - erf(x) is less than half a unit in the last place of 1. */
  private static final double SATURATION = 5.95;

  /** Up to here the power series, beyond it the continued fraction needs fewer terms. */
  private static final double SERIES_LIMIT = 2;

  /** Enough for 16 digits of 1 from {@link #SERIES_LIMIT} on. */
  private static final int FRACTION_TERMS = 40;

  private DoubleMath() {}

  /**
   * The error function, {@code erf(x) = 2 / sqrt(pi) * integral of e^(-t^2) from 0 to x}.
   *
   * <p>Near zero it is summed as {@code 2 / sqrt(pi) * e^(-x^2) * sum over n of 2^n x^(2n + 1) / (1
   * * 3 * ... * (2n + 1))} (DLMF 7.6.2), whose terms are all positive; elsewhere {@code 1 - erf(x)}
   * is Laplace's continued fraction, {@code e^(-x^2) / sqrt(pi) / (x + (1/2) / (x + (2/2) / (x +
   * (3/2) / ...)))} (DLMF 7.9.2).
   *
   * @param x any value
   * @return {@code erf(x)} with a relative error below 1e-15; exactly odd; NaN of NaN
   */
  public static double erf(double x) {
    double a = Math.abs(x);
    if (a > SATURATION) {
      return Math.copySign(1, x);
    }
    double y = a < SERIES_LIMIT ? series(a) : 1 - fraction(a);
    return Math.copySign(y, x);
  }

  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / SQRT_PI * bell(x) * sum;
  }

  private static double fraction(double x) {
    double denominator = x;
    for (int n = FRACTION_TERMS; n >= 1; n--) {
      denominator = x + 0.5 * n / denominator;
    }
    return bell(x) / (SQRT_PI * denominator);
  }

  /** e^(-x^2), freed from the rounding of the square. */
  private static double bell(double x) {
    double square = x * x;
    double rest = Math.fma(x, x, -square);
    return StrictMath.exp(-square) * (1 - rest);
  }
}
