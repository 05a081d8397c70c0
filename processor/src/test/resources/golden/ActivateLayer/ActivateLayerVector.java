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
 * ActivateLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link ActivateLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
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
  private static final int BLOCK_FLOATS = 13520;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 60);

  private static final int INPUT = 12;

  private static final int SMOOTH = 1932;

  private static final int PROBABILITIES = 3852;

  private static final int TARGET = 5772;

  private static final int SHARE = 7692;

  private static final int LOSS = 7724;

  private static final int D_SMOOTH = 7756;

  private static final int D_PROBABILITIES = 9676;

  private static final int D_INPUT = 11596;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardSmooth(w, at, samples);
    forwardProbabilities(w, at, samples);
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
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardSmooth(w, at, samples);
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
    for (int i = 0, column = columns; i < 60; i += 2, column += 2 * BLOCK) {
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
