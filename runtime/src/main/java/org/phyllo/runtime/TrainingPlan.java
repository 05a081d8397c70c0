package org.phyllo.runtime;

import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.optimizer.Optimizer;

/**
 * What a training run is going to do, known before its first batch.
 *
 * @param network the network
 * @param engine the engine that it runs on
 * @param threads the number of threads
 * @param optimizer the optimizer
 * @param seed the seed of initialization and shuffling
 * @param batchSize the number of samples in a batch; an epoch's last may have fewer
 * @param firstEpoch the number of the first epoch: 1, or more where an earlier run is continued
 * @param epochs the number of epochs of this run
 * @param trainingSamples the number of samples in the training set
 * @param testSamples the number of samples in the evaluation set, 0 without one
 */
public record TrainingPlan(
    NetworkInfo network,
    Engine engine,
    int threads,
    Optimizer optimizer,
    long seed,
    int batchSize,
    int firstEpoch,
    int epochs,
    int trainingSamples,
    int testSamples) {

  /**
   * The number of the last epoch.
   *
   * @return {@code firstEpoch + epochs - 1}
   */
  public int lastEpoch() {
    return firstEpoch + epochs - 1;
  }

  /**
   * The number of batches in an epoch.
   *
   * @return {@code ceil(trainingSamples / batchSize)}
   */
  public int batches() {
    return Math.ceilDiv(trainingSamples, batchSize);
  }
}
