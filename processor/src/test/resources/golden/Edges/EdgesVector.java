package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;

/**
 * Edges in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link EdgesPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}.
 */
final class EdgesVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 16;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 300080;

  private static final int MAPS_WEIGHT = 0;

  private static final int MAPS_BIAS = 36;

  private static final int MORE_WEIGHT = 40;

  private static final int MORE_BIAS = 184;

  private static final int SCORES_WEIGHT = 188;

  private static final int SCORES_BIAS = 9020;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 16000;

  private static final int MAPS = 32000;

  private static final int MORE = 87296;

  private static final int SCORES = 134400;

  private static final int TARGET = 134448;

  private static final int SHARE = 134464;

  private static final int LOSS = 134480;

  private static final int D_MAPS = 134496;

  private static final int D_MORE = 189792;

  private static final int D_SCORES = 236896;

  private static final int BACKWARD_LOSS_TOTAL = 236944;

  private static final int BACKWARD_LOSS_SCORE = 236960;

  private static final int MORE_ROWS = 236976;

  private static final int D_INPUT = 284080;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardMaps(p, w, at, samples);
    forwardMore(p, w, at, samples);
    forwardScores(p, w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardMaps(p, w, at, samples);
    forwardMore(p, w, at, samples);
    forwardScores(p, w, at, samples);
    backwardLoss1(w, at, samples);
    backwardLoss(w, at, samples);
    backwardScoresInput(p, w, at, samples);
    backwardMoreInput(p, w, at, samples);
    moreRows(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 102;
  }

  @Override
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
    if (task < 92) {
      backwardScoresWeight(g, w, samples, task);
    } else if (task < 93) {
      backwardScoresBias(g, w, lanes, samples);
    } else if (task < 97) {
      backwardMoreWeight(g, w, lanes, samples, task - 93);
    } else if (task < 98) {
      backwardMoreBias(g, w, lanes, samples);
    } else if (task < 101) {
      backwardMapsWeight(g, w, lanes, samples, task - 98);
    } else if (task < 102) {
      backwardMapsBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardMapsInput(p, w, at, samples);
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 1000; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 1000 + k];
      }
    }
  }

  /**
   * maps [4, 48, 18] = weight [4, 1, 3, 3] * input [1, 50, 20] + bias [4]
   */
  private static void forwardMaps(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 16; x += 4) {
          forwardMapsTile4x4(p, w, s, y, x, 0);
        }
        forwardMapsTile4x2(p, w, s, y, 16, 0);
      }
    }
  }

  private static void forwardMapsTile4x4(float[] p, float[] w, int s, int y, int x, int f) {
    FloatVector sum00 = broadcast(SPECIES, p[MAPS_BIAS + f]);
    FloatVector sum01 = broadcast(SPECIES, p[MAPS_BIAS + f]);
    FloatVector sum02 = broadcast(SPECIES, p[MAPS_BIAS + f]);
    FloatVector sum03 = broadcast(SPECIES, p[MAPS_BIAS + f]);
    FloatVector sum10 = broadcast(SPECIES, p[MAPS_BIAS + f + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[MAPS_BIAS + f + 1]);
    FloatVector sum12 = broadcast(SPECIES, p[MAPS_BIAS + f + 1]);
    FloatVector sum13 = broadcast(SPECIES, p[MAPS_BIAS + f + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[MAPS_BIAS + f + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[MAPS_BIAS + f + 2]);
    FloatVector sum22 = broadcast(SPECIES, p[MAPS_BIAS + f + 2]);
    FloatVector sum23 = broadcast(SPECIES, p[MAPS_BIAS + f + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[MAPS_BIAS + f + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[MAPS_BIAS + f + 3]);
    FloatVector sum32 = broadcast(SPECIES, p[MAPS_BIAS + f + 3]);
    FloatVector sum33 = broadcast(SPECIES, p[MAPS_BIAS + f + 3]);
    for (int a = 0; a < 3; a++) {
      FloatVector input0 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + s);
      FloatVector input1 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + BLOCK + s);
      FloatVector input2 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + 2 * BLOCK
          + s);
      FloatVector input3 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + 3 * BLOCK
          + s);
      FloatVector mapsWeight0 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3]);
      sum00 = mapsWeight0.fma(input0, sum00);
      sum01 = mapsWeight0.fma(input1, sum01);
      sum02 = mapsWeight0.fma(input2, sum02);
      sum03 = mapsWeight0.fma(input3, sum03);
      FloatVector mapsWeight1 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 9]);
      sum10 = mapsWeight1.fma(input0, sum10);
      sum11 = mapsWeight1.fma(input1, sum11);
      sum12 = mapsWeight1.fma(input2, sum12);
      sum13 = mapsWeight1.fma(input3, sum13);
      FloatVector mapsWeight2 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 18]);
      sum20 = mapsWeight2.fma(input0, sum20);
      sum21 = mapsWeight2.fma(input1, sum21);
      sum22 = mapsWeight2.fma(input2, sum22);
      sum23 = mapsWeight2.fma(input3, sum23);
      FloatVector mapsWeight3 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 27]);
      sum30 = mapsWeight3.fma(input0, sum30);
      sum31 = mapsWeight3.fma(input1, sum31);
      sum32 = mapsWeight3.fma(input2, sum32);
      sum33 = mapsWeight3.fma(input3, sum33);
      FloatVector input4 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + 4 * BLOCK
          + s);
      FloatVector mapsWeight4 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 1]);
      sum00 = mapsWeight4.fma(input1, sum00);
      sum01 = mapsWeight4.fma(input2, sum01);
      sum02 = mapsWeight4.fma(input3, sum02);
      sum03 = mapsWeight4.fma(input4, sum03);
      FloatVector mapsWeight5 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 10]);
      sum10 = mapsWeight5.fma(input1, sum10);
      sum11 = mapsWeight5.fma(input2, sum11);
      sum12 = mapsWeight5.fma(input3, sum12);
      sum13 = mapsWeight5.fma(input4, sum13);
      FloatVector mapsWeight6 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 19]);
      sum20 = mapsWeight6.fma(input1, sum20);
      sum21 = mapsWeight6.fma(input2, sum21);
      sum22 = mapsWeight6.fma(input3, sum22);
      sum23 = mapsWeight6.fma(input4, sum23);
      FloatVector mapsWeight7 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 28]);
      sum30 = mapsWeight7.fma(input1, sum30);
      sum31 = mapsWeight7.fma(input2, sum31);
      sum32 = mapsWeight7.fma(input3, sum32);
      sum33 = mapsWeight7.fma(input4, sum33);
      FloatVector input5 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + 5 * BLOCK
          + s);
      FloatVector mapsWeight8 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 2]);
      sum00 = mapsWeight8.fma(input2, sum00);
      sum01 = mapsWeight8.fma(input3, sum01);
      sum02 = mapsWeight8.fma(input4, sum02);
      sum03 = mapsWeight8.fma(input5, sum03);
      FloatVector mapsWeight9 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 11]);
      sum10 = mapsWeight9.fma(input2, sum10);
      sum11 = mapsWeight9.fma(input3, sum11);
      sum12 = mapsWeight9.fma(input4, sum12);
      sum13 = mapsWeight9.fma(input5, sum13);
      FloatVector mapsWeight10 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 20]);
      sum20 = mapsWeight10.fma(input2, sum20);
      sum21 = mapsWeight10.fma(input3, sum21);
      sum22 = mapsWeight10.fma(input4, sum22);
      sum23 = mapsWeight10.fma(input5, sum23);
      FloatVector mapsWeight11 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 29]);
      sum30 = mapsWeight11.fma(input2, sum30);
      sum31 = mapsWeight11.fma(input3, sum31);
      sum32 = mapsWeight11.fma(input4, sum32);
      sum33 = mapsWeight11.fma(input5, sum33);
    }
    sum00.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s);
    sum01.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + BLOCK + s);
    sum02.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2 * BLOCK + s);
    sum03.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 3 * BLOCK + s);
    sum10.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 864 * BLOCK + s);
    sum11.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 865 * BLOCK + s);
    sum12.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 866 * BLOCK + s);
    sum13.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 867 * BLOCK + s);
    sum20.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1728 * BLOCK + s);
    sum21.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1729 * BLOCK + s);
    sum22.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1730 * BLOCK + s);
    sum23.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1731 * BLOCK + s);
    sum30.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2592 * BLOCK + s);
    sum31.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2593 * BLOCK + s);
    sum32.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2594 * BLOCK + s);
    sum33.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2595 * BLOCK + s);
  }

  private static void forwardMapsTile4x2(float[] p, float[] w, int s, int y, int x, int f) {
    FloatVector sum00 = broadcast(SPECIES, p[MAPS_BIAS + f]);
    FloatVector sum01 = broadcast(SPECIES, p[MAPS_BIAS + f]);
    FloatVector sum10 = broadcast(SPECIES, p[MAPS_BIAS + f + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[MAPS_BIAS + f + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[MAPS_BIAS + f + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[MAPS_BIAS + f + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[MAPS_BIAS + f + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[MAPS_BIAS + f + 3]);
    for (int a = 0; a < 3; a++) {
      FloatVector input0 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + s);
      FloatVector input1 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + BLOCK + s);
      FloatVector mapsWeight0 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3]);
      sum00 = mapsWeight0.fma(input0, sum00);
      sum01 = mapsWeight0.fma(input1, sum01);
      FloatVector mapsWeight1 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 9]);
      sum10 = mapsWeight1.fma(input0, sum10);
      sum11 = mapsWeight1.fma(input1, sum11);
      FloatVector mapsWeight2 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 18]);
      sum20 = mapsWeight2.fma(input0, sum20);
      sum21 = mapsWeight2.fma(input1, sum21);
      FloatVector mapsWeight3 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 27]);
      sum30 = mapsWeight3.fma(input0, sum30);
      sum31 = mapsWeight3.fma(input1, sum31);
      FloatVector input2 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + 2 * BLOCK
          + s);
      FloatVector mapsWeight4 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 1]);
      sum00 = mapsWeight4.fma(input1, sum00);
      sum01 = mapsWeight4.fma(input2, sum01);
      FloatVector mapsWeight5 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 10]);
      sum10 = mapsWeight5.fma(input1, sum10);
      sum11 = mapsWeight5.fma(input2, sum11);
      FloatVector mapsWeight6 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 19]);
      sum20 = mapsWeight6.fma(input1, sum20);
      sum21 = mapsWeight6.fma(input2, sum21);
      FloatVector mapsWeight7 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 28]);
      sum30 = mapsWeight7.fma(input1, sum30);
      sum31 = mapsWeight7.fma(input2, sum31);
      FloatVector input3 =
          fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + 3 * BLOCK
          + s);
      FloatVector mapsWeight8 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 2]);
      sum00 = mapsWeight8.fma(input2, sum00);
      sum01 = mapsWeight8.fma(input3, sum01);
      FloatVector mapsWeight9 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 11]);
      sum10 = mapsWeight9.fma(input2, sum10);
      sum11 = mapsWeight9.fma(input3, sum11);
      FloatVector mapsWeight10 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 20]);
      sum20 = mapsWeight10.fma(input2, sum20);
      sum21 = mapsWeight10.fma(input3, sum21);
      FloatVector mapsWeight11 = broadcast(SPECIES, p[MAPS_WEIGHT + f * 9 + a * 3 + 29]);
      sum30 = mapsWeight11.fma(input2, sum30);
      sum31 = mapsWeight11.fma(input3, sum31);
    }
    sum00.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s);
    sum01.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + BLOCK + s);
    sum10.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 864 * BLOCK + s);
    sum11.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 865 * BLOCK + s);
    sum20.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1728 * BLOCK + s);
    sum21.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1729 * BLOCK + s);
    sum30.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2592 * BLOCK + s);
    sum31.intoArray(w, MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2593 * BLOCK + s);
  }

  /**
   * more [4, 46, 16] = weight [4, 4, 3, 3] * maps [4, 48, 18] + bias [4]
   */
  private static void forwardMore(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      for (int y = 0; y < 46; y++) {
        for (int x = 0; x < 16; x += 4) {
          forwardMoreTile4x4(p, w, s, y, x, 0);
        }
      }
    }
  }

  private static void forwardMoreTile4x4(float[] p, float[] w, int s, int y, int x, int f) {
    FloatVector sum00 = broadcast(SPECIES, p[MORE_BIAS + f]);
    FloatVector sum01 = broadcast(SPECIES, p[MORE_BIAS + f]);
    FloatVector sum02 = broadcast(SPECIES, p[MORE_BIAS + f]);
    FloatVector sum03 = broadcast(SPECIES, p[MORE_BIAS + f]);
    FloatVector sum10 = broadcast(SPECIES, p[MORE_BIAS + f + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[MORE_BIAS + f + 1]);
    FloatVector sum12 = broadcast(SPECIES, p[MORE_BIAS + f + 1]);
    FloatVector sum13 = broadcast(SPECIES, p[MORE_BIAS + f + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[MORE_BIAS + f + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[MORE_BIAS + f + 2]);
    FloatVector sum22 = broadcast(SPECIES, p[MORE_BIAS + f + 2]);
    FloatVector sum23 = broadcast(SPECIES, p[MORE_BIAS + f + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[MORE_BIAS + f + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[MORE_BIAS + f + 3]);
    FloatVector sum32 = broadcast(SPECIES, p[MORE_BIAS + f + 3]);
    FloatVector sum33 = broadcast(SPECIES, p[MORE_BIAS + f + 3]);
    for (int c = 0; c < 4; c++) {
      for (int a = 0; a < 3; a++) {
        FloatVector maps0 =
            fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x
            * BLOCK + s);
        FloatVector maps1 =
            fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x
            * BLOCK + BLOCK + s);
        FloatVector maps2 =
            fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x
            * BLOCK + 2 * BLOCK + s);
        FloatVector maps3 =
            fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x
            * BLOCK + 3 * BLOCK + s);
        FloatVector moreWeight0 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3]);
        sum00 = moreWeight0.fma(maps0, sum00);
        sum01 = moreWeight0.fma(maps1, sum01);
        sum02 = moreWeight0.fma(maps2, sum02);
        sum03 = moreWeight0.fma(maps3, sum03);
        FloatVector moreWeight1 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 36]);
        sum10 = moreWeight1.fma(maps0, sum10);
        sum11 = moreWeight1.fma(maps1, sum11);
        sum12 = moreWeight1.fma(maps2, sum12);
        sum13 = moreWeight1.fma(maps3, sum13);
        FloatVector moreWeight2 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 72]);
        sum20 = moreWeight2.fma(maps0, sum20);
        sum21 = moreWeight2.fma(maps1, sum21);
        sum22 = moreWeight2.fma(maps2, sum22);
        sum23 = moreWeight2.fma(maps3, sum23);
        FloatVector moreWeight3 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 108]);
        sum30 = moreWeight3.fma(maps0, sum30);
        sum31 = moreWeight3.fma(maps1, sum31);
        sum32 = moreWeight3.fma(maps2, sum32);
        sum33 = moreWeight3.fma(maps3, sum33);
        FloatVector maps4 =
            fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x
            * BLOCK + 4 * BLOCK + s);
        FloatVector moreWeight4 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 1]);
        sum00 = moreWeight4.fma(maps1, sum00);
        sum01 = moreWeight4.fma(maps2, sum01);
        sum02 = moreWeight4.fma(maps3, sum02);
        sum03 = moreWeight4.fma(maps4, sum03);
        FloatVector moreWeight5 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 37]);
        sum10 = moreWeight5.fma(maps1, sum10);
        sum11 = moreWeight5.fma(maps2, sum11);
        sum12 = moreWeight5.fma(maps3, sum12);
        sum13 = moreWeight5.fma(maps4, sum13);
        FloatVector moreWeight6 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 73]);
        sum20 = moreWeight6.fma(maps1, sum20);
        sum21 = moreWeight6.fma(maps2, sum21);
        sum22 = moreWeight6.fma(maps3, sum22);
        sum23 = moreWeight6.fma(maps4, sum23);
        FloatVector moreWeight7 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 109]);
        sum30 = moreWeight7.fma(maps1, sum30);
        sum31 = moreWeight7.fma(maps2, sum31);
        sum32 = moreWeight7.fma(maps3, sum32);
        sum33 = moreWeight7.fma(maps4, sum33);
        FloatVector maps5 =
            fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK + x
            * BLOCK + 5 * BLOCK + s);
        FloatVector moreWeight8 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 2]);
        sum00 = moreWeight8.fma(maps2, sum00);
        sum01 = moreWeight8.fma(maps3, sum01);
        sum02 = moreWeight8.fma(maps4, sum02);
        sum03 = moreWeight8.fma(maps5, sum03);
        FloatVector moreWeight9 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 38]);
        sum10 = moreWeight9.fma(maps2, sum10);
        sum11 = moreWeight9.fma(maps3, sum11);
        sum12 = moreWeight9.fma(maps4, sum12);
        sum13 = moreWeight9.fma(maps5, sum13);
        FloatVector moreWeight10 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 74]);
        sum20 = moreWeight10.fma(maps2, sum20);
        sum21 = moreWeight10.fma(maps3, sum21);
        sum22 = moreWeight10.fma(maps4, sum22);
        sum23 = moreWeight10.fma(maps5, sum23);
        FloatVector moreWeight11 =
            broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 110]);
        sum30 = moreWeight11.fma(maps2, sum30);
        sum31 = moreWeight11.fma(maps3, sum31);
        sum32 = moreWeight11.fma(maps4, sum32);
        sum33 = moreWeight11.fma(maps5, sum33);
      }
    }
    sum00.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s);
    sum01.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + BLOCK + s);
    sum02.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 2 * BLOCK + s);
    sum03.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 3 * BLOCK + s);
    sum10.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 736 * BLOCK + s);
    sum11.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 737 * BLOCK + s);
    sum12.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 738 * BLOCK + s);
    sum13.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 739 * BLOCK + s);
    sum20.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 1472 * BLOCK + s);
    sum21.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 1473 * BLOCK + s);
    sum22.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 1474 * BLOCK + s);
    sum23.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 1475 * BLOCK + s);
    sum30.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 2208 * BLOCK + s);
    sum31.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 2209 * BLOCK + s);
    sum32.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 2210 * BLOCK + s);
    sum33.intoArray(w, MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 2211 * BLOCK + s);
  }

  /**
   * scores [3] = weight [3, 2944] * more [4, 46, 16] + bias [3]
   */
  private static void forwardScores(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      forwardScoresTile3x1(p, w, s, 0);
    }
  }

  private static void forwardScoresTile3x1(float[] p, float[] w, int s, int u) {
    FloatVector sum0 = broadcast(SPECIES, p[SCORES_BIAS + u]);
    FloatVector sum1 = broadcast(SPECIES, p[SCORES_BIAS + u + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[SCORES_BIAS + u + 2]);
    for (int k = 0; k < 2944; k++) {
      FloatVector more0 = fromArray(SPECIES, w, MORE + k * BLOCK + s);
      FloatVector scoresWeight0 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k]);
      sum0 = scoresWeight0.fma(more0, sum0);
      FloatVector scoresWeight1 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 2944]);
      sum1 = scoresWeight1.fma(more0, sum1);
      FloatVector scoresWeight2 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 5888]);
      sum2 = scoresWeight2.fma(more0, sum2);
    }
    sum0.intoArray(w, SCORES + u * BLOCK + s);
    sum1.intoArray(w, SCORES + u * BLOCK + BLOCK + s);
    sum2.intoArray(w, SCORES + u * BLOCK + 2 * BLOCK + s);
  }

  /**
   * Part 1 of backwardLoss
   */
  private static void backwardLoss1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector label = fromArray(SPECIES, w, TARGET + s);
      FloatVector max = fromArray(SPECIES, w, SCORES + s);
      for (int i = 0; i < 3; i++) {
        max = max.max(fromArray(SPECIES, w, SCORES + i * BLOCK + s));
      }
      FloatVector total = zero(SPECIES);
      FloatVector score = zero(SPECIES);
      for (int i = 0; i < 3; i++) {
        // exp: x = n ln(2) + r
        FloatVector expX = fromArray(SPECIES, w, SCORES + i * BLOCK + s).sub(max);
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
        expY.intoArray(w, D_SCORES + i * BLOCK + s);
        total = total.add(fromArray(SPECIES, w, D_SCORES + i * BLOCK + s));
        score = score
            .blend(fromArray(SPECIES, w, SCORES + i * BLOCK + s).sub(max),
            label.compare(VectorOperators.EQ, (float) i));
      }
      total.intoArray(w, BACKWARD_LOSS_TOTAL + s);
      score.intoArray(w, BACKWARD_LOSS_SCORE + s);
    }
  }

  /**
   * loss and dScores of scores [3]: -log softmax(x)[target]; its gradient softmax(x) - one-hot
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector label = fromArray(SPECIES, w, TARGET + s);
      FloatVector total = fromArray(SPECIES, w, BACKWARD_LOSS_TOTAL + s);
      FloatVector score = fromArray(SPECIES, w, BACKWARD_LOSS_SCORE + s);
      // log: x = 2^e (1 + f), 1 + f between 2/3 and 4/3
      FloatVector logX = total;
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
      logY.sub(score).intoArray(w, LOSS + s);
      for (int i = 0; i < 3; i++) {
        fromArray(SPECIES, w, D_SCORES + i * BLOCK + s).div(total)
            .sub(zero(SPECIES).blend(1f, label.compare(VectorOperators.EQ, (float) i)))
            .mul(fromArray(SPECIES, w, SHARE + s)).intoArray(w, D_SCORES + i * BLOCK + s);
      }
    }
  }

  /**
   * dMore [4, 46, 16] = weight [3, 2944]^T * dScores [3]
   */
  private static void backwardScoresInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      for (int k = 0; k < 2940; k += 12) {
        backwardScoresInputTile12x1(p, w, s, k);
      }
      backwardScoresInputTile4x1(p, w, s, 2940);
    }
  }

  private static void backwardScoresInputTile12x1(float[] p, float[] w, int s, int k) {
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
      FloatVector dScores0 = fromArray(SPECIES, w, D_SCORES + u * BLOCK + s);
      FloatVector scoresWeight0 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k]);
      sum0 = scoresWeight0.fma(dScores0, sum0);
      FloatVector scoresWeight1 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 1]);
      sum1 = scoresWeight1.fma(dScores0, sum1);
      FloatVector scoresWeight2 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 2]);
      sum2 = scoresWeight2.fma(dScores0, sum2);
      FloatVector scoresWeight3 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 3]);
      sum3 = scoresWeight3.fma(dScores0, sum3);
      FloatVector scoresWeight4 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 4]);
      sum4 = scoresWeight4.fma(dScores0, sum4);
      FloatVector scoresWeight5 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 5]);
      sum5 = scoresWeight5.fma(dScores0, sum5);
      FloatVector scoresWeight6 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 6]);
      sum6 = scoresWeight6.fma(dScores0, sum6);
      FloatVector scoresWeight7 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 7]);
      sum7 = scoresWeight7.fma(dScores0, sum7);
      FloatVector scoresWeight8 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 8]);
      sum8 = scoresWeight8.fma(dScores0, sum8);
      FloatVector scoresWeight9 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 9]);
      sum9 = scoresWeight9.fma(dScores0, sum9);
      FloatVector scoresWeight10 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 10]);
      sum10 = scoresWeight10.fma(dScores0, sum10);
      FloatVector scoresWeight11 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 11]);
      sum11 = scoresWeight11.fma(dScores0, sum11);
    }
    sum0.intoArray(w, D_MORE + k * BLOCK + s);
    sum1.intoArray(w, D_MORE + k * BLOCK + BLOCK + s);
    sum2.intoArray(w, D_MORE + k * BLOCK + 2 * BLOCK + s);
    sum3.intoArray(w, D_MORE + k * BLOCK + 3 * BLOCK + s);
    sum4.intoArray(w, D_MORE + k * BLOCK + 4 * BLOCK + s);
    sum5.intoArray(w, D_MORE + k * BLOCK + 5 * BLOCK + s);
    sum6.intoArray(w, D_MORE + k * BLOCK + 6 * BLOCK + s);
    sum7.intoArray(w, D_MORE + k * BLOCK + 7 * BLOCK + s);
    sum8.intoArray(w, D_MORE + k * BLOCK + 8 * BLOCK + s);
    sum9.intoArray(w, D_MORE + k * BLOCK + 9 * BLOCK + s);
    sum10.intoArray(w, D_MORE + k * BLOCK + 10 * BLOCK + s);
    sum11.intoArray(w, D_MORE + k * BLOCK + 11 * BLOCK + s);
  }

  private static void backwardScoresInputTile4x1(float[] p, float[] w, int s, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    FloatVector sum3 = zero(SPECIES);
    for (int u = 0; u < 3; u++) {
      FloatVector dScores0 = fromArray(SPECIES, w, D_SCORES + u * BLOCK + s);
      FloatVector scoresWeight0 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k]);
      sum0 = scoresWeight0.fma(dScores0, sum0);
      FloatVector scoresWeight1 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 1]);
      sum1 = scoresWeight1.fma(dScores0, sum1);
      FloatVector scoresWeight2 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 2]);
      sum2 = scoresWeight2.fma(dScores0, sum2);
      FloatVector scoresWeight3 = broadcast(SPECIES, p[SCORES_WEIGHT + u * 2944 + k + 3]);
      sum3 = scoresWeight3.fma(dScores0, sum3);
    }
    sum0.intoArray(w, D_MORE + k * BLOCK + s);
    sum1.intoArray(w, D_MORE + k * BLOCK + BLOCK + s);
    sum2.intoArray(w, D_MORE + k * BLOCK + 2 * BLOCK + s);
    sum3.intoArray(w, D_MORE + k * BLOCK + 3 * BLOCK + s);
  }

  /**
   * dMaps [4, 48, 18] = weight^T * dMore
   */
  private static void backwardMoreInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      for (int y = 0; y < 48; y++) {
        backwardMoreInputTile4x4At0(p, w, s, y, 0, 0);
        for (int x = 4; x < 16; x += 4) {
          backwardMoreInputTile4x4(p, w, s, y, x, 0);
        }
        backwardMoreInputTile4x2At16(p, w, s, y, 16, 0);
      }
    }
  }

  private static void backwardMoreInputTile4x4At0(float[] p, float[] w, int s, int y, int x,
      int c) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum02 = zero(SPECIES);
    FloatVector sum03 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum12 = zero(SPECIES);
    FloatVector sum13 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    FloatVector sum22 = zero(SPECIES);
    FloatVector sum23 = zero(SPECIES);
    FloatVector sum30 = zero(SPECIES);
    FloatVector sum31 = zero(SPECIES);
    FloatVector sum32 = zero(SPECIES);
    FloatVector sum33 = zero(SPECIES);
    for (int f = 0; f < 4; f++) {
      for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
        FloatVector dMore0 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK + s);
        FloatVector dMore1 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK + BLOCK + s);
        FloatVector dMore2 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK + 2 * BLOCK + s);
        FloatVector dMore3 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK + 3 * BLOCK + s);
        FloatVector moreWeight0 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3]);
        sum00 = moreWeight0.fma(dMore0, sum00);
        sum01 = moreWeight0.fma(dMore1, sum01);
        sum02 = moreWeight0.fma(dMore2, sum02);
        sum03 = moreWeight0.fma(dMore3, sum03);
        FloatVector moreWeight1 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 9]);
        sum10 = moreWeight1.fma(dMore0, sum10);
        sum11 = moreWeight1.fma(dMore1, sum11);
        sum12 = moreWeight1.fma(dMore2, sum12);
        sum13 = moreWeight1.fma(dMore3, sum13);
        FloatVector moreWeight2 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 18]);
        sum20 = moreWeight2.fma(dMore0, sum20);
        sum21 = moreWeight2.fma(dMore1, sum21);
        sum22 = moreWeight2.fma(dMore2, sum22);
        sum23 = moreWeight2.fma(dMore3, sum23);
        FloatVector moreWeight3 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 27]);
        sum30 = moreWeight3.fma(dMore0, sum30);
        sum31 = moreWeight3.fma(dMore1, sum31);
        sum32 = moreWeight3.fma(dMore2, sum32);
        sum33 = moreWeight3.fma(dMore3, sum33);
        FloatVector moreWeight4 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 1]);
        sum01 = moreWeight4.fma(dMore0, sum01);
        sum02 = moreWeight4.fma(dMore1, sum02);
        sum03 = moreWeight4.fma(dMore2, sum03);
        FloatVector moreWeight5 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 10]);
        sum11 = moreWeight5.fma(dMore0, sum11);
        sum12 = moreWeight5.fma(dMore1, sum12);
        sum13 = moreWeight5.fma(dMore2, sum13);
        FloatVector moreWeight6 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 19]);
        sum21 = moreWeight6.fma(dMore0, sum21);
        sum22 = moreWeight6.fma(dMore1, sum22);
        sum23 = moreWeight6.fma(dMore2, sum23);
        FloatVector moreWeight7 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 28]);
        sum31 = moreWeight7.fma(dMore0, sum31);
        sum32 = moreWeight7.fma(dMore1, sum32);
        sum33 = moreWeight7.fma(dMore2, sum33);
        FloatVector moreWeight8 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 2]);
        sum02 = moreWeight8.fma(dMore0, sum02);
        sum03 = moreWeight8.fma(dMore1, sum03);
        FloatVector moreWeight9 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 11]);
        sum12 = moreWeight9.fma(dMore0, sum12);
        sum13 = moreWeight9.fma(dMore1, sum13);
        FloatVector moreWeight10 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 20]);
        sum22 = moreWeight10.fma(dMore0, sum22);
        sum23 = moreWeight10.fma(dMore1, sum23);
        FloatVector moreWeight11 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 29]);
        sum32 = moreWeight11.fma(dMore0, sum32);
        sum33 = moreWeight11.fma(dMore1, sum33);
      }
    }
    sum00.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s);
    sum01.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + BLOCK + s);
    sum02.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2 * BLOCK + s);
    sum03.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 3 * BLOCK + s);
    sum10.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 864 * BLOCK + s);
    sum11.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 865 * BLOCK + s);
    sum12.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 866 * BLOCK + s);
    sum13.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 867 * BLOCK + s);
    sum20.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1728 * BLOCK + s);
    sum21.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1729 * BLOCK + s);
    sum22.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1730 * BLOCK + s);
    sum23.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1731 * BLOCK + s);
    sum30.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2592 * BLOCK + s);
    sum31.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2593 * BLOCK + s);
    sum32.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2594 * BLOCK + s);
    sum33.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2595 * BLOCK + s);
  }

  private static void backwardMoreInputTile4x4(float[] p, float[] w, int s, int y, int x, int c) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum02 = zero(SPECIES);
    FloatVector sum03 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum12 = zero(SPECIES);
    FloatVector sum13 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    FloatVector sum22 = zero(SPECIES);
    FloatVector sum23 = zero(SPECIES);
    FloatVector sum30 = zero(SPECIES);
    FloatVector sum31 = zero(SPECIES);
    FloatVector sum32 = zero(SPECIES);
    FloatVector sum33 = zero(SPECIES);
    for (int f = 0; f < 4; f++) {
      for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
        FloatVector dMore0 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK + s);
        FloatVector dMore1 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK + BLOCK + s);
        FloatVector dMore2 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK + 2 * BLOCK + s);
        FloatVector dMore3 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK + 3 * BLOCK + s);
        FloatVector moreWeight0 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3]);
        sum00 = moreWeight0.fma(dMore0, sum00);
        sum01 = moreWeight0.fma(dMore1, sum01);
        sum02 = moreWeight0.fma(dMore2, sum02);
        sum03 = moreWeight0.fma(dMore3, sum03);
        FloatVector moreWeight1 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 9]);
        sum10 = moreWeight1.fma(dMore0, sum10);
        sum11 = moreWeight1.fma(dMore1, sum11);
        sum12 = moreWeight1.fma(dMore2, sum12);
        sum13 = moreWeight1.fma(dMore3, sum13);
        FloatVector moreWeight2 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 18]);
        sum20 = moreWeight2.fma(dMore0, sum20);
        sum21 = moreWeight2.fma(dMore1, sum21);
        sum22 = moreWeight2.fma(dMore2, sum22);
        sum23 = moreWeight2.fma(dMore3, sum23);
        FloatVector moreWeight3 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 27]);
        sum30 = moreWeight3.fma(dMore0, sum30);
        sum31 = moreWeight3.fma(dMore1, sum31);
        sum32 = moreWeight3.fma(dMore2, sum32);
        sum33 = moreWeight3.fma(dMore3, sum33);
        FloatVector dMore4 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK - 1 * BLOCK + s);
        FloatVector moreWeight4 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 1]);
        sum00 = moreWeight4.fma(dMore4, sum00);
        sum01 = moreWeight4.fma(dMore0, sum01);
        sum02 = moreWeight4.fma(dMore1, sum02);
        sum03 = moreWeight4.fma(dMore2, sum03);
        FloatVector moreWeight5 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 10]);
        sum10 = moreWeight5.fma(dMore4, sum10);
        sum11 = moreWeight5.fma(dMore0, sum11);
        sum12 = moreWeight5.fma(dMore1, sum12);
        sum13 = moreWeight5.fma(dMore2, sum13);
        FloatVector moreWeight6 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 19]);
        sum20 = moreWeight6.fma(dMore4, sum20);
        sum21 = moreWeight6.fma(dMore0, sum21);
        sum22 = moreWeight6.fma(dMore1, sum22);
        sum23 = moreWeight6.fma(dMore2, sum23);
        FloatVector moreWeight7 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 28]);
        sum30 = moreWeight7.fma(dMore4, sum30);
        sum31 = moreWeight7.fma(dMore0, sum31);
        sum32 = moreWeight7.fma(dMore1, sum32);
        sum33 = moreWeight7.fma(dMore2, sum33);
        FloatVector dMore5 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK - 2 * BLOCK + s);
        FloatVector moreWeight8 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 2]);
        sum00 = moreWeight8.fma(dMore5, sum00);
        sum01 = moreWeight8.fma(dMore4, sum01);
        sum02 = moreWeight8.fma(dMore0, sum02);
        sum03 = moreWeight8.fma(dMore1, sum03);
        FloatVector moreWeight9 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 11]);
        sum10 = moreWeight9.fma(dMore5, sum10);
        sum11 = moreWeight9.fma(dMore4, sum11);
        sum12 = moreWeight9.fma(dMore0, sum12);
        sum13 = moreWeight9.fma(dMore1, sum13);
        FloatVector moreWeight10 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 20]);
        sum20 = moreWeight10.fma(dMore5, sum20);
        sum21 = moreWeight10.fma(dMore4, sum21);
        sum22 = moreWeight10.fma(dMore0, sum22);
        sum23 = moreWeight10.fma(dMore1, sum23);
        FloatVector moreWeight11 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 29]);
        sum30 = moreWeight11.fma(dMore5, sum30);
        sum31 = moreWeight11.fma(dMore4, sum31);
        sum32 = moreWeight11.fma(dMore0, sum32);
        sum33 = moreWeight11.fma(dMore1, sum33);
      }
    }
    sum00.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s);
    sum01.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + BLOCK + s);
    sum02.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2 * BLOCK + s);
    sum03.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 3 * BLOCK + s);
    sum10.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 864 * BLOCK + s);
    sum11.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 865 * BLOCK + s);
    sum12.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 866 * BLOCK + s);
    sum13.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 867 * BLOCK + s);
    sum20.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1728 * BLOCK + s);
    sum21.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1729 * BLOCK + s);
    sum22.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1730 * BLOCK + s);
    sum23.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1731 * BLOCK + s);
    sum30.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2592 * BLOCK + s);
    sum31.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2593 * BLOCK + s);
    sum32.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2594 * BLOCK + s);
    sum33.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2595 * BLOCK + s);
  }

  private static void backwardMoreInputTile4x2At16(float[] p, float[] w, int s, int y, int x,
      int c) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    FloatVector sum30 = zero(SPECIES);
    FloatVector sum31 = zero(SPECIES);
    for (int f = 0; f < 4; f++) {
      for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
        FloatVector dMore0 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK - 1 * BLOCK + s);
        FloatVector moreWeight0 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 1]);
        sum00 = moreWeight0.fma(dMore0, sum00);
        FloatVector moreWeight1 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 10]);
        sum10 = moreWeight1.fma(dMore0, sum10);
        FloatVector moreWeight2 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 19]);
        sum20 = moreWeight2.fma(dMore0, sum20);
        FloatVector moreWeight3 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 28]);
        sum30 = moreWeight3.fma(dMore0, sum30);
        FloatVector dMore1 =
            fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x
            * BLOCK - 2 * BLOCK + s);
        FloatVector moreWeight4 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 2]);
        sum00 = moreWeight4.fma(dMore1, sum00);
        sum01 = moreWeight4.fma(dMore0, sum01);
        FloatVector moreWeight5 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 11]);
        sum10 = moreWeight5.fma(dMore1, sum10);
        sum11 = moreWeight5.fma(dMore0, sum11);
        FloatVector moreWeight6 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 20]);
        sum20 = moreWeight6.fma(dMore1, sum20);
        sum21 = moreWeight6.fma(dMore0, sum21);
        FloatVector moreWeight7 = broadcast(SPECIES, p[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + 29]);
        sum30 = moreWeight7.fma(dMore1, sum30);
        sum31 = moreWeight7.fma(dMore0, sum31);
      }
    }
    sum00.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s);
    sum01.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + BLOCK + s);
    sum10.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 864 * BLOCK + s);
    sum11.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 865 * BLOCK + s);
    sum20.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1728 * BLOCK + s);
    sum21.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 1729 * BLOCK + s);
    sum30.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2592 * BLOCK + s);
    sum31.intoArray(w, D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2593 * BLOCK + s);
  }

  /**
   * dInput [1, 50, 20] = weight^T * dMaps
   */
  private static void backwardMapsInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 1; c++) {
      for (int y = 0; y < 50; y++) {
        for (int x = 0; x < 20; x++) {
          for (int s = at; s < end; s += LANES) {
            FloatVector sum = zero(SPECIES);
            for (int f = 0; f < 4; f++) {
              for (int a = Math.max(0, y - 47); a < Math.min(3, y + 1); a++) {
                for (int b = Math.max(0, x - 17); b < Math.min(3, x + 1); b++) {
                  sum = broadcast(SPECIES,
                      p[MAPS_WEIGHT + f * 9 + a * 3 + b]).fma(fromArray(SPECIES, w, D_MAPS + f
                      * 864 * BLOCK + y * 18 * BLOCK + a * -18 * BLOCK + x * BLOCK + b * -1 * BLOCK
                      + s), sum);
                }
              }
            }
            sum.intoArray(w, D_INPUT + y * 20 * BLOCK + x * BLOCK + s);
          }
        }
      }
    }
  }

  /**
   * Copies more so that each sample's values lie side by side.
   */
  private static void moreRows(float[] w, int at, int samples) {
    for (int k = 0; k < 2944; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + MORE_ROWS + s * 2944 + k] = w[at + MORE + k * BLOCK + s];
      }
    }
  }

  private static void backwardScoresWeightTile3x2(float[] g, float[] w, int samples, int u, int k) {
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + MORE_ROWS + k; s < end; s++, row += 2944) {
        FloatVector more0 = fromArray(SPECIES, w, row);
        FloatVector more1 = fromArray(SPECIES, w, row + LANES);
        FloatVector dScores0 = broadcast(SPECIES, w[D_SCORES + u * BLOCK + s]);
        sum00 = dScores0.fma(more0, sum00);
        sum01 = dScores0.fma(more1, sum01);
        FloatVector dScores1 = broadcast(SPECIES, w[D_SCORES + u * BLOCK + BLOCK + s]);
        sum10 = dScores1.fma(more0, sum10);
        sum11 = dScores1.fma(more1, sum11);
        FloatVector dScores2 = broadcast(SPECIES, w[D_SCORES + u * BLOCK + 2 * BLOCK + s]);
        sum20 = dScores2.fma(more0, sum20);
        sum21 = dScores2.fma(more1, sum21);
      }
    }
    sum00.intoArray(g, SCORES_WEIGHT + u * 2944 + k);
    sum01.intoArray(g, SCORES_WEIGHT + u * 2944 + k + LANES);
    sum10.intoArray(g, SCORES_WEIGHT + u * 2944 + k + 2944);
    sum11.intoArray(g, SCORES_WEIGHT + u * 2944 + k + LANES + 2944);
    sum20.intoArray(g, SCORES_WEIGHT + u * 2944 + k + 5888);
    sum21.intoArray(g, SCORES_WEIGHT + u * 2944 + k + LANES + 5888);
  }

  private static void backwardScoresWeightTile3x1(float[] g, float[] w, int samples, int u, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + MORE_ROWS + k; s < end; s++, row += 2944) {
        FloatVector more0 = fromArray(SPECIES, w, row);
        FloatVector dScores0 = broadcast(SPECIES, w[D_SCORES + u * BLOCK + s]);
        sum0 = dScores0.fma(more0, sum0);
        FloatVector dScores1 = broadcast(SPECIES, w[D_SCORES + u * BLOCK + BLOCK + s]);
        sum1 = dScores1.fma(more0, sum1);
        FloatVector dScores2 = broadcast(SPECIES, w[D_SCORES + u * BLOCK + 2 * BLOCK + s]);
        sum2 = dScores2.fma(more0, sum2);
      }
    }
    sum0.intoArray(g, SCORES_WEIGHT + u * 2944 + k);
    sum1.intoArray(g, SCORES_WEIGHT + u * 2944 + k + 2944);
    sum2.intoArray(g, SCORES_WEIGHT + u * 2944 + k + 5888);
  }

  /**
   * dScoresWeight = dScores [3] * more [4, 46, 16]^T, summed over the batch
   */
  private static void backwardScoresWeight(float[] g, float[] w, int samples, int task) {
    int k = task * 32;
    int end = k + 32;
    for (; k + 2 * LANES <= end; k += 2 * LANES) {
      backwardScoresWeightTile3x2(g, w, samples, 0, k);
    }
    for (; k + LANES <= end; k += LANES) {
      backwardScoresWeightTile3x1(g, w, samples, 0, k);
    }
  }

  /**
   * dScoresBias = dScores [3], summed over the batch
   */
  private static void backwardScoresBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardScoresBiasTile3x1(g, w, lanes, padded, 0);
  }

  private static void backwardScoresBiasTile3x1(float[] g, float[] w, float[] lanes, int samples,
      int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          sum0 = sum0.add(fromArray(SPECIES, w, D_SCORES + u * BLOCK + s));
          sum1 = sum1.add(fromArray(SPECIES, w, D_SCORES + u * BLOCK + BLOCK + s));
          sum2 = sum2.add(fromArray(SPECIES, w, D_SCORES + u * BLOCK + 2 * BLOCK + s));
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
    }
    g[SCORES_BIAS + u] = addLanes(lanes, 0);
    g[SCORES_BIAS + u + 1] = addLanes(lanes, 16);
    g[SCORES_BIAS + u + 2] = addLanes(lanes, 32);
  }

  /**
   * dMoreWeight [4, 4, 3, 3] = dMore * maps [4, 48, 18], summed over places and the batch
   */
  private static void backwardMoreWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int c = task;
    for (int a = 0; a < 3; a++) {
      int f = 0 * 4;
      backwardMoreWeightTile4x3(g, w, lanes, padded, c, a, f, 0);
    }
  }

  private static void backwardMoreWeightTile4x3(float[] g, float[] w, float[] lanes, int samples,
      int c, int a, int f, int b) {
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
      FloatVector sum30 = zero(SPECIES);
      FloatVector sum31 = zero(SPECIES);
      FloatVector sum32 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          for (int y = 0; y < 46; y++) {
            for (int x = 0; x < 16; x += 8) {
              FloatVector maps0 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + s);
              FloatVector maps1 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + BLOCK + s);
              FloatVector maps2 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + 2 * BLOCK + s);
              FloatVector dMore0 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s);
              sum00 = dMore0.fma(maps0, sum00);
              sum01 = dMore0.fma(maps1, sum01);
              sum02 = dMore0.fma(maps2, sum02);
              FloatVector dMore1 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 736
                  * BLOCK + s);
              sum10 = dMore1.fma(maps0, sum10);
              sum11 = dMore1.fma(maps1, sum11);
              sum12 = dMore1.fma(maps2, sum12);
              FloatVector dMore2 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1472 * BLOCK + s);
              sum20 = dMore2.fma(maps0, sum20);
              sum21 = dMore2.fma(maps1, sum21);
              sum22 = dMore2.fma(maps2, sum22);
              FloatVector dMore3 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2208 * BLOCK + s);
              sum30 = dMore3.fma(maps0, sum30);
              sum31 = dMore3.fma(maps1, sum31);
              sum32 = dMore3.fma(maps2, sum32);
              FloatVector maps3 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + 3 * BLOCK + s);
              FloatVector dMore4 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + BLOCK + s);
              sum00 = dMore4.fma(maps1, sum00);
              sum01 = dMore4.fma(maps2, sum01);
              sum02 = dMore4.fma(maps3, sum02);
              FloatVector dMore5 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 737
                  * BLOCK + s);
              sum10 = dMore5.fma(maps1, sum10);
              sum11 = dMore5.fma(maps2, sum11);
              sum12 = dMore5.fma(maps3, sum12);
              FloatVector dMore6 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1473 * BLOCK + s);
              sum20 = dMore6.fma(maps1, sum20);
              sum21 = dMore6.fma(maps2, sum21);
              sum22 = dMore6.fma(maps3, sum22);
              FloatVector dMore7 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2209 * BLOCK + s);
              sum30 = dMore7.fma(maps1, sum30);
              sum31 = dMore7.fma(maps2, sum31);
              sum32 = dMore7.fma(maps3, sum32);
              FloatVector maps4 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + 4 * BLOCK + s);
              FloatVector dMore8 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 2
                  * BLOCK + s);
              sum00 = dMore8.fma(maps2, sum00);
              sum01 = dMore8.fma(maps3, sum01);
              sum02 = dMore8.fma(maps4, sum02);
              FloatVector dMore9 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 738
                  * BLOCK + s);
              sum10 = dMore9.fma(maps2, sum10);
              sum11 = dMore9.fma(maps3, sum11);
              sum12 = dMore9.fma(maps4, sum12);
              FloatVector dMore10 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1474 * BLOCK + s);
              sum20 = dMore10.fma(maps2, sum20);
              sum21 = dMore10.fma(maps3, sum21);
              sum22 = dMore10.fma(maps4, sum22);
              FloatVector dMore11 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2210 * BLOCK + s);
              sum30 = dMore11.fma(maps2, sum30);
              sum31 = dMore11.fma(maps3, sum31);
              sum32 = dMore11.fma(maps4, sum32);
              FloatVector maps5 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + 5 * BLOCK + s);
              FloatVector dMore12 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 3
                  * BLOCK + s);
              sum00 = dMore12.fma(maps3, sum00);
              sum01 = dMore12.fma(maps4, sum01);
              sum02 = dMore12.fma(maps5, sum02);
              FloatVector dMore13 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 739
                  * BLOCK + s);
              sum10 = dMore13.fma(maps3, sum10);
              sum11 = dMore13.fma(maps4, sum11);
              sum12 = dMore13.fma(maps5, sum12);
              FloatVector dMore14 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1475 * BLOCK + s);
              sum20 = dMore14.fma(maps3, sum20);
              sum21 = dMore14.fma(maps4, sum21);
              sum22 = dMore14.fma(maps5, sum22);
              FloatVector dMore15 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2211 * BLOCK + s);
              sum30 = dMore15.fma(maps3, sum30);
              sum31 = dMore15.fma(maps4, sum31);
              sum32 = dMore15.fma(maps5, sum32);
              FloatVector maps6 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + 6 * BLOCK + s);
              FloatVector dMore16 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 4
                  * BLOCK + s);
              sum00 = dMore16.fma(maps4, sum00);
              sum01 = dMore16.fma(maps5, sum01);
              sum02 = dMore16.fma(maps6, sum02);
              FloatVector dMore17 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 740
                  * BLOCK + s);
              sum10 = dMore17.fma(maps4, sum10);
              sum11 = dMore17.fma(maps5, sum11);
              sum12 = dMore17.fma(maps6, sum12);
              FloatVector dMore18 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1476 * BLOCK + s);
              sum20 = dMore18.fma(maps4, sum20);
              sum21 = dMore18.fma(maps5, sum21);
              sum22 = dMore18.fma(maps6, sum22);
              FloatVector dMore19 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2212 * BLOCK + s);
              sum30 = dMore19.fma(maps4, sum30);
              sum31 = dMore19.fma(maps5, sum31);
              sum32 = dMore19.fma(maps6, sum32);
              FloatVector maps7 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + 7 * BLOCK + s);
              FloatVector dMore20 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 5
                  * BLOCK + s);
              sum00 = dMore20.fma(maps5, sum00);
              sum01 = dMore20.fma(maps6, sum01);
              sum02 = dMore20.fma(maps7, sum02);
              FloatVector dMore21 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 741
                  * BLOCK + s);
              sum10 = dMore21.fma(maps5, sum10);
              sum11 = dMore21.fma(maps6, sum11);
              sum12 = dMore21.fma(maps7, sum12);
              FloatVector dMore22 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1477 * BLOCK + s);
              sum20 = dMore22.fma(maps5, sum20);
              sum21 = dMore22.fma(maps6, sum21);
              sum22 = dMore22.fma(maps7, sum22);
              FloatVector dMore23 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2213 * BLOCK + s);
              sum30 = dMore23.fma(maps5, sum30);
              sum31 = dMore23.fma(maps6, sum31);
              sum32 = dMore23.fma(maps7, sum32);
              FloatVector maps8 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + 8 * BLOCK + s);
              FloatVector dMore24 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 6
                  * BLOCK + s);
              sum00 = dMore24.fma(maps6, sum00);
              sum01 = dMore24.fma(maps7, sum01);
              sum02 = dMore24.fma(maps8, sum02);
              FloatVector dMore25 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 742
                  * BLOCK + s);
              sum10 = dMore25.fma(maps6, sum10);
              sum11 = dMore25.fma(maps7, sum11);
              sum12 = dMore25.fma(maps8, sum12);
              FloatVector dMore26 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1478 * BLOCK + s);
              sum20 = dMore26.fma(maps6, sum20);
              sum21 = dMore26.fma(maps7, sum21);
              sum22 = dMore26.fma(maps8, sum22);
              FloatVector dMore27 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2214 * BLOCK + s);
              sum30 = dMore27.fma(maps6, sum30);
              sum31 = dMore27.fma(maps7, sum31);
              sum32 = dMore27.fma(maps8, sum32);
              FloatVector maps9 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + a * 18 * BLOCK
                  + x * BLOCK + b * BLOCK + 9 * BLOCK + s);
              FloatVector dMore28 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 7
                  * BLOCK + s);
              sum00 = dMore28.fma(maps7, sum00);
              sum01 = dMore28.fma(maps8, sum01);
              sum02 = dMore28.fma(maps9, sum02);
              FloatVector dMore29 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 743
                  * BLOCK + s);
              sum10 = dMore29.fma(maps7, sum10);
              sum11 = dMore29.fma(maps8, sum11);
              sum12 = dMore29.fma(maps9, sum12);
              FloatVector dMore30 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1479 * BLOCK + s);
              sum20 = dMore30.fma(maps7, sum20);
              sum21 = dMore30.fma(maps8, sum21);
              sum22 = dMore30.fma(maps9, sum22);
              FloatVector dMore31 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2215 * BLOCK + s);
              sum30 = dMore31.fma(maps7, sum30);
              sum31 = dMore31.fma(maps8, sum31);
              sum32 = dMore31.fma(maps9, sum32);
            }
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
      sum30.intoArray(lanes, 144 + lane);
      sum31.intoArray(lanes, 160 + lane);
      sum32.intoArray(lanes, 176 + lane);
    }
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b] = addLanes(lanes, 0);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 1] = addLanes(lanes, 16);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 2] = addLanes(lanes, 32);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 36] = addLanes(lanes, 48);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 37] = addLanes(lanes, 64);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 38] = addLanes(lanes, 80);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 72] = addLanes(lanes, 96);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 73] = addLanes(lanes, 112);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 74] = addLanes(lanes, 128);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 108] = addLanes(lanes, 144);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 109] = addLanes(lanes, 160);
    g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b + 110] = addLanes(lanes, 176);
  }

  /**
   * dMoreBias = dMore, summed over places and the batch
   */
  private static void backwardMoreBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardMoreBiasTile4x1(g, w, lanes, padded, 0);
  }

  private static void backwardMoreBiasTile4x1(float[] g, float[] w, float[] lanes, int samples,
      int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          for (int y = 0; y < 46; y++) {
            for (int x = 0; x < 16; x++) {
              sum0 = sum0
                  .add(fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + s));
              sum1 = sum1
                  .add(fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 736 * BLOCK + s));
              sum2 = sum2
                  .add(fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 1472 * BLOCK + s));
              sum3 = sum3
                  .add(fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + 2208 * BLOCK + s));
            }
          }
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
    }
    g[MORE_BIAS + f] = addLanes(lanes, 0);
    g[MORE_BIAS + f + 1] = addLanes(lanes, 16);
    g[MORE_BIAS + f + 2] = addLanes(lanes, 32);
    g[MORE_BIAS + f + 3] = addLanes(lanes, 48);
  }

  /**
   * dMapsWeight [4, 1, 3, 3] = dMaps * input [1, 50, 20], summed over places and the batch
   */
  private static void backwardMapsWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int a = task;
    int f = 0 * 4;
    backwardMapsWeightTile4x3(g, w, lanes, padded, a, f, 0);
  }

  private static void backwardMapsWeightTile4x3(float[] g, float[] w, float[] lanes, int samples,
      int a, int f, int b) {
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
      FloatVector sum30 = zero(SPECIES);
      FloatVector sum31 = zero(SPECIES);
      FloatVector sum32 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 18; x += 6) {
              FloatVector input0 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b
                  * BLOCK + s);
              FloatVector input1 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b
                  * BLOCK + BLOCK + s);
              FloatVector input2 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b
                  * BLOCK + 2 * BLOCK + s);
              FloatVector dMaps0 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s);
              sum00 = dMaps0.fma(input0, sum00);
              sum01 = dMaps0.fma(input1, sum01);
              sum02 = dMaps0.fma(input2, sum02);
              FloatVector dMaps1 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 864
                  * BLOCK + s);
              sum10 = dMaps1.fma(input0, sum10);
              sum11 = dMaps1.fma(input1, sum11);
              sum12 = dMaps1.fma(input2, sum12);
              FloatVector dMaps2 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 1728 * BLOCK + s);
              sum20 = dMaps2.fma(input0, sum20);
              sum21 = dMaps2.fma(input1, sum21);
              sum22 = dMaps2.fma(input2, sum22);
              FloatVector dMaps3 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 2592 * BLOCK + s);
              sum30 = dMaps3.fma(input0, sum30);
              sum31 = dMaps3.fma(input1, sum31);
              sum32 = dMaps3.fma(input2, sum32);
              FloatVector input3 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b
                  * BLOCK + 3 * BLOCK + s);
              FloatVector dMaps4 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + BLOCK + s);
              sum00 = dMaps4.fma(input1, sum00);
              sum01 = dMaps4.fma(input2, sum01);
              sum02 = dMaps4.fma(input3, sum02);
              FloatVector dMaps5 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 865
                  * BLOCK + s);
              sum10 = dMaps5.fma(input1, sum10);
              sum11 = dMaps5.fma(input2, sum11);
              sum12 = dMaps5.fma(input3, sum12);
              FloatVector dMaps6 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 1729 * BLOCK + s);
              sum20 = dMaps6.fma(input1, sum20);
              sum21 = dMaps6.fma(input2, sum21);
              sum22 = dMaps6.fma(input3, sum22);
              FloatVector dMaps7 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 2593 * BLOCK + s);
              sum30 = dMaps7.fma(input1, sum30);
              sum31 = dMaps7.fma(input2, sum31);
              sum32 = dMaps7.fma(input3, sum32);
              FloatVector input4 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b
                  * BLOCK + 4 * BLOCK + s);
              FloatVector dMaps8 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2
                  * BLOCK + s);
              sum00 = dMaps8.fma(input2, sum00);
              sum01 = dMaps8.fma(input3, sum01);
              sum02 = dMaps8.fma(input4, sum02);
              FloatVector dMaps9 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 866
                  * BLOCK + s);
              sum10 = dMaps9.fma(input2, sum10);
              sum11 = dMaps9.fma(input3, sum11);
              sum12 = dMaps9.fma(input4, sum12);
              FloatVector dMaps10 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 1730 * BLOCK + s);
              sum20 = dMaps10.fma(input2, sum20);
              sum21 = dMaps10.fma(input3, sum21);
              sum22 = dMaps10.fma(input4, sum22);
              FloatVector dMaps11 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 2594 * BLOCK + s);
              sum30 = dMaps11.fma(input2, sum30);
              sum31 = dMaps11.fma(input3, sum31);
              sum32 = dMaps11.fma(input4, sum32);
              FloatVector input5 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b
                  * BLOCK + 5 * BLOCK + s);
              FloatVector dMaps12 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 3
                  * BLOCK + s);
              sum00 = dMaps12.fma(input3, sum00);
              sum01 = dMaps12.fma(input4, sum01);
              sum02 = dMaps12.fma(input5, sum02);
              FloatVector dMaps13 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 867
                  * BLOCK + s);
              sum10 = dMaps13.fma(input3, sum10);
              sum11 = dMaps13.fma(input4, sum11);
              sum12 = dMaps13.fma(input5, sum12);
              FloatVector dMaps14 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 1731 * BLOCK + s);
              sum20 = dMaps14.fma(input3, sum20);
              sum21 = dMaps14.fma(input4, sum21);
              sum22 = dMaps14.fma(input5, sum22);
              FloatVector dMaps15 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 2595 * BLOCK + s);
              sum30 = dMaps15.fma(input3, sum30);
              sum31 = dMaps15.fma(input4, sum31);
              sum32 = dMaps15.fma(input5, sum32);
              FloatVector input6 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b
                  * BLOCK + 6 * BLOCK + s);
              FloatVector dMaps16 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 4
                  * BLOCK + s);
              sum00 = dMaps16.fma(input4, sum00);
              sum01 = dMaps16.fma(input5, sum01);
              sum02 = dMaps16.fma(input6, sum02);
              FloatVector dMaps17 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 868
                  * BLOCK + s);
              sum10 = dMaps17.fma(input4, sum10);
              sum11 = dMaps17.fma(input5, sum11);
              sum12 = dMaps17.fma(input6, sum12);
              FloatVector dMaps18 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 1732 * BLOCK + s);
              sum20 = dMaps18.fma(input4, sum20);
              sum21 = dMaps18.fma(input5, sum21);
              sum22 = dMaps18.fma(input6, sum22);
              FloatVector dMaps19 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 2596 * BLOCK + s);
              sum30 = dMaps19.fma(input4, sum30);
              sum31 = dMaps19.fma(input5, sum31);
              sum32 = dMaps19.fma(input6, sum32);
              FloatVector input7 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + b
                  * BLOCK + 7 * BLOCK + s);
              FloatVector dMaps20 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 5
                  * BLOCK + s);
              sum00 = dMaps20.fma(input5, sum00);
              sum01 = dMaps20.fma(input6, sum01);
              sum02 = dMaps20.fma(input7, sum02);
              FloatVector dMaps21 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 869
                  * BLOCK + s);
              sum10 = dMaps21.fma(input5, sum10);
              sum11 = dMaps21.fma(input6, sum11);
              sum12 = dMaps21.fma(input7, sum12);
              FloatVector dMaps22 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 1733 * BLOCK + s);
              sum20 = dMaps22.fma(input5, sum20);
              sum21 = dMaps22.fma(input6, sum21);
              sum22 = dMaps22.fma(input7, sum22);
              FloatVector dMaps23 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 2597 * BLOCK + s);
              sum30 = dMaps23.fma(input5, sum30);
              sum31 = dMaps23.fma(input6, sum31);
              sum32 = dMaps23.fma(input7, sum32);
            }
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
      sum30.intoArray(lanes, 144 + lane);
      sum31.intoArray(lanes, 160 + lane);
      sum32.intoArray(lanes, 176 + lane);
    }
    g[MAPS_WEIGHT + f * 9 + a * 3 + b] = addLanes(lanes, 0);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 1] = addLanes(lanes, 16);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 2] = addLanes(lanes, 32);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 9] = addLanes(lanes, 48);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 10] = addLanes(lanes, 64);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 11] = addLanes(lanes, 80);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 18] = addLanes(lanes, 96);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 19] = addLanes(lanes, 112);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 20] = addLanes(lanes, 128);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 27] = addLanes(lanes, 144);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 28] = addLanes(lanes, 160);
    g[MAPS_WEIGHT + f * 9 + a * 3 + b + 29] = addLanes(lanes, 176);
  }

  /**
   * dMapsBias = dMaps, summed over places and the batch
   */
  private static void backwardMapsBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardMapsBiasTile4x1(g, w, lanes, padded, 0);
  }

  private static void backwardMapsBiasTile4x1(float[] g, float[] w, float[] lanes, int samples,
      int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 18; x++) {
              sum0 = sum0
                  .add(fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + s));
              sum1 = sum1
                  .add(fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 864 * BLOCK + s));
              sum2 = sum2
                  .add(fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 1728 * BLOCK + s));
              sum3 = sum3
                  .add(fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + 2592 * BLOCK + s));
            }
          }
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
    }
    g[MAPS_BIAS + f] = addLanes(lanes, 0);
    g[MAPS_BIAS + f + 1] = addLanes(lanes, 16);
    g[MAPS_BIAS + f + 2] = addLanes(lanes, 32);
    g[MAPS_BIAS + f + 3] = addLanes(lanes, 48);
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
