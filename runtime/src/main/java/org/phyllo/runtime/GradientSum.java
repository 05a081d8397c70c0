package org.phyllo.runtime;

import org.phyllo.runtime.Workers.Phase;

/**
 * Gradients of several batches, summed up to their mean over all samples: that of one batch as
 * large as all together, but for rounding.
 */
final class GradientSum {
  /** Gradients in one task: as many as an update's tasks have. */
  private static final int RANGE = 1 << 14;

  private final float[] gradients;
  private final float[] sum;
  private final int limit;
  private int batches;
  private int samples;

  // The batch at hand, for the phases.
  private float weight;

  // Bound once, so that a step makes no objects.
  private final Phase adding = (range, _) -> add(range);
  private final Phase averaging = (range, _) -> average(range);

  /**
   * A sum of gradients that come in one array.
   *
   * @param size how many of the array are gradients; what is behind them stays as it is
   * @param limit the number of batches that make an update, at least 1
   */
  GradientSum(float[] gradients, int size, int limit) {
    this.gradients = gradients;
    this.sum = new float[limit == 1 ? 0 : size];
    this.limit = limit;
  }

  /** Forgets the batches so far. */
  void reset() {
    batches = 0;
    samples = 0;
  }

  /**
   * Adds the gradients of the mean loss of a batch.
   *
   * @return whether there are enough for an update
   */
  boolean add(int count, Workers workers) {
    if (limit > 1) {
      weight = count;
      workers.run(adding, Math.ceilDiv(sum.length, RANGE));
    }
    batches++;
    samples += count;
    return batches == limit;
  }

  /** Replaces the gradients by those of the mean loss of all batches, and starts anew. */
  void finish(Workers workers) {
    if (batches > 1) {
      weight = (float) (1.0 / samples);
      workers.run(averaging, Math.ceilDiv(sum.length, RANGE));
    }
    reset();
  }

  private void add(int range) {
    int from = range * RANGE;
    int to = Math.min(from + RANGE, sum.length);
    boolean first = batches == 0;
    for (int i = from; i < to; i++) {
      sum[i] = first ? weight * gradients[i] : Math.fma(weight, gradients[i], sum[i]);
    }
  }

  private void average(int range) {
    int from = range * RANGE;
    int to = Math.min(from + RANGE, sum.length);
    for (int i = from; i < to; i++) {
      gradients[i] = sum[i] * weight;
    }
  }
}
