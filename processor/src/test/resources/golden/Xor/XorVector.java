package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.LaneSums;
import org.phyllo.runtime.compiled.Steps;

/**
 * Xor in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link XorPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class XorVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

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
    for (int s = at; s < end; s += LANES) {
      FloatVector sum0 =
          fromArray(SPECIES, w, INPUT + BLOCK + s).fma(broadcast(SPECIES, p[HIDDEN_WEIGHT + 1]),
          fromArray(SPECIES, w, INPUT + s).fma(broadcast(SPECIES, p[HIDDEN_WEIGHT]),
          broadcast(SPECIES, p[HIDDEN_BIAS])));
      sum0.intoArray(w, HIDDEN + s);
      FloatVector sum1 =
          fromArray(SPECIES, w, INPUT + BLOCK + s).fma(broadcast(SPECIES, p[HIDDEN_WEIGHT + 3]),
          fromArray(SPECIES, w, INPUT + s).fma(broadcast(SPECIES, p[HIDDEN_WEIGHT + 2]),
          broadcast(SPECIES, p[HIDDEN_BIAS + 1])));
      sum1.intoArray(w, HIDDEN + BLOCK + s);
    }
  }

  /**
   * hidden [2] = sigmoid(weight [2, 2] * input [2] + bias [2])
   */
  private static void forwardHidden(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 2 * BLOCK : BLOCK;
    for (int row = at; row < at + 2 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        FloatVector sum = fromArray(SPECIES, w, HIDDEN + s);
        // exp: x = n ln(2) + r
        FloatVector expX = sum.neg();
        FloatVector expShifted = expX.fma(1.442695f, 12582912f);
        FloatVector expN = expShifted.sub(12582912f);
        FloatVector expR = expN.fma(broadcast(SPECIES, -0.6931472f), expX);
        expR = expN.fma(broadcast(SPECIES, 1.9046542E-9f), expR);
        FloatVector expP = expR.fma(0.0013814524f, 0.00836881f);
        expP = expP.lanewise(VectorOperators.FMA, expR, 0.041668084f);
        expP = expP.lanewise(VectorOperators.FMA, expR, 0.16666518f);
        expP = expP.lanewise(VectorOperators.FMA, expR, 0.49999997f);
        expP = expP.lanewise(VectorOperators.FMA, expR, 1f);
        expP = expP.lanewise(VectorOperators.FMA, expR, 1f);
        var expExponent = expShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector expY = expP.reinterpretAsInts().add(expExponent).reinterpretAsFloats();
        expY = expY.blend(0f, expX.compare(VectorOperators.LT, -87.33654f));
        expY = expX.mul(Float.MAX_VALUE).blend(expY, expX.compare(VectorOperators.LE, 88.72283f));
        broadcast(SPECIES, 1f).div(expY.add(1f)).intoArray(w, HIDDEN + s);
      }
    }
  }

  /**
   * score [1] = weight [1, 2] * hidden [2] + bias [1]
   */
  private static void forwardScore(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector sum0 =
          fromArray(SPECIES, w, HIDDEN + BLOCK + s).fma(broadcast(SPECIES, p[SCORE_WEIGHT + 1]),
          fromArray(SPECIES, w, HIDDEN + s).fma(broadcast(SPECIES, p[SCORE_WEIGHT]),
          broadcast(SPECIES, p[SCORE_BIAS])));
      sum0.intoArray(w, SCORE + s);
    }
  }

  /**
   * Part 1 of backwardLoss
   */
  private static void backwardLoss1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector x0 = fromArray(SPECIES, w, SCORE + s);
      // exp: x = n ln(2) + r
      FloatVector expX = x0.abs().neg();
      FloatVector expShifted = expX.fma(1.442695f, 12582912f);
      FloatVector expN = expShifted.sub(12582912f);
      FloatVector expR = expN.fma(broadcast(SPECIES, -0.6931472f), expX);
      expR = expN.fma(broadcast(SPECIES, 1.9046542E-9f), expR);
      FloatVector expP = expR.fma(0.0013814524f, 0.00836881f);
      expP = expP.lanewise(VectorOperators.FMA, expR, 0.041668084f);
      expP = expP.lanewise(VectorOperators.FMA, expR, 0.16666518f);
      expP = expP.lanewise(VectorOperators.FMA, expR, 0.49999997f);
      expP = expP.lanewise(VectorOperators.FMA, expR, 1f);
      expP = expP.lanewise(VectorOperators.FMA, expR, 1f);
      var expExponent = expShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector expY = expP.reinterpretAsInts().add(expExponent).reinterpretAsFloats();
      expY = expY.blend(0f, expX.compare(VectorOperators.LT, -87.33654f));
      expY = expX.mul(Float.MAX_VALUE).blend(expY, expX.compare(VectorOperators.LE, 88.72283f));
      FloatVector raw0 = expY;
      FloatVector e0 = raw0.blend(0f, raw0.compare(VectorOperators.LT, 5.421011E-20f));
      e0.intoArray(w, BACKWARD_LOSS_E + s);
      total.intoArray(w, BACKWARD_LOSS_TOTAL + s);
    }
  }

  /**
   * loss and dScore of score [1]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = fromArray(SPECIES, w, BACKWARD_LOSS_TOTAL + s);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s);
      FloatVector x0 = fromArray(SPECIES, w, SCORE + s);
      FloatVector t0 = fromArray(SPECIES, w, TARGET + s);
      FloatVector e0 = fromArray(SPECIES, w, BACKWARD_LOSS_E + s);
      // log: x = 2^e (1 + f), 1 + f between 2/3 and 4/3
      FloatVector logX = e0.add(1f);
      var logSubnormal = logX.compare(VectorOperators.LT, Float.MIN_NORMAL);
      FloatVector logNormal = logX.blend(logX.mul(8388608f), logSubnormal);
      FloatVector logBias = broadcast(SPECIES, 12583039f).blend(12583062f, logSubnormal);
      var logBits = logNormal.reinterpretAsInts().add(0x555555);
      var logExponent = logBits.lanewise(VectorOperators.LSHR, 23).or(0x4b400000);
      FloatVector logE = logExponent.reinterpretAsFloats().sub(logBias);
      var logMantissa = logBits.and(0x7fffff).add(0x3f2aaaab);
      FloatVector logF = logMantissa.reinterpretAsFloats().sub(1f);
      FloatVector logP = logF.fma(0.14025068f, -0.15389132f);
      logP = logP.lanewise(VectorOperators.FMA, logF, 0.13995963f);
      logP = logP.lanewise(VectorOperators.FMA, logF, -0.16416135f);
      logP = logP.lanewise(VectorOperators.FMA, logF, 0.20011348f);
      logP = logP.lanewise(VectorOperators.FMA, logF, -0.25007802f);
      logP = logP.lanewise(VectorOperators.FMA, logF, 0.33333173f);
      logP = logP.lanewise(VectorOperators.FMA, logF, -0.49999937f);
      logP = logP.fma(logF.mul(logF), logF);
      FloatVector logY = logE.fma(broadcast(SPECIES, 0.6931472f), logP);
      logY = logX.blend(logY, logX.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
      logY = logY.blend(Float.NaN, logX.compare(VectorOperators.LT, 0f));
      logY = logY.blend(Float.NEGATIVE_INFINITY, logX.compare(VectorOperators.EQ, 0f));
      total = total.add(x0.max(0f).sub(x0.mul(t0)).add(logY));
      e0.blend(1f, x0.compare(VectorOperators.GT, 0f)).div(e0.add(1f)).sub(t0)
          .mul(weight).intoArray(w, D_SCORE + s);
      total.intoArray(w, LOSS + s);
    }
  }

  /**
   * dHidden [2] = weight [1, 2]^T * dScore [1]; dHiddenSum = dHidden * sigmoid'
   */
  private static void backwardScoreInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector sum0 =
          fromArray(SPECIES, w, D_SCORE + s).fma(broadcast(SPECIES, p[SCORE_WEIGHT]),
          zero(SPECIES));
      FloatVector sigma0 = fromArray(SPECIES, w, HIDDEN + s);
      sum0.mul(sigma0.mul(broadcast(SPECIES, 1f).sub(sigma0))).intoArray(w, D_HIDDEN_SUM + s);
      FloatVector sum1 =
          fromArray(SPECIES, w, D_SCORE + s).fma(broadcast(SPECIES, p[SCORE_WEIGHT + 1]),
          zero(SPECIES));
      FloatVector sigma1 = fromArray(SPECIES, w, HIDDEN + BLOCK + s);
      sum1.mul(sigma1.mul(broadcast(SPECIES, 1f).sub(sigma1))).intoArray(w, D_HIDDEN_SUM + BLOCK
          + s);
    }
  }

  /**
   * dInput [2] = weight [2, 2]^T * dHiddenSum [2]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector sum0 =
          fromArray(SPECIES, w, D_HIDDEN_SUM + BLOCK
          + s).fma(broadcast(SPECIES, p[HIDDEN_WEIGHT + 2]),
          fromArray(SPECIES, w, D_HIDDEN_SUM + s).fma(broadcast(SPECIES, p[HIDDEN_WEIGHT]),
          zero(SPECIES)));
      sum0.intoArray(w, D_INPUT + s);
      FloatVector sum1 =
          fromArray(SPECIES, w, D_HIDDEN_SUM + BLOCK
          + s).fma(broadcast(SPECIES, p[HIDDEN_WEIGHT + 3]),
          fromArray(SPECIES, w, D_HIDDEN_SUM + s).fma(broadcast(SPECIES, p[HIDDEN_WEIGHT + 1]),
          zero(SPECIES)));
      sum1.intoArray(w, D_INPUT + BLOCK + s);
    }
  }

  /**
   * dScoreWeight = dScore [1] * hidden [2]^T, summed over the batch
   */
  private static void backwardScoreWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardScoreWeightTile1x2(w, lanes, padded, 0, 0);
    LaneSums.addUp(lanes, 2);
    for (int row = 0, sum = 0; row < 1; row++) {
      for (int column = 0; column < 2; column++, sum++) {
        g[SCORE_WEIGHT + row * 2 + column] = lanes[sum];
      }
    }
  }

  private static void backwardScoreWeightTile1x2(float[] w, float[] lanes, int samples, int u,
      int k) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int hiddenAt = HIDDEN + k * BLOCK + s;
        FloatVector hidden0 = fromArray(SPECIES, w, hiddenAt);
        FloatVector hidden1 = fromArray(SPECIES, w, hiddenAt + BLOCK);
        int dScoreAt = D_SCORE + u * BLOCK + s;
        FloatVector dScore0 = fromArray(SPECIES, w, dScoreAt);
        sum0 = dScore0.fma(hidden0, sum0);
        sum1 = dScore0.fma(hidden1, sum1);
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
    }
  }

  /**
   * dScoreBias = dScore [1], summed over the batch
   */
  private static void backwardScoreBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardScoreBiasTile1x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 1);
    for (int row = 0, sum = 0; row < 1; row++, sum++) {
      g[SCORE_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardScoreBiasTile1x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dScoreAt = D_SCORE + u * BLOCK + s;
        sum = sum.add(fromArray(SPECIES, w, dScoreAt));
      }
      sum.intoArray(lanes, lane);
    }
  }

  /**
   * dHiddenWeight = dHiddenSum [2] * input [2]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardHiddenWeightTile2x2(w, lanes, padded, 0, 0);
    LaneSums.addUp(lanes, 4);
    for (int row = 0, sum = 0; row < 2; row++) {
      for (int column = 0; column < 2; column++, sum++) {
        g[HIDDEN_WEIGHT + row * 2 + column] = lanes[sum];
      }
    }
  }

  private static void backwardHiddenWeightTile2x2(float[] w, float[] lanes, int samples, int u,
      int k) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum00 = zero(SPECIES);
      FloatVector sum01 = zero(SPECIES);
      FloatVector sum10 = zero(SPECIES);
      FloatVector sum11 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int inputAt = INPUT + k * BLOCK + s;
        FloatVector input0 = fromArray(SPECIES, w, inputAt);
        FloatVector input1 = fromArray(SPECIES, w, inputAt + BLOCK);
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        FloatVector dHiddenSum0 = fromArray(SPECIES, w, dHiddenSumAt);
        sum00 = dHiddenSum0.fma(input0, sum00);
        sum01 = dHiddenSum0.fma(input1, sum01);
        FloatVector dHiddenSum1 = fromArray(SPECIES, w, dHiddenSumAt + BLOCK);
        sum10 = dHiddenSum1.fma(input0, sum10);
        sum11 = dHiddenSum1.fma(input1, sum11);
      }
      sum00.intoArray(lanes, lane);
      sum01.intoArray(lanes, 16 + lane);
      sum10.intoArray(lanes, 32 + lane);
      sum11.intoArray(lanes, 48 + lane);
    }
  }

  /**
   * dHiddenBias = dHiddenSum [2], summed over the batch
   */
  private static void backwardHiddenBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardHiddenBiasTile2x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 2);
    for (int row = 0, sum = 0; row < 2; row++, sum++) {
      g[HIDDEN_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardHiddenBiasTile2x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dHiddenSumAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dHiddenSumAt + BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
    }
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
