package golden;

import org.phyllo.runtime.compiled.Kernels;

/**
 * AddLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link AddLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}.
 */
final class AddLayerPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 3520;

  private static final int CHANGE_WEIGHT = 0;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 384;

  private static final int CHANGE = 768;

  private static final int SUM = 1152;

  private static final int TARGET = 1536;

  private static final int SHARE = 1920;

  private static final int LOSS = 1952;

  private static final int D_CHANGE = 1984;

  private static final int D_SUM = 2368;

  private static final int D_SUM_SUM = 2752;

  private static final int D_INPUT = 3136;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardChange(p, w, at, samples);
    forwardSum(w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardChange(p, w, at, samples);
    forwardSum(w, at, samples);
    backwardLoss(w, at, samples);
    backwardSumSum(w, at, samples);
    backwardSumInto2(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 3;
  }

  @Override
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
    if (task < 3) {
      backwardChangeWeight(g, w, lanes, samples, task);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardSumInto1(w, at, samples);
    backwardChangeInput(p, w, at, samples);
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 12; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 12 + k];
      }
    }
  }

  /**
   * change [12] = weight [12, 12] * input [12]
   */
  private static void forwardChange(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int u = 0; u < 12; u += 6) {
        forwardChangeTile6x2(p, w, s, u);
      }
    }
    if (s < end) {
      forwardChangeTile12x1(p, w, s, 0);
    }
  }

  private static void forwardChangeTile6x2(float[] p, float[] w, int s, int u) {
    float sum_00 = 0f;
    float sum_01 = 0f;
    float sum_10 = 0f;
    float sum_11 = 0f;
    float sum_20 = 0f;
    float sum_21 = 0f;
    float sum_30 = 0f;
    float sum_31 = 0f;
    float sum_40 = 0f;
    float sum_41 = 0f;
    float sum_50 = 0f;
    float sum_51 = 0f;
    for (int k = 0; k < 12; k++) {
      float input0 = w[INPUT + k * BLOCK + s];
      float input1 = w[INPUT + k * BLOCK + s + 1];
      float changeWeight0 = p[CHANGE_WEIGHT + u * 12 + k];
      sum_00 = Math.fma(changeWeight0, input0, sum_00);
      sum_01 = Math.fma(changeWeight0, input1, sum_01);
      float changeWeight1 = p[CHANGE_WEIGHT + u * 12 + k + 12];
      sum_10 = Math.fma(changeWeight1, input0, sum_10);
      sum_11 = Math.fma(changeWeight1, input1, sum_11);
      float changeWeight2 = p[CHANGE_WEIGHT + u * 12 + k + 24];
      sum_20 = Math.fma(changeWeight2, input0, sum_20);
      sum_21 = Math.fma(changeWeight2, input1, sum_21);
      float changeWeight3 = p[CHANGE_WEIGHT + u * 12 + k + 36];
      sum_30 = Math.fma(changeWeight3, input0, sum_30);
      sum_31 = Math.fma(changeWeight3, input1, sum_31);
      float changeWeight4 = p[CHANGE_WEIGHT + u * 12 + k + 48];
      sum_40 = Math.fma(changeWeight4, input0, sum_40);
      sum_41 = Math.fma(changeWeight4, input1, sum_41);
      float changeWeight5 = p[CHANGE_WEIGHT + u * 12 + k + 60];
      sum_50 = Math.fma(changeWeight5, input0, sum_50);
      sum_51 = Math.fma(changeWeight5, input1, sum_51);
    }
    w[CHANGE + u * BLOCK + s] = sum_00;
    w[CHANGE + u * BLOCK + s + 1] = sum_01;
    w[CHANGE + u * BLOCK + BLOCK + s] = sum_10;
    w[CHANGE + u * BLOCK + BLOCK + s + 1] = sum_11;
    w[CHANGE + u * BLOCK + 2 * BLOCK + s] = sum_20;
    w[CHANGE + u * BLOCK + 2 * BLOCK + s + 1] = sum_21;
    w[CHANGE + u * BLOCK + 3 * BLOCK + s] = sum_30;
    w[CHANGE + u * BLOCK + 3 * BLOCK + s + 1] = sum_31;
    w[CHANGE + u * BLOCK + 4 * BLOCK + s] = sum_40;
    w[CHANGE + u * BLOCK + 4 * BLOCK + s + 1] = sum_41;
    w[CHANGE + u * BLOCK + 5 * BLOCK + s] = sum_50;
    w[CHANGE + u * BLOCK + 5 * BLOCK + s + 1] = sum_51;
  }

  private static void forwardChangeTile12x1(float[] p, float[] w, int s, int u) {
    float sum_0 = 0f;
    float sum_1 = 0f;
    float sum_2 = 0f;
    float sum_3 = 0f;
    float sum_4 = 0f;
    float sum_5 = 0f;
    float sum_6 = 0f;
    float sum_7 = 0f;
    float sum_8 = 0f;
    float sum_9 = 0f;
    float sum_10 = 0f;
    float sum_11 = 0f;
    for (int k = 0; k < 12; k++) {
      float input0 = w[INPUT + k * BLOCK + s];
      float changeWeight0 = p[CHANGE_WEIGHT + u * 12 + k];
      sum_0 = Math.fma(changeWeight0, input0, sum_0);
      float changeWeight1 = p[CHANGE_WEIGHT + u * 12 + k + 12];
      sum_1 = Math.fma(changeWeight1, input0, sum_1);
      float changeWeight2 = p[CHANGE_WEIGHT + u * 12 + k + 24];
      sum_2 = Math.fma(changeWeight2, input0, sum_2);
      float changeWeight3 = p[CHANGE_WEIGHT + u * 12 + k + 36];
      sum_3 = Math.fma(changeWeight3, input0, sum_3);
      float changeWeight4 = p[CHANGE_WEIGHT + u * 12 + k + 48];
      sum_4 = Math.fma(changeWeight4, input0, sum_4);
      float changeWeight5 = p[CHANGE_WEIGHT + u * 12 + k + 60];
      sum_5 = Math.fma(changeWeight5, input0, sum_5);
      float changeWeight6 = p[CHANGE_WEIGHT + u * 12 + k + 72];
      sum_6 = Math.fma(changeWeight6, input0, sum_6);
      float changeWeight7 = p[CHANGE_WEIGHT + u * 12 + k + 84];
      sum_7 = Math.fma(changeWeight7, input0, sum_7);
      float changeWeight8 = p[CHANGE_WEIGHT + u * 12 + k + 96];
      sum_8 = Math.fma(changeWeight8, input0, sum_8);
      float changeWeight9 = p[CHANGE_WEIGHT + u * 12 + k + 108];
      sum_9 = Math.fma(changeWeight9, input0, sum_9);
      float changeWeight10 = p[CHANGE_WEIGHT + u * 12 + k + 120];
      sum_10 = Math.fma(changeWeight10, input0, sum_10);
      float changeWeight11 = p[CHANGE_WEIGHT + u * 12 + k + 132];
      sum_11 = Math.fma(changeWeight11, input0, sum_11);
    }
    w[CHANGE + u * BLOCK + s] = sum_0;
    w[CHANGE + u * BLOCK + BLOCK + s] = sum_1;
    w[CHANGE + u * BLOCK + 2 * BLOCK + s] = sum_2;
    w[CHANGE + u * BLOCK + 3 * BLOCK + s] = sum_3;
    w[CHANGE + u * BLOCK + 4 * BLOCK + s] = sum_4;
    w[CHANGE + u * BLOCK + 5 * BLOCK + s] = sum_5;
    w[CHANGE + u * BLOCK + 6 * BLOCK + s] = sum_6;
    w[CHANGE + u * BLOCK + 7 * BLOCK + s] = sum_7;
    w[CHANGE + u * BLOCK + 8 * BLOCK + s] = sum_8;
    w[CHANGE + u * BLOCK + 9 * BLOCK + s] = sum_9;
    w[CHANGE + u * BLOCK + 10 * BLOCK + s] = sum_10;
    w[CHANGE + u * BLOCK + 11 * BLOCK + s] = sum_11;
  }

  /**
   * sum [12] = relu(input [12] + change [12])
   */
  private static void forwardSum(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s++) {
        w[SUM + i * BLOCK + s] = Math.max(w[INPUT + i * BLOCK + s] + w[CHANGE + i * BLOCK + s], 0f);
      }
    }
  }

  /**
   * loss and dSum of sum [12]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.083333336f;
      for (int i = 0; i < 12; i++) {
        float d = w[SUM + i * BLOCK + s] - w[TARGET + i * BLOCK + s];
        total += d * d;
        w[D_SUM + i * BLOCK + s] = d * 2f * weight;
      }
      w[LOSS + s] = total * 0.083333336f;
    }
  }

  /**
   * dSumSum = dSum * relu'
   */
  private static void backwardSumSum(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s++) {
        w[D_SUM_SUM + i * BLOCK + s] = w[D_SUM + i * BLOCK + s]
            * (w[SUM + i * BLOCK + s] > 0f ? 1f : 0f);
      }
    }
  }

  /**
   * dChange [12] = dSumSum
   */
  private static void backwardSumInto2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s++) {
        w[D_CHANGE + i * BLOCK + s] = w[D_SUM_SUM + i * BLOCK + s];
      }
    }
  }

  /**
   * dInput [12] = dSumSum
   */
  private static void backwardSumInto1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s++) {
        w[D_INPUT + i * BLOCK + s] = w[D_SUM_SUM + i * BLOCK + s];
      }
    }
  }

  /**
   * dInput [12] += weight [12, 12]^T * dChange [12]
   */
  private static void backwardChangeInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int k = 0; k < 12; k += 6) {
        backwardChangeInputTile6x2(p, w, s, k);
      }
    }
    if (s < end) {
      backwardChangeInputTile12x1(p, w, s, 0);
    }
  }

  private static void backwardChangeInputTile6x2(float[] p, float[] w, int s, int k) {
    float sum_00 = 0f;
    float sum_01 = 0f;
    float sum_10 = 0f;
    float sum_11 = 0f;
    float sum_20 = 0f;
    float sum_21 = 0f;
    float sum_30 = 0f;
    float sum_31 = 0f;
    float sum_40 = 0f;
    float sum_41 = 0f;
    float sum_50 = 0f;
    float sum_51 = 0f;
    for (int u = 0; u < 12; u++) {
      float dChange0 = w[D_CHANGE + u * BLOCK + s];
      float dChange1 = w[D_CHANGE + u * BLOCK + s + 1];
      float changeWeight0 = p[CHANGE_WEIGHT + u * 12 + k];
      sum_00 = Math.fma(changeWeight0, dChange0, sum_00);
      sum_01 = Math.fma(changeWeight0, dChange1, sum_01);
      float changeWeight1 = p[CHANGE_WEIGHT + u * 12 + k + 1];
      sum_10 = Math.fma(changeWeight1, dChange0, sum_10);
      sum_11 = Math.fma(changeWeight1, dChange1, sum_11);
      float changeWeight2 = p[CHANGE_WEIGHT + u * 12 + k + 2];
      sum_20 = Math.fma(changeWeight2, dChange0, sum_20);
      sum_21 = Math.fma(changeWeight2, dChange1, sum_21);
      float changeWeight3 = p[CHANGE_WEIGHT + u * 12 + k + 3];
      sum_30 = Math.fma(changeWeight3, dChange0, sum_30);
      sum_31 = Math.fma(changeWeight3, dChange1, sum_31);
      float changeWeight4 = p[CHANGE_WEIGHT + u * 12 + k + 4];
      sum_40 = Math.fma(changeWeight4, dChange0, sum_40);
      sum_41 = Math.fma(changeWeight4, dChange1, sum_41);
      float changeWeight5 = p[CHANGE_WEIGHT + u * 12 + k + 5];
      sum_50 = Math.fma(changeWeight5, dChange0, sum_50);
      sum_51 = Math.fma(changeWeight5, dChange1, sum_51);
    }
    w[D_INPUT + k * BLOCK + s] += sum_00;
    w[D_INPUT + k * BLOCK + s + 1] += sum_01;
    w[D_INPUT + k * BLOCK + BLOCK + s] += sum_10;
    w[D_INPUT + k * BLOCK + BLOCK + s + 1] += sum_11;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s] += sum_20;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s + 1] += sum_21;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s] += sum_30;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s + 1] += sum_31;
    w[D_INPUT + k * BLOCK + 4 * BLOCK + s] += sum_40;
    w[D_INPUT + k * BLOCK + 4 * BLOCK + s + 1] += sum_41;
    w[D_INPUT + k * BLOCK + 5 * BLOCK + s] += sum_50;
    w[D_INPUT + k * BLOCK + 5 * BLOCK + s + 1] += sum_51;
  }

  private static void backwardChangeInputTile12x1(float[] p, float[] w, int s, int k) {
    float sum_0 = 0f;
    float sum_1 = 0f;
    float sum_2 = 0f;
    float sum_3 = 0f;
    float sum_4 = 0f;
    float sum_5 = 0f;
    float sum_6 = 0f;
    float sum_7 = 0f;
    float sum_8 = 0f;
    float sum_9 = 0f;
    float sum_10 = 0f;
    float sum_11 = 0f;
    for (int u = 0; u < 12; u++) {
      float dChange0 = w[D_CHANGE + u * BLOCK + s];
      float changeWeight0 = p[CHANGE_WEIGHT + u * 12 + k];
      sum_0 = Math.fma(changeWeight0, dChange0, sum_0);
      float changeWeight1 = p[CHANGE_WEIGHT + u * 12 + k + 1];
      sum_1 = Math.fma(changeWeight1, dChange0, sum_1);
      float changeWeight2 = p[CHANGE_WEIGHT + u * 12 + k + 2];
      sum_2 = Math.fma(changeWeight2, dChange0, sum_2);
      float changeWeight3 = p[CHANGE_WEIGHT + u * 12 + k + 3];
      sum_3 = Math.fma(changeWeight3, dChange0, sum_3);
      float changeWeight4 = p[CHANGE_WEIGHT + u * 12 + k + 4];
      sum_4 = Math.fma(changeWeight4, dChange0, sum_4);
      float changeWeight5 = p[CHANGE_WEIGHT + u * 12 + k + 5];
      sum_5 = Math.fma(changeWeight5, dChange0, sum_5);
      float changeWeight6 = p[CHANGE_WEIGHT + u * 12 + k + 6];
      sum_6 = Math.fma(changeWeight6, dChange0, sum_6);
      float changeWeight7 = p[CHANGE_WEIGHT + u * 12 + k + 7];
      sum_7 = Math.fma(changeWeight7, dChange0, sum_7);
      float changeWeight8 = p[CHANGE_WEIGHT + u * 12 + k + 8];
      sum_8 = Math.fma(changeWeight8, dChange0, sum_8);
      float changeWeight9 = p[CHANGE_WEIGHT + u * 12 + k + 9];
      sum_9 = Math.fma(changeWeight9, dChange0, sum_9);
      float changeWeight10 = p[CHANGE_WEIGHT + u * 12 + k + 10];
      sum_10 = Math.fma(changeWeight10, dChange0, sum_10);
      float changeWeight11 = p[CHANGE_WEIGHT + u * 12 + k + 11];
      sum_11 = Math.fma(changeWeight11, dChange0, sum_11);
    }
    w[D_INPUT + k * BLOCK + s] += sum_0;
    w[D_INPUT + k * BLOCK + BLOCK + s] += sum_1;
    w[D_INPUT + k * BLOCK + 2 * BLOCK + s] += sum_2;
    w[D_INPUT + k * BLOCK + 3 * BLOCK + s] += sum_3;
    w[D_INPUT + k * BLOCK + 4 * BLOCK + s] += sum_4;
    w[D_INPUT + k * BLOCK + 5 * BLOCK + s] += sum_5;
    w[D_INPUT + k * BLOCK + 6 * BLOCK + s] += sum_6;
    w[D_INPUT + k * BLOCK + 7 * BLOCK + s] += sum_7;
    w[D_INPUT + k * BLOCK + 8 * BLOCK + s] += sum_8;
    w[D_INPUT + k * BLOCK + 9 * BLOCK + s] += sum_9;
    w[D_INPUT + k * BLOCK + 10 * BLOCK + s] += sum_10;
    w[D_INPUT + k * BLOCK + 11 * BLOCK + s] += sum_11;
  }

  /**
   * dChangeWeight = dChange [12] * input [12]^T, summed over the batch
   */
  private static void backwardChangeWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int first = task * 4;
    int end = Math.min(first + 4, 12);
    for (int u = first; u < end; u++) {
      for (int k = 0; k < 12; k++) {
        float total = 0f;
        for (int lane = 0; lane < 16; lane += 4) {
          total += backwardChangeWeightLanes(w, padded, lane, u, k);
        }
        g[CHANGE_WEIGHT + u * 12 + k] = total;
      }
    }
  }

  private static float backwardChangeWeightLanes(float[] w, int samples, int lane, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        sum0 = Math.fma(w[D_CHANGE + u * BLOCK + s], w[INPUT + k * BLOCK + s], sum0);
        sum1 = Math.fma(w[D_CHANGE + u * BLOCK + s + 1], w[INPUT + k * BLOCK + s + 1], sum1);
        sum2 = Math.fma(w[D_CHANGE + u * BLOCK + s + 2], w[INPUT + k * BLOCK + s + 2], sum2);
        sum3 = Math.fma(w[D_CHANGE + u * BLOCK + s + 3], w[INPUT + k * BLOCK + s + 3], sum3);
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
