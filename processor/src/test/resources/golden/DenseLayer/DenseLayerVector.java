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
 * DenseLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link DenseLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class DenseLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 2256;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 20);

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 140;

  private static final int INPUT = 12;

  private static final int HIDDEN = 652;

  private static final int TARGET = 876;

  private static final int SHARE = 1100;

  private static final int LOSS = 1132;

  private static final int D_HIDDEN = 1164;

  private static final int D_HIDDEN_SUM = 1388;

  private static final int D_INPUT = 1612;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardHiddenSum(p, w, at, samples);
    forwardHidden(w, at, samples);
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
    backwardLoss(w, at, samples);
    backwardHiddenSum(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 2;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 1) {
      backwardHiddenWeight(g, x, rows, w, samples);
    } else if (task < 2) {
      backwardHiddenBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardHiddenInput(p, w, at, samples);
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
    for (int i = 0, column = columns; i < 20; i += 2, column += 2 * BLOCK) {
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
   * hidden, for now, = the sums of forwardHidden
   */
  private static void forwardHiddenSum(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      forwardHiddenSumTile7x2(p, w, s, 0);
    }
    if (s < end) {
      forwardHiddenSumTile7x1(p, w, s, 0);
    }
  }

  private static void forwardHiddenSumTile7x2(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum00 = broadcast(SPECIES, p[hiddenBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[hiddenBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[hiddenBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[hiddenBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[hiddenBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[hiddenBiasAt + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[hiddenBiasAt + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[hiddenBiasAt + 3]);
    FloatVector sum40 = broadcast(SPECIES, p[hiddenBiasAt + 4]);
    FloatVector sum41 = broadcast(SPECIES, p[hiddenBiasAt + 4]);
    FloatVector sum50 = broadcast(SPECIES, p[hiddenBiasAt + 5]);
    FloatVector sum51 = broadcast(SPECIES, p[hiddenBiasAt + 5]);
    FloatVector sum60 = broadcast(SPECIES, p[hiddenBiasAt + 6]);
    FloatVector sum61 = broadcast(SPECIES, p[hiddenBiasAt + 6]);
    for (int k = 0; k < 20; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      FloatVector input1 = fromArray(SPECIES, w, inputAt + LANES);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum00 = hiddenWeight0.fma(input0, sum00);
      sum01 = hiddenWeight0.fma(input1, sum01);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 20]);
      sum10 = hiddenWeight1.fma(input0, sum10);
      sum11 = hiddenWeight1.fma(input1, sum11);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[hiddenWeightAt + 40]);
      sum20 = hiddenWeight2.fma(input0, sum20);
      sum21 = hiddenWeight2.fma(input1, sum21);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[hiddenWeightAt + 60]);
      sum30 = hiddenWeight3.fma(input0, sum30);
      sum31 = hiddenWeight3.fma(input1, sum31);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[hiddenWeightAt + 80]);
      sum40 = hiddenWeight4.fma(input0, sum40);
      sum41 = hiddenWeight4.fma(input1, sum41);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[hiddenWeightAt + 100]);
      sum50 = hiddenWeight5.fma(input0, sum50);
      sum51 = hiddenWeight5.fma(input1, sum51);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[hiddenWeightAt + 120]);
      sum60 = hiddenWeight6.fma(input0, sum60);
      sum61 = hiddenWeight6.fma(input1, sum61);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    sum00.intoArray(w, hiddenAt);
    sum01.intoArray(w, hiddenAt + LANES);
    sum10.intoArray(w, hiddenAt + BLOCK);
    sum11.intoArray(w, hiddenAt + BLOCK + LANES);
    sum20.intoArray(w, hiddenAt + 2 * BLOCK);
    sum21.intoArray(w, hiddenAt + 2 * BLOCK + LANES);
    sum30.intoArray(w, hiddenAt + 3 * BLOCK);
    sum31.intoArray(w, hiddenAt + 3 * BLOCK + LANES);
    sum40.intoArray(w, hiddenAt + 4 * BLOCK);
    sum41.intoArray(w, hiddenAt + 4 * BLOCK + LANES);
    sum50.intoArray(w, hiddenAt + 5 * BLOCK);
    sum51.intoArray(w, hiddenAt + 5 * BLOCK + LANES);
    sum60.intoArray(w, hiddenAt + 6 * BLOCK);
    sum61.intoArray(w, hiddenAt + 6 * BLOCK + LANES);
  }

  private static void forwardHiddenSumTile7x1(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[hiddenBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[hiddenBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[hiddenBiasAt + 2]);
    FloatVector sum3 = broadcast(SPECIES, p[hiddenBiasAt + 3]);
    FloatVector sum4 = broadcast(SPECIES, p[hiddenBiasAt + 4]);
    FloatVector sum5 = broadcast(SPECIES, p[hiddenBiasAt + 5]);
    FloatVector sum6 = broadcast(SPECIES, p[hiddenBiasAt + 6]);
    for (int k = 0; k < 20; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum0 = hiddenWeight0.fma(input0, sum0);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 20]);
      sum1 = hiddenWeight1.fma(input0, sum1);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[hiddenWeightAt + 40]);
      sum2 = hiddenWeight2.fma(input0, sum2);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[hiddenWeightAt + 60]);
      sum3 = hiddenWeight3.fma(input0, sum3);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[hiddenWeightAt + 80]);
      sum4 = hiddenWeight4.fma(input0, sum4);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[hiddenWeightAt + 100]);
      sum5 = hiddenWeight5.fma(input0, sum5);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[hiddenWeightAt + 120]);
      sum6 = hiddenWeight6.fma(input0, sum6);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    sum0.intoArray(w, hiddenAt);
    sum1.intoArray(w, hiddenAt + BLOCK);
    sum2.intoArray(w, hiddenAt + 2 * BLOCK);
    sum3.intoArray(w, hiddenAt + 3 * BLOCK);
    sum4.intoArray(w, hiddenAt + 4 * BLOCK);
    sum5.intoArray(w, hiddenAt + 5 * BLOCK);
    sum6.intoArray(w, hiddenAt + 6 * BLOCK);
  }

  /**
   * hidden [7] = tanh(weight [7, 20] * input [20] + bias [7])
   */
  private static void forwardHidden(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 7 * BLOCK : BLOCK;
    for (int row = at; row < at + 7 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        FloatVector sum = fromArray(SPECIES, w, HIDDEN + s);
        // tanh: h = (e^(2a) - 1) / 2, a = n ln(2) / 2 + r
        FloatVector tanhX = sum;
        FloatVector tanhA = tanhX.abs();
        FloatVector tanhShifted = tanhA.fma(2.88539f, 12582912f);
        FloatVector tanhN = tanhShifted.sub(12582912f);
        FloatVector tanhR = tanhN.fma(broadcast(SPECIES, -0.3465736f), tanhA);
        FloatVector tanhP = tanhR.fma(0.04442575f, 0.13385446f);
        tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 0.3333293f);
        tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 0.66666156f);
        tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 1.0000001f);
        tanhP = tanhP.fma(tanhR.mul(tanhR), tanhR);
        var tanhExponent = tanhShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        FloatVector tanhScale = tanhExponent.add(0x3f800000).reinterpretAsFloats();
        FloatVector tanhH = tanhScale.fma(tanhP, tanhScale.fma(0.5f, -0.5f));
        FloatVector tanhY = tanhH.div(tanhH.add(1f));
        tanhY = tanhY.blend(1f, tanhA.compare(VectorOperators.GT, 9.02f));
        var tanhSign = tanhX.reinterpretAsInts().and(0x80000000);
        tanhY = tanhY.reinterpretAsInts().or(tanhSign).reinterpretAsFloats();
        tanhY.intoArray(w, HIDDEN + s);
      }
    }
  }

  /**
   * loss and dHidden of hidden [7]: mean of d^2/2 near 0, delta (|d| - delta/2) beyond, d = x -
   * target; its gradient d, at most delta
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.14285715f);
      for (int i = 0; i < 7; i++) {
        FloatVector d = fromArray(SPECIES, w, HIDDEN + i * BLOCK + s)
            .sub(fromArray(SPECIES, w, TARGET + i * BLOCK + s));
        FloatVector size = d.abs();
        total = total
            .add(d.mul(d).mul(0.5f).blend(size.sub(0.5f), size.compare(VectorOperators.GT, 1f)));
        d.max(-1f).min(1f).mul(weight).intoArray(w, D_HIDDEN + i * BLOCK + s);
      }
      total.mul(0.14285715f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dHiddenSum = dHidden * tanh'
   */
  private static void backwardHiddenSum(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 7 * BLOCK : BLOCK;
    for (int row = at; row < at + 7 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        FloatVector t = fromArray(SPECIES, w, HIDDEN + s);
        fromArray(SPECIES, w, D_HIDDEN + s)
            .mul(broadcast(SPECIES, 1f).sub(t.mul(t))).intoArray(w, D_HIDDEN_SUM + s);
      }
    }
  }

  /**
   * dInput [20] = weight [7, 20]^T * dHiddenSum [7]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int k = 0; k < 20; k += 10) {
        backwardHiddenInputTile10x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 20; k += 10) {
        backwardHiddenInputTile10x1(p, w, s, k);
      }
    }
  }

  private static void backwardHiddenInputTile10x2(float[] p, float[] w, int s, int k) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    FloatVector sum30 = zero(SPECIES);
    FloatVector sum31 = zero(SPECIES);
    FloatVector sum40 = zero(SPECIES);
    FloatVector sum41 = zero(SPECIES);
    FloatVector sum50 = zero(SPECIES);
    FloatVector sum51 = zero(SPECIES);
    FloatVector sum60 = zero(SPECIES);
    FloatVector sum61 = zero(SPECIES);
    FloatVector sum70 = zero(SPECIES);
    FloatVector sum71 = zero(SPECIES);
    FloatVector sum80 = zero(SPECIES);
    FloatVector sum81 = zero(SPECIES);
    FloatVector sum90 = zero(SPECIES);
    FloatVector sum91 = zero(SPECIES);
    for (int u = 0; u < 7; u++) {
      int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
      FloatVector dHiddenSum0 = fromArray(SPECIES, w, dHiddenSumAt);
      FloatVector dHiddenSum1 = fromArray(SPECIES, w, dHiddenSumAt + LANES);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum00 = hiddenWeight0.fma(dHiddenSum0, sum00);
      sum01 = hiddenWeight0.fma(dHiddenSum1, sum01);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 1]);
      sum10 = hiddenWeight1.fma(dHiddenSum0, sum10);
      sum11 = hiddenWeight1.fma(dHiddenSum1, sum11);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[hiddenWeightAt + 2]);
      sum20 = hiddenWeight2.fma(dHiddenSum0, sum20);
      sum21 = hiddenWeight2.fma(dHiddenSum1, sum21);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[hiddenWeightAt + 3]);
      sum30 = hiddenWeight3.fma(dHiddenSum0, sum30);
      sum31 = hiddenWeight3.fma(dHiddenSum1, sum31);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[hiddenWeightAt + 4]);
      sum40 = hiddenWeight4.fma(dHiddenSum0, sum40);
      sum41 = hiddenWeight4.fma(dHiddenSum1, sum41);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[hiddenWeightAt + 5]);
      sum50 = hiddenWeight5.fma(dHiddenSum0, sum50);
      sum51 = hiddenWeight5.fma(dHiddenSum1, sum51);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[hiddenWeightAt + 6]);
      sum60 = hiddenWeight6.fma(dHiddenSum0, sum60);
      sum61 = hiddenWeight6.fma(dHiddenSum1, sum61);
      FloatVector hiddenWeight7 = broadcast(SPECIES, p[hiddenWeightAt + 7]);
      sum70 = hiddenWeight7.fma(dHiddenSum0, sum70);
      sum71 = hiddenWeight7.fma(dHiddenSum1, sum71);
      FloatVector hiddenWeight8 = broadcast(SPECIES, p[hiddenWeightAt + 8]);
      sum80 = hiddenWeight8.fma(dHiddenSum0, sum80);
      sum81 = hiddenWeight8.fma(dHiddenSum1, sum81);
      FloatVector hiddenWeight9 = broadcast(SPECIES, p[hiddenWeightAt + 9]);
      sum90 = hiddenWeight9.fma(dHiddenSum0, sum90);
      sum91 = hiddenWeight9.fma(dHiddenSum1, sum91);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    sum00.intoArray(w, dInputAt);
    sum01.intoArray(w, dInputAt + LANES);
    sum10.intoArray(w, dInputAt + BLOCK);
    sum11.intoArray(w, dInputAt + BLOCK + LANES);
    sum20.intoArray(w, dInputAt + 2 * BLOCK);
    sum21.intoArray(w, dInputAt + 2 * BLOCK + LANES);
    sum30.intoArray(w, dInputAt + 3 * BLOCK);
    sum31.intoArray(w, dInputAt + 3 * BLOCK + LANES);
    sum40.intoArray(w, dInputAt + 4 * BLOCK);
    sum41.intoArray(w, dInputAt + 4 * BLOCK + LANES);
    sum50.intoArray(w, dInputAt + 5 * BLOCK);
    sum51.intoArray(w, dInputAt + 5 * BLOCK + LANES);
    sum60.intoArray(w, dInputAt + 6 * BLOCK);
    sum61.intoArray(w, dInputAt + 6 * BLOCK + LANES);
    sum70.intoArray(w, dInputAt + 7 * BLOCK);
    sum71.intoArray(w, dInputAt + 7 * BLOCK + LANES);
    sum80.intoArray(w, dInputAt + 8 * BLOCK);
    sum81.intoArray(w, dInputAt + 8 * BLOCK + LANES);
    sum90.intoArray(w, dInputAt + 9 * BLOCK);
    sum91.intoArray(w, dInputAt + 9 * BLOCK + LANES);
  }

  private static void backwardHiddenInputTile10x1(float[] p, float[] w, int s, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    FloatVector sum3 = zero(SPECIES);
    FloatVector sum4 = zero(SPECIES);
    FloatVector sum5 = zero(SPECIES);
    FloatVector sum6 = zero(SPECIES);
    FloatVector sum7 = zero(SPECIES);
    FloatVector sum8 = zero(SPECIES);
    FloatVector sum9 = zero(SPECIES);
    for (int u = 0; u < 7; u++) {
      int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
      FloatVector dHiddenSum0 = fromArray(SPECIES, w, dHiddenSumAt);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum0 = hiddenWeight0.fma(dHiddenSum0, sum0);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 1]);
      sum1 = hiddenWeight1.fma(dHiddenSum0, sum1);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[hiddenWeightAt + 2]);
      sum2 = hiddenWeight2.fma(dHiddenSum0, sum2);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[hiddenWeightAt + 3]);
      sum3 = hiddenWeight3.fma(dHiddenSum0, sum3);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[hiddenWeightAt + 4]);
      sum4 = hiddenWeight4.fma(dHiddenSum0, sum4);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[hiddenWeightAt + 5]);
      sum5 = hiddenWeight5.fma(dHiddenSum0, sum5);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[hiddenWeightAt + 6]);
      sum6 = hiddenWeight6.fma(dHiddenSum0, sum6);
      FloatVector hiddenWeight7 = broadcast(SPECIES, p[hiddenWeightAt + 7]);
      sum7 = hiddenWeight7.fma(dHiddenSum0, sum7);
      FloatVector hiddenWeight8 = broadcast(SPECIES, p[hiddenWeightAt + 8]);
      sum8 = hiddenWeight8.fma(dHiddenSum0, sum8);
      FloatVector hiddenWeight9 = broadcast(SPECIES, p[hiddenWeightAt + 9]);
      sum9 = hiddenWeight9.fma(dHiddenSum0, sum9);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    sum0.intoArray(w, dInputAt);
    sum1.intoArray(w, dInputAt + BLOCK);
    sum2.intoArray(w, dInputAt + 2 * BLOCK);
    sum3.intoArray(w, dInputAt + 3 * BLOCK);
    sum4.intoArray(w, dInputAt + 4 * BLOCK);
    sum5.intoArray(w, dInputAt + 5 * BLOCK);
    sum6.intoArray(w, dInputAt + 6 * BLOCK);
    sum7.intoArray(w, dInputAt + 7 * BLOCK);
    sum8.intoArray(w, dInputAt + 8 * BLOCK);
    sum9.intoArray(w, dInputAt + 9 * BLOCK);
  }

  private static void backwardHiddenWeightTile7x2(float[] g, float[] x, int[] rows, float[] w,
      int samples, int u, int k) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    FloatVector sum30 = zero(SPECIES);
    FloatVector sum31 = zero(SPECIES);
    FloatVector sum40 = zero(SPECIES);
    FloatVector sum41 = zero(SPECIES);
    FloatVector sum50 = zero(SPECIES);
    FloatVector sum51 = zero(SPECIES);
    FloatVector sum60 = zero(SPECIES);
    FloatVector sum61 = zero(SPECIES);
    for (int at = 0, sample = 0; sample < samples; at += BLOCK_FLOATS) {
      int end = at + Math.min(samples - sample, BLOCK);
      for (int s = at; s < end; s++, sample++) {
        int row = rows[sample] + k;
        FloatVector input0 = fromArray(SPECIES, x, row);
        FloatVector input1 = fromArray(SPECIES, x, row + LANES);
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        FloatVector dHiddenSum0 = broadcast(SPECIES, w[dHiddenSumAt]);
        sum00 = dHiddenSum0.fma(input0, sum00);
        sum01 = dHiddenSum0.fma(input1, sum01);
        FloatVector dHiddenSum1 = broadcast(SPECIES, w[dHiddenSumAt + BLOCK]);
        sum10 = dHiddenSum1.fma(input0, sum10);
        sum11 = dHiddenSum1.fma(input1, sum11);
        FloatVector dHiddenSum2 = broadcast(SPECIES, w[dHiddenSumAt + 2 * BLOCK]);
        sum20 = dHiddenSum2.fma(input0, sum20);
        sum21 = dHiddenSum2.fma(input1, sum21);
        FloatVector dHiddenSum3 = broadcast(SPECIES, w[dHiddenSumAt + 3 * BLOCK]);
        sum30 = dHiddenSum3.fma(input0, sum30);
        sum31 = dHiddenSum3.fma(input1, sum31);
        FloatVector dHiddenSum4 = broadcast(SPECIES, w[dHiddenSumAt + 4 * BLOCK]);
        sum40 = dHiddenSum4.fma(input0, sum40);
        sum41 = dHiddenSum4.fma(input1, sum41);
        FloatVector dHiddenSum5 = broadcast(SPECIES, w[dHiddenSumAt + 5 * BLOCK]);
        sum50 = dHiddenSum5.fma(input0, sum50);
        sum51 = dHiddenSum5.fma(input1, sum51);
        FloatVector dHiddenSum6 = broadcast(SPECIES, w[dHiddenSumAt + 6 * BLOCK]);
        sum60 = dHiddenSum6.fma(input0, sum60);
        sum61 = dHiddenSum6.fma(input1, sum61);
      }
    }
    int dHiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
    sum00.intoArray(g, dHiddenWeightAt);
    int dHiddenWeightAt1 = HIDDEN_WEIGHT + u * 20 + k + LANES;
    sum01.intoArray(g, dHiddenWeightAt1);
    sum10.intoArray(g, dHiddenWeightAt + 20);
    sum11.intoArray(g, dHiddenWeightAt1 + 20);
    sum20.intoArray(g, dHiddenWeightAt + 40);
    sum21.intoArray(g, dHiddenWeightAt1 + 40);
    sum30.intoArray(g, dHiddenWeightAt + 60);
    sum31.intoArray(g, dHiddenWeightAt1 + 60);
    sum40.intoArray(g, dHiddenWeightAt + 80);
    sum41.intoArray(g, dHiddenWeightAt1 + 80);
    sum50.intoArray(g, dHiddenWeightAt + 100);
    sum51.intoArray(g, dHiddenWeightAt1 + 100);
    sum60.intoArray(g, dHiddenWeightAt + 120);
    sum61.intoArray(g, dHiddenWeightAt1 + 120);
  }

  private static void backwardHiddenWeightTile7x1(float[] g, float[] x, int[] rows, float[] w,
      int samples, int u, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    FloatVector sum3 = zero(SPECIES);
    FloatVector sum4 = zero(SPECIES);
    FloatVector sum5 = zero(SPECIES);
    FloatVector sum6 = zero(SPECIES);
    for (int at = 0, sample = 0; sample < samples; at += BLOCK_FLOATS) {
      int end = at + Math.min(samples - sample, BLOCK);
      for (int s = at; s < end; s++, sample++) {
        int row = rows[sample] + k;
        FloatVector input0 = fromArray(SPECIES, x, row);
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        FloatVector dHiddenSum0 = broadcast(SPECIES, w[dHiddenSumAt]);
        sum0 = dHiddenSum0.fma(input0, sum0);
        FloatVector dHiddenSum1 = broadcast(SPECIES, w[dHiddenSumAt + BLOCK]);
        sum1 = dHiddenSum1.fma(input0, sum1);
        FloatVector dHiddenSum2 = broadcast(SPECIES, w[dHiddenSumAt + 2 * BLOCK]);
        sum2 = dHiddenSum2.fma(input0, sum2);
        FloatVector dHiddenSum3 = broadcast(SPECIES, w[dHiddenSumAt + 3 * BLOCK]);
        sum3 = dHiddenSum3.fma(input0, sum3);
        FloatVector dHiddenSum4 = broadcast(SPECIES, w[dHiddenSumAt + 4 * BLOCK]);
        sum4 = dHiddenSum4.fma(input0, sum4);
        FloatVector dHiddenSum5 = broadcast(SPECIES, w[dHiddenSumAt + 5 * BLOCK]);
        sum5 = dHiddenSum5.fma(input0, sum5);
        FloatVector dHiddenSum6 = broadcast(SPECIES, w[dHiddenSumAt + 6 * BLOCK]);
        sum6 = dHiddenSum6.fma(input0, sum6);
      }
    }
    int dHiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
    sum0.intoArray(g, dHiddenWeightAt);
    sum1.intoArray(g, dHiddenWeightAt + 20);
    sum2.intoArray(g, dHiddenWeightAt + 40);
    sum3.intoArray(g, dHiddenWeightAt + 60);
    sum4.intoArray(g, dHiddenWeightAt + 80);
    sum5.intoArray(g, dHiddenWeightAt + 100);
    sum6.intoArray(g, dHiddenWeightAt + 120);
  }

  private static void backwardHiddenWeightTile7Tail(float[] g, float[] x, int[] rows, float[] w,
      int samples, int u, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    float sum4 = 0f;
    float sum5 = 0f;
    float sum6 = 0f;
    for (int at = 0, sample = 0; sample < samples; at += BLOCK_FLOATS) {
      int end = at + Math.min(samples - sample, BLOCK);
      for (int s = at; s < end; s++, sample++) {
        int row = rows[sample] + k;
        float input0 = x[row];
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        float dHiddenSum0 = w[dHiddenSumAt];
        sum0 = Math.fma(dHiddenSum0, input0, sum0);
        float dHiddenSum1 = w[dHiddenSumAt + BLOCK];
        sum1 = Math.fma(dHiddenSum1, input0, sum1);
        float dHiddenSum2 = w[dHiddenSumAt + 2 * BLOCK];
        sum2 = Math.fma(dHiddenSum2, input0, sum2);
        float dHiddenSum3 = w[dHiddenSumAt + 3 * BLOCK];
        sum3 = Math.fma(dHiddenSum3, input0, sum3);
        float dHiddenSum4 = w[dHiddenSumAt + 4 * BLOCK];
        sum4 = Math.fma(dHiddenSum4, input0, sum4);
        float dHiddenSum5 = w[dHiddenSumAt + 5 * BLOCK];
        sum5 = Math.fma(dHiddenSum5, input0, sum5);
        float dHiddenSum6 = w[dHiddenSumAt + 6 * BLOCK];
        sum6 = Math.fma(dHiddenSum6, input0, sum6);
      }
    }
    int dHiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k;
    g[dHiddenWeightAt] = sum0;
    g[dHiddenWeightAt + 20] = sum1;
    g[dHiddenWeightAt + 40] = sum2;
    g[dHiddenWeightAt + 60] = sum3;
    g[dHiddenWeightAt + 80] = sum4;
    g[dHiddenWeightAt + 100] = sum5;
    g[dHiddenWeightAt + 120] = sum6;
  }

  /**
   * dHiddenWeight = dHiddenSum [7] * input [20]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] x, int[] rows, float[] w,
      int samples) {
    int k = 0;
    for (; k + 2 * LANES <= 20; k += 2 * LANES) {
      backwardHiddenWeightTile7x2(g, x, rows, w, samples, 0, k);
    }
    for (; k + LANES <= 20; k += LANES) {
      backwardHiddenWeightTile7x1(g, x, rows, w, samples, 0, k);
    }
    for (; k < 20; k++) {
      backwardHiddenWeightTile7Tail(g, x, rows, w, samples, 0, k);
    }
  }

  /**
   * dHiddenBias = dHiddenSum [7], summed over the batch
   */
  private static void backwardHiddenBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardHiddenBiasTile7x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 7);
    for (int row = 0, sum = 0; row < 7; row++, sum++) {
      g[HIDDEN_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardHiddenBiasTile7x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      FloatVector sum6 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dHiddenSumAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dHiddenSumAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dHiddenSumAt + 2 * BLOCK));
        sum3 = sum3.add(fromArray(SPECIES, w, dHiddenSumAt + 3 * BLOCK));
        sum4 = sum4.add(fromArray(SPECIES, w, dHiddenSumAt + 4 * BLOCK));
        sum5 = sum5.add(fromArray(SPECIES, w, dHiddenSumAt + 5 * BLOCK));
        sum6 = sum6.add(fromArray(SPECIES, w, dHiddenSumAt + 6 * BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
      sum6.intoArray(lanes, 96 + lane);
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
