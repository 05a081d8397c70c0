package golden;

import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * WideLayers in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link WideLayersVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class WideLayersPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 30480;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 40);

  private static final int FIRST_WEIGHT = 0;

  private static final int FIRST_BIAS = 5240;

  private static final int SECOND_WEIGHT = 5371;

  private static final int SECOND_BIAS = 22139;

  private static final int INPUT = 12;

  private static final int FIRST = 1292;

  private static final int SECOND = 5484;

  private static final int TARGET = 9580;

  private static final int SHARE = 13676;

  private static final int LOSS = 13708;

  private static final int D_SECOND = 13740;

  private static final int D_FIRST_SUM = 17836;

  private static final int FIRST_PANELS = 22028;

  private static final int INPUT_PANELS = 27148;

  private static final int D_INPUT = 29196;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardFirst(p, w, at, samples);
    forwardSecond(p, w, at, samples);
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
    forwardFirst(p, w, at, samples);
    forwardSecond(p, w, at, samples);
    backwardLoss(w, at, samples);
    backwardSecondInput(p, w, at, samples);
    firstPanels(w, at, samples);
    inputPanels(x, rows, w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 17;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 8) {
      backwardSecondWeight(g, w, samples, task);
    } else if (task < 9) {
      backwardSecondBias(g, w, lanes, samples);
    } else if (task < 16) {
      backwardFirstWeight(g, w, samples, task - 9);
    } else if (task < 17) {
      backwardFirstBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardFirstInput(p, w, at, samples);
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
    for (int i = 0, column = columns; i < 40; i += 2, column += 2 * BLOCK) {
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
   * first [131] = relu(weight [131, 40] * input [40] + bias [131])
   */
  private static void forwardFirst(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int u = 0; u < 128; u += 4) {
        forwardFirstTile4x2(p, w, s, u);
      }
      forwardFirstTile3x2(p, w, s, 128);
    }
    if (s < end) {
      for (int u = 0; u < 128; u += 4) {
        forwardFirstTile4x1(p, w, s, u);
      }
      forwardFirstTile3x1(p, w, s, 128);
    }
  }

  private static void forwardFirstTile4x2(float[] p, float[] w, int s, int u) {
    int firstBiasAt = FIRST_BIAS + u;
    float sum00 = p[firstBiasAt];
    float sum01 = p[firstBiasAt];
    float sum10 = p[firstBiasAt + 1];
    float sum11 = p[firstBiasAt + 1];
    float sum20 = p[firstBiasAt + 2];
    float sum21 = p[firstBiasAt + 2];
    float sum30 = p[firstBiasAt + 3];
    float sum31 = p[firstBiasAt + 3];
    for (int k = 0; k < 40; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      float input1 = w[inputAt + 1];
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      float firstWeight0 = p[firstWeightAt];
      sum00 = Math.fma(firstWeight0, input0, sum00);
      sum01 = Math.fma(firstWeight0, input1, sum01);
      float firstWeight1 = p[firstWeightAt + 40];
      sum10 = Math.fma(firstWeight1, input0, sum10);
      sum11 = Math.fma(firstWeight1, input1, sum11);
      float firstWeight2 = p[firstWeightAt + 80];
      sum20 = Math.fma(firstWeight2, input0, sum20);
      sum21 = Math.fma(firstWeight2, input1, sum21);
      float firstWeight3 = p[firstWeightAt + 120];
      sum30 = Math.fma(firstWeight3, input0, sum30);
      sum31 = Math.fma(firstWeight3, input1, sum31);
    }
    int firstAt = FIRST + u * BLOCK + s;
    w[firstAt] = Math.max(sum00, 0f);
    w[firstAt + 1] = Math.max(sum01, 0f);
    w[firstAt + BLOCK] = Math.max(sum10, 0f);
    w[firstAt + BLOCK + 1] = Math.max(sum11, 0f);
    w[firstAt + 2 * BLOCK] = Math.max(sum20, 0f);
    w[firstAt + 2 * BLOCK + 1] = Math.max(sum21, 0f);
    w[firstAt + 3 * BLOCK] = Math.max(sum30, 0f);
    w[firstAt + 3 * BLOCK + 1] = Math.max(sum31, 0f);
  }

  private static void forwardFirstTile3x2(float[] p, float[] w, int s, int u) {
    int firstBiasAt = FIRST_BIAS + u;
    float sum00 = p[firstBiasAt];
    float sum01 = p[firstBiasAt];
    float sum10 = p[firstBiasAt + 1];
    float sum11 = p[firstBiasAt + 1];
    float sum20 = p[firstBiasAt + 2];
    float sum21 = p[firstBiasAt + 2];
    for (int k = 0; k < 40; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      float input1 = w[inputAt + 1];
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      float firstWeight0 = p[firstWeightAt];
      sum00 = Math.fma(firstWeight0, input0, sum00);
      sum01 = Math.fma(firstWeight0, input1, sum01);
      float firstWeight1 = p[firstWeightAt + 40];
      sum10 = Math.fma(firstWeight1, input0, sum10);
      sum11 = Math.fma(firstWeight1, input1, sum11);
      float firstWeight2 = p[firstWeightAt + 80];
      sum20 = Math.fma(firstWeight2, input0, sum20);
      sum21 = Math.fma(firstWeight2, input1, sum21);
    }
    int firstAt = FIRST + u * BLOCK + s;
    w[firstAt] = Math.max(sum00, 0f);
    w[firstAt + 1] = Math.max(sum01, 0f);
    w[firstAt + BLOCK] = Math.max(sum10, 0f);
    w[firstAt + BLOCK + 1] = Math.max(sum11, 0f);
    w[firstAt + 2 * BLOCK] = Math.max(sum20, 0f);
    w[firstAt + 2 * BLOCK + 1] = Math.max(sum21, 0f);
  }

  private static void forwardFirstTile4x1(float[] p, float[] w, int s, int u) {
    int firstBiasAt = FIRST_BIAS + u;
    float sum0 = p[firstBiasAt];
    float sum1 = p[firstBiasAt + 1];
    float sum2 = p[firstBiasAt + 2];
    float sum3 = p[firstBiasAt + 3];
    for (int k = 0; k < 40; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      float firstWeight0 = p[firstWeightAt];
      sum0 = Math.fma(firstWeight0, input0, sum0);
      float firstWeight1 = p[firstWeightAt + 40];
      sum1 = Math.fma(firstWeight1, input0, sum1);
      float firstWeight2 = p[firstWeightAt + 80];
      sum2 = Math.fma(firstWeight2, input0, sum2);
      float firstWeight3 = p[firstWeightAt + 120];
      sum3 = Math.fma(firstWeight3, input0, sum3);
    }
    int firstAt = FIRST + u * BLOCK + s;
    w[firstAt] = Math.max(sum0, 0f);
    w[firstAt + BLOCK] = Math.max(sum1, 0f);
    w[firstAt + 2 * BLOCK] = Math.max(sum2, 0f);
    w[firstAt + 3 * BLOCK] = Math.max(sum3, 0f);
  }

  private static void forwardFirstTile3x1(float[] p, float[] w, int s, int u) {
    int firstBiasAt = FIRST_BIAS + u;
    float sum0 = p[firstBiasAt];
    float sum1 = p[firstBiasAt + 1];
    float sum2 = p[firstBiasAt + 2];
    for (int k = 0; k < 40; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      float input0 = w[inputAt];
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      float firstWeight0 = p[firstWeightAt];
      sum0 = Math.fma(firstWeight0, input0, sum0);
      float firstWeight1 = p[firstWeightAt + 40];
      sum1 = Math.fma(firstWeight1, input0, sum1);
      float firstWeight2 = p[firstWeightAt + 80];
      sum2 = Math.fma(firstWeight2, input0, sum2);
    }
    int firstAt = FIRST + u * BLOCK + s;
    w[firstAt] = Math.max(sum0, 0f);
    w[firstAt + BLOCK] = Math.max(sum1, 0f);
    w[firstAt + 2 * BLOCK] = Math.max(sum2, 0f);
  }

  /**
   * second [128] = weight [128, 131] * first [131] + bias [128]
   */
  private static void forwardSecond(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int u = 0; u < 128; u += 4) {
        forwardSecondTile4x2(p, w, s, u);
      }
    }
    if (s < end) {
      for (int u = 0; u < 128; u += 4) {
        forwardSecondTile4x1(p, w, s, u);
      }
    }
  }

  private static void forwardSecondTile4x2(float[] p, float[] w, int s, int u) {
    int secondBiasAt = SECOND_BIAS + u;
    float sum00 = p[secondBiasAt];
    float sum01 = p[secondBiasAt];
    float sum10 = p[secondBiasAt + 1];
    float sum11 = p[secondBiasAt + 1];
    float sum20 = p[secondBiasAt + 2];
    float sum21 = p[secondBiasAt + 2];
    float sum30 = p[secondBiasAt + 3];
    float sum31 = p[secondBiasAt + 3];
    for (int k = 0; k < 131; k++) {
      int firstAt = FIRST + k * BLOCK + s;
      float first0 = w[firstAt];
      float first1 = w[firstAt + 1];
      int secondWeightAt = SECOND_WEIGHT + u * 131 + k;
      float secondWeight0 = p[secondWeightAt];
      sum00 = Math.fma(secondWeight0, first0, sum00);
      sum01 = Math.fma(secondWeight0, first1, sum01);
      float secondWeight1 = p[secondWeightAt + 131];
      sum10 = Math.fma(secondWeight1, first0, sum10);
      sum11 = Math.fma(secondWeight1, first1, sum11);
      float secondWeight2 = p[secondWeightAt + 262];
      sum20 = Math.fma(secondWeight2, first0, sum20);
      sum21 = Math.fma(secondWeight2, first1, sum21);
      float secondWeight3 = p[secondWeightAt + 393];
      sum30 = Math.fma(secondWeight3, first0, sum30);
      sum31 = Math.fma(secondWeight3, first1, sum31);
    }
    int secondAt = SECOND + u * BLOCK + s;
    w[secondAt] = sum00;
    w[secondAt + 1] = sum01;
    w[secondAt + BLOCK] = sum10;
    w[secondAt + BLOCK + 1] = sum11;
    w[secondAt + 2 * BLOCK] = sum20;
    w[secondAt + 2 * BLOCK + 1] = sum21;
    w[secondAt + 3 * BLOCK] = sum30;
    w[secondAt + 3 * BLOCK + 1] = sum31;
  }

  private static void forwardSecondTile4x1(float[] p, float[] w, int s, int u) {
    int secondBiasAt = SECOND_BIAS + u;
    float sum0 = p[secondBiasAt];
    float sum1 = p[secondBiasAt + 1];
    float sum2 = p[secondBiasAt + 2];
    float sum3 = p[secondBiasAt + 3];
    for (int k = 0; k < 131; k++) {
      int firstAt = FIRST + k * BLOCK + s;
      float first0 = w[firstAt];
      int secondWeightAt = SECOND_WEIGHT + u * 131 + k;
      float secondWeight0 = p[secondWeightAt];
      sum0 = Math.fma(secondWeight0, first0, sum0);
      float secondWeight1 = p[secondWeightAt + 131];
      sum1 = Math.fma(secondWeight1, first0, sum1);
      float secondWeight2 = p[secondWeightAt + 262];
      sum2 = Math.fma(secondWeight2, first0, sum2);
      float secondWeight3 = p[secondWeightAt + 393];
      sum3 = Math.fma(secondWeight3, first0, sum3);
    }
    int secondAt = SECOND + u * BLOCK + s;
    w[secondAt] = sum0;
    w[secondAt + BLOCK] = sum1;
    w[secondAt + 2 * BLOCK] = sum2;
    w[secondAt + 3 * BLOCK] = sum3;
  }

  /**
   * loss and dSecond of second [128]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.0078125f;
      for (int i = 0; i < 128; i++) {
        float d = w[SECOND + i * BLOCK + s] - w[TARGET + i * BLOCK + s];
        total += d * d;
        w[D_SECOND + i * BLOCK + s] = d * 2f * weight;
      }
      w[LOSS + s] = total * 0.0078125f;
    }
  }

  /**
   * dFirst [131] = weight [128, 131]^T * dSecond [128]; dFirstSum = dFirst * relu'
   */
  private static void backwardSecondInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      backwardSecondInputBegin(w, s, 0, 131);
      backwardSecondInputBegin(w, s + 1, 0, 131);
      for (int u = 0; u < 128; u += 8) {
        backwardSecondInputPass8x2(p, w, s, 0, 131, u);
      }
      backwardSecondInputEnd(w, s, 0, 131);
      backwardSecondInputEnd(w, s + 1, 0, 131);
    }
    if (s < end) {
      backwardSecondInputBegin(w, s, 0, 131);
      for (int u = 0; u < 128; u += 8) {
        backwardSecondInputPass8x1(p, w, s, 0, 131, u);
      }
      backwardSecondInputEnd(w, s, 0, 131);
    }
  }

  private static void backwardSecondInputBegin(float[] w, int s, int first, int last) {
    for (int k = first; k < last; k++) {
      w[D_FIRST_SUM + k * BLOCK + s] = 0f;
    }
  }

  private static void backwardSecondInputPass8x2(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dSecondAt = D_SECOND + u * BLOCK + s;
    float dSecond0 = w[dSecondAt];
    float dSecond1 = w[dSecondAt + 1];
    float dSecond2 = w[dSecondAt + BLOCK];
    float dSecond3 = w[dSecondAt + BLOCK + 1];
    float dSecond4 = w[dSecondAt + 2 * BLOCK];
    float dSecond5 = w[dSecondAt + 2 * BLOCK + 1];
    float dSecond6 = w[dSecondAt + 3 * BLOCK];
    float dSecond7 = w[dSecondAt + 3 * BLOCK + 1];
    float dSecond8 = w[dSecondAt + 4 * BLOCK];
    float dSecond9 = w[dSecondAt + 4 * BLOCK + 1];
    float dSecond10 = w[dSecondAt + 5 * BLOCK];
    float dSecond11 = w[dSecondAt + 5 * BLOCK + 1];
    float dSecond12 = w[dSecondAt + 6 * BLOCK];
    float dSecond13 = w[dSecondAt + 6 * BLOCK + 1];
    float dSecond14 = w[dSecondAt + 7 * BLOCK];
    float dSecond15 = w[dSecondAt + 7 * BLOCK + 1];
    for (int k = first; k < last; k++) {
      int dFirstSumAt = D_FIRST_SUM + k * BLOCK + s;
      float sum0 = w[dFirstSumAt];
      float sum1 = w[dFirstSumAt + 1];
      int secondWeightAt = SECOND_WEIGHT + u * 131 + k;
      float secondWeight0 = p[secondWeightAt];
      sum0 = Math.fma(secondWeight0, dSecond0, sum0);
      sum1 = Math.fma(secondWeight0, dSecond1, sum1);
      float secondWeight1 = p[secondWeightAt + 131];
      sum0 = Math.fma(secondWeight1, dSecond2, sum0);
      sum1 = Math.fma(secondWeight1, dSecond3, sum1);
      float secondWeight2 = p[secondWeightAt + 262];
      sum0 = Math.fma(secondWeight2, dSecond4, sum0);
      sum1 = Math.fma(secondWeight2, dSecond5, sum1);
      float secondWeight3 = p[secondWeightAt + 393];
      sum0 = Math.fma(secondWeight3, dSecond6, sum0);
      sum1 = Math.fma(secondWeight3, dSecond7, sum1);
      float secondWeight4 = p[secondWeightAt + 524];
      sum0 = Math.fma(secondWeight4, dSecond8, sum0);
      sum1 = Math.fma(secondWeight4, dSecond9, sum1);
      float secondWeight5 = p[secondWeightAt + 655];
      sum0 = Math.fma(secondWeight5, dSecond10, sum0);
      sum1 = Math.fma(secondWeight5, dSecond11, sum1);
      float secondWeight6 = p[secondWeightAt + 786];
      sum0 = Math.fma(secondWeight6, dSecond12, sum0);
      sum1 = Math.fma(secondWeight6, dSecond13, sum1);
      float secondWeight7 = p[secondWeightAt + 917];
      sum0 = Math.fma(secondWeight7, dSecond14, sum0);
      sum1 = Math.fma(secondWeight7, dSecond15, sum1);
      w[dFirstSumAt] = sum0;
      w[dFirstSumAt + 1] = sum1;
    }
  }

  private static void backwardSecondInputPass8x1(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dSecondAt = D_SECOND + u * BLOCK + s;
    float dSecond0 = w[dSecondAt];
    float dSecond1 = w[dSecondAt + BLOCK];
    float dSecond2 = w[dSecondAt + 2 * BLOCK];
    float dSecond3 = w[dSecondAt + 3 * BLOCK];
    float dSecond4 = w[dSecondAt + 4 * BLOCK];
    float dSecond5 = w[dSecondAt + 5 * BLOCK];
    float dSecond6 = w[dSecondAt + 6 * BLOCK];
    float dSecond7 = w[dSecondAt + 7 * BLOCK];
    for (int k = first; k < last; k++) {
      int dFirstSumAt = D_FIRST_SUM + k * BLOCK + s;
      float sum = w[dFirstSumAt];
      int secondWeightAt = SECOND_WEIGHT + u * 131 + k;
      float secondWeight0 = p[secondWeightAt];
      sum = Math.fma(secondWeight0, dSecond0, sum);
      float secondWeight1 = p[secondWeightAt + 131];
      sum = Math.fma(secondWeight1, dSecond1, sum);
      float secondWeight2 = p[secondWeightAt + 262];
      sum = Math.fma(secondWeight2, dSecond2, sum);
      float secondWeight3 = p[secondWeightAt + 393];
      sum = Math.fma(secondWeight3, dSecond3, sum);
      float secondWeight4 = p[secondWeightAt + 524];
      sum = Math.fma(secondWeight4, dSecond4, sum);
      float secondWeight5 = p[secondWeightAt + 655];
      sum = Math.fma(secondWeight5, dSecond5, sum);
      float secondWeight6 = p[secondWeightAt + 786];
      sum = Math.fma(secondWeight6, dSecond6, sum);
      float secondWeight7 = p[secondWeightAt + 917];
      sum = Math.fma(secondWeight7, dSecond7, sum);
      w[dFirstSumAt] = sum;
    }
  }

  private static void backwardSecondInputEnd(float[] w, int s, int first, int last) {
    for (int k = first; k < last; k++) {
      float sum = w[D_FIRST_SUM + k * BLOCK + s];
      w[D_FIRST_SUM + k * BLOCK + s] = sum * (w[FIRST + k * BLOCK + s] > 0f ? 1f : 0f);
    }
  }

  /**
   * dInput [40] = weight [131, 40]^T * dFirstSum [131]
   */
  private static void backwardFirstInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int k = 0; k < 40; k += 4) {
        backwardFirstInputTile4x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 40; k += 4) {
        backwardFirstInputTile4x1(p, w, s, k);
      }
    }
  }

  private static void backwardFirstInputTile4x2(float[] p, float[] w, int s, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    float sum30 = 0f;
    float sum31 = 0f;
    for (int u = 0; u < 131; u++) {
      int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
      float dFirstSum0 = w[dFirstSumAt];
      float dFirstSum1 = w[dFirstSumAt + 1];
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      float firstWeight0 = p[firstWeightAt];
      sum00 = Math.fma(firstWeight0, dFirstSum0, sum00);
      sum01 = Math.fma(firstWeight0, dFirstSum1, sum01);
      float firstWeight1 = p[firstWeightAt + 1];
      sum10 = Math.fma(firstWeight1, dFirstSum0, sum10);
      sum11 = Math.fma(firstWeight1, dFirstSum1, sum11);
      float firstWeight2 = p[firstWeightAt + 2];
      sum20 = Math.fma(firstWeight2, dFirstSum0, sum20);
      sum21 = Math.fma(firstWeight2, dFirstSum1, sum21);
      float firstWeight3 = p[firstWeightAt + 3];
      sum30 = Math.fma(firstWeight3, dFirstSum0, sum30);
      sum31 = Math.fma(firstWeight3, dFirstSum1, sum31);
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

  private static void backwardFirstInputTile4x1(float[] p, float[] w, int s, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int u = 0; u < 131; u++) {
      int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
      float dFirstSum0 = w[dFirstSumAt];
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      float firstWeight0 = p[firstWeightAt];
      sum0 = Math.fma(firstWeight0, dFirstSum0, sum0);
      float firstWeight1 = p[firstWeightAt + 1];
      sum1 = Math.fma(firstWeight1, dFirstSum0, sum1);
      float firstWeight2 = p[firstWeightAt + 2];
      sum2 = Math.fma(firstWeight2, dFirstSum0, sum2);
      float firstWeight3 = p[firstWeightAt + 3];
      sum3 = Math.fma(firstWeight3, dFirstSum0, sum3);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    w[dInputAt] = sum0;
    w[dInputAt + BLOCK] = sum1;
    w[dInputAt + 2 * BLOCK] = sum2;
    w[dInputAt + 3 * BLOCK] = sum3;
  }

  /**
   * Copies first so that 32 values of a sample lie side by side.
   */
  private static void firstPanels(float[] w, int at, int samples) {
    int column = at % BLOCK_FLOATS;
    for (int s = 0; s < samples; s += 16) {
      for (int k = 0; k < 131; k += 32) {
        panel16(w, at + FIRST_PANELS + k * BLOCK + s * 32 + column * 31, at + FIRST + k * BLOCK + s,
            Math.min(32, 131 - k));
      }
    }
  }

  /**
   * Copies input so that 32 values of a sample lie side by side.
   */
  private static void inputPanels(float[] x, int[] rows, float[] w, int at, int samples) {
    int column = at % BLOCK_FLOATS;
    int first = at / BLOCK_FLOATS * BLOCK + column;
    for (int s = 0; s < samples; s++) {
      int row = rows[first + s];
      for (int k = 0; k < 40; k += 32) {
        System.arraycopy(x, row + k, w, at + INPUT_PANELS + k * BLOCK + s * 32 + column * 31,
            Math.min(32, 40 - k));
      }
    }
  }

  private static void panel16(float[] w, int rows, int columns, int values) {
    for (int row = rows, column = columns; row < rows + values; row++, column += BLOCK) {
      w[row] = w[column];
      w[row + 32] = w[column + 1];
      w[row + 64] = w[column + 2];
      w[row + 96] = w[column + 3];
      w[row + 128] = w[column + 4];
      w[row + 160] = w[column + 5];
      w[row + 192] = w[column + 6];
      w[row + 224] = w[column + 7];
      w[row + 256] = w[column + 8];
      w[row + 288] = w[column + 9];
      w[row + 320] = w[column + 10];
      w[row + 352] = w[column + 11];
      w[row + 384] = w[column + 12];
      w[row + 416] = w[column + 13];
      w[row + 448] = w[column + 14];
      w[row + 480] = w[column + 15];
    }
  }

  private static void backwardSecondWeightTile8x2(float[] g, float[] w, int samples, int u, int k) {
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + FIRST_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        float first0 = w[row];
        float first1 = w[row + 1];
        int dSecondAt = D_SECOND + u * BLOCK + s;
        float dSecond0 = w[dSecondAt];
        sum00 = Math.fma(dSecond0, first0, sum00);
        sum01 = Math.fma(dSecond0, first1, sum01);
        float dSecond1 = w[dSecondAt + BLOCK];
        sum10 = Math.fma(dSecond1, first0, sum10);
        sum11 = Math.fma(dSecond1, first1, sum11);
        float dSecond2 = w[dSecondAt + 2 * BLOCK];
        sum20 = Math.fma(dSecond2, first0, sum20);
        sum21 = Math.fma(dSecond2, first1, sum21);
        float dSecond3 = w[dSecondAt + 3 * BLOCK];
        sum30 = Math.fma(dSecond3, first0, sum30);
        sum31 = Math.fma(dSecond3, first1, sum31);
        float dSecond4 = w[dSecondAt + 4 * BLOCK];
        sum40 = Math.fma(dSecond4, first0, sum40);
        sum41 = Math.fma(dSecond4, first1, sum41);
        float dSecond5 = w[dSecondAt + 5 * BLOCK];
        sum50 = Math.fma(dSecond5, first0, sum50);
        sum51 = Math.fma(dSecond5, first1, sum51);
        float dSecond6 = w[dSecondAt + 6 * BLOCK];
        sum60 = Math.fma(dSecond6, first0, sum60);
        sum61 = Math.fma(dSecond6, first1, sum61);
        float dSecond7 = w[dSecondAt + 7 * BLOCK];
        sum70 = Math.fma(dSecond7, first0, sum70);
        sum71 = Math.fma(dSecond7, first1, sum71);
      }
    }
    int dSecondWeightAt = SECOND_WEIGHT + u * 131 + k;
    g[dSecondWeightAt] = sum00;
    int dSecondWeightAt1 = SECOND_WEIGHT + u * 131 + k + 1;
    g[dSecondWeightAt1] = sum01;
    g[dSecondWeightAt + 131] = sum10;
    g[dSecondWeightAt1 + 131] = sum11;
    g[dSecondWeightAt + 262] = sum20;
    g[dSecondWeightAt1 + 262] = sum21;
    g[dSecondWeightAt + 393] = sum30;
    g[dSecondWeightAt1 + 393] = sum31;
    g[dSecondWeightAt + 524] = sum40;
    g[dSecondWeightAt1 + 524] = sum41;
    g[dSecondWeightAt + 655] = sum50;
    g[dSecondWeightAt1 + 655] = sum51;
    g[dSecondWeightAt + 786] = sum60;
    g[dSecondWeightAt1 + 786] = sum61;
    g[dSecondWeightAt + 917] = sum70;
    g[dSecondWeightAt1 + 917] = sum71;
  }

  private static void backwardSecondWeightTile8x1(float[] g, float[] w, int samples, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    float sum4 = 0f;
    float sum5 = 0f;
    float sum6 = 0f;
    float sum7 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + FIRST_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        float first0 = w[row];
        int dSecondAt = D_SECOND + u * BLOCK + s;
        float dSecond0 = w[dSecondAt];
        sum0 = Math.fma(dSecond0, first0, sum0);
        float dSecond1 = w[dSecondAt + BLOCK];
        sum1 = Math.fma(dSecond1, first0, sum1);
        float dSecond2 = w[dSecondAt + 2 * BLOCK];
        sum2 = Math.fma(dSecond2, first0, sum2);
        float dSecond3 = w[dSecondAt + 3 * BLOCK];
        sum3 = Math.fma(dSecond3, first0, sum3);
        float dSecond4 = w[dSecondAt + 4 * BLOCK];
        sum4 = Math.fma(dSecond4, first0, sum4);
        float dSecond5 = w[dSecondAt + 5 * BLOCK];
        sum5 = Math.fma(dSecond5, first0, sum5);
        float dSecond6 = w[dSecondAt + 6 * BLOCK];
        sum6 = Math.fma(dSecond6, first0, sum6);
        float dSecond7 = w[dSecondAt + 7 * BLOCK];
        sum7 = Math.fma(dSecond7, first0, sum7);
      }
    }
    int dSecondWeightAt = SECOND_WEIGHT + u * 131 + k;
    g[dSecondWeightAt] = sum0;
    g[dSecondWeightAt + 131] = sum1;
    g[dSecondWeightAt + 262] = sum2;
    g[dSecondWeightAt + 393] = sum3;
    g[dSecondWeightAt + 524] = sum4;
    g[dSecondWeightAt + 655] = sum5;
    g[dSecondWeightAt + 786] = sum6;
    g[dSecondWeightAt + 917] = sum7;
  }

  /**
   * dSecondWeight = dSecond [128] * first [131]^T, summed over the batch
   */
  private static void backwardSecondWeight(float[] g, float[] w, int samples, int task) {
    int first = task * 16;
    int last = first + 16;
    int k = 0;
    for (; k + 2 <= 131; k += 2) {
      for (int u = first; u < last; u += 8) {
        backwardSecondWeightTile8x2(g, w, samples, u, k);
      }
    }
    for (; k < 131; k++) {
      for (int u = first; u < last; u += 8) {
        backwardSecondWeightTile8x1(g, w, samples, u, k);
      }
    }
  }

  /**
   * dSecondBias = dSecond [128], summed over the batch
   */
  private static void backwardSecondBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 128; u++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardSecondBiasLanes(w, padded, lane, u);
      }
      g[SECOND_BIAS + u] = total;
    }
  }

  private static float backwardSecondBiasLanes(float[] w, int samples, int lane, int u) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_SECOND + u * BLOCK + s];
      sum1 += w[D_SECOND + u * BLOCK + s + 1];
      sum2 += w[D_SECOND + u * BLOCK + s + 2];
      sum3 += w[D_SECOND + u * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  private static void backwardFirstWeightTile10x2(float[] g, float[] w, int samples, int u, int k) {
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        float input0 = w[row];
        float input1 = w[row + 1];
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        float dFirstSum0 = w[dFirstSumAt];
        sum00 = Math.fma(dFirstSum0, input0, sum00);
        sum01 = Math.fma(dFirstSum0, input1, sum01);
        float dFirstSum1 = w[dFirstSumAt + BLOCK];
        sum10 = Math.fma(dFirstSum1, input0, sum10);
        sum11 = Math.fma(dFirstSum1, input1, sum11);
        float dFirstSum2 = w[dFirstSumAt + 2 * BLOCK];
        sum20 = Math.fma(dFirstSum2, input0, sum20);
        sum21 = Math.fma(dFirstSum2, input1, sum21);
        float dFirstSum3 = w[dFirstSumAt + 3 * BLOCK];
        sum30 = Math.fma(dFirstSum3, input0, sum30);
        sum31 = Math.fma(dFirstSum3, input1, sum31);
        float dFirstSum4 = w[dFirstSumAt + 4 * BLOCK];
        sum40 = Math.fma(dFirstSum4, input0, sum40);
        sum41 = Math.fma(dFirstSum4, input1, sum41);
        float dFirstSum5 = w[dFirstSumAt + 5 * BLOCK];
        sum50 = Math.fma(dFirstSum5, input0, sum50);
        sum51 = Math.fma(dFirstSum5, input1, sum51);
        float dFirstSum6 = w[dFirstSumAt + 6 * BLOCK];
        sum60 = Math.fma(dFirstSum6, input0, sum60);
        sum61 = Math.fma(dFirstSum6, input1, sum61);
        float dFirstSum7 = w[dFirstSumAt + 7 * BLOCK];
        sum70 = Math.fma(dFirstSum7, input0, sum70);
        sum71 = Math.fma(dFirstSum7, input1, sum71);
        float dFirstSum8 = w[dFirstSumAt + 8 * BLOCK];
        sum80 = Math.fma(dFirstSum8, input0, sum80);
        sum81 = Math.fma(dFirstSum8, input1, sum81);
        float dFirstSum9 = w[dFirstSumAt + 9 * BLOCK];
        sum90 = Math.fma(dFirstSum9, input0, sum90);
        sum91 = Math.fma(dFirstSum9, input1, sum91);
      }
    }
    int dFirstWeightAt = FIRST_WEIGHT + u * 40 + k;
    g[dFirstWeightAt] = sum00;
    int dFirstWeightAt1 = FIRST_WEIGHT + u * 40 + k + 1;
    g[dFirstWeightAt1] = sum01;
    g[dFirstWeightAt + 40] = sum10;
    g[dFirstWeightAt1 + 40] = sum11;
    g[dFirstWeightAt + 80] = sum20;
    g[dFirstWeightAt1 + 80] = sum21;
    g[dFirstWeightAt + 120] = sum30;
    g[dFirstWeightAt1 + 120] = sum31;
    g[dFirstWeightAt + 160] = sum40;
    g[dFirstWeightAt1 + 160] = sum41;
    g[dFirstWeightAt + 200] = sum50;
    g[dFirstWeightAt1 + 200] = sum51;
    g[dFirstWeightAt + 240] = sum60;
    g[dFirstWeightAt1 + 240] = sum61;
    g[dFirstWeightAt + 280] = sum70;
    g[dFirstWeightAt1 + 280] = sum71;
    g[dFirstWeightAt + 320] = sum80;
    g[dFirstWeightAt1 + 320] = sum81;
    g[dFirstWeightAt + 360] = sum90;
    g[dFirstWeightAt1 + 360] = sum91;
  }

  private static void backwardFirstWeightTile1x2(float[] g, float[] w, int samples, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        float input0 = w[row];
        float input1 = w[row + 1];
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        float dFirstSum0 = w[dFirstSumAt];
        sum0 = Math.fma(dFirstSum0, input0, sum0);
        sum1 = Math.fma(dFirstSum0, input1, sum1);
      }
    }
    int dFirstWeightAt = FIRST_WEIGHT + u * 40 + k;
    g[dFirstWeightAt] = sum0;
    int dFirstWeightAt1 = FIRST_WEIGHT + u * 40 + k + 1;
    g[dFirstWeightAt1] = sum1;
  }

  /**
   * dFirstWeight = dFirstSum [131] * input [40]^T, summed over the batch
   */
  private static void backwardFirstWeight(float[] g, float[] w, int samples, int task) {
    int first = task * 20;
    int last = Math.min(first + 20, 130);
    int k = 0;
    for (; k + 2 <= 40; k += 2) {
      for (int u = first; u < last; u += 10) {
        backwardFirstWeightTile10x2(g, w, samples, u, k);
      }
      if (last == 130) {
        backwardFirstWeightTile1x2(g, w, samples, 130, k);
      }
    }
  }

  /**
   * dFirstBias = dFirstSum [131], summed over the batch
   */
  private static void backwardFirstBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 131; u++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardFirstBiasLanes(w, padded, lane, u);
      }
      g[FIRST_BIAS + u] = total;
    }
  }

  private static float backwardFirstBiasLanes(float[] w, int samples, int lane, int u) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_FIRST_SUM + u * BLOCK + s];
      sum1 += w[D_FIRST_SUM + u * BLOCK + s + 1];
      sum2 += w[D_FIRST_SUM + u * BLOCK + s + 2];
      sum3 += w[D_FIRST_SUM + u * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
