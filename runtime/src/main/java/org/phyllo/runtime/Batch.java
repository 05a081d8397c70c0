package org.phyllo.runtime;

import org.phyllo.runtime.compiled.NetworkInfo;

/**
 * Samples as a reference reads them.
 *
 * @param inputs {@code [samples][inputSize]}
 * @param targets {@code [samples][targetSize]}
 */
@SuppressWarnings("ArrayRecordComponent") // two arrays under one name, never compared
record Batch(double[] inputs, double[] targets, int samples) {

  /** Reads samples by their numbers. */
  static Batch read(NetworkInfo info, Examples data, int... numbers) {
    new ExamplesCheck(info, info.name(), "data set", data).shapes();
    return read(info, data, numbers, 0, numbers.length);
  }

  /** Reads a part of an order of samples, of a data set that is fit for the network. */
  static Batch read(NetworkInfo info, Examples data, int[] order, int from, int count) {
    int inputSize = info.inputSize();
    int targetSize = info.targetSize();
    double[] inputs = new double[Math.multiplyExact(count, inputSize)];
    double[] targets = new double[count * targetSize];
    float[] input = new float[inputSize];
    float[] target = new float[targetSize];
    for (int sample = 0; sample < count; sample++) {
      data.readInput(order[from + sample], input, 0);
      data.readTarget(order[from + sample], target, 0);
      for (int i = 0; i < inputSize; i++) {
        inputs[sample * inputSize + i] = input[i];
      }
      for (int i = 0; i < targetSize; i++) {
        targets[sample * targetSize + i] = target[i];
      }
    }
    return new Batch(inputs, targets, count);
  }
}
