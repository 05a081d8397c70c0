package org.phyllo.samples.bench;

import org.phyllo.data.Dataset;
import org.phyllo.runtime.Examples;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Samples with nothing in them to learn: inputs uniform in 0 to 1 or indices, and as targets
 * uniform classes, yes or no, or normal values.
 */
public final class RandomExamples implements Examples {
  private final NetworkInfo info;
  private final Dataset data;

  /** Draws as many samples as asked for, the same for the same seed. */
  public RandomExamples(NetworkInfo info, int size, long seed) {
    this.info = info;
    float[] inputs = new float[size * info.inputSize()];
    float[] targets = new float[size * info.targetSize()];
    Philox random = new Philox(seed, Purpose.CHECKING);
    for (int i = 0; i < inputs.length; ) {
      for (InputInfo input : info.inputs()) {
        for (int end = i + input.size(); i < end; i++) {
          inputs[i] =
              input.indices() > 0 ? random.nextInt(input.indices()) : (float) random.nextDouble();
        }
      }
    }
    for (int i = 0; i < targets.length; ) {
      for (OutputInfo output : info.outputs()) {
        for (int end = i + output.targetSize(); i < end; i++) {
          targets[i] = target(output, random);
        }
      }
    }
    this.data =
        Dataset.regression(info.name(), info.inputShape(), inputs, info.targetSize(), targets);
  }

  private static float target(OutputInfo output, Philox random) {
    return switch (output.loss()) {
      case SOFTMAX_CROSS_ENTROPY -> random.nextInt(output.size());
      case SIGMOID_CROSS_ENTROPY -> random.nextInt(2);
      case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> (float) random.nextNormal();
    };
  }

  /** All inputs, one sample after the other. */
  float[] copyOfInputs() {
    float[] inputs = new float[size() * data.inputSize()];
    for (int i = 0; i < size(); i++) {
      readInput(i, inputs, i * data.inputSize());
    }
    return inputs;
  }

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public int[] inputShape() {
    return data.inputShape();
  }

  @Override
  public int classes() {
    return info.targetsAreClasses() ? info.outputSize() : 0;
  }

  @Override
  public int targetSize() {
    return data.targetSize();
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    data.readInput(index, into, at);
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    data.readTarget(index, into, at);
  }

  @Override
  public float[] inputArray() {
    return data.inputArray();
  }

  @Override
  public void findInputs(int[] indices, int from, int count, int[] starts, int at) {
    data.findInputs(indices, from, count, starts, at);
  }

  @Override
  public void readTargets(int[] indices, int from, int count, float[] into, int at, int size) {
    data.readTargets(indices, from, count, into, at, size);
  }
}
