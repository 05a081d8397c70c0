package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * DenseLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link DenseLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class DenseLayerPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 2256;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 20);

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 140;

  private static final int INPUT = 12;

  private static final int HIDDEN = 652;

  private static final int TARGET = 876;

  private static final int SHARE = 1100;

  private static final int LOSS = 1132;

  private static final int D_HIDDEN = 1164;

  private static final int D_HIDDEN_SUM = 1388;

  private static final int D_INPUT = 1612;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardHiddenSum(p, w, at, samples);
    forwardHidden(w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] q, float[] g, float[] x, int[] rows, float[] w,
      int at, int count) {
    int samples = (count + 15) & -16;
    inputColumns(x, 0, rows, at / BLOCK_FLOATS * BLOCK + at % BLOCK_FLOATS, w, at, samples);
    forwardHiddenSum(p, w, at, samples);
    forwardHidden(w, at, samples);
    backwardLoss(w, at, samples);
    backwardHiddenSum(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 2;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 1) {
      backwardHiddenWeight(g, x, rows, w, samples);
    } else if (task < 2) {
      backwardHiddenBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardHiddenInput(p, w, at, samples);
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
    for (int i = 0, column = columns; i < 20; i += 2, column += 2 * BLOCK) {
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
   * hidden, for now, = the sums of forwardHidden
   */
  private static void forwardHiddenSum(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      forwardHiddenSumTile4x2(p, w, s, 0);
      forwardHiddenSumTile3x2(p, w, s, 4);
    }
    if (s < end) {
      forwardHiddenSumTile4x1(p, w, s, 0);
      forwardHiddenSumTile3x1(p, w, s, 4);
    }
  }

  private static void forwardHiddenSumTile4x2(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    float sum00 = p[hiddenBiasAt];
    float sum01 = p[hiddenBiasAt];
    float sum10 = p[hiddenBiasAt + 1];
    float sum11 = p[hiddenBiasAt + 1];
    float sum20 = p[hiddenBiasAt + 2];
    float sum21 = p[hiddenBiasAt + 2];
    float sum30 = p[hiddenBiasAt + 3];
    float sum31 = p[hiddenBiasAt + 3];
    for (int k = 0; k < 20; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      float input1 = w[inputAt + 1];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum00 = Math.fma(hiddenWeight0, input0, sum00);
      sum01 = Math.fma(hiddenWeight0, input1, sum01);
      float hiddenWeight1 = p[hiddenWeightAt + 20];
      sum10 = Math.fma(hiddenWeight1, input0, sum10);
      sum11 = Math.fma(hiddenWeight1, input1, sum11);
      float hiddenWeight2 = p[hiddenWeightAt + 40];
      sum20 = Math.fma(hiddenWeight2, input0, sum20);
      sum21 = Math.fma(hiddenWeight2, input1, sum21);
      float hiddenWeight3 = p[hiddenWeightAt + 60];
      sum30 = Math.fma(hiddenWeight3, input0, sum30);
      sum31 = Math.fma(hiddenWeight3, input1, sum31);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    w[hiddenAt] = sum00;
    w[hiddenAt + 1] = sum01;
    w[hiddenAt + BLOCK] = sum10;
    w[hiddenAt + BLOCK + 1] = sum11;
    w[hiddenAt + 2 * BLOCK] = sum20;
    w[hiddenAt + 2 * BLOCK + 1] = sum21;
    w[hiddenAt + 3 * BLOCK] = sum30;
    w[hiddenAt + 3 * BLOCK + 1] = sum31;
  }

  private static void forwardHiddenSumTile3x2(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    float sum00 = p[hiddenBiasAt];
    float sum01 = p[hiddenBiasAt];
    float sum10 = p[hiddenBiasAt + 1];
    float sum11 = p[hiddenBiasAt + 1];
    float sum20 = p[hiddenBiasAt + 2];
    float sum21 = p[hiddenBiasAt + 2];
    for (int k = 0; k < 20; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      float input1 = w[inputAt + 1];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum00 = Math.fma(hiddenWeight0, input0, sum00);
      sum01 = Math.fma(hiddenWeight0, input1, sum01);
      float hiddenWeight1 = p[hiddenWeightAt + 20];
      sum10 = Math.fma(hiddenWeight1, input0, sum10);
      sum11 = Math.fma(hiddenWeight1, input1, sum11);
      float hiddenWeight2 = p[hiddenWeightAt + 40];
      sum20 = Math.fma(hiddenWeight2, input0, sum20);
      sum21 = Math.fma(hiddenWeight2, input1, sum21);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    w[hiddenAt] = sum00;
    w[hiddenAt + 1] = sum01;
    w[hiddenAt + BLOCK] = sum10;
    w[hiddenAt + BLOCK + 1] = sum11;
    w[hiddenAt + 2 * BLOCK] = sum20;
    w[hiddenAt + 2 * BLOCK + 1] = sum21;
  }

  private static void forwardHiddenSumTile4x1(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    float sum0 = p[hiddenBiasAt];
    float sum1 = p[hiddenBiasAt + 1];
    float sum2 = p[hiddenBiasAt + 2];
    float sum3 = p[hiddenBiasAt + 3];
    for (int k = 0; k < 20; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum0 = Math.fma(hiddenWeight0, input0, sum0);
      float hiddenWeight1 = p[hiddenWeightAt + 20];
      sum1 = Math.fma(hiddenWeight1, input0, sum1);
      float hiddenWeight2 = p[hiddenWeightAt + 40];
      sum2 = Math.fma(hiddenWeight2, input0, sum2);
      float hiddenWeight3 = p[hiddenWeightAt + 60];
      sum3 = Math.fma(hiddenWeight3, input0, sum3);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    w[hiddenAt] = sum0;
    w[hiddenAt + BLOCK] = sum1;
    w[hiddenAt + 2 * BLOCK] = sum2;
    w[hiddenAt + 3 * BLOCK] = sum3;
  }

  private static void forwardHiddenSumTile3x1(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    float sum0 = p[hiddenBiasAt];
    float sum1 = p[hiddenBiasAt + 1];
    float sum2 = p[hiddenBiasAt + 2];
    for (int k = 0; k < 20; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum0 = Math.fma(hiddenWeight0, input0, sum0);
      float hiddenWeight1 = p[hiddenWeightAt + 20];
      sum1 = Math.fma(hiddenWeight1, input0, sum1);
      float hiddenWeight2 = p[hiddenWeightAt + 40];
      sum2 = Math.fma(hiddenWeight2, input0, sum2);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    w[hiddenAt] = sum0;
    w[hiddenAt + BLOCK] = sum1;
    w[hiddenAt + 2 * BLOCK] = sum2;
  }

  /**
   * hidden [7] = tanh(weight [7, 20] * input [20] + bias [7])
   */
  private static void forwardHidden(float[] w, int at, int samples) {
    int end = at + samples;
    for (int u = 0; u < 7; u++) {
      for (int s = at; s < end; s++) {
        float sum = w[HIDDEN + u * BLOCK + s];
        w[HIDDEN + u * BLOCK + s] = FloatMath.tanh(sum);
      }
    }
  }

  /**
   * loss and dHidden of hidden [7]: mean of d^2/2 near 0, delta (|d| - delta/2) beyond, d = x -
   * target; its gradient d, at most delta
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.14285715f;
      for (int i = 0; i < 7; i++) {
        float d = w[HIDDEN + i * BLOCK + s] - w[TARGET + i * BLOCK + s];
        float size = Math.abs(d);
        total += size > 1f ? size - 0.5f : d * d * 0.5f;
        w[D_HIDDEN + i * BLOCK + s] = Math.min(Math.max(d, -1f), 1f) * weight;
      }
      w[LOSS + s] = total * 0.14285715f;
    }
  }

  /**
   * dHiddenSum = dHidden * tanh'
   */
  private static void backwardHiddenSum(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 7; i++) {
      for (int s = at; s < end; s++) {
        float t = w[HIDDEN + i * BLOCK + s];
        w[D_HIDDEN_SUM + i * BLOCK + s] = w[D_HIDDEN + i * BLOCK + s] * (1f - t * t);
      }
    }
  }

  /**
   * dInput [20] = weight [7, 20]^T * dHiddenSum [7]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int k = 0; k < 20; k += 4) {
        backwardHiddenInputTile4x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 20; k += 4) {
        backwardHiddenInputTile4x1(p, w, s, k);
      }
    }
  }

  private static void backwardHiddenInputTile4x2(float[] p, float[] w, int s, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    float sum30 = 0f;
    float sum31 = 0f;
    for (int u = 0; u < 7; u++) {
      int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
      float dHiddenSum0 = w[dHiddenSumAt];
      float dHiddenSum1 = w[dHiddenSumAt + 1];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum00 = Math.fma(hiddenWeight0, dHiddenSum0, sum00);
      sum01 = Math.fma(hiddenWeight0, dHiddenSum1, sum01);
      float hiddenWeight1 = p[hiddenWeightAt + 1];
      sum10 = Math.fma(hiddenWeight1, dHiddenSum0, sum10);
      sum11 = Math.fma(hiddenWeight1, dHiddenSum1, sum11);
      float hiddenWeight2 = p[hiddenWeightAt + 2];
      sum20 = Math.fma(hiddenWeight2, dHiddenSum0, sum20);
      sum21 = Math.fma(hiddenWeight2, dHiddenSum1, sum21);
      float hiddenWeight3 = p[hiddenWeightAt + 3];
      sum30 = Math.fma(hiddenWeight3, dHiddenSum0, sum30);
      sum31 = Math.fma(hiddenWeight3, dHiddenSum1, sum31);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    w[dInputAt] = sum00;
    w[dInputAt + 1] = sum01;
    w[dInputAt + BLOCK] = sum10;
    w[dInputAt + BLOCK + 1] = sum11;
    w[dInputAt + 2 * BLOCK] = sum20;
    w[dInputAt + 2 * BLOCK + 1] = sum21;
    w[dInputAt + 3 * BLOCK] = sum30;
    w[dInputAt + 3 * BLOCK + 1] = sum31;
  }

  private static void backwardHiddenInputTile4x1(float[] p, float[] w, int s, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int u = 0; u < 7; u++) {
      int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
      float dHiddenSum0 = w[dHiddenSumAt];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum0 = Math.fma(hiddenWeight0, dHiddenSum0, sum0);
      float hiddenWeight1 = p[hiddenWeightAt + 1];
      sum1 = Math.fma(hiddenWeight1, dHiddenSum0, sum1);
      float hiddenWeight2 = p[hiddenWeightAt + 2];
      sum2 = Math.fma(hiddenWeight2, dHiddenSum0, sum2);
      float hiddenWeight3 = p[hiddenWeightAt + 3];
      sum3 = Math.fma(hiddenWeight3, dHiddenSum0, sum3);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    w[dInputAt] = sum0;
    w[dInputAt + BLOCK] = sum1;
    w[dInputAt + 2 * BLOCK] = sum2;
    w[dInputAt + 3 * BLOCK] = sum3;
  }

  private static void backwardHiddenWeightTile7x2(float[] g, float[] x, int[] rows, float[] w,
      int samples, int u, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    float sum30 = 0f;
    float sum31 = 0f;
    float sum40 = 0f;
    float sum41 = 0f;
    float sum50 = 0f;
    float sum51 = 0f;
    float sum60 = 0f;
    float sum61 = 0f;
    for (int at = 0, sample = 0; sample < samples; at += BLOCK_FLOATS) {
      int end = at + Math.min(samples - sample, BLOCK);
      for (int s = at; s < end; s++, sample++) {
        int row = rows[sample] + k;
        float input0 = x[row];
        float input1 = x[row + 1];
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        float dHiddenSum0 = w[dHiddenSumAt];
        sum00 = Math.fma(dHiddenSum0, input0, sum00);
        sum01 = Math.fma(dHiddenSum0, input1, sum01);
        float dHiddenSum1 = w[dHiddenSumAt + BLOCK];
        sum10 = Math.fma(dHiddenSum1, input0, sum10);
        sum11 = Math.fma(dHiddenSum1, input1, sum11);
        float dHiddenSum2 = w[dHiddenSumAt + 2 * BLOCK];
        sum20 = Math.fma(dHiddenSum2, input0, sum20);
        sum21 = Math.fma(dHiddenSum2, input1, sum21);
        float dHiddenSum3 = w[dHiddenSumAt + 3 * BLOCK];
        sum30 = Math.fma(dHiddenSum3, input0, sum30);
        sum31 = Math.fma(dHiddenSum3, input1, sum31);
        float dHiddenSum4 = w[dHiddenSumAt + 4 * BLOCK];
        sum40 = Math.fma(dHiddenSum4, input0, sum40);
        sum41 = Math.fma(dHiddenSum4, input1, sum41);
        float dHiddenSum5 = w[dHiddenSumAt + 5 * BLOCK];
        sum50 = Math.fma(dHiddenSum5, input0, sum50);
        sum51 = Math.fma(dHiddenSum5, input1, sum51);
        float dHiddenSum6 = w[dHiddenSumAt + 6 * BLOCK];
        sum60 = Math.fma(dHiddenSum6, input0, sum60);
        sum61 = Math.fma(dHiddenSum6, input1, sum61);
      }
    }
    int dHiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
    g[dHiddenWeightAt] = sum00;
    int dHiddenWeightAt1 = HIDDEN_WEIGHT + u * 20 + k + 1;
    g[dHiddenWeightAt1] = sum01;
    g[dHiddenWeightAt + 20] = sum10;
    g[dHiddenWeightAt1 + 20] = sum11;
    g[dHiddenWeightAt + 40] = sum20;
    g[dHiddenWeightAt1 + 40] = sum21;
    g[dHiddenWeightAt + 60] = sum30;
    g[dHiddenWeightAt1 + 60] = sum31;
    g[dHiddenWeightAt + 80] = sum40;
    g[dHiddenWeightAt1 + 80] = sum41;
    g[dHiddenWeightAt + 100] = sum50;
    g[dHiddenWeightAt1 + 100] = sum51;
    g[dHiddenWeightAt + 120] = sum60;
    g[dHiddenWeightAt1 + 120] = sum61;
  }

  /**
   * dHiddenWeight = dHiddenSum [7] * input [20]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] x, int[] rows, float[] w,
      int samples) {
    int k = 0;
    for (; k + 2 <= 20; k += 2) {
      backwardHiddenWeightTile7x2(g, x, rows, w, samples, 0, k);
    }
  }

  /**
   * dHiddenBias = dHiddenSum [7], summed over the batch
   */
  private static void backwardHiddenBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 7; u++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardHiddenBiasLanes(w, padded, lane, u);
      }
      g[HIDDEN_BIAS + u] = total;
    }
  }

  private static float backwardHiddenBiasLanes(float[] w, int samples, int lane, int u) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_HIDDEN_SUM + u * BLOCK + s];
      sum1 += w[D_HIDDEN_SUM + u * BLOCK + s + 1];
      sum2 += w[D_HIDDEN_SUM + u * BLOCK + s + 2];
      sum3 += w[D_HIDDEN_SUM + u * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
