package golden;

import org.phyllo.runtime.compiled.Kernels;

/**
 * NormLayers in {@code float}, one sample at a time, in plain Java. Computes the same bits as
 * {@link NormLayersVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in blocks of
 * {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose column is at {@code
 * s}, {@code w[X + i * BLOCK + s]}.
 */
final class NormLayersPlain implements Kernels {
  /** Samples in a block. */
  private static final int BLOCK = 32;

  /** Floats of a block in training. */
  private static final int BLOCK_FLOATS = 7008;

  private static final int NORMAL_WEIGHT = 0;

  private static final int NORMAL_BIAS = 18;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 576;

  private static final int NORMAL = 1152;

  private static final int PRODUCT = 1728;

  private static final int ROW = 2304;

  private static final int NORMAL_NORMAL = 2880;

  private static final int NORMAL_SCALE = 3456;

  private static final int TARGET = 3488;

  private static final int SHARE = 4064;

  private static final int LOSS = 4096;

  private static final int D_NORMAL = 4128;

  private static final int D_PRODUCT = 4704;

  private static final int D_ROW = 5280;

  private static final int D_NORMAL_PRODUCT = 5856;

  private static final int D_INPUT = 6432;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardNormalNormal(w, at, samples);
    forwardNormal(p, w, at, samples);
    forwardProduct(w, at, samples);
    forwardRow(w, at, samples);
  }

  @Override
  public void backward(float[] p, float[] w, int at, int samples) {
    backwardLoss(w, at, samples);
    backwardRowInput(w, at, samples);
    backwardProductInto1(w, at, samples);
    backwardNormalProduct(w, at, samples);
  }

  @Override
  public void backwardInput(float[] p, float[] w, int at, int samples) {
    backwardProductInto2(w, at, samples);
    backwardNormalInput(p, w, at, samples);
  }

  @Override
  public int gradientTasks() {
    return 2;
  }

  @Override
  public void gradient(float[] g, float[] w, float[] lanes, int samples, int task) {
    if (task < 1) {
      backwardNormalWeight(g, w, lanes, samples);
    } else if (task < 2) {
      backwardNormalBias(g, w, lanes, samples);
    }
  }

  /** Copies the samples' input rows into columns. */
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 18; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 18 + k];
      }
    }
  }

  /** normalNormal [2, 3, 3] = (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) */
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

  /** normal [2, 3, 3] = weight * (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias */
  private static void forwardNormal(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[NORMAL + i * BLOCK + s] =
            Math.fma(p[NORMAL_WEIGHT + i], w[NORMAL_NORMAL + i * BLOCK + s], p[NORMAL_BIAS + i]);
      }
    }
  }

  /** product [2, 3, 3] = normal [2, 3, 3] * input [2, 3, 3] */
  private static void forwardProduct(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[PRODUCT + i * BLOCK + s] = w[NORMAL + i * BLOCK + s] * w[INPUT + i * BLOCK + s];
      }
    }
  }

  /** row [18] = product [2, 3, 3], as a row */
  private static void forwardRow(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[ROW + i * BLOCK + s] = w[PRODUCT + i * BLOCK + s];
      }
    }
  }

  /** loss and dRow of row [18]: mean of (x - target)^2; its gradient 2 (x - target) */
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

  /** dProduct [2, 3, 3] = dRow */
  private static void backwardRowInput(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_PRODUCT + i * BLOCK + s] = w[D_ROW + i * BLOCK + s];
      }
    }
  }

  /** dNormal [2, 3, 3] = dProduct times the other factors */
  private static void backwardProductInto1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_NORMAL + i * BLOCK + s] = w[D_PRODUCT + i * BLOCK + s] * w[INPUT + i * BLOCK + s];
      }
    }
  }

  /** dNormalProduct = dNormal * normalNormal */
  private static void backwardNormalProduct(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_NORMAL_PRODUCT + i * BLOCK + s] =
            w[D_NORMAL + i * BLOCK + s] * w[NORMAL_NORMAL + i * BLOCK + s];
      }
    }
  }

  /** dInput [2, 3, 3] = dProduct times the other factors */
  private static void backwardProductInto2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_INPUT + i * BLOCK + s] = w[D_PRODUCT + i * BLOCK + s] * w[NORMAL + i * BLOCK + s];
      }
    }
  }

  /**
   * dInput [2, 3, 3] += (g - mean of g - normal * mean of g * normal) * scale, g = weight * dNormal
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
        w[D_INPUT + i * BLOCK + s] +=
            (w[D_NORMAL + i * BLOCK + s] * p[NORMAL_WEIGHT + i]
                    - mean
                    - w[NORMAL_NORMAL + i * BLOCK + s] * slope)
                * w[NORMAL_SCALE + s];
      }
    }
  }

  /** dNormalWeight = dNormalProduct, summed over the batch */
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        sum0 += w[D_NORMAL_PRODUCT + i * BLOCK + s];
        sum1 += w[D_NORMAL_PRODUCT + i * BLOCK + s + 1];
        sum2 += w[D_NORMAL_PRODUCT + i * BLOCK + s + 2];
        sum3 += w[D_NORMAL_PRODUCT + i * BLOCK + s + 3];
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /** dNormalBias = dNormal, summed over the batch */
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        sum0 += w[D_NORMAL + i * BLOCK + s];
        sum1 += w[D_NORMAL + i * BLOCK + s + 1];
        sum2 += w[D_NORMAL + i * BLOCK + s + 2];
        sum3 += w[D_NORMAL + i * BLOCK + s + 3];
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
