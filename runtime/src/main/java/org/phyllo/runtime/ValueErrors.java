package org.phyllo.runtime;

import org.phyllo.runtime.compiled.OutputInfo;

/**
 * How far outputs are from targets that are values. Errors are kept by sample and by block and
 * added in order, so sums have the same bits whoever computed the blocks.
 */
final class ValueErrors {
  private final int outputs;
  private final double[] absolute;
  private final double[][] squares;

  ValueErrors(OutputInfo output, int samples, int blocks) {
    this.outputs = output.size();
    this.absolute = new double[samples];
    this.squares = new double[blocks][outputs];
  }

  /**
   * Adds a sample, whose output lies at {@code at + i * stride} and whose target begins at {@code
   * targetAt}.
   */
  void add(
      int block, int sample, float[] values, int at, int stride, float[] target, int targetAt) {
    double sum = 0;
    for (int i = 0; i < outputs; i++) {
      double error = (double) values[at + i * stride] - target[targetAt + i];
      sum += Math.abs(error);
      squares[block][i] += error * error;
    }
    absolute[sample] = sum;
  }

  /** The mean over all samples and outputs. */
  double meanAbsolute() {
    double sum = 0;
    for (double error : absolute) {
      sum += error;
    }
    return sum / absolute.length / outputs;
  }

  /** The mean over the outputs whose targets vary. */
  double rSquared(Examples data, int targetAt) {
    double[] means = new double[outputs];
    double[] variations = new double[outputs];
    float[] target = new float[data.targetSize()];
    for (int sample = 0; sample < absolute.length; sample++) {
      data.readTarget(sample, target, 0);
      for (int i = 0; i < outputs; i++) {
        means[i] += target[targetAt + i] / (double) absolute.length;
      }
    }
    for (int sample = 0; sample < absolute.length; sample++) {
      data.readTarget(sample, target, 0);
      for (int i = 0; i < outputs; i++) {
        double distance = target[targetAt + i] - means[i];
        variations[i] += distance * distance;
      }
    }
    double sum = 0;
    int varying = 0;
    for (int i = 0; i < outputs; i++) {
      double error = 0;
      for (double[] block : squares) {
        error += block[i];
      }
      if (variations[i] > 0) {
        sum += 1 - error / variations[i];
        varying++;
      }
    }
    return sum / varying;
  }
}
