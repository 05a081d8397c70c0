package org.phyllo.samples.bench;

/** A workload's network in another library, with Phyllo's first weights. */
interface Peer extends AutoCloseable {
  /** Predicts the first batch, and leaves the outputs where the library has them. */
  void predict();

  /** The outputs of the last prediction, copied. */
  float[] outputs();

  /** Whether the outputs have gone through a softmax. */
  default boolean outputsAreProbabilities() {
    return false;
  }

  /** Takes a training step with the samples of these indices. */
  default void step(int[] order) {
    throw new UnsupportedOperationException("predicts only");
  }

  @Override
  void close();
}
