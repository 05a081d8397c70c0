package org.phyllo.runtime;

import java.util.Arrays;
import org.phyllo.runtime.compiled.Memory;

/**
 * Where the inputs of samples are that are trained on together: in the data, where that has all in
 * an array, else in a copy. Threads may read different samples at once.
 */
final class InputRows {
  /** Rows begin where a cache line does in an array that begins with one. */
  private static final int FIRST = 12;

  private final int inputSize;
  private final int[] starts;
  private float[] values = SomeExamples.NO_INPUTS;
  private float[] copy = SomeExamples.NO_INPUTS;
  private boolean isInData;

  /**
   * Makes room for the positions of samples; values have some when they are first copied.
   *
   * @param samples how many at most
   */
  InputRows(int inputSize, int samples) {
    this.inputSize = inputSize;
    this.starts = new int[Memory.padded(samples)];
  }

  /** Turns to other data, before its samples are read. */
  void open(Examples data) {
    values = data.inputArray();
    isInData = values.length > 0;
    if (!isInData) {
      if (copy.length == 0) {
        copy = LineArrays.allocate(FIRST + starts.length * inputSize);
      }
      values = copy;
    }
  }

  /**
   * Finds samples of a batch, or copies them. Those behind them, up to a full group, are the first
   * one once more.
   *
   * @param first the first in the batch
   * @param count how many, at least 1
   * @param at its number here, a multiple of 16
   */
  void read(BatchAtHand batch, int first, int count, int at) {
    if (isInData) {
      batch.findInputs(first, count, starts, at);
    } else {
      int from = FIRST + at * inputSize;
      batch.readInputs(first, count, copy, from, inputSize);
      for (int i = 0; i < count; i++) {
        starts[at + i] = from + i * inputSize;
      }
    }
    Arrays.fill(starts, at + count, at + Memory.padded(count), starts[at]);
  }

  /** Copies the inputs of samples that were read, one behind the other. */
  void copy(int from, int count, float[] into, int at) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, starts[from + i], into, at + i * inputSize, inputSize);
    }
  }

  /** What has the values, which callers only read. */
  float[] values() {
    return values;
  }

  /** Where each sample begins in it. */
  int[] starts() {
    return starts;
  }
}
