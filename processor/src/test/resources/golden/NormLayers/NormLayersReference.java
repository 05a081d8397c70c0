package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * NormLayers in {@code double}: what {@link NormLayersModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer    kind       reads          output     parameters  multiply-adds
 * input                              [2, 3, 3]
 * normal   LayerNorm  input          [2, 3, 3]          36             18
 * product  Multiply   normal, input  [2, 3, 3]           0              0
 * ofBatch  BatchNorm  product        [2, 3, 3]           4             18
 * row      Flatten    ofBatch        [18]                0              0
 * total                                                 40             36
 * </pre>
 */
final class NormLayersReference extends Reference {
  /**
   * [2, 3, 3]
   */
  private final double[] normalWeight = new double[18];

  /**
   * [2, 3, 3]
   */
  private final double[] dNormalWeight = new double[18];

  /**
   * [2, 3, 3]
   */
  private final double[] normalBias = new double[18];

  /**
   * [2, 3, 3]
   */
  private final double[] dNormalBias = new double[18];

  /**
   * [2]
   */
  private final double[] ofBatchWeight = new double[2];

  /**
   * [2]
   */
  private final double[] dOfBatchWeight = new double[2];

  /**
   * [2]
   */
  private final double[] ofBatchBias = new double[2];

  /**
   * [2]
   */
  private final double[] dOfBatchBias = new double[2];

  /**
   * [2]
   */
  private final double[] ofBatchRunningMean = new double[2];

  /**
   * [2]
   */
  private final double[] ofBatchBatchMean = new double[2];

  /**
   * [2]
   */
  private final double[] ofBatchRunningVar = new double[2];

  /**
   * [2]
   */
  private final double[] ofBatchBatchVar = new double[2];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] input = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] normal = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] product = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] ofBatch = new double[0];

  /**
   * [18] for each sample
   */
  private double[] row = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] ofBatchPart = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] ofBatchDistance = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] ofBatchNormal = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] normalNormal = new double[0];

  private double[] normalScale = new double[0];

  /**
   * [18] for each sample
   */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] dNormal = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] dProduct = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] dOfBatch = new double[0];

  /**
   * [18] for each sample
   */
  private double[] dRow = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] dOfBatchProduct = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] dNormalProduct = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] dInput = new double[0];

  NormLayersReference() {
    super(NormLayersModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardNormalNormal(n);
      forwardNormal(n);
      forwardProduct(n);
      forwardOfBatchMeanPart(n);
    }
    forwardOfBatchMean(samples);
    for (int n = 0; n < samples; n++) {
      forwardOfBatchDistance(n);
      forwardOfBatchVariancePart(n);
    }
    forwardOfBatchVariance(samples);
    for (int n = 0; n < samples; n++) {
      forwardOfBatchNormal(n);
      forwardOfBatch(n);
      forwardRow(n);
    }
  }

  @Override
  protected void inference(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardNormalNormal(n);
      forwardNormal(n);
      forwardProduct(n);
      forwardOfBatchNormalInference(n);
      forwardOfBatch(n);
      forwardRow(n);
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
      backwardRowInput(n);
      backwardOfBatchProduct(n);
    }
    backwardOfBatchWeight(samples);
    backwardOfBatchBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardOfBatchInput(n);
      backwardProductInto1(n);
      backwardNormalProduct(n);
    }
    backwardNormalWeight(samples);
    backwardNormalBias(samples);
    for (int n = 0; n < samples; n++) {
      backwardProductInto2(n);
      backwardNormalInput(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 18];
    normal = new double[samples * 18];
    product = new double[samples * 18];
    ofBatch = new double[samples * 18];
    row = new double[samples * 18];
    ofBatchPart = new double[samples * 18];
    ofBatchDistance = new double[samples * 18];
    ofBatchNormal = new double[samples * 18];
    normalNormal = new double[samples * 18];
    normalScale = new double[samples];
    target = new double[samples * 18];
    share = new double[samples];
    loss = new double[samples];
    dNormal = new double[samples * 18];
    dProduct = new double[samples * 18];
    dOfBatch = new double[samples * 18];
    dRow = new double[samples * 18];
    dOfBatchProduct = new double[samples * 18];
    dNormalProduct = new double[samples * 18];
    dInput = new double[samples * 18];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /**
   * normalNormal [2, 3, 3] = (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5)
   */
  private void forwardNormalNormal(int n) {
    double mean = 0;
    for (int i = 0; i < 18; i++) {
      mean += input[n * 18 + i];
    }
    mean = mean * 0.05555555555555555;
    double variance = 0;
    for (int i = 0; i < 18; i++) {
      double d = input[n * 18 + i] - mean;
      variance = variance + d * d;
    }
    double scale = 1 / Math.sqrt(variance * 0.05555555555555555 + 1.0E-5);
    normalScale[n] = scale;
    for (int i = 0; i < 18; i++) {
      normalNormal[n * 18 + i] = (input[n * 18 + i] - mean) * scale;
    }
  }

  /**
   * normal [2, 3, 3] = weight * (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias
   */
  private void forwardNormal(int n) {
    for (int i = 0; i < 18; i++) {
      normal[n * 18 + i] = normalBias[i] + normalWeight[i] * normalNormal[n * 18 + i];
    }
  }

  /**
   * product [2, 3, 3] = normal [2, 3, 3] * input [2, 3, 3]
   */
  private void forwardProduct(int n) {
    for (int i = 0; i < 18; i++) {
      product[n * 18 + i] = normal[n * 18 + i] * input[n * 18 + i];
    }
  }

  /**
   * ofBatchNormal [2, 3, 3] = (product [2, 3, 3] - running mean) / sqrt(running variance +
   * 1.0E-5)
   */
  private void forwardOfBatchNormalInference(int n) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        ofBatchNormal[n * 18 + c * 9 + i] = (product[n * 18 + c * 9 + i] - ofBatchRunningMean[c])
            * (1 / Math.sqrt(ofBatchRunningVar[c] + 1.0E-5));
      }
    }
  }

  /**
   * ofBatch [2, 3, 3] = weight * (product [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias
   */
  private void forwardOfBatch(int n) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        ofBatch[n * 18 + c * 9 + i] = ofBatchBias[c] + ofBatchWeight[c]
            * ofBatchNormal[n * 18 + c * 9 + i];
      }
    }
  }

  /**
   * row [18] = ofBatch [2, 3, 3], as a row
   */
  private void forwardRow(int n) {
    for (int i = 0; i < 18; i++) {
      row[n * 18 + i] = ofBatch[n * 18 + i];
    }
  }

  /**
   * ofBatchPart [2, 3, 3] = what each value adds to the mean
   */
  private void forwardOfBatchMeanPart(int n) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        ofBatchPart[n * 18 + c * 9 + i] = product[n * 18 + c * 9 + i] * share[n];
      }
    }
  }

  /**
   * ofBatchBatchMean [2] = ofBatchPart, summed over places and the batch
   */
  private void forwardOfBatchMean(int samples) {
    for (int c = 0; c < 2; c++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        for (int i = 0; i < 9; i++) {
          sum += ofBatchPart[n * 18 + c * 9 + i];
        }
      }
      ofBatchBatchMean[c] = sum * 0.1111111111111111;
    }
  }

  /**
   * ofBatchDistance [2, 3, 3] = product [2, 3, 3] - mean
   */
  private void forwardOfBatchDistance(int n) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        ofBatchDistance[n * 18 + c * 9 + i] = product[n * 18 + c * 9 + i] - ofBatchBatchMean[c];
      }
    }
  }

  /**
   * ofBatchPart [2, 3, 3] = what each value adds to the variance
   */
  private void forwardOfBatchVariancePart(int n) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        ofBatchPart[n * 18 + c * 9 + i] = ofBatchDistance[n * 18 + c * 9 + i]
            * ofBatchDistance[n * 18 + c * 9 + i] * share[n];
      }
    }
  }

  /**
   * ofBatchBatchVar [2] = ofBatchPart, summed over places and the batch
   */
  private void forwardOfBatchVariance(int samples) {
    for (int c = 0; c < 2; c++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        for (int i = 0; i < 9; i++) {
          sum += ofBatchPart[n * 18 + c * 9 + i];
        }
      }
      ofBatchBatchVar[c] = sum * 0.1111111111111111;
    }
  }

  /**
   * ofBatchNormal [2, 3, 3] = ofBatchDistance / sqrt(variance + 1.0E-5)
   */
  private void forwardOfBatchNormal(int n) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        ofBatchNormal[n * 18 + c * 9 + i] = ofBatchDistance[n * 18 + c * 9 + i]
            * (1 / Math.sqrt(ofBatchBatchVar[c] + 1.0E-5));
      }
    }
  }

  /**
   * loss and dRow of row [18]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.05555555555555555;
    for (int i = 0; i < 18; i++) {
      double d = row[n * 18 + i] - target[n * 18 + i];
      total += d * d;
      dRow[n * 18 + i] = d * 2 * weight;
    }
    loss[n] = total * 0.05555555555555555;
  }

  /**
   * dOfBatch [2, 3, 3] = dRow
   */
  private void backwardRowInput(int n) {
    for (int i = 0; i < 18; i++) {
      dOfBatch[n * 18 + i] = dRow[n * 18 + i];
    }
  }

  /**
   * dOfBatchProduct = dOfBatch * ofBatchNormal
   */
  private void backwardOfBatchProduct(int n) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        dOfBatchProduct[n * 18 + c * 9 + i] = dOfBatch[n * 18 + c * 9 + i]
            * ofBatchNormal[n * 18 + c * 9 + i];
      }
    }
  }

  /**
   * dOfBatchWeight = dOfBatchProduct, summed over places and the batch
   */
  private void backwardOfBatchWeight(int samples) {
    for (int c = 0; c < 2; c++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        for (int i = 0; i < 9; i++) {
          sum += dOfBatchProduct[n * 18 + c * 9 + i];
        }
      }
      dOfBatchWeight[c] = sum;
    }
  }

  /**
   * dOfBatchBias = dOfBatch, summed over places and the batch
   */
  private void backwardOfBatchBias(int samples) {
    for (int c = 0; c < 2; c++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        for (int i = 0; i < 9; i++) {
          sum += dOfBatch[n * 18 + c * 9 + i];
        }
      }
      dOfBatchBias[c] = sum;
    }
  }

  /**
   * dProduct [2, 3, 3] = (dSum - (dBias + normal * dWeight) / n) * weight / sqrt(variance +
   * 1.0E-5)
   */
  private void backwardOfBatchInput(int n) {
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        dProduct[n * 18 + c * 9 + i] =
            (dOfBatch[n * 18 + c * 9 + i]
            - (dOfBatchBias[c] + ofBatchNormal[n * 18 + c * 9 + i] * dOfBatchWeight[c])
            * (share[n] * 0.1111111111111111))
            * (ofBatchWeight[c] * (1 / Math.sqrt(ofBatchBatchVar[c] + 1.0E-5)));
      }
    }
  }

  /**
   * dNormal [2, 3, 3] = dProduct times the other factors
   */
  private void backwardProductInto1(int n) {
    for (int i = 0; i < 18; i++) {
      dNormal[n * 18 + i] = dProduct[n * 18 + i] * input[n * 18 + i];
    }
  }

  /**
   * dNormalProduct = dNormal * normalNormal
   */
  private void backwardNormalProduct(int n) {
    for (int i = 0; i < 18; i++) {
      dNormalProduct[n * 18 + i] = dNormal[n * 18 + i] * normalNormal[n * 18 + i];
    }
  }

  /**
   * dNormalWeight = dNormalProduct, summed over the batch
   */
  private void backwardNormalWeight(int samples) {
    for (int i = 0; i < 18; i++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dNormalProduct[n * 18 + i];
      }
      dNormalWeight[i] = sum;
    }
  }

  /**
   * dNormalBias = dNormal, summed over the batch
   */
  private void backwardNormalBias(int samples) {
    for (int i = 0; i < 18; i++) {
      double sum = 0;
      for (int n = 0; n < samples; n++) {
        sum += dNormal[n * 18 + i];
      }
      dNormalBias[i] = sum;
    }
  }

  /**
   * dInput [2, 3, 3] = dProduct times the other factors
   */
  private void backwardProductInto2(int n) {
    for (int i = 0; i < 18; i++) {
      dInput[n * 18 + i] = dProduct[n * 18 + i] * normal[n * 18 + i];
    }
  }

  /**
   * dInput [2, 3, 3] += (g - mean of g - normal * mean of g * normal) * scale, g = weight *
   * dNormal
   */
  private void backwardNormalInput(int n) {
    double mean = 0;
    double slope = 0;
    for (int i = 0; i < 18; i++) {
      double d = dNormal[n * 18 + i] * normalWeight[i];
      mean += d;
      slope = slope + d * normalNormal[n * 18 + i];
    }
    mean = mean * 0.05555555555555555;
    slope = slope * 0.05555555555555555;
    for (int i = 0; i < 18; i++) {
      dInput[n * 18 + i] += (dNormal[n * 18 + i] * normalWeight[i] - mean
          - normalNormal[n * 18 + i] * slope) * normalScale[n];
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {normalWeight, normalBias, ofBatchWeight, ofBatchBias};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {dNormalWeight, dNormalBias, dOfBatchWeight, dOfBatchBias};
  }

  @Override
  protected double[][] runningStatistics() {
    return new double[][] {ofBatchRunningMean, ofBatchRunningVar};
  }

  @Override
  protected double[][] batchStatistics() {
    return new double[][] {ofBatchBatchMean, ofBatchBatchVar};
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
    return row;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 2, 3, 3);
    visitor.tensor(TensorRole.PARAMETER, "normal", "normalWeight", normalWeight, 2, 3, 3);
    visitor.tensor(TensorRole.PARAMETER, "normal", "normalBias", normalBias, 2, 3, 3);
    visitor.tensor(TensorRole.ACTIVATION, "normal", "normalScale", normalScale, 1);
    visitor.tensor(TensorRole.ACTIVATION, "normal", "normalNormal", normalNormal, 2, 3, 3);
    visitor.tensor(TensorRole.ACTIVATION, "normal", "normal", normal, 2, 3, 3);
    visitor.tensor(TensorRole.ACTIVATION, "product", "product", product, 2, 3, 3);
    visitor.tensor(TensorRole.PARAMETER, "ofBatch", "ofBatchWeight", ofBatchWeight, 2);
    visitor.tensor(TensorRole.PARAMETER, "ofBatch", "ofBatchBias", ofBatchBias, 2);
    visitor.tensor(TensorRole.RUNNING_STATISTIC, "ofBatch", "ofBatchRunningMean",
        ofBatchRunningMean, 2);
    visitor.tensor(TensorRole.RUNNING_STATISTIC, "ofBatch", "ofBatchRunningVar", ofBatchRunningVar,
        2);
    visitor.tensor(TensorRole.TRAINING_ACTIVATION, "ofBatch", "ofBatchPart", ofBatchPart, 2, 3, 3);
    visitor.tensor(TensorRole.BATCH_STATISTIC, "ofBatch", "ofBatchBatchMean", ofBatchBatchMean, 2);
    visitor.tensor(TensorRole.TRAINING_ACTIVATION, "ofBatch", "ofBatchDistance", ofBatchDistance, 2,
        3, 3);
    visitor.tensor(TensorRole.BATCH_STATISTIC, "ofBatch", "ofBatchBatchVar", ofBatchBatchVar, 2);
    visitor.tensor(TensorRole.ACTIVATION, "ofBatch", "ofBatchNormal", ofBatchNormal, 2, 3, 3);
    visitor.tensor(TensorRole.ACTIVATION, "ofBatch", "ofBatch", ofBatch, 2, 3, 3);
    visitor.tensor(TensorRole.ACTIVATION, "row", "row", row, 18);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 18);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "row", "dRow", dRow, 18);
    visitor.tensor(TensorRole.GRADIENT, "ofBatch", "dOfBatch", dOfBatch, 2, 3, 3);
    visitor.tensor(TensorRole.GRADIENT, "ofBatch", "dOfBatchProduct", dOfBatchProduct, 2, 3, 3);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "ofBatch", "dOfBatchWeight", dOfBatchWeight, 2);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "ofBatch", "dOfBatchBias", dOfBatchBias, 2);
    visitor.tensor(TensorRole.GRADIENT, "product", "dProduct", dProduct, 2, 3, 3);
    visitor.tensor(TensorRole.GRADIENT, "normal", "dNormal", dNormal, 2, 3, 3);
    visitor.tensor(TensorRole.GRADIENT, "normal", "dNormalProduct", dNormalProduct, 2, 3, 3);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "normal", "dNormalWeight", dNormalWeight, 2, 3,
        3);
    visitor.tensor(TensorRole.PARAMETER_GRADIENT, "normal", "dNormalBias", dNormalBias, 2, 3, 3);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 2, 3, 3);
  }
}
