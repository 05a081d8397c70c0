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
 * @param stopped whether it ended because it was asked to stop
 */
public record TrainingReport(
    TrainingPlan plan,
    List<EpochResult> epochs,
    double epochsTrained,
    long steps,
    double seconds,
    boolean stopped) {

  /** Copies the list. */
  public TrainingReport {
    epochs = List.copyOf(epochs);
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
