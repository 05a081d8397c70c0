package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * ConcatLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link ConcatLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class ConcatLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 7056;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 18);

  private static final int INPUT = 12;

  private static final int BRANCH = 588;

  private static final int JOINED = 1164;

  private static final int TARGET = 2316;

  private static final int SHARE = 3468;

  private static final int LOSS = 3500;

  private static final int D_BRANCH = 3532;

  private static final int D_JOINED = 4108;

  private static final int BACKWARD_LOSS_E = 5260;

  private static final int BACKWARD_LOSS_TOTAL = 6412;

  private static final int BACKWARD_LOSS_WEIGHT = 6444;

  private static final int D_INPUT = 6476;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardBranch(w, at, samples);
    forwardJoinedFrom1(w, at, samples);
    forwardJoinedFrom2(w, at, samples);
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
    forwardBranch(w, at, samples);
    forwardJoinedFrom1(w, at, samples);
    forwardJoinedFrom2(w, at, samples);
    backwardLoss1(w, at, samples);
    backwardLoss(w, at, samples);
    backwardJoinedInto1(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 0;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardJoinedInto2(w, at, samples);
    backwardBranch(w, at, samples);
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
    for (int i = 0, column = columns; i < 18; i += 2, column += 2 * BLOCK) {
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
   * branch [2, 3, 3] = leakyRelu(input [2, 3, 3])
   */
  private static void forwardBranch(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        FloatVector z = fromArray(SPECIES, w, INPUT + s);
        z.mul(0.01f).blend(z, z.compare(VectorOperators.GT, 0f)).intoArray(w, BRANCH + s);
      }
    }
  }

  /**
   * joined[0 .. 17] = branch
   */
  private static void forwardJoinedFrom1(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, BRANCH + s).intoArray(w, JOINED + s);
      }
    }
  }

  /**
   * joined[18 .. 35] = input
   */
  private static void forwardJoinedFrom2(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, INPUT + s).intoArray(w, JOINED + 18 * BLOCK + s);
      }
    }
  }

  /**
   * Part 1 of backwardLoss
   */
  private static void backwardLoss1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.027777778f);
      for (int i = 0; i < 36; i++) {
        FloatVector x = fromArray(SPECIES, w, JOINED + i * BLOCK + s);
        // exp: x = n ln(2) + r
        FloatVector expX = x.abs().neg();
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
        FloatVector raw = expY;
        FloatVector e = raw.blend(0f, raw.compare(VectorOperators.LT, 5.421011E-20f));
        e.intoArray(w, BACKWARD_LOSS_E + i * BLOCK + s);
      }
      total.intoArray(w, BACKWARD_LOSS_TOTAL + s);
      weight.intoArray(w, BACKWARD_LOSS_WEIGHT + s);
    }
  }

  /**
   * loss and dJoined of joined [4, 3, 3]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = fromArray(SPECIES, w, BACKWARD_LOSS_TOTAL + s);
      FloatVector weight = fromArray(SPECIES, w, BACKWARD_LOSS_WEIGHT + s);
      for (int i = 0; i < 36; i++) {
        FloatVector x = fromArray(SPECIES, w, JOINED + i * BLOCK + s);
        FloatVector t = fromArray(SPECIES, w, TARGET + i * BLOCK + s);
        FloatVector e = fromArray(SPECIES, w, BACKWARD_LOSS_E + i * BLOCK + s);
        // log: x = 2^e (1 + f), 1 + f between 2/3 and 4/3
        FloatVector logX = e.add(1f);
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
        total = total.add(x.max(0f).sub(x.mul(t)).add(logY));
        e.blend(1f, x.compare(VectorOperators.GT, 0f)).div(e.add(1f)).sub(t)
            .mul(weight).intoArray(w, D_JOINED + i * BLOCK + s);
      }
      total.mul(0.027777778f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dBranch [2, 3, 3] = dJoined[0 .. 17]
   */
  private static void backwardJoinedInto1(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_JOINED + s).intoArray(w, D_BRANCH + s);
      }
    }
  }

  /**
   * dInput [2, 3, 3] = dJoined[18 .. 35]
   */
  private static void backwardJoinedInto2(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_JOINED + 18 * BLOCK + s).intoArray(w, D_INPUT + s);
      }
    }
  }

  /**
   * dInput [2, 3, 3] += dBranch * leakyRelu'
   */
  private static void backwardBranch(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 18 * BLOCK : BLOCK;
    for (int row = at; row < at + 18 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_INPUT + s)
            .add(fromArray(SPECIES, w, D_BRANCH + s)
            .mul(broadcast(SPECIES, 0.01f)
            .blend(1f,
            fromArray(SPECIES, w, BRANCH + s).compare(VectorOperators.GT, 0f)))).intoArray(w,
            D_INPUT + s);
      }
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
