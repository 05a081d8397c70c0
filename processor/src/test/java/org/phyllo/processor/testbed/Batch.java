package org.phyllo.processor.testbed;

import java.util.Arrays;
import org.phyllo.dsl.Loss;
import org.phyllo.runtime.Examples;
import org.phyllo.runtime.compiled.InputInfo;
import org.phyllo.runtime.compiled.NetworkInfo;
import org.phyllo.runtime.compiled.OutputInfo;
import org.phyllo.runtime.compiled.ParameterInfo;

/**
 * Samples for a network.
 *
 * @param info the network
 * @param inputs {@code [samples][inputSize]}
 * @param targets {@code [samples][targetSize]}
 * @param samples their number
 */
@SuppressWarnings("ArrayRecordComponent") // a bundle, never compared
public record Batch(NetworkInfo info, float[] inputs, float[] targets, int samples)
    implements Examples {

  /** Draws samples. */
  public static Batch draw(NetworkInfo info, Draw draw, int samples) {
    float[] inputs = new float[samples * info.inputSize()];
    int in = 0;
    while (in < inputs.length) {
      for (InputInfo input : info.inputs()) {
        for (int i = 0; i < input.size(); i++) {
          inputs[in++] = input.indices() > 0 ? draw.below(input.indices()) : draw.within(1.5);
        }
      }
    }
    float[] targets = new float[samples * info.targetSize()];
    int out = 0;
    while (out < targets.length) {
      for (OutputInfo output : info.outputs()) {
        for (int i = 0; i < output.targetSize(); i++) {
          targets[out++] = target(output, draw);
        }
      }
    }
    return new Batch(info, inputs, targets, samples);
  }

  private static float target(OutputInfo output, Draw draw) {
    if (output.targetIsClass()) {
      return draw.below(output.size());
    }
    return output.loss() == Loss.SIGMOID_CROSS_ENTROPY ? (float) draw.unit() : draw.within(2);
  }

  /** Draws parameters of ordinary size, biases included. */
  public static float[] parameters(NetworkInfo info, Draw draw) {
    float[] parameters = new float[info.parameterFloats()];
    for (ParameterInfo tensor : info.parameters()) {
      double limit = tensor.shape().length > 1 ? Math.sqrt(3.0 / tensor.fanIn()) : 0.2;
      for (int i = tensor.offset(); i < tensor.end(); i++) {
        parameters[i] = draw.within(limit);
      }
    }
    return parameters;
  }

  /** All samples in order. */
  public int[] order() {
    int[] order = new int[samples];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /** These samples alone. */
  public Batch part(int from, int count) {
    int in = info.inputSize();
    int out = info.targetSize();
    return new Batch(
        info,
        Arrays.copyOfRange(inputs, from * in, (from + count) * in),
        Arrays.copyOfRange(targets, from * out, (from + count) * out),
        count);
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
    System.arraycopy(inputs, index * info.inputSize(), into, at, info.inputSize());
  }

  @Override
  public void readTarget(int index, float[] into, int at) {
    System.arraycopy(targets, index * info.targetSize(), into, at, info.targetSize());
  }
}
