package org.phyllo.runtime;

/** How much of a training is done. */
enum TrainingMode {
  /** All of it. */
  WHOLE,
  /** One batch of training and of evaluation. */
  FAST,
  /** One batch of training until it is known by heart. */
  OVERFIT
}
