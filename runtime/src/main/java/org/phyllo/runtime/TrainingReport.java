package org.phyllo.runtime;

import java.util.List;

/**
 * What a training run came to.
 *
 * @param plan what it was going to do
 * @param epochs the result of every epoch, in order; the last may have been cut short
 * @param epochsTrained how many epochs were trained, with the fraction of one that was cut short,
 *     such as 16.7
 * @param steps how many batches were trained
 * @param seconds the time that the run took, evaluation and listeners included
 * @param end why it ended
 * @param bestEpoch the number of the epoch that the parameters are those of, where early stopping
 *     chose it; otherwise 0
 */
public record TrainingReport(
    TrainingPlan plan,
    List<EpochResult> epochs,
    double epochsTrained,
    long steps,
    double seconds,
    TrainingEnd end,
    int bestEpoch) {

  /** Copies the list. */
  public TrainingReport {
    epochs = List.copyOf(epochs);
  }

  /**
   * Whether it ended because it was asked to stop.
   *
   * @return whether {@link #end()} is {@link TrainingEnd#REQUESTED}
   */
  public boolean stopped() {
    return end == TrainingEnd.REQUESTED;
  }

  /**
   * The result of the last epoch.
   *
   * @return the last of {@link #epochs()}
   */
  public EpochResult last() {
    return epochs.getLast();
  }
}
