package org.phyllo.runtime;

import java.util.Optional;

/**
 * Is told how training goes. Listeners are called on the thread that trains, in the order in which
 * they were given to the trainer, so what they take time for training waits for. An exception from
 * a listener ends the training.
 */
public interface TrainingListener {
  /**
   * Training is about to begin.
   *
   * @param plan what it is going to do
   */
  default void trainingStarted(TrainingPlan plan) {}

  /**
   * A batch was trained.
   *
   * @param epoch the epoch, counted from 1
   * @param batch the batch in the epoch, counted from 1
   * @param batches the number of batches in an epoch
   * @param loss the mean loss of the batch, before its update
   */
  default void batchFinished(int epoch, int batch, int batches, double loss) {}

  /**
   * The network was looked into around an update. Called right after {@link #batchFinished}, as
   * often as {@link TrainerBuilder#inspection} says.
   *
   * @param report what was found in its layers
   */
  default void networkInspected(InspectionReport report) {}

  /**
   * The parameters at the end of an epoch were evaluated. Called right before {@link
   * #epochFinished}, for more numbers than an {@link EpochResult} has; not for epochs before a
   * {@linkplain Trainer#resume resumption}.
   *
   * @param epoch the epoch, counted from 1
   * @param training how they do on the training set
   * @param test how they do on the evaluation set; empty without one
   */
  default void epochEvaluated(int epoch, Evaluation training, Optional<Evaluation> test) {}

  /**
   * An epoch was trained and evaluated.
   *
   * @param result what it came to
   */
  default void epochFinished(EpochResult result) {}

  /**
   * Training ended as planned or as asked.
   *
   * @param report what it came to
   */
  default void trainingFinished(TrainingReport report) {}

  /**
   * Training ended by an exception, which the caller of the trainer is about to receive. Called
   * instead of {@link #trainingFinished}.
   *
   * @param cause the exception
   */
  default void trainingFailed(RuntimeException cause) {}
}
