package org.phyllo.runtime;

import org.phyllo.dsl.Loss;
import org.phyllo.runtime.compiled.NetworkInfo;

/** From a network's output to a class. */
final class Decision {
  private Decision() {}

  /** The class of the output whose values lie in an array at {@code at + i * stride}. */
  static int label(NetworkInfo info, float[] values, int at, int stride) {
    int outputs = info.outputSize();
    if (outputs == 1) {
      return values[at] > threshold(info) ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < outputs; i++) {
      if (values[at + i * stride] > values[at + best * stride]) {
        best = i;
      }
    }
    return best;
  }

  /** Above it a single output says yes: a logit's zero, or the middle of the targets 0 and 1. */
  private static float threshold(NetworkInfo info) {
    return info.loss() == Loss.SIGMOID_CROSS_ENTROPY ? 0 : 0.5f;
  }
}
