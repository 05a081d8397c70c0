package org.phyllo.runtime;

import static org.phyllo.runtime.DenseNetwork.S;

import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.Fault;
import org.phyllo.runtime.compiled.Kernels;

/** The hand-written network's arithmetic in float, in plain loops. */
final class DenseKernels implements Kernels {
  private final int inputs;
  private final int hidden;
  private final int outputs;
  private final DenseNetwork n;

  DenseKernels(DenseNetwork network) {
    this.n = network;
    this.inputs = network.inputs();
    this.hidden = network.hidden();
    this.outputs = network.outputs();
  }

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    if (n.fault() == Fault.EXCEPTION) {
      throw new IllegalStateException("as asked");
    }
    for (int s = 0; s < samples; s++) {
      for (int h = 0; h < hidden; h++) {
        float sum = p[n.hiddenBias() + h];
        for (int i = 0; i < inputs; i++) {
          sum = Math.fma(p[h * inputs + i], x[from + s * inputs + i], sum);
        }
        w[at + n.hiddenAt() + h * S + s] =
            n.relu() ? Math.max(sum, 0) : (float) StrictMath.tanh(sum);
      }
      for (int o = 0; o < outputs; o++) {
        float sum = p[n.outputBias() + o];
        for (int h = 0; h < hidden; h++) {
          sum =
              Math.fma(p[n.outputWeight() + o * hidden + h], w[at + n.hiddenAt() + h * S + s], sum);
        }
        w[at + n.outputAt() + o * S + s] = sum;
      }
    }
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(
      int stage,
      float[] p,
      float[] q,
      float[] g,
      float[] x,
      int[] rows,
      float[] w,
      int at,
      int samples) {
    int first = at / blockFloats() * S;
    for (int s = 0; s < samples; s++) {
      System.arraycopy(x, rows[first + s], w, at + s * inputs, inputs);
    }
    forward(p, w, at, w, at, samples);
    for (int s = 0; s < samples; s++) {
      float share = w[at + n.shareAt() + s];
      if (n.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
        softmaxLoss(w, at, s, share);
      } else {
        squaredLoss(w, at, s, share);
      }
      for (int h = 0; h < hidden; h++) {
        float sum = 0;
        for (int o = 0; o < outputs; o++) {
          sum =
              Math.fma(
                  p[n.outputWeight() + o * hidden + h], w[at + n.dOutputAt() + o * S + s], sum);
        }
        float y = w[at + n.hiddenAt() + h * S + s];
        float derivative = n.relu() ? (y > 0 ? 1 : 0) : 1 - y * y;
        w[at + n.dHiddenAt() + h * S + s] = sum * derivative;
      }
    }
  }

  private void softmaxLoss(float[] w, int at, int s, float share) {
    int z = at + n.outputAt() + s;
    float max = w[z];
    for (int o = 1; o < outputs; o++) {
      max = Math.max(max, w[z + o * S]);
    }
    float sum = 0;
    for (int o = 0; o < outputs; o++) {
      sum += (float) StrictMath.exp(w[z + o * S] - max);
    }
    int label = (int) w[at + n.targetAt() + s];
    w[at + n.lossAt() + s] = (float) StrictMath.log(sum) + max - w[z + label * S];
    for (int o = 0; o < outputs; o++) {
      float y = (float) StrictMath.exp(w[z + o * S] - max) / sum;
      w[at + n.dOutputAt() + o * S + s] = (o == label ? y - 1 : y) * share;
    }
  }

  private void squaredLoss(float[] w, int at, int s, float share) {
    float sum = 0;
    for (int o = 0; o < outputs; o++) {
      float error = w[at + n.outputAt() + o * S + s] - w[at + n.targetAt() + o * S + s];
      sum = Math.fma(error, error, sum);
      w[at + n.dOutputAt() + o * S + s] = 2 * error / outputs * share;
    }
    w[at + n.lossAt() + s] = sum / outputs;
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    for (int s = 0; s < samples; s++) {
      for (int i = 0; i < inputs; i++) {
        float sum = 0;
        for (int h = 0; h < hidden; h++) {
          sum = Math.fma(p[h * inputs + i], w[at + n.dHiddenAt() + h * S + s], sum);
        }
        w[at + n.dInputAt() + i * S + s] = sum;
      }
    }
  }

  @Override
  public int tasks(int stage) {
    return 4;
  }

  @Override
  public void task(
      int stage,
      float[] g,
      float[] x,
      int[] rows,
      float[] w,
      float[] lanes,
      int samples,
      int task) {
    switch (task) {
      case 0 -> weights(g, 0, hidden, inputs, n.dHiddenAt(), 0, 1, inputs, w, samples);
      case 1 -> biases(g, n.hiddenBias(), hidden, n.dHiddenAt(), w, samples);
      case 2 -> {
        weights(
            g, n.outputWeight(), outputs, hidden, n.dOutputAt(), n.hiddenAt(), S, 1, w, samples);
        if (n.fault() == Fault.KERNEL_GRADIENT) {
          g[n.outputWeight()] *= 1.01f;
        }
      }
      case 3 -> biases(g, n.outputBias(), outputs, n.dOutputAt(), w, samples);
      default -> throw new IllegalArgumentException("task " + task);
    }
  }

  private void weights(
      float[] g,
      int to,
      int units,
      int sources,
      int gradientAt,
      int sourceAt,
      int sourceStride,
      int sampleStride,
      float[] w,
      int samples) {
    for (int u = 0; u < units; u++) {
      for (int i = 0; i < sources; i++) {
        float sum = 0;
        for (int s = 0; s < samples; s++) {
          int at = s / S * blockFloats();
          float source = w[at + sourceAt + i * sourceStride + s % S * sampleStride];
          sum = Math.fma(source, w[at + gradientAt + u * S + s % S], sum);
        }
        g[to + u * sources + i] = sum;
      }
    }
  }

  private void biases(float[] g, int to, int units, int gradientAt, float[] w, int samples) {
    for (int u = 0; u < units; u++) {
      float sum = 0;
      for (int s = 0; s < samples; s++) {
        sum += w[s / S * blockFloats() + gradientAt + u * S + s % S];
      }
      g[to + u] = sum;
    }
  }

  private int blockFloats() {
    return n.dInputAt() + S * inputs;
  }
}
