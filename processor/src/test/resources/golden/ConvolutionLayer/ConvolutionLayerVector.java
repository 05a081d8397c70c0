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
 * ConvolutionLayer in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link ConvolutionLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class ConvolutionLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 32336;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 168);

  private static final int MAPS_WEIGHT = 0;

  private static final int MAPS_BIAS = 72;

  private static final int INPUT = 12;

  private static final int MAPS = 5388;

  private static final int MAPS_PADDED = 8460;

  private static final int TARGET = 17676;

  private static final int SHARE = 20748;

  private static final int LOSS = 20780;

  private static final int D_MAPS = 20812;

  private static final int D_MAPS_SUM = 23884;

  private static final int D_INPUT = 26956;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardMapsBorder(w, at, samples);
    forwardMapsPadded(w, at, samples);
    forwardMaps(p, w, at, samples);
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
    forwardMapsBorder(w, at, samples);
    forwardMapsPadded(w, at, samples);
    forwardMaps(p, w, at, samples);
    backwardLoss(w, at, samples);
    backwardMapsSum(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 3;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 2) {
      backwardMapsWeight(g, w, lanes, samples, task);
    } else if (task < 3) {
      backwardMapsBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardMapsInput00(p, w, at, samples);
    backwardMapsInput01(p, w, at, samples);
    backwardMapsInput10(p, w, at, samples);
    backwardMapsInput11(p, w, at, samples);
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
    for (int i = 0, column = columns; i < 168; i += 2, column += 2 * BLOCK) {
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
   * mapsPadded [4, 9, 8] = 0
   */
  private static void forwardMapsBorder(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 288 * BLOCK : BLOCK;
    for (int row = at; row < at + 288 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        zero(SPECIES).intoArray(w, MAPS_PADDED + s);
      }
    }
  }

  /**
   * mapsPadded, inside, = input [4, 7, 6]
   */
  private static void forwardMapsPadded(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 4; c++) {
      for (int y = 0; y < 7; y++) {
        for (int x = 0; x < 6; x++) {
          for (int s = at; s < end; s += LANES) {
            fromArray(SPECIES, w, INPUT + c * 42 * BLOCK + y * 6 * BLOCK + x * BLOCK
                + s).intoArray(w, MAPS_PADDED + c * 72 * BLOCK + y * 8 * BLOCK + x * BLOCK + 9
                * BLOCK + s);
          }
        }
      }
    }
  }

  /**
   * maps [6, 4, 4] = relu(weight [6, 2, 3, 2] * input [4, 7, 6] + bias [6])
   */
  private static void forwardMaps(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            forwardMapsTile3x2(p, w, s, group, y, x, 0);
          }
        }
      }
    }
    if (s < end) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            forwardMapsTile3x1(p, w, s, group, y, x, 0);
          }
        }
      }
    }
  }

  private static void forwardMapsTile3x2(float[] p, float[] w, int s, int group, int y, int x,
      int f) {
    int mapsBiasAt = MAPS_BIAS + group * 3 + f;
    FloatVector sum00 = broadcast(SPECIES, p[mapsBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[mapsBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[mapsBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[mapsBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[mapsBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[mapsBiasAt + 2]);
    for (int c = 0; c < 2; c++) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 2; b++) {
          int mapsPaddedAt = MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK
              + a * 8 * BLOCK + x * 2 * BLOCK + b * BLOCK + s;
          FloatVector mapsPadded0 = fromArray(SPECIES, w, mapsPaddedAt);
          FloatVector mapsPadded1 = fromArray(SPECIES, w, mapsPaddedAt + LANES);
          int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 2 + b;
          FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt]);
          sum00 = mapsWeight0.fma(mapsPadded0, sum00);
          sum01 = mapsWeight0.fma(mapsPadded1, sum01);
          FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 12]);
          sum10 = mapsWeight1.fma(mapsPadded0, sum10);
          sum11 = mapsWeight1.fma(mapsPadded1, sum11);
          FloatVector mapsWeight2 = broadcast(SPECIES, p[mapsWeightAt + 24]);
          sum20 = mapsWeight2.fma(mapsPadded0, sum20);
          sum21 = mapsWeight2.fma(mapsPadded1, sum21);
        }
      }
    }
    int mapsAt = MAPS + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s;
    sum00.max(0f).intoArray(w, mapsAt);
    sum01.max(0f).intoArray(w, mapsAt + LANES);
    sum10.max(0f).intoArray(w, mapsAt + 16 * BLOCK);
    sum11.max(0f).intoArray(w, mapsAt + 16 * BLOCK + LANES);
    sum20.max(0f).intoArray(w, mapsAt + 32 * BLOCK);
    sum21.max(0f).intoArray(w, mapsAt + 32 * BLOCK + LANES);
  }

  private static void forwardMapsTile3x1(float[] p, float[] w, int s, int group, int y, int x,
      int f) {
    int mapsBiasAt = MAPS_BIAS + group * 3 + f;
    FloatVector sum0 = broadcast(SPECIES, p[mapsBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[mapsBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[mapsBiasAt + 2]);
    for (int c = 0; c < 2; c++) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 2; b++) {
          int mapsPaddedAt = MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK
              + a * 8 * BLOCK + x * 2 * BLOCK + b * BLOCK + s;
          FloatVector mapsPadded0 = fromArray(SPECIES, w, mapsPaddedAt);
          int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 2 + b;
          FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt]);
          sum0 = mapsWeight0.fma(mapsPadded0, sum0);
          FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 12]);
          sum1 = mapsWeight1.fma(mapsPadded0, sum1);
          FloatVector mapsWeight2 = broadcast(SPECIES, p[mapsWeightAt + 24]);
          sum2 = mapsWeight2.fma(mapsPadded0, sum2);
        }
      }
    }
    int mapsAt = MAPS + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s;
    sum0.max(0f).intoArray(w, mapsAt);
    sum1.max(0f).intoArray(w, mapsAt + 16 * BLOCK);
    sum2.max(0f).intoArray(w, mapsAt + 32 * BLOCK);
  }

  /**
   * loss and dMaps of maps [6, 4, 4]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.010416667f);
      for (int i = 0; i < 96; i++) {
        FloatVector d = fromArray(SPECIES, w, MAPS + i * BLOCK + s)
            .sub(fromArray(SPECIES, w, TARGET + i * BLOCK + s));
        total = total.add(d.mul(d));
        d.mul(2f).mul(weight).intoArray(w, D_MAPS + i * BLOCK + s);
      }
      total.mul(0.010416667f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dMapsSum = dMaps * relu'
   */
  private static void backwardMapsSum(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 96 * BLOCK : BLOCK;
    for (int row = at; row < at + 96 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        fromArray(SPECIES, w, D_MAPS + s)
            .mul(zero(SPECIES)
            .blend(1f,
            fromArray(SPECIES, w, MAPS + s).compare(VectorOperators.GT, 0f))).intoArray(w,
            D_MAPS_SUM + s);
      }
    }
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 0, 2, ... and columns 0, 2, ...
   */
  private static void backwardMapsInput00(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 3; x++) {
            backwardMapsInput00Tile2x2(p, w, s, group, y, x, 0);
          }
        }
      }
    }
    if (s < end) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 3; x++) {
            backwardMapsInput00Tile2x1(p, w, s, group, y, x, 0);
          }
        }
      }
    }
  }

  private static void backwardMapsInput00Tile2x2(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    for (int f = 0; f < 3; f++) {
      int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK
          + s;
      FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt);
      FloatVector dMapsSum1 = fromArray(SPECIES, w, dMapsSumAt + LANES);
      int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6;
      FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt + 3]);
      sum00 = mapsWeight0.fma(dMapsSum0, sum00);
      sum01 = mapsWeight0.fma(dMapsSum1, sum01);
      FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 9]);
      sum10 = mapsWeight1.fma(dMapsSum0, sum10);
      sum11 = mapsWeight1.fma(dMapsSum1, sum11);
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    sum00.intoArray(w, dInputAt);
    sum01.intoArray(w, dInputAt + LANES);
    sum10.intoArray(w, dInputAt + 42 * BLOCK);
    sum11.intoArray(w, dInputAt + 42 * BLOCK + LANES);
  }

  private static void backwardMapsInput00Tile2x1(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    for (int f = 0; f < 3; f++) {
      int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK
          + s;
      FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt);
      int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6;
      FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt + 3]);
      sum0 = mapsWeight0.fma(dMapsSum0, sum0);
      FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 9]);
      sum1 = mapsWeight1.fma(dMapsSum0, sum1);
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    sum0.intoArray(w, dInputAt);
    sum1.intoArray(w, dInputAt + 42 * BLOCK);
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 0, 2, ... and columns 1, 3, ...
   */
  private static void backwardMapsInput01(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 3; x++) {
            backwardMapsInput01Tile2x2(p, w, s, group, y, x, 0);
          }
        }
      }
    }
    if (s < end) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 3; x++) {
            backwardMapsInput01Tile2x1(p, w, s, group, y, x, 0);
          }
        }
      }
    }
  }

  private static void backwardMapsInput01Tile2x2(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    for (int f = 0; f < 3; f++) {
      int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK
          + s;
      FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt + BLOCK);
      FloatVector dMapsSum1 = fromArray(SPECIES, w, dMapsSumAt + BLOCK + LANES);
      int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6;
      FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt + 2]);
      sum00 = mapsWeight0.fma(dMapsSum0, sum00);
      sum01 = mapsWeight0.fma(dMapsSum1, sum01);
      FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 8]);
      sum10 = mapsWeight1.fma(dMapsSum0, sum10);
      sum11 = mapsWeight1.fma(dMapsSum1, sum11);
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    sum00.intoArray(w, dInputAt + BLOCK);
    sum01.intoArray(w, dInputAt + BLOCK + LANES);
    sum10.intoArray(w, dInputAt + 43 * BLOCK);
    sum11.intoArray(w, dInputAt + 43 * BLOCK + LANES);
  }

  private static void backwardMapsInput01Tile2x1(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    for (int f = 0; f < 3; f++) {
      int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK
          + s;
      FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt + BLOCK);
      int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6;
      FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt + 2]);
      sum0 = mapsWeight0.fma(dMapsSum0, sum0);
      FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 8]);
      sum1 = mapsWeight1.fma(dMapsSum0, sum1);
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    sum0.intoArray(w, dInputAt + BLOCK);
    sum1.intoArray(w, dInputAt + 43 * BLOCK);
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 1, 3, ... and columns 0, 2, ...
   */
  private static void backwardMapsInput10(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 3; x++) {
            backwardMapsInput10Tile2x2(p, w, s, group, y, x, 0);
          }
        }
      }
    }
    if (s < end) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 3; x++) {
            backwardMapsInput10Tile2x1(p, w, s, group, y, x, 0);
          }
        }
      }
    }
  }

  private static void backwardMapsInput10Tile2x2(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    for (int f = 0; f < 3; f++) {
      for (int a = 0; a < 2; a++) {
        int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + a * -4
            * BLOCK + x * BLOCK + s;
        FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt + 4 * BLOCK);
        FloatVector dMapsSum1 = fromArray(SPECIES, w, dMapsSumAt + 4 * BLOCK + LANES);
        int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 4;
        FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt + 1]);
        sum00 = mapsWeight0.fma(dMapsSum0, sum00);
        sum01 = mapsWeight0.fma(dMapsSum1, sum01);
        FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 7]);
        sum10 = mapsWeight1.fma(dMapsSum0, sum10);
        sum11 = mapsWeight1.fma(dMapsSum1, sum11);
      }
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    sum00.intoArray(w, dInputAt + 6 * BLOCK);
    sum01.intoArray(w, dInputAt + 6 * BLOCK + LANES);
    sum10.intoArray(w, dInputAt + 48 * BLOCK);
    sum11.intoArray(w, dInputAt + 48 * BLOCK + LANES);
  }

  private static void backwardMapsInput10Tile2x1(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    for (int f = 0; f < 3; f++) {
      for (int a = 0; a < 2; a++) {
        int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + a * -4
            * BLOCK + x * BLOCK + s;
        FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt + 4 * BLOCK);
        int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 4;
        FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt + 1]);
        sum0 = mapsWeight0.fma(dMapsSum0, sum0);
        FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 7]);
        sum1 = mapsWeight1.fma(dMapsSum0, sum1);
      }
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    sum0.intoArray(w, dInputAt + 6 * BLOCK);
    sum1.intoArray(w, dInputAt + 48 * BLOCK);
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 1, 3, ... and columns 1, 3, ...
   */
  private static void backwardMapsInput11(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 3; x++) {
            backwardMapsInput11Tile2x2(p, w, s, group, y, x, 0);
          }
        }
      }
    }
    if (s < end) {
      for (int group = 0; group < 2; group++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 3; x++) {
            backwardMapsInput11Tile2x1(p, w, s, group, y, x, 0);
          }
        }
      }
    }
  }

  private static void backwardMapsInput11Tile2x2(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    for (int f = 0; f < 3; f++) {
      for (int a = 0; a < 2; a++) {
        int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + a * -4
            * BLOCK + x * BLOCK + s;
        FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt + 5 * BLOCK);
        FloatVector dMapsSum1 = fromArray(SPECIES, w, dMapsSumAt + 5 * BLOCK + LANES);
        int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 4;
        FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt]);
        sum00 = mapsWeight0.fma(dMapsSum0, sum00);
        sum01 = mapsWeight0.fma(dMapsSum1, sum01);
        FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 6]);
        sum10 = mapsWeight1.fma(dMapsSum0, sum10);
        sum11 = mapsWeight1.fma(dMapsSum1, sum11);
      }
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    sum00.intoArray(w, dInputAt + 7 * BLOCK);
    sum01.intoArray(w, dInputAt + 7 * BLOCK + LANES);
    sum10.intoArray(w, dInputAt + 49 * BLOCK);
    sum11.intoArray(w, dInputAt + 49 * BLOCK + LANES);
  }

  private static void backwardMapsInput11Tile2x1(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    for (int f = 0; f < 3; f++) {
      for (int a = 0; a < 2; a++) {
        int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + a * -4
            * BLOCK + x * BLOCK + s;
        FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt + 5 * BLOCK);
        int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 4;
        FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt]);
        sum0 = mapsWeight0.fma(dMapsSum0, sum0);
        FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 6]);
        sum1 = mapsWeight1.fma(dMapsSum0, sum1);
      }
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    sum0.intoArray(w, dInputAt + 7 * BLOCK);
    sum1.intoArray(w, dInputAt + 49 * BLOCK);
  }

  /**
   * dMapsWeight [6, 2, 3, 2] = dMapsSum * input [4, 7, 6], summed over places and the batch
   */
  private static void backwardMapsWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int group = task;
    for (int c = 0; c < 2; c++) {
      for (int b = 0; b < 2; b++) {
        backwardMapsWeightTile3x3(w, lanes, padded, group, c, b, 0, 0);
        LaneSums.addUp(lanes, 9);
        for (int row = 0, sum = 0; row < 3; row++) {
          for (int column = 0; column < 3; column++, sum++) {
            g[MAPS_WEIGHT + group * 36 + row * 12 + c * 6 + column * 2 + b] = lanes[sum];
          }
        }
      }
    }
  }

  private static void backwardMapsWeightTile3x3(float[] w, float[] lanes, int samples, int group,
      int c, int b, int f, int a) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum00 = zero(SPECIES);
      FloatVector sum01 = zero(SPECIES);
      FloatVector sum02 = zero(SPECIES);
      FloatVector sum10 = zero(SPECIES);
      FloatVector sum11 = zero(SPECIES);
      FloatVector sum12 = zero(SPECIES);
      FloatVector sum20 = zero(SPECIES);
      FloatVector sum21 = zero(SPECIES);
      FloatVector sum22 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            int mapsPaddedAt = MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK
                + a * 8 * BLOCK + x * 2 * BLOCK + b * BLOCK + s;
            FloatVector mapsPadded0 = fromArray(SPECIES, w, mapsPaddedAt);
            FloatVector mapsPadded1 = fromArray(SPECIES, w, mapsPaddedAt + 8 * BLOCK);
            FloatVector mapsPadded2 = fromArray(SPECIES, w, mapsPaddedAt + 16 * BLOCK);
            int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x
                * BLOCK + s;
            FloatVector dMapsSum0 = fromArray(SPECIES, w, dMapsSumAt);
            sum00 = dMapsSum0.fma(mapsPadded0, sum00);
            sum01 = dMapsSum0.fma(mapsPadded1, sum01);
            sum02 = dMapsSum0.fma(mapsPadded2, sum02);
            FloatVector dMapsSum1 = fromArray(SPECIES, w, dMapsSumAt + 16 * BLOCK);
            sum10 = dMapsSum1.fma(mapsPadded0, sum10);
            sum11 = dMapsSum1.fma(mapsPadded1, sum11);
            sum12 = dMapsSum1.fma(mapsPadded2, sum12);
            FloatVector dMapsSum2 = fromArray(SPECIES, w, dMapsSumAt + 32 * BLOCK);
            sum20 = dMapsSum2.fma(mapsPadded0, sum20);
            sum21 = dMapsSum2.fma(mapsPadded1, sum21);
            sum22 = dMapsSum2.fma(mapsPadded2, sum22);
          }
        }
      }
      sum00.intoArray(lanes, lane);
      sum01.intoArray(lanes, 16 + lane);
      sum02.intoArray(lanes, 32 + lane);
      sum10.intoArray(lanes, 48 + lane);
      sum11.intoArray(lanes, 64 + lane);
      sum12.intoArray(lanes, 80 + lane);
      sum20.intoArray(lanes, 96 + lane);
      sum21.intoArray(lanes, 112 + lane);
      sum22.intoArray(lanes, 128 + lane);
    }
  }

  /**
   * dMapsBias = dMapsSum, summed over places and the batch
   */
  private static void backwardMapsBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardMapsBiasTile6x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 6);
    for (int row = 0, sum = 0; row < 6; row++, sum++) {
      g[MAPS_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardMapsBiasTile6x1(float[] w, float[] lanes, int samples, int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            int dMapsSumAt = D_MAPS_SUM + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s;
            sum0 = sum0.add(fromArray(SPECIES, w, dMapsSumAt));
            sum1 = sum1.add(fromArray(SPECIES, w, dMapsSumAt + 16 * BLOCK));
            sum2 = sum2.add(fromArray(SPECIES, w, dMapsSumAt + 32 * BLOCK));
            sum3 = sum3.add(fromArray(SPECIES, w, dMapsSumAt + 48 * BLOCK));
            sum4 = sum4.add(fromArray(SPECIES, w, dMapsSumAt + 64 * BLOCK));
            sum5 = sum5.add(fromArray(SPECIES, w, dMapsSumAt + 80 * BLOCK));
          }
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
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
