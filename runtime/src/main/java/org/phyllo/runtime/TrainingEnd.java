package org.phyllo.runtime;

/** Why a training run ended. */
public enum TrainingEnd {
  /** All planned epochs were trained. */
  COMPLETED,
  /** {@link Trainer#requestStop} asked for it. */
  REQUESTED,
  /** The time was up. */
  TIME,
  /** Early stopping saw no improvement any more. */
  NO_IMPROVEMENT
}
