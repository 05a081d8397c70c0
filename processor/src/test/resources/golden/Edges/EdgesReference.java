package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * Edges in {@code double}: what {@link EdgesModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer   kind    reads  output       parameters  multiply-adds
 * input                  [1, 50, 20]
 * maps    Conv2d  input  [4, 48, 18]          40         31,104
 * more    Conv2d  maps   [4, 46, 16]         148        105,984
 * scores  Dense   more   [3]               8,835          8,832
 * total                                    9,023        145,920
 * </pre>
 */
final class EdgesReference extends Reference {
  /**
   * [4, 1, 3, 3]
   */
  private final double[] mapsWeight = new double[36];

  /**
   * [4, 1, 3, 3]
   */
  private final double[] dMapsWeight = new double[36];

  /**
   * [4]
   */
  private final double[] mapsBias = new double[4];

  /**
   * [4]
   */
  private final double[] dMapsBias = new double[4];

  /**
   * [4, 4, 3, 3]
   */
  private final double[] moreWeight = new double[144];

  /**
   * [4, 4, 3, 3]
   */
  private final double[] dMoreWeight = new double[144];

  /**
   * [4]
   */
  private final double[] moreBias = new double[4];

  /**
   * [4]
   */
  private final double[] dMoreBias = new double[4];

  /**
   * [3, 2944]
   */
  private final double[] scoresWeight = new double[8832];

  /**
   * [3, 2944]
   */
  private final double[] dScoresWeight = new double[8832];

  /**
   * [3]
   */
  private final double[] scoresBias = new double[3];

  /**
   * [3]
   */
  private final double[] dScoresBias = new double[3];

  /**
   * [1, 50, 20] for each sample
   */
  private double[] input = new double[0];

  /**
   * [4, 48, 18] for each sample
   */
  private double[] maps = new double[0];

  /**
   * [4, 46, 16] for each sample
   */
  private double[] more = new double[0];

  /**
   * [3] for each sample
   */
  private double[] scores = new double[0];

  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [4, 48, 18] for each sample
   */
  private double[] dMaps = new double[0];

  /**
   * [4, 46, 16] for each sample
   */
  private double[] dMore = new double[0];

  /**
   * [3] for each sample
   */
  private double[] dScores = new double[0];

  /**
   * [4, 50, 20] for each sample
   */
  private double[] dMoreSumPadded = new double[0];

  /**
   * [4, 52, 22] for each sample
   */
  private double[] dMapsSumPadded = new double[0];

  /**
   * [1, 50, 20] for each sample
   */
  private double[] dInput = new double[0];

  EdgesReference() {
    super(EdgesModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardMaps(n);
      forwardMore(n);
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
      backwardMoreBorder(n);
      backwardMorePadded(n);
      backwardMoreInput(n);
    }
    backwardScoresWeight(samples);
    backwardScoresBias(samples);
    backwardMoreWeight(samples);
    backwardMoreBias(samples);
    backwardMapsWeight(samples);
    backwardMapsBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardMapsBorder(n);
      backwardMapsPadded(n);
      backwardMapsInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 1000];
    maps = new double[samples * 3456];
    more = new double[samples * 2944];
    scores = new double[samples * 3];
    target = new double[samples];
    share = new double[samples];
    loss = new double[samples];
    dMaps = new double[samples * 3456];
    dMore = new double[samples * 2944];
    dScores = new double[samples * 3];
    dMoreSumPadded = new double[samples * 4000];
    dMapsSumPadded = new double[samples * 4576];
    dInput = new double[samples * 1000];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * maps [4, 48, 18] = weight [4, 1, 3, 3] * input [1, 50, 20] + bias [4]
   */
  private void forwardMaps(int n) {
    for (int f = 0; f < 4; f++) {
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x++) {
          double sum = mapsBias[f];
          for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
              sum += mapsWeight[f * 9 + a * 3 + b] * input[n * 1000 + y * 20 + a * 20 + x + b];
            }
          }
          maps[n * 3456 + f * 864 + y * 18 + x] = sum;
        }
      }
    }
  }

  /**
   * more [4, 46, 16] = weight [4, 4, 3, 3] * maps [4, 48, 18] + bias [4]
   */
  private void forwardMore(int n) {
    for (int f = 0; f < 4; f++) {
      for (int y = 0; y < 46; y++) {
        for (int x = 0; x < 16; x++) {
          double sum = moreBias[f];
          for (int c = 0; c < 4; c++) {
            for (int a = 0; a < 3; a++) {
              for (int b = 0; b < 3; b++) {
                sum += moreWeight[f * 36 + c * 9 + a * 3 + b]
                    * maps[n * 3456 + c * 864 + y * 18 + a * 18 + x + b];
              }
            }
          }
          more[n * 2944 + f * 736 + y * 16 + x] = sum;
        }
      }
    }
  }

  /**
   * scores [3] = weight [3, 2944] * more [4, 46, 16] + bias [3]
   */
  private void forwardScores(int n) {
    for (int u = 0; u < 3; u++) {
      double sum = scoresBias[u];
      for (int k = 0; k < 2944; k++) {
        sum += scoresWeight[u * 2944 + k] * more[n * 2944 + k];
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
   * dScoresWeight = dScores [3] * more [4, 46, 16]^T, summed over the batch
   */
  private void backwardScoresWeight(int samples) {
    for (int u = 0; u < 3; u++) {
      for (int k = 0; k < 2944; k++) {
        double sum = 0;
        for (int n = 0; n < samples; n++) {
          sum += dScores[n * 3 + u] * more[n * 2944 + k];
        }
        dScoresWeight[u * 2944 + k] = sum;
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
   * dMore [4, 46, 16] = weight [3, 2944]^T * dScores [3]
   */
  private void backwardScoresInput(int n) {
    for (int k = 0; k < 2944; k++) {
      double sum = 0;
      for (int u = 0; u < 3; u++) {
        sum += scoresWeight[u * 2944 + k] * dScores[n * 3 + u];
      }
      dMore[n * 2944 + k] = sum;
    }
  }

  /**
   * dMoreWeight [4, 4, 3, 3] = dMore * maps [4, 48, 18], summed over places and the batch
   */
  private void backwardMoreWeight(int samples) {
    for (int f = 0; f < 4; f++) {
      for (int c = 0; c < 4; c++) {
        for (int a = 0; a < 3; a++) {
          for (int b = 0; b < 3; b++) {
            double sum = 0;
            for (int n = 0; n < samples; n++) {
              for (int y = 0; y < 46; y++) {
                for (int x = 0; x < 16; x++) {
                  sum += dMore[n * 2944 + f * 736 + y * 16 + x]
                      * maps[n * 3456 + c * 864 + y * 18 + a * 18 + x + b];
                }
              }
            }
            dMoreWeight[f * 36 + c * 9 + a * 3 + b] = sum;
          }
        }
      }
    }
  }

  /**
   * dMoreBias = dMore, summed over places and the batch
   */
  private void backwardMoreBias(int samples) {
    for (int f = 0; f < 4; f++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        for (int y = 0; y < 46; y++) {
          for (int x = 0; x < 16; x++) {
            sum += dMore[n * 2944 + f * 736 + y * 16 + x];
          }
        }
      }
      dMoreBias[f] = sum;
    }
  }

  /**
   * dMoreSumPadded [4, 50, 20] = 0
   */
  private void backwardMoreBorder(int n) {
    for (int i = 0; i < 4000; i++) {
      dMoreSumPadded[n * 4000 + i] = 0;
    }
  }

  /**
   * dMoreSumPadded, inside, = dMore [4, 46, 16]
   */
  private void backwardMorePadded(int n) {
    for (int c = 0; c < 4; c++) {
      for (int y = 0; y < 46; y++) {
        for (int x = 0; x < 16; x++) {
          dMoreSumPadded[n * 4000 + c * 1000 + y * 20 + x + 42] =
              dMore[n * 2944 + c * 736 + y * 16 + x];
        }
      }
    }
  }

  /**
   * dMaps [4, 48, 18] = weight^T * dMore
   */
  private void backwardMoreInput(int n) {
    for (int c = 0; c < 4; c++) {
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x++) {
          double sum = 0;
          for (int f = 0; f < 4; f++) {
            for (int a = 0; a < 3; a++) {
              for (int b = 0; b < 3; b++) {
                sum += moreWeight[f * 36 + c * 9 + a * 3 + b]
                    * dMoreSumPadded[n * 4000 + f * 1000 + y * 20 + a * -20 + x + b * -1 + 42];
              }
            }
          }
          dMaps[n * 3456 + c * 864 + y * 18 + x] = sum;
        }
      }
    }
  }

  /**
   * dMapsWeight [4, 1, 3, 3] = dMaps * input [1, 50, 20], summed over places and the batch
   */
  private void backwardMapsWeight(int samples) {
    for (int f = 0; f < 4; f++) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          double sum = 0;
          for (int n = 0; n < samples; n++) {
            for (int y = 0; y < 48; y++) {
              for (int x = 0; x < 18; x++) {
                sum += dMaps[n * 3456 + f * 864 + y * 18 + x]
                    * input[n * 1000 + y * 20 + a * 20 + x + b];
              }
            }
          }
          dMapsWeight[f * 9 + a * 3 + b] = sum;
        }
      }
    }
  }

  /**
   * dMapsBias = dMaps, summed over places and the batch
   */
  private void backwardMapsBias(int samples) {
    for (int f = 0; f < 4; f++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        for (int y = 0; y < 48; y++) {
          for (int x = 0; x < 18; x++) {
            sum += dMaps[n * 3456 + f * 864 + y * 18 + x];
          }
        }
      }
      dMapsBias[f] = sum;
    }
  }

  /**
   * dMapsSumPadded [4, 52, 22] = 0
   */
  private void backwardMapsBorder(int n) {
    for (int i = 0; i < 4576; i++) {
      dMapsSumPadded[n * 4576 + i] = 0;
    }
  }

  /**
   * dMapsSumPadded, inside, = dMaps [4, 48, 18]
   */
  private void backwardMapsPadded(int n) {
    for (int c = 0; c < 4; c++) {
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x++) {
          dMapsSumPadded[n * 4576 + c * 1144 + y * 22 + x + 46] =
              dMaps[n * 3456 + c * 864 + y * 18 + x];
        }
      }
    }
  }

  /**
   * dInput [1, 50, 20] = weight^T * dMaps
   */
  private void backwardMapsInput(int n) {
    for (int y = 0; y < 50; y++) {
      for (int x = 0; x < 20; x++) {
        double sum = 0;
        for (int f = 0; f < 4; f++) {
          for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
              sum += mapsWeight[f * 9 + a * 3 + b]
                  * dMapsSumPadded[n * 4576 + f * 1144 + y * 22 + a * -22 + x + b * -1 + 46];
            }
          }
        }
        dInput[n * 1000 + y * 20 + x] = sum;
      }
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {mapsWeight, mapsBias, moreWeight, moreBias, scoresWeight, scoresBias};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dMapsWeight, dMapsBias, dMoreWeight, dMoreBias, dScoresWeight,
        dScoresBias};
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
    visitor.tensor(TensorRole.INPUT, "", "input", input, 1, 50, 20);
    visitor.tensor(TensorRole.PARAMETER, "maps", "mapsWeight", mapsWeight, 4, 1, 3, 3);
    visitor.tensor(TensorRole.PARAMETER, "maps", "mapsBias", mapsBias, 4);
    visitor.tensor(TensorRole.ACTIVATION, "maps", "maps", maps, 4, 48, 18);
    visitor.tensor(TensorRole.PARAMETER, "more", "moreWeight", moreWeight, 4, 4, 3, 3);
    visitor.tensor(TensorRole.PARAMETER, "more", "moreBias", moreBias, 4);
    visitor.tensor(TensorRole.ACTIVATION, "more", "more", more, 4, 46, 16);
    visitor.tensor(TensorRole.PARAMETER, "scores", "scoresWeight", scoresWeight, 3, 2944);
    visitor.tensor(TensorRole.PARAMETER, "scores", "scoresBias", scoresBias, 3);
    visitor.tensor(TensorRole.ACTIVATION, "scores", "scores", scores, 3);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 1);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "scores", "dScores", dScores, 3);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "scores", "dScoresWeight", dScoresWeight, 3,
        2944);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "scores", "dScoresBias", dScoresBias, 3);
    visitor.tensor(TensorRole.GRADIENT, "more", "dMore", dMore, 4, 46, 16);
    visitor.tensor(TensorRole.GRADIENT, "more", "dMoreSumPadded", dMoreSumPadded, 4, 50, 20);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "more", "dMoreWeight", dMoreWeight, 4, 4, 3, 3);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "more", "dMoreBias", dMoreBias, 4);
    visitor.tensor(TensorRole.GRADIENT, "maps", "dMaps", dMaps, 4, 48, 18);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "maps", "dMapsWeight", dMapsWeight, 4, 1, 3, 3);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "maps", "dMapsBias", dMapsBias, 4);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 1, 50, 20);
  }
}
