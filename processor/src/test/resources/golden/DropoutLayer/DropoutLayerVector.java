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
 * DropoutLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link DropoutLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class DropoutLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 2288;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 12);

  private static final int Y_WEIGHT = 0;

  private static final int Y_BIAS = 36;

  private static final int INPUT = 12;

  private static final int KEPT = 396;

  private static final int Y = 780;

  private static final int TARGET = 876;

  private static final int SHARE = 972;

  private static final int LOSS = 1004;

  private static final int KEPT_NOISE = 1036;

  private static final int D_KEPT = 1420;

  private static final int D_Y = 1804;

  private static final int D_INPUT = 1900;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardKept(w, at, samples);
    forwardY(p, w, at, samples);
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
    forwardKeptTraining(w, at, samples);
    forwardY(p, w, at, samples);
    backwardLoss(w, at, samples);
    backwardYInput(p, w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 2;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 1) {
      backwardYWeight(g, w, lanes, samples);
    } else if (task < 2) {
      backwardYBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardKeptInput(w, at, samples);
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
   * kept [12] = input [12]
   */
  private static void forwardKept(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 12 * BLOCK : BLOCK;
    for (int row = at; row < at + 12 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, INPUT + s).intoArray(w, KEPT + s);
      }
    }
  }

  /**
   * y [3] = weight [3, 12] * kept [12] + bias [3]
   */
  private static void forwardY(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      forwardYTile3x2(p, w, s, 0);
    }
    if (s < end) {
      forwardYTile3x1(p, w, s, 0);
    }
  }

  private static void forwardYTile3x2(float[] p, float[] w, int s, int u) {
    int yBiasAt = Y_BIAS + u;
    FloatVector sum00 = broadcast(SPECIES, p[yBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[yBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[yBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[yBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[yBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[yBiasAt + 2]);
    for (int k = 0; k < 12; k++) {
      int keptAt = KEPT + k * BLOCK + s;
      FloatVector kept0 = fromArray(SPECIES, w, keptAt);
      FloatVector kept1 = fromArray(SPECIES, w, keptAt + LANES);
      int yWeightAt = Y_WEIGHT + u * 12 + k;
      FloatVector yWeight0 = broadcast(SPECIES, p[yWeightAt]);
      sum00 = yWeight0.fma(kept0, sum00);
      sum01 = yWeight0.fma(kept1, sum01);
      FloatVector yWeight1 = broadcast(SPECIES, p[yWeightAt + 12]);
      sum10 = yWeight1.fma(kept0, sum10);
      sum11 = yWeight1.fma(kept1, sum11);
      FloatVector yWeight2 = broadcast(SPECIES, p[yWeightAt + 24]);
      sum20 = yWeight2.fma(kept0, sum20);
      sum21 = yWeight2.fma(kept1, sum21);
    }
    int yAt = Y + u * BLOCK + s;
    sum00.intoArray(w, yAt);
    sum01.intoArray(w, yAt + LANES);
    sum10.intoArray(w, yAt + BLOCK);
    sum11.intoArray(w, yAt + BLOCK + LANES);
    sum20.intoArray(w, yAt + 2 * BLOCK);
    sum21.intoArray(w, yAt + 2 * BLOCK + LANES);
  }

  private static void forwardYTile3x1(float[] p, float[] w, int s, int u) {
    int yBiasAt = Y_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[yBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[yBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[yBiasAt + 2]);
    for (int k = 0; k < 12; k++) {
      int keptAt = KEPT + k * BLOCK + s;
      FloatVector kept0 = fromArray(SPECIES, w, keptAt);
      int yWeightAt = Y_WEIGHT + u * 12 + k;
      FloatVector yWeight0 = broadcast(SPECIES, p[yWeightAt]);
      sum0 = yWeight0.fma(kept0, sum0);
      FloatVector yWeight1 = broadcast(SPECIES, p[yWeightAt + 12]);
      sum1 = yWeight1.fma(kept0, sum1);
      FloatVector yWeight2 = broadcast(SPECIES, p[yWeightAt + 24]);
      sum2 = yWeight2.fma(kept0, sum2);
    }
    int yAt = Y + u * BLOCK + s;
    sum0.intoArray(w, yAt);
    sum1.intoArray(w, yAt + BLOCK);
    sum2.intoArray(w, yAt + 2 * BLOCK);
  }

  /**
   * kept [12] = input [12] * 2.0, or 0 with probability 0.5
   */
  private static void forwardKeptTraining(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 12 * BLOCK : BLOCK;
    for (int row = at; row < at + 12 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, INPUT + s).mul(2f)
            .blend(0f,
            fromArray(SPECIES, w, KEPT_NOISE + s).compare(VectorOperators.LT, 0.5f)).intoArray(w,
            KEPT + s);
      }
    }
  }

  /**
   * loss and dY of y [3]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.33333334f);
      for (int i = 0; i < 3; i++) {
        FloatVector d = fromArray(SPECIES, w, Y + i * BLOCK + s)
            .sub(fromArray(SPECIES, w, TARGET + i * BLOCK + s));
        total = total.add(d.mul(d));
        d.mul(2f).mul(weight).intoArray(w, D_Y + i * BLOCK + s);
      }
      total.mul(0.33333334f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dKept [12] = weight [3, 12]^T * dY [3]
   */
  private static void backwardYInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int k = 0; k < 12; k += 6) {
        backwardYInputTile6x2(p, w, s, k);
      }
    }
    if (s < end) {
      backwardYInputTile12x1(p, w, s, 0);
    }
  }

  private static void backwardYInputTile6x2(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 3; u++) {
      int dYAt = D_Y + u * BLOCK + s;
      FloatVector dY0 = fromArray(SPECIES, w, dYAt);
      FloatVector dY1 = fromArray(SPECIES, w, dYAt + LANES);
      int yWeightAt = Y_WEIGHT + u * 12 + k;
      FloatVector yWeight0 = broadcast(SPECIES, p[yWeightAt]);
      sum00 = yWeight0.fma(dY0, sum00);
      sum01 = yWeight0.fma(dY1, sum01);
      FloatVector yWeight1 = broadcast(SPECIES, p[yWeightAt + 1]);
      sum10 = yWeight1.fma(dY0, sum10);
      sum11 = yWeight1.fma(dY1, sum11);
      FloatVector yWeight2 = broadcast(SPECIES, p[yWeightAt + 2]);
      sum20 = yWeight2.fma(dY0, sum20);
      sum21 = yWeight2.fma(dY1, sum21);
      FloatVector yWeight3 = broadcast(SPECIES, p[yWeightAt + 3]);
      sum30 = yWeight3.fma(dY0, sum30);
      sum31 = yWeight3.fma(dY1, sum31);
      FloatVector yWeight4 = broadcast(SPECIES, p[yWeightAt + 4]);
      sum40 = yWeight4.fma(dY0, sum40);
      sum41 = yWeight4.fma(dY1, sum41);
      FloatVector yWeight5 = broadcast(SPECIES, p[yWeightAt + 5]);
      sum50 = yWeight5.fma(dY0, sum50);
      sum51 = yWeight5.fma(dY1, sum51);
    }
    int dKeptAt = D_KEPT + k * BLOCK + s;
    sum00.intoArray(w, dKeptAt);
    sum01.intoArray(w, dKeptAt + LANES);
    sum10.intoArray(w, dKeptAt + BLOCK);
    sum11.intoArray(w, dKeptAt + BLOCK + LANES);
    sum20.intoArray(w, dKeptAt + 2 * BLOCK);
    sum21.intoArray(w, dKeptAt + 2 * BLOCK + LANES);
    sum30.intoArray(w, dKeptAt + 3 * BLOCK);
    sum31.intoArray(w, dKeptAt + 3 * BLOCK + LANES);
    sum40.intoArray(w, dKeptAt + 4 * BLOCK);
    sum41.intoArray(w, dKeptAt + 4 * BLOCK + LANES);
    sum50.intoArray(w, dKeptAt + 5 * BLOCK);
    sum51.intoArray(w, dKeptAt + 5 * BLOCK + LANES);
  }

  private static void backwardYInputTile12x1(float[] p, float[] w, int s, int k) {
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
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    for (int u = 0; u < 3; u++) {
      int dYAt = D_Y + u * BLOCK + s;
      FloatVector dY0 = fromArray(SPECIES, w, dYAt);
      int yWeightAt = Y_WEIGHT + u * 12 + k;
      FloatVector yWeight0 = broadcast(SPECIES, p[yWeightAt]);
      sum0 = yWeight0.fma(dY0, sum0);
      FloatVector yWeight1 = broadcast(SPECIES, p[yWeightAt + 1]);
      sum1 = yWeight1.fma(dY0, sum1);
      FloatVector yWeight2 = broadcast(SPECIES, p[yWeightAt + 2]);
      sum2 = yWeight2.fma(dY0, sum2);
      FloatVector yWeight3 = broadcast(SPECIES, p[yWeightAt + 3]);
      sum3 = yWeight3.fma(dY0, sum3);
      FloatVector yWeight4 = broadcast(SPECIES, p[yWeightAt + 4]);
      sum4 = yWeight4.fma(dY0, sum4);
      FloatVector yWeight5 = broadcast(SPECIES, p[yWeightAt + 5]);
      sum5 = yWeight5.fma(dY0, sum5);
      FloatVector yWeight6 = broadcast(SPECIES, p[yWeightAt + 6]);
      sum6 = yWeight6.fma(dY0, sum6);
      FloatVector yWeight7 = broadcast(SPECIES, p[yWeightAt + 7]);
      sum7 = yWeight7.fma(dY0, sum7);
      FloatVector yWeight8 = broadcast(SPECIES, p[yWeightAt + 8]);
      sum8 = yWeight8.fma(dY0, sum8);
      FloatVector yWeight9 = broadcast(SPECIES, p[yWeightAt + 9]);
      sum9 = yWeight9.fma(dY0, sum9);
      FloatVector yWeight10 = broadcast(SPECIES, p[yWeightAt + 10]);
      sum10 = yWeight10.fma(dY0, sum10);
      FloatVector yWeight11 = broadcast(SPECIES, p[yWeightAt + 11]);
      sum11 = yWeight11.fma(dY0, sum11);
    }
    int dKeptAt = D_KEPT + k * BLOCK + s;
    sum0.intoArray(w, dKeptAt);
    sum1.intoArray(w, dKeptAt + BLOCK);
    sum2.intoArray(w, dKeptAt + 2 * BLOCK);
    sum3.intoArray(w, dKeptAt + 3 * BLOCK);
    sum4.intoArray(w, dKeptAt + 4 * BLOCK);
    sum5.intoArray(w, dKeptAt + 5 * BLOCK);
    sum6.intoArray(w, dKeptAt + 6 * BLOCK);
    sum7.intoArray(w, dKeptAt + 7 * BLOCK);
    sum8.intoArray(w, dKeptAt + 8 * BLOCK);
    sum9.intoArray(w, dKeptAt + 9 * BLOCK);
    sum10.intoArray(w, dKeptAt + 10 * BLOCK);
    sum11.intoArray(w, dKeptAt + 11 * BLOCK);
  }

  /**
   * dInput [12] = dKept, where values were kept, * 2.0
   */
  private static void backwardKeptInput(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 12 * BLOCK : BLOCK;
    for (int row = at; row < at + 12 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_KEPT + s).mul(2f)
            .blend(0f,
            fromArray(SPECIES, w, KEPT_NOISE + s).compare(VectorOperators.LT, 0.5f)).intoArray(w,
            D_INPUT + s);
      }
    }
  }

  /**
   * dYWeight = dY [3] * kept [12]^T, summed over the batch
   */
  private static void backwardYWeight(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int k = 0; k < 12; k += 6) {
      backwardYWeightTile3x6(w, lanes, padded, 0, k);
      LaneSums.addUp(lanes, 18);
      for (int row = 0, sum = 0; row < 3; row++) {
        for (int column = k; column < k + 6; column++, sum++) {
          g[Y_WEIGHT + row * 12 + column] = lanes[sum];
        }
      }
    }
  }

  private static void backwardYWeightTile3x6(float[] w, float[] lanes, int samples, int u, int k) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum00 = zero(SPECIES);
      FloatVector sum01 = zero(SPECIES);
      FloatVector sum02 = zero(SPECIES);
      FloatVector sum03 = zero(SPECIES);
      FloatVector sum04 = zero(SPECIES);
      FloatVector sum05 = zero(SPECIES);
      FloatVector sum10 = zero(SPECIES);
      FloatVector sum11 = zero(SPECIES);
      FloatVector sum12 = zero(SPECIES);
      FloatVector sum13 = zero(SPECIES);
      FloatVector sum14 = zero(SPECIES);
      FloatVector sum15 = zero(SPECIES);
      FloatVector sum20 = zero(SPECIES);
      FloatVector sum21 = zero(SPECIES);
      FloatVector sum22 = zero(SPECIES);
      FloatVector sum23 = zero(SPECIES);
      FloatVector sum24 = zero(SPECIES);
      FloatVector sum25 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int keptAt = KEPT + k * BLOCK + s;
        FloatVector kept0 = fromArray(SPECIES, w, keptAt);
        FloatVector kept1 = fromArray(SPECIES, w, keptAt + BLOCK);
        FloatVector kept2 = fromArray(SPECIES, w, keptAt + 2 * BLOCK);
        FloatVector kept3 = fromArray(SPECIES, w, keptAt + 3 * BLOCK);
        FloatVector kept4 = fromArray(SPECIES, w, keptAt + 4 * BLOCK);
        FloatVector kept5 = fromArray(SPECIES, w, keptAt + 5 * BLOCK);
        int dYAt = D_Y + u * BLOCK + s;
        FloatVector dY0 = fromArray(SPECIES, w, dYAt);
        sum00 = dY0.fma(kept0, sum00);
        sum01 = dY0.fma(kept1, sum01);
        sum02 = dY0.fma(kept2, sum02);
        sum03 = dY0.fma(kept3, sum03);
        sum04 = dY0.fma(kept4, sum04);
        sum05 = dY0.fma(kept5, sum05);
        FloatVector dY1 = fromArray(SPECIES, w, dYAt + BLOCK);
        sum10 = dY1.fma(kept0, sum10);
        sum11 = dY1.fma(kept1, sum11);
        sum12 = dY1.fma(kept2, sum12);
        sum13 = dY1.fma(kept3, sum13);
        sum14 = dY1.fma(kept4, sum14);
        sum15 = dY1.fma(kept5, sum15);
        FloatVector dY2 = fromArray(SPECIES, w, dYAt + 2 * BLOCK);
        sum20 = dY2.fma(kept0, sum20);
        sum21 = dY2.fma(kept1, sum21);
        sum22 = dY2.fma(kept2, sum22);
        sum23 = dY2.fma(kept3, sum23);
        sum24 = dY2.fma(kept4, sum24);
        sum25 = dY2.fma(kept5, sum25);
      }
      sum00.intoArray(lanes, lane);
      sum01.intoArray(lanes, 16 + lane);
      sum02.intoArray(lanes, 32 + lane);
      sum03.intoArray(lanes, 48 + lane);
      sum04.intoArray(lanes, 64 + lane);
      sum05.intoArray(lanes, 80 + lane);
      sum10.intoArray(lanes, 96 + lane);
      sum11.intoArray(lanes, 112 + lane);
      sum12.intoArray(lanes, 128 + lane);
      sum13.intoArray(lanes, 144 + lane);
      sum14.intoArray(lanes, 160 + lane);
      sum15.intoArray(lanes, 176 + lane);
      sum20.intoArray(lanes, 192 + lane);
      sum21.intoArray(lanes, 208 + lane);
      sum22.intoArray(lanes, 224 + lane);
      sum23.intoArray(lanes, 240 + lane);
      sum24.intoArray(lanes, 256 + lane);
      sum25.intoArray(lanes, 272 + lane);
    }
  }

  /**
   * dYBias = dY [3], summed over the batch
   */
  private static void backwardYBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardYBiasTile3x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 3);
    for (int row = 0, sum = 0; row < 3; row++, sum++) {
      g[Y_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardYBiasTile3x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dYAt = D_Y + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dYAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dYAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dYAt + 2 * BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
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
