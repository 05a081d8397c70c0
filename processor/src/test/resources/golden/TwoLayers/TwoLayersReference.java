package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * TwoLayers in {@code double}: what {@link TwoLayersModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer   kind   reads   output  parameters  multiply-adds
 * input                  [784]
 * hidden  Dense  input   [50]        39,250         39,200
 * scores  Dense  hidden  [10]           510            500
 * total                              39,760         39,700
 * </pre>
 */
public final class TwoLayersReference extends Reference {
  /**
   * [50, 784]
   */
  private final double[] hiddenWeight = new double[39200];

  /**
   * [50, 784]
   */
  private final double[] dHiddenWeight = new double[39200];

  /**
   * [50]
   */
  private final double[] hiddenBias = new double[50];

  /**
   * [50]
   */
  private final double[] dHiddenBias = new double[50];

  /**
   * [10, 50]
   */
  private final double[] scoresWeight = new double[500];

  /**
   * [10, 50]
   */
  private final double[] dScoresWeight = new double[500];

  /**
   * [10]
   */
  private final double[] scoresBias = new double[10];

  /**
   * [10]
   */
  private final double[] dScoresBias = new double[10];

  /**
   * [784] for each sample
   */
  private double[] input = new double[0];

  /**
   * [50] for each sample
   */
  private double[] hidden = new double[0];

  /**
   * [10] for each sample
   */
  private double[] scores = new double[0];

  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [50] for each sample
   */
  private double[] dHidden = new double[0];

  /**
   * [10] for each sample
   */
  private double[] dScores = new double[0];

  /**
   * [50] for each sample
   */
  private double[] dHiddenSum = new double[0];

  /**
   * [784] for each sample
   */
  private double[] dInput = new double[0];

  TwoLayersReference() {
    super(TwoLayersModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardHidden(n);
      forwardScores(n);
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
      backwardScoresInput(n);
      backwardHiddenSum(n);
    }
    backwardScoresWeight(samples);
    backwardScoresBias(samples);
    backwardHiddenWeight(samples);
    backwardHiddenBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardHiddenInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 784];
    hidden = new double[samples * 50];
    scores = new double[samples * 10];
    target = new double[samples];
    share = new double[samples];
    loss = new double[samples];
    dHidden = new double[samples * 50];
    dScores = new double[samples * 10];
    dHiddenSum = new double[samples * 50];
    dInput = new double[samples * 784];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * hidden [50] = relu(weight [50, 784] * input [784] + bias [50])
   */
  private void forwardHidden(int n) {
    for (int u = 0; u < 50; u++) {
      double sum = hiddenBias[u];
      for (int k = 0; k < 784; k++) {
        sum += hiddenWeight[u * 784 + k] * input[n * 784 + k];
      }
      hidden[n * 50 + u] = Math.max(sum, 0);
    }
  }

  /**
   * scores [10] = weight [10, 50] * hidden [50] + bias [10]
   */
  private void forwardScores(int n) {
    for (int u = 0; u < 10; u++) {
      double sum = scoresBias[u];
      for (int k = 0; k < 50; k++) {
        sum += scoresWeight[u * 50 + k] * hidden[n * 50 + k];
      }
      scores[n * 10 + u] = sum;
    }
  }

  /**
   * loss and dScores of scores [10]: -log softmax(x)[target]; its gradient softmax(x) - one-hot
   */
  private void backwardLoss(int n) {
    double label = target[n];
    double max = scores[n * 10];
    for (int i = 0; i < 10; i++) {
      max = Math.max(max, scores[n * 10 + i]);
    }
    double total = 0;
    double score = 0;
    for (int i = 0; i < 10; i++) {
      double e = Math.exp(scores[n * 10 + i] - max);
      dScores[n * 10 + i] = e < 5.421010862427522E-20 ? 0 : e;
      total += dScores[n * 10 + i];
      score = i == label ? scores[n * 10 + i] - max : score;
    }
    loss[n] = Math.log(total) - score;
    for (int i = 0; i < 10; i++) {
      dScores[n * 10 + i] = (dScores[n * 10 + i] / total - (i == label ? 1 : 0)) * share[n];
    }
  }

  /**
   * dScoresWeight = dScores [10] * hidden [50]^T, summed over the batch
   */
  private void backwardScoresWeight(int samples) {
    for (int u = 0; u < 10; u++) {
      for (int k = 0; k < 50; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dScores[n * 10 + u] * hidden[n * 50 + k];
        }
        dScoresWeight[u * 50 + k] = sum;
      }
    }
  }

  /**
   * dScoresBias = dScores [10], summed over the batch
   */
  private void backwardScoresBias(int samples) {
    for (int u = 0; u < 10; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dScores[n * 10 + u];
      }
      dScoresBias[u] = sum;
    }
  }

  /**
   * dHidden [50] = weight [10, 50]^T * dScores [10]
   */
  private void backwardScoresInput(int n) {
    for (int k = 0; k < 50; k++) {
      double sum = 0;
      for (int u = 0; u < 10; u++) {
        sum += scoresWeight[u * 50 + k] * dScores[n * 10 + u];
      }
      dHidden[n * 50 + k] = sum;
    }
  }

  /**
   * dHiddenSum = dHidden * relu'
   */
  private void backwardHiddenSum(int n) {
    for (int i = 0; i < 50; i++) {
      dHiddenSum[n * 50 + i] = dHidden[n * 50 + i] * (hidden[n * 50 + i] > 0 ? 1 : 0);
    }
  }

  /**
   * dHiddenWeight = dHiddenSum [50] * input [784]^T, summed over the batch
   */
  private void backwardHiddenWeight(int samples) {
    for (int u = 0; u < 50; u++) {
      for (int k = 0; k < 784; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dHiddenSum[n * 50 + u] * input[n * 784 + k];
        }
        dHiddenWeight[u * 784 + k] = sum;
      }
    }
  }

  /**
   * dHiddenBias = dHiddenSum [50], summed over the batch
   */
  private void backwardHiddenBias(int samples) {
    for (int u = 0; u < 50; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dHiddenSum[n * 50 + u];
      }
      dHiddenBias[u] = sum;
    }
  }

  /**
   * dInput [784] = weight [50, 784]^T * dHiddenSum [50]
   */
  private void backwardHiddenInput(int n) {
    for (int k = 0; k < 784; k++) {
      double sum = 0;
      for (int u = 0; u < 50; u++) {
        sum += hiddenWeight[u * 784 + k] * dHiddenSum[n * 50 + u];
      }
      dInput[n * 784 + k] = sum;
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {hiddenWeight, hiddenBias, scoresWeight, scoresBias};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dHiddenWeight, dHiddenBias, dScoresWeight, dScoresBias};
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
    return scores;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 784);
    visitor.tensor(TensorRole.PARAMETER, "hidden", "hiddenWeight", hiddenWeight, 50, 784);
    visitor.tensor(TensorRole.PARAMETER, "hidden", "hiddenBias", hiddenBias, 50);
    visitor.tensor(TensorRole.ACTIVATION, "hidden", "hidden", hidden, 50);
    visitor.tensor(TensorRole.PARAMETER, "scores", "scoresWeight", scoresWeight, 10, 50);
    visitor.tensor(TensorRole.PARAMETER, "scores", "scoresBias", scoresBias, 10);
    visitor.tensor(TensorRole.ACTIVATION, "scores", "scores", scores, 10);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 1);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "scores", "dScores", dScores, 10);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "scores", "dScoresWeight", dScoresWeight, 10, 50);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "scores", "dScoresBias", dScoresBias, 10);
    visitor.tensor(TensorRole.GRADIENT, "hidden", "dHidden", dHidden, 50);
    visitor.tensor(TensorRole.GRADIENT, "hidden", "dHiddenSum", dHiddenSum, 50);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "hidden", "dHiddenWeight", dHiddenWeight, 50,
        784);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "hidden", "dHiddenBias", dHiddenBias, 50);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 784);
  }
}
