package golden;

import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * NormLayers in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link NormLayersVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class NormLayersPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 9904;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 18);

  private static final int NORMAL_WEIGHT = 0;

  private static final int NORMAL_BIAS = 18;

  private static final int OF_BATCH_WEIGHT = 36;

  private static final int OF_BATCH_BIAS = 38;

  private static final int OF_BATCH_RUNNING_MEAN = 40;

  private static final int OF_BATCH_RUNNING_VAR = 42;

  private static final int INPUT = 12;

  private static final int NORMAL = 588;

  private static final int PRODUCT = 1164;

  private static final int OF_BATCH = 1740;

  private static final int ROW = 2316;

  private static final int OF_BATCH_PART = 2892;

  private static final int OF_BATCH_DISTANCE = 3468;

  private static final int OF_BATCH_NORMAL = 4044;

  private static final int NORMAL_NORMAL = 4620;

  private static final int NORMAL_SCALE = 5196;

  private static final int TARGET = 5228;

  private static final int SHARE = 5804;

  private static final int LOSS = 5836;

  private static final int D_NORMAL = 5868;

  private static final int D_PRODUCT = 6444;

  private static final int D_OF_BATCH = 7020;

  private static final int D_ROW = 7596;

  private static final int D_OF_BATCH_PRODUCT = 8172;

  private static final int D_NORMAL_PRODUCT = 8748;

  private static final int D_INPUT = 9324;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardNormalNormal(w, at, samples);
    forwardNormal(p, w, at, samples);
    forwardProduct(w, at, samples);
    forwardOfBatchNormalInference(p, w, at, samples);
    forwardOfBatch(p, w, at, samples);
    forwardRow(w, at, samples);
  }

  @Override
  public int stages() {
    return 4;
  }

  @Override
  public void stage(int stage, float[] p, float[] q, float[] g, float[] x, int[] rows, float[] w,
      int at, int count) {
    int samples = (count + 15) & -16;
    switch (stage) {
      case 0 -> {
        inputColumns(x, 0, rows, at / BLOCK_FLOATS * BLOCK + at % BLOCK_FLOATS, w, at, samples);
        forwardNormalNormal(w, at, samples);
        forwardNormal(p, w, at, samples);
        forwardProduct(w, at, samples);
        forwardOfBatchMeanPart(w, at, samples);
      }
      case 1 -> {
        forwardOfBatchDistance(g, w, at, samples);
        forwardOfBatchVariancePart(w, at, samples);
      }
      case 2 -> {
        forwardOfBatchNormal(g, w, at, samples);
        forwardOfBatch(p, w, at, samples);
        forwardRow(w, at, samples);
        backwardLoss(w, at, samples);
        backwardRowInput(w, at, samples);
        backwardOfBatchProduct(w, at, samples);
      }
      default -> {
        backwardOfBatchInput(p, g, w, at, samples);
        backwardProductInto1(w, at, samples);
        backwardNormalProduct(w, at, samples);
      }
    }
  }

  @Override
  public int tasks(int stage) {
    return switch (stage) {
      case 0 -> 1;
      case 1 -> 1;
      case 2 -> 2;
      default -> 2;
    };
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    switch (stage) {
      case 0 -> {
        if (task < 1) {
          forwardOfBatchMean(g, w, lanes, samples);
        }
      }
      case 1 -> {
        if (task < 1) {
          forwardOfBatchVariance(g, w, lanes, samples);
        }
      }
      case 2 -> {
        if (task < 1) {
          backwardOfBatchWeight(g, w, lanes, samples);
        } else if (task < 2) {
          backwardOfBatchBias(g, w, lanes, samples);
        }
      }
      default -> {
        if (task < 1) {
          backwardNormalWeight(g, w, lanes, samples);
        } else if (task < 2) {
          backwardNormalBias(g, w, lanes, samples);
        }
      }
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardProductInto2(w, at, samples);
    backwardNormalInput(p, w, at, samples);
  }

  private static void inputColumns16(float[] x, int from, int[] rows, int first, float[] w,
      int columns) {
    int row0 = from + rows[first];
    int row1 = from + rows[first + 1];
    int row2 = from + rows[first + 2];
    int row3 = from + rows[first + 3];
    int row4 = from + rows[first + 4];
    int row5 = from + rows[first + 5];
    int row6 = from + rows[first + 6];
    int row7 = from + rows[first + 7];
    int row8 = from + rows[first + 8];
    int row9 = from + rows[first + 9];
    int row10 = from + rows[first + 10];
    int row11 = from + rows[first + 11];
    int row12 = from + rows[first + 12];
    int row13 = from + rows[first + 13];
    int row14 = from + rows[first + 14];
    int row15 = from + rows[first + 15];
    for (int i = 0, column = columns; i < 18; i += 2, column += 2 * BLOCK) {
      w[column] = x[row0 + i];
      w[column + 1] = x[row1 + i];
      w[column + 2] = x[row2 + i];
      w[column + 3] = x[row3 + i];
      w[column + 4] = x[row4 + i];
      w[column + 5] = x[row5 + i];
      w[column + 6] = x[row6 + i];
      w[column + 7] = x[row7 + i];
      w[column + 8] = x[row8 + i];
      w[column + 9] = x[row9 + i];
      w[column + 10] = x[row10 + i];
      w[column + 11] = x[row11 + i];
      w[column + 12] = x[row12 + i];
      w[column + 13] = x[row13 + i];
      w[column + 14] = x[row14 + i];
      w[column + 15] = x[row15 + i];
      w[column + BLOCK] = x[row0 + i + 1];
      w[column + BLOCK + 1] = x[row1 + i + 1];
      w[column + BLOCK + 2] = x[row2 + i + 1];
      w[column + BLOCK + 3] = x[row3 + i + 1];
      w[column + BLOCK + 4] = x[row4 + i + 1];
      w[column + BLOCK + 5] = x[row5 + i + 1];
      w[column + BLOCK + 6] = x[row6 + i + 1];
      w[column + BLOCK + 7] = x[row7 + i + 1];
      w[column + BLOCK + 8] = x[row8 + i + 1];
      w[column + BLOCK + 9] = x[row9 + i + 1];
      w[column + BLOCK + 10] = x[row10 + i + 1];
      w[column + BLOCK + 11] = x[row11 + i + 1];
      w[column + BLOCK + 12] = x[row12 + i + 1];
      w[column + BLOCK + 13] = x[row13 + i + 1];
      w[column + BLOCK + 14] = x[row14 + i + 1];
      w[column + BLOCK + 15] = x[row15 + i + 1];
    }
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] x, int from, int[] rows, int first, float[] w, int at,
      int samples) {
    for (int s = 0; s < samples; s += 16) {
      inputColumns16(x, from, rows, first + s, w, at + INPUT + s);
    }
  }

  /**
   * normalNormal [2, 3, 3] = (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5)
   */
  private static void forwardNormalNormal(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float mean = 0f;
      for (int i = 0; i < 18; i++) {
        mean += w[INPUT + i * BLOCK + s];
      }
      mean = mean * 0.055555556f;
      float variance = 0f;
      for (int i = 0; i < 18; i++) {
        float d = w[INPUT + i * BLOCK + s] - mean;
        variance = Math.fma(d, d, variance);
      }
      float scale = 1f / (float) Math.sqrt(variance * 0.055555556f + 1.0E-5f);
      w[NORMAL_SCALE + s] = scale;
      for (int i = 0; i < 18; i++) {
        w[NORMAL_NORMAL + i * BLOCK + s] = (w[INPUT + i * BLOCK + s] - mean) * scale;
      }
    }
  }

  /**
   * normal [2, 3, 3] = weight * (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias
   */
  private static void forwardNormal(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[NORMAL + i * BLOCK + s] =
            Math.fma(p[NORMAL_WEIGHT + i], w[NORMAL_NORMAL + i * BLOCK + s], p[NORMAL_BIAS + i]);
      }
    }
  }

  /**
   * product [2, 3, 3] = normal [2, 3, 3] * input [2, 3, 3]
   */
  private static void forwardProduct(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[PRODUCT + i * BLOCK + s] = w[NORMAL + i * BLOCK + s] * w[INPUT + i * BLOCK + s];
      }
    }
  }

  /**
   * ofBatchNormal [2, 3, 3] = (product [2, 3, 3] - running mean) / sqrt(running variance +
   * 1.0E-5)
   */
  private static void forwardOfBatchNormalInference(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s++) {
          w[OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK + s] =
              (w[PRODUCT + c * 9 * BLOCK + i * BLOCK + s] - p[OF_BATCH_RUNNING_MEAN + c])
              * (1f / (float) Math.sqrt(p[OF_BATCH_RUNNING_VAR + c] + 1.0E-5f));
        }
      }
    }
  }

  /**
   * ofBatch [2, 3, 3] = weight * (product [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias
   */
  private static void forwardOfBatch(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s++) {
          w[OF_BATCH + c * 9 * BLOCK + i * BLOCK + s] =
              Math.fma(p[OF_BATCH_WEIGHT + c], w[OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK + s],
              p[OF_BATCH_BIAS + c]);
        }
      }
    }
  }

  /**
   * row [18] = ofBatch [2, 3, 3], as a row
   */
  private static void forwardRow(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[ROW + i * BLOCK + s] = w[OF_BATCH + i * BLOCK + s];
      }
    }
  }

  /**
   * ofBatchPart [2, 3, 3] = what each value adds to the mean
   */
  private static void forwardOfBatchMeanPart(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s++) {
          w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s] =
              w[PRODUCT + c * 9 * BLOCK + i * BLOCK + s] * w[SHARE + s];
        }
      }
    }
  }

  /**
   * ofBatchDistance [2, 3, 3] = product [2, 3, 3] - mean
   */
  private static void forwardOfBatchDistance(float[] g, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s++) {
          w[OF_BATCH_DISTANCE + c * 9 * BLOCK + i * BLOCK + s] =
              w[PRODUCT + c * 9 * BLOCK + i * BLOCK + s] - g[OF_BATCH_RUNNING_MEAN + c];
        }
      }
    }
  }

  /**
   * ofBatchPart [2, 3, 3] = what each value adds to the variance
   */
  private static void forwardOfBatchVariancePart(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s++) {
          w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s] =
              w[OF_BATCH_DISTANCE + c * 9 * BLOCK + i * BLOCK + s]
              * w[OF_BATCH_DISTANCE + c * 9 * BLOCK + i * BLOCK + s] * w[SHARE + s];
        }
      }
    }
  }

  /**
   * ofBatchNormal [2, 3, 3] = ofBatchDistance / sqrt(variance + 1.0E-5)
   */
  private static void forwardOfBatchNormal(float[] g, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s++) {
          w[OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK + s] =
              w[OF_BATCH_DISTANCE + c * 9 * BLOCK + i * BLOCK + s]
              * (1f / (float) Math.sqrt(g[OF_BATCH_RUNNING_VAR + c] + 1.0E-5f));
        }
      }
    }
  }

  /**
   * loss and dRow of row [18]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.055555556f;
      for (int i = 0; i < 18; i++) {
        float d = w[ROW + i * BLOCK + s] - w[TARGET + i * BLOCK + s];
        total += d * d;
        w[D_ROW + i * BLOCK + s] = d * 2f * weight;
      }
      w[LOSS + s] = total * 0.055555556f;
    }
  }

  /**
   * dOfBatch [2, 3, 3] = dRow
   */
  private static void backwardRowInput(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_OF_BATCH + i * BLOCK + s] = w[D_ROW + i * BLOCK + s];
      }
    }
  }

  /**
   * dOfBatchProduct = dOfBatch * ofBatchNormal
   */
  private static void backwardOfBatchProduct(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s++) {
          w[D_OF_BATCH_PRODUCT + c * 9 * BLOCK + i * BLOCK + s] =
              w[D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s]
              * w[OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK + s];
        }
      }
    }
  }

  /**
   * dProduct [2, 3, 3] = (dSum - (dBias + normal * dWeight) / n) * weight / sqrt(variance +
   * 1.0E-5)
   */
  private static void backwardOfBatchInput(float[] p, float[] g, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 9; i++) {
        for (int s = at; s < end; s++) {
          w[D_PRODUCT + c * 9 * BLOCK + i * BLOCK + s] =
              (w[D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s]
              - Math.fma(w[OF_BATCH_NORMAL + c * 9 * BLOCK + i * BLOCK + s], g[OF_BATCH_WEIGHT + c],
              g[OF_BATCH_BIAS + c]) * (w[SHARE + s] * 0.11111111f))
              * (p[OF_BATCH_WEIGHT + c]
              * (1f / (float) Math.sqrt(g[OF_BATCH_RUNNING_VAR + c] + 1.0E-5f)));
        }
      }
    }
  }

  /**
   * dNormal [2, 3, 3] = dProduct times the other factors
   */
  private static void backwardProductInto1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_NORMAL + i * BLOCK + s] = w[D_PRODUCT + i * BLOCK + s] * w[INPUT + i * BLOCK + s];
      }
    }
  }

  /**
   * dNormalProduct = dNormal * normalNormal
   */
  private static void backwardNormalProduct(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_NORMAL_PRODUCT + i * BLOCK + s] = w[D_NORMAL + i * BLOCK + s]
            * w[NORMAL_NORMAL + i * BLOCK + s];
      }
    }
  }

  /**
   * dInput [2, 3, 3] = dProduct times the other factors
   */
  private static void backwardProductInto2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_INPUT + i * BLOCK + s] = w[D_PRODUCT + i * BLOCK + s] * w[NORMAL + i * BLOCK + s];
      }
    }
  }

  /**
   * dInput [2, 3, 3] += (g - mean of g - normal * mean of g * normal) * scale, g = weight *
   * dNormal
   */
  private static void backwardNormalInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float mean = 0f;
      float slope = 0f;
      for (int i = 0; i < 18; i++) {
        float d = w[D_NORMAL + i * BLOCK + s] * p[NORMAL_WEIGHT + i];
        mean += d;
        slope = Math.fma(d, w[NORMAL_NORMAL + i * BLOCK + s], slope);
      }
      mean = mean * 0.055555556f;
      slope = slope * 0.055555556f;
      for (int i = 0; i < 18; i++) {
        w[D_INPUT + i * BLOCK + s] += (w[D_NORMAL + i * BLOCK + s] * p[NORMAL_WEIGHT + i] - mean
            - w[NORMAL_NORMAL + i * BLOCK + s] * slope) * w[NORMAL_SCALE + s];
      }
    }
  }

  /**
   * ofBatchBatchMean [2] = ofBatchPart, summed over places and the batch
   */
  private static void forwardOfBatchMean(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int c = 0; c < 2; c++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += forwardOfBatchMeanLanes(w, padded, lane, c);
      }
      g[OF_BATCH_RUNNING_MEAN + c] = total * 0.11111111f;
    }
  }

  private static float forwardOfBatchMeanLanes(float[] w, int samples, int lane, int c) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int i = 0; i < 9; i++) {
        sum0 += w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s];
        sum1 += w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s + 1];
        sum2 += w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s + 2];
        sum3 += w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s + 3];
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * ofBatchBatchVar [2] = ofBatchPart, summed over places and the batch
   */
  private static void forwardOfBatchVariance(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int c = 0; c < 2; c++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += forwardOfBatchVarianceLanes(w, padded, lane, c);
      }
      g[OF_BATCH_RUNNING_VAR + c] = total * 0.11111111f;
    }
  }

  private static float forwardOfBatchVarianceLanes(float[] w, int samples, int lane, int c) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int i = 0; i < 9; i++) {
        sum0 += w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s];
        sum1 += w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s + 1];
        sum2 += w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s + 2];
        sum3 += w[OF_BATCH_PART + c * 9 * BLOCK + i * BLOCK + s + 3];
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dOfBatchWeight = dOfBatchProduct, summed over places and the batch
   */
  private static void backwardOfBatchWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int c = 0; c < 2; c++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardOfBatchWeightLanes(w, padded, lane, c);
      }
      g[OF_BATCH_WEIGHT + c] = total;
    }
  }

  private static float backwardOfBatchWeightLanes(float[] w, int samples, int lane, int c) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int i = 0; i < 9; i++) {
        sum0 += w[D_OF_BATCH_PRODUCT + c * 9 * BLOCK + i * BLOCK + s];
        sum1 += w[D_OF_BATCH_PRODUCT + c * 9 * BLOCK + i * BLOCK + s + 1];
        sum2 += w[D_OF_BATCH_PRODUCT + c * 9 * BLOCK + i * BLOCK + s + 2];
        sum3 += w[D_OF_BATCH_PRODUCT + c * 9 * BLOCK + i * BLOCK + s + 3];
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dOfBatchBias = dOfBatch, summed over places and the batch
   */
  private static void backwardOfBatchBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int c = 0; c < 2; c++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardOfBatchBiasLanes(w, padded, lane, c);
      }
      g[OF_BATCH_BIAS + c] = total;
    }
  }

  private static float backwardOfBatchBiasLanes(float[] w, int samples, int lane, int c) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int i = 0; i < 9; i++) {
        sum0 += w[D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s];
        sum1 += w[D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s + 1];
        sum2 += w[D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s + 2];
        sum3 += w[D_OF_BATCH + c * 9 * BLOCK + i * BLOCK + s + 3];
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dNormalWeight = dNormalProduct, summed over the batch
   */
  private static void backwardNormalWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int i = 0; i < 18; i++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardNormalWeightLanes(w, padded, lane, i);
      }
      g[NORMAL_WEIGHT + i] = total;
    }
  }

  private static float backwardNormalWeightLanes(float[] w, int samples, int lane, int i) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_NORMAL_PRODUCT + i * BLOCK + s];
      sum1 += w[D_NORMAL_PRODUCT + i * BLOCK + s + 1];
      sum2 += w[D_NORMAL_PRODUCT + i * BLOCK + s + 2];
      sum3 += w[D_NORMAL_PRODUCT + i * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dNormalBias = dNormal, summed over the batch
   */
  private static void backwardNormalBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int i = 0; i < 18; i++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardNormalBiasLanes(w, padded, lane, i);
      }
      g[NORMAL_BIAS + i] = total;
    }
  }

  private static float backwardNormalBiasLanes(float[] w, int samples, int lane, int i) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_NORMAL + i * BLOCK + s];
      sum1 += w[D_NORMAL + i * BLOCK + s + 1];
      sum2 += w[D_NORMAL + i * BLOCK + s + 2];
      sum3 += w[D_NORMAL + i * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
