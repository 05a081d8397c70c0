package golden;

import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * ConvolutionLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link ConvolutionLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class ConvolutionLayerPlain implements Kernels {
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
    int end = at + samples;
    for (int i = 0; i < 288; i++) {
      for (int s = at; s < end; s++) {
        w[MAPS_PADDED + i * BLOCK + s] = 0f;
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
          for (int s = at; s < end; s++) {
            w[MAPS_PADDED + c * 72 * BLOCK + y * 8 * BLOCK + x * BLOCK + 9 * BLOCK + s] =
                w[INPUT + c * 42 * BLOCK + y * 6 * BLOCK + x * BLOCK + s];
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
    for (; s + 1 < end; s += 2) {
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
    float sum00 = p[mapsBiasAt];
    float sum01 = p[mapsBiasAt];
    float sum10 = p[mapsBiasAt + 1];
    float sum11 = p[mapsBiasAt + 1];
    float sum20 = p[mapsBiasAt + 2];
    float sum21 = p[mapsBiasAt + 2];
    for (int c = 0; c < 2; c++) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 2; b++) {
          int mapsPaddedAt = MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK
              + a * 8 * BLOCK + x * 2 * BLOCK + b * BLOCK + s;
          float mapsPadded0 = w[mapsPaddedAt];
          float mapsPadded1 = w[mapsPaddedAt + 1];
          int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 2 + b;
          float mapsWeight0 = p[mapsWeightAt];
          sum00 = Math.fma(mapsWeight0, mapsPadded0, sum00);
          sum01 = Math.fma(mapsWeight0, mapsPadded1, sum01);
          float mapsWeight1 = p[mapsWeightAt + 12];
          sum10 = Math.fma(mapsWeight1, mapsPadded0, sum10);
          sum11 = Math.fma(mapsWeight1, mapsPadded1, sum11);
          float mapsWeight2 = p[mapsWeightAt + 24];
          sum20 = Math.fma(mapsWeight2, mapsPadded0, sum20);
          sum21 = Math.fma(mapsWeight2, mapsPadded1, sum21);
        }
      }
    }
    int mapsAt = MAPS + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s;
    w[mapsAt] = Math.max(sum00, 0f);
    w[mapsAt + 1] = Math.max(sum01, 0f);
    w[mapsAt + 16 * BLOCK] = Math.max(sum10, 0f);
    w[mapsAt + 16 * BLOCK + 1] = Math.max(sum11, 0f);
    w[mapsAt + 32 * BLOCK] = Math.max(sum20, 0f);
    w[mapsAt + 32 * BLOCK + 1] = Math.max(sum21, 0f);
  }

  private static void forwardMapsTile3x1(float[] p, float[] w, int s, int group, int y, int x,
      int f) {
    int mapsBiasAt = MAPS_BIAS + group * 3 + f;
    float sum0 = p[mapsBiasAt];
    float sum1 = p[mapsBiasAt + 1];
    float sum2 = p[mapsBiasAt + 2];
    for (int c = 0; c < 2; c++) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 2; b++) {
          int mapsPaddedAt = MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK
              + a * 8 * BLOCK + x * 2 * BLOCK + b * BLOCK + s;
          float mapsPadded0 = w[mapsPaddedAt];
          int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 2 + b;
          float mapsWeight0 = p[mapsWeightAt];
          sum0 = Math.fma(mapsWeight0, mapsPadded0, sum0);
          float mapsWeight1 = p[mapsWeightAt + 12];
          sum1 = Math.fma(mapsWeight1, mapsPadded0, sum1);
          float mapsWeight2 = p[mapsWeightAt + 24];
          sum2 = Math.fma(mapsWeight2, mapsPadded0, sum2);
        }
      }
    }
    int mapsAt = MAPS + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s;
    w[mapsAt] = Math.max(sum0, 0f);
    w[mapsAt + 16 * BLOCK] = Math.max(sum1, 0f);
    w[mapsAt + 32 * BLOCK] = Math.max(sum2, 0f);
  }

  /**
   * loss and dMaps of maps [6, 4, 4]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.010416667f;
      for (int i = 0; i < 96; i++) {
        float d = w[MAPS + i * BLOCK + s] - w[TARGET + i * BLOCK + s];
        total += d * d;
        w[D_MAPS + i * BLOCK + s] = d * 2f * weight;
      }
      w[LOSS + s] = total * 0.010416667f;
    }
  }

  /**
   * dMapsSum = dMaps * relu'
   */
  private static void backwardMapsSum(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 96; i++) {
      for (int s = at; s < end; s++) {
        w[D_MAPS_SUM + i * BLOCK + s] = w[D_MAPS + i * BLOCK + s]
            * (w[MAPS + i * BLOCK + s] > 0f ? 1f : 0f);
      }
    }
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 0, 2, ... and columns 0, 2, ...
   */
  private static void backwardMapsInput00(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
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
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    for (int f = 0; f < 3; f++) {
      int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK
          + s;
      float dMapsSum0 = w[dMapsSumAt];
      float dMapsSum1 = w[dMapsSumAt + 1];
      int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6;
      float mapsWeight0 = p[mapsWeightAt + 3];
      sum00 = Math.fma(mapsWeight0, dMapsSum0, sum00);
      sum01 = Math.fma(mapsWeight0, dMapsSum1, sum01);
      float mapsWeight1 = p[mapsWeightAt + 9];
      sum10 = Math.fma(mapsWeight1, dMapsSum0, sum10);
      sum11 = Math.fma(mapsWeight1, dMapsSum1, sum11);
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    w[dInputAt] = sum00;
    w[dInputAt + 1] = sum01;
    w[dInputAt + 42 * BLOCK] = sum10;
    w[dInputAt + 42 * BLOCK + 1] = sum11;
  }

  private static void backwardMapsInput00Tile2x1(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    float sum0 = 0f;
    float sum1 = 0f;
    for (int f = 0; f < 3; f++) {
      int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK
          + s;
      float dMapsSum0 = w[dMapsSumAt];
      int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6;
      float mapsWeight0 = p[mapsWeightAt + 3];
      sum0 = Math.fma(mapsWeight0, dMapsSum0, sum0);
      float mapsWeight1 = p[mapsWeightAt + 9];
      sum1 = Math.fma(mapsWeight1, dMapsSum0, sum1);
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    w[dInputAt] = sum0;
    w[dInputAt + 42 * BLOCK] = sum1;
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 0, 2, ... and columns 1, 3, ...
   */
  private static void backwardMapsInput01(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
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
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    for (int f = 0; f < 3; f++) {
      int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK
          + s;
      float dMapsSum0 = w[dMapsSumAt + BLOCK];
      float dMapsSum1 = w[dMapsSumAt + BLOCK + 1];
      int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6;
      float mapsWeight0 = p[mapsWeightAt + 2];
      sum00 = Math.fma(mapsWeight0, dMapsSum0, sum00);
      sum01 = Math.fma(mapsWeight0, dMapsSum1, sum01);
      float mapsWeight1 = p[mapsWeightAt + 8];
      sum10 = Math.fma(mapsWeight1, dMapsSum0, sum10);
      sum11 = Math.fma(mapsWeight1, dMapsSum1, sum11);
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    w[dInputAt + BLOCK] = sum00;
    w[dInputAt + BLOCK + 1] = sum01;
    w[dInputAt + 43 * BLOCK] = sum10;
    w[dInputAt + 43 * BLOCK + 1] = sum11;
  }

  private static void backwardMapsInput01Tile2x1(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    float sum0 = 0f;
    float sum1 = 0f;
    for (int f = 0; f < 3; f++) {
      int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK
          + s;
      float dMapsSum0 = w[dMapsSumAt + BLOCK];
      int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6;
      float mapsWeight0 = p[mapsWeightAt + 2];
      sum0 = Math.fma(mapsWeight0, dMapsSum0, sum0);
      float mapsWeight1 = p[mapsWeightAt + 8];
      sum1 = Math.fma(mapsWeight1, dMapsSum0, sum1);
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    w[dInputAt + BLOCK] = sum0;
    w[dInputAt + 43 * BLOCK] = sum1;
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 1, 3, ... and columns 0, 2, ...
   */
  private static void backwardMapsInput10(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
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
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    for (int f = 0; f < 3; f++) {
      for (int a = 0; a < 2; a++) {
        int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + a * -4
            * BLOCK + x * BLOCK + s;
        float dMapsSum0 = w[dMapsSumAt + 4 * BLOCK];
        float dMapsSum1 = w[dMapsSumAt + 4 * BLOCK + 1];
        int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 4;
        float mapsWeight0 = p[mapsWeightAt + 1];
        sum00 = Math.fma(mapsWeight0, dMapsSum0, sum00);
        sum01 = Math.fma(mapsWeight0, dMapsSum1, sum01);
        float mapsWeight1 = p[mapsWeightAt + 7];
        sum10 = Math.fma(mapsWeight1, dMapsSum0, sum10);
        sum11 = Math.fma(mapsWeight1, dMapsSum1, sum11);
      }
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    w[dInputAt + 6 * BLOCK] = sum00;
    w[dInputAt + 6 * BLOCK + 1] = sum01;
    w[dInputAt + 48 * BLOCK] = sum10;
    w[dInputAt + 48 * BLOCK + 1] = sum11;
  }

  private static void backwardMapsInput10Tile2x1(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    float sum0 = 0f;
    float sum1 = 0f;
    for (int f = 0; f < 3; f++) {
      for (int a = 0; a < 2; a++) {
        int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + a * -4
            * BLOCK + x * BLOCK + s;
        float dMapsSum0 = w[dMapsSumAt + 4 * BLOCK];
        int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 4;
        float mapsWeight0 = p[mapsWeightAt + 1];
        sum0 = Math.fma(mapsWeight0, dMapsSum0, sum0);
        float mapsWeight1 = p[mapsWeightAt + 7];
        sum1 = Math.fma(mapsWeight1, dMapsSum0, sum1);
      }
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    w[dInputAt + 6 * BLOCK] = sum0;
    w[dInputAt + 48 * BLOCK] = sum1;
  }

  /**
   * dInput [4, 7, 6] = weight^T * dMapsSum, of rows 1, 3, ... and columns 1, 3, ...
   */
  private static void backwardMapsInput11(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + 1 < end; s += 2) {
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
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    for (int f = 0; f < 3; f++) {
      for (int a = 0; a < 2; a++) {
        int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + a * -4
            * BLOCK + x * BLOCK + s;
        float dMapsSum0 = w[dMapsSumAt + 5 * BLOCK];
        float dMapsSum1 = w[dMapsSumAt + 5 * BLOCK + 1];
        int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 4;
        float mapsWeight0 = p[mapsWeightAt];
        sum00 = Math.fma(mapsWeight0, dMapsSum0, sum00);
        sum01 = Math.fma(mapsWeight0, dMapsSum1, sum01);
        float mapsWeight1 = p[mapsWeightAt + 6];
        sum10 = Math.fma(mapsWeight1, dMapsSum0, sum10);
        sum11 = Math.fma(mapsWeight1, dMapsSum1, sum11);
      }
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    w[dInputAt + 7 * BLOCK] = sum00;
    w[dInputAt + 7 * BLOCK + 1] = sum01;
    w[dInputAt + 49 * BLOCK] = sum10;
    w[dInputAt + 49 * BLOCK + 1] = sum11;
  }

  private static void backwardMapsInput11Tile2x1(float[] p, float[] w, int s, int group, int y,
      int x, int c) {
    float sum0 = 0f;
    float sum1 = 0f;
    for (int f = 0; f < 3; f++) {
      for (int a = 0; a < 2; a++) {
        int dMapsSumAt = D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + a * -4
            * BLOCK + x * BLOCK + s;
        float dMapsSum0 = w[dMapsSumAt + 5 * BLOCK];
        int mapsWeightAt = MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 4;
        float mapsWeight0 = p[mapsWeightAt];
        sum0 = Math.fma(mapsWeight0, dMapsSum0, sum0);
        float mapsWeight1 = p[mapsWeightAt + 6];
        sum1 = Math.fma(mapsWeight1, dMapsSum0, sum1);
      }
    }
    int dInputAt = D_INPUT + group * 84 * BLOCK + c * 42 * BLOCK + y * 12 * BLOCK + x * 2 * BLOCK
        + s;
    w[dInputAt + 7 * BLOCK] = sum0;
    w[dInputAt + 49 * BLOCK] = sum1;
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
        for (int f = 0; f < 3; f++) {
          for (int a = 0; a < 3; a++) {
            float total = 0f;
            for (int lane = 0; lane < 16; lane += 4) {
              total += backwardMapsWeightLanes(w, padded, lane, group, c, b, f, a);
            }
            g[MAPS_WEIGHT + group * 36 + f * 12 + c * 6 + a * 2 + b] = total;
          }
        }
      }
    }
  }

  private static float backwardMapsWeightLanes(float[] w, int samples, int lane, int group, int c,
      int b, int f, int a) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          sum0 = Math.fma(w[D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x
              * BLOCK + s],
              w[MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK + a * 8 * BLOCK
              + x * 2 * BLOCK + b * BLOCK + s], sum0);
          sum1 = Math.fma(w[D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x
              * BLOCK + s + 1],
              w[MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK + a * 8 * BLOCK
              + x * 2 * BLOCK + b * BLOCK + s + 1], sum1);
          sum2 = Math.fma(w[D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x
              * BLOCK + s + 2],
              w[MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK + a * 8 * BLOCK
              + x * 2 * BLOCK + b * BLOCK + s + 2], sum2);
          sum3 = Math.fma(w[D_MAPS_SUM + group * 48 * BLOCK + f * 16 * BLOCK + y * 4 * BLOCK + x
              * BLOCK + s + 3],
              w[MAPS_PADDED + group * 144 * BLOCK + c * 72 * BLOCK + y * 16 * BLOCK + a * 8 * BLOCK
              + x * 2 * BLOCK + b * BLOCK + s + 3], sum3);
        }
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dMapsBias = dMapsSum, summed over places and the batch
   */
  private static void backwardMapsBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int f = 0; f < 6; f++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardMapsBiasLanes(w, padded, lane, f);
      }
      g[MAPS_BIAS + f] = total;
    }
  }

  private static float backwardMapsBiasLanes(float[] w, int samples, int lane, int f) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          sum0 += w[D_MAPS_SUM + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s];
          sum1 += w[D_MAPS_SUM + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s + 1];
          sum2 += w[D_MAPS_SUM + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s + 2];
          sum3 += w[D_MAPS_SUM + f * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s + 3];
        }
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
