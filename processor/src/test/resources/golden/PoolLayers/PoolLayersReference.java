package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * PoolLayers in {@code double}: what {@link PoolLayersModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer    kind           reads    output     parameters  multiply-adds
 * input                            [2, 8, 8]
 * largest  MaxPool        input    [2, 4, 4]           0              0
 * smooth   AvgPool        largest  [2, 4, 4]           0              0
 * means    GlobalAvgPool  smooth   [2]                 0              0
 * total                                                0              0
 * </pre>
 */
final class PoolLayersReference extends Reference {
  /**
   * [2, 8, 8] for each sample
   */
  private double[] input = new double[0];

  /**
   * [2, 4, 4] for each sample
   */
  private double[] largest = new double[0];

  /**
   * [2, 4, 4] for each sample
   */
  private double[] smooth = new double[0];

  /**
   * [2] for each sample
   */
  private double[] means = new double[0];

  /**
   * [2, 6, 6] for each sample
   */
  private double[] smoothPadded = new double[0];

  /**
   * [2] for each sample
   */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [2, 4, 4] for each sample
   */
  private double[] dLargest = new double[0];

  /**
   * [2, 4, 4] for each sample
   */
  private double[] dSmooth = new double[0];

  /**
   * [2] for each sample
   */
  private double[] dMeans = new double[0];

  /**
   * [2, 6, 6] for each sample
   */
  private double[] dSmoothPadded = new double[0];

  /**
   * [2, 8, 8] for each sample
   */
  private double[] dInput = new double[0];

  PoolLayersReference() {
    super(PoolLayersModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardLargest(n);
      forwardSmoothBorder(n);
      forwardSmoothPadded(n);
      forwardSmooth(n);
      forwardMeans(n);
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
      backwardMeansInput(n);
      backwardSmoothZero(n);
      backwardSmoothPadded(n);
      backwardSmoothInput(n);
    }
    for (int n = 0; n < samples; n++) {
      backwardLargestInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 128];
    largest = new double[samples * 32];
    smooth = new double[samples * 32];
    means = new double[samples * 2];
    smoothPadded = new double[samples * 72];
    target = new double[samples * 2];
    share = new double[samples];
    loss = new double[samples];
    dLargest = new double[samples * 32];
    dSmooth = new double[samples * 32];
    dMeans = new double[samples * 2];
    dSmoothPadded = new double[samples * 72];
    dInput = new double[samples * 128];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * largest [2, 4, 4] = largest of 2x2 of input [2, 8, 8]
   */
  private void forwardLargest(int n) {
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          double max = input[n * 128 + c * 64 + y * 16 + x * 2];
          for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
              max = Math.max(max, input[n * 128 + c * 64 + y * 16 + a * 8 + x * 2 + b]);
            }
          }
          largest[n * 32 + c * 16 + y * 4 + x] = max;
        }
      }
    }
  }

  /**
   * smoothPadded [2, 6, 6] = what padding counts as
   */
  private void forwardSmoothBorder(int n) {
    for (int i = 0; i < 72; i++) {
      smoothPadded[n * 72 + i] = 0;
    }
  }

  /**
   * smoothPadded, inside, = largest [2, 4, 4]
   */
  private void forwardSmoothPadded(int n) {
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          smoothPadded[n * 72 + c * 36 + y * 6 + x + 7] = largest[n * 32 + c * 16 + y * 4 + x];
        }
      }
    }
  }

  /**
   * smooth [2, 4, 4] = mean of 3x3 of largest [2, 4, 4]
   */
  private void forwardSmooth(int n) {
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          double sum = 0;
          for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
              sum += smoothPadded[n * 72 + c * 36 + y * 6 + a * 6 + x + b];
            }
          }
          smooth[n * 32 + c * 16 + y * 4 + x] = sum * 0.1111111111111111;
        }
      }
    }
  }

  /**
   * means [2] = mean of each channel of smooth [2, 4, 4]
   */
  private void forwardMeans(int n) {
    for (int c = 0; c < 2; c++) {
      double sum = 0;
      for (int i = 0; i < 16; i++) {
        sum += smooth[n * 32 + c * 16 + i];
      }
      means[n * 2 + c] = sum * 0.0625;
    }
  }

  /**
   * loss and dMeans of means [2]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.5;
    for (int i = 0; i < 2; i++) {
      double d = means[n * 2 + i] - target[n * 2 + i];
      total += d * d;
      dMeans[n * 2 + i] = d * 2 * weight;
    }
    loss[n] = total * 0.5;
  }

  /**
   * dSmooth [2, 4, 4] = dMeans / 16
   */
  private void backwardMeansInput(int n) {
    for (int c = 0; c < 2; c++) {
      double part = dMeans[n * 2 + c] * 0.0625;
      for (int i = 0; i < 16; i++) {
        dSmooth[n * 32 + c * 16 + i] = part;
      }
    }
  }

  /**
   * dSmoothPadded [2, 6, 6] = 0
   */
  private void backwardSmoothZero(int n) {
    for (int i = 0; i < 72; i++) {
      dSmoothPadded[n * 72 + i] = 0;
    }
  }

  /**
   * dSmoothPadded += dSmooth / 9
   */
  private void backwardSmoothPadded(int n) {
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          double each = dSmooth[n * 32 + c * 16 + y * 4 + x] * 0.1111111111111111;
          for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
              dSmoothPadded[n * 72 + c * 36 + y * 6 + a * 6 + x + b] += each;
            }
          }
        }
      }
    }
  }

  /**
   * dLargest [2, 4, 4] = dSmoothPadded, inside
   */
  private void backwardSmoothInput(int n) {
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          dLargest[n * 32 + c * 16 + y * 4 + x] = dSmoothPadded[n * 72 + c * 36 + y * 6 + x + 7];
        }
      }
    }
  }

  /**
   * dInput [2, 8, 8] = dLargest, where the largest value was; the first of several
   */
  private void backwardLargestInput(int n) {
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          double max = largest[n * 32 + c * 16 + y * 4 + x];
          double rest = dLargest[n * 32 + c * 16 + y * 4 + x];
          for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
              double value = input[n * 128 + c * 64 + y * 16 + a * 8 + x * 2 + b];
              dInput[n * 128 + c * 64 + y * 16 + a * 8 + x * 2 + b] = value == max ? rest : 0;
              rest = value == max ? 0 : rest;
            }
          }
        }
      }
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
    return means;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 2, 8, 8);
    visitor.tensor(TensorRole.ACTIVATION, "largest", "largest", largest, 2, 4, 4);
    visitor.tensor(TensorRole.ACTIVATION, "smooth", "smoothPadded", smoothPadded, 2, 6, 6);
    visitor.tensor(TensorRole.ACTIVATION, "smooth", "smooth", smooth, 2, 4, 4);
    visitor.tensor(TensorRole.ACTIVATION, "means", "means", means, 2);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 2);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "means", "dMeans", dMeans, 2);
    visitor.tensor(TensorRole.GRADIENT, "smooth", "dSmooth", dSmooth, 2, 4, 4);
    visitor.tensor(TensorRole.GRADIENT, "smooth", "dSmoothPadded", dSmoothPadded, 2, 6, 6);
    visitor.tensor(TensorRole.GRADIENT, "largest", "dLargest", dLargest, 2, 4, 4);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 2, 8, 8);
  }
}
