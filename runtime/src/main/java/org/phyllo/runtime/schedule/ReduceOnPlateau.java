package org.phyllo.runtime.schedule;

/**
 * A learning rate that drops when the loss no longer does: whenever more than {@code patience}
 * epochs in a row brought no loss below {@code (1 - threshold)} times the best so far. PyTorch's
 * {@code ReduceLROnPlateau} with mode {@code min}, no cooldown and no lower limit.
 *
 * <p>The loss is that over the evaluation set, without one that over the training set.
 *
 * @param drop what the learning rate is multiplied with, 0 to 1
 * @param patience how many epochs without improvement are let pass, at least 0
 * @param threshold the share of the best loss that counts as an improvement, 0 (inclusive) to 1
 *     (exclusive)
 */
public record ReduceOnPlateau(double drop, int patience, double threshold) implements Schedule {
  /** PyTorch's. */
  private static final double DEFAULT_DROP = 0.1;

  private static final double DEFAULT_THRESHOLD = 1e-4;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ReduceOnPlateau {
    ScheduleMath.fraction("ReduceOnPlateau: drop", drop);
    ScheduleMath.atLeast(0, "ReduceOnPlateau: patience", patience);
    ScheduleMath.share("ReduceOnPlateau: threshold", threshold);
  }

  /**
   * A tenth of the learning rate after some epochs without improvement by a ten-thousandth.
   *
   * @param patience how many epochs without improvement are let pass, at least 0; PyTorch's default
   *     is 10
   * @return the schedule
   */
  public static ReduceOnPlateau after(int patience) {
    return new ReduceOnPlateau(DEFAULT_DROP, patience, DEFAULT_THRESHOLD);
  }

  /**
   * The same with another drop.
   *
   * @param drop what the learning rate is multiplied with, 0 to 1
   * @return the schedule
   */
  public ReduceOnPlateau withDrop(double drop) {
    return new ReduceOnPlateau(drop, patience, threshold);
  }

  /**
   * The same with another notion of improvement.
   *
   * @param threshold the share of the best loss that counts as an improvement, 0 (inclusive) to 1
   *     (exclusive)
   * @return the schedule
   */
  public ReduceOnPlateau withThreshold(double threshold) {
    return new ReduceOnPlateau(drop, patience, threshold);
  }

  @Override
  public double factor(long step, long steps, int stepsPerEpoch) {
    return 1;
  }

  @Override
  public double reduction(double[] losses) {
    double factor = 1;
    double best = Double.POSITIVE_INFINITY;
    int waited = 0;
    for (double loss : losses) {
      if (loss < best * (1 - threshold)) {
        best = loss;
        waited = 0;
      } else if (++waited > patience) {
        factor *= drop;
        waited = 0;
      }
    }
    return factor;
  }
}
