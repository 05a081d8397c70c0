package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * AddLayer in {@code double}: what {@link AddLayerModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer   kind   reads          output  parameters  multiply-adds
 * input                         [12]
 * change  Dense  input          [12]           144            144
 * sum     Add    input, change  [12]             0              0
 * total                                        144            144
 * </pre>
 */
final class AddLayerReference extends Reference {
  /**
   * [12, 12]
   */
  private final double[] changeWeight = new double[144];

  /**
   * [12, 12]
   */
  private final double[] dChangeWeight = new double[144];

  /**
   * [12] for each sample
   */
  private double[] input = new double[0];

  /**
   * [12] for each sample
   */
  private double[] change = new double[0];

  /**
   * [12] for each sample
   */
  private double[] sum = new double[0];

  /**
   * [12] for each sample
   */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [12] for each sample
   */
  private double[] dChange = new double[0];

  /**
   * [12] for each sample
   */
  private double[] dSum = new double[0];

  /**
   * [12] for each sample
   */
  private double[] dSumSum = new double[0];

  /**
   * [12] for each sample
   */
  private double[] dInput = new double[0];

  AddLayerReference() {
    super(AddLayerModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardChange(n);
      forwardSum(n);
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
      backwardSumSum(n);
      backwardSumInto2(n);
    }
    backwardChangeWeight(samples);
    for (int n = 0; n < samples; n++) {
      backwardSumInto1(n);
      backwardChangeInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 12];
    change = new double[samples * 12];
    sum = new double[samples * 12];
    target = new double[samples * 12];
    share = new double[samples];
    loss = new double[samples];
    dChange = new double[samples * 12];
    dSum = new double[samples * 12];
    dSumSum = new double[samples * 12];
    dInput = new double[samples * 12];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * change [12] = weight [12, 12] * input [12]
   */
  private void forwardChange(int n) {
    for (int u = 0; u < 12; u++) {
      double sum_ = 0;
      for (int k = 0; k < 12; k++) {
        sum_ += changeWeight[u * 12 + k] * input[n * 12 + k];
      }
      change[n * 12 + u] = sum_;
    }
  }

  /**
   * sum [12] = relu(input [12] + change [12])
   */
  private void forwardSum(int n) {
    for (int i = 0; i < 12; i++) {
      sum[n * 12 + i] = Math.max(input[n * 12 + i] + change[n * 12 + i], 0);
    }
  }

  /**
   * loss and dSum of sum [12]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.08333333333333333;
    for (int i = 0; i < 12; i++) {
      double d = sum[n * 12 + i] - target[n * 12 + i];
      total += d * d;
      dSum[n * 12 + i] = d * 2 * weight;
    }
    loss[n] = total * 0.08333333333333333;
  }

  /**
   * dSumSum = dSum * relu'
   */
  private void backwardSumSum(int n) {
    for (int i = 0; i < 12; i++) {
      dSumSum[n * 12 + i] = dSum[n * 12 + i] * (sum[n * 12 + i] > 0 ? 1 : 0);
    }
  }

  /**
   * dChange [12] = dSumSum
   */
  private void backwardSumInto2(int n) {
    for (int i = 0; i < 12; i++) {
      dChange[n * 12 + i] = dSumSum[n * 12 + i];
    }
  }

  /**
   * dChangeWeight = dChange [12] * input [12]^T, summed over the batch
   */
  private void backwardChangeWeight(int samples) {
    for (int u = 0; u < 12; u++) {
      for (int k = 0; k < 12; k++) {
        double sum_ = 0;
        for (int n = 0; n < samples; n++) {
          sum_ += dChange[n * 12 + u] * input[n * 12 + k];
        }
        dChangeWeight[u * 12 + k] = sum_;
      }
    }
  }

  /**
   * dInput [12] = dSumSum
   */
  private void backwardSumInto1(int n) {
    for (int i = 0; i < 12; i++) {
      dInput[n * 12 + i] = dSumSum[n * 12 + i];
    }
  }

  /**
   * dInput [12] += weight [12, 12]^T * dChange [12]
   */
  private void backwardChangeInput(int n) {
    for (int k = 0; k < 12; k++) {
      double sum_ = 0;
      for (int u = 0; u < 12; u++) {
        sum_ += changeWeight[u * 12 + k] * dChange[n * 12 + u];
      }
      dInput[n * 12 + k] += sum_;
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {changeWeight};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dChangeWeight};
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
    return sum;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 12);
    visitor.tensor(TensorRole.PARAMETER, "change", "changeWeight", changeWeight, 12, 12);
    visitor.tensor(TensorRole.ACTIVATION, "change", "change", change, 12);
    visitor.tensor(TensorRole.ACTIVATION, "sum", "sum", sum, 12);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 12);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "sum", "dSum", dSum, 12);
    visitor.tensor(TensorRole.GRADIENT, "sum", "dSumSum", dSumSum, 12);
    visitor.tensor(TensorRole.GRADIENT, "change", "dChange", dChange, 12);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "change", "dChangeWeight", dChangeWeight, 12, 12);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 12);
  }
}
