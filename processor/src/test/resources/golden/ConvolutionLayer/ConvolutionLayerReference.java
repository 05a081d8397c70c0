package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * ConvolutionLayer in {@code double}: what {@link ConvolutionLayerModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer  kind    reads  output     parameters  multiply-adds
 * input                 [4, 7, 6]
 * maps   Conv2d  input  [6, 4, 4]          78          1,152
 * total                                    78          1,152
 * </pre>
 */
final class ConvolutionLayerReference extends Reference {
  /**
   * [6, 2, 3, 2]
   */
  private final double[] mapsWeight = new double[72];

  /**
   * [6, 2, 3, 2]
   */
  private final double[] dMapsWeight = new double[72];

  /**
   * [6]
   */
  private final double[] mapsBias = new double[6];

  /**
   * [6]
   */
  private final double[] dMapsBias = new double[6];

  /**
   * [4, 7, 6] for each sample
   */
  private double[] input = new double[0];

  /**
   * [6, 4, 4] for each sample
   */
  private double[] maps = new double[0];

  /**
   * [4, 9, 8] for each sample
   */
  private double[] mapsPadded = new double[0];

  /**
   * [6, 4, 4] for each sample
   */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [6, 4, 4] for each sample
   */
  private double[] dMaps = new double[0];

  /**
   * [6, 4, 4] for each sample
   */
  private double[] dMapsSum = new double[0];

  /**
   * [4, 7, 6] for each sample
   */
  private double[] dInput = new double[0];

  ConvolutionLayerReference() {
    super(ConvolutionLayerModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardMapsBorder(n);
      forwardMapsPadded(n);
      forwardMaps(n);
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
      backwardMapsSum(n);
    }
    backwardMapsWeight(samples);
    backwardMapsBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardMapsInput00(n);
      backwardMapsInput01(n);
      backwardMapsInput10(n);
      backwardMapsInput11(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 168];
    maps = new double[samples * 96];
    mapsPadded = new double[samples * 288];
    target = new double[samples * 96];
    share = new double[samples];
    loss = new double[samples];
    dMaps = new double[samples * 96];
    dMapsSum = new double[samples * 96];
    dInput = new double[samples * 168];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * mapsPadded [4, 9, 8] = 0
   */
  private void forwardMapsBorder(int n) {
    for (int i = 0; i < 288; i++) {
      mapsPadded[n * 288 + i] = 0;
    }
  }

  /**
   * mapsPadded, inside, = input [4, 7, 6]
   */
  private void forwardMapsPadded(int n) {
    for (int c = 0; c < 4; c++) {
      for (int y = 0; y < 7; y++) {
        for (int x = 0; x < 6; x++) {
          mapsPadded[n * 288 + c * 72 + y * 8 + x + 9] = input[n * 168 + c * 42 + y * 6 + x];
        }
      }
    }
  }

  /**
   * maps [6, 4, 4] = relu(weight [6, 2, 3, 2] * input [4, 7, 6] + bias [6])
   */
  private void forwardMaps(int n) {
    for (int group = 0; group < 2; group++) {
      for (int f = 0; f < 3; f++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            double sum = mapsBias[group * 3 + f];
            for (int c = 0; c < 2; c++) {
              for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 2; b++) {
                  sum += mapsWeight[group * 36 + f * 12 + c * 6 + a * 2 + b]
                      * mapsPadded[n * 288 + group * 144 + c * 72 + y * 16 + a * 8 + x * 2 + b];
                }
              }
            }
            maps[n * 96 + group * 48 + f * 16 + y * 4 + x] = Math.max(sum, 0);
          }
        }
      }
    }
  }

  /**
   * loss and dMaps of maps [6, 4, 4]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.010416666666666666;
    for (int i = 0; i < 96; i++) {
      double d = maps[n * 96 + i] - target[n * 96 + i];
      total += d * d;
      dMaps[n * 96 + i] = d * 2 * weight;
    }
    loss[n] = total * 0.010416666666666666;
  }

  /**
   * dMapsSum = dMaps * relu'
   */
  private void backwardMapsSum(int n) {
    for (int i = 0; i < 96; i++) {
      dMapsSum[n * 96 + i] = dMaps[n * 96 + i] * (maps[n * 96 + i] > 0 ? 1 : 0);
    }
  }

  /**
   * dMapsWeight [6, 2, 3, 2] = dMapsSum * input [4, 7, 6], summed over places and the batch
   */
  private void backwardMapsWeight(int samples) {
    for (int group = 0; group < 2; group++) {
      for (int f = 0; f < 3; f++) {
        for (int c = 0; c < 2; c++) {
          for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 2; b++) {
              double sum = 0;
              for (int n = 0; n < samples; n++) {
                for (int y = 0; y < 4; y++) {
                  for (int x = 0; x < 4; x++) {
                    sum += dMapsSum[n * 96 + group * 48 + f * 16 + y * 4 + x]
                        * mapsPadded[n * 288 + group * 144 + c * 72 + y * 16 + a * 8 + x * 2 + b];
                  }
                }
              }
              dMapsWeight[group * 36 + f * 12 + c * 6 + a * 2 + b] = sum;
            }
          }
        }
      }
    }
  }

  /**
   * dMapsBias = dMapsSum, summed over places and the batch
   */
  private void backwardMapsBias(int samples) {
    for (int f = 0; f < 6; f++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            sum += dMapsSum[n * 96 + f * 16 + y * 4 + x];
          }
        }
      }
      dMapsBias[f] = sum;
    }
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 0, 2, ... and columns 0, 2, ...
   */
  private void backwardMapsInput00(int n) {
    for (int group = 0; group < 2; group++) {
      for (int c = 0; c < 2; c++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 3; x++) {
            double sum = 0;
            for (int f = 0; f < 3; f++) {
              sum += mapsWeight[group * 36 + f * 12 + c * 6 + 3]
                  * dMapsSum[n * 96 + group * 48 + f * 16 + y * 4 + x];
            }
            dInput[n * 168 + group * 84 + c * 42 + y * 12 + x * 2] = sum;
          }
        }
      }
    }
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 0, 2, ... and columns 1, 3, ...
   */
  private void backwardMapsInput01(int n) {
    for (int group = 0; group < 2; group++) {
      for (int c = 0; c < 2; c++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 3; x++) {
            double sum = 0;
            for (int f = 0; f < 3; f++) {
              sum += mapsWeight[group * 36 + f * 12 + c * 6 + 2]
                  * dMapsSum[n * 96 + group * 48 + f * 16 + y * 4 + x + 1];
            }
            dInput[n * 168 + group * 84 + c * 42 + y * 12 + x * 2 + 1] = sum;
          }
        }
      }
    }
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 1, 3, ... and columns 0, 2, ...
   */
  private void backwardMapsInput10(int n) {
    for (int group = 0; group < 2; group++) {
      for (int c = 0; c < 2; c++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 3; x++) {
            double sum = 0;
            for (int f = 0; f < 3; f++) {
              for (int a = 0; a < 2; a++) {
                sum += mapsWeight[group * 36 + f * 12 + c * 6 + a * 4 + 1]
                    * dMapsSum[n * 96 + group * 48 + f * 16 + y * 4 + a * -4 + x + 4];
              }
            }
            dInput[n * 168 + group * 84 + c * 42 + y * 12 + x * 2 + 6] = sum;
          }
        }
      }
    }
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 1, 3, ... and columns 1, 3, ...
   */
  private void backwardMapsInput11(int n) {
    for (int group = 0; group < 2; group++) {
      for (int c = 0; c < 2; c++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 3; x++) {
            double sum = 0;
            for (int f = 0; f < 3; f++) {
              for (int a = 0; a < 2; a++) {
                sum += mapsWeight[group * 36 + f * 12 + c * 6 + a * 4]
                    * dMapsSum[n * 96 + group * 48 + f * 16 + y * 4 + a * -4 + x + 5];
              }
            }
            dInput[n * 168 + group * 84 + c * 42 + y * 12 + x * 2 + 7] = sum;
          }
        }
      }
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {mapsWeight, mapsBias};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dMapsWeight, dMapsBias};
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
    return maps;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 4, 7, 6);
    visitor.tensor(TensorRole.PARAMETER, "maps", "mapsWeight", mapsWeight, 6, 2, 3, 2);
    visitor.tensor(TensorRole.PARAMETER, "maps", "mapsBias", mapsBias, 6);
    visitor.tensor(TensorRole.ACTIVATION, "maps", "mapsPadded", mapsPadded, 4, 9, 8);
    visitor.tensor(TensorRole.ACTIVATION, "maps", "maps", maps, 6, 4, 4);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 6, 4, 4);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "maps", "dMaps", dMaps, 6, 4, 4);
    visitor.tensor(TensorRole.GRADIENT, "maps", "dMapsSum", dMapsSum, 6, 4, 4);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "maps", "dMapsWeight", dMapsWeight, 6, 2, 3, 2);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "maps", "dMapsBias", dMapsBias, 6);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 4, 7, 6);
  }
}
