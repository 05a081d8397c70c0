package org.phyllo.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a {@link GradientCheck} found: for every tensor and every way of computing it, the value
 * that is furthest off.
 *
 * @param network the network's name
 * @param seed the seed that the check drew its numbers from
 * @param comparisons one for each tensor and way of computing it
 */
public record GradientReport(String network, long seed, List<Comparison> comparisons) {

  /** Copies the list. */
  public GradientReport {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * The value of one tensor that is furthest off.
   *
   * @param tensor what is compared: {@code "gradient of hidden.weight"}, {@code "gradient of
   *     input"}, {@code "output"} or {@code "loss"}
   * @param index the position of the value in the tensor, in row-major order
   * @param actualSource what computed the value that is checked, such as {@code "VECTOR"}
   * @param actual that value
   * @param expectedSource what it is checked against, such as {@code "central differences"}
   * @param expected the value that it should have
   * @param error how far they are apart: relative to the larger of the two or, where it is larger
   *     still, to the tensor's largest magnitude or a hundredth of the largest in any gradient
   * @param limit what the error must stay below
   */
  public record Comparison(
      String tensor,
      int index,
      String actualSource,
      double actual,
      String expectedSource,
      double expected,
      double error,
      double limit) {

    /**
     * Whether the two agree.
     *
     * @return whether the error is below the limit; false for NaN
     */
    public boolean passed() {
      return error < limit;
    }

    Comparison withLimit(double other) {
      return new Comparison(
          tensor, index, actualSource, actual, expectedSource, expected, error, other);
    }

    /** Returns one sentence with both values. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s[%d] is %.9g by %s, but %.9g by %s: relative error %.2g, expected less than %.0e",
          tensor,
          index,
          actual,
          actualSource,
          expected,
          expectedSource,
          error,
          limit);
    }
  }

  /**
   * The comparison that is worst, measured by its limit.
   *
   * @return the one with the largest {@code error / limit}
   * @throws java.util.NoSuchElementException if nothing was compared
   */
  public Comparison worst() {
    // NaN is the largest in this order, as it should be
    return comparisons.stream()
        .max(Comparator.comparingDouble(comparison -> comparison.error() / comparison.limit()))
        .orElseThrow();
  }

  /**
   * Whether all agree.
   *
   * @return whether every comparison passed
   */
  public boolean passed() {
    return comparisons.stream().allMatch(Comparison::passed);
  }

  /** Returns a line for each comparison. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(network + ": gradient check " + (passed() ? "passed" : "FAILED") + "\n");
    for (Comparison comparison : comparisons) {
      text.append(comparison.passed() ? "  ok    " : "  WRONG ").append(comparison).append('\n');
    }
    return text.toString();
  }
}
