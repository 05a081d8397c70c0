package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * Xor in {@code double}: what {@link XorModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer   kind   reads   output  parameters  multiply-adds
 * input                  [2]
 * hidden  Dense  input   [2]              6              4
 * score   Dense  hidden  [1]              3              2
 * total                                   9              6
 * </pre>
 */
final class XorReference extends Reference {
  /**
   * [2, 2]
   */
  private final double[] hiddenWeight = new double[4];

  /**
   * [2, 2]
   */
  private final double[] dHiddenWeight = new double[4];

  /**
   * [2]
   */
  private final double[] hiddenBias = new double[2];

  /**
   * [2]
   */
  private final double[] dHiddenBias = new double[2];

  /**
   * [1, 2]
   */
  private final double[] scoreWeight = new double[2];

  /**
   * [1, 2]
   */
  private final double[] dScoreWeight = new double[2];

  /**
   * [1]
   */
  private final double[] scoreBias = new double[1];

  /**
   * [1]
   */
  private final double[] dScoreBias = new double[1];

  /**
   * [2] for each sample
   */
  private double[] input = new double[0];

  /**
   * [2] for each sample
   */
  private double[] hidden = new double[0];

  private double[] score = new double[0];

  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [2] for each sample
   */
  private double[] dHidden = new double[0];

  private double[] dScore = new double[0];

  /**
   * [2] for each sample
   */
  private double[] dHiddenSum = new double[0];

  /**
   * [2] for each sample
   */
  private double[] dInput = new double[0];

  XorReference() {
    super(XorModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardHidden(n);
      forwardScore(n);
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
      backwardScoreInput(n);
      backwardHiddenSum(n);
    }
    backwardScoreWeight(samples);
    backwardScoreBias(samples);
    backwardHiddenWeight(samples);
    backwardHiddenBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardHiddenInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 2];
    hidden = new double[samples * 2];
    score = new double[samples];
    target = new double[samples];
    share = new double[samples];
    loss = new double[samples];
    dHidden = new double[samples * 2];
    dScore = new double[samples];
    dHiddenSum = new double[samples * 2];
    dInput = new double[samples * 2];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * hidden [2] = sigmoid(weight [2, 2] * input [2] + bias [2])
   */
  private void forwardHidden(int n) {
    double sum0 = hiddenBias[0] + hiddenWeight[0] * input[n * 2] + hiddenWeight[1]
        * input[n * 2 + 1];
    hidden[n * 2] = 1 / (1 + Math.exp(-sum0));
    double sum1 = hiddenBias[1] + hiddenWeight[2] * input[n * 2] + hiddenWeight[3]
        * input[n * 2 + 1];
    hidden[n * 2 + 1] = 1 / (1 + Math.exp(-sum1));
  }

  /**
   * score [1] = weight [1, 2] * hidden [2] + bias [1]
   */
  private void forwardScore(int n) {
    double sum0 = scoreBias[0] + scoreWeight[0] * hidden[n * 2] + scoreWeight[1]
        * hidden[n * 2 + 1];
    score[n] = sum0;
  }

  /**
   * loss and dScore of score [1]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n];
    double x0 = score[n];
    double t0 = target[n];
    double raw0 = Math.exp(-Math.abs(x0));
    double e0 = raw0 < 5.421010862427522E-20 ? 0 : raw0;
    total += Math.max(x0, 0) - x0 * t0 + Math.log(1 + e0);
    dScore[n] = ((x0 > 0 ? 1 : e0) / (1 + e0) - t0) * weight;
    loss[n] = total;
  }

  /**
   * dScoreWeight = dScore [1] * hidden [2]^T, summed over the batch
   */
  private void backwardScoreWeight(int samples) {
    for (int k = 0; k < 2; k++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dScore[n] * hidden[n * 2 + k];
      }
      dScoreWeight[k] = sum;
    }
  }

  /**
   * dScoreBias = dScore [1], summed over the batch
   */
  private void backwardScoreBias(int samples) {
    double sum = 0;
    for (int n = 0; n < samples; n++) {
      sum += dScore[n];
    }
    dScoreBias[0] = sum;
  }

  /**
   * dHidden [2] = weight [1, 2]^T * dScore [1]
   */
  private void backwardScoreInput(int n) {
    double sum0 = scoreWeight[0] * dScore[n];
    dHidden[n * 2] = sum0;
    double sum1 = scoreWeight[1] * dScore[n];
    dHidden[n * 2 + 1] = sum1;
  }

  /**
   * dHiddenSum = dHidden * sigmoid'
   */
  private void backwardHiddenSum(int n) {
    double sigma0 = hidden[n * 2];
    dHiddenSum[n * 2] = dHidden[n * 2] * (sigma0 * (1 - sigma0));
    double sigma1 = hidden[n * 2 + 1];
    dHiddenSum[n * 2 + 1] = dHidden[n * 2 + 1] * (sigma1 * (1 - sigma1));
  }

  /**
   * dHiddenWeight = dHiddenSum [2] * input [2]^T, summed over the batch
   */
  private void backwardHiddenWeight(int samples) {
    for (int u = 0; u < 2; u++) {
      for (int k = 0; k < 2; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dHiddenSum[n * 2 + u] * input[n * 2 + k];
        }
        dHiddenWeight[u * 2 + k] = sum;
      }
    }
  }

  /**
   * dHiddenBias = dHiddenSum [2], summed over the batch
   */
  private void backwardHiddenBias(int samples) {
    for (int u = 0; u < 2; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dHiddenSum[n * 2 + u];
      }
      dHiddenBias[u] = sum;
    }
  }

  /**
   * dInput [2] = weight [2, 2]^T * dHiddenSum [2]
   */
  private void backwardHiddenInput(int n) {
    double sum0 = hiddenWeight[0] * dHiddenSum[n * 2] + hiddenWeight[2] * dHiddenSum[n * 2 + 1];
    dInput[n * 2] = sum0;
    double sum1 = hiddenWeight[1] * dHiddenSum[n * 2] + hiddenWeight[3] * dHiddenSum[n * 2 + 1];
    dInput[n * 2 + 1] = sum1;
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {hiddenWeight, hiddenBias, scoreWeight, scoreBias};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dHiddenWeight, dHiddenBias, dScoreWeight, dScoreBias};
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
    return score;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 2);
    visitor.tensor(TensorRole.PARAMETER, "hidden", "hiddenWeight", hiddenWeight, 2, 2);
    visitor.tensor(TensorRole.PARAMETER, "hidden", "hiddenBias", hiddenBias, 2);
    visitor.tensor(TensorRole.ACTIVATION, "hidden", "hidden", hidden, 2);
    visitor.tensor(TensorRole.PARAMETER, "score", "scoreWeight", scoreWeight, 1, 2);
    visitor.tensor(TensorRole.PARAMETER, "score", "scoreBias", scoreBias, 1);
    visitor.tensor(TensorRole.ACTIVATION, "score", "score", score, 1);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 1);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "score", "dScore", dScore, 1);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "score", "dScoreWeight", dScoreWeight, 1, 2);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "score", "dScoreBias", dScoreBias, 1);
    visitor.tensor(TensorRole.GRADIENT, "hidden", "dHidden", dHidden, 2);
    visitor.tensor(TensorRole.GRADIENT, "hidden", "dHiddenSum", dHiddenSum, 2);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "hidden", "dHiddenWeight", dHiddenWeight, 2, 2);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "hidden", "dHiddenBias", dHiddenBias, 2);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 2);
  }
}
