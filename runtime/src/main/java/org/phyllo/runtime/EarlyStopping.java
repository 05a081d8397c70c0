package org.phyllo.runtime;

/**
 * Ends training when the evaluation set shows no improvement any more, and goes back to the
 * parameters of the best epoch. Prechelt, "Early Stopping - But When?", 1998.
 *
 * <p>An epoch is an improvement if its loss is below the best so far by more than {@code
 * minimumImprovement}, or its accuracy above it by more than that. After {@code patience} epochs
 * without one training ends. However it ends, the parameters are then those of the best epoch.
 *
 * @param watched what is watched
 * @param patience how many epochs in a row may pass without an improvement, at least 1
 * @param minimumImprovement what an improvement must exceed, at least 0
 */
public record EarlyStopping(Watched watched, int patience, double minimumImprovement) {
  /** A number of an epoch's result. */
  public enum Watched {
    /** The loss over the evaluation set; lower is better. */
    LOSS,
    /** The accuracy over the evaluation set; higher is better. */
    ACCURACY;

    double of(EpochResult result) {
      return this == LOSS ? result.testLoss() : result.testAccuracy();
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public EarlyStopping {
    if (patience < 1) {
      throw new IllegalArgumentException(
          "EarlyStopping: patience is " + patience + ", expected at least 1");
    }
    if (!(minimumImprovement >= 0 && minimumImprovement < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "EarlyStopping: minimumImprovement is "
              + minimumImprovement
              + ", expected a finite number from 0 up");
    }
  }

  /**
   * Watches the loss over the evaluation set.
   *
   * @param patience how many epochs in a row may pass without a lower one, at least 1
   * @return the rule
   */
  public static EarlyStopping onLoss(int patience) {
    return new EarlyStopping(Watched.LOSS, patience, 0);
  }

  /**
   * Watches the accuracy over the evaluation set.
   *
   * @param patience how many epochs in a row may pass without a higher one, at least 1
   * @return the rule
   */
  public static EarlyStopping onAccuracy(int patience) {
    return new EarlyStopping(Watched.ACCURACY, patience, 0);
  }

  /**
   * The same with another notion of improvement.
   *
   * @param minimum what an improvement must exceed, at least 0
   * @return the rule
   */
  public EarlyStopping withMinimumImprovement(double minimum) {
    return new EarlyStopping(watched, patience, minimum);
  }

  /** Whether a value is better than the best so far; anything is better than NaN. */
  boolean improves(double value, double best) {
    if (Double.isNaN(best)) {
      return !Double.isNaN(value);
    }
    return watched == Watched.LOSS
        ? value < best - minimumImprovement
        : value > best + minimumImprovement;
  }
}
