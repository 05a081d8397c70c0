package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;

/**
 * DenseLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link DenseLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}.
 */
final class DenseLayerPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 2880;

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 140;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 640;

  private static final int HIDDEN = 1280;

  private static final int TARGET = 1504;

  private static final int SHARE = 1728;

  private static final int LOSS = 1760;

  private static final int D_HIDDEN = 1792;

  private static final int D_HIDDEN_SUM = 2016;

  private static final int D_INPUT = 2240;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardHiddenSum(p, w, at, samples);
    forwardHidden(w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
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
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
    if (task < 1) {
      backwardHiddenWeight(g, w, samples);
    } else if (task < 2) {
      backwardHiddenBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardHiddenInput(p, w, at, samples);
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 20; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 20 + k];
      }
    }
  }

  /**
   * hidden, for now, = the sums of forwardHidden
   */
  private static void forwardHiddenSum(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      forwardHiddenSumTile6x2(p, w, s, 0);
      forwardHiddenSumTile1x2(p, w, s, 6);
    }
    if (s < end) {
      forwardHiddenSumTile7x1(p, w, s, 0);
    }
  }

  private static void forwardHiddenSumTile6x2(float[] p, float[] w, int s, int u) {
    float sum00 = p[HIDDEN_BIAS + u];
    float sum01 = p[HIDDEN_BIAS + u];
    float sum10 = p[HIDDEN_BIAS + u + 1];
    float sum11 = p[HIDDEN_BIAS + u + 1];
    float sum20 = p[HIDDEN_BIAS + u + 2];
    float sum21 = p[HIDDEN_BIAS + u + 2];
    float sum30 = p[HIDDEN_BIAS + u + 3];
    float sum31 = p[HIDDEN_BIAS + u + 3];
    float sum40 = p[HIDDEN_BIAS + u + 4];
    float sum41 = p[HIDDEN_BIAS + u + 4];
    float sum50 = p[HIDDEN_BIAS + u + 5];
    float sum51 = p[HIDDEN_BIAS + u + 5];
    for (int k = 0; k < 20; k++) {
      float input0 = w[INPUT + k * BLOCK + s];
      float input1 = w[INPUT + k * BLOCK + s + 1];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 20 + k];
      sum00 = Math.fma(hiddenWeight0, input0, sum00);
      sum01 = Math.fma(hiddenWeight0, input1, sum01);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 20 + k + 20];
      sum10 = Math.fma(hiddenWeight1, input0, sum10);
      sum11 = Math.fma(hiddenWeight1, input1, sum11);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 20 + k + 40];
      sum20 = Math.fma(hiddenWeight2, input0, sum20);
      sum21 = Math.fma(hiddenWeight2, input1, sum21);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 20 + k + 60];
      sum30 = Math.fma(hiddenWeight3, input0, sum30);
      sum31 = Math.fma(hiddenWeight3, input1, sum31);
      float hiddenWeight4 = p[HIDDEN_WEIGHT + u * 20 + k + 80];
      sum40 = Math.fma(hiddenWeight4, input0, sum40);
      sum41 = Math.fma(hiddenWeight4, input1, sum41);
      float hiddenWeight5 = p[HIDDEN_WEIGHT + u * 20 + k + 100];
      sum50 = Math.fma(hiddenWeight5, input0, sum50);
      sum51 = Math.fma(hiddenWeight5, input1, sum51);
    }
    w[HIDDEN + u * BLOCK + s] = sum00;
    w[HIDDEN + u * BLOCK + s + 1] = sum01;
    w[HIDDEN + u * BLOCK + BLOCK + s] = sum10;
    w[HIDDEN + u * BLOCK + BLOCK + s + 1] = sum11;
    w[HIDDEN + u * BLOCK + 2 * BLOCK + s] = sum20;
    w[HIDDEN + u * BLOCK + 2 * BLOCK + s + 1] = sum21;
    w[HIDDEN + u * BLOCK + 3 * BLOCK + s] = sum30;
    w[HIDDEN + u * BLOCK + 3 * BLOCK + s + 1] = sum31;
    w[HIDDEN + u * BLOCK + 4 * BLOCK + s] = sum40;
    w[HIDDEN + u * BLOCK + 4 * BLOCK + s + 1] = sum41;
    w[HIDDEN + u * BLOCK + 5 * BLOCK + s] = sum50;
    w[HIDDEN + u * BLOCK + 5 * BLOCK + s + 1] = sum51;
  }

  private static void forwardHiddenSumTile1x2(float[] p, float[] w, int s, int u) {
    float sum0 = p[HIDDEN_BIAS + u];
    float sum1 = p[HIDDEN_BIAS + u];
    for (int k = 0; k < 20; k++) {
      float input0 = w[INPUT + k * BLOCK + s];
      float input1 = w[INPUT + k * BLOCK + s + 1];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 20 + k];
      sum0 = Math.fma(hiddenWeight0, input0, sum0);
      sum1 = Math.fma(hiddenWeight0, input1, sum1);
    }
    w[HIDDEN + u * BLOCK + s] = sum0;
    w[HIDDEN + u * BLOCK + s + 1] = sum1;
  }

  private static void forwardHiddenSumTile7x1(float[] p, float[] w, int s, int u) {
    float sum0 = p[HIDDEN_BIAS + u];
    float sum1 = p[HIDDEN_BIAS + u + 1];
    float sum2 = p[HIDDEN_BIAS + u + 2];
    float sum3 = p[HIDDEN_BIAS + u + 3];
    float sum4 = p[HIDDEN_BIAS + u + 4];
    float sum5 = p[HIDDEN_BIAS + u + 5];
    float sum6 = p[HIDDEN_BIAS + u + 6];
    for (int k = 0; k < 20; k++) {
      float input0 = w[INPUT + k * BLOCK + s];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 20 + k];
      sum0 = Math.fma(hiddenWeight0, input0, sum0);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 20 + k + 20];
      sum1 = Math.fma(hiddenWeight1, input0, sum1);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 20 + k + 40];
      sum2 = Math.fma(hiddenWeight2, input0, sum2);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 20 + k + 60];
      sum3 = Math.fma(hiddenWeight3, input0, sum3);
      float hiddenWeight4 = p[HIDDEN_WEIGHT + u * 20 + k + 80];
      sum4 = Math.fma(hiddenWeight4, input0, sum4);
      float hiddenWeight5 = p[HIDDEN_WEIGHT + u * 20 + k + 100];
      sum5 = Math.fma(hiddenWeight5, input0, sum5);
      float hiddenWeight6 = p[HIDDEN_WEIGHT + u * 20 + k + 120];
      sum6 = Math.fma(hiddenWeight6, input0, sum6);
    }
    w[HIDDEN + u * BLOCK + s] = sum0;
    w[HIDDEN + u * BLOCK + BLOCK + s] = sum1;
    w[HIDDEN + u * BLOCK + 2 * BLOCK + s] = sum2;
    w[HIDDEN + u * BLOCK + 3 * BLOCK + s] = sum3;
    w[HIDDEN + u * BLOCK + 4 * BLOCK + s] = sum4;
    w[HIDDEN + u * BLOCK + 5 * BLOCK + s] = sum5;
    w[HIDDEN + u * BLOCK + 6 * BLOCK + s] = sum6;
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
      for (int k = 0; k < 20; k += 5) {
        backwardHiddenInputTile5x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 20; k += 10) {
        backwardHiddenInputTile10x1(p, w, s, k);
      }
    }
  }

  private static void backwardHiddenInputTile5x2(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 7; u++) {
      float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
      float dHiddenSum1 = w[D_HIDDEN_SUM + u * BLOCK + s + 1];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 20 + k];
      sum00 = Math.fma(hiddenWeight0, dHiddenSum0, sum00);
      sum01 = Math.fma(hiddenWeight0, dHiddenSum1, sum01);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 20 + k + 1];
      sum10 = Math.fma(hiddenWeight1, dHiddenSum0, sum10);
      sum11 = Math.fma(hiddenWeight1, dHiddenSum1, sum11);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 20 + k + 2];
      sum20 = Math.fma(hiddenWeight2, dHiddenSum0, sum20);
      sum21 = Math.fma(hiddenWeight2, dHiddenSum1, sum21);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 20 + k + 3];
      sum30 = Math.fma(hiddenWeight3, dHiddenSum0, sum30);
      sum31 = Math.fma(hiddenWeight3, dHiddenSum1, sum31);
      float hiddenWeight4 = p[HIDDEN_WEIGHT + u * 20 + k + 4];
      sum40 = Math.fma(hiddenWeight4, dHiddenSum0, sum40);
      sum41 = Math.fma(hiddenWeight4, dHiddenSum1, sum41);
    }
    w[D_INPUT + k * BLOCK + s] = sum00;
    w[D_INPUT + k * BLOCK + s + 1] = sum01;
    w[D_INPUT + k * BLOCK + BLOCK + s] = sum10;
    w[D_INPUT + k * BLOCK + BLOCK + s + 1] = sum11;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s] = sum20;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s + 1] = sum21;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s] = sum30;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s + 1] = sum31;
    w[D_INPUT + k * BLOCK + 4 * BLOCK + s] = sum40;
    w[D_INPUT + k * BLOCK + 4 * BLOCK + s + 1] = sum41;
  }

  private static void backwardHiddenInputTile10x1(float[] p, float[] w, int s, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    float sum4 = 0f;
    float sum5 = 0f;
    float sum6 = 0f;
    float sum7 = 0f;
    float sum8 = 0f;
    float sum9 = 0f;
    for (int u = 0; u < 7; u++) {
      float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 20 + k];
      sum0 = Math.fma(hiddenWeight0, dHiddenSum0, sum0);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 20 + k + 1];
      sum1 = Math.fma(hiddenWeight1, dHiddenSum0, sum1);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 20 + k + 2];
      sum2 = Math.fma(hiddenWeight2, dHiddenSum0, sum2);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 20 + k + 3];
      sum3 = Math.fma(hiddenWeight3, dHiddenSum0, sum3);
      float hiddenWeight4 = p[HIDDEN_WEIGHT + u * 20 + k + 4];
      sum4 = Math.fma(hiddenWeight4, dHiddenSum0, sum4);
      float hiddenWeight5 = p[HIDDEN_WEIGHT + u * 20 + k + 5];
      sum5 = Math.fma(hiddenWeight5, dHiddenSum0, sum5);
      float hiddenWeight6 = p[HIDDEN_WEIGHT + u * 20 + k + 6];
      sum6 = Math.fma(hiddenWeight6, dHiddenSum0, sum6);
      float hiddenWeight7 = p[HIDDEN_WEIGHT + u * 20 + k + 7];
      sum7 = Math.fma(hiddenWeight7, dHiddenSum0, sum7);
      float hiddenWeight8 = p[HIDDEN_WEIGHT + u * 20 + k + 8];
      sum8 = Math.fma(hiddenWeight8, dHiddenSum0, sum8);
      float hiddenWeight9 = p[HIDDEN_WEIGHT + u * 20 + k + 9];
      sum9 = Math.fma(hiddenWeight9, dHiddenSum0, sum9);
    }
    w[D_INPUT + k * BLOCK + s] = sum0;
    w[D_INPUT + k * BLOCK + BLOCK + s] = sum1;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s] = sum2;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s] = sum3;
    w[D_INPUT + k * BLOCK + 4 * BLOCK + s] = sum4;
    w[D_INPUT + k * BLOCK + 5 * BLOCK + s] = sum5;
    w[D_INPUT + k * BLOCK + 6 * BLOCK + s] = sum6;
    w[D_INPUT + k * BLOCK + 7 * BLOCK + s] = sum7;
    w[D_INPUT + k * BLOCK + 8 * BLOCK + s] = sum8;
    w[D_INPUT + k * BLOCK + 9 * BLOCK + s] = sum9;
  }

  private static void backwardHiddenWeightTile6x2(float[] g, float[] w, int samples, int u, int k) {
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        float input0 = w[row];
        float input1 = w[row + 1];
        float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
        sum00 = Math.fma(dHiddenSum0, input0, sum00);
        sum01 = Math.fma(dHiddenSum0, input1, sum01);
        float dHiddenSum1 = w[D_HIDDEN_SUM + u * BLOCK + BLOCK + s];
        sum10 = Math.fma(dHiddenSum1, input0, sum10);
        sum11 = Math.fma(dHiddenSum1, input1, sum11);
        float dHiddenSum2 = w[D_HIDDEN_SUM + u * BLOCK + 2 * BLOCK + s];
        sum20 = Math.fma(dHiddenSum2, input0, sum20);
        sum21 = Math.fma(dHiddenSum2, input1, sum21);
        float dHiddenSum3 = w[D_HIDDEN_SUM + u * BLOCK + 3 * BLOCK + s];
        sum30 = Math.fma(dHiddenSum3, input0, sum30);
        sum31 = Math.fma(dHiddenSum3, input1, sum31);
        float dHiddenSum4 = w[D_HIDDEN_SUM + u * BLOCK + 4 * BLOCK + s];
        sum40 = Math.fma(dHiddenSum4, input0, sum40);
        sum41 = Math.fma(dHiddenSum4, input1, sum41);
        float dHiddenSum5 = w[D_HIDDEN_SUM + u * BLOCK + 5 * BLOCK + s];
        sum50 = Math.fma(dHiddenSum5, input0, sum50);
        sum51 = Math.fma(dHiddenSum5, input1, sum51);
      }
    }
    g[HIDDEN_WEIGHT + u * 20 + k] = sum00;
    g[HIDDEN_WEIGHT + u * 20 + k + 1] = sum01;
    g[HIDDEN_WEIGHT + u * 20 + k + 20] = sum10;
    g[HIDDEN_WEIGHT + u * 20 + k + 1 + 20] = sum11;
    g[HIDDEN_WEIGHT + u * 20 + k + 40] = sum20;
    g[HIDDEN_WEIGHT + u * 20 + k + 1 + 40] = sum21;
    g[HIDDEN_WEIGHT + u * 20 + k + 60] = sum30;
    g[HIDDEN_WEIGHT + u * 20 + k + 1 + 60] = sum31;
    g[HIDDEN_WEIGHT + u * 20 + k + 80] = sum40;
    g[HIDDEN_WEIGHT + u * 20 + k + 1 + 80] = sum41;
    g[HIDDEN_WEIGHT + u * 20 + k + 100] = sum50;
    g[HIDDEN_WEIGHT + u * 20 + k + 1 + 100] = sum51;
  }

  private static void backwardHiddenWeightTile1x2(float[] g, float[] w, int samples, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        float input0 = w[row];
        float input1 = w[row + 1];
        float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
        sum0 = Math.fma(dHiddenSum0, input0, sum0);
        sum1 = Math.fma(dHiddenSum0, input1, sum1);
      }
    }
    g[HIDDEN_WEIGHT + u * 20 + k] = sum0;
    g[HIDDEN_WEIGHT + u * 20 + k + 1] = sum1;
  }

  private static void backwardHiddenWeightTile6x1(float[] g, float[] w, int samples, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    float sum4 = 0f;
    float sum5 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        float input0 = w[row];
        float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
        sum0 = Math.fma(dHiddenSum0, input0, sum0);
        float dHiddenSum1 = w[D_HIDDEN_SUM + u * BLOCK + BLOCK + s];
        sum1 = Math.fma(dHiddenSum1, input0, sum1);
        float dHiddenSum2 = w[D_HIDDEN_SUM + u * BLOCK + 2 * BLOCK + s];
        sum2 = Math.fma(dHiddenSum2, input0, sum2);
        float dHiddenSum3 = w[D_HIDDEN_SUM + u * BLOCK + 3 * BLOCK + s];
        sum3 = Math.fma(dHiddenSum3, input0, sum3);
        float dHiddenSum4 = w[D_HIDDEN_SUM + u * BLOCK + 4 * BLOCK + s];
        sum4 = Math.fma(dHiddenSum4, input0, sum4);
        float dHiddenSum5 = w[D_HIDDEN_SUM + u * BLOCK + 5 * BLOCK + s];
        sum5 = Math.fma(dHiddenSum5, input0, sum5);
      }
    }
    g[HIDDEN_WEIGHT + u * 20 + k] = sum0;
    g[HIDDEN_WEIGHT + u * 20 + k + 20] = sum1;
    g[HIDDEN_WEIGHT + u * 20 + k + 40] = sum2;
    g[HIDDEN_WEIGHT + u * 20 + k + 60] = sum3;
    g[HIDDEN_WEIGHT + u * 20 + k + 80] = sum4;
    g[HIDDEN_WEIGHT + u * 20 + k + 100] = sum5;
  }

  private static void backwardHiddenWeightTile1x1(float[] g, float[] w, int samples, int u, int k) {
    float sum = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 20) {
        float input0 = w[row];
        float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
        sum = Math.fma(dHiddenSum0, input0, sum);
      }
    }
    g[HIDDEN_WEIGHT + u * 20 + k] = sum;
  }

  /**
   * dHiddenWeight = dHiddenSum [7] * input [20]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] w, int samples) {
    int k = 0;
    int end = 20;
    for (; k + 2 <= end; k += 2) {
      backwardHiddenWeightTile6x2(g, w, samples, 0, k);
      backwardHiddenWeightTile1x2(g, w, samples, 6, k);
    }
    for (; k + 1 <= end; k++) {
      backwardHiddenWeightTile6x1(g, w, samples, 0, k);
      backwardHiddenWeightTile1x1(g, w, samples, 6, k);
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        sum0 += w[D_HIDDEN_SUM + u * BLOCK + s];
        sum1 += w[D_HIDDEN_SUM + u * BLOCK + s + 1];
        sum2 += w[D_HIDDEN_SUM + u * BLOCK + s + 2];
        sum3 += w[D_HIDDEN_SUM + u * BLOCK + s + 3];
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
