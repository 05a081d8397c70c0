package org.phyllo.samples.bench;

import org.phyllo.runtime.Examples;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Samples with nothing in them to learn: inputs uniform in 0 to 1, and as targets uniform classes,
 * yes or no, or normal values.
 */
public final class RandomExamples implements Examples {
  private final NetworkInfo info;
  private final int size;
  private final float[] inputs;
  private final float[] targets;

  /** Draws as many samples as asked for, the same for the same seed. */
  public RandomExamples(NetworkInfo info, int size, long seed) {
    this.info = info;
    this.size = size;
    this.inputs = new float[size * info.inputSize()];
    this.targets = new float[size * info.targetSize()];
    Philox random = new Philox(seed, Purpose.CHECKING);
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextDouble();
    }
    for (int i = 0; i < targets.length; i++) {
      targets[i] =
          switch (info.loss()) {
            case SOFTMAX_CROSS_ENTROPY -> random.nextInt(info.outputSize());
            case SIGMOID_CROSS_ENTROPY -> random.nextInt(2);
            case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> (float) random.nextNormal();
          };
    }
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
    return info.targetSize();
  }

  @Override
  public void readInput(int index, float[] into, int at) {
    int count = info.inputSize();
    System.arraycopy(inputs, index * count, into, at, count);
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    int count = info.targetSize();
    System.arraycopy(targets, index * count, into, at, count);
  }
}
