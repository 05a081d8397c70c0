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
 * AddLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link AddLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class AddLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 3152;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 12);

  private static final int CHANGE_WEIGHT = 0;

  private static final int INPUT = 12;

  private static final int CHANGE = 396;

  private static final int SUM = 780;

  private static final int TARGET = 1164;

  private static final int SHARE = 1548;

  private static final int LOSS = 1580;

  private static final int D_CHANGE = 1612;

  private static final int D_SUM = 1996;

  private static final int D_SUM_SUM = 2380;

  private static final int D_INPUT = 2764;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardChange(p, w, at, samples);
    forwardSum(w, at, samples);
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
    forwardChange(p, w, at, samples);
    forwardSum(w, at, samples);
    backwardLoss(w, at, samples);
    backwardSumSum(w, at, samples);
    backwardSumInto2(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 4;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 4) {
      backwardChangeWeight(g, w, lanes, samples, task);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardSumInto1(w, at, samples);
    backwardChangeInput(p, w, at, samples);
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
   * change [12] = weight [12, 12] * input [12]
   */
  private static void forwardChange(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int u = 0; u < 12; u += 6) {
        forwardChangeTile6x2(p, w, s, u);
      }
    }
    if (s < end) {
      forwardChangeTile12x1(p, w, s, 0);
    }
  }

  private static void forwardChangeTile6x2(float[] p, float[] w, int s, int u) {
    FloatVector sum_00 = zero(SPECIES);
    FloatVector sum_01 = zero(SPECIES);
    FloatVector sum_10 = zero(SPECIES);
    FloatVector sum_11 = zero(SPECIES);
    FloatVector sum_20 = zero(SPECIES);
    FloatVector sum_21 = zero(SPECIES);
    FloatVector sum_30 = zero(SPECIES);
    FloatVector sum_31 = zero(SPECIES);
    FloatVector sum_40 = zero(SPECIES);
    FloatVector sum_41 = zero(SPECIES);
    FloatVector sum_50 = zero(SPECIES);
    FloatVector sum_51 = zero(SPECIES);
    for (int k = 0; k < 12; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      FloatVector input1 = fromArray(SPECIES, w, inputAt + LANES);
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k;
      FloatVector changeWeight0 = broadcast(SPECIES, p[changeWeightAt]);
      sum_00 = changeWeight0.fma(input0, sum_00);
      sum_01 = changeWeight0.fma(input1, sum_01);
      FloatVector changeWeight1 = broadcast(SPECIES, p[changeWeightAt + 12]);
      sum_10 = changeWeight1.fma(input0, sum_10);
      sum_11 = changeWeight1.fma(input1, sum_11);
      FloatVector changeWeight2 = broadcast(SPECIES, p[changeWeightAt + 24]);
      sum_20 = changeWeight2.fma(input0, sum_20);
      sum_21 = changeWeight2.fma(input1, sum_21);
      FloatVector changeWeight3 = broadcast(SPECIES, p[changeWeightAt + 36]);
      sum_30 = changeWeight3.fma(input0, sum_30);
      sum_31 = changeWeight3.fma(input1, sum_31);
      FloatVector changeWeight4 = broadcast(SPECIES, p[changeWeightAt + 48]);
      sum_40 = changeWeight4.fma(input0, sum_40);
      sum_41 = changeWeight4.fma(input1, sum_41);
      FloatVector changeWeight5 = broadcast(SPECIES, p[changeWeightAt + 60]);
      sum_50 = changeWeight5.fma(input0, sum_50);
      sum_51 = changeWeight5.fma(input1, sum_51);
    }
    int changeAt = CHANGE + u * BLOCK + s;
    sum_00.intoArray(w, changeAt);
    sum_01.intoArray(w, changeAt + LANES);
    sum_10.intoArray(w, changeAt + BLOCK);
    sum_11.intoArray(w, changeAt + BLOCK + LANES);
    sum_20.intoArray(w, changeAt + 2 * BLOCK);
    sum_21.intoArray(w, changeAt + 2 * BLOCK + LANES);
    sum_30.intoArray(w, changeAt + 3 * BLOCK);
    sum_31.intoArray(w, changeAt + 3 * BLOCK + LANES);
    sum_40.intoArray(w, changeAt + 4 * BLOCK);
    sum_41.intoArray(w, changeAt + 4 * BLOCK + LANES);
    sum_50.intoArray(w, changeAt + 5 * BLOCK);
    sum_51.intoArray(w, changeAt + 5 * BLOCK + LANES);
  }

  private static void forwardChangeTile12x1(float[] p, float[] w, int s, int u) {
    FloatVector sum_0 = zero(SPECIES);
    FloatVector sum_1 = zero(SPECIES);
    FloatVector sum_2 = zero(SPECIES);
    FloatVector sum_3 = zero(SPECIES);
    FloatVector sum_4 = zero(SPECIES);
    FloatVector sum_5 = zero(SPECIES);
    FloatVector sum_6 = zero(SPECIES);
    FloatVector sum_7 = zero(SPECIES);
    FloatVector sum_8 = zero(SPECIES);
    FloatVector sum_9 = zero(SPECIES);
    FloatVector sum_10 = zero(SPECIES);
    FloatVector sum_11 = zero(SPECIES);
    for (int k = 0; k < 12; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k;
      FloatVector changeWeight0 = broadcast(SPECIES, p[changeWeightAt]);
      sum_0 = changeWeight0.fma(input0, sum_0);
      FloatVector changeWeight1 = broadcast(SPECIES, p[changeWeightAt + 12]);
      sum_1 = changeWeight1.fma(input0, sum_1);
      FloatVector changeWeight2 = broadcast(SPECIES, p[changeWeightAt + 24]);
      sum_2 = changeWeight2.fma(input0, sum_2);
      FloatVector changeWeight3 = broadcast(SPECIES, p[changeWeightAt + 36]);
      sum_3 = changeWeight3.fma(input0, sum_3);
      FloatVector changeWeight4 = broadcast(SPECIES, p[changeWeightAt + 48]);
      sum_4 = changeWeight4.fma(input0, sum_4);
      FloatVector changeWeight5 = broadcast(SPECIES, p[changeWeightAt + 60]);
      sum_5 = changeWeight5.fma(input0, sum_5);
      FloatVector changeWeight6 = broadcast(SPECIES, p[changeWeightAt + 72]);
      sum_6 = changeWeight6.fma(input0, sum_6);
      FloatVector changeWeight7 = broadcast(SPECIES, p[changeWeightAt + 84]);
      sum_7 = changeWeight7.fma(input0, sum_7);
      FloatVector changeWeight8 = broadcast(SPECIES, p[changeWeightAt + 96]);
      sum_8 = changeWeight8.fma(input0, sum_8);
      FloatVector changeWeight9 = broadcast(SPECIES, p[changeWeightAt + 108]);
      sum_9 = changeWeight9.fma(input0, sum_9);
      FloatVector changeWeight10 = broadcast(SPECIES, p[changeWeightAt + 120]);
      sum_10 = changeWeight10.fma(input0, sum_10);
      FloatVector changeWeight11 = broadcast(SPECIES, p[changeWeightAt + 132]);
      sum_11 = changeWeight11.fma(input0, sum_11);
    }
    int changeAt = CHANGE + u * BLOCK + s;
    sum_0.intoArray(w, changeAt);
    sum_1.intoArray(w, changeAt + BLOCK);
    sum_2.intoArray(w, changeAt + 2 * BLOCK);
    sum_3.intoArray(w, changeAt + 3 * BLOCK);
    sum_4.intoArray(w, changeAt + 4 * BLOCK);
    sum_5.intoArray(w, changeAt + 5 * BLOCK);
    sum_6.intoArray(w, changeAt + 6 * BLOCK);
    sum_7.intoArray(w, changeAt + 7 * BLOCK);
    sum_8.intoArray(w, changeAt + 8 * BLOCK);
    sum_9.intoArray(w, changeAt + 9 * BLOCK);
    sum_10.intoArray(w, changeAt + 10 * BLOCK);
    sum_11.intoArray(w, changeAt + 11 * BLOCK);
  }

  /**
   * sum [12] = relu(input [12] + change [12])
   */
  private static void forwardSum(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 12 * BLOCK : BLOCK;
    for (int row = at; row < at + 12 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, INPUT + s)
            .add(fromArray(SPECIES, w, CHANGE + s)).max(0f).intoArray(w, SUM + s);
      }
    }
  }

  /**
   * loss and dSum of sum [12]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.083333336f);
      for (int i = 0; i < 12; i++) {
        FloatVector d = fromArray(SPECIES, w, SUM + i * BLOCK + s)
            .sub(fromArray(SPECIES, w, TARGET + i * BLOCK + s));
        total = total.add(d.mul(d));
        d.mul(2f).mul(weight).intoArray(w, D_SUM + i * BLOCK + s);
      }
      total.mul(0.083333336f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dSumSum = dSum * relu'
   */
  private static void backwardSumSum(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 12 * BLOCK : BLOCK;
    for (int row = at; row < at + 12 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_SUM + s)
            .mul(zero(SPECIES)
            .blend(1f, fromArray(SPECIES, w, SUM + s).compare(VectorOperators.GT, 0f))).intoArray(w,
            D_SUM_SUM + s);
      }
    }
  }

  /**
   * dChange [12] = dSumSum
   */
  private static void backwardSumInto2(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 12 * BLOCK : BLOCK;
    for (int row = at; row < at + 12 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_SUM_SUM + s).intoArray(w, D_CHANGE + s);
      }
    }
  }

  /**
   * dInput [12] = dSumSum
   */
  private static void backwardSumInto1(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 12 * BLOCK : BLOCK;
    for (int row = at; row < at + 12 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_SUM_SUM + s).intoArray(w, D_INPUT + s);
      }
    }
  }

  /**
   * dInput [12] += weight [12, 12]^T * dChange [12]
   */
  private static void backwardChangeInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int k = 0; k < 12; k += 6) {
        backwardChangeInputTile6x2(p, w, s, k);
      }
    }
    if (s < end) {
      backwardChangeInputTile12x1(p, w, s, 0);
    }
  }

  private static void backwardChangeInputTile6x2(float[] p, float[] w, int s, int k) {
    FloatVector sum_00 = zero(SPECIES);
    FloatVector sum_01 = zero(SPECIES);
    FloatVector sum_10 = zero(SPECIES);
    FloatVector sum_11 = zero(SPECIES);
    FloatVector sum_20 = zero(SPECIES);
    FloatVector sum_21 = zero(SPECIES);
    FloatVector sum_30 = zero(SPECIES);
    FloatVector sum_31 = zero(SPECIES);
    FloatVector sum_40 = zero(SPECIES);
    FloatVector sum_41 = zero(SPECIES);
    FloatVector sum_50 = zero(SPECIES);
    FloatVector sum_51 = zero(SPECIES);
    for (int u = 0; u < 12; u++) {
      int dChangeAt = D_CHANGE + u * BLOCK + s;
      FloatVector dChange0 = fromArray(SPECIES, w, dChangeAt);
      FloatVector dChange1 = fromArray(SPECIES, w, dChangeAt + LANES);
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k;
      FloatVector changeWeight0 = broadcast(SPECIES, p[changeWeightAt]);
      sum_00 = changeWeight0.fma(dChange0, sum_00);
      sum_01 = changeWeight0.fma(dChange1, sum_01);
      FloatVector changeWeight1 = broadcast(SPECIES, p[changeWeightAt + 1]);
      sum_10 = changeWeight1.fma(dChange0, sum_10);
      sum_11 = changeWeight1.fma(dChange1, sum_11);
      FloatVector changeWeight2 = broadcast(SPECIES, p[changeWeightAt + 2]);
      sum_20 = changeWeight2.fma(dChange0, sum_20);
      sum_21 = changeWeight2.fma(dChange1, sum_21);
      FloatVector changeWeight3 = broadcast(SPECIES, p[changeWeightAt + 3]);
      sum_30 = changeWeight3.fma(dChange0, sum_30);
      sum_31 = changeWeight3.fma(dChange1, sum_31);
      FloatVector changeWeight4 = broadcast(SPECIES, p[changeWeightAt + 4]);
      sum_40 = changeWeight4.fma(dChange0, sum_40);
      sum_41 = changeWeight4.fma(dChange1, sum_41);
      FloatVector changeWeight5 = broadcast(SPECIES, p[changeWeightAt + 5]);
      sum_50 = changeWeight5.fma(dChange0, sum_50);
      sum_51 = changeWeight5.fma(dChange1, sum_51);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    fromArray(SPECIES, w, dInputAt).add(sum_00).intoArray(w, dInputAt);
    fromArray(SPECIES, w, dInputAt + LANES).add(sum_01).intoArray(w, dInputAt + LANES);
    fromArray(SPECIES, w, dInputAt + BLOCK).add(sum_10).intoArray(w, dInputAt + BLOCK);
    fromArray(SPECIES, w, dInputAt + BLOCK + LANES)
        .add(sum_11).intoArray(w, dInputAt + BLOCK + LANES);
    fromArray(SPECIES, w, dInputAt + 2 * BLOCK).add(sum_20).intoArray(w, dInputAt + 2 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 2 * BLOCK + LANES)
        .add(sum_21).intoArray(w, dInputAt + 2 * BLOCK + LANES);
    fromArray(SPECIES, w, dInputAt + 3 * BLOCK).add(sum_30).intoArray(w, dInputAt + 3 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 3 * BLOCK + LANES)
        .add(sum_31).intoArray(w, dInputAt + 3 * BLOCK + LANES);
    fromArray(SPECIES, w, dInputAt + 4 * BLOCK).add(sum_40).intoArray(w, dInputAt + 4 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 4 * BLOCK + LANES)
        .add(sum_41).intoArray(w, dInputAt + 4 * BLOCK + LANES);
    fromArray(SPECIES, w, dInputAt + 5 * BLOCK).add(sum_50).intoArray(w, dInputAt + 5 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 5 * BLOCK + LANES)
        .add(sum_51).intoArray(w, dInputAt + 5 * BLOCK + LANES);
  }

  private static void backwardChangeInputTile12x1(float[] p, float[] w, int s, int k) {
    FloatVector sum_0 = zero(SPECIES);
    FloatVector sum_1 = zero(SPECIES);
    FloatVector sum_2 = zero(SPECIES);
    FloatVector sum_3 = zero(SPECIES);
    FloatVector sum_4 = zero(SPECIES);
    FloatVector sum_5 = zero(SPECIES);
    FloatVector sum_6 = zero(SPECIES);
    FloatVector sum_7 = zero(SPECIES);
    FloatVector sum_8 = zero(SPECIES);
    FloatVector sum_9 = zero(SPECIES);
    FloatVector sum_10 = zero(SPECIES);
    FloatVector sum_11 = zero(SPECIES);
    for (int u = 0; u < 12; u++) {
      int dChangeAt = D_CHANGE + u * BLOCK + s;
      FloatVector dChange0 = fromArray(SPECIES, w, dChangeAt);
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k;
      FloatVector changeWeight0 = broadcast(SPECIES, p[changeWeightAt]);
      sum_0 = changeWeight0.fma(dChange0, sum_0);
      FloatVector changeWeight1 = broadcast(SPECIES, p[changeWeightAt + 1]);
      sum_1 = changeWeight1.fma(dChange0, sum_1);
      FloatVector changeWeight2 = broadcast(SPECIES, p[changeWeightAt + 2]);
      sum_2 = changeWeight2.fma(dChange0, sum_2);
      FloatVector changeWeight3 = broadcast(SPECIES, p[changeWeightAt + 3]);
      sum_3 = changeWeight3.fma(dChange0, sum_3);
      FloatVector changeWeight4 = broadcast(SPECIES, p[changeWeightAt + 4]);
      sum_4 = changeWeight4.fma(dChange0, sum_4);
      FloatVector changeWeight5 = broadcast(SPECIES, p[changeWeightAt + 5]);
      sum_5 = changeWeight5.fma(dChange0, sum_5);
      FloatVector changeWeight6 = broadcast(SPECIES, p[changeWeightAt + 6]);
      sum_6 = changeWeight6.fma(dChange0, sum_6);
      FloatVector changeWeight7 = broadcast(SPECIES, p[changeWeightAt + 7]);
      sum_7 = changeWeight7.fma(dChange0, sum_7);
      FloatVector changeWeight8 = broadcast(SPECIES, p[changeWeightAt + 8]);
      sum_8 = changeWeight8.fma(dChange0, sum_8);
      FloatVector changeWeight9 = broadcast(SPECIES, p[changeWeightAt + 9]);
      sum_9 = changeWeight9.fma(dChange0, sum_9);
      FloatVector changeWeight10 = broadcast(SPECIES, p[changeWeightAt + 10]);
      sum_10 = changeWeight10.fma(dChange0, sum_10);
      FloatVector changeWeight11 = broadcast(SPECIES, p[changeWeightAt + 11]);
      sum_11 = changeWeight11.fma(dChange0, sum_11);
    }
    int dInputAt = D_INPUT + k * BLOCK + s;
    fromArray(SPECIES, w, dInputAt).add(sum_0).intoArray(w, dInputAt);
    fromArray(SPECIES, w, dInputAt + BLOCK).add(sum_1).intoArray(w, dInputAt + BLOCK);
    fromArray(SPECIES, w, dInputAt + 2 * BLOCK).add(sum_2).intoArray(w, dInputAt + 2 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 3 * BLOCK).add(sum_3).intoArray(w, dInputAt + 3 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 4 * BLOCK).add(sum_4).intoArray(w, dInputAt + 4 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 5 * BLOCK).add(sum_5).intoArray(w, dInputAt + 5 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 6 * BLOCK).add(sum_6).intoArray(w, dInputAt + 6 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 7 * BLOCK).add(sum_7).intoArray(w, dInputAt + 7 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 8 * BLOCK).add(sum_8).intoArray(w, dInputAt + 8 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 9 * BLOCK).add(sum_9).intoArray(w, dInputAt + 9 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 10 * BLOCK).add(sum_10).intoArray(w, dInputAt + 10 * BLOCK);
    fromArray(SPECIES, w, dInputAt + 11 * BLOCK).add(sum_11).intoArray(w, dInputAt + 11 * BLOCK);
  }

  /**
   * dChangeWeight = dChange [12] * input [12]^T, summed over the batch
   */
  private static void backwardChangeWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int fromU = task * 3;
    for (int k = 0; k < 12; k += 6) {
      backwardChangeWeightTile3x6(w, lanes, padded, fromU, k);
      LaneSums.addUp(lanes, 18);
      for (int row = fromU, sum = 0; row < fromU + 3; row++) {
        for (int column = k; column < k + 6; column++, sum++) {
          g[CHANGE_WEIGHT + row * 12 + column] = lanes[sum];
        }
      }
    }
  }

  private static void backwardChangeWeightTile3x6(float[] w, float[] lanes, int samples, int u,
      int k) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum_00 = zero(SPECIES);
      FloatVector sum_01 = zero(SPECIES);
      FloatVector sum_02 = zero(SPECIES);
      FloatVector sum_03 = zero(SPECIES);
      FloatVector sum_04 = zero(SPECIES);
      FloatVector sum_05 = zero(SPECIES);
      FloatVector sum_10 = zero(SPECIES);
      FloatVector sum_11 = zero(SPECIES);
      FloatVector sum_12 = zero(SPECIES);
      FloatVector sum_13 = zero(SPECIES);
      FloatVector sum_14 = zero(SPECIES);
      FloatVector sum_15 = zero(SPECIES);
      FloatVector sum_20 = zero(SPECIES);
      FloatVector sum_21 = zero(SPECIES);
      FloatVector sum_22 = zero(SPECIES);
      FloatVector sum_23 = zero(SPECIES);
      FloatVector sum_24 = zero(SPECIES);
      FloatVector sum_25 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int inputAt = INPUT + k * BLOCK + s;
        FloatVector input0 = fromArray(SPECIES, w, inputAt);
        FloatVector input1 = fromArray(SPECIES, w, inputAt + BLOCK);
        FloatVector input2 = fromArray(SPECIES, w, inputAt + 2 * BLOCK);
        FloatVector input3 = fromArray(SPECIES, w, inputAt + 3 * BLOCK);
        FloatVector input4 = fromArray(SPECIES, w, inputAt + 4 * BLOCK);
        FloatVector input5 = fromArray(SPECIES, w, inputAt + 5 * BLOCK);
        int dChangeAt = D_CHANGE + u * BLOCK + s;
        FloatVector dChange0 = fromArray(SPECIES, w, dChangeAt);
        sum_00 = dChange0.fma(input0, sum_00);
        sum_01 = dChange0.fma(input1, sum_01);
        sum_02 = dChange0.fma(input2, sum_02);
        sum_03 = dChange0.fma(input3, sum_03);
        sum_04 = dChange0.fma(input4, sum_04);
        sum_05 = dChange0.fma(input5, sum_05);
        FloatVector dChange1 = fromArray(SPECIES, w, dChangeAt + BLOCK);
        sum_10 = dChange1.fma(input0, sum_10);
        sum_11 = dChange1.fma(input1, sum_11);
        sum_12 = dChange1.fma(input2, sum_12);
        sum_13 = dChange1.fma(input3, sum_13);
        sum_14 = dChange1.fma(input4, sum_14);
        sum_15 = dChange1.fma(input5, sum_15);
        FloatVector dChange2 = fromArray(SPECIES, w, dChangeAt + 2 * BLOCK);
        sum_20 = dChange2.fma(input0, sum_20);
        sum_21 = dChange2.fma(input1, sum_21);
        sum_22 = dChange2.fma(input2, sum_22);
        sum_23 = dChange2.fma(input3, sum_23);
        sum_24 = dChange2.fma(input4, sum_24);
        sum_25 = dChange2.fma(input5, sum_25);
      }
      sum_00.intoArray(lanes, lane);
      sum_01.intoArray(lanes, 16 + lane);
      sum_02.intoArray(lanes, 32 + lane);
      sum_03.intoArray(lanes, 48 + lane);
      sum_04.intoArray(lanes, 64 + lane);
      sum_05.intoArray(lanes, 80 + lane);
      sum_10.intoArray(lanes, 96 + lane);
      sum_11.intoArray(lanes, 112 + lane);
      sum_12.intoArray(lanes, 128 + lane);
      sum_13.intoArray(lanes, 144 + lane);
      sum_14.intoArray(lanes, 160 + lane);
      sum_15.intoArray(lanes, 176 + lane);
      sum_20.intoArray(lanes, 192 + lane);
      sum_21.intoArray(lanes, 208 + lane);
      sum_22.intoArray(lanes, 224 + lane);
      sum_23.intoArray(lanes, 240 + lane);
      sum_24.intoArray(lanes, 256 + lane);
      sum_25.intoArray(lanes, 272 + lane);
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
