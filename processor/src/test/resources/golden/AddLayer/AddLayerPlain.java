package golden;

import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * AddLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link AddLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class AddLayerPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 3152;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 12);

  private static final int CHANGE_WEIGHT = 0;

  private static final int INPUT = 12;

  private static final int CHANGE = 396;

  private static final int SUM = 780;

  private static final int TARGET = 1164;

  private static final int SHARE = 1548;

  private static final int LOSS = 1580;

  private static final int D_CHANGE = 1612;

  private static final int D_SUM = 1996;

  private static final int D_SUM_SUM = 2380;

  private static final int D_INPUT = 2764;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardChange(p, w, at, samples);
    forwardSum(w, at, samples);
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
    forwardChange(p, w, at, samples);
    forwardSum(w, at, samples);
    backwardLoss(w, at, samples);
    backwardSumSum(w, at, samples);
    backwardSumInto2(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 4;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 4) {
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
  private static void inputColumns(float[] x, int from, int[] rows, int first, float[] w, int at,
      int samples) {
    for (int s = 0; s < samples; s++) {
      int row = from + rows[first + s];
      int column = at + INPUT + s;
      w[column] = x[row];
      w[column + BLOCK] = x[row + 1];
      w[column + 2 * BLOCK] = x[row + 2];
      w[column + 3 * BLOCK] = x[row + 3];
      w[column + 4 * BLOCK] = x[row + 4];
      w[column + 5 * BLOCK] = x[row + 5];
      w[column + 6 * BLOCK] = x[row + 6];
      w[column + 7 * BLOCK] = x[row + 7];
      w[column + 8 * BLOCK] = x[row + 8];
      w[column + 9 * BLOCK] = x[row + 9];
      w[column + 10 * BLOCK] = x[row + 10];
      w[column + 11 * BLOCK] = x[row + 11];
    }
  }

  /**
   * change [12] = weight [12, 12] * input [12]
   */
  private static void forwardChange(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int u = 0; u < 12; u += 4) {
        forwardChangeTile4x2(p, w, s, u);
      }
    }
    if (s < end) {
      for (int u = 0; u < 12; u += 4) {
        forwardChangeTile4x1(p, w, s, u);
      }
    }
  }

  private static void forwardChangeTile4x2(float[] p, float[] w, int s, int u) {
    float sum_00 = 0f;
    float sum_01 = 0f;
    float sum_10 = 0f;
    float sum_11 = 0f;
    float sum_20 = 0f;
    float sum_21 = 0f;
    float sum_30 = 0f;
    float sum_31 = 0f;
    for (int k = 0; k < 12; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      float input1 = w[inputAt + 1];
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k;
      float changeWeight0 = p[changeWeightAt];
      sum_00 = Math.fma(changeWeight0, input0, sum_00);
      sum_01 = Math.fma(changeWeight0, input1, sum_01);
      float changeWeight1 = p[changeWeightAt + 12];
      sum_10 = Math.fma(changeWeight1, input0, sum_10);
      sum_11 = Math.fma(changeWeight1, input1, sum_11);
      float changeWeight2 = p[changeWeightAt + 24];
      sum_20 = Math.fma(changeWeight2, input0, sum_20);
      sum_21 = Math.fma(changeWeight2, input1, sum_21);
      float changeWeight3 = p[changeWeightAt + 36];
      sum_30 = Math.fma(changeWeight3, input0, sum_30);
      sum_31 = Math.fma(changeWeight3, input1, sum_31);
    }
    int changeAt = CHANGE + u * BLOCK + s;
    w[changeAt] = sum_00;
    w[changeAt + 1] = sum_01;
    w[changeAt + BLOCK] = sum_10;
    w[changeAt + BLOCK + 1] = sum_11;
    w[changeAt + 2 * BLOCK] = sum_20;
    w[changeAt + 2 * BLOCK + 1] = sum_21;
    w[changeAt + 3 * BLOCK] = sum_30;
    w[changeAt + 3 * BLOCK + 1] = sum_31;
  }

  private static void forwardChangeTile4x1(float[] p, float[] w, int s, int u) {
    float sum_0 = 0f;
    float sum_1 = 0f;
    float sum_2 = 0f;
    float sum_3 = 0f;
    for (int k = 0; k < 12; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k;
      float changeWeight0 = p[changeWeightAt];
      sum_0 = Math.fma(changeWeight0, input0, sum_0);
      float changeWeight1 = p[changeWeightAt + 12];
      sum_1 = Math.fma(changeWeight1, input0, sum_1);
      float changeWeight2 = p[changeWeightAt + 24];
      sum_2 = Math.fma(changeWeight2, input0, sum_2);
      float changeWeight3 = p[changeWeightAt + 36];
      sum_3 = Math.fma(changeWeight3, input0, sum_3);
    }
    int changeAt = CHANGE + u * BLOCK + s;
    w[changeAt] = sum_0;
    w[changeAt + BLOCK] = sum_1;
    w[changeAt + 2 * BLOCK] = sum_2;
    w[changeAt + 3 * BLOCK] = sum_3;
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
      for (int k = 0; k < 12; k += 4) {
        backwardChangeInputTile4x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 12; k += 4) {
        backwardChangeInputTile4x1(p, w, s, k);
      }
    }
  }

  private static void backwardChangeInputTile4x2(float[] p, float[] w, int s, int k) {
    float sum_00 = 0f;
    float sum_01 = 0f;
    float sum_10 = 0f;
    float sum_11 = 0f;
    float sum_20 = 0f;
    float sum_21 = 0f;
    float sum_30 = 0f;
    float sum_31 = 0f;
    for (int u = 0; u < 12; u++) {
      int dChangeAt = D_CHANGE + u * BLOCK + s;
      float dChange0 = w[dChangeAt];
      float dChange1 = w[dChangeAt + 1];
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k;
      float changeWeight0 = p[changeWeightAt];
      sum_00 = Math.fma(changeWeight0, dChange0, sum_00);
      sum_01 = Math.fma(changeWeight0, dChange1, sum_01);
      float changeWeight1 = p[changeWeightAt + 1];
      sum_10 = Math.fma(changeWeight1, dChange0, sum_10);
      sum_11 = Math.fma(changeWeight1, dChange1, sum_11);
      float changeWeight2 = p[changeWeightAt + 2];
      sum_20 = Math.fma(changeWeight2, dChange0, sum_20);
      sum_21 = Math.fma(changeWeight2, dChange1, sum_21);
      float changeWeight3 = p[changeWeightAt + 3];
      sum_30 = Math.fma(changeWeight3, dChange0, sum_30);
      sum_31 = Math.fma(changeWeight3, dChange1, sum_31);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    w[dInputAt] += sum_00;
    w[dInputAt + 1] += sum_01;
    w[dInputAt + BLOCK] += sum_10;
    w[dInputAt + BLOCK + 1] += sum_11;
    w[dInputAt + 2 * BLOCK] += sum_20;
    w[dInputAt + 2 * BLOCK + 1] += sum_21;
    w[dInputAt + 3 * BLOCK] += sum_30;
    w[dInputAt + 3 * BLOCK + 1] += sum_31;
  }

  private static void backwardChangeInputTile4x1(float[] p, float[] w, int s, int k) {
    float sum_0 = 0f;
    float sum_1 = 0f;
    float sum_2 = 0f;
    float sum_3 = 0f;
    for (int u = 0; u < 12; u++) {
      int dChangeAt = D_CHANGE + u * BLOCK + s;
      float dChange0 = w[dChangeAt];
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k;
      float changeWeight0 = p[changeWeightAt];
      sum_0 = Math.fma(changeWeight0, dChange0, sum_0);
      float changeWeight1 = p[changeWeightAt + 1];
      sum_1 = Math.fma(changeWeight1, dChange0, sum_1);
      float changeWeight2 = p[changeWeightAt + 2];
      sum_2 = Math.fma(changeWeight2, dChange0, sum_2);
      float changeWeight3 = p[changeWeightAt + 3];
      sum_3 = Math.fma(changeWeight3, dChange0, sum_3);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    w[dInputAt] += sum_0;
    w[dInputAt + BLOCK] += sum_1;
    w[dInputAt + 2 * BLOCK] += sum_2;
    w[dInputAt + 3 * BLOCK] += sum_3;
  }

  /**
   * dChangeWeight = dChange [12] * input [12]^T, summed over the batch
   */
  private static void backwardChangeWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int fromU = task * 3;
    for (int u = fromU; u < fromU + 3; u++) {
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
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 = Math.fma(w[D_CHANGE + u * BLOCK + s], w[INPUT + k * BLOCK + s], sum0);
      sum1 = Math.fma(w[D_CHANGE + u * BLOCK + s + 1], w[INPUT + k * BLOCK + s + 1], sum1);
      sum2 = Math.fma(w[D_CHANGE + u * BLOCK + s + 2], w[INPUT + k * BLOCK + s + 2], sum2);
      sum3 = Math.fma(w[D_CHANGE + u * BLOCK + s + 3], w[INPUT + k * BLOCK + s + 3], sum3);
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
