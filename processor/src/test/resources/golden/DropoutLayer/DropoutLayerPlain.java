package golden;

import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * DropoutLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link DropoutLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class DropoutLayerPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 2288;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 12);

  private static final int Y_WEIGHT = 0;

  private static final int Y_BIAS = 36;

  private static final int INPUT = 12;

  private static final int KEPT = 396;

  private static final int Y = 780;

  private static final int TARGET = 876;

  private static final int SHARE = 972;

  private static final int LOSS = 1004;

  private static final int KEPT_NOISE = 1036;

  private static final int D_KEPT = 1420;

  private static final int D_Y = 1804;

  private static final int D_INPUT = 1900;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardKept(w, at, samples);
    forwardY(p, w, at, samples);
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
    forwardKeptTraining(w, at, samples);
    forwardY(p, w, at, samples);
    backwardLoss(w, at, samples);
    backwardYInput(p, w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 2;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 1) {
      backwardYWeight(g, w, lanes, samples);
    } else if (task < 2) {
      backwardYBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardKeptInput(w, at, samples);
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
   * kept [12] = input [12]
   */
  private static void forwardKept(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s++) {
        w[KEPT + i * BLOCK + s] = w[INPUT + i * BLOCK + s];
      }
    }
  }

  /**
   * y [3] = weight [3, 12] * kept [12] + bias [3]
   */
  private static void forwardY(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      forwardYTile3x2(p, w, s, 0);
    }
    if (s < end) {
      forwardYTile3x1(p, w, s, 0);
    }
  }

  private static void forwardYTile3x2(float[] p, float[] w, int s, int u) {
    int yBiasAt = Y_BIAS + u;
    float sum00 = p[yBiasAt];
    float sum01 = p[yBiasAt];
    float sum10 = p[yBiasAt + 1];
    float sum11 = p[yBiasAt + 1];
    float sum20 = p[yBiasAt + 2];
    float sum21 = p[yBiasAt + 2];
    for (int k = 0; k < 12; k++) {
      int keptAt = KEPT + k * BLOCK + s;
      float kept0 = w[keptAt];
      float kept1 = w[keptAt + 1];
      int yWeightAt = Y_WEIGHT + u * 12 + k;
      float yWeight0 = p[yWeightAt];
      sum00 = Math.fma(yWeight0, kept0, sum00);
      sum01 = Math.fma(yWeight0, kept1, sum01);
      float yWeight1 = p[yWeightAt + 12];
      sum10 = Math.fma(yWeight1, kept0, sum10);
      sum11 = Math.fma(yWeight1, kept1, sum11);
      float yWeight2 = p[yWeightAt + 24];
      sum20 = Math.fma(yWeight2, kept0, sum20);
      sum21 = Math.fma(yWeight2, kept1, sum21);
    }
    int yAt = Y + u * BLOCK + s;
    w[yAt] = sum00;
    w[yAt + 1] = sum01;
    w[yAt + BLOCK] = sum10;
    w[yAt + BLOCK + 1] = sum11;
    w[yAt + 2 * BLOCK] = sum20;
    w[yAt + 2 * BLOCK + 1] = sum21;
  }

  private static void forwardYTile3x1(float[] p, float[] w, int s, int u) {
    int yBiasAt = Y_BIAS + u;
    float sum0 = p[yBiasAt];
    float sum1 = p[yBiasAt + 1];
    float sum2 = p[yBiasAt + 2];
    for (int k = 0; k < 12; k++) {
      int keptAt = KEPT + k * BLOCK + s;
      float kept0 = w[keptAt];
      int yWeightAt = Y_WEIGHT + u * 12 + k;
      float yWeight0 = p[yWeightAt];
      sum0 = Math.fma(yWeight0, kept0, sum0);
      float yWeight1 = p[yWeightAt + 12];
      sum1 = Math.fma(yWeight1, kept0, sum1);
      float yWeight2 = p[yWeightAt + 24];
      sum2 = Math.fma(yWeight2, kept0, sum2);
    }
    int yAt = Y + u * BLOCK + s;
    w[yAt] = sum0;
    w[yAt + BLOCK] = sum1;
    w[yAt + 2 * BLOCK] = sum2;
  }

  /**
   * kept [12] = input [12] * 2.0, or 0 with probability 0.5
   */
  private static void forwardKeptTraining(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s++) {
        w[KEPT + i * BLOCK + s] = w[KEPT_NOISE + i * BLOCK + s] < 0.5f ? 0f
            : w[INPUT + i * BLOCK + s] * 2f;
      }
    }
  }

  /**
   * loss and dY of y [3]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.33333334f;
      for (int i = 0; i < 3; i++) {
        float d = w[Y + i * BLOCK + s] - w[TARGET + i * BLOCK + s];
        total += d * d;
        w[D_Y + i * BLOCK + s] = d * 2f * weight;
      }
      w[LOSS + s] = total * 0.33333334f;
    }
  }

  /**
   * dKept [12] = weight [3, 12]^T * dY [3]
   */
  private static void backwardYInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
      for (int k = 0; k < 12; k += 4) {
        backwardYInputTile4x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 12; k += 4) {
        backwardYInputTile4x1(p, w, s, k);
      }
    }
  }

  private static void backwardYInputTile4x2(float[] p, float[] w, int s, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    float sum30 = 0f;
    float sum31 = 0f;
    for (int u = 0; u < 3; u++) {
      int dYAt = D_Y + u * BLOCK + s;
      float dY0 = w[dYAt];
      float dY1 = w[dYAt + 1];
      int yWeightAt = Y_WEIGHT + u * 12 + k;
      float yWeight0 = p[yWeightAt];
      sum00 = Math.fma(yWeight0, dY0, sum00);
      sum01 = Math.fma(yWeight0, dY1, sum01);
      float yWeight1 = p[yWeightAt + 1];
      sum10 = Math.fma(yWeight1, dY0, sum10);
      sum11 = Math.fma(yWeight1, dY1, sum11);
      float yWeight2 = p[yWeightAt + 2];
      sum20 = Math.fma(yWeight2, dY0, sum20);
      sum21 = Math.fma(yWeight2, dY1, sum21);
      float yWeight3 = p[yWeightAt + 3];
      sum30 = Math.fma(yWeight3, dY0, sum30);
      sum31 = Math.fma(yWeight3, dY1, sum31);
    }
    int dKeptAt = D_KEPT + k * BLOCK + s;
    w[dKeptAt] = sum00;
    w[dKeptAt + 1] = sum01;
    w[dKeptAt + BLOCK] = sum10;
    w[dKeptAt + BLOCK + 1] = sum11;
    w[dKeptAt + 2 * BLOCK] = sum20;
    w[dKeptAt + 2 * BLOCK + 1] = sum21;
    w[dKeptAt + 3 * BLOCK] = sum30;
    w[dKeptAt + 3 * BLOCK + 1] = sum31;
  }

  private static void backwardYInputTile4x1(float[] p, float[] w, int s, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int u = 0; u < 3; u++) {
      int dYAt = D_Y + u * BLOCK + s;
      float dY0 = w[dYAt];
      int yWeightAt = Y_WEIGHT + u * 12 + k;
      float yWeight0 = p[yWeightAt];
      sum0 = Math.fma(yWeight0, dY0, sum0);
      float yWeight1 = p[yWeightAt + 1];
      sum1 = Math.fma(yWeight1, dY0, sum1);
      float yWeight2 = p[yWeightAt + 2];
      sum2 = Math.fma(yWeight2, dY0, sum2);
      float yWeight3 = p[yWeightAt + 3];
      sum3 = Math.fma(yWeight3, dY0, sum3);
    }
    int dKeptAt = D_KEPT + k * BLOCK + s;
    w[dKeptAt] = sum0;
    w[dKeptAt + BLOCK] = sum1;
    w[dKeptAt + 2 * BLOCK] = sum2;
    w[dKeptAt + 3 * BLOCK] = sum3;
  }

  /**
   * dInput [12] = dKept, where values were kept, * 2.0
   */
  private static void backwardKeptInput(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s++) {
        w[D_INPUT + i * BLOCK + s] = w[KEPT_NOISE + i * BLOCK + s] < 0.5f ? 0f
            : w[D_KEPT + i * BLOCK + s] * 2f;
      }
    }
  }

  /**
   * dYWeight = dY [3] * kept [12]^T, summed over the batch
   */
  private static void backwardYWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 3; u++) {
      for (int k = 0; k < 12; k++) {
        float total = 0f;
        for (int lane = 0; lane < 16; lane += 4) {
          total += backwardYWeightLanes(w, padded, lane, u, k);
        }
        g[Y_WEIGHT + u * 12 + k] = total;
      }
    }
  }

  private static float backwardYWeightLanes(float[] w, int samples, int lane, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 = Math.fma(w[D_Y + u * BLOCK + s], w[KEPT + k * BLOCK + s], sum0);
      sum1 = Math.fma(w[D_Y + u * BLOCK + s + 1], w[KEPT + k * BLOCK + s + 1], sum1);
      sum2 = Math.fma(w[D_Y + u * BLOCK + s + 2], w[KEPT + k * BLOCK + s + 2], sum2);
      sum3 = Math.fma(w[D_Y + u * BLOCK + s + 3], w[KEPT + k * BLOCK + s + 3], sum3);
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dYBias = dY [3], summed over the batch
   */
  private static void backwardYBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 3; u++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardYBiasLanes(w, padded, lane, u);
      }
      g[Y_BIAS + u] = total;
    }
  }

  private static float backwardYBiasLanes(float[] w, int samples, int lane, int u) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_Y + u * BLOCK + s];
      sum1 += w[D_Y + u * BLOCK + s + 1];
      sum2 += w[D_Y + u * BLOCK + s + 2];
      sum3 += w[D_Y + u * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
