package org.phyllo.runtime;

import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/** Samples in arrays. */
@SuppressWarnings("ArrayRecordComponent") // tests change single values on purpose
record TestExamples(int inputSize, int classes, int targetSize, float[] inputs, float[] targets)
    implements Examples {

  /** Points in clusters around one center per class; easy to tell apart. */
  static TestExamples clusters(int size, int inputSize, int classes, long seed) {
    Philox centers = new Philox(99, Purpose.CHECKING, 10, classes, inputSize);
    float[] center = new float[classes * inputSize];
    for (int i = 0; i < center.length; i++) {
      center[i] = (float) (2 * centers.nextNormal());
    }
    Philox random = new Philox(seed, Purpose.CHECKING, 11, 0, 0);
    float[] inputs = new float[size * inputSize];
    float[] targets = new float[size];
    for (int s = 0; s < size; s++) {
      int label = random.nextInt(classes);
      targets[s] = label;
      for (int i = 0; i < inputSize; i++) {
        inputs[s * inputSize + i] =
            (float) (center[label * inputSize + i] + 0.5 * random.nextNormal());
      }
    }
    return new TestExamples(inputSize, classes, 1, inputs, targets);
  }

  /** Sums of the inputs as targets. */
  static TestExamples sums(int size, int inputSize, int targetSize, long seed) {
    Philox random = new Philox(seed, Purpose.CHECKING, 12, 0, 0);
    float[] inputs = new float[size * inputSize];
    float[] targets = new float[size * targetSize];
    for (int s = 0; s < size; s++) {
      for (int i = 0; i < inputSize; i++) {
        inputs[s * inputSize + i] = (float) (0.3 * random.nextNormal());
        targets[s * targetSize + i % targetSize] += inputs[s * inputSize + i];
      }
    }
    return new TestExamples(inputSize, 0, targetSize, inputs, targets);
  }

  @Override
  public int size() {
    return targets.length / targetSize;
  }

  @Override
  public int[] inputShape() {
    return new int[] {inputSize};
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    System.arraycopy(inputs, index * inputSize, into, at, inputSize);
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    System.arraycopy(targets, index * targetSize, into, at, targetSize);
  }

  float[] input(int index) {
    float[] input = new float[inputSize];
    readInput(index, input, 0);
    return input;
  }

  static int[] order(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }
}
