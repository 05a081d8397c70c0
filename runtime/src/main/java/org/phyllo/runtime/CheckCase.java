package org.phyllo.runtime;

import org.phyllo.dsl.Initializer;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.ParameterInfo;
import org.phyllo.runtime.compiled.StatisticInfo;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Parameters and a batch to check a network with. All numbers are floats, so that float and double
 * start from the same ones.
 *
 * <p>Parameters are of ordinary size whatever the network declares: weights normal with deviation
 * {@code 1 / sqrt(fan-in)}, biases with 0.1. At all zeros, or at a bias of exactly zero, a wrong
 * gradient can look right.
 *
 * @param parameters the flat parameters
 * @param inputs {@code [samples][inputSize]}, normal
 * @param targets {@code [samples][targetSize]}: classes, probabilities or normal values
 * @param samples the number of samples
 */
@SuppressWarnings("ArrayRecordComponent") // a bundle for the classes of the check, never compared
record CheckCase(NetworkInfo info, float[] parameters, float[] inputs, float[] targets, int samples)
    implements Examples {
  private static final double BIAS_DEVIATION = 0.1;

  /** Units in the last place, at most. */
  private static final int NUDGE = 6;

  /** Draws a case; another attempt gives another case. */
  static CheckCase draw(NetworkInfo info, long seed, int attempt, int samples) {
    Philox random = new Philox(seed, Purpose.CHECKING, 0, attempt, samples);
    float[] parameters = new float[info.parameterFloats()];
    for (ParameterInfo tensor : info.parameters()) {
      boolean weight = tensor.shape().length > 1;
      double deviation = weight ? 1 / Math.sqrt(tensor.fanIn()) : BIAS_DEVIATION;
      for (int i = tensor.offset(); i < tensor.end(); i++) {
        parameters[i] = (float) (deviation * random.nextNormal());
      }
    }
    for (StatisticInfo statistic : info.statistics()) {
      boolean variance = statistic.initializer() == Initializer.ONES;
      for (int i = statistic.offset(); i < statistic.end(); i++) {
        double normal = random.nextNormal();
        parameters[i] = (float) (variance ? 0.5 + Math.abs(normal) : BIAS_DEVIATION * normal);
      }
    }
    float[] inputs = new float[Math.multiplyExact(samples, info.inputSize())];
    float[] targets = new float[samples * info.targetSize()];
    int in = 0;
    int out = 0;
    for (int sample = 0; sample < samples; sample++) {
      for (InputInfo input : info.inputs()) {
        for (int i = 0; i < input.size(); i++) {
          inputs[in++] =
              input.indices() > 0 ? random.nextInt(input.indices()) : (float) random.nextNormal();
        }
      }
    }
    for (int sample = 0; sample < samples; sample++) {
      for (OutputInfo output : info.outputs()) {
        for (int i = 0; i < output.targetSize(); i++) {
          targets[out++] = target(output, random);
        }
      }
    }
    return new CheckCase(info, parameters, inputs, targets, samples);
  }

  private static float target(OutputInfo output, Philox random) {
    return switch (output.loss()) {
      case SOFTMAX_CROSS_ENTROPY -> random.nextInt(output.size());
      case SIGMOID_CROSS_ENTROPY -> (float) random.nextDouble();
      case MEAN_SQUARED_ERROR, MEAN_ABSOLUTE_ERROR, HUBER -> (float) random.nextNormal();
    };
  }

  /**
   * The same with parameters and inputs, but for indices, up or down by some units in the last
   * place: as much as adding up some tens of products rounds.
   */
  CheckCase nudged(int draw) {
    Philox random = new Philox(draw, Purpose.CHECKING, 3, 0, samples);
    float[] nudgedParameters = nudged(parameters, random);
    float[] nudgedInputs = nudged(inputs, random);
    int at = 0;
    for (int sample = 0; sample < samples; sample++) {
      for (InputInfo input : info.inputs()) {
        if (input.indices() > 0) {
          System.arraycopy(inputs, at, nudgedInputs, at, input.size());
        }
        at += input.size();
      }
    }
    return new CheckCase(info, nudgedParameters, nudgedInputs, targets, samples);
  }

  private static float[] nudged(float[] values, Philox random) {
    float[] nudged = values.clone();
    for (int i = 0; i < nudged.length; i++) {
      nudged[i] += (random.nextInt(2 * NUDGE + 1) - NUDGE) * Math.ulp(nudged[i]);
    }
    return nudged;
  }

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  @Override
  public int size() {
    return samples;
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
    int size = info.inputSize();
    System.arraycopy(inputs, index * size, into, at, size);
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    int size = info.targetSize();
    System.arraycopy(targets, index * size, into, at, size);
  }
}
