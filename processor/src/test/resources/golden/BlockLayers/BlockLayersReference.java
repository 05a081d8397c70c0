package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * BlockLayers in {@code double}: what {@link BlockLayersModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer         kind    reads                    output  parameters  multiply-adds
 * input                                          [6]
 * first         Dense   input                    [8]             56             48
 * stage0Hidden  Dense   first                    [8]             72             64
 * stage0Change  Dense   stage0Hidden             [8]             72             64
 * stage0Sum     Add     stage0Change, first      [8]              0              0
 * stage1Hidden  Dense   stage0Sum                [8]             72             64
 * stage1Change  Dense   stage1Hidden             [8]             72             64
 * stage1Sum     Add     stage1Change, stage0Sum  [8]              0              0
 * tailHidden    Dense   stage1Sum                [8]             72             64
 * tailChange    Dense   tailHidden               [8]             72             64
 * tailSum       Add     tailChange, stage1Sum    [8]              0              0
 * both          Concat  stage1Sum, tailSum       [16]             0              0
 * scores        Dense   both                     [3]             51             48
 * total                                                         539            480
 * </pre>
 */
final class BlockLayersReference extends Reference {
  /**
   * [8, 6]
   */
  private final double[] firstWeight = new double[48];

  /**
   * [8, 6]
   */
  private final double[] dFirstWeight = new double[48];

  /**
   * [8]
   */
  private final double[] firstBias = new double[8];

  /**
   * [8]
   */
  private final double[] dFirstBias = new double[8];

  /**
   * [8, 8]
   */
  private final double[] stage0HiddenWeight = new double[64];

  /**
   * [8, 8]
   */
  private final double[] dStage0HiddenWeight = new double[64];

  /**
   * [8]
   */
  private final double[] stage0HiddenBias = new double[8];

  /**
   * [8]
   */
  private final double[] dStage0HiddenBias = new double[8];

  /**
   * [8, 8]
   */
  private final double[] stage0ChangeWeight = new double[64];

  /**
   * [8, 8]
   */
  private final double[] dStage0ChangeWeight = new double[64];

  /**
   * [8]
   */
  private final double[] stage0ChangeBias = new double[8];

  /**
   * [8]
   */
  private final double[] dStage0ChangeBias = new double[8];

  /**
   * [8, 8]
   */
  private final double[] stage1HiddenWeight = new double[64];

  /**
   * [8, 8]
   */
  private final double[] dStage1HiddenWeight = new double[64];

  /**
   * [8]
   */
  private final double[] stage1HiddenBias = new double[8];

  /**
   * [8]
   */
  private final double[] dStage1HiddenBias = new double[8];

  /**
   * [8, 8]
   */
  private final double[] stage1ChangeWeight = new double[64];

  /**
   * [8, 8]
   */
  private final double[] dStage1ChangeWeight = new double[64];

  /**
   * [8]
   */
  private final double[] stage1ChangeBias = new double[8];

  /**
   * [8]
   */
  private final double[] dStage1ChangeBias = new double[8];

  /**
   * [8, 8]
   */
  private final double[] tailHiddenWeight = new double[64];

  /**
   * [8, 8]
   */
  private final double[] dTailHiddenWeight = new double[64];

  /**
   * [8]
   */
  private final double[] tailHiddenBias = new double[8];

  /**
   * [8]
   */
  private final double[] dTailHiddenBias = new double[8];

  /**
   * [8, 8]
   */
  private final double[] tailChangeWeight = new double[64];

  /**
   * [8, 8]
   */
  private final double[] dTailChangeWeight = new double[64];

  /**
   * [8]
   */
  private final double[] tailChangeBias = new double[8];

  /**
   * [8]
   */
  private final double[] dTailChangeBias = new double[8];

  /**
   * [3, 16]
   */
  private final double[] scoresWeight = new double[48];

  /**
   * [3, 16]
   */
  private final double[] dScoresWeight = new double[48];

  /**
   * [3]
   */
  private final double[] scoresBias = new double[3];

  /**
   * [3]
   */
  private final double[] dScoresBias = new double[3];

  /**
   * [6] for each sample
   */
  private double[] input = new double[0];

  /**
   * [8] for each sample
   */
  private double[] first = new double[0];

  /**
   * [8] for each sample
   */
  private double[] stage0Hidden = new double[0];

  /**
   * [8] for each sample
   */
  private double[] stage0Change = new double[0];

  /**
   * [8] for each sample
   */
  private double[] stage0Sum = new double[0];

  /**
   * [8] for each sample
   */
  private double[] stage1Hidden = new double[0];

  /**
   * [8] for each sample
   */
  private double[] stage1Change = new double[0];

  /**
   * [8] for each sample
   */
  private double[] stage1Sum = new double[0];

  /**
   * [8] for each sample
   */
  private double[] tailHidden = new double[0];

  /**
   * [8] for each sample
   */
  private double[] tailChange = new double[0];

  /**
   * [8] for each sample
   */
  private double[] tailSum = new double[0];

  /**
   * [16] for each sample
   */
  private double[] both = new double[0];

  /**
   * [3] for each sample
   */
  private double[] scores = new double[0];

  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dFirst = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dStage0Hidden = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dStage0Change = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dStage0Sum = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dStage1Hidden = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dStage1Change = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dStage1Sum = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dTailHidden = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dTailChange = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dTailSum = new double[0];

  /**
   * [16] for each sample
   */
  private double[] dBoth = new double[0];

  /**
   * [3] for each sample
   */
  private double[] dScores = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dTailHiddenSum = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dStage1HiddenSum = new double[0];

  /**
   * [8] for each sample
   */
  private double[] dStage0HiddenSum = new double[0];

  /**
   * [6] for each sample
   */
  private double[] dInput = new double[0];

  BlockLayersReference() {
    super(BlockLayersModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardFirst(n);
      forwardStage0Hidden(n);
      forwardStage0Change(n);
      forwardStage0Sum(n);
      forwardStage1Hidden(n);
      forwardStage1Change(n);
      forwardStage1Sum(n);
      forwardTailHidden(n);
      forwardTailChange(n);
      forwardTailSum(n);
      forwardBothFrom1(n);
      forwardBothFrom2(n);
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
      backwardBothInto1(n);
      backwardBothInto2(n);
      backwardTailSumInto1(n);
      backwardTailSumInto2(n);
      backwardTailChangeInput(n);
      backwardTailHiddenSum(n);
      backwardTailHiddenInput(n);
      backwardStage1SumInto1(n);
      backwardStage1SumInto2(n);
      backwardStage1ChangeInput(n);
      backwardStage1HiddenSum(n);
      backwardStage1HiddenInput(n);
      backwardStage0SumInto1(n);
      backwardStage0SumInto2(n);
      backwardStage0ChangeInput(n);
      backwardStage0HiddenSum(n);
      backwardStage0HiddenInput(n);
    }
    backwardScoresWeight(samples);
    backwardScoresBias(samples);
    backwardTailChangeWeight(samples);
    backwardTailChangeBias(samples);
    backwardTailHiddenWeight(samples);
    backwardTailHiddenBias(samples);
    backwardStage1ChangeWeight(samples);
    backwardStage1ChangeBias(samples);
    backwardStage1HiddenWeight(samples);
    backwardStage1HiddenBias(samples);
    backwardStage0ChangeWeight(samples);
    backwardStage0ChangeBias(samples);
    backwardStage0HiddenWeight(samples);
    backwardStage0HiddenBias(samples);
    backwardFirstWeight(samples);
    backwardFirstBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardFirstInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 6];
    first = new double[samples * 8];
    stage0Hidden = new double[samples * 8];
    stage0Change = new double[samples * 8];
    stage0Sum = new double[samples * 8];
    stage1Hidden = new double[samples * 8];
    stage1Change = new double[samples * 8];
    stage1Sum = new double[samples * 8];
    tailHidden = new double[samples * 8];
    tailChange = new double[samples * 8];
    tailSum = new double[samples * 8];
    both = new double[samples * 16];
    scores = new double[samples * 3];
    target = new double[samples];
    share = new double[samples];
    loss = new double[samples];
    dFirst = new double[samples * 8];
    dStage0Hidden = new double[samples * 8];
    dStage0Change = new double[samples * 8];
    dStage0Sum = new double[samples * 8];
    dStage1Hidden = new double[samples * 8];
    dStage1Change = new double[samples * 8];
    dStage1Sum = new double[samples * 8];
    dTailHidden = new double[samples * 8];
    dTailChange = new double[samples * 8];
    dTailSum = new double[samples * 8];
    dBoth = new double[samples * 16];
    dScores = new double[samples * 3];
    dTailHiddenSum = new double[samples * 8];
    dStage1HiddenSum = new double[samples * 8];
    dStage0HiddenSum = new double[samples * 8];
    dInput = new double[samples * 6];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * first [8] = weight [8, 6] * input [6] + bias [8]
   */
  private void forwardFirst(int n) {
    for (int u = 0; u < 8; u++) {
      double sum = firstBias[u];
      for (int k = 0; k < 6; k++) {
        sum += firstWeight[u * 6 + k] * input[n * 6 + k];
      }
      first[n * 8 + u] = sum;
    }
  }

  /**
   * stage0Hidden [8] = relu(weight [8, 8] * first [8] + bias [8])
   */
  private void forwardStage0Hidden(int n) {
    for (int u = 0; u < 8; u++) {
      double sum = stage0HiddenBias[u];
      for (int k = 0; k < 8; k++) {
        sum += stage0HiddenWeight[u * 8 + k] * first[n * 8 + k];
      }
      stage0Hidden[n * 8 + u] = Math.max(sum, 0);
    }
  }

  /**
   * stage0Change [8] = weight [8, 8] * stage0Hidden [8] + bias [8]
   */
  private void forwardStage0Change(int n) {
    for (int u = 0; u < 8; u++) {
      double sum = stage0ChangeBias[u];
      for (int k = 0; k < 8; k++) {
        sum += stage0ChangeWeight[u * 8 + k] * stage0Hidden[n * 8 + k];
      }
      stage0Change[n * 8 + u] = sum;
    }
  }

  /**
   * stage0Sum [8] = stage0Change [8] + first [8]
   */
  private void forwardStage0Sum(int n) {
    for (int i = 0; i < 8; i++) {
      stage0Sum[n * 8 + i] = stage0Change[n * 8 + i] + first[n * 8 + i];
    }
  }

  /**
   * stage1Hidden [8] = relu(weight [8, 8] * stage0Sum [8] + bias [8])
   */
  private void forwardStage1Hidden(int n) {
    for (int u = 0; u < 8; u++) {
      double sum = stage1HiddenBias[u];
      for (int k = 0; k < 8; k++) {
        sum += stage1HiddenWeight[u * 8 + k] * stage0Sum[n * 8 + k];
      }
      stage1Hidden[n * 8 + u] = Math.max(sum, 0);
    }
  }

  /**
   * stage1Change [8] = weight [8, 8] * stage1Hidden [8] + bias [8]
   */
  private void forwardStage1Change(int n) {
    for (int u = 0; u < 8; u++) {
      double sum = stage1ChangeBias[u];
      for (int k = 0; k < 8; k++) {
        sum += stage1ChangeWeight[u * 8 + k] * stage1Hidden[n * 8 + k];
      }
      stage1Change[n * 8 + u] = sum;
    }
  }

  /**
   * stage1Sum [8] = stage1Change [8] + stage0Sum [8]
   */
  private void forwardStage1Sum(int n) {
    for (int i = 0; i < 8; i++) {
      stage1Sum[n * 8 + i] = stage1Change[n * 8 + i] + stage0Sum[n * 8 + i];
    }
  }

  /**
   * tailHidden [8] = relu(weight [8, 8] * stage1Sum [8] + bias [8])
   */
  private void forwardTailHidden(int n) {
    for (int u = 0; u < 8; u++) {
      double sum = tailHiddenBias[u];
      for (int k = 0; k < 8; k++) {
        sum += tailHiddenWeight[u * 8 + k] * stage1Sum[n * 8 + k];
      }
      tailHidden[n * 8 + u] = Math.max(sum, 0);
    }
  }

  /**
   * tailChange [8] = weight [8, 8] * tailHidden [8] + bias [8]
   */
  private void forwardTailChange(int n) {
    for (int u = 0; u < 8; u++) {
      double sum = tailChangeBias[u];
      for (int k = 0; k < 8; k++) {
        sum += tailChangeWeight[u * 8 + k] * tailHidden[n * 8 + k];
      }
      tailChange[n * 8 + u] = sum;
    }
  }

  /**
   * tailSum [8] = tailChange [8] + stage1Sum [8]
   */
  private void forwardTailSum(int n) {
    for (int i = 0; i < 8; i++) {
      tailSum[n * 8 + i] = tailChange[n * 8 + i] + stage1Sum[n * 8 + i];
    }
  }

  /**
   * both[0 .. 7] = stage1Sum
   */
  private void forwardBothFrom1(int n) {
    for (int i = 0; i < 8; i++) {
      both[n * 16 + i] = stage1Sum[n * 8 + i];
    }
  }

  /**
   * both[8 .. 15] = tailSum
   */
  private void forwardBothFrom2(int n) {
    for (int i = 0; i < 8; i++) {
      both[n * 16 + i + 8] = tailSum[n * 8 + i];
    }
  }

  /**
   * scores [3] = weight [3, 16] * both [16] + bias [3]
   */
  private void forwardScores(int n) {
    for (int u = 0; u < 3; u++) {
      double sum = scoresBias[u];
      for (int k = 0; k < 16; k++) {
        sum += scoresWeight[u * 16 + k] * both[n * 16 + k];
      }
      scores[n * 3 + u] = sum;
    }
  }

  /**
   * loss and dScores of scores [3]: -log softmax(x)[target]; its gradient softmax(x) - one-hot
   */
  private void backwardLoss(int n) {
    double label = target[n];
    double max = scores[n * 3];
    for (int i = 0; i < 3; i++) {
      max = Math.max(max, scores[n * 3 + i]);
    }
    double total = 0;
    double score = 0;
    for (int i = 0; i < 3; i++) {
      double e = Math.exp(scores[n * 3 + i] - max);
      dScores[n * 3 + i] = e < 5.421010862427522E-20 ? 0 : e;
      total += dScores[n * 3 + i];
      score = i == label ? scores[n * 3 + i] - max : score;
    }
    loss[n] = Math.log(total) - score;
    for (int i = 0; i < 3; i++) {
      dScores[n * 3 + i] = (dScores[n * 3 + i] / total - (i == label ? 1 : 0)) * share[n];
    }
  }

  /**
   * dScoresWeight = dScores [3] * both [16]^T, summed over the batch
   */
  private void backwardScoresWeight(int samples) {
    for (int u = 0; u < 3; u++) {
      for (int k = 0; k < 16; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dScores[n * 3 + u] * both[n * 16 + k];
        }
        dScoresWeight[u * 16 + k] = sum;
      }
    }
  }

  /**
   * dScoresBias = dScores [3], summed over the batch
   */
  private void backwardScoresBias(int samples) {
    for (int u = 0; u < 3; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dScores[n * 3 + u];
      }
      dScoresBias[u] = sum;
    }
  }

  /**
   * dBoth [16] = weight [3, 16]^T * dScores [3]
   */
  private void backwardScoresInput(int n) {
    for (int k = 0; k < 16; k++) {
      double sum = 0;
      for (int u = 0; u < 3; u++) {
        sum += scoresWeight[u * 16 + k] * dScores[n * 3 + u];
      }
      dBoth[n * 16 + k] = sum;
    }
  }

  /**
   * dStage1Sum [8] = dBoth[0 .. 7]
   */
  private void backwardBothInto1(int n) {
    for (int i = 0; i < 8; i++) {
      dStage1Sum[n * 8 + i] = dBoth[n * 16 + i];
    }
  }

  /**
   * dTailSum [8] = dBoth[8 .. 15]
   */
  private void backwardBothInto2(int n) {
    for (int i = 0; i < 8; i++) {
      dTailSum[n * 8 + i] = dBoth[n * 16 + i + 8];
    }
  }

  /**
   * dTailChange [8] = dTailSum
   */
  private void backwardTailSumInto1(int n) {
    for (int i = 0; i < 8; i++) {
      dTailChange[n * 8 + i] = dTailSum[n * 8 + i];
    }
  }

  /**
   * dStage1Sum [8] += dTailSum
   */
  private void backwardTailSumInto2(int n) {
    for (int i = 0; i < 8; i++) {
      dStage1Sum[n * 8 + i] += dTailSum[n * 8 + i];
    }
  }

  /**
   * dTailChangeWeight = dTailChange [8] * tailHidden [8]^T, summed over the batch
   */
  private void backwardTailChangeWeight(int samples) {
    for (int u = 0; u < 8; u++) {
      for (int k = 0; k < 8; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dTailChange[n * 8 + u] * tailHidden[n * 8 + k];
        }
        dTailChangeWeight[u * 8 + k] = sum;
      }
    }
  }

  /**
   * dTailChangeBias = dTailChange [8], summed over the batch
   */
  private void backwardTailChangeBias(int samples) {
    for (int u = 0; u < 8; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dTailChange[n * 8 + u];
      }
      dTailChangeBias[u] = sum;
    }
  }

  /**
   * dTailHidden [8] = weight [8, 8]^T * dTailChange [8]
   */
  private void backwardTailChangeInput(int n) {
    for (int k = 0; k < 8; k++) {
      double sum = 0;
      for (int u = 0; u < 8; u++) {
        sum += tailChangeWeight[u * 8 + k] * dTailChange[n * 8 + u];
      }
      dTailHidden[n * 8 + k] = sum;
    }
  }

  /**
   * dTailHiddenSum = dTailHidden * relu'
   */
  private void backwardTailHiddenSum(int n) {
    for (int i = 0; i < 8; i++) {
      dTailHiddenSum[n * 8 + i] = dTailHidden[n * 8 + i] * (tailHidden[n * 8 + i] > 0 ? 1 : 0);
    }
  }

  /**
   * dTailHiddenWeight = dTailHiddenSum [8] * stage1Sum [8]^T, summed over the batch
   */
  private void backwardTailHiddenWeight(int samples) {
    for (int u = 0; u < 8; u++) {
      for (int k = 0; k < 8; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dTailHiddenSum[n * 8 + u] * stage1Sum[n * 8 + k];
        }
        dTailHiddenWeight[u * 8 + k] = sum;
      }
    }
  }

  /**
   * dTailHiddenBias = dTailHiddenSum [8], summed over the batch
   */
  private void backwardTailHiddenBias(int samples) {
    for (int u = 0; u < 8; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dTailHiddenSum[n * 8 + u];
      }
      dTailHiddenBias[u] = sum;
    }
  }

  /**
   * dStage1Sum [8] += weight [8, 8]^T * dTailHiddenSum [8]
   */
  private void backwardTailHiddenInput(int n) {
    for (int k = 0; k < 8; k++) {
      double sum = 0;
      for (int u = 0; u < 8; u++) {
        sum += tailHiddenWeight[u * 8 + k] * dTailHiddenSum[n * 8 + u];
      }
      dStage1Sum[n * 8 + k] += sum;
    }
  }

  /**
   * dStage1Change [8] = dStage1Sum
   */
  private void backwardStage1SumInto1(int n) {
    for (int i = 0; i < 8; i++) {
      dStage1Change[n * 8 + i] = dStage1Sum[n * 8 + i];
    }
  }

  /**
   * dStage0Sum [8] = dStage1Sum
   */
  private void backwardStage1SumInto2(int n) {
    for (int i = 0; i < 8; i++) {
      dStage0Sum[n * 8 + i] = dStage1Sum[n * 8 + i];
    }
  }

  /**
   * dStage1ChangeWeight = dStage1Change [8] * stage1Hidden [8]^T, summed over the batch
   */
  private void backwardStage1ChangeWeight(int samples) {
    for (int u = 0; u < 8; u++) {
      for (int k = 0; k < 8; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dStage1Change[n * 8 + u] * stage1Hidden[n * 8 + k];
        }
        dStage1ChangeWeight[u * 8 + k] = sum;
      }
    }
  }

  /**
   * dStage1ChangeBias = dStage1Change [8], summed over the batch
   */
  private void backwardStage1ChangeBias(int samples) {
    for (int u = 0; u < 8; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dStage1Change[n * 8 + u];
      }
      dStage1ChangeBias[u] = sum;
    }
  }

  /**
   * dStage1Hidden [8] = weight [8, 8]^T * dStage1Change [8]
   */
  private void backwardStage1ChangeInput(int n) {
    for (int k = 0; k < 8; k++) {
      double sum = 0;
      for (int u = 0; u < 8; u++) {
        sum += stage1ChangeWeight[u * 8 + k] * dStage1Change[n * 8 + u];
      }
      dStage1Hidden[n * 8 + k] = sum;
    }
  }

  /**
   * dStage1HiddenSum = dStage1Hidden * relu'
   */
  private void backwardStage1HiddenSum(int n) {
    for (int i = 0; i < 8; i++) {
      dStage1HiddenSum[n * 8 + i] = dStage1Hidden[n * 8 + i]
          * (stage1Hidden[n * 8 + i] > 0 ? 1 : 0);
    }
  }

  /**
   * dStage1HiddenWeight = dStage1HiddenSum [8] * stage0Sum [8]^T, summed over the batch
   */
  private void backwardStage1HiddenWeight(int samples) {
    for (int u = 0; u < 8; u++) {
      for (int k = 0; k < 8; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dStage1HiddenSum[n * 8 + u] * stage0Sum[n * 8 + k];
        }
        dStage1HiddenWeight[u * 8 + k] = sum;
      }
    }
  }

  /**
   * dStage1HiddenBias = dStage1HiddenSum [8], summed over the batch
   */
  private void backwardStage1HiddenBias(int samples) {
    for (int u = 0; u < 8; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dStage1HiddenSum[n * 8 + u];
      }
      dStage1HiddenBias[u] = sum;
    }
  }

  /**
   * dStage0Sum [8] += weight [8, 8]^T * dStage1HiddenSum [8]
   */
  private void backwardStage1HiddenInput(int n) {
    for (int k = 0; k < 8; k++) {
      double sum = 0;
      for (int u = 0; u < 8; u++) {
        sum += stage1HiddenWeight[u * 8 + k] * dStage1HiddenSum[n * 8 + u];
      }
      dStage0Sum[n * 8 + k] += sum;
    }
  }

  /**
   * dStage0Change [8] = dStage0Sum
   */
  private void backwardStage0SumInto1(int n) {
    for (int i = 0; i < 8; i++) {
      dStage0Change[n * 8 + i] = dStage0Sum[n * 8 + i];
    }
  }

  /**
   * dFirst [8] = dStage0Sum
   */
  private void backwardStage0SumInto2(int n) {
    for (int i = 0; i < 8; i++) {
      dFirst[n * 8 + i] = dStage0Sum[n * 8 + i];
    }
  }

  /**
   * dStage0ChangeWeight = dStage0Change [8] * stage0Hidden [8]^T, summed over the batch
   */
  private void backwardStage0ChangeWeight(int samples) {
    for (int u = 0; u < 8; u++) {
      for (int k = 0; k < 8; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dStage0Change[n * 8 + u] * stage0Hidden[n * 8 + k];
        }
        dStage0ChangeWeight[u * 8 + k] = sum;
      }
    }
  }

  /**
   * dStage0ChangeBias = dStage0Change [8], summed over the batch
   */
  private void backwardStage0ChangeBias(int samples) {
    for (int u = 0; u < 8; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dStage0Change[n * 8 + u];
      }
      dStage0ChangeBias[u] = sum;
    }
  }

  /**
   * dStage0Hidden [8] = weight [8, 8]^T * dStage0Change [8]
   */
  private void backwardStage0ChangeInput(int n) {
    for (int k = 0; k < 8; k++) {
      double sum = 0;
      for (int u = 0; u < 8; u++) {
        sum += stage0ChangeWeight[u * 8 + k] * dStage0Change[n * 8 + u];
      }
      dStage0Hidden[n * 8 + k] = sum;
    }
  }

  /**
   * dStage0HiddenSum = dStage0Hidden * relu'
   */
  private void backwardStage0HiddenSum(int n) {
    for (int i = 0; i < 8; i++) {
      dStage0HiddenSum[n * 8 + i] = dStage0Hidden[n * 8 + i]
          * (stage0Hidden[n * 8 + i] > 0 ? 1 : 0);
    }
  }

  /**
   * dStage0HiddenWeight = dStage0HiddenSum [8] * first [8]^T, summed over the batch
   */
  private void backwardStage0HiddenWeight(int samples) {
    for (int u = 0; u < 8; u++) {
      for (int k = 0; k < 8; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dStage0HiddenSum[n * 8 + u] * first[n * 8 + k];
        }
        dStage0HiddenWeight[u * 8 + k] = sum;
      }
    }
  }

  /**
   * dStage0HiddenBias = dStage0HiddenSum [8], summed over the batch
   */
  private void backwardStage0HiddenBias(int samples) {
    for (int u = 0; u < 8; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dStage0HiddenSum[n * 8 + u];
      }
      dStage0HiddenBias[u] = sum;
    }
  }

  /**
   * dFirst [8] += weight [8, 8]^T * dStage0HiddenSum [8]
   */
  private void backwardStage0HiddenInput(int n) {
    for (int k = 0; k < 8; k++) {
      double sum = 0;
      for (int u = 0; u < 8; u++) {
        sum += stage0HiddenWeight[u * 8 + k] * dStage0HiddenSum[n * 8 + u];
      }
      dFirst[n * 8 + k] += sum;
    }
  }

  /**
   * dFirstWeight = dFirst [8] * input [6]^T, summed over the batch
   */
  private void backwardFirstWeight(int samples) {
    for (int u = 0; u < 8; u++) {
      for (int k = 0; k < 6; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dFirst[n * 8 + u] * input[n * 6 + k];
        }
        dFirstWeight[u * 6 + k] = sum;
      }
    }
  }

  /**
   * dFirstBias = dFirst [8], summed over the batch
   */
  private void backwardFirstBias(int samples) {
    for (int u = 0; u < 8; u++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dFirst[n * 8 + u];
      }
      dFirstBias[u] = sum;
    }
  }

  /**
   * dInput [6] = weight [8, 6]^T * dFirst [8]
   */
  private void backwardFirstInput(int n) {
    for (int k = 0; k < 6; k++) {
      double sum = 0;
      for (int u = 0; u < 8; u++) {
        sum += firstWeight[u * 6 + k] * dFirst[n * 8 + u];
      }
      dInput[n * 6 + k] = sum;
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {firstWeight, firstBias, stage0HiddenWeight, stage0HiddenBias,
        stage0ChangeWeight, stage0ChangeBias, stage1HiddenWeight, stage1HiddenBias,
        stage1ChangeWeight, stage1ChangeBias, tailHiddenWeight, tailHiddenBias, tailChangeWeight,
        tailChangeBias, scoresWeight, scoresBias};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dFirstWeight, dFirstBias, dStage0HiddenWeight, dStage0HiddenBias,
        dStage0ChangeWeight, dStage0ChangeBias, dStage1HiddenWeight, dStage1HiddenBias,
        dStage1ChangeWeight, dStage1ChangeBias, dTailHiddenWeight, dTailHiddenBias,
        dTailChangeWeight, dTailChangeBias, dScoresWeight, dScoresBias};
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
    visitor.tensor(TensorRole.INPUT, "", "input", input, 6);
    visitor.tensor(TensorRole.PARAMETER, "first", "firstWeight", firstWeight, 8, 6);
    visitor.tensor(TensorRole.PARAMETER, "first", "firstBias", firstBias, 8);
    visitor.tensor(TensorRole.ACTIVATION, "first", "first", first, 8);
    visitor.tensor(TensorRole.PARAMETER, "stage0Hidden", "stage0HiddenWeight", stage0HiddenWeight,
        8, 8);
    visitor.tensor(TensorRole.PARAMETER, "stage0Hidden", "stage0HiddenBias", stage0HiddenBias, 8);
    visitor.tensor(TensorRole.ACTIVATION, "stage0Hidden", "stage0Hidden", stage0Hidden, 8);
    visitor.tensor(TensorRole.PARAMETER, "stage0Change", "stage0ChangeWeight", stage0ChangeWeight,
        8, 8);
    visitor.tensor(TensorRole.PARAMETER, "stage0Change", "stage0ChangeBias", stage0ChangeBias, 8);
    visitor.tensor(TensorRole.ACTIVATION, "stage0Change", "stage0Change", stage0Change, 8);
    visitor.tensor(TensorRole.ACTIVATION, "stage0Sum", "stage0Sum", stage0Sum, 8);
    visitor.tensor(TensorRole.PARAMETER, "stage1Hidden", "stage1HiddenWeight", stage1HiddenWeight,
        8, 8);
    visitor.tensor(TensorRole.PARAMETER, "stage1Hidden", "stage1HiddenBias", stage1HiddenBias, 8);
    visitor.tensor(TensorRole.ACTIVATION, "stage1Hidden", "stage1Hidden", stage1Hidden, 8);
    visitor.tensor(TensorRole.PARAMETER, "stage1Change", "stage1ChangeWeight", stage1ChangeWeight,
        8, 8);
    visitor.tensor(TensorRole.PARAMETER, "stage1Change", "stage1ChangeBias", stage1ChangeBias, 8);
    visitor.tensor(TensorRole.ACTIVATION, "stage1Change", "stage1Change", stage1Change, 8);
    visitor.tensor(TensorRole.ACTIVATION, "stage1Sum", "stage1Sum", stage1Sum, 8);
    visitor.tensor(TensorRole.PARAMETER, "tailHidden", "tailHiddenWeight", tailHiddenWeight, 8, 8);
    visitor.tensor(TensorRole.PARAMETER, "tailHidden", "tailHiddenBias", tailHiddenBias, 8);
    visitor.tensor(TensorRole.ACTIVATION, "tailHidden", "tailHidden", tailHidden, 8);
    visitor.tensor(TensorRole.PARAMETER, "tailChange", "tailChangeWeight", tailChangeWeight, 8, 8);
    visitor.tensor(TensorRole.PARAMETER, "tailChange", "tailChangeBias", tailChangeBias, 8);
    visitor.tensor(TensorRole.ACTIVATION, "tailChange", "tailChange", tailChange, 8);
    visitor.tensor(TensorRole.ACTIVATION, "tailSum", "tailSum", tailSum, 8);
    visitor.tensor(TensorRole.ACTIVATION, "both", "both", both, 16);
    visitor.tensor(TensorRole.PARAMETER, "scores", "scoresWeight", scoresWeight, 3, 16);
    visitor.tensor(TensorRole.PARAMETER, "scores", "scoresBias", scoresBias, 3);
    visitor.tensor(TensorRole.ACTIVATION, "scores", "scores", scores, 3);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 1);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "scores", "dScores", dScores, 3);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "scores", "dScoresWeight", dScoresWeight, 3, 16);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "scores", "dScoresBias", dScoresBias, 3);
    visitor.tensor(TensorRole.GRADIENT, "both", "dBoth", dBoth, 16);
    visitor.tensor(TensorRole.GRADIENT, "tailSum", "dTailSum", dTailSum, 8);
    visitor.tensor(TensorRole.GRADIENT, "tailChange", "dTailChange", dTailChange, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "tailChange", "dTailChangeWeight",
        dTailChangeWeight, 8, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "tailChange", "dTailChangeBias", dTailChangeBias,
        8);
    visitor.tensor(TensorRole.GRADIENT, "tailHidden", "dTailHidden", dTailHidden, 8);
    visitor.tensor(TensorRole.GRADIENT, "tailHidden", "dTailHiddenSum", dTailHiddenSum, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "tailHidden", "dTailHiddenWeight",
        dTailHiddenWeight, 8, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "tailHidden", "dTailHiddenBias", dTailHiddenBias,
        8);
    visitor.tensor(TensorRole.GRADIENT, "stage1Sum", "dStage1Sum", dStage1Sum, 8);
    visitor.tensor(TensorRole.GRADIENT, "stage1Change", "dStage1Change", dStage1Change, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "stage1Change", "dStage1ChangeWeight",
        dStage1ChangeWeight, 8, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "stage1Change", "dStage1ChangeBias",
        dStage1ChangeBias, 8);
    visitor.tensor(TensorRole.GRADIENT, "stage1Hidden", "dStage1Hidden", dStage1Hidden, 8);
    visitor.tensor(TensorRole.GRADIENT, "stage1Hidden", "dStage1HiddenSum", dStage1HiddenSum, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "stage1Hidden", "dStage1HiddenWeight",
        dStage1HiddenWeight, 8, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "stage1Hidden", "dStage1HiddenBias",
        dStage1HiddenBias, 8);
    visitor.tensor(TensorRole.GRADIENT, "stage0Sum", "dStage0Sum", dStage0Sum, 8);
    visitor.tensor(TensorRole.GRADIENT, "stage0Change", "dStage0Change", dStage0Change, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "stage0Change", "dStage0ChangeWeight",
        dStage0ChangeWeight, 8, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "stage0Change", "dStage0ChangeBias",
        dStage0ChangeBias, 8);
    visitor.tensor(TensorRole.GRADIENT, "stage0Hidden", "dStage0Hidden", dStage0Hidden, 8);
    visitor.tensor(TensorRole.GRADIENT, "stage0Hidden", "dStage0HiddenSum", dStage0HiddenSum, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "stage0Hidden", "dStage0HiddenWeight",
        dStage0HiddenWeight, 8, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "stage0Hidden", "dStage0HiddenBias",
        dStage0HiddenBias, 8);
    visitor.tensor(TensorRole.GRADIENT, "first", "dFirst", dFirst, 8);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "first", "dFirstWeight", dFirstWeight, 8, 6);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "first", "dFirstBias", dFirstBias, 8);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 6);
  }
}
