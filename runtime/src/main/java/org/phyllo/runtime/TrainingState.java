package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far training has come: besides parameters and the optimizer's arrays, all that it needs to go
 * on. The order of samples is not part of it, as a seed and an epoch's number give it.
 */
final class TrainingState {
  /** The results of all epochs of the trainer, in order; those of the run begin somewhere in it. */
  final List<EpochResult> history = new ArrayList<>();

  /** The number of the run's first epoch, counted from 1. */
  int firstEpoch = 1;

  /** How many batches the run has trained. */
  long batches;

  /** The time that the run took before it was interrupted. */
  double seconds;

  /** How many batches of the epoch at hand are trained. */
  int batch;

  /** The sum of the losses of the epoch's samples, as they went by. */
  double lossSum;

  /** The time that the epoch's training took before it was interrupted. */
  double epochSeconds;

  /** The best value that early stopping has seen in the run, of the epoch {@link #bestEpoch}. */
  double best = Double.NaN;

  /** The number of the best epoch; 0 before the first. */
  int bestEpoch;

  /** The parameters at the end of the best epoch. */
  float @Nullable [] bestParameters;

  /** Begins a run after the epochs so far. */
  void startRun() {
    firstEpoch = history.size() + 1;
    batches = 0;
    seconds = 0;
    best = Double.NaN;
    bestEpoch = 0;
    bestParameters = null;
    startEpoch();
  }

  private void startEpoch() {
    batch = 0;
    lossSum = 0;
    epochSeconds = 0;
  }

  /** The number of the epoch at hand. */
  int epoch() {
    return history.size() + 1;
  }

  /** The results of the run. */
  List<EpochResult> results() {
    return history.subList(firstEpoch - 1, history.size());
  }

  void batchFinished(double loss, int samples) {
    batch++;
    batches++;
    lossSum += loss * samples;
  }

  void epochFinished(EpochResult result) {
    history.add(result);
    startEpoch();
  }

  /** Takes a value of the last epoch as the best so far. */
  void improved(double value, float[] parameters) {
    best = value;
    bestEpoch = history.size();
    bestParameters = parameters.clone();
  }
}
