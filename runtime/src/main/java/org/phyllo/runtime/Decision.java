package org.phyllo.runtime;

import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.OutputInfo;

/** From an output to a class. */
final class Decision {
  private Decision() {}

  /** The class of the output whose values lie in an array at {@code at + i * stride}. */
  static int label(OutputInfo output, float[] values, int at, int stride) {
    int outputs = output.size();
    if (outputs == 1) {
      return values[at] > threshold(output) ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < outputs; i++) {
      if (values[at + i * stride] > values[at + best * stride]) {
        best = i;
      }
    }
    return best;
  }

  /**
   * How many classes come before another in the order of their outputs, the first of equals first;
   * 0 for the one that is decided for.
   */
  static int rank(OutputInfo output, float[] values, int at, int stride, int label) {
    int outputs = output.size();
    if (outputs == 1) {
      return label(output, values, at, stride) == label ? 0 : 1;
    }
    float own = values[at + label * stride];
    int rank = 0;
    for (int i = 0; i < outputs; i++) {
      float value = values[at + i * stride];
      if (value > own || (value == own && i < label)) {
        rank++;
      }
    }
    return rank;
  }

  /** Above it a single output says yes: a logit's zero, or the middle of the targets 0 and 1. */
  private static float threshold(OutputInfo output) {
    return output.loss() == Loss.SIGMOID_CROSS_ENTROPY ? 0 : 0.5f;
  }
}
