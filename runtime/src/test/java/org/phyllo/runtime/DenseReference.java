package org.phyllo.runtime;

import org.phyllo.dsl.Loss;
import org.phyllo.runtime.DenseNetwork.Fault;
import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/** The hand-written network in double. */
final class DenseReference extends Reference {
  private final DenseNetwork n;
  private final int inputs;
  private final int hidden;
  private final int outputs;
  private final double[][] parameters;
  private final double[][] gradients;
  private double[] x = {};
  private double[] t = {};
  private double[] y = {};
  private double[] z = {};
  private double[] dx = {};
  private double[] dy = {};
  private double[] dz = {};

  DenseReference(DenseNetwork network) {
    super(network.info());
    this.n = network;
    this.inputs = network.inputs();
    this.hidden = network.hidden();
    this.outputs = network.outputs();
    this.parameters = arrays();
    this.gradients = arrays();
  }

  private double[][] arrays() {
    return new double[][] {
      new double[hidden * inputs],
      new double[hidden],
      new double[outputs * hidden],
      new double[outputs]
    };
  }

  @Override
  protected void resize(int samples) {
    x = new double[samples * inputs];
    dx = new double[samples * inputs];
    t = new double[samples * info().targetSize()];
    y = new double[samples * hidden];
    z = new double[samples * outputs];
    dy = new double[samples * hidden];
    dz = new double[samples * outputs];
  }

  @Override
  protected void forward(int samples) {
    for (int s = 0; s < samples; s++) {
      for (int h = 0; h < hidden; h++) {
        double sum = parameters[1][h];
        for (int i = 0; i < inputs; i++) {
          sum += parameters[0][h * inputs + i] * x[s * inputs + i];
        }
        y[s * hidden + h] = n.relu() ? Math.max(sum, 0) : Math.tanh(sum);
      }
      for (int o = 0; o < outputs; o++) {
        double sum = parameters[3][o];
        for (int h = 0; h < hidden; h++) {
          sum += parameters[2][o * hidden + h] * y[s * hidden + h];
        }
        z[s * outputs + o] = sum;
      }
    }
  }

  @Override
  protected double loss(int samples) {
    double loss = 0;
    for (int s = 0; s < samples; s++) {
      if (n.loss() == Loss.SOFTMAX_CROSS_ENTROPY) {
        double sum = 0;
        for (int o = 0; o < outputs; o++) {
          sum += Math.exp(z[s * outputs + o]);
        }
        loss += Math.log(sum) - z[s * outputs + (int) t[s]];
      } else {
        for (int o = 0; o < outputs; o++) {
          double error = z[s * outputs + o] - t[s * outputs + o];
          loss += error * error / outputs;
        }
      }
    }
    return loss / samples;
  }

  @Override
  protected void backward(int samples) {
    for (int s = 0; s < samples; s++) {
      double[] dz = outputGradient(s, samples);
      double[] dy = new double[hidden];
      for (int o = 0; o < outputs; o++) {
        gradients[3][o] += dz[o];
        for (int h = 0; h < hidden; h++) {
          gradients[2][o * hidden + h] += dz[o] * y[s * hidden + h];
          dy[h] += dz[o] * parameters[2][o * hidden + h];
        }
      }
      System.arraycopy(dz, 0, this.dz, s * outputs, outputs);
      System.arraycopy(dy, 0, this.dy, s * hidden, hidden);
      for (int i = 0; i < inputs; i++) {
        dx[s * inputs + i] = 0;
      }
      for (int h = 0; h < hidden; h++) {
        double value = y[s * hidden + h];
        double d = dy[h] * (n.relu() ? (value > 0 ? 1 : 0) : 1 - value * value);
        gradients[1][h] += n.fault() == Fault.REFERENCE_GRADIENT ? 1.01 * d : d;
        for (int i = 0; i < inputs; i++) {
          gradients[0][h * inputs + i] += d * x[s * inputs + i];
          dx[s * inputs + i] += d * parameters[0][h * inputs + i];
        }
      }
    }
  }

  private double[] outputGradient(int s, int samples) {
    double[] dz = new double[outputs];
    double sum = 0;
    for (int o = 0; o < outputs; o++) {
      sum += Math.exp(z[s * outputs + o]);
    }
    for (int o = 0; o < outputs; o++) {
      double value = z[s * outputs + o];
      dz[o] =
          n.loss() == Loss.SOFTMAX_CROSS_ENTROPY
              ? (Math.exp(value) / sum - (o == (int) t[s] ? 1 : 0)) / samples
              : 2 * (value - t[s * outputs + o]) / outputs / samples;
    }
    return dz;
  }

  @Override
  protected double[][] parameterArrays() {
    return parameters;
  }

  @Override
  protected double[][] gradientArrays() {
    return gradients;
  }

  @Override
  public double[] input() {
    return x;
  }

  @Override
  public double[] target() {
    return t;
  }

  @Override
  public double[] output() {
    return z;
  }

  @Override
  public double[] inputGradient() {
    return dx;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "x", x, inputs);
    visitor.tensor(TensorRole.PARAMETER, "hidden", "w", parameters[0], hidden, inputs);
    visitor.tensor(TensorRole.PARAMETER, "hidden", "b", parameters[1], hidden);
    visitor.tensor(TensorRole.ACTIVATION, "hidden", "y", y, hidden);
    visitor.tensor(TensorRole.PARAMETER, "output", "v", parameters[2], outputs, hidden);
    visitor.tensor(TensorRole.PARAMETER, "output", "c", parameters[3], outputs);
    visitor.tensor(TensorRole.ACTIVATION, "output", "z", z, outputs);
    visitor.tensor(TensorRole.TARGET, "", "t", t, info().targetSize());
    visitor.tensor(TensorRole.GRADIENT, "output", "dz", dz, outputs);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "output", "dv", gradients[2], outputs, hidden);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "output", "dc", gradients[3], outputs);
    visitor.tensor(TensorRole.GRADIENT, "hidden", "dy", dy, hidden);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "hidden", "dw", gradients[0], hidden, inputs);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "hidden", "db", gradients[1], hidden);
    visitor.tensor(TensorRole.GRADIENT, "input", "dx", dx, inputs);
  }
}
