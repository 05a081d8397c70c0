package org.phyllo.runtime;

import java.nio.file.Path;

/** A run that a checkpoint interrupted, before it goes on. */
record ResumedRun(Path file, TrainingState state, int trainingSamples, int testSamples) {
  /** Checks that the run goes on with data sets of the same sizes. */
  void checkSamples(String network, int training, int test) {
    if (training != trainingSamples || test != testSamples) {
      throw new IllegalArgumentException(
          ("%sTrainer.fit: %d samples to train on and %d to evaluate on, expected %d and %d, as in"
                  + " the training that %s continues")
              .formatted(network, training, test, trainingSamples, testSamples, file));
    }
  }
}
