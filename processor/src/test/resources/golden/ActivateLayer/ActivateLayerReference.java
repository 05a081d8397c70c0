package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * ActivateLayer in {@code double}: what {@link ActivateLayerModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer          kind      reads   output     parameters  multiply-adds
 * input                            [3, 4, 5]
 * smooth         Activate  input   [3, 4, 5]           0              0
 * probabilities  Activate  smooth  [3, 4, 5]           0              0
 * total                                                0              0
 * </pre>
 */
final class ActivateLayerReference extends Reference {
  /**
   * [3, 4, 5] for each sample
   */
  private double[] input = new double[0];

  /**
   * [3, 4, 5] for each sample
   */
  private double[] smooth = new double[0];

  /**
   * [3, 4, 5] for each sample
   */
  private double[] probabilities = new double[0];

  /**
   * [3, 4, 5] for each sample
   */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [3, 4, 5] for each sample
   */
  private double[] dSmooth = new double[0];

  /**
   * [3, 4, 5] for each sample
   */
  private double[] dProbabilities = new double[0];

  /**
   * [3, 4, 5] for each sample
   */
  private double[] dInput = new double[0];

  ActivateLayerReference() {
    super(ActivateLayerModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardSmooth(n);
      forwardProbabilities(n);
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
      backwardProbabilities(n);
    }
    for (int n = 0; n < samples; n++) {
      backwardSmooth(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 60];
    smooth = new double[samples * 60];
    probabilities = new double[samples * 60];
    target = new double[samples * 60];
    share = new double[samples];
    loss = new double[samples];
    dSmooth = new double[samples * 60];
    dProbabilities = new double[samples * 60];
    dInput = new double[samples * 60];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * smooth [3, 4, 5] = silu(input [3, 4, 5])
   */
  private void forwardSmooth(int n) {
    for (int i = 0; i < 60; i++) {
      double z = input[n * 60 + i];
      smooth[n * 60 + i] = z / (1 + Math.exp(-z));
    }
  }

  /**
   * probabilities [3, 4, 5] = softmax(smooth [3, 4, 5])
   */
  private void forwardProbabilities(int n) {
    double max = smooth[n * 60];
    for (int i = 0; i < 60; i++) {
      max = Math.max(max, smooth[n * 60 + i]);
    }
    double total = 0;
    for (int i = 0; i < 60; i++) {
      probabilities[n * 60 + i] = Math.exp(smooth[n * 60 + i] - max);
      total += probabilities[n * 60 + i];
    }
    for (int i = 0; i < 60; i++) {
      probabilities[n * 60 + i] = probabilities[n * 60 + i] / total;
    }
  }

  /**
   * loss and dProbabilities of probabilities [3, 4, 5]: mean of |x - target|; its gradient the
   * sign
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.016666666666666666;
    for (int i = 0; i < 60; i++) {
      double d = probabilities[n * 60 + i] - target[n * 60 + i];
      total += Math.abs(d);
      dProbabilities[n * 60 + i] = (d > 0 ? 1 : d < 0 ? -1 : 0) * weight;
    }
    loss[n] = total * 0.016666666666666666;
  }

  /**
   * dSmooth [3, 4, 5] = dProbabilities * softmax'
   */
  private void backwardProbabilities(int n) {
    double dot = 0;
    for (int i = 0; i < 60; i++) {
      dot = dot + dProbabilities[n * 60 + i] * probabilities[n * 60 + i];
    }
    for (int i = 0; i < 60; i++) {
      dSmooth[n * 60 + i] = probabilities[n * 60 + i] * (dProbabilities[n * 60 + i] - dot);
    }
  }

  /**
   * dInput [3, 4, 5] = dSmooth * silu'
   */
  private void backwardSmooth(int n) {
    for (int i = 0; i < 60; i++) {
      double z = input[n * 60 + i];
      double sigma = 1 / (1 + Math.exp(-z));
      dInput[n * 60 + i] = dSmooth[n * 60 + i] * (sigma * (1 + z * (1 - sigma)));
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {};
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
    return probabilities;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 3, 4, 5);
    visitor.tensor(TensorRole.ACTIVATION, "smooth", "smooth", smooth, 3, 4, 5);
    visitor.tensor(TensorRole.ACTIVATION, "probabilities", "probabilities", probabilities, 3, 4, 5);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 3, 4, 5);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "probabilities", "dProbabilities", dProbabilities, 3, 4, 5);
    visitor.tensor(TensorRole.GRADIENT, "smooth", "dSmooth", dSmooth, 3, 4, 5);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 3, 4, 5);
  }
}
