package golden;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;

/**
 * Xor in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link XorPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}.
 */
final class XorVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(SPECIES, i -> i ^ 2);

  private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 544;

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 4;

  private static final int SCORE_WEIGHT = 6;

  private static final int SCORE_BIAS = 8;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 64;

  private static final int HIDDEN = 128;

  private static final int SCORE = 192;

  private static final int TARGET = 224;

  private static final int SHARE = 256;

  private static final int LOSS = 288;

  private static final int D_HIDDEN = 320;

  private static final int D_SCORE = 384;

  private static final int D_HIDDEN_SUM = 416;

  private static final int D_INPUT = 480;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardHidden(p, w, at, samples);
    forwardScore(p, w, at, samples);
  }

  @Override
  public void backward(float[] p, float[] w, int at, int samples) {
    backwardLoss(w, at, samples);
    backwardScoreInput(p, w, at, samples);
    backwardHiddenSum(w, at, samples);
  }

  @Override
  public void backwardInput(float[] p, float[] w, int at, int samples) {
    backwardHiddenInput(p, w, at, samples);
  }

  @Override
  public int gradientTasks() {
    return 4;
  }

  @Override
  public void gradient(float[] g, float[] w, int samples, int task) {
    if (task < 1) {
      backwardScoreWeight(g, w, samples);
    } else if (task < 2) {
      backwardScoreBias(g, w, samples);
    } else if (task < 3) {
      backwardHiddenWeight(g, w, samples);
    } else if (task < 4) {
      backwardHiddenBias(g, w, samples);
    }
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 2; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 2 + k];
      }
    }
  }

  /**
   * hidden [2] = sigmoid(weight [2, 2] * input [2] + bias [2])
   */
  private static void forwardHidden(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector sum0 =
          load(w, INPUT + 1 * BLOCK + s).fma(broadcast(p[HIDDEN_WEIGHT + 1]),
          load(w, INPUT + s).fma(broadcast(p[HIDDEN_WEIGHT]), broadcast(p[HIDDEN_BIAS])));
      broadcast(1f).div(exp(sum0.neg()).add(1f)).intoArray(w, HIDDEN + s);
      FloatVector sum1 =
          load(w, INPUT + 1 * BLOCK + s).fma(broadcast(p[HIDDEN_WEIGHT + 3]),
          load(w, INPUT + s).fma(broadcast(p[HIDDEN_WEIGHT + 2]), broadcast(p[HIDDEN_BIAS + 1])));
      broadcast(1f).div(exp(sum1.neg()).add(1f)).intoArray(w, HIDDEN + 1 * BLOCK + s);
    }
  }

  /**
   * score [1] = weight [1, 2] * hidden [2] + bias [1]
   */
  private static void forwardScore(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector sum0 =
          load(w, HIDDEN + 1 * BLOCK + s).fma(broadcast(p[SCORE_WEIGHT + 1]),
          load(w, HIDDEN + s).fma(broadcast(p[SCORE_WEIGHT]), broadcast(p[SCORE_BIAS])));
      sum0.intoArray(w, SCORE + s);
    }
  }

  /**
   * loss and dScore of score [1]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = FloatVector.zero(SPECIES);
      FloatVector weight = load(w, SHARE + s);
      FloatVector x0 = load(w, SCORE + s);
      FloatVector t0 = load(w, TARGET + s);
      total = total.add(x0.max(0f).sub(x0.mul(t0)).add(log(exp(x0.abs().neg()).add(1f))));
      broadcast(1f).div(exp(x0.neg()).add(1f)).sub(t0).mul(weight).intoArray(w, D_SCORE + s);
      total.intoArray(w, LOSS + s);
    }
  }

  /**
   * dHidden [2] = weight [1, 2]^T * dScore [1]
   */
  private static void backwardScoreInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector sum0 =
          load(w, D_SCORE + s).fma(broadcast(p[SCORE_WEIGHT]), FloatVector.zero(SPECIES));
      sum0.intoArray(w, D_HIDDEN + s);
      FloatVector sum1 =
          load(w, D_SCORE + s).fma(broadcast(p[SCORE_WEIGHT + 1]), FloatVector.zero(SPECIES));
      sum1.intoArray(w, D_HIDDEN + 1 * BLOCK + s);
    }
  }

  /**
   * dHiddenSum = dHidden * sigmoid'
   */
  private static void backwardHiddenSum(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector sigma0 = load(w, HIDDEN + s);
      load(w, D_HIDDEN + s)
          .mul(sigma0.mul(broadcast(1f).sub(sigma0))).intoArray(w, D_HIDDEN_SUM + s);
      FloatVector sigma1 = load(w, HIDDEN + 1 * BLOCK + s);
      load(w, D_HIDDEN + 1 * BLOCK + s)
          .mul(sigma1.mul(broadcast(1f).sub(sigma1))).intoArray(w, D_HIDDEN_SUM + 1 * BLOCK + s);
    }
  }

  /**
   * dInput [2] = weight [2, 2]^T * dHiddenSum [2]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector sum0 =
          load(w, D_HIDDEN_SUM + 1 * BLOCK + s).fma(broadcast(p[HIDDEN_WEIGHT + 2]),
          load(w, D_HIDDEN_SUM + s).fma(broadcast(p[HIDDEN_WEIGHT]), FloatVector.zero(SPECIES)));
      sum0.intoArray(w, D_INPUT + s);
      FloatVector sum1 =
          load(w, D_HIDDEN_SUM + 1 * BLOCK + s).fma(broadcast(p[HIDDEN_WEIGHT + 3]),
          load(w, D_HIDDEN_SUM + s).fma(broadcast(p[HIDDEN_WEIGHT + 1]),
          FloatVector.zero(SPECIES)));
      sum1.intoArray(w, D_INPUT + 1 * BLOCK + s);
    }
  }

  /**
   * dScoreWeight = dScore [1] * hidden [2]^T, summed over the batch
   */
  private static void backwardScoreWeight(float[] g, float[] w, int samples) {
    int padded = (samples + 15) & -16;
    for (int lane = 0; lane < 16; lane += LANES) {
      backwardScoreWeightTile1x2(g, w, padded, lane, 0, 0);
    }
  }

  private static void backwardScoreWeightTile1x2(float[] g, float[] w, int samples, int lane, int u,
      int k) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        FloatVector hidden0 = load(w, HIDDEN + k * BLOCK + s);
        FloatVector hidden1 = load(w, HIDDEN + (k + 1) * BLOCK + s);
        FloatVector dScore0 = load(w, D_SCORE + u * BLOCK + s);
        sum0 = dScore0.fma(hidden0, sum0);
        sum1 = dScore0.fma(hidden1, sum1);
      }
    }
    g[SCORE_WEIGHT + u * 2 + k] = addLanes(lane == 0 ? 0f : g[SCORE_WEIGHT + u * 2 + k], sum0);
    g[SCORE_WEIGHT + u * 2 + k + 1] =
        addLanes(lane == 0 ? 0f : g[SCORE_WEIGHT + u * 2 + k + 1], sum1);
  }

  /**
   * dScoreBias = dScore [1], summed over the batch
   */
  private static void backwardScoreBias(float[] g, float[] w, int samples) {
    int padded = (samples + 15) & -16;
    for (int lane = 0; lane < 16; lane += LANES) {
      backwardScoreBiasTile1x1(g, w, padded, lane, 0);
    }
  }

  private static void backwardScoreBiasTile1x1(float[] g, float[] w, int samples, int lane, int u) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        sum = sum.add(load(w, D_SCORE + u * BLOCK + s));
      }
    }
    g[SCORE_BIAS + u] = addLanes(lane == 0 ? 0f : g[SCORE_BIAS + u], sum);
  }

  /**
   * dHiddenWeight = dHiddenSum [2] * input [2]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] w, int samples) {
    int padded = (samples + 15) & -16;
    for (int lane = 0; lane < 16; lane += LANES) {
      backwardHiddenWeightTile2x2(g, w, padded, lane, 0, 0);
    }
  }

  private static void backwardHiddenWeightTile2x2(float[] g, float[] w, int samples, int lane,
      int u, int k) {
    FloatVector sum00 = FloatVector.zero(SPECIES);
    FloatVector sum01 = FloatVector.zero(SPECIES);
    FloatVector sum10 = FloatVector.zero(SPECIES);
    FloatVector sum11 = FloatVector.zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        FloatVector input0 = load(w, INPUT + k * BLOCK + s);
        FloatVector input1 = load(w, INPUT + (k + 1) * BLOCK + s);
        FloatVector dHiddenSum0 = load(w, D_HIDDEN_SUM + u * BLOCK + s);
        sum00 = dHiddenSum0.fma(input0, sum00);
        sum01 = dHiddenSum0.fma(input1, sum01);
        FloatVector dHiddenSum1 = load(w, D_HIDDEN_SUM + (u + 1) * BLOCK + s);
        sum10 = dHiddenSum1.fma(input0, sum10);
        sum11 = dHiddenSum1.fma(input1, sum11);
      }
    }
    g[HIDDEN_WEIGHT + u * 2 + k] = addLanes(lane == 0 ? 0f : g[HIDDEN_WEIGHT + u * 2 + k], sum00);
    g[HIDDEN_WEIGHT + u * 2 + k + 1] =
        addLanes(lane == 0 ? 0f : g[HIDDEN_WEIGHT + u * 2 + k + 1], sum01);
    g[HIDDEN_WEIGHT + (u + 1) * 2 + k] =
        addLanes(lane == 0 ? 0f : g[HIDDEN_WEIGHT + (u + 1) * 2 + k], sum10);
    g[HIDDEN_WEIGHT + (u + 1) * 2 + k + 1] =
        addLanes(lane == 0 ? 0f : g[HIDDEN_WEIGHT + (u + 1) * 2 + k + 1], sum11);
  }

  /**
   * dHiddenBias = dHiddenSum [2], summed over the batch
   */
  private static void backwardHiddenBias(float[] g, float[] w, int samples) {
    int padded = (samples + 15) & -16;
    for (int lane = 0; lane < 16; lane += LANES) {
      backwardHiddenBiasTile2x1(g, w, padded, lane, 0);
    }
  }

  private static void backwardHiddenBiasTile2x1(float[] g, float[] w, int samples, int lane,
      int u) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = FloatVector.zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at + lane; s < end; s += 16) {
        sum0 = sum0.add(load(w, D_HIDDEN_SUM + u * BLOCK + s));
        sum1 = sum1.add(load(w, D_HIDDEN_SUM + (u + 1) * BLOCK + s));
      }
    }
    g[HIDDEN_BIAS + u] = addLanes(lane == 0 ? 0f : g[HIDDEN_BIAS + u], sum0);
    g[HIDDEN_BIAS + u + 1] = addLanes(lane == 0 ? 0f : g[HIDDEN_BIAS + u + 1], sum1);
  }

  /**
   * e to the power of each lane.
   */
  private static FloatVector exp(FloatVector x) {
    // x = n ln(2) + r
    FloatVector shifted = x.fma(1.442695f, 12582912f);
    FloatVector n = shifted.sub(12582912f);
    FloatVector r = n.fma(broadcast(-0.6931472f), x);
    r = n.fma(broadcast(1.9046542E-9f), r);
    FloatVector p = r.fma(0.0013814524f, 0.00836881f);
    p = p.fma(r, broadcast(0.041668084f));
    p = p.fma(r, broadcast(0.16666518f));
    p = p.fma(r, broadcast(0.49999997f));
    p = p.fma(r, broadcast(1f));
    p = p.fma(r, broadcast(1f));
    var exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector y = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    y = y.blend(0f, x.compare(VectorOperators.LT, -87.33654f));
    return x.mul(Float.MAX_VALUE).blend(y, x.compare(VectorOperators.LE, 88.72283f));
  }

  /**
   * The natural logarithm of each lane.
   */
  private static FloatVector log(FloatVector x) {
    // x = 2^e (1 + f), 1 + f between 2/3 and 4/3
    var subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector normal = x.blend(x.mul(8388608f), subnormal);
    FloatVector bias = broadcast(12583039f).blend(12583062f, subnormal);
    var bits = normal.reinterpretAsInts().add(0x555555);
    var exponent = bits.lanewise(VectorOperators.LSHR, 23).or(0x4b400000);
    FloatVector e = exponent.reinterpretAsFloats().sub(bias);
    var mantissa = bits.and(0x7fffff).add(0x3f2aaaab);
    FloatVector f = mantissa.reinterpretAsFloats().sub(1f);
    FloatVector p = f.fma(0.14025068f, -0.15389132f);
    p = p.fma(f, broadcast(0.13995963f));
    p = p.fma(f, broadcast(-0.16416135f));
    p = p.fma(f, broadcast(0.20011348f));
    p = p.fma(f, broadcast(-0.25007802f));
    p = p.fma(f, broadcast(0.33333173f));
    p = p.fma(f, broadcast(-0.49999937f));
    p = p.fma(f.mul(f), f);
    FloatVector y = e.fma(broadcast(0.6931472f), p);
    y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
    y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0f));
    return y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
  }

  /**
   * Adds the lanes to a total: each four as a tree, the fours in order.
   */
  private static float addLanes(float total, FloatVector v) {
    FloatVector pairs = v.add(v.rearrange(SWAP_2));
    FloatVector fours = pairs.add(pairs.rearrange(SWAP_1));
    float sum = total + fours.lane(0);
    if (LANES > 4) {
      sum += fours.lane(4);
    }
    if (LANES > 8) {
      sum += fours.lane(8);
      sum += fours.lane(12);
    }
    return sum;
  }

  /**
   * The values from {@code position} on, one per lane.
   */
  private static FloatVector load(float[] values, int position) {
    return FloatVector.fromArray(SPECIES, values, position);
  }

  /**
   * The value in every lane.
   */
  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /**
   * The machine's vectors, of 4 to 16 lanes: a block holds whole ones.
   */
  private static VectorSpecies<Float> species() {
    int lanes = FloatVector.SPECIES_PREFERRED.length();
    if (lanes < 4) {
      return FloatVector.SPECIES_128;
    }
    return lanes > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
  }
}
