package org.phyllo.runtime;

import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.OutputInfo;

/** The loss of one sample from an output, in double. Formulas are those of {@link Loss}. */
final class SampleLoss {
  private final OutputInfo output;
  private final int size;

  SampleLoss(OutputInfo output) {
    this.output = output;
    this.size = output.size();
  }

  /**
   * The loss of the output whose values lie at {@code at + i * stride}, without its weight.
   *
   * @param targetAt where its target begins
   */
  double of(float[] values, int at, int stride, float[] target, int targetAt) {
    if (output.targetIsClass()) {
      return softmaxCrossEntropy(values, at, stride, (int) target[targetAt]);
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += elementLoss(values[at + i * stride], target[targetAt + i]);
    }
    return sum / size;
  }

  private double softmaxCrossEntropy(float[] values, int at, int stride, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, values[at + i * stride]);
    }
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += StrictMath.exp(values[at + i * stride] - largest);
    }
    double logSum = StrictMath.log(sum) + largest;
    if (output.labelSmoothing() == 0) {
      return classWeight(label) * (logSum - values[at + label * stride]);
    }
    double everywhere = output.labelSmoothing() / size;
    double loss = 0;
    for (int i = 0; i < size; i++) {
      double share = (i == label ? 1 - output.labelSmoothing() : 0) + everywhere;
      loss += share * classWeight(i) * (logSum - values[at + i * stride]);
    }
    return loss;
  }

  private double classWeight(int label) {
    return output.classWeights().isEmpty() ? 1 : output.classWeights().get(label);
  }

  private double elementLoss(double value, double target) {
    double error = value - target;
    double distance = Math.abs(error);
    double delta = output.huberDelta();
    return switch (output.loss()) {
      case SIGMOID_CROSS_ENTROPY ->
          Math.max(value, 0) - value * target + StrictMath.log1p(StrictMath.exp(-Math.abs(value)));
      case MEAN_SQUARED_ERROR -> error * error;
      case MEAN_ABSOLUTE_ERROR -> distance;
      case HUBER -> distance <= delta ? error * error / 2 : delta * (distance - delta / 2);
      case SOFTMAX_CROSS_ENTROPY -> throw new AssertionError("not element by element");
    };
  }
}
