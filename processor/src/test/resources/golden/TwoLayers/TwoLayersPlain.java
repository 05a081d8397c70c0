package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;

/**
 * TwoLayers in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link TwoLayersVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}.
 */
final class TwoLayersPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 79264;

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 39200;

  private static final int SCORES_WEIGHT = 39250;

  private static final int SCORES_BIAS = 39750;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 25088;

  private static final int HIDDEN = 50176;

  private static final int SCORES = 51776;

  private static final int TARGET = 52096;

  private static final int SHARE = 52128;

  private static final int LOSS = 52160;

  private static final int D_SCORES = 52192;

  private static final int D_HIDDEN_SUM = 52512;

  private static final int BACKWARD_LOSS_TOTAL = 54112;

  private static final int BACKWARD_LOSS_SCORE = 54144;

  private static final int D_INPUT = 54176;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardHidden(p, w, at, samples);
    forwardScores(p, w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
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
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
    if (task < 2) {
      backwardScoresWeight(g, w, lanes, samples, task);
    } else if (task < 3) {
      backwardScoresBias(g, w, lanes, samples);
    } else if (task < 28) {
      backwardHiddenWeight(g, w, samples, task - 3);
    } else if (task < 29) {
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
    for (int k = 0; k < 784; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 784 + k];
      }
    }
  }

  /**
   * hidden [50] = relu(weight [50, 784] * input [784] + bias [50])
   */
  private static void forwardHidden(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int u = 0; u < 48; u += 6) {
        forwardHiddenTile6x2(p, w, s, u);
      }
      forwardHiddenTile2x2(p, w, s, 48);
    }
    if (s < end) {
      for (int u = 0; u < 50; u += 10) {
        forwardHiddenTile10x1(p, w, s, u);
      }
    }
  }

  private static void forwardHiddenTile6x2(float[] p, float[] w, int s, int u) {
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
    for (int k = 0; k < 784; k++) {
      float input0 = w[INPUT + k * BLOCK + s];
      float input1 = w[INPUT + k * BLOCK + s + 1];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 784 + k];
      sum00 = Math.fma(hiddenWeight0, input0, sum00);
      sum01 = Math.fma(hiddenWeight0, input1, sum01);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 784 + k + 784];
      sum10 = Math.fma(hiddenWeight1, input0, sum10);
      sum11 = Math.fma(hiddenWeight1, input1, sum11);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 784 + k + 1568];
      sum20 = Math.fma(hiddenWeight2, input0, sum20);
      sum21 = Math.fma(hiddenWeight2, input1, sum21);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 784 + k + 2352];
      sum30 = Math.fma(hiddenWeight3, input0, sum30);
      sum31 = Math.fma(hiddenWeight3, input1, sum31);
      float hiddenWeight4 = p[HIDDEN_WEIGHT + u * 784 + k + 3136];
      sum40 = Math.fma(hiddenWeight4, input0, sum40);
      sum41 = Math.fma(hiddenWeight4, input1, sum41);
      float hiddenWeight5 = p[HIDDEN_WEIGHT + u * 784 + k + 3920];
      sum50 = Math.fma(hiddenWeight5, input0, sum50);
      sum51 = Math.fma(hiddenWeight5, input1, sum51);
    }
    w[HIDDEN + u * BLOCK + s] = Math.max(sum00, 0f);
    w[HIDDEN + u * BLOCK + s + 1] = Math.max(sum01, 0f);
    w[HIDDEN + u * BLOCK + BLOCK + s] = Math.max(sum10, 0f);
    w[HIDDEN + u * BLOCK + BLOCK + s + 1] = Math.max(sum11, 0f);
    w[HIDDEN + u * BLOCK + 2 * BLOCK + s] = Math.max(sum20, 0f);
    w[HIDDEN + u * BLOCK + 2 * BLOCK + s + 1] = Math.max(sum21, 0f);
    w[HIDDEN + u * BLOCK + 3 * BLOCK + s] = Math.max(sum30, 0f);
    w[HIDDEN + u * BLOCK + 3 * BLOCK + s + 1] = Math.max(sum31, 0f);
    w[HIDDEN + u * BLOCK + 4 * BLOCK + s] = Math.max(sum40, 0f);
    w[HIDDEN + u * BLOCK + 4 * BLOCK + s + 1] = Math.max(sum41, 0f);
    w[HIDDEN + u * BLOCK + 5 * BLOCK + s] = Math.max(sum50, 0f);
    w[HIDDEN + u * BLOCK + 5 * BLOCK + s + 1] = Math.max(sum51, 0f);
  }

  private static void forwardHiddenTile2x2(float[] p, float[] w, int s, int u) {
    float sum00 = p[HIDDEN_BIAS + u];
    float sum01 = p[HIDDEN_BIAS + u];
    float sum10 = p[HIDDEN_BIAS + u + 1];
    float sum11 = p[HIDDEN_BIAS + u + 1];
    for (int k = 0; k < 784; k++) {
      float input0 = w[INPUT + k * BLOCK + s];
      float input1 = w[INPUT + k * BLOCK + s + 1];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 784 + k];
      sum00 = Math.fma(hiddenWeight0, input0, sum00);
      sum01 = Math.fma(hiddenWeight0, input1, sum01);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 784 + k + 784];
      sum10 = Math.fma(hiddenWeight1, input0, sum10);
      sum11 = Math.fma(hiddenWeight1, input1, sum11);
    }
    w[HIDDEN + u * BLOCK + s] = Math.max(sum00, 0f);
    w[HIDDEN + u * BLOCK + s + 1] = Math.max(sum01, 0f);
    w[HIDDEN + u * BLOCK + BLOCK + s] = Math.max(sum10, 0f);
    w[HIDDEN + u * BLOCK + BLOCK + s + 1] = Math.max(sum11, 0f);
  }

  private static void forwardHiddenTile10x1(float[] p, float[] w, int s, int u) {
    float sum0 = p[HIDDEN_BIAS + u];
    float sum1 = p[HIDDEN_BIAS + u + 1];
    float sum2 = p[HIDDEN_BIAS + u + 2];
    float sum3 = p[HIDDEN_BIAS + u + 3];
    float sum4 = p[HIDDEN_BIAS + u + 4];
    float sum5 = p[HIDDEN_BIAS + u + 5];
    float sum6 = p[HIDDEN_BIAS + u + 6];
    float sum7 = p[HIDDEN_BIAS + u + 7];
    float sum8 = p[HIDDEN_BIAS + u + 8];
    float sum9 = p[HIDDEN_BIAS + u + 9];
    for (int k = 0; k < 784; k++) {
      float input0 = w[INPUT + k * BLOCK + s];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 784 + k];
      sum0 = Math.fma(hiddenWeight0, input0, sum0);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 784 + k + 784];
      sum1 = Math.fma(hiddenWeight1, input0, sum1);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 784 + k + 1568];
      sum2 = Math.fma(hiddenWeight2, input0, sum2);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 784 + k + 2352];
      sum3 = Math.fma(hiddenWeight3, input0, sum3);
      float hiddenWeight4 = p[HIDDEN_WEIGHT + u * 784 + k + 3136];
      sum4 = Math.fma(hiddenWeight4, input0, sum4);
      float hiddenWeight5 = p[HIDDEN_WEIGHT + u * 784 + k + 3920];
      sum5 = Math.fma(hiddenWeight5, input0, sum5);
      float hiddenWeight6 = p[HIDDEN_WEIGHT + u * 784 + k + 4704];
      sum6 = Math.fma(hiddenWeight6, input0, sum6);
      float hiddenWeight7 = p[HIDDEN_WEIGHT + u * 784 + k + 5488];
      sum7 = Math.fma(hiddenWeight7, input0, sum7);
      float hiddenWeight8 = p[HIDDEN_WEIGHT + u * 784 + k + 6272];
      sum8 = Math.fma(hiddenWeight8, input0, sum8);
      float hiddenWeight9 = p[HIDDEN_WEIGHT + u * 784 + k + 7056];
      sum9 = Math.fma(hiddenWeight9, input0, sum9);
    }
    w[HIDDEN + u * BLOCK + s] = Math.max(sum0, 0f);
    w[HIDDEN + u * BLOCK + BLOCK + s] = Math.max(sum1, 0f);
    w[HIDDEN + u * BLOCK + 2 * BLOCK + s] = Math.max(sum2, 0f);
    w[HIDDEN + u * BLOCK + 3 * BLOCK + s] = Math.max(sum3, 0f);
    w[HIDDEN + u * BLOCK + 4 * BLOCK + s] = Math.max(sum4, 0f);
    w[HIDDEN + u * BLOCK + 5 * BLOCK + s] = Math.max(sum5, 0f);
    w[HIDDEN + u * BLOCK + 6 * BLOCK + s] = Math.max(sum6, 0f);
    w[HIDDEN + u * BLOCK + 7 * BLOCK + s] = Math.max(sum7, 0f);
    w[HIDDEN + u * BLOCK + 8 * BLOCK + s] = Math.max(sum8, 0f);
    w[HIDDEN + u * BLOCK + 9 * BLOCK + s] = Math.max(sum9, 0f);
  }

  /**
   * scores [10] = weight [10, 50] * hidden [50] + bias [10]
   */
  private static void forwardScores(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int u = 0; u < 10; u += 5) {
        forwardScoresTile5x2(p, w, s, u);
      }
    }
    if (s < end) {
      forwardScoresTile10x1(p, w, s, 0);
    }
  }

  private static void forwardScoresTile5x2(float[] p, float[] w, int s, int u) {
    float sum00 = p[SCORES_BIAS + u];
    float sum01 = p[SCORES_BIAS + u];
    float sum10 = p[SCORES_BIAS + u + 1];
    float sum11 = p[SCORES_BIAS + u + 1];
    float sum20 = p[SCORES_BIAS + u + 2];
    float sum21 = p[SCORES_BIAS + u + 2];
    float sum30 = p[SCORES_BIAS + u + 3];
    float sum31 = p[SCORES_BIAS + u + 3];
    float sum40 = p[SCORES_BIAS + u + 4];
    float sum41 = p[SCORES_BIAS + u + 4];
    for (int k = 0; k < 50; k++) {
      float hidden0 = w[HIDDEN + k * BLOCK + s];
      float hidden1 = w[HIDDEN + k * BLOCK + s + 1];
      float scoresWeight0 = p[SCORES_WEIGHT + u * 50 + k];
      sum00 = Math.fma(scoresWeight0, hidden0, sum00);
      sum01 = Math.fma(scoresWeight0, hidden1, sum01);
      float scoresWeight1 = p[SCORES_WEIGHT + u * 50 + k + 50];
      sum10 = Math.fma(scoresWeight1, hidden0, sum10);
      sum11 = Math.fma(scoresWeight1, hidden1, sum11);
      float scoresWeight2 = p[SCORES_WEIGHT + u * 50 + k + 100];
      sum20 = Math.fma(scoresWeight2, hidden0, sum20);
      sum21 = Math.fma(scoresWeight2, hidden1, sum21);
      float scoresWeight3 = p[SCORES_WEIGHT + u * 50 + k + 150];
      sum30 = Math.fma(scoresWeight3, hidden0, sum30);
      sum31 = Math.fma(scoresWeight3, hidden1, sum31);
      float scoresWeight4 = p[SCORES_WEIGHT + u * 50 + k + 200];
      sum40 = Math.fma(scoresWeight4, hidden0, sum40);
      sum41 = Math.fma(scoresWeight4, hidden1, sum41);
    }
    w[SCORES + u * BLOCK + s] = sum00;
    w[SCORES + u * BLOCK + s + 1] = sum01;
    w[SCORES + u * BLOCK + BLOCK + s] = sum10;
    w[SCORES + u * BLOCK + BLOCK + s + 1] = sum11;
    w[SCORES + u * BLOCK + 2 * BLOCK + s] = sum20;
    w[SCORES + u * BLOCK + 2 * BLOCK + s + 1] = sum21;
    w[SCORES + u * BLOCK + 3 * BLOCK + s] = sum30;
    w[SCORES + u * BLOCK + 3 * BLOCK + s + 1] = sum31;
    w[SCORES + u * BLOCK + 4 * BLOCK + s] = sum40;
    w[SCORES + u * BLOCK + 4 * BLOCK + s + 1] = sum41;
  }

  private static void forwardScoresTile10x1(float[] p, float[] w, int s, int u) {
    float sum0 = p[SCORES_BIAS + u];
    float sum1 = p[SCORES_BIAS + u + 1];
    float sum2 = p[SCORES_BIAS + u + 2];
    float sum3 = p[SCORES_BIAS + u + 3];
    float sum4 = p[SCORES_BIAS + u + 4];
    float sum5 = p[SCORES_BIAS + u + 5];
    float sum6 = p[SCORES_BIAS + u + 6];
    float sum7 = p[SCORES_BIAS + u + 7];
    float sum8 = p[SCORES_BIAS + u + 8];
    float sum9 = p[SCORES_BIAS + u + 9];
    for (int k = 0; k < 50; k++) {
      float hidden0 = w[HIDDEN + k * BLOCK + s];
      float scoresWeight0 = p[SCORES_WEIGHT + u * 50 + k];
      sum0 = Math.fma(scoresWeight0, hidden0, sum0);
      float scoresWeight1 = p[SCORES_WEIGHT + u * 50 + k + 50];
      sum1 = Math.fma(scoresWeight1, hidden0, sum1);
      float scoresWeight2 = p[SCORES_WEIGHT + u * 50 + k + 100];
      sum2 = Math.fma(scoresWeight2, hidden0, sum2);
      float scoresWeight3 = p[SCORES_WEIGHT + u * 50 + k + 150];
      sum3 = Math.fma(scoresWeight3, hidden0, sum3);
      float scoresWeight4 = p[SCORES_WEIGHT + u * 50 + k + 200];
      sum4 = Math.fma(scoresWeight4, hidden0, sum4);
      float scoresWeight5 = p[SCORES_WEIGHT + u * 50 + k + 250];
      sum5 = Math.fma(scoresWeight5, hidden0, sum5);
      float scoresWeight6 = p[SCORES_WEIGHT + u * 50 + k + 300];
      sum6 = Math.fma(scoresWeight6, hidden0, sum6);
      float scoresWeight7 = p[SCORES_WEIGHT + u * 50 + k + 350];
      sum7 = Math.fma(scoresWeight7, hidden0, sum7);
      float scoresWeight8 = p[SCORES_WEIGHT + u * 50 + k + 400];
      sum8 = Math.fma(scoresWeight8, hidden0, sum8);
      float scoresWeight9 = p[SCORES_WEIGHT + u * 50 + k + 450];
      sum9 = Math.fma(scoresWeight9, hidden0, sum9);
    }
    w[SCORES + u * BLOCK + s] = sum0;
    w[SCORES + u * BLOCK + BLOCK + s] = sum1;
    w[SCORES + u * BLOCK + 2 * BLOCK + s] = sum2;
    w[SCORES + u * BLOCK + 3 * BLOCK + s] = sum3;
    w[SCORES + u * BLOCK + 4 * BLOCK + s] = sum4;
    w[SCORES + u * BLOCK + 5 * BLOCK + s] = sum5;
    w[SCORES + u * BLOCK + 6 * BLOCK + s] = sum6;
    w[SCORES + u * BLOCK + 7 * BLOCK + s] = sum7;
    w[SCORES + u * BLOCK + 8 * BLOCK + s] = sum8;
    w[SCORES + u * BLOCK + 9 * BLOCK + s] = sum9;
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
        w[D_SCORES + i * BLOCK + s] = FloatMath.exp(w[SCORES + i * BLOCK + s] - max);
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
      for (int k = 0; k < 48; k += 6) {
        backwardScoresInputTile6x2(p, w, s, k);
      }
      backwardScoresInputTile2x2(p, w, s, 48);
    }
    if (s < end) {
      for (int k = 0; k < 50; k += 10) {
        backwardScoresInputTile10x1(p, w, s, k);
      }
    }
  }

  private static void backwardScoresInputTile6x2(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 10; u++) {
      float dScores0 = w[D_SCORES + u * BLOCK + s];
      float dScores1 = w[D_SCORES + u * BLOCK + s + 1];
      float scoresWeight0 = p[SCORES_WEIGHT + u * 50 + k];
      sum00 = Math.fma(scoresWeight0, dScores0, sum00);
      sum01 = Math.fma(scoresWeight0, dScores1, sum01);
      float scoresWeight1 = p[SCORES_WEIGHT + u * 50 + k + 1];
      sum10 = Math.fma(scoresWeight1, dScores0, sum10);
      sum11 = Math.fma(scoresWeight1, dScores1, sum11);
      float scoresWeight2 = p[SCORES_WEIGHT + u * 50 + k + 2];
      sum20 = Math.fma(scoresWeight2, dScores0, sum20);
      sum21 = Math.fma(scoresWeight2, dScores1, sum21);
      float scoresWeight3 = p[SCORES_WEIGHT + u * 50 + k + 3];
      sum30 = Math.fma(scoresWeight3, dScores0, sum30);
      sum31 = Math.fma(scoresWeight3, dScores1, sum31);
      float scoresWeight4 = p[SCORES_WEIGHT + u * 50 + k + 4];
      sum40 = Math.fma(scoresWeight4, dScores0, sum40);
      sum41 = Math.fma(scoresWeight4, dScores1, sum41);
      float scoresWeight5 = p[SCORES_WEIGHT + u * 50 + k + 5];
      sum50 = Math.fma(scoresWeight5, dScores0, sum50);
      sum51 = Math.fma(scoresWeight5, dScores1, sum51);
    }
    w[D_HIDDEN_SUM + k * BLOCK + s] = sum00 * (w[HIDDEN + k * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + s + 1] = sum01 * (w[HIDDEN + k * BLOCK + s + 1] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + BLOCK + s] = sum10
        * (w[HIDDEN + k * BLOCK + BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + BLOCK + s + 1] = sum11
        * (w[HIDDEN + k * BLOCK + BLOCK + s + 1] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 2 * BLOCK + s] = sum20
        * (w[HIDDEN + k * BLOCK + 2 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 2 * BLOCK + s + 1] = sum21
        * (w[HIDDEN + k * BLOCK + 2 * BLOCK + s + 1] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 3 * BLOCK + s] = sum30
        * (w[HIDDEN + k * BLOCK + 3 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 3 * BLOCK + s + 1] = sum31
        * (w[HIDDEN + k * BLOCK + 3 * BLOCK + s + 1] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 4 * BLOCK + s] = sum40
        * (w[HIDDEN + k * BLOCK + 4 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 4 * BLOCK + s + 1] = sum41
        * (w[HIDDEN + k * BLOCK + 4 * BLOCK + s + 1] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 5 * BLOCK + s] = sum50
        * (w[HIDDEN + k * BLOCK + 5 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 5 * BLOCK + s + 1] = sum51
        * (w[HIDDEN + k * BLOCK + 5 * BLOCK + s + 1] > 0f ? 1f : 0f);
  }

  private static void backwardScoresInputTile2x2(float[] p, float[] w, int s, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    for (int u = 0; u < 10; u++) {
      float dScores0 = w[D_SCORES + u * BLOCK + s];
      float dScores1 = w[D_SCORES + u * BLOCK + s + 1];
      float scoresWeight0 = p[SCORES_WEIGHT + u * 50 + k];
      sum00 = Math.fma(scoresWeight0, dScores0, sum00);
      sum01 = Math.fma(scoresWeight0, dScores1, sum01);
      float scoresWeight1 = p[SCORES_WEIGHT + u * 50 + k + 1];
      sum10 = Math.fma(scoresWeight1, dScores0, sum10);
      sum11 = Math.fma(scoresWeight1, dScores1, sum11);
    }
    w[D_HIDDEN_SUM + k * BLOCK + s] = sum00 * (w[HIDDEN + k * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + s + 1] = sum01 * (w[HIDDEN + k * BLOCK + s + 1] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + BLOCK + s] = sum10
        * (w[HIDDEN + k * BLOCK + BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + BLOCK + s + 1] = sum11
        * (w[HIDDEN + k * BLOCK + BLOCK + s + 1] > 0f ? 1f : 0f);
  }

  private static void backwardScoresInputTile10x1(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 10; u++) {
      float dScores0 = w[D_SCORES + u * BLOCK + s];
      float scoresWeight0 = p[SCORES_WEIGHT + u * 50 + k];
      sum0 = Math.fma(scoresWeight0, dScores0, sum0);
      float scoresWeight1 = p[SCORES_WEIGHT + u * 50 + k + 1];
      sum1 = Math.fma(scoresWeight1, dScores0, sum1);
      float scoresWeight2 = p[SCORES_WEIGHT + u * 50 + k + 2];
      sum2 = Math.fma(scoresWeight2, dScores0, sum2);
      float scoresWeight3 = p[SCORES_WEIGHT + u * 50 + k + 3];
      sum3 = Math.fma(scoresWeight3, dScores0, sum3);
      float scoresWeight4 = p[SCORES_WEIGHT + u * 50 + k + 4];
      sum4 = Math.fma(scoresWeight4, dScores0, sum4);
      float scoresWeight5 = p[SCORES_WEIGHT + u * 50 + k + 5];
      sum5 = Math.fma(scoresWeight5, dScores0, sum5);
      float scoresWeight6 = p[SCORES_WEIGHT + u * 50 + k + 6];
      sum6 = Math.fma(scoresWeight6, dScores0, sum6);
      float scoresWeight7 = p[SCORES_WEIGHT + u * 50 + k + 7];
      sum7 = Math.fma(scoresWeight7, dScores0, sum7);
      float scoresWeight8 = p[SCORES_WEIGHT + u * 50 + k + 8];
      sum8 = Math.fma(scoresWeight8, dScores0, sum8);
      float scoresWeight9 = p[SCORES_WEIGHT + u * 50 + k + 9];
      sum9 = Math.fma(scoresWeight9, dScores0, sum9);
    }
    w[D_HIDDEN_SUM + k * BLOCK + s] = sum0 * (w[HIDDEN + k * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + BLOCK + s] = sum1
        * (w[HIDDEN + k * BLOCK + BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 2 * BLOCK + s] = sum2
        * (w[HIDDEN + k * BLOCK + 2 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 3 * BLOCK + s] = sum3
        * (w[HIDDEN + k * BLOCK + 3 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 4 * BLOCK + s] = sum4
        * (w[HIDDEN + k * BLOCK + 4 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 5 * BLOCK + s] = sum5
        * (w[HIDDEN + k * BLOCK + 5 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 6 * BLOCK + s] = sum6
        * (w[HIDDEN + k * BLOCK + 6 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 7 * BLOCK + s] = sum7
        * (w[HIDDEN + k * BLOCK + 7 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 8 * BLOCK + s] = sum8
        * (w[HIDDEN + k * BLOCK + 8 * BLOCK + s] > 0f ? 1f : 0f);
    w[D_HIDDEN_SUM + k * BLOCK + 9 * BLOCK + s] = sum9
        * (w[HIDDEN + k * BLOCK + 9 * BLOCK + s] > 0f ? 1f : 0f);
  }

  /**
   * dInput [784] = weight [50, 784]^T * dHiddenSum [50]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int k = 0; k < 780; k += 6) {
        backwardHiddenInputTile6x2(p, w, s, k);
      }
      backwardHiddenInputTile4x2(p, w, s, 780);
    }
    if (s < end) {
      for (int k = 0; k < 780; k += 12) {
        backwardHiddenInputTile12x1(p, w, s, k);
      }
      backwardHiddenInputTile4x1(p, w, s, 780);
    }
  }

  private static void backwardHiddenInputTile6x2(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 50; u++) {
      float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
      float dHiddenSum1 = w[D_HIDDEN_SUM + u * BLOCK + s + 1];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 784 + k];
      sum00 = Math.fma(hiddenWeight0, dHiddenSum0, sum00);
      sum01 = Math.fma(hiddenWeight0, dHiddenSum1, sum01);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 784 + k + 1];
      sum10 = Math.fma(hiddenWeight1, dHiddenSum0, sum10);
      sum11 = Math.fma(hiddenWeight1, dHiddenSum1, sum11);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 784 + k + 2];
      sum20 = Math.fma(hiddenWeight2, dHiddenSum0, sum20);
      sum21 = Math.fma(hiddenWeight2, dHiddenSum1, sum21);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 784 + k + 3];
      sum30 = Math.fma(hiddenWeight3, dHiddenSum0, sum30);
      sum31 = Math.fma(hiddenWeight3, dHiddenSum1, sum31);
      float hiddenWeight4 = p[HIDDEN_WEIGHT + u * 784 + k + 4];
      sum40 = Math.fma(hiddenWeight4, dHiddenSum0, sum40);
      sum41 = Math.fma(hiddenWeight4, dHiddenSum1, sum41);
      float hiddenWeight5 = p[HIDDEN_WEIGHT + u * 784 + k + 5];
      sum50 = Math.fma(hiddenWeight5, dHiddenSum0, sum50);
      sum51 = Math.fma(hiddenWeight5, dHiddenSum1, sum51);
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
    w[D_INPUT + k * BLOCK + 5 * BLOCK + s] = sum50;
    w[D_INPUT + k * BLOCK + 5 * BLOCK + s + 1] = sum51;
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
    for (int u = 0; u < 50; u++) {
      float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
      float dHiddenSum1 = w[D_HIDDEN_SUM + u * BLOCK + s + 1];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 784 + k];
      sum00 = Math.fma(hiddenWeight0, dHiddenSum0, sum00);
      sum01 = Math.fma(hiddenWeight0, dHiddenSum1, sum01);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 784 + k + 1];
      sum10 = Math.fma(hiddenWeight1, dHiddenSum0, sum10);
      sum11 = Math.fma(hiddenWeight1, dHiddenSum1, sum11);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 784 + k + 2];
      sum20 = Math.fma(hiddenWeight2, dHiddenSum0, sum20);
      sum21 = Math.fma(hiddenWeight2, dHiddenSum1, sum21);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 784 + k + 3];
      sum30 = Math.fma(hiddenWeight3, dHiddenSum0, sum30);
      sum31 = Math.fma(hiddenWeight3, dHiddenSum1, sum31);
    }
    w[D_INPUT + k * BLOCK + s] = sum00;
    w[D_INPUT + k * BLOCK + s + 1] = sum01;
    w[D_INPUT + k * BLOCK + BLOCK + s] = sum10;
    w[D_INPUT + k * BLOCK + BLOCK + s + 1] = sum11;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s] = sum20;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s + 1] = sum21;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s] = sum30;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s + 1] = sum31;
  }

  private static void backwardHiddenInputTile12x1(float[] p, float[] w, int s, int k) {
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
    float sum10 = 0f;
    float sum11 = 0f;
    for (int u = 0; u < 50; u++) {
      float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 784 + k];
      sum0 = Math.fma(hiddenWeight0, dHiddenSum0, sum0);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 784 + k + 1];
      sum1 = Math.fma(hiddenWeight1, dHiddenSum0, sum1);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 784 + k + 2];
      sum2 = Math.fma(hiddenWeight2, dHiddenSum0, sum2);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 784 + k + 3];
      sum3 = Math.fma(hiddenWeight3, dHiddenSum0, sum3);
      float hiddenWeight4 = p[HIDDEN_WEIGHT + u * 784 + k + 4];
      sum4 = Math.fma(hiddenWeight4, dHiddenSum0, sum4);
      float hiddenWeight5 = p[HIDDEN_WEIGHT + u * 784 + k + 5];
      sum5 = Math.fma(hiddenWeight5, dHiddenSum0, sum5);
      float hiddenWeight6 = p[HIDDEN_WEIGHT + u * 784 + k + 6];
      sum6 = Math.fma(hiddenWeight6, dHiddenSum0, sum6);
      float hiddenWeight7 = p[HIDDEN_WEIGHT + u * 784 + k + 7];
      sum7 = Math.fma(hiddenWeight7, dHiddenSum0, sum7);
      float hiddenWeight8 = p[HIDDEN_WEIGHT + u * 784 + k + 8];
      sum8 = Math.fma(hiddenWeight8, dHiddenSum0, sum8);
      float hiddenWeight9 = p[HIDDEN_WEIGHT + u * 784 + k + 9];
      sum9 = Math.fma(hiddenWeight9, dHiddenSum0, sum9);
      float hiddenWeight10 = p[HIDDEN_WEIGHT + u * 784 + k + 10];
      sum10 = Math.fma(hiddenWeight10, dHiddenSum0, sum10);
      float hiddenWeight11 = p[HIDDEN_WEIGHT + u * 784 + k + 11];
      sum11 = Math.fma(hiddenWeight11, dHiddenSum0, sum11);
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
    w[D_INPUT + k * BLOCK + 10 * BLOCK + s] = sum10;
    w[D_INPUT + k * BLOCK + 11 * BLOCK + s] = sum11;
  }

  private static void backwardHiddenInputTile4x1(float[] p, float[] w, int s, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int u = 0; u < 50; u++) {
      float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
      float hiddenWeight0 = p[HIDDEN_WEIGHT + u * 784 + k];
      sum0 = Math.fma(hiddenWeight0, dHiddenSum0, sum0);
      float hiddenWeight1 = p[HIDDEN_WEIGHT + u * 784 + k + 1];
      sum1 = Math.fma(hiddenWeight1, dHiddenSum0, sum1);
      float hiddenWeight2 = p[HIDDEN_WEIGHT + u * 784 + k + 2];
      sum2 = Math.fma(hiddenWeight2, dHiddenSum0, sum2);
      float hiddenWeight3 = p[HIDDEN_WEIGHT + u * 784 + k + 3];
      sum3 = Math.fma(hiddenWeight3, dHiddenSum0, sum3);
    }
    w[D_INPUT + k * BLOCK + s] = sum0;
    w[D_INPUT + k * BLOCK + BLOCK + s] = sum1;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s] = sum2;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s] = sum3;
  }

  /**
   * dScoresWeight = dScores [10] * hidden [50]^T, summed over the batch
   */
  private static void backwardScoresWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int first = task * 5;
    int end = Math.min(first + 5, 10);
    for (int u = first; u < end; u++) {
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        sum0 = Math.fma(w[D_SCORES + u * BLOCK + s], w[HIDDEN + k * BLOCK + s], sum0);
        sum1 = Math.fma(w[D_SCORES + u * BLOCK + s + 1], w[HIDDEN + k * BLOCK + s + 1], sum1);
        sum2 = Math.fma(w[D_SCORES + u * BLOCK + s + 2], w[HIDDEN + k * BLOCK + s + 2], sum2);
        sum3 = Math.fma(w[D_SCORES + u * BLOCK + s + 3], w[HIDDEN + k * BLOCK + s + 3], sum3);
      }
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        sum0 += w[D_SCORES + u * BLOCK + s];
        sum1 += w[D_SCORES + u * BLOCK + s + 1];
        sum2 += w[D_SCORES + u * BLOCK + s + 2];
        sum3 += w[D_SCORES + u * BLOCK + s + 3];
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
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
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 784) {
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
    g[HIDDEN_WEIGHT + u * 784 + k] = sum00;
    g[HIDDEN_WEIGHT + u * 784 + k + 1] = sum01;
    g[HIDDEN_WEIGHT + u * 784 + k + 784] = sum10;
    g[HIDDEN_WEIGHT + u * 784 + k + 1 + 784] = sum11;
    g[HIDDEN_WEIGHT + u * 784 + k + 1568] = sum20;
    g[HIDDEN_WEIGHT + u * 784 + k + 1 + 1568] = sum21;
    g[HIDDEN_WEIGHT + u * 784 + k + 2352] = sum30;
    g[HIDDEN_WEIGHT + u * 784 + k + 1 + 2352] = sum31;
    g[HIDDEN_WEIGHT + u * 784 + k + 3136] = sum40;
    g[HIDDEN_WEIGHT + u * 784 + k + 1 + 3136] = sum41;
    g[HIDDEN_WEIGHT + u * 784 + k + 3920] = sum50;
    g[HIDDEN_WEIGHT + u * 784 + k + 1 + 3920] = sum51;
  }

  private static void backwardHiddenWeightTile2x2(float[] g, float[] w, int samples, int u, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 784) {
        float input0 = w[row];
        float input1 = w[row + 1];
        float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
        sum00 = Math.fma(dHiddenSum0, input0, sum00);
        sum01 = Math.fma(dHiddenSum0, input1, sum01);
        float dHiddenSum1 = w[D_HIDDEN_SUM + u * BLOCK + BLOCK + s];
        sum10 = Math.fma(dHiddenSum1, input0, sum10);
        sum11 = Math.fma(dHiddenSum1, input1, sum11);
      }
    }
    g[HIDDEN_WEIGHT + u * 784 + k] = sum00;
    g[HIDDEN_WEIGHT + u * 784 + k + 1] = sum01;
    g[HIDDEN_WEIGHT + u * 784 + k + 784] = sum10;
    g[HIDDEN_WEIGHT + u * 784 + k + 1 + 784] = sum11;
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
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 784) {
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
    g[HIDDEN_WEIGHT + u * 784 + k] = sum0;
    g[HIDDEN_WEIGHT + u * 784 + k + 784] = sum1;
    g[HIDDEN_WEIGHT + u * 784 + k + 1568] = sum2;
    g[HIDDEN_WEIGHT + u * 784 + k + 2352] = sum3;
    g[HIDDEN_WEIGHT + u * 784 + k + 3136] = sum4;
    g[HIDDEN_WEIGHT + u * 784 + k + 3920] = sum5;
  }

  private static void backwardHiddenWeightTile2x1(float[] g, float[] w, int samples, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_ROWS + k; s < end; s++, row += 784) {
        float input0 = w[row];
        float dHiddenSum0 = w[D_HIDDEN_SUM + u * BLOCK + s];
        sum0 = Math.fma(dHiddenSum0, input0, sum0);
        float dHiddenSum1 = w[D_HIDDEN_SUM + u * BLOCK + BLOCK + s];
        sum1 = Math.fma(dHiddenSum1, input0, sum1);
      }
    }
    g[HIDDEN_WEIGHT + u * 784 + k] = sum0;
    g[HIDDEN_WEIGHT + u * 784 + k + 784] = sum1;
  }

  /**
   * dHiddenWeight = dHiddenSum [50] * input [784]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] w, int samples, int task) {
    int k = task * 32;
    int end = Math.min(k + 32, 784);
    for (; k + 2 <= end; k += 2) {
      for (int u = 0; u < 48; u += 6) {
        backwardHiddenWeightTile6x2(g, w, samples, u, k);
      }
      backwardHiddenWeightTile2x2(g, w, samples, 48, k);
    }
    for (; k + 1 <= end; k++) {
      for (int u = 0; u < 48; u += 6) {
        backwardHiddenWeightTile6x1(g, w, samples, u, k);
      }
      backwardHiddenWeightTile2x1(g, w, samples, 48, k);
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
