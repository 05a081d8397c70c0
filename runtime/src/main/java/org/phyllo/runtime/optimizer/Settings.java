package org.phyllo.runtime.optimizer;

/** Checks of the optimizers' numbers. */
final class Settings {
  private Settings() {}

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected a finite number greater than 0");
    }
  }

  /** Kernels compute in float, where less than its smallest number would be zero. */
  static void positiveFloat(String name, double value) {
    positive(name, value);
    if ((float) value == 0) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected at least " + Float.MIN_VALUE);
    }
  }

  static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected a finite number from 0 up");
    }
  }

  static void fraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected at least 0 and less than 1");
    }
  }
}
