package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;

/**
 * ActivateLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link ActivateLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values.
 */
final class ActivateLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 15440;

  private static final int INPUT_ROWS = 12;

  private static final int INPUT = 1932;

  private static final int SMOOTH = 3852;

  private static final int PROBABILITIES = 5772;

  private static final int TARGET = 7692;

  private static final int SHARE = 9612;

  private static final int LOSS = 9644;

  private static final int D_SMOOTH = 9676;

  private static final int D_PROBABILITIES = 11596;

  private static final int D_INPUT = 13516;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, w, at, samples);
    forwardSmooth(w, at, samples);
    forwardProbabilities(w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at + INPUT_ROWS, w, at, samples);
    forwardSmooth(w, at, samples);
    forwardProbabilities(w, at, samples);
    backwardLoss(w, at, samples);
    backwardProbabilities(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 0;
  }

  @Override
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardSmooth(w, at, samples);
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] x, int from, float[] w, int at, int samples) {
    for (int s = 0; s < samples; s += 16) {
      inputColumns16(x, from + s * 60, w, at + INPUT + s);
    }
  }

  private static void inputColumns16(float[] x, int rows, float[] w, int columns) {
    for (int row = rows, column = columns; row < rows + 60; row += 2, column += 2 * BLOCK) {
      w[column] = x[row];
      w[column + 1] = x[row + 60];
      w[column + 2] = x[row + 120];
      w[column + 3] = x[row + 180];
      w[column + 4] = x[row + 240];
      w[column + 5] = x[row + 300];
      w[column + 6] = x[row + 360];
      w[column + 7] = x[row + 420];
      w[column + 8] = x[row + 480];
      w[column + 9] = x[row + 540];
      w[column + 10] = x[row + 600];
      w[column + 11] = x[row + 660];
      w[column + 12] = x[row + 720];
      w[column + 13] = x[row + 780];
      w[column + 14] = x[row + 840];
      w[column + 15] = x[row + 900];
      w[column + BLOCK] = x[row + 1];
      w[column + BLOCK + 1] = x[row + 61];
      w[column + BLOCK + 2] = x[row + 121];
      w[column + BLOCK + 3] = x[row + 181];
      w[column + BLOCK + 4] = x[row + 241];
      w[column + BLOCK + 5] = x[row + 301];
      w[column + BLOCK + 6] = x[row + 361];
      w[column + BLOCK + 7] = x[row + 421];
      w[column + BLOCK + 8] = x[row + 481];
      w[column + BLOCK + 9] = x[row + 541];
      w[column + BLOCK + 10] = x[row + 601];
      w[column + BLOCK + 11] = x[row + 661];
      w[column + BLOCK + 12] = x[row + 721];
      w[column + BLOCK + 13] = x[row + 781];
      w[column + BLOCK + 14] = x[row + 841];
      w[column + BLOCK + 15] = x[row + 901];
    }
  }

  /**
   * smooth [3, 4, 5] = silu(input [3, 4, 5])
   */
  private static void forwardSmooth(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 60 * BLOCK : BLOCK;
    for (int row = at; row < at + 60 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        FloatVector z = fromArray(SPECIES, w, INPUT + s);
        // exp: x = n ln(2) + r
        FloatVector expX = z.neg();
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
        z.div(expY.add(1f)).intoArray(w, SMOOTH + s);
      }
    }
  }

  /**
   * probabilities [3, 4, 5] = softmax(smooth [3, 4, 5])
   */
  private static void forwardProbabilities(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector max = fromArray(SPECIES, w, SMOOTH + s);
      for (int i = 0; i < 60; i++) {
        max = max.max(fromArray(SPECIES, w, SMOOTH + i * BLOCK + s));
      }
      FloatVector total = zero(SPECIES);
      for (int i = 0; i < 60; i++) {
        // exp: x = n ln(2) + r
        FloatVector expX = fromArray(SPECIES, w, SMOOTH + i * BLOCK + s).sub(max);
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
        expY.intoArray(w, PROBABILITIES + i * BLOCK + s);
        total = total.add(fromArray(SPECIES, w, PROBABILITIES + i * BLOCK + s));
      }
      for (int i = 0; i < 60; i++) {
        fromArray(SPECIES, w, PROBABILITIES + i * BLOCK + s).div(total).intoArray(w, PROBABILITIES
            + i * BLOCK + s);
      }
    }
  }

  /**
   * loss and dProbabilities of probabilities [3, 4, 5]: mean of |x - target|; its gradient the
   * sign
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.016666668f);
      for (int i = 0; i < 60; i++) {
        FloatVector d = fromArray(SPECIES, w, PROBABILITIES + i * BLOCK + s)
            .sub(fromArray(SPECIES, w, TARGET + i * BLOCK + s));
        total = total.add(d.abs());
        zero(SPECIES).blend(-1f, d.compare(VectorOperators.LT, 0f))
            .blend(1f, d.compare(VectorOperators.GT, 0f))
            .mul(weight).intoArray(w, D_PROBABILITIES + i * BLOCK + s);
      }
      total.mul(0.016666668f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dSmooth [3, 4, 5] = dProbabilities * softmax'
   */
  private static void backwardProbabilities(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector dot = zero(SPECIES);
      for (int i = 0; i < 60; i++) {
        dot = fromArray(SPECIES, w, D_PROBABILITIES + i * BLOCK
            + s).fma(fromArray(SPECIES, w, PROBABILITIES + i * BLOCK + s), dot);
      }
      for (int i = 0; i < 60; i++) {
        fromArray(SPECIES, w, PROBABILITIES + i * BLOCK + s)
            .mul(fromArray(SPECIES, w, D_PROBABILITIES + i * BLOCK + s).sub(dot)).intoArray(w,
            D_SMOOTH + i * BLOCK + s);
      }
    }
  }

  /**
   * dInput [3, 4, 5] = dSmooth * silu'
   */
  private static void backwardSmooth(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 60 * BLOCK : BLOCK;
    for (int row = at; row < at + 60 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        FloatVector z = fromArray(SPECIES, w, INPUT + s);
        // exp: x = n ln(2) + r
        FloatVector expX = z.neg();
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
        FloatVector sigma = broadcast(SPECIES, 1f).div(expY.add(1f));
        fromArray(SPECIES, w, D_SMOOTH + s)
            .mul(sigma.mul(z.mul(broadcast(SPECIES, 1f).sub(sigma)).add(1f))).intoArray(w, D_INPUT
            + s);
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
