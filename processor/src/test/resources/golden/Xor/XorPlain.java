package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * Xor in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link XorVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class XorPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 496;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 2);

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 4;

  private static final int SCORE_WEIGHT = 6;

  private static final int SCORE_BIAS = 8;

  private static final int INPUT = 12;

  private static final int HIDDEN = 76;

  private static final int SCORE = 140;

  private static final int TARGET = 172;

  private static final int SHARE = 204;

  private static final int LOSS = 236;

  private static final int D_SCORE = 268;

  private static final int D_HIDDEN_SUM = 300;

  private static final int BACKWARD_LOSS_E = 364;

  private static final int BACKWARD_LOSS_TOTAL = 396;

  private static final int D_INPUT = 428;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardHiddenSum(p, w, at, samples);
    forwardHidden(w, at, samples);
    forwardScore(p, w, at, samples);
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
    forwardScore(p, w, at, samples);
    backwardLoss1(w, at, samples);
    backwardLoss(w, at, samples);
    backwardScoreInput(p, w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 4;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 1) {
      backwardScoreWeight(g, w, lanes, samples);
    } else if (task < 2) {
      backwardScoreBias(g, w, lanes, samples);
    } else if (task < 3) {
      backwardHiddenWeight(g, w, lanes, samples);
    } else if (task < 4) {
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
  private static void inputColumns(float[] x, int from, int[] rows, int first, float[] w, int at,
      int samples) {
    for (int s = 0; s < samples; s++) {
      int row = from + rows[first + s];
      int column = at + INPUT + s;
      w[column] = x[row];
      w[column + BLOCK] = x[row + 1];
    }
  }

  /**
   * hidden, for now, = the sums of forwardHidden
   */
  private static void forwardHiddenSum(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float sum0 =
          Math.fma(p[HIDDEN_WEIGHT + 1], w[INPUT + BLOCK + s],
          Math.fma(p[HIDDEN_WEIGHT], w[INPUT + s], p[HIDDEN_BIAS]));
      w[HIDDEN + s] = sum0;
      float sum1 =
          Math.fma(p[HIDDEN_WEIGHT + 3], w[INPUT + BLOCK + s],
          Math.fma(p[HIDDEN_WEIGHT + 2], w[INPUT + s], p[HIDDEN_BIAS + 1]));
      w[HIDDEN + BLOCK + s] = sum1;
    }
  }

  /**
   * hidden [2] = sigmoid(weight [2, 2] * input [2] + bias [2])
   */
  private static void forwardHidden(float[] w, int at, int samples) {
    int end = at + samples;
    for (int u = 0; u < 2; u++) {
      for (int s = at; s < end; s++) {
        float sum = w[HIDDEN + u * BLOCK + s];
        w[HIDDEN + u * BLOCK + s] = 1f / (1f + FloatMath.exp(-sum));
      }
    }
  }

  /**
   * score [1] = weight [1, 2] * hidden [2] + bias [1]
   */
  private static void forwardScore(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float sum0 =
          Math.fma(p[SCORE_WEIGHT + 1], w[HIDDEN + BLOCK + s],
          Math.fma(p[SCORE_WEIGHT], w[HIDDEN + s], p[SCORE_BIAS]));
      w[SCORE + s] = sum0;
    }
  }

  /**
   * Part 1 of backwardLoss
   */
  private static void backwardLoss1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float x0 = w[SCORE + s];
      float raw0 = FloatMath.exp(-Math.abs(x0));
      float e0 = raw0 < 5.421011E-20f ? 0f : raw0;
      w[BACKWARD_LOSS_E + s] = e0;
      w[BACKWARD_LOSS_TOTAL + s] = total;
    }
  }

  /**
   * loss and dScore of score [1]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = w[BACKWARD_LOSS_TOTAL + s];
      float weight = w[SHARE + s];
      float x0 = w[SCORE + s];
      float t0 = w[TARGET + s];
      float e0 = w[BACKWARD_LOSS_E + s];
      total += Math.max(x0, 0f) - x0 * t0 + FloatMath.log(1f + e0);
      w[D_SCORE + s] = ((x0 > 0f ? 1f : e0) / (1f + e0) - t0) * weight;
      w[LOSS + s] = total;
    }
  }

  /**
   * dHidden [2] = weight [1, 2]^T * dScore [1]; dHiddenSum = dHidden * sigmoid'
   */
  private static void backwardScoreInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float sum0 = Math.fma(p[SCORE_WEIGHT], w[D_SCORE + s], 0f);
      float sigma0 = w[HIDDEN + s];
      w[D_HIDDEN_SUM + s] = sum0 * (sigma0 * (1f - sigma0));
      float sum1 = Math.fma(p[SCORE_WEIGHT + 1], w[D_SCORE + s], 0f);
      float sigma1 = w[HIDDEN + BLOCK + s];
      w[D_HIDDEN_SUM + BLOCK + s] = sum1 * (sigma1 * (1f - sigma1));
    }
  }

  /**
   * dInput [2] = weight [2, 2]^T * dHiddenSum [2]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float sum0 =
          Math.fma(p[HIDDEN_WEIGHT + 2], w[D_HIDDEN_SUM + BLOCK + s],
          Math.fma(p[HIDDEN_WEIGHT], w[D_HIDDEN_SUM + s], 0f));
      w[D_INPUT + s] = sum0;
      float sum1 =
          Math.fma(p[HIDDEN_WEIGHT + 3], w[D_HIDDEN_SUM + BLOCK + s],
          Math.fma(p[HIDDEN_WEIGHT + 1], w[D_HIDDEN_SUM + s], 0f));
      w[D_INPUT + BLOCK + s] = sum1;
    }
  }

  /**
   * dScoreWeight = dScore [1] * hidden [2]^T, summed over the batch
   */
  private static void backwardScoreWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 1; u++) {
      for (int k = 0; k < 2; k++) {
        float total = 0f;
        for (int lane = 0; lane < 16; lane += 4) {
          total += backwardScoreWeightLanes(w, padded, lane, u, k);
        }
        g[SCORE_WEIGHT + u * 2 + k] = total;
      }
    }
  }

  private static float backwardScoreWeightLanes(float[] w, int samples, int lane, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 = Math.fma(w[D_SCORE + u * BLOCK + s], w[HIDDEN + k * BLOCK + s], sum0);
      sum1 = Math.fma(w[D_SCORE + u * BLOCK + s + 1], w[HIDDEN + k * BLOCK + s + 1], sum1);
      sum2 = Math.fma(w[D_SCORE + u * BLOCK + s + 2], w[HIDDEN + k * BLOCK + s + 2], sum2);
      sum3 = Math.fma(w[D_SCORE + u * BLOCK + s + 3], w[HIDDEN + k * BLOCK + s + 3], sum3);
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dScoreBias = dScore [1], summed over the batch
   */
  private static void backwardScoreBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 1; u++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardScoreBiasLanes(w, padded, lane, u);
      }
      g[SCORE_BIAS + u] = total;
    }
  }

  private static float backwardScoreBiasLanes(float[] w, int samples, int lane, int u) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_SCORE + u * BLOCK + s];
      sum1 += w[D_SCORE + u * BLOCK + s + 1];
      sum2 += w[D_SCORE + u * BLOCK + s + 2];
      sum3 += w[D_SCORE + u * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dHiddenWeight = dHiddenSum [2] * input [2]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 2; u++) {
      for (int k = 0; k < 2; k++) {
        float total = 0f;
        for (int lane = 0; lane < 16; lane += 4) {
          total += backwardHiddenWeightLanes(w, padded, lane, u, k);
        }
        g[HIDDEN_WEIGHT + u * 2 + k] = total;
      }
    }
  }

  private static float backwardHiddenWeightLanes(float[] w, int samples, int lane, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 = Math.fma(w[D_HIDDEN_SUM + u * BLOCK + s], w[INPUT + k * BLOCK + s], sum0);
      sum1 = Math.fma(w[D_HIDDEN_SUM + u * BLOCK + s + 1], w[INPUT + k * BLOCK + s + 1], sum1);
      sum2 = Math.fma(w[D_HIDDEN_SUM + u * BLOCK + s + 2], w[INPUT + k * BLOCK + s + 2], sum2);
      sum3 = Math.fma(w[D_HIDDEN_SUM + u * BLOCK + s + 3], w[INPUT + k * BLOCK + s + 3], sum3);
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dHiddenBias = dHiddenSum [2], summed over the batch
   */
  private static void backwardHiddenBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 2; u++) {
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
