package org.phyllo.runtime.optimizer;

/**
 * Keeps running averages out of the denormal numbers, below 1.2e-38, with which processors take a
 * hundred times as long. An average whose gradients have become zero, as those of a unit that is
 * never active any more, would decay into them and stay there: rounding keeps it from reaching
 * zero.
 */
final class Denormals {
  private static final float TINY = 1e-30f;

  private Denormals() {}

  /**
   * Zero for what is nearer to zero than 1e-30, and what is further away nearer by 1e-30: the same
   * float from 1e-22 on. Without a branch, so that loops of it become vectors.
   */
  static float cleared(float average) {
    return Math.max(average, TINY) + Math.min(average, -TINY);
  }
}
