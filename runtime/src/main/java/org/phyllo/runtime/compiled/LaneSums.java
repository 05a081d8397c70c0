package org.phyllo.runtime.compiled;

/**
 * Adds up the sixteen partial sums that each parameter's gradient has where a kernel's lanes run
 * along the samples. One after the other they take as long as several multiply-adds for each of
 * sixteen samples; here as many of them as a vector has lanes are added up at once. Needs the
 * Vector API.
 *
 * <p>The order of a sum is the same at every width of vectors: each four neighboring lanes as a
 * tree, {@code (l0 + l2) + (l1 + l3)}, and the fours from the first to the last.
 */
public final class LaneSums {
  private LaneSums() {}

  /**
   * Replaces groups of sixteen values by their sums.
   *
   * @param lanes sum {@code i} begins as the values from {@code 16 * i} on, and ends as value
   *     {@code i}; others are left with what may be
   * @param sums how many sums there are; up to the next multiple of 16 there is room for more
   * @throws IndexOutOfBoundsException if there is not
   */
  public static void addUp(float[] lanes, int sums) {
    VectorLaneSums.addUp(lanes, sums);
  }
}
