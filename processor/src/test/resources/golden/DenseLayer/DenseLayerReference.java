package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * DenseLayer in {@code double}: what {@link DenseLayerModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer   kind   reads  output  parameters  multiply-adds
 * input                 [20]
 * hidden  Dense  input  [7]            147            140
 * total                                147            140
 * </pre>
 */
final class DenseLayerReference extends Reference {
  /**
   * [7, 20]
   */
  private final double[] hiddenWeight = new double[140];

  /**
   * [7, 20]
   */
  private final double[] dHiddenWeight = new double[140];

  /**
   * [7]
   */
  private final double[] hiddenBias = new double[7];

  /**
   * [7]
   */
  private final double[] dHiddenBias = new double[7];

  /**
   * [20] for each sample
   */
  private double[] input = new double[0];

  /**
   * [7] for each sample
   */
  private double[] hidden = new double[0];

  /**
   * [7] for each sample
   */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [7] for each sample
   */
  private double[] dHidden = new double[0];

  /**
   * [7] for each sample
   */
  private double[] dHiddenSum = new double[0];

  /**
   * [20] for each sample
   */
  private double[] dInput = new double[0];

  DenseLayerReference() {
    super(DenseLayerModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardHidden(n);
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
      backwardHiddenSum(n);
    }
    backwardHiddenWeight(samples);
    backwardHiddenBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardHiddenInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 20];
    hidden = new double[samples * 7];
    target = new double[samples * 7];
    share = new double[samples];
    loss = new double[samples];
    dHidden = new double[samples * 7];
    dHiddenSum = new double[samples * 7];
    dInput = new double[samples * 20];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * hidden [7] = tanh(weight [7, 20] * input [20] + bias [7])
   */
  private void forwardHidden(int n) {
    for (int u = 0; u < 7; u++) {
      double sum = hiddenBias[u];
      for (int k = 0; k < 20; k++) {
        sum += hiddenWeight[u * 20 + k] * input[n * 20 + k];
      }
      hidden[n * 7 + u] = Math.tanh(sum);
    }
  }

  /**
   * loss and dHidden of hidden [7]: mean of d^2/2 near 0, delta (|d| - delta/2) beyond, d = x -
   * target; its gradient d, at most delta
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.14285714285714285;
    for (int i = 0; i < 7; i++) {
      double d = hidden[n * 7 + i] - target[n * 7 + i];
      double size = Math.abs(d);
      total += size > 1 ? size - 0.5 : d * d * 0.5;
      dHidden[n * 7 + i] = Math.min(Math.max(d, -1), 1) * weight;
    }
    loss[n] = total * 0.14285714285714285;
  }

  /**
   * dHiddenSum = dHidden * tanh'
   */
  private void backwardHiddenSum(int n) {
    for (int i = 0; i < 7; i++) {
      double t = hidden[n * 7 + i];
      dHiddenSum[n * 7 + i] = dHidden[n * 7 + i] * (1 - t * t);
    }
  }

  /**
   * dHiddenWeight = dHiddenSum [7] * input [20]^T, summed over the batch
   */
  private void backwardHiddenWeight(int samples) {
    for (int u = 0; u < 7; u++) {
      for (int k = 0; k < 20; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dHiddenSum[n * 7 + u] * input[n * 20 + k];
        }
        dHiddenWeight[u * 20 + k] = sum;
      }
    }
  }

  /**
   * dHiddenBias = dHiddenSum [7], summed over the batch
   */
  private void backwardHiddenBias(int samples) {
    for (int u = 0; u < 7; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dHiddenSum[n * 7 + u];
      }
      dHiddenBias[u] = sum;
    }
  }

  /**
   * dInput [20] = weight [7, 20]^T * dHiddenSum [7]
   */
  private void backwardHiddenInput(int n) {
    for (int k = 0; k < 20; k++) {
      double sum = 0;
      for (int u = 0; u < 7; u++) {
        sum += hiddenWeight[u * 20 + k] * dHiddenSum[n * 7 + u];
      }
      dInput[n * 20 + k] = sum;
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {hiddenWeight, hiddenBias};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dHiddenWeight, dHiddenBias};
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
    return hidden;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 20);
    visitor.tensor(TensorRole.PARAMETER, "hidden", "hiddenWeight", hiddenWeight, 7, 20);
    visitor.tensor(TensorRole.PARAMETER, "hidden", "hiddenBias", hiddenBias, 7);
    visitor.tensor(TensorRole.ACTIVATION, "hidden", "hidden", hidden, 7);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 7);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "hidden", "dHidden", dHidden, 7);
    visitor.tensor(TensorRole.GRADIENT, "hidden", "dHiddenSum", dHiddenSum, 7);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "hidden", "dHiddenWeight", dHiddenWeight, 7, 20);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "hidden", "dHiddenBias", dHiddenBias, 7);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 20);
  }
}
