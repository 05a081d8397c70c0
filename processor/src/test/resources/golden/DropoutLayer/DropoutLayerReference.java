package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * DropoutLayer in {@code double}: what {@link DropoutLayerModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer  kind     reads  output  parameters  multiply-adds
 * input                  [12]
 * kept   Dropout  input  [12]             0              0
 * y      Dense    kept   [3]             39             36
 * total                                  39             36
 * </pre>
 */
final class DropoutLayerReference extends Reference {
  /**
   * [3, 12]
   */
  private final double[] yWeight = new double[36];

  /**
   * [3, 12]
   */
  private final double[] dYWeight = new double[36];

  /**
   * [3]
   */
  private final double[] yBias = new double[3];

  /**
   * [3]
   */
  private final double[] dYBias = new double[3];

  /**
   * [12] for each sample
   */
  private double[] input = new double[0];

  /**
   * [12] for each sample
   */
  private double[] kept = new double[0];

  /**
   * [3] for each sample
   */
  private double[] y = new double[0];

  /**
   * [12] for each sample
   */
  private double[] keptNoise = new double[0];

  /**
   * [3] for each sample
   */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [12] for each sample
   */
  private double[] dKept = new double[0];

  /**
   * [3] for each sample
   */
  private double[] dY = new double[0];

  /**
   * [12] for each sample
   */
  private double[] dInput = new double[0];

  DropoutLayerReference() {
    super(DropoutLayerModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardKeptTraining(n);
      forwardY(n);
    }
  }

  @Override
  protected void inference(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardKept(n);
      forwardY(n);
    }
  }

  @Override
  protected double loss(int samples) {
    double sum = 0;
    for (int n = 0; n < samples; n++) {
      backwardLoss(n);
      sum += loss[n] * share[n];
    }
    return sum;
  }

  @Override
  protected void backward(int samples) {
    for (int n = 0; n < samples; n++) {
      backwardYInput(n);
    }
    backwardYWeight(samples);
    backwardYBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardKeptInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 12];
    kept = new double[samples * 12];
    y = new double[samples * 3];
    keptNoise = new double[samples * 12];
    target = new double[samples * 3];
    share = new double[samples];
    loss = new double[samples];
    dKept = new double[samples * 12];
    dY = new double[samples * 3];
    dInput = new double[samples * 12];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * kept [12] = input [12]
   */
  private void forwardKept(int n) {
    for (int i = 0; i < 12; i++) {
      kept[n * 12 + i] = input[n * 12 + i];
    }
  }

  /**
   * y [3] = weight [3, 12] * kept [12] + bias [3]
   */
  private void forwardY(int n) {
    for (int u = 0; u < 3; u++) {
      double sum = yBias[u];
      for (int k = 0; k < 12; k++) {
        sum += yWeight[u * 12 + k] * kept[n * 12 + k];
      }
      y[n * 3 + u] = sum;
    }
  }

  /**
   * kept [12] = input [12] * 2.0, or 0 with probability 0.5
   */
  private void forwardKeptTraining(int n) {
    for (int i = 0; i < 12; i++) {
      kept[n * 12 + i] = keptNoise[n * 12 + i] < 0.5 ? 0 : input[n * 12 + i] * 2;
    }
  }

  /**
   * loss and dY of y [3]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.3333333333333333;
    for (int i = 0; i < 3; i++) {
      double d = y[n * 3 + i] - target[n * 3 + i];
      total += d * d;
      dY[n * 3 + i] = d * 2 * weight;
    }
    loss[n] = total * 0.3333333333333333;
  }

  /**
   * dYWeight = dY [3] * kept [12]^T, summed over the batch
   */
  private void backwardYWeight(int samples) {
    for (int u = 0; u < 3; u++) {
      for (int k = 0; k < 12; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dY[n * 3 + u] * kept[n * 12 + k];
        }
        dYWeight[u * 12 + k] = sum;
      }
    }
  }

  /**
   * dYBias = dY [3], summed over the batch
   */
  private void backwardYBias(int samples) {
    for (int u = 0; u < 3; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dY[n * 3 + u];
      }
      dYBias[u] = sum;
    }
  }

  /**
   * dKept [12] = weight [3, 12]^T * dY [3]
   */
  private void backwardYInput(int n) {
    for (int k = 0; k < 12; k++) {
      double sum = 0;
      for (int u = 0; u < 3; u++) {
        sum += yWeight[u * 12 + k] * dY[n * 3 + u];
      }
      dKept[n * 12 + k] = sum;
    }
  }

  /**
   * dInput [12] = dKept, where values were kept, * 2.0
   */
  private void backwardKeptInput(int n) {
    for (int i = 0; i < 12; i++) {
      dInput[n * 12 + i] = keptNoise[n * 12 + i] < 0.5 ? 0 : dKept[n * 12 + i] * 2;
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {yWeight, yBias};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dYWeight, dYBias};
  }

  @Override
  public double[] input() {
    return input;
  }

  @Override
  public double[] target() {
    return target;
  }

  @Override
  public double[] output() {
    return y;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  protected double[][] noiseArrays() {
    return new double[][] {keptNoise};
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 12);
    visitor.tensor(TensorRole.NOISE, "kept", "keptNoise", keptNoise, 12);
    visitor.tensor(TensorRole.ACTIVATION, "kept", "kept", kept, 12);
    visitor.tensor(TensorRole.PARAMETER, "y", "yWeight", yWeight, 3, 12);
    visitor.tensor(TensorRole.PARAMETER, "y", "yBias", yBias, 3);
    visitor.tensor(TensorRole.ACTIVATION, "y", "y", y, 3);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 3);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "y", "dY", dY, 3);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "y", "dYWeight", dYWeight, 3, 12);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "y", "dYBias", dYBias, 3);
    visitor.tensor(TensorRole.GRADIENT, "kept", "dKept", dKept, 12);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 12);
  }
}
