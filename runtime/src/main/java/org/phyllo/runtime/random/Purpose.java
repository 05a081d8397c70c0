package org.phyllo.runtime.random;

/**
 * What random numbers are drawn for. Each purpose has a stream of its own, so the numbers of one
 * don't move when another draws more.
 */
public enum Purpose {
  /** Parameters before training; the counter's layer is the tensor's place in the network. */
  INITIALIZATION(1),
  /** The order of training samples; the counter's step is the epoch. */
  SHUFFLING(2),
  /** The division of a data set into parts. */
  SPLITTING(3),
  /** Inputs and parameters of a check or a test. */
  CHECKING(4),
  /** Deformations of training images; the counter's step is the epoch. */
  AUGMENTATION(5),
  /** What dropout leaves out; the counter's sample is the sample's place in its batch. */
  DROPOUT(6);

  /** Part of every result's definition: never renumber. */
  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
