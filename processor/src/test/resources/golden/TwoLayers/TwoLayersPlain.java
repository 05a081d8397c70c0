package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * TwoLayers in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link TwoLayersVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class TwoLayersPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 54192;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 784);

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 39200;

  private static final int SCORES_WEIGHT = 39250;

  private static final int SCORES_BIAS = 39750;

  private static final int INPUT = 12;

  private static final int HIDDEN = 25100;

  private static final int SCORES = 26700;

  private static final int TARGET = 27020;

  private static final int SHARE = 27052;

  private static final int LOSS = 27084;

  private static final int D_SCORES = 27116;

  private static final int D_HIDDEN_SUM = 27436;

  private static final int BACKWARD_LOSS_TOTAL = 29036;

  private static final int BACKWARD_LOSS_SCORE = 29068;

  private static final int D_INPUT = 29100;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardHidden(p, w, at, samples);
    forwardScores(p, w, at, samples);
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
    forwardHidden(p, w, at, samples);
    forwardScores(p, w, at, samples);
    backwardLoss1(w, at, samples);
    backwardLoss(w, at, samples);
    backwardScoresInput(p, w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 29;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 2) {
      backwardScoresWeight(g, w, lanes, samples, task);
    } else if (task < 3) {
      backwardScoresBias(g, w, lanes, samples);
    } else if (task < 28) {
      backwardHiddenWeight(g, x, rows, w, samples, task - 3);
    } else if (task < 29) {
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
    for (int i = 0, column = columns; i < 784; i += 2, column += 2 * BLOCK) {
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
   * hidden [50] = relu(weight [50, 784] * input [784] + bias [50])
   */
  private static void forwardHidden(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int u = 0; u < 48; u += 4) {
        forwardHiddenTile4x2(p, w, s, u);
      }
      forwardHiddenTile2x2(p, w, s, 48);
    }
    if (s < end) {
      for (int u = 0; u < 48; u += 4) {
        forwardHiddenTile4x1(p, w, s, u);
      }
      forwardHiddenTile2x1(p, w, s, 48);
    }
  }

  private static void forwardHiddenTile4x2(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    float sum00 = p[hiddenBiasAt];
    float sum01 = p[hiddenBiasAt];
    float sum10 = p[hiddenBiasAt + 1];
    float sum11 = p[hiddenBiasAt + 1];
    float sum20 = p[hiddenBiasAt + 2];
    float sum21 = p[hiddenBiasAt + 2];
    float sum30 = p[hiddenBiasAt + 3];
    float sum31 = p[hiddenBiasAt + 3];
    for (int k = 0; k < 784; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      float input1 = w[inputAt + 1];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum00 = Math.fma(hiddenWeight0, input0, sum00);
      sum01 = Math.fma(hiddenWeight0, input1, sum01);
      float hiddenWeight1 = p[hiddenWeightAt + 784];
      sum10 = Math.fma(hiddenWeight1, input0, sum10);
      sum11 = Math.fma(hiddenWeight1, input1, sum11);
      float hiddenWeight2 = p[hiddenWeightAt + 1568];
      sum20 = Math.fma(hiddenWeight2, input0, sum20);
      sum21 = Math.fma(hiddenWeight2, input1, sum21);
      float hiddenWeight3 = p[hiddenWeightAt + 2352];
      sum30 = Math.fma(hiddenWeight3, input0, sum30);
      sum31 = Math.fma(hiddenWeight3, input1, sum31);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    w[hiddenAt] = Math.max(sum00, 0f);
    w[hiddenAt + 1] = Math.max(sum01, 0f);
    w[hiddenAt + BLOCK] = Math.max(sum10, 0f);
    w[hiddenAt + BLOCK + 1] = Math.max(sum11, 0f);
    w[hiddenAt + 2 * BLOCK] = Math.max(sum20, 0f);
    w[hiddenAt + 2 * BLOCK + 1] = Math.max(sum21, 0f);
    w[hiddenAt + 3 * BLOCK] = Math.max(sum30, 0f);
    w[hiddenAt + 3 * BLOCK + 1] = Math.max(sum31, 0f);
  }

  private static void forwardHiddenTile2x2(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    float sum00 = p[hiddenBiasAt];
    float sum01 = p[hiddenBiasAt];
    float sum10 = p[hiddenBiasAt + 1];
    float sum11 = p[hiddenBiasAt + 1];
    for (int k = 0; k < 784; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      float input1 = w[inputAt + 1];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum00 = Math.fma(hiddenWeight0, input0, sum00);
      sum01 = Math.fma(hiddenWeight0, input1, sum01);
      float hiddenWeight1 = p[hiddenWeightAt + 784];
      sum10 = Math.fma(hiddenWeight1, input0, sum10);
      sum11 = Math.fma(hiddenWeight1, input1, sum11);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    w[hiddenAt] = Math.max(sum00, 0f);
    w[hiddenAt + 1] = Math.max(sum01, 0f);
    w[hiddenAt + BLOCK] = Math.max(sum10, 0f);
    w[hiddenAt + BLOCK + 1] = Math.max(sum11, 0f);
  }

  private static void forwardHiddenTile4x1(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    float sum0 = p[hiddenBiasAt];
    float sum1 = p[hiddenBiasAt + 1];
    float sum2 = p[hiddenBiasAt + 2];
    float sum3 = p[hiddenBiasAt + 3];
    for (int k = 0; k < 784; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum0 = Math.fma(hiddenWeight0, input0, sum0);
      float hiddenWeight1 = p[hiddenWeightAt + 784];
      sum1 = Math.fma(hiddenWeight1, input0, sum1);
      float hiddenWeight2 = p[hiddenWeightAt + 1568];
      sum2 = Math.fma(hiddenWeight2, input0, sum2);
      float hiddenWeight3 = p[hiddenWeightAt + 2352];
      sum3 = Math.fma(hiddenWeight3, input0, sum3);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    w[hiddenAt] = Math.max(sum0, 0f);
    w[hiddenAt + BLOCK] = Math.max(sum1, 0f);
    w[hiddenAt + 2 * BLOCK] = Math.max(sum2, 0f);
    w[hiddenAt + 3 * BLOCK] = Math.max(sum3, 0f);
  }

  private static void forwardHiddenTile2x1(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    float sum0 = p[hiddenBiasAt];
    float sum1 = p[hiddenBiasAt + 1];
    for (int k = 0; k < 784; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum0 = Math.fma(hiddenWeight0, input0, sum0);
      float hiddenWeight1 = p[hiddenWeightAt + 784];
      sum1 = Math.fma(hiddenWeight1, input0, sum1);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    w[hiddenAt] = Math.max(sum0, 0f);
    w[hiddenAt + BLOCK] = Math.max(sum1, 0f);
  }

  /**
   * scores [10] = weight [10, 50] * hidden [50] + bias [10]
   */
  private static void forwardScores(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int u = 0; u < 8; u += 4) {
        forwardScoresTile4x2(p, w, s, u);
      }
      forwardScoresTile2x2(p, w, s, 8);
    }
    if (s < end) {
      for (int u = 0; u < 8; u += 4) {
        forwardScoresTile4x1(p, w, s, u);
      }
      forwardScoresTile2x1(p, w, s, 8);
    }
  }

  private static void forwardScoresTile4x2(float[] p, float[] w, int s, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    float sum00 = p[scoresBiasAt];
    float sum01 = p[scoresBiasAt];
    float sum10 = p[scoresBiasAt + 1];
    float sum11 = p[scoresBiasAt + 1];
    float sum20 = p[scoresBiasAt + 2];
    float sum21 = p[scoresBiasAt + 2];
    float sum30 = p[scoresBiasAt + 3];
    float sum31 = p[scoresBiasAt + 3];
    for (int k = 0; k < 50; k++) {
      int hiddenAt = HIDDEN + k * BLOCK + s;
      float hidden0 = w[hiddenAt];
      float hidden1 = w[hiddenAt + 1];
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum00 = Math.fma(scoresWeight0, hidden0, sum00);
      sum01 = Math.fma(scoresWeight0, hidden1, sum01);
      float scoresWeight1 = p[scoresWeightAt + 50];
      sum10 = Math.fma(scoresWeight1, hidden0, sum10);
      sum11 = Math.fma(scoresWeight1, hidden1, sum11);
      float scoresWeight2 = p[scoresWeightAt + 100];
      sum20 = Math.fma(scoresWeight2, hidden0, sum20);
      sum21 = Math.fma(scoresWeight2, hidden1, sum21);
      float scoresWeight3 = p[scoresWeightAt + 150];
      sum30 = Math.fma(scoresWeight3, hidden0, sum30);
      sum31 = Math.fma(scoresWeight3, hidden1, sum31);
    }
    int scoresAt = SCORES + u * BLOCK + s;
    w[scoresAt] = sum00;
    w[scoresAt + 1] = sum01;
    w[scoresAt + BLOCK] = sum10;
    w[scoresAt + BLOCK + 1] = sum11;
    w[scoresAt + 2 * BLOCK] = sum20;
    w[scoresAt + 2 * BLOCK + 1] = sum21;
    w[scoresAt + 3 * BLOCK] = sum30;
    w[scoresAt + 3 * BLOCK + 1] = sum31;
  }

  private static void forwardScoresTile2x2(float[] p, float[] w, int s, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    float sum00 = p[scoresBiasAt];
    float sum01 = p[scoresBiasAt];
    float sum10 = p[scoresBiasAt + 1];
    float sum11 = p[scoresBiasAt + 1];
    for (int k = 0; k < 50; k++) {
      int hiddenAt = HIDDEN + k * BLOCK + s;
      float hidden0 = w[hiddenAt];
      float hidden1 = w[hiddenAt + 1];
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum00 = Math.fma(scoresWeight0, hidden0, sum00);
      sum01 = Math.fma(scoresWeight0, hidden1, sum01);
      float scoresWeight1 = p[scoresWeightAt + 50];
      sum10 = Math.fma(scoresWeight1, hidden0, sum10);
      sum11 = Math.fma(scoresWeight1, hidden1, sum11);
    }
    int scoresAt = SCORES + u * BLOCK + s;
    w[scoresAt] = sum00;
    w[scoresAt + 1] = sum01;
    w[scoresAt + BLOCK] = sum10;
    w[scoresAt + BLOCK + 1] = sum11;
  }

  private static void forwardScoresTile4x1(float[] p, float[] w, int s, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    float sum0 = p[scoresBiasAt];
    float sum1 = p[scoresBiasAt + 1];
    float sum2 = p[scoresBiasAt + 2];
    float sum3 = p[scoresBiasAt + 3];
    for (int k = 0; k < 50; k++) {
      int hiddenAt = HIDDEN + k * BLOCK + s;
      float hidden0 = w[hiddenAt];
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum0 = Math.fma(scoresWeight0, hidden0, sum0);
      float scoresWeight1 = p[scoresWeightAt + 50];
      sum1 = Math.fma(scoresWeight1, hidden0, sum1);
      float scoresWeight2 = p[scoresWeightAt + 100];
      sum2 = Math.fma(scoresWeight2, hidden0, sum2);
      float scoresWeight3 = p[scoresWeightAt + 150];
      sum3 = Math.fma(scoresWeight3, hidden0, sum3);
    }
    int scoresAt = SCORES + u * BLOCK + s;
    w[scoresAt] = sum0;
    w[scoresAt + BLOCK] = sum1;
    w[scoresAt + 2 * BLOCK] = sum2;
    w[scoresAt + 3 * BLOCK] = sum3;
  }

  private static void forwardScoresTile2x1(float[] p, float[] w, int s, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    float sum0 = p[scoresBiasAt];
    float sum1 = p[scoresBiasAt + 1];
    for (int k = 0; k < 50; k++) {
      int hiddenAt = HIDDEN + k * BLOCK + s;
      float hidden0 = w[hiddenAt];
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum0 = Math.fma(scoresWeight0, hidden0, sum0);
      float scoresWeight1 = p[scoresWeightAt + 50];
      sum1 = Math.fma(scoresWeight1, hidden0, sum1);
    }
    int scoresAt = SCORES + u * BLOCK + s;
    w[scoresAt] = sum0;
    w[scoresAt + BLOCK] = sum1;
  }

  /**
   * Part 1 of backwardLoss
   */
  private static void backwardLoss1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float label = w[TARGET + s];
      float max = w[SCORES + s];
      for (int i = 0; i < 10; i++) {
        max = Math.max(max, w[SCORES + i * BLOCK + s]);
      }
      float total = 0f;
      float score = 0f;
      for (int i = 0; i < 10; i++) {
        float e = FloatMath.exp(w[SCORES + i * BLOCK + s] - max);
        w[D_SCORES + i * BLOCK + s] = e < 5.421011E-20f ? 0f : e;
        total += w[D_SCORES + i * BLOCK + s];
        score = i == label ? w[SCORES + i * BLOCK + s] - max : score;
      }
      w[BACKWARD_LOSS_TOTAL + s] = total;
      w[BACKWARD_LOSS_SCORE + s] = score;
    }
  }

  /**
   * loss and dScores of scores [10]: -log softmax(x)[target]; its gradient softmax(x) - one-hot
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float label = w[TARGET + s];
      float total = w[BACKWARD_LOSS_TOTAL + s];
      float score = w[BACKWARD_LOSS_SCORE + s];
      w[LOSS + s] = FloatMath.log(total) - score;
      for (int i = 0; i < 10; i++) {
        w[D_SCORES + i * BLOCK + s] =
            (w[D_SCORES + i * BLOCK + s] / total - (i == label ? 1f : 0f)) * w[SHARE + s];
      }
    }
  }

  /**
   * dHidden [50] = weight [10, 50]^T * dScores [10]; dHiddenSum = dHidden * relu'
   */
  private static void backwardScoresInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int k = 0; k < 48; k += 4) {
        backwardScoresInputTile4x2(p, w, s, k);
      }
      backwardScoresInputTile2x2(p, w, s, 48);
    }
    if (s < end) {
      for (int k = 0; k < 48; k += 4) {
        backwardScoresInputTile4x1(p, w, s, k);
      }
      backwardScoresInputTile2x1(p, w, s, 48);
    }
  }

  private static void backwardScoresInputTile4x2(float[] p, float[] w, int s, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    float sum30 = 0f;
    float sum31 = 0f;
    for (int u = 0; u < 10; u++) {
      int dScoresAt = D_SCORES + u * BLOCK + s;
      float dScores0 = w[dScoresAt];
      float dScores1 = w[dScoresAt + 1];
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum00 = Math.fma(scoresWeight0, dScores0, sum00);
      sum01 = Math.fma(scoresWeight0, dScores1, sum01);
      float scoresWeight1 = p[scoresWeightAt + 1];
      sum10 = Math.fma(scoresWeight1, dScores0, sum10);
      sum11 = Math.fma(scoresWeight1, dScores1, sum11);
      float scoresWeight2 = p[scoresWeightAt + 2];
      sum20 = Math.fma(scoresWeight2, dScores0, sum20);
      sum21 = Math.fma(scoresWeight2, dScores1, sum21);
      float scoresWeight3 = p[scoresWeightAt + 3];
      sum30 = Math.fma(scoresWeight3, dScores0, sum30);
      sum31 = Math.fma(scoresWeight3, dScores1, sum31);
    }
    int dHiddenSumAt = D_HIDDEN_SUM + k * BLOCK + s;
    int hiddenAt = HIDDEN + k * BLOCK + s;
    w[dHiddenSumAt] = sum00 * (w[hiddenAt] > 0f ? 1f : 0f);
    w[dHiddenSumAt + 1] = sum01 * (w[hiddenAt + 1] > 0f ? 1f : 0f);
    w[dHiddenSumAt + BLOCK] = sum10 * (w[hiddenAt + BLOCK] > 0f ? 1f : 0f);
    w[dHiddenSumAt + BLOCK + 1] = sum11 * (w[hiddenAt + BLOCK + 1] > 0f ? 1f : 0f);
    w[dHiddenSumAt + 2 * BLOCK] = sum20 * (w[hiddenAt + 2 * BLOCK] > 0f ? 1f : 0f);
    w[dHiddenSumAt + 2 * BLOCK + 1] = sum21 * (w[hiddenAt + 2 * BLOCK + 1] > 0f ? 1f : 0f);
    w[dHiddenSumAt + 3 * BLOCK] = sum30 * (w[hiddenAt + 3 * BLOCK] > 0f ? 1f : 0f);
    w[dHiddenSumAt + 3 * BLOCK + 1] = sum31 * (w[hiddenAt + 3 * BLOCK + 1] > 0f ? 1f : 0f);
  }

  private static void backwardScoresInputTile2x2(float[] p, float[] w, int s, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    for (int u = 0; u < 10; u++) {
      int dScoresAt = D_SCORES + u * BLOCK + s;
      float dScores0 = w[dScoresAt];
      float dScores1 = w[dScoresAt + 1];
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum00 = Math.fma(scoresWeight0, dScores0, sum00);
      sum01 = Math.fma(scoresWeight0, dScores1, sum01);
      float scoresWeight1 = p[scoresWeightAt + 1];
      sum10 = Math.fma(scoresWeight1, dScores0, sum10);
      sum11 = Math.fma(scoresWeight1, dScores1, sum11);
    }
    int dHiddenSumAt = D_HIDDEN_SUM + k * BLOCK + s;
    int hiddenAt = HIDDEN + k * BLOCK + s;
    w[dHiddenSumAt] = sum00 * (w[hiddenAt] > 0f ? 1f : 0f);
    w[dHiddenSumAt + 1] = sum01 * (w[hiddenAt + 1] > 0f ? 1f : 0f);
    w[dHiddenSumAt + BLOCK] = sum10 * (w[hiddenAt + BLOCK] > 0f ? 1f : 0f);
    w[dHiddenSumAt + BLOCK + 1] = sum11 * (w[hiddenAt + BLOCK + 1] > 0f ? 1f : 0f);
  }

  private static void backwardScoresInputTile4x1(float[] p, float[] w, int s, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int u = 0; u < 10; u++) {
      int dScoresAt = D_SCORES + u * BLOCK + s;
      float dScores0 = w[dScoresAt];
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum0 = Math.fma(scoresWeight0, dScores0, sum0);
      float scoresWeight1 = p[scoresWeightAt + 1];
      sum1 = Math.fma(scoresWeight1, dScores0, sum1);
      float scoresWeight2 = p[scoresWeightAt + 2];
      sum2 = Math.fma(scoresWeight2, dScores0, sum2);
      float scoresWeight3 = p[scoresWeightAt + 3];
      sum3 = Math.fma(scoresWeight3, dScores0, sum3);
    }
    int dHiddenSumAt = D_HIDDEN_SUM + k * BLOCK + s;
    int hiddenAt = HIDDEN + k * BLOCK + s;
    w[dHiddenSumAt] = sum0 * (w[hiddenAt] > 0f ? 1f : 0f);
    w[dHiddenSumAt + BLOCK] = sum1 * (w[hiddenAt + BLOCK] > 0f ? 1f : 0f);
    w[dHiddenSumAt + 2 * BLOCK] = sum2 * (w[hiddenAt + 2 * BLOCK] > 0f ? 1f : 0f);
    w[dHiddenSumAt + 3 * BLOCK] = sum3 * (w[hiddenAt + 3 * BLOCK] > 0f ? 1f : 0f);
  }

  private static void backwardScoresInputTile2x1(float[] p, float[] w, int s, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    for (int u = 0; u < 10; u++) {
      int dScoresAt = D_SCORES + u * BLOCK + s;
      float dScores0 = w[dScoresAt];
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum0 = Math.fma(scoresWeight0, dScores0, sum0);
      float scoresWeight1 = p[scoresWeightAt + 1];
      sum1 = Math.fma(scoresWeight1, dScores0, sum1);
    }
    int dHiddenSumAt = D_HIDDEN_SUM + k * BLOCK + s;
    int hiddenAt = HIDDEN + k * BLOCK + s;
    w[dHiddenSumAt] = sum0 * (w[hiddenAt] > 0f ? 1f : 0f);
    w[dHiddenSumAt + BLOCK] = sum1 * (w[hiddenAt + BLOCK] > 0f ? 1f : 0f);
  }

  /**
   * dInput [784] = weight [50, 784]^T * dHiddenSum [50]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int first = 0; first < 784; first += 256) {
        int last = Math.min(first + 256, 784);
        backwardHiddenInputBegin(w, s, first, last);
        backwardHiddenInputBegin(w, s + 1, first, last);
        for (int u = 0; u < 48; u += 8) {
          backwardHiddenInputPass8x2(p, w, s, first, last, u);
        }
        backwardHiddenInputPass2x2(p, w, s, first, last, 48);
        backwardHiddenInputEnd(w, s, first, last);
        backwardHiddenInputEnd(w, s + 1, first, last);
      }
    }
    if (s < end) {
      for (int first = 0; first < 784; first += 256) {
        int last = Math.min(first + 256, 784);
        backwardHiddenInputBegin(w, s, first, last);
        for (int u = 0; u < 48; u += 8) {
          backwardHiddenInputPass8x1(p, w, s, first, last, u);
        }
        backwardHiddenInputPass2x1(p, w, s, first, last, 48);
        backwardHiddenInputEnd(w, s, first, last);
      }
    }
  }

  private static void backwardHiddenInputBegin(float[] w, int s, int first, int last) {
    for (int k = first; k < last; k++) {
      w[D_INPUT + k * BLOCK + s] = 0f;
    }
  }

  private static void backwardHiddenInputPass8x2(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
    float dHiddenSum0 = w[dHiddenSumAt];
    float dHiddenSum1 = w[dHiddenSumAt + 1];
    float dHiddenSum2 = w[dHiddenSumAt + BLOCK];
    float dHiddenSum3 = w[dHiddenSumAt + BLOCK + 1];
    float dHiddenSum4 = w[dHiddenSumAt + 2 * BLOCK];
    float dHiddenSum5 = w[dHiddenSumAt + 2 * BLOCK + 1];
    float dHiddenSum6 = w[dHiddenSumAt + 3 * BLOCK];
    float dHiddenSum7 = w[dHiddenSumAt + 3 * BLOCK + 1];
    float dHiddenSum8 = w[dHiddenSumAt + 4 * BLOCK];
    float dHiddenSum9 = w[dHiddenSumAt + 4 * BLOCK + 1];
    float dHiddenSum10 = w[dHiddenSumAt + 5 * BLOCK];
    float dHiddenSum11 = w[dHiddenSumAt + 5 * BLOCK + 1];
    float dHiddenSum12 = w[dHiddenSumAt + 6 * BLOCK];
    float dHiddenSum13 = w[dHiddenSumAt + 6 * BLOCK + 1];
    float dHiddenSum14 = w[dHiddenSumAt + 7 * BLOCK];
    float dHiddenSum15 = w[dHiddenSumAt + 7 * BLOCK + 1];
    for (int k = first; k < last; k++) {
      int dInputAt = D_INPUT + k * BLOCK + s;
      float sum0 = w[dInputAt];
      float sum1 = w[dInputAt + 1];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum0 = Math.fma(hiddenWeight0, dHiddenSum0, sum0);
      sum1 = Math.fma(hiddenWeight0, dHiddenSum1, sum1);
      float hiddenWeight1 = p[hiddenWeightAt + 784];
      sum0 = Math.fma(hiddenWeight1, dHiddenSum2, sum0);
      sum1 = Math.fma(hiddenWeight1, dHiddenSum3, sum1);
      float hiddenWeight2 = p[hiddenWeightAt + 1568];
      sum0 = Math.fma(hiddenWeight2, dHiddenSum4, sum0);
      sum1 = Math.fma(hiddenWeight2, dHiddenSum5, sum1);
      float hiddenWeight3 = p[hiddenWeightAt + 2352];
      sum0 = Math.fma(hiddenWeight3, dHiddenSum6, sum0);
      sum1 = Math.fma(hiddenWeight3, dHiddenSum7, sum1);
      float hiddenWeight4 = p[hiddenWeightAt + 3136];
      sum0 = Math.fma(hiddenWeight4, dHiddenSum8, sum0);
      sum1 = Math.fma(hiddenWeight4, dHiddenSum9, sum1);
      float hiddenWeight5 = p[hiddenWeightAt + 3920];
      sum0 = Math.fma(hiddenWeight5, dHiddenSum10, sum0);
      sum1 = Math.fma(hiddenWeight5, dHiddenSum11, sum1);
      float hiddenWeight6 = p[hiddenWeightAt + 4704];
      sum0 = Math.fma(hiddenWeight6, dHiddenSum12, sum0);
      sum1 = Math.fma(hiddenWeight6, dHiddenSum13, sum1);
      float hiddenWeight7 = p[hiddenWeightAt + 5488];
      sum0 = Math.fma(hiddenWeight7, dHiddenSum14, sum0);
      sum1 = Math.fma(hiddenWeight7, dHiddenSum15, sum1);
      w[dInputAt] = sum0;
      w[dInputAt + 1] = sum1;
    }
  }

  private static void backwardHiddenInputPass2x2(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
    float dHiddenSum0 = w[dHiddenSumAt];
    float dHiddenSum1 = w[dHiddenSumAt + 1];
    float dHiddenSum2 = w[dHiddenSumAt + BLOCK];
    float dHiddenSum3 = w[dHiddenSumAt + BLOCK + 1];
    for (int k = first; k < last; k++) {
      int dInputAt = D_INPUT + k * BLOCK + s;
      float sum0 = w[dInputAt];
      float sum1 = w[dInputAt + 1];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum0 = Math.fma(hiddenWeight0, dHiddenSum0, sum0);
      sum1 = Math.fma(hiddenWeight0, dHiddenSum1, sum1);
      float hiddenWeight1 = p[hiddenWeightAt + 784];
      sum0 = Math.fma(hiddenWeight1, dHiddenSum2, sum0);
      sum1 = Math.fma(hiddenWeight1, dHiddenSum3, sum1);
      w[dInputAt] = sum0;
      w[dInputAt + 1] = sum1;
    }
  }

  private static void backwardHiddenInputPass8x1(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
    float dHiddenSum0 = w[dHiddenSumAt];
    float dHiddenSum1 = w[dHiddenSumAt + BLOCK];
    float dHiddenSum2 = w[dHiddenSumAt + 2 * BLOCK];
    float dHiddenSum3 = w[dHiddenSumAt + 3 * BLOCK];
    float dHiddenSum4 = w[dHiddenSumAt + 4 * BLOCK];
    float dHiddenSum5 = w[dHiddenSumAt + 5 * BLOCK];
    float dHiddenSum6 = w[dHiddenSumAt + 6 * BLOCK];
    float dHiddenSum7 = w[dHiddenSumAt + 7 * BLOCK];
    for (int k = first; k < last; k++) {
      int dInputAt = D_INPUT + k * BLOCK + s;
      float sum = w[dInputAt];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum = Math.fma(hiddenWeight0, dHiddenSum0, sum);
      float hiddenWeight1 = p[hiddenWeightAt + 784];
      sum = Math.fma(hiddenWeight1, dHiddenSum1, sum);
      float hiddenWeight2 = p[hiddenWeightAt + 1568];
      sum = Math.fma(hiddenWeight2, dHiddenSum2, sum);
      float hiddenWeight3 = p[hiddenWeightAt + 2352];
      sum = Math.fma(hiddenWeight3, dHiddenSum3, sum);
      float hiddenWeight4 = p[hiddenWeightAt + 3136];
      sum = Math.fma(hiddenWeight4, dHiddenSum4, sum);
      float hiddenWeight5 = p[hiddenWeightAt + 3920];
      sum = Math.fma(hiddenWeight5, dHiddenSum5, sum);
      float hiddenWeight6 = p[hiddenWeightAt + 4704];
      sum = Math.fma(hiddenWeight6, dHiddenSum6, sum);
      float hiddenWeight7 = p[hiddenWeightAt + 5488];
      sum = Math.fma(hiddenWeight7, dHiddenSum7, sum);
      w[dInputAt] = sum;
    }
  }

  private static void backwardHiddenInputPass2x1(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
    float dHiddenSum0 = w[dHiddenSumAt];
    float dHiddenSum1 = w[dHiddenSumAt + BLOCK];
    for (int k = first; k < last; k++) {
      int dInputAt = D_INPUT + k * BLOCK + s;
      float sum = w[dInputAt];
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      float hiddenWeight0 = p[hiddenWeightAt];
      sum = Math.fma(hiddenWeight0, dHiddenSum0, sum);
      float hiddenWeight1 = p[hiddenWeightAt + 784];
      sum = Math.fma(hiddenWeight1, dHiddenSum1, sum);
      w[dInputAt] = sum;
    }
  }

  private static void backwardHiddenInputEnd(float[] w, int s, int first, int last) {
    for (int k = first; k < last; k++) {
      float sum = w[D_INPUT + k * BLOCK + s];
      w[D_INPUT + k * BLOCK + s] = sum;
    }
  }

  /**
   * dScoresWeight = dScores [10] * hidden [50]^T, summed over the batch
   */
  private static void backwardScoresWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int fromU = task * 5;
    for (int u = fromU; u < fromU + 5; u++) {
      for (int k = 0; k < 50; k++) {
        float total = 0f;
        for (int lane = 0; lane < 16; lane += 4) {
          total += backwardScoresWeightLanes(w, padded, lane, u, k);
        }
        g[SCORES_WEIGHT + u * 50 + k] = total;
      }
    }
  }

  private static float backwardScoresWeightLanes(float[] w, int samples, int lane, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 = Math.fma(w[D_SCORES + u * BLOCK + s], w[HIDDEN + k * BLOCK + s], sum0);
      sum1 = Math.fma(w[D_SCORES + u * BLOCK + s + 1], w[HIDDEN + k * BLOCK + s + 1], sum1);
      sum2 = Math.fma(w[D_SCORES + u * BLOCK + s + 2], w[HIDDEN + k * BLOCK + s + 2], sum2);
      sum3 = Math.fma(w[D_SCORES + u * BLOCK + s + 3], w[HIDDEN + k * BLOCK + s + 3], sum3);
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dScoresBias = dScores [10], summed over the batch
   */
  private static void backwardScoresBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 10; u++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardScoresBiasLanes(w, padded, lane, u);
      }
      g[SCORES_BIAS + u] = total;
    }
  }

  private static float backwardScoresBiasLanes(float[] w, int samples, int lane, int u) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_SCORES + u * BLOCK + s];
      sum1 += w[D_SCORES + u * BLOCK + s + 1];
      sum2 += w[D_SCORES + u * BLOCK + s + 2];
      sum3 += w[D_SCORES + u * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  private static void backwardHiddenWeightTile10x2(float[] g, float[] x, int[] rows, float[] w,
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
    float sum70 = 0f;
    float sum71 = 0f;
    float sum80 = 0f;
    float sum81 = 0f;
    float sum90 = 0f;
    float sum91 = 0f;
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
        float dHiddenSum7 = w[dHiddenSumAt + 7 * BLOCK];
        sum70 = Math.fma(dHiddenSum7, input0, sum70);
        sum71 = Math.fma(dHiddenSum7, input1, sum71);
        float dHiddenSum8 = w[dHiddenSumAt + 8 * BLOCK];
        sum80 = Math.fma(dHiddenSum8, input0, sum80);
        sum81 = Math.fma(dHiddenSum8, input1, sum81);
        float dHiddenSum9 = w[dHiddenSumAt + 9 * BLOCK];
        sum90 = Math.fma(dHiddenSum9, input0, sum90);
        sum91 = Math.fma(dHiddenSum9, input1, sum91);
      }
    }
    int dHiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
    g[dHiddenWeightAt] = sum00;
    int dHiddenWeightAt1 = HIDDEN_WEIGHT + u * 784 + k + 1;
    g[dHiddenWeightAt1] = sum01;
    g[dHiddenWeightAt + 784] = sum10;
    g[dHiddenWeightAt1 + 784] = sum11;
    g[dHiddenWeightAt + 1568] = sum20;
    g[dHiddenWeightAt1 + 1568] = sum21;
    g[dHiddenWeightAt + 2352] = sum30;
    g[dHiddenWeightAt1 + 2352] = sum31;
    g[dHiddenWeightAt + 3136] = sum40;
    g[dHiddenWeightAt1 + 3136] = sum41;
    g[dHiddenWeightAt + 3920] = sum50;
    g[dHiddenWeightAt1 + 3920] = sum51;
    g[dHiddenWeightAt + 4704] = sum60;
    g[dHiddenWeightAt1 + 4704] = sum61;
    g[dHiddenWeightAt + 5488] = sum70;
    g[dHiddenWeightAt1 + 5488] = sum71;
    g[dHiddenWeightAt + 6272] = sum80;
    g[dHiddenWeightAt1 + 6272] = sum81;
    g[dHiddenWeightAt + 7056] = sum90;
    g[dHiddenWeightAt1 + 7056] = sum91;
  }

  /**
   * dHiddenWeight = dHiddenSum [50] * input [784]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] x, int[] rows, float[] w, int samples,
      int task) {
    int k = task * 32;
    int end = Math.min(k + 32, 784);
    for (; k + 2 <= end; k += 2) {
      for (int u = 0; u < 50; u += 10) {
        backwardHiddenWeightTile10x2(g, x, rows, w, samples, u, k);
      }
    }
  }

  /**
   * dHiddenBias = dHiddenSum [50], summed over the batch
   */
  private static void backwardHiddenBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 50; u++) {
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
