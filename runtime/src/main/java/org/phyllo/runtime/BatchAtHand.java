package org.phyllo.runtime;

import org.jspecify.annotations.Nullable;

/** The batch that a step is about: set by one thread, then read by those that run its phases. */
final class BatchAtHand {
  private @Nullable Examples data;
  private int[] order = {};
  private int from;
  private int count;
  private int number;

  /**
   * Another batch.
   *
   * @param newFrom where it begins in the order
   * @param newNumber how many batches were learned from before, which decides random numbers
   */
  void set(Examples newData, int[] newOrder, int newFrom, int newCount, int newNumber) {
    data = newData;
    order = newOrder;
    from = newFrom;
    count = newCount;
    number = newNumber;
  }

  Examples data() {
    if (data == null) {
      throw new IllegalStateException("a block is run before a batch is given");
    }
    return data;
  }

  /** The number that a sample of the batch has in the data. */
  int index(int sample) {
    return order[from + sample];
  }

  /** Tells where in the data's array the inputs of some samples of the batch begin. */
  void findInputs(int first, int samples, int[] starts, int at) {
    data().findInputs(order, from + first, samples, starts, at);
  }

  /** Copies the inputs of some samples of the batch. */
  void readInputs(int first, int samples, float[] into, int at, int size) {
    data().readInputs(order, from + first, samples, into, at, size);
  }

  /** Copies the targets of some samples of the batch. */
  void readTargets(int first, int samples, float[] into, int at, int size) {
    data().readTargets(order, from + first, samples, into, at, size);
  }

  int count() {
    return count;
  }

  int number() {
    return number;
  }
}
