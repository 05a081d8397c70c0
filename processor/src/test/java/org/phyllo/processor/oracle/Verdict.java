package org.phyllo.processor.oracle;

import java.util.Locale;
import org.assertj.core.api.Assertions;

/**
 * Collects how far an engine is from a fixture: distances relative to the largest magnitude in each
 * tensor, as the fixtures' README measures them.
 */
final class Verdict {
  /** What may lie between two values that are both nothing but rounding errors. */
  private final double absolute;

  private final String engine;
  private double worstValue;
  private double worstParameter;

  private Verdict(String engine, double absolute) {
    this.engine = engine;
    this.absolute = absolute;
  }

  static Verdict inDouble() {
    return new Verdict("reference", 1e-12);
  }

  static Verdict inFloat(String engine) {
    return new Verdict(engine, 1e-6);
  }

  private boolean isDouble() {
    return absolute < 1e-6;
  }

  /** A value, gradient or loss. */
  void value(String tensor, double[] actual, double[] expected) {
    worstValue = Math.max(worstValue, compare(tensor, actual, expected, isDouble() ? 1e-9 : 1e-4));
  }

  /** A parameter after several steps. */
  void afterSteps(String tensor, double[] actual, double[] expected) {
    worstParameter =
        Math.max(worstParameter, compare(tensor, actual, expected, isDouble() ? 1e-7 : 1e-3));
  }

  private double compare(String tensor, double[] actual, double[] expected, double tolerance) {
    Assertions.assertThat(actual).as("%s by %s", tensor, engine).hasSameSizeAs(expected);
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double distance = Math.abs(actual[i] - expected[i]);
      if (!(distance <= tolerance * largest + absolute)) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s[%d] is %.9g by %s, expected %.9g: off by %.2g, of a tensor up to %.3g",
                tensor,
                i,
                actual[i],
                engine,
                expected[i],
                distance,
                largest));
      }
      worst = Math.max(worst, distance / Math.max(largest, absolute));
    }
    return worst;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.1e / %.1e", engine, worstValue, worstParameter);
  }
}
