package org.phyllo.runtime.schedule;

/**
 * Functions that have the same bits on every machine and allocate nothing; {@link StrictMath}'s do
 * allocate.
 */
final class ScheduleMath {
  /** Coefficients of sin x = x - x^3/3! + x^5/5! - ..., down from 1/21!. */
  private static final double[] SINE = coefficients();

  private static final int SINE_TERMS = 11;

  private ScheduleMath() {}

  private static double[] coefficients() {
    double[] coefficients = new double[SINE_TERMS];
    double coefficient = 1;
    for (int i = 0; i < SINE_TERMS; i++) {
      coefficients[SINE_TERMS - 1 - i] = coefficient;
      coefficient /= -(2.0 * i + 2) * (2 * i + 3);
    }
    return coefficients;
  }

  /** {@code base^exponent} by squaring, for exponents from 0 up. */
  static double power(double base, long exponent) {
    double result = 1;
    double square = base;
    for (long bits = exponent; bits != 0; bits >>>= 1) {
      if ((bits & 1) != 0) {
        result *= square;
      }
      square *= square;
    }
    return result;
  }

  /**
   * Half a period of a cosine, {@code (1 + cos(pi x)) / 2}: from 1 at 0 down to 0 at 1. The error
   * is below 1e-15.
   *
   * @param x 0 to 1
   */
  static double descent(double x) {
    double angle = Math.PI * (x - 0.5); // cos(a + pi / 2) = -sin(a)
    double square = angle * angle;
    double sum = 0;
    for (double coefficient : SINE) {
      sum = Math.fma(sum, square, coefficient);
    }
    return Math.clamp((1 - angle * sum) / 2, 0, 1);
  }

  static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + ", expected 0 to 1");
    }
  }

  static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected at least 0 and less than 1");
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected a finite number from 0 up");
    }
  }

  static void atLeast(int limit, String name, int value) {
    if (value < limit) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least " + limit);
    }
  }
}
