package org.phyllo.runtime.compiled;

/** Positions that nested loops pass, for kernels that have them as one loop. */
public final class Steps {
  private Steps() {}

  /**
   * The positions of all iterations, in order. A loop over {@code c} of 2 and in it one over {@code
   * y} of 3, at positions {@code 100 * c + 10 * y}, pass {@code of(2, 100, 3, 10)}: 0, 10, 20, 100,
   * 110, 120.
   *
   * @param loops of each loop, outermost first, the number of its iterations, at least 1, and what
   *     one of them adds to the position
   * @return as many positions as the iterations of all loops make together
   */
  public static int[] of(int... loops) {
    int[] positions = {0};
    for (int loop = 0; loop < loops.length; loop += 2) {
      int size = loops[loop];
      int[] within = new int[positions.length * size];
      for (int i = 0; i < within.length; i++) {
        within[i] = positions[i / size] + i % size * loops[loop + 1];
      }
      positions = within;
    }
    return positions;
  }
}
