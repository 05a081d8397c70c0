package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * Edges in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link EdgesVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class EdgesPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 16;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 284096;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 1000);

  private static final int MAPS_WEIGHT = 0;

  private static final int MAPS_BIAS = 36;

  private static final int MORE_WEIGHT = 40;

  private static final int MORE_BIAS = 184;

  private static final int SCORES_WEIGHT = 188;

  private static final int SCORES_BIAS = 9020;

  private static final int INPUT = 12;

  private static final int MAPS = 16012;

  private static final int MORE = 71308;

  private static final int SCORES = 118412;

  private static final int TARGET = 118460;

  private static final int SHARE = 118476;

  private static final int LOSS = 118492;

  private static final int D_MAPS = 118508;

  private static final int D_MORE = 173804;

  private static final int D_SCORES = 220908;

  private static final int BACKWARD_LOSS_TOTAL = 220956;

  private static final int BACKWARD_LOSS_SCORE = 220972;

  private static final int MORE_PANELS = 220988;

  private static final int D_INPUT = 268092;

  private static final int[] STEPS_4X864_3X18 = Steps.of(4, 864, 3, 18);

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardMaps(p, w, at, samples);
    forwardMore(p, w, at, samples);
    forwardScores(p, w, at, samples);
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
    forwardMaps(p, w, at, samples);
    forwardMore(p, w, at, samples);
    forwardScores(p, w, at, samples);
    backwardLoss1(w, at, samples);
    backwardLoss(w, at, samples);
    backwardScoresInput(p, w, at, samples);
    backwardMoreInput(p, w, at, samples);
    morePanels(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 99;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 92) {
      backwardScoresWeight(g, w, samples, task);
    } else if (task < 93) {
      backwardScoresBias(g, w, lanes, samples);
    } else if (task < 95) {
      backwardMoreWeight(g, w, lanes, samples, task - 93);
    } else if (task < 96) {
      backwardMoreBias(g, w, lanes, samples);
    } else if (task < 98) {
      backwardMapsWeight(g, w, lanes, samples, task - 96);
    } else if (task < 99) {
      backwardMapsBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardMapsInput(p, w, at, samples);
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
    for (int i = 0, column = columns; i < 1000; i += 2, column += 2 * BLOCK) {
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
   * maps [4, 48, 18] = weight [4, 1, 3, 3] * input [1, 50, 20] + bias [4]
   */
  private static void forwardMaps(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x += 2) {
          forwardMapsTile4x2(p, w, s, y, x, 0);
        }
      }
    }
  }

  private static void forwardMapsTile4x2(float[] p, float[] w, int s, int y, int x, int f) {
    int mapsBiasAt = MAPS_BIAS + f;
    float sum00 = p[mapsBiasAt];
    float sum01 = p[mapsBiasAt];
    float sum10 = p[mapsBiasAt + 1];
    float sum11 = p[mapsBiasAt + 1];
    float sum20 = p[mapsBiasAt + 2];
    float sum21 = p[mapsBiasAt + 2];
    float sum30 = p[mapsBiasAt + 3];
    float sum31 = p[mapsBiasAt + 3];
    for (int a = 0; a < 3; a++) {
      int inputAt = INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + s;
      float input0 = w[inputAt];
      float input1 = w[inputAt + BLOCK];
      int mapsWeightAt = MAPS_WEIGHT + f * 9 + a * 3;
      float mapsWeight0 = p[mapsWeightAt];
      sum00 = Math.fma(mapsWeight0, input0, sum00);
      sum01 = Math.fma(mapsWeight0, input1, sum01);
      float mapsWeight1 = p[mapsWeightAt + 9];
      sum10 = Math.fma(mapsWeight1, input0, sum10);
      sum11 = Math.fma(mapsWeight1, input1, sum11);
      float mapsWeight2 = p[mapsWeightAt + 18];
      sum20 = Math.fma(mapsWeight2, input0, sum20);
      sum21 = Math.fma(mapsWeight2, input1, sum21);
      float mapsWeight3 = p[mapsWeightAt + 27];
      sum30 = Math.fma(mapsWeight3, input0, sum30);
      sum31 = Math.fma(mapsWeight3, input1, sum31);
      float input2 = w[inputAt + 2 * BLOCK];
      float mapsWeight4 = p[mapsWeightAt + 1];
      sum00 = Math.fma(mapsWeight4, input1, sum00);
      sum01 = Math.fma(mapsWeight4, input2, sum01);
      float mapsWeight5 = p[mapsWeightAt + 10];
      sum10 = Math.fma(mapsWeight5, input1, sum10);
      sum11 = Math.fma(mapsWeight5, input2, sum11);
      float mapsWeight6 = p[mapsWeightAt + 19];
      sum20 = Math.fma(mapsWeight6, input1, sum20);
      sum21 = Math.fma(mapsWeight6, input2, sum21);
      float mapsWeight7 = p[mapsWeightAt + 28];
      sum30 = Math.fma(mapsWeight7, input1, sum30);
      sum31 = Math.fma(mapsWeight7, input2, sum31);
      float input3 = w[inputAt + 3 * BLOCK];
      float mapsWeight8 = p[mapsWeightAt + 2];
      sum00 = Math.fma(mapsWeight8, input2, sum00);
      sum01 = Math.fma(mapsWeight8, input3, sum01);
      float mapsWeight9 = p[mapsWeightAt + 11];
      sum10 = Math.fma(mapsWeight9, input2, sum10);
      sum11 = Math.fma(mapsWeight9, input3, sum11);
      float mapsWeight10 = p[mapsWeightAt + 20];
      sum20 = Math.fma(mapsWeight10, input2, sum20);
      sum21 = Math.fma(mapsWeight10, input3, sum21);
      float mapsWeight11 = p[mapsWeightAt + 29];
      sum30 = Math.fma(mapsWeight11, input2, sum30);
      sum31 = Math.fma(mapsWeight11, input3, sum31);
    }
    int mapsAt = MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
    w[mapsAt] = sum00;
    w[mapsAt + BLOCK] = sum01;
    w[mapsAt + 864 * BLOCK] = sum10;
    w[mapsAt + 865 * BLOCK] = sum11;
    w[mapsAt + 1728 * BLOCK] = sum20;
    w[mapsAt + 1729 * BLOCK] = sum21;
    w[mapsAt + 2592 * BLOCK] = sum30;
    w[mapsAt + 2593 * BLOCK] = sum31;
  }

  /**
   * more [4, 46, 16] = weight [4, 4, 3, 3] * maps [4, 48, 18] + bias [4]
   */
  private static void forwardMore(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      for (int y = 0; y < 46; y++) {
        for (int x = 0; x < 16; x += 4) {
          for (int f = 0; f < 4; f += 2) {
            forwardMoreTile2x4(p, w, s, y, x, f);
          }
        }
      }
    }
  }

  private static void forwardMoreTile2x4(float[] p, float[] w, int s, int y, int x, int f) {
    int moreBiasAt = MORE_BIAS + f;
    float sum00 = p[moreBiasAt];
    float sum01 = p[moreBiasAt];
    float sum02 = p[moreBiasAt];
    float sum03 = p[moreBiasAt];
    float sum10 = p[moreBiasAt + 1];
    float sum11 = p[moreBiasAt + 1];
    float sum12 = p[moreBiasAt + 1];
    float sum13 = p[moreBiasAt + 1];
    for (int ca = 0; ca < 12; ca++) {
      int mapsAt = MAPS + STEPS_4X864_3X18[ca] * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
      float maps0 = w[mapsAt];
      float maps1 = w[mapsAt + BLOCK];
      float maps2 = w[mapsAt + 2 * BLOCK];
      float maps3 = w[mapsAt + 3 * BLOCK];
      int moreWeightAt = MORE_WEIGHT + f * 36 + ca * 3;
      float moreWeight0 = p[moreWeightAt];
      sum00 = Math.fma(moreWeight0, maps0, sum00);
      sum01 = Math.fma(moreWeight0, maps1, sum01);
      sum02 = Math.fma(moreWeight0, maps2, sum02);
      sum03 = Math.fma(moreWeight0, maps3, sum03);
      float moreWeight1 = p[moreWeightAt + 36];
      sum10 = Math.fma(moreWeight1, maps0, sum10);
      sum11 = Math.fma(moreWeight1, maps1, sum11);
      sum12 = Math.fma(moreWeight1, maps2, sum12);
      sum13 = Math.fma(moreWeight1, maps3, sum13);
      float maps4 = w[mapsAt + 4 * BLOCK];
      float moreWeight2 = p[moreWeightAt + 1];
      sum00 = Math.fma(moreWeight2, maps1, sum00);
      sum01 = Math.fma(moreWeight2, maps2, sum01);
      sum02 = Math.fma(moreWeight2, maps3, sum02);
      sum03 = Math.fma(moreWeight2, maps4, sum03);
      float moreWeight3 = p[moreWeightAt + 37];
      sum10 = Math.fma(moreWeight3, maps1, sum10);
      sum11 = Math.fma(moreWeight3, maps2, sum11);
      sum12 = Math.fma(moreWeight3, maps3, sum12);
      sum13 = Math.fma(moreWeight3, maps4, sum13);
      float maps5 = w[mapsAt + 5 * BLOCK];
      float moreWeight4 = p[moreWeightAt + 2];
      sum00 = Math.fma(moreWeight4, maps2, sum00);
      sum01 = Math.fma(moreWeight4, maps3, sum01);
      sum02 = Math.fma(moreWeight4, maps4, sum02);
      sum03 = Math.fma(moreWeight4, maps5, sum03);
      float moreWeight5 = p[moreWeightAt + 38];
      sum10 = Math.fma(moreWeight5, maps2, sum10);
      sum11 = Math.fma(moreWeight5, maps3, sum11);
      sum12 = Math.fma(moreWeight5, maps4, sum12);
      sum13 = Math.fma(moreWeight5, maps5, sum13);
    }
    int moreAt = MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s;
    w[moreAt] = sum00;
    w[moreAt + BLOCK] = sum01;
    w[moreAt + 2 * BLOCK] = sum02;
    w[moreAt + 3 * BLOCK] = sum03;
    w[moreAt + 736 * BLOCK] = sum10;
    w[moreAt + 737 * BLOCK] = sum11;
    w[moreAt + 738 * BLOCK] = sum12;
    w[moreAt + 739 * BLOCK] = sum13;
  }

  /**
   * scores [3] = weight [3, 2944] * more [4, 46, 16] + bias [3]
   */
  private static void forwardScores(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      forwardScoresTile3x1(p, w, s, 0);
    }
  }

  private static void forwardScoresTile3x1(float[] p, float[] w, int s, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    float sum0 = p[scoresBiasAt];
    float sum1 = p[scoresBiasAt + 1];
    float sum2 = p[scoresBiasAt + 2];
    for (int k = 0; k < 2944; k++) {
      int moreAt = MORE + k * BLOCK + s;
      float more0 = w[moreAt];
      int scoresWeightAt = SCORES_WEIGHT + u * 2944 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum0 = Math.fma(scoresWeight0, more0, sum0);
      float scoresWeight1 = p[scoresWeightAt + 2944];
      sum1 = Math.fma(scoresWeight1, more0, sum1);
      float scoresWeight2 = p[scoresWeightAt + 5888];
      sum2 = Math.fma(scoresWeight2, more0, sum2);
    }
    int scoresAt = SCORES + u * BLOCK + s;
    w[scoresAt] = sum0;
    w[scoresAt + BLOCK] = sum1;
    w[scoresAt + 2 * BLOCK] = sum2;
  }

  /**
   * Part 1 of backwardLoss
   */
  private static void backwardLoss1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float label = w[TARGET + s];
      float max = w[SCORES + s];
      for (int i = 0; i < 3; i++) {
        max = Math.max(max, w[SCORES + i * BLOCK + s]);
      }
      float total = 0f;
      float score = 0f;
      for (int i = 0; i < 3; i++) {
        float e = FloatMath.exp(w[SCORES + i * BLOCK + s] - max);
        w[D_SCORES + i * BLOCK + s] = e < 5.421011E-20f ? 0f : e;
        total += w[D_SCORES + i * BLOCK + s];
        score = i == label ? w[SCORES + i * BLOCK + s] - max : score;
      }
      w[BACKWARD_LOSS_TOTAL + s] = total;
      w[BACKWARD_LOSS_SCORE + s] = score;
    }
  }

  /**
   * loss and dScores of scores [3]: -log softmax(x)[target]; its gradient softmax(x) - one-hot
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float label = w[TARGET + s];
      float total = w[BACKWARD_LOSS_TOTAL + s];
      float score = w[BACKWARD_LOSS_SCORE + s];
      w[LOSS + s] = FloatMath.log(total) - score;
      for (int i = 0; i < 3; i++) {
        w[D_SCORES + i * BLOCK + s] =
            (w[D_SCORES + i * BLOCK + s] / total - (i == label ? 1f : 0f)) * w[SHARE + s];
      }
    }
  }

  /**
   * dMore [4, 46, 16] = weight [3, 2944]^T * dScores [3]
   */
  private static void backwardScoresInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      for (int k = 0; k < 2944; k += 8) {
        backwardScoresInputTile8x1(p, w, s, k);
      }
    }
  }

  private static void backwardScoresInputTile8x1(float[] p, float[] w, int s, int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    float sum4 = 0f;
    float sum5 = 0f;
    float sum6 = 0f;
    float sum7 = 0f;
    for (int u = 0; u < 3; u++) {
      int dScoresAt = D_SCORES + u * BLOCK + s;
      float dScores0 = w[dScoresAt];
      int scoresWeightAt = SCORES_WEIGHT + u * 2944 + k;
      float scoresWeight0 = p[scoresWeightAt];
      sum0 = Math.fma(scoresWeight0, dScores0, sum0);
      float scoresWeight1 = p[scoresWeightAt + 1];
      sum1 = Math.fma(scoresWeight1, dScores0, sum1);
      float scoresWeight2 = p[scoresWeightAt + 2];
      sum2 = Math.fma(scoresWeight2, dScores0, sum2);
      float scoresWeight3 = p[scoresWeightAt + 3];
      sum3 = Math.fma(scoresWeight3, dScores0, sum3);
      float scoresWeight4 = p[scoresWeightAt + 4];
      sum4 = Math.fma(scoresWeight4, dScores0, sum4);
      float scoresWeight5 = p[scoresWeightAt + 5];
      sum5 = Math.fma(scoresWeight5, dScores0, sum5);
      float scoresWeight6 = p[scoresWeightAt + 6];
      sum6 = Math.fma(scoresWeight6, dScores0, sum6);
      float scoresWeight7 = p[scoresWeightAt + 7];
      sum7 = Math.fma(scoresWeight7, dScores0, sum7);
    }
    int dMoreAt = D_MORE + k * BLOCK + s;
    w[dMoreAt] = sum0;
    w[dMoreAt + BLOCK] = sum1;
    w[dMoreAt + 2 * BLOCK] = sum2;
    w[dMoreAt + 3 * BLOCK] = sum3;
    w[dMoreAt + 4 * BLOCK] = sum4;
    w[dMoreAt + 5 * BLOCK] = sum5;
    w[dMoreAt + 6 * BLOCK] = sum6;
    w[dMoreAt + 7 * BLOCK] = sum7;
  }

  /**
   * dMaps [4, 48, 18] = weight^T * dMore
   */
  private static void backwardMoreInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      for (int y = 0; y < 48; y++) {
        backwardMoreInputTile4x2At0(p, w, s, y, 0, 0);
        for (int x = 2; x < 16; x += 2) {
          backwardMoreInputTile4x2(p, w, s, y, x, 0);
        }
        backwardMoreInputTile4x2At16(p, w, s, y, 16, 0);
      }
    }
  }

  private static void backwardMoreInputTile4x2At0(float[] p, float[] w, int s, int y, int x,
      int c) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    float sum30 = 0f;
    float sum31 = 0f;
    for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
      for (int f = 0; f < 4; f++) {
        int dMoreAt = D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x * BLOCK + s;
        float dMore0 = w[dMoreAt];
        float dMore1 = w[dMoreAt + BLOCK];
        int moreWeightAt = MORE_WEIGHT + f * 36 + c * 9 + a * 3;
        float moreWeight0 = p[moreWeightAt];
        sum00 = Math.fma(moreWeight0, dMore0, sum00);
        sum01 = Math.fma(moreWeight0, dMore1, sum01);
        float moreWeight1 = p[moreWeightAt + 9];
        sum10 = Math.fma(moreWeight1, dMore0, sum10);
        sum11 = Math.fma(moreWeight1, dMore1, sum11);
        float moreWeight2 = p[moreWeightAt + 18];
        sum20 = Math.fma(moreWeight2, dMore0, sum20);
        sum21 = Math.fma(moreWeight2, dMore1, sum21);
        float moreWeight3 = p[moreWeightAt + 27];
        sum30 = Math.fma(moreWeight3, dMore0, sum30);
        sum31 = Math.fma(moreWeight3, dMore1, sum31);
        float moreWeight4 = p[moreWeightAt + 1];
        sum01 = Math.fma(moreWeight4, dMore0, sum01);
        float moreWeight5 = p[moreWeightAt + 10];
        sum11 = Math.fma(moreWeight5, dMore0, sum11);
        float moreWeight6 = p[moreWeightAt + 19];
        sum21 = Math.fma(moreWeight6, dMore0, sum21);
        float moreWeight7 = p[moreWeightAt + 28];
        sum31 = Math.fma(moreWeight7, dMore0, sum31);
      }
    }
    int dMapsAt = D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
    w[dMapsAt] = sum00;
    w[dMapsAt + BLOCK] = sum01;
    w[dMapsAt + 864 * BLOCK] = sum10;
    w[dMapsAt + 865 * BLOCK] = sum11;
    w[dMapsAt + 1728 * BLOCK] = sum20;
    w[dMapsAt + 1729 * BLOCK] = sum21;
    w[dMapsAt + 2592 * BLOCK] = sum30;
    w[dMapsAt + 2593 * BLOCK] = sum31;
  }

  private static void backwardMoreInputTile4x2(float[] p, float[] w, int s, int y, int x, int c) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    float sum30 = 0f;
    float sum31 = 0f;
    for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
      for (int f = 0; f < 4; f++) {
        int dMoreAt = D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x * BLOCK + s;
        float dMore0 = w[dMoreAt];
        float dMore1 = w[dMoreAt + BLOCK];
        int moreWeightAt = MORE_WEIGHT + f * 36 + c * 9 + a * 3;
        float moreWeight0 = p[moreWeightAt];
        sum00 = Math.fma(moreWeight0, dMore0, sum00);
        sum01 = Math.fma(moreWeight0, dMore1, sum01);
        float moreWeight1 = p[moreWeightAt + 9];
        sum10 = Math.fma(moreWeight1, dMore0, sum10);
        sum11 = Math.fma(moreWeight1, dMore1, sum11);
        float moreWeight2 = p[moreWeightAt + 18];
        sum20 = Math.fma(moreWeight2, dMore0, sum20);
        sum21 = Math.fma(moreWeight2, dMore1, sum21);
        float moreWeight3 = p[moreWeightAt + 27];
        sum30 = Math.fma(moreWeight3, dMore0, sum30);
        sum31 = Math.fma(moreWeight3, dMore1, sum31);
        float dMore2 = w[dMoreAt - 1 * BLOCK];
        float moreWeight4 = p[moreWeightAt + 1];
        sum00 = Math.fma(moreWeight4, dMore2, sum00);
        sum01 = Math.fma(moreWeight4, dMore0, sum01);
        float moreWeight5 = p[moreWeightAt + 10];
        sum10 = Math.fma(moreWeight5, dMore2, sum10);
        sum11 = Math.fma(moreWeight5, dMore0, sum11);
        float moreWeight6 = p[moreWeightAt + 19];
        sum20 = Math.fma(moreWeight6, dMore2, sum20);
        sum21 = Math.fma(moreWeight6, dMore0, sum21);
        float moreWeight7 = p[moreWeightAt + 28];
        sum30 = Math.fma(moreWeight7, dMore2, sum30);
        sum31 = Math.fma(moreWeight7, dMore0, sum31);
        float dMore3 = w[dMoreAt - 2 * BLOCK];
        float moreWeight8 = p[moreWeightAt + 2];
        sum00 = Math.fma(moreWeight8, dMore3, sum00);
        sum01 = Math.fma(moreWeight8, dMore2, sum01);
        float moreWeight9 = p[moreWeightAt + 11];
        sum10 = Math.fma(moreWeight9, dMore3, sum10);
        sum11 = Math.fma(moreWeight9, dMore2, sum11);
        float moreWeight10 = p[moreWeightAt + 20];
        sum20 = Math.fma(moreWeight10, dMore3, sum20);
        sum21 = Math.fma(moreWeight10, dMore2, sum21);
        float moreWeight11 = p[moreWeightAt + 29];
        sum30 = Math.fma(moreWeight11, dMore3, sum30);
        sum31 = Math.fma(moreWeight11, dMore2, sum31);
      }
    }
    int dMapsAt = D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
    w[dMapsAt] = sum00;
    w[dMapsAt + BLOCK] = sum01;
    w[dMapsAt + 864 * BLOCK] = sum10;
    w[dMapsAt + 865 * BLOCK] = sum11;
    w[dMapsAt + 1728 * BLOCK] = sum20;
    w[dMapsAt + 1729 * BLOCK] = sum21;
    w[dMapsAt + 2592 * BLOCK] = sum30;
    w[dMapsAt + 2593 * BLOCK] = sum31;
  }

  private static void backwardMoreInputTile4x2At16(float[] p, float[] w, int s, int y, int x,
      int c) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    float sum30 = 0f;
    float sum31 = 0f;
    for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
      for (int f = 0; f < 4; f++) {
        int dMoreAt = D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x * BLOCK + s;
        float dMore0 = w[dMoreAt - 1 * BLOCK];
        int moreWeightAt = MORE_WEIGHT + f * 36 + c * 9 + a * 3;
        float moreWeight0 = p[moreWeightAt + 1];
        sum00 = Math.fma(moreWeight0, dMore0, sum00);
        float moreWeight1 = p[moreWeightAt + 10];
        sum10 = Math.fma(moreWeight1, dMore0, sum10);
        float moreWeight2 = p[moreWeightAt + 19];
        sum20 = Math.fma(moreWeight2, dMore0, sum20);
        float moreWeight3 = p[moreWeightAt + 28];
        sum30 = Math.fma(moreWeight3, dMore0, sum30);
        float dMore1 = w[dMoreAt - 2 * BLOCK];
        float moreWeight4 = p[moreWeightAt + 2];
        sum00 = Math.fma(moreWeight4, dMore1, sum00);
        sum01 = Math.fma(moreWeight4, dMore0, sum01);
        float moreWeight5 = p[moreWeightAt + 11];
        sum10 = Math.fma(moreWeight5, dMore1, sum10);
        sum11 = Math.fma(moreWeight5, dMore0, sum11);
        float moreWeight6 = p[moreWeightAt + 20];
        sum20 = Math.fma(moreWeight6, dMore1, sum20);
        sum21 = Math.fma(moreWeight6, dMore0, sum21);
        float moreWeight7 = p[moreWeightAt + 29];
        sum30 = Math.fma(moreWeight7, dMore1, sum30);
        sum31 = Math.fma(moreWeight7, dMore0, sum31);
      }
    }
    int dMapsAt = D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
    w[dMapsAt] = sum00;
    w[dMapsAt + BLOCK] = sum01;
    w[dMapsAt + 864 * BLOCK] = sum10;
    w[dMapsAt + 865 * BLOCK] = sum11;
    w[dMapsAt + 1728 * BLOCK] = sum20;
    w[dMapsAt + 1729 * BLOCK] = sum21;
    w[dMapsAt + 2592 * BLOCK] = sum30;
    w[dMapsAt + 2593 * BLOCK] = sum31;
  }

  /**
   * dInput [1, 50, 20] = weight^T * dMaps
   */
  private static void backwardMapsInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 1; c++) {
      for (int y = 0; y < 50; y++) {
        for (int x = 0; x < 20; x++) {
          for (int s = at; s < end; s++) {
            float sum = 0f;
            for (int f = 0; f < 4; f++) {
              for (int a = Math.max(0, y - 47); a < Math.min(3, y + 1); a++) {
                for (int b = Math.max(0, x - 17); b < Math.min(3, x + 1); b++) {
                  sum = Math.fma(p[MAPS_WEIGHT + f * 9 + a * 3 + b],
                      w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + a * -18 * BLOCK + x * BLOCK + b
                      * -1 * BLOCK + s], sum);
                }
              }
            }
            w[D_INPUT + y * 20 * BLOCK + x * BLOCK + s] = sum;
          }
        }
      }
    }
  }

  /**
   * Copies more so that 32 values of a sample lie side by side.
   */
  private static void morePanels(float[] w, int at, int samples) {
    int column = at % BLOCK_FLOATS;
    for (int s = 0; s < samples; s += 16) {
      for (int k = 0; k < 2944; k += 32) {
        panel16(w, at + MORE_PANELS + k * BLOCK + s * 32 + column * 31, at + MORE + k * BLOCK + s,
            32);
      }
    }
  }

  private static void panel16(float[] w, int rows, int columns, int values) {
    for (int row = rows, column = columns; row < rows + values; row++, column += BLOCK) {
      w[row] = w[column];
      w[row + 32] = w[column + 1];
      w[row + 64] = w[column + 2];
      w[row + 96] = w[column + 3];
      w[row + 128] = w[column + 4];
      w[row + 160] = w[column + 5];
      w[row + 192] = w[column + 6];
      w[row + 224] = w[column + 7];
      w[row + 256] = w[column + 8];
      w[row + 288] = w[column + 9];
      w[row + 320] = w[column + 10];
      w[row + 352] = w[column + 11];
      w[row + 384] = w[column + 12];
      w[row + 416] = w[column + 13];
      w[row + 448] = w[column + 14];
      w[row + 480] = w[column + 15];
    }
  }

  private static void backwardScoresWeightTile3x2(float[] g, float[] w, int samples, int u, int k) {
    float sum00 = 0f;
    float sum01 = 0f;
    float sum10 = 0f;
    float sum11 = 0f;
    float sum20 = 0f;
    float sum21 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + MORE_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        float more0 = w[row];
        float more1 = w[row + 1];
        int dScoresAt = D_SCORES + u * BLOCK + s;
        float dScores0 = w[dScoresAt];
        sum00 = Math.fma(dScores0, more0, sum00);
        sum01 = Math.fma(dScores0, more1, sum01);
        float dScores1 = w[dScoresAt + BLOCK];
        sum10 = Math.fma(dScores1, more0, sum10);
        sum11 = Math.fma(dScores1, more1, sum11);
        float dScores2 = w[dScoresAt + 2 * BLOCK];
        sum20 = Math.fma(dScores2, more0, sum20);
        sum21 = Math.fma(dScores2, more1, sum21);
      }
    }
    int dScoresWeightAt = SCORES_WEIGHT + u * 2944 + k;
    g[dScoresWeightAt] = sum00;
    int dScoresWeightAt1 = SCORES_WEIGHT + u * 2944 + k + 1;
    g[dScoresWeightAt1] = sum01;
    g[dScoresWeightAt + 2944] = sum10;
    g[dScoresWeightAt1 + 2944] = sum11;
    g[dScoresWeightAt + 5888] = sum20;
    g[dScoresWeightAt1 + 5888] = sum21;
  }

  /**
   * dScoresWeight = dScores [3] * more [4, 46, 16]^T, summed over the batch
   */
  private static void backwardScoresWeight(float[] g, float[] w, int samples, int task) {
    int k = task * 32;
    int end = k + 32;
    for (; k + 2 <= end; k += 2) {
      backwardScoresWeightTile3x2(g, w, samples, 0, k);
    }
  }

  /**
   * dScoresBias = dScores [3], summed over the batch
   */
  private static void backwardScoresBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 3; u++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardScoresBiasLanes(w, padded, lane, u);
      }
      g[SCORES_BIAS + u] = total;
    }
  }

  private static float backwardScoresBiasLanes(float[] w, int samples, int lane, int u) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      sum0 += w[D_SCORES + u * BLOCK + s];
      sum1 += w[D_SCORES + u * BLOCK + s + 1];
      sum2 += w[D_SCORES + u * BLOCK + s + 2];
      sum3 += w[D_SCORES + u * BLOCK + s + 3];
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dMoreWeight [4, 4, 3, 3] = dMore * maps [4, 48, 18], summed over places and the batch
   */
  private static void backwardMoreWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int fromF = task * 2;
    for (int c = 0; c < 4; c++) {
      for (int f = fromF; f < fromF + 2; f++) {
        for (int a = 0; a < 3; a++) {
          for (int b = 0; b < 3; b++) {
            float total = 0f;
            for (int lane = 0; lane < 16; lane += 4) {
              total += backwardMoreWeightLanes(w, padded, lane, c, f, a, b);
            }
            g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b] = total;
          }
        }
      }
    }
  }

  private static float backwardMoreWeightLanes(float[] w, int samples, int lane, int c, int f,
      int a, int b) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int y = 0; y < 46; y++) {
        for (int x = 0; x < 16; x++) {
          sum0 = Math.fma(w[D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s],
              w[MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x * BLOCK + b * BLOCK
              + s], sum0);
          sum1 = Math.fma(w[D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s + 1],
              w[MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x * BLOCK + b * BLOCK
              + s + 1], sum1);
          sum2 = Math.fma(w[D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s + 2],
              w[MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x * BLOCK + b * BLOCK
              + s + 2], sum2);
          sum3 = Math.fma(w[D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s + 3],
              w[MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x * BLOCK + b * BLOCK
              + s + 3], sum3);
        }
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dMoreBias = dMore, summed over places and the batch
   */
  private static void backwardMoreBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int f = 0; f < 4; f++) {
      float total = 0f;
      for (int lane = 0; lane < 16; lane += 4) {
        total += backwardMoreBiasLanes(w, padded, lane, f);
      }
      g[MORE_BIAS + f] = total;
    }
  }

  private static float backwardMoreBiasLanes(float[] w, int samples, int lane, int f) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int y = 0; y < 46; y++) {
        for (int x = 0; x < 16; x++) {
          sum0 += w[D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s];
          sum1 += w[D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s + 1];
          sum2 += w[D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s + 2];
          sum3 += w[D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s + 3];
        }
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dMapsWeight [4, 1, 3, 3] = dMaps * input [1, 50, 20], summed over places and the batch
   */
  private static void backwardMapsWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int fromF = task * 2;
    for (int f = fromF; f < fromF + 2; f++) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          float total = 0f;
          for (int lane = 0; lane < 16; lane += 4) {
            total += backwardMapsWeightLanes(w, padded, lane, f, a, b);
          }
          g[MAPS_WEIGHT + f * 9 + a * 3 + b] = total;
        }
      }
    }
  }

  private static float backwardMapsWeightLanes(float[] w, int samples, int lane, int f, int a,
      int b) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    for (int sample = 0; sample < samples; sample += 16) {
      int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x++) {
          sum0 = Math.fma(w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s],
              w[INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b * BLOCK + s], sum0);
          sum1 = Math.fma(w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s + 1],
              w[INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b * BLOCK + s + 1], sum1);
          sum2 = Math.fma(w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s + 2],
              w[INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b * BLOCK + s + 2], sum2);
          sum3 = Math.fma(w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s + 3],
              w[INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b * BLOCK + s + 3], sum3);
        }
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }

  /**
   * dMapsBias = dMaps, summed over places and the batch
   */
  private static void backwardMapsBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int f = 0; f < 4; f++) {
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
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x++) {
          sum0 += w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s];
          sum1 += w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s + 1];
          sum2 += w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s + 2];
          sum3 += w[D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s + 3];
        }
      }
    }
    return (sum0 + sum2) + (sum1 + sum3);
  }
}
