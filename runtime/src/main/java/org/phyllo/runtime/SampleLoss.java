package org.phyllo.runtime;

import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.NetworkInfo;

/** The loss of one sample from its output, in double. Formulas are those of {@link Loss}. */
final class SampleLoss {
  private final Loss loss;
  private final double delta;
  private final int outputs;

  SampleLoss(NetworkInfo info) {
    this.loss = info.loss();
    this.delta = info.huberDelta();
    this.outputs = info.outputSize();
  }

  /** The loss of the output whose values lie at {@code at + i * stride}. */
  double of(float[] values, int at, int stride, float[] target) {
    if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
      return softmaxCrossEntropy(values, at, stride, (int) target[0]);
    }
    double sum = 0;
    for (int i = 0; i < outputs; i++) {
      sum += elementLoss(values[at + i * stride], target[i]);
    }
    return sum / outputs;
  }

  private double softmaxCrossEntropy(float[] values, int at, int stride, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < outputs; i++) {
      largest = Math.max(largest, values[at + i * stride]);
    }
    double sum = 0;
    for (int i = 0; i < outputs; i++) {
      sum += StrictMath.exp(values[at + i * stride] - largest);
    }
    return StrictMath.log(sum) + largest - values[at + label * stride];
  }

  private double elementLoss(double output, double target) {
    double error = output - target;
    double distance = Math.abs(error);
    return switch (loss) {
      case SIGMOID_CROSS_ENTROPY ->
          Math.max(output, 0)
              - output * target
              + StrictMath.log1p(StrictMath.exp(-Math.abs(output)));
      case MEAN_SQUARED_ERROR -> error * error;
      case MEAN_ABSOLUTE_ERROR -> distance;
      case HUBER -> distance <= delta ? error * error / 2 : delta * (distance - delta / 2);
      case SOFTMAX_CROSS_ENTROPY -> throw new AssertionError("not element by element");
    };
  }
}
