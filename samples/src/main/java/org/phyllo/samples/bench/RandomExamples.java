package org.phyllo.samples.bench;

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
  private static final int FEW = 16;

  private final NetworkInfo info;
  private final int size;
  private final float[] inputs;
  private final float[] targets;
  private final int inputSize;
  private final int targetSize;

  /** Draws as many samples as asked for, the same for the same seed. */
  public RandomExamples(NetworkInfo info, int size, long seed) {
    this.info = info;
    this.size = size;
    this.inputSize = info.inputSize();
    this.targetSize = info.targetSize();
    this.inputs = new float[size * inputSize];
    this.targets = new float[size * targetSize];
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
  }

  private static float target(OutputInfo output, Philox random) {
    return switch (output.loss()) {
      case SOFTMAX_CROSS_ENTROPY -> random.nextInt(output.size());
      case SIGMOID_CROSS_ENTROPY -> random.nextInt(2);
      case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> (float) random.nextNormal();
    };
  }

  /** All inputs, one sample after the other; not a copy. */
  float[] inputs() {
    return inputs;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int[] inputShape() {
    return info.inputShape();
  }

  @Override
  public int classes() {
    return info.targetsAreClasses() ? info.outputSize() : 0;
  }

  @Override
  public int targetSize() {
    return targetSize;
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    copy(inputs, index * inputSize, into, at, inputSize);
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    copy(targets, index * targetSize, into, at, targetSize);
  }

  /** As a data set copies: a loop is faster than a call where there are few values. */
  private static void copy(float[] from, int start, float[] into, int at, int count) {
    if (count > FEW) {
      System.arraycopy(from, start, into, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      into[at + i] = from[start + i];
    }
  }
}
