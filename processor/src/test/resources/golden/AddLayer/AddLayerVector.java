package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;

/**
 * AddLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link AddLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}.
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
  private static final int BLOCK_FLOATS = 3520;

  private static final int CHANGE_WEIGHT = 0;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 384;

  private static final int CHANGE = 768;

  private static final int SUM = 1152;

  private static final int TARGET = 1536;

  private static final int SHARE = 1920;

  private static final int LOSS = 1952;

  private static final int D_CHANGE = 1984;

  private static final int D_SUM = 2368;

  private static final int D_SUM_SUM = 2752;

  private static final int D_INPUT = 3136;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardChange(p, w, at, samples);
    forwardSum(w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardChange(p, w, at, samples);
    forwardSum(w, at, samples);
    backwardLoss(w, at, samples);
    backwardSumSum(w, at, samples);
    backwardSumInto2(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 3;
  }

  @Override
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
    if (task < 3) {
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
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 12; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 12 + k];
      }
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
      FloatVector input0 = fromArray(SPECIES, w, INPUT + k * BLOCK + s);
      FloatVector input1 = fromArray(SPECIES, w, INPUT + k * BLOCK + s + LANES);
      FloatVector changeWeight0 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k]);
      sum_00 = changeWeight0.fma(input0, sum_00);
      sum_01 = changeWeight0.fma(input1, sum_01);
      FloatVector changeWeight1 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 12]);
      sum_10 = changeWeight1.fma(input0, sum_10);
      sum_11 = changeWeight1.fma(input1, sum_11);
      FloatVector changeWeight2 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 24]);
      sum_20 = changeWeight2.fma(input0, sum_20);
      sum_21 = changeWeight2.fma(input1, sum_21);
      FloatVector changeWeight3 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 36]);
      sum_30 = changeWeight3.fma(input0, sum_30);
      sum_31 = changeWeight3.fma(input1, sum_31);
      FloatVector changeWeight4 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 48]);
      sum_40 = changeWeight4.fma(input0, sum_40);
      sum_41 = changeWeight4.fma(input1, sum_41);
      FloatVector changeWeight5 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 60]);
      sum_50 = changeWeight5.fma(input0, sum_50);
      sum_51 = changeWeight5.fma(input1, sum_51);
    }
    sum_00.intoArray(w, CHANGE + u * BLOCK + s);
    sum_01.intoArray(w, CHANGE + u * BLOCK + s + LANES);
    sum_10.intoArray(w, CHANGE + u * BLOCK + BLOCK + s);
    sum_11.intoArray(w, CHANGE + u * BLOCK + BLOCK + s + LANES);
    sum_20.intoArray(w, CHANGE + u * BLOCK + 2 * BLOCK + s);
    sum_21.intoArray(w, CHANGE + u * BLOCK + 2 * BLOCK + s + LANES);
    sum_30.intoArray(w, CHANGE + u * BLOCK + 3 * BLOCK + s);
    sum_31.intoArray(w, CHANGE + u * BLOCK + 3 * BLOCK + s + LANES);
    sum_40.intoArray(w, CHANGE + u * BLOCK + 4 * BLOCK + s);
    sum_41.intoArray(w, CHANGE + u * BLOCK + 4 * BLOCK + s + LANES);
    sum_50.intoArray(w, CHANGE + u * BLOCK + 5 * BLOCK + s);
    sum_51.intoArray(w, CHANGE + u * BLOCK + 5 * BLOCK + s + LANES);
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
      FloatVector input0 = fromArray(SPECIES, w, INPUT + k * BLOCK + s);
      FloatVector changeWeight0 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k]);
      sum_0 = changeWeight0.fma(input0, sum_0);
      FloatVector changeWeight1 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 12]);
      sum_1 = changeWeight1.fma(input0, sum_1);
      FloatVector changeWeight2 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 24]);
      sum_2 = changeWeight2.fma(input0, sum_2);
      FloatVector changeWeight3 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 36]);
      sum_3 = changeWeight3.fma(input0, sum_3);
      FloatVector changeWeight4 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 48]);
      sum_4 = changeWeight4.fma(input0, sum_4);
      FloatVector changeWeight5 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 60]);
      sum_5 = changeWeight5.fma(input0, sum_5);
      FloatVector changeWeight6 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 72]);
      sum_6 = changeWeight6.fma(input0, sum_6);
      FloatVector changeWeight7 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 84]);
      sum_7 = changeWeight7.fma(input0, sum_7);
      FloatVector changeWeight8 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 96]);
      sum_8 = changeWeight8.fma(input0, sum_8);
      FloatVector changeWeight9 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 108]);
      sum_9 = changeWeight9.fma(input0, sum_9);
      FloatVector changeWeight10 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 120]);
      sum_10 = changeWeight10.fma(input0, sum_10);
      FloatVector changeWeight11 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 132]);
      sum_11 = changeWeight11.fma(input0, sum_11);
    }
    sum_0.intoArray(w, CHANGE + u * BLOCK + s);
    sum_1.intoArray(w, CHANGE + u * BLOCK + BLOCK + s);
    sum_2.intoArray(w, CHANGE + u * BLOCK + 2 * BLOCK + s);
    sum_3.intoArray(w, CHANGE + u * BLOCK + 3 * BLOCK + s);
    sum_4.intoArray(w, CHANGE + u * BLOCK + 4 * BLOCK + s);
    sum_5.intoArray(w, CHANGE + u * BLOCK + 5 * BLOCK + s);
    sum_6.intoArray(w, CHANGE + u * BLOCK + 6 * BLOCK + s);
    sum_7.intoArray(w, CHANGE + u * BLOCK + 7 * BLOCK + s);
    sum_8.intoArray(w, CHANGE + u * BLOCK + 8 * BLOCK + s);
    sum_9.intoArray(w, CHANGE + u * BLOCK + 9 * BLOCK + s);
    sum_10.intoArray(w, CHANGE + u * BLOCK + 10 * BLOCK + s);
    sum_11.intoArray(w, CHANGE + u * BLOCK + 11 * BLOCK + s);
  }

  /**
   * sum [12] = relu(input [12] + change [12])
   */
  private static void forwardSum(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s += LANES) {
        fromArray(SPECIES, w, INPUT + i * BLOCK + s)
            .add(fromArray(SPECIES, w, CHANGE + i * BLOCK + s)).max(0f).intoArray(w, SUM + i
            * BLOCK + s);
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
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s += LANES) {
        fromArray(SPECIES, w, D_SUM + i * BLOCK + s)
            .mul(zero(SPECIES)
            .blend(1f,
            fromArray(SPECIES, w, SUM + i * BLOCK + s).compare(VectorOperators.GT,
            0f))).intoArray(w, D_SUM_SUM + i * BLOCK + s);
      }
    }
  }

  /**
   * dChange [12] = dSumSum
   */
  private static void backwardSumInto2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s += LANES) {
        fromArray(SPECIES, w, D_SUM_SUM + i * BLOCK + s).intoArray(w, D_CHANGE + i * BLOCK + s);
      }
    }
  }

  /**
   * dInput [12] = dSumSum
   */
  private static void backwardSumInto1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 12; i++) {
      for (int s = at; s < end; s += LANES) {
        fromArray(SPECIES, w, D_SUM_SUM + i * BLOCK + s).intoArray(w, D_INPUT + i * BLOCK + s);
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
      FloatVector dChange0 = fromArray(SPECIES, w, D_CHANGE + u * BLOCK + s);
      FloatVector dChange1 = fromArray(SPECIES, w, D_CHANGE + u * BLOCK + s + LANES);
      FloatVector changeWeight0 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k]);
      sum_00 = changeWeight0.fma(dChange0, sum_00);
      sum_01 = changeWeight0.fma(dChange1, sum_01);
      FloatVector changeWeight1 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 1]);
      sum_10 = changeWeight1.fma(dChange0, sum_10);
      sum_11 = changeWeight1.fma(dChange1, sum_11);
      FloatVector changeWeight2 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 2]);
      sum_20 = changeWeight2.fma(dChange0, sum_20);
      sum_21 = changeWeight2.fma(dChange1, sum_21);
      FloatVector changeWeight3 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 3]);
      sum_30 = changeWeight3.fma(dChange0, sum_30);
      sum_31 = changeWeight3.fma(dChange1, sum_31);
      FloatVector changeWeight4 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 4]);
      sum_40 = changeWeight4.fma(dChange0, sum_40);
      sum_41 = changeWeight4.fma(dChange1, sum_41);
      FloatVector changeWeight5 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 5]);
      sum_50 = changeWeight5.fma(dChange0, sum_50);
      sum_51 = changeWeight5.fma(dChange1, sum_51);
    }
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + s)
        .add(sum_00).intoArray(w, D_INPUT + k * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + s + LANES)
        .add(sum_01).intoArray(w, D_INPUT + k * BLOCK + s + LANES);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + BLOCK + s)
        .add(sum_10).intoArray(w, D_INPUT + k * BLOCK + BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + BLOCK + s + LANES)
        .add(sum_11).intoArray(w, D_INPUT + k * BLOCK + BLOCK + s + LANES);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 2 * BLOCK + s)
        .add(sum_20).intoArray(w, D_INPUT + k * BLOCK + 2 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 2 * BLOCK + s + LANES)
        .add(sum_21).intoArray(w, D_INPUT + k * BLOCK + 2 * BLOCK + s + LANES);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 3 * BLOCK + s)
        .add(sum_30).intoArray(w, D_INPUT + k * BLOCK + 3 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 3 * BLOCK + s + LANES)
        .add(sum_31).intoArray(w, D_INPUT + k * BLOCK + 3 * BLOCK + s + LANES);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 4 * BLOCK + s)
        .add(sum_40).intoArray(w, D_INPUT + k * BLOCK + 4 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 4 * BLOCK + s + LANES)
        .add(sum_41).intoArray(w, D_INPUT + k * BLOCK + 4 * BLOCK + s + LANES);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 5 * BLOCK + s)
        .add(sum_50).intoArray(w, D_INPUT + k * BLOCK + 5 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 5 * BLOCK + s + LANES)
        .add(sum_51).intoArray(w, D_INPUT + k * BLOCK + 5 * BLOCK + s + LANES);
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
      FloatVector dChange0 = fromArray(SPECIES, w, D_CHANGE + u * BLOCK + s);
      FloatVector changeWeight0 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k]);
      sum_0 = changeWeight0.fma(dChange0, sum_0);
      FloatVector changeWeight1 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 1]);
      sum_1 = changeWeight1.fma(dChange0, sum_1);
      FloatVector changeWeight2 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 2]);
      sum_2 = changeWeight2.fma(dChange0, sum_2);
      FloatVector changeWeight3 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 3]);
      sum_3 = changeWeight3.fma(dChange0, sum_3);
      FloatVector changeWeight4 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 4]);
      sum_4 = changeWeight4.fma(dChange0, sum_4);
      FloatVector changeWeight5 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 5]);
      sum_5 = changeWeight5.fma(dChange0, sum_5);
      FloatVector changeWeight6 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 6]);
      sum_6 = changeWeight6.fma(dChange0, sum_6);
      FloatVector changeWeight7 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 7]);
      sum_7 = changeWeight7.fma(dChange0, sum_7);
      FloatVector changeWeight8 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 8]);
      sum_8 = changeWeight8.fma(dChange0, sum_8);
      FloatVector changeWeight9 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 9]);
      sum_9 = changeWeight9.fma(dChange0, sum_9);
      FloatVector changeWeight10 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 10]);
      sum_10 = changeWeight10.fma(dChange0, sum_10);
      FloatVector changeWeight11 = broadcast(SPECIES, p[CHANGE_WEIGHT + u * 12 + k + 11]);
      sum_11 = changeWeight11.fma(dChange0, sum_11);
    }
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + s).add(sum_0).intoArray(w, D_INPUT + k * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + BLOCK + s)
        .add(sum_1).intoArray(w, D_INPUT + k * BLOCK + BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 2 * BLOCK + s)
        .add(sum_2).intoArray(w, D_INPUT + k * BLOCK + 2 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 3 * BLOCK + s)
        .add(sum_3).intoArray(w, D_INPUT + k * BLOCK + 3 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 4 * BLOCK + s)
        .add(sum_4).intoArray(w, D_INPUT + k * BLOCK + 4 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 5 * BLOCK + s)
        .add(sum_5).intoArray(w, D_INPUT + k * BLOCK + 5 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 6 * BLOCK + s)
        .add(sum_6).intoArray(w, D_INPUT + k * BLOCK + 6 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 7 * BLOCK + s)
        .add(sum_7).intoArray(w, D_INPUT + k * BLOCK + 7 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 8 * BLOCK + s)
        .add(sum_8).intoArray(w, D_INPUT + k * BLOCK + 8 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 9 * BLOCK + s)
        .add(sum_9).intoArray(w, D_INPUT + k * BLOCK + 9 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 10 * BLOCK + s)
        .add(sum_10).intoArray(w, D_INPUT + k * BLOCK + 10 * BLOCK + s);
    fromArray(SPECIES, w, D_INPUT + k * BLOCK + 11 * BLOCK + s)
        .add(sum_11).intoArray(w, D_INPUT + k * BLOCK + 11 * BLOCK + s);
  }

  /**
   * dChangeWeight = dChange [12] * input [12]^T, summed over the batch
   */
  private static void backwardChangeWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int u = task * 4;
    for (int k = 0; k < 12; k += 4) {
      backwardChangeWeightTile4x4(g, w, lanes, padded, u, k);
    }
  }

  private static void backwardChangeWeightTile4x4(float[] g, float[] w, float[] lanes, int samples,
      int u, int k) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum_00 = zero(SPECIES);
      FloatVector sum_01 = zero(SPECIES);
      FloatVector sum_02 = zero(SPECIES);
      FloatVector sum_03 = zero(SPECIES);
      FloatVector sum_10 = zero(SPECIES);
      FloatVector sum_11 = zero(SPECIES);
      FloatVector sum_12 = zero(SPECIES);
      FloatVector sum_13 = zero(SPECIES);
      FloatVector sum_20 = zero(SPECIES);
      FloatVector sum_21 = zero(SPECIES);
      FloatVector sum_22 = zero(SPECIES);
      FloatVector sum_23 = zero(SPECIES);
      FloatVector sum_30 = zero(SPECIES);
      FloatVector sum_31 = zero(SPECIES);
      FloatVector sum_32 = zero(SPECIES);
      FloatVector sum_33 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          FloatVector input0 = fromArray(SPECIES, w, INPUT + k * BLOCK + s);
          FloatVector input1 = fromArray(SPECIES, w, INPUT + k * BLOCK + BLOCK + s);
          FloatVector input2 = fromArray(SPECIES, w, INPUT + k * BLOCK + 2 * BLOCK + s);
          FloatVector input3 = fromArray(SPECIES, w, INPUT + k * BLOCK + 3 * BLOCK + s);
          FloatVector dChange0 = fromArray(SPECIES, w, D_CHANGE + u * BLOCK + s);
          sum_00 = dChange0.fma(input0, sum_00);
          sum_01 = dChange0.fma(input1, sum_01);
          sum_02 = dChange0.fma(input2, sum_02);
          sum_03 = dChange0.fma(input3, sum_03);
          FloatVector dChange1 = fromArray(SPECIES, w, D_CHANGE + u * BLOCK + BLOCK + s);
          sum_10 = dChange1.fma(input0, sum_10);
          sum_11 = dChange1.fma(input1, sum_11);
          sum_12 = dChange1.fma(input2, sum_12);
          sum_13 = dChange1.fma(input3, sum_13);
          FloatVector dChange2 = fromArray(SPECIES, w, D_CHANGE + u * BLOCK + 2 * BLOCK + s);
          sum_20 = dChange2.fma(input0, sum_20);
          sum_21 = dChange2.fma(input1, sum_21);
          sum_22 = dChange2.fma(input2, sum_22);
          sum_23 = dChange2.fma(input3, sum_23);
          FloatVector dChange3 = fromArray(SPECIES, w, D_CHANGE + u * BLOCK + 3 * BLOCK + s);
          sum_30 = dChange3.fma(input0, sum_30);
          sum_31 = dChange3.fma(input1, sum_31);
          sum_32 = dChange3.fma(input2, sum_32);
          sum_33 = dChange3.fma(input3, sum_33);
        }
      }
      sum_00.intoArray(lanes, lane);
      sum_01.intoArray(lanes, 16 + lane);
      sum_02.intoArray(lanes, 32 + lane);
      sum_03.intoArray(lanes, 48 + lane);
      sum_10.intoArray(lanes, 64 + lane);
      sum_11.intoArray(lanes, 80 + lane);
      sum_12.intoArray(lanes, 96 + lane);
      sum_13.intoArray(lanes, 112 + lane);
      sum_20.intoArray(lanes, 128 + lane);
      sum_21.intoArray(lanes, 144 + lane);
      sum_22.intoArray(lanes, 160 + lane);
      sum_23.intoArray(lanes, 176 + lane);
      sum_30.intoArray(lanes, 192 + lane);
      sum_31.intoArray(lanes, 208 + lane);
      sum_32.intoArray(lanes, 224 + lane);
      sum_33.intoArray(lanes, 240 + lane);
    }
    g[CHANGE_WEIGHT + u * 12 + k] = addLanes(lanes, 0);
    g[CHANGE_WEIGHT + u * 12 + k + 1] = addLanes(lanes, 16);
    g[CHANGE_WEIGHT + u * 12 + k + 2] = addLanes(lanes, 32);
    g[CHANGE_WEIGHT + u * 12 + k + 3] = addLanes(lanes, 48);
    g[CHANGE_WEIGHT + u * 12 + k + 12] = addLanes(lanes, 64);
    g[CHANGE_WEIGHT + u * 12 + k + 13] = addLanes(lanes, 80);
    g[CHANGE_WEIGHT + u * 12 + k + 14] = addLanes(lanes, 96);
    g[CHANGE_WEIGHT + u * 12 + k + 15] = addLanes(lanes, 112);
    g[CHANGE_WEIGHT + u * 12 + k + 24] = addLanes(lanes, 128);
    g[CHANGE_WEIGHT + u * 12 + k + 25] = addLanes(lanes, 144);
    g[CHANGE_WEIGHT + u * 12 + k + 26] = addLanes(lanes, 160);
    g[CHANGE_WEIGHT + u * 12 + k + 27] = addLanes(lanes, 176);
    g[CHANGE_WEIGHT + u * 12 + k + 36] = addLanes(lanes, 192);
    g[CHANGE_WEIGHT + u * 12 + k + 37] = addLanes(lanes, 208);
    g[CHANGE_WEIGHT + u * 12 + k + 38] = addLanes(lanes, 224);
    g[CHANGE_WEIGHT + u * 12 + k + 39] = addLanes(lanes, 240);
  }

  /**
   * The sum of sixteen lanes: each four as a tree, the fours in order.
   */
  private static float addLanes(float[] lanes, int from) {
    float total = 0f;
    for (int i = from; i < from + 16; i += 4) {
      total += (lanes[i] + lanes[i + 2]) + (lanes[i + 1] + lanes[i + 3]);
    }
    return total;
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
