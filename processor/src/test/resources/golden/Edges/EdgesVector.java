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
    return 115;
  }

  @Override
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
    if (task < 92) {
      backwardScoresWeight(g, w, samples, task);
    } else if (task < 93) {
      backwardScoresBias(g, w, lanes, samples);
    } else if (task < 109) {
      backwardMoreWeight(g, w, lanes, samples, task - 93);
    } else if (task < 110) {
      backwardMoreBias(g, w, lanes, samples);
    } else if (task < 114) {
      backwardMapsWeight(g, w, lanes, samples, task - 110);
    } else if (task < 115) {
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
    int c = task / 4;
    int f = task % 4 * 1;
    backwardMoreWeightTile1x9(g, w, lanes, padded, c, f);
  }

  private static void backwardMoreWeightTile1x9(float[] g, float[] w, float[] lanes, int samples,
      int c, int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      FloatVector sum6 = zero(SPECIES);
      FloatVector sum7 = zero(SPECIES);
      FloatVector sum8 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          for (int y = 0; y < 46; y++) {
            for (int x = 0; x < 16; x += 8) {
              FloatVector maps0 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s);
              FloatVector maps1 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + BLOCK
                  + s);
              FloatVector maps2 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2
                  * BLOCK + s);
              FloatVector maps3 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 18
                  * BLOCK + s);
              FloatVector maps4 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 19
                  * BLOCK + s);
              FloatVector maps5 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 20
                  * BLOCK + s);
              FloatVector maps6 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 36
                  * BLOCK + s);
              FloatVector maps7 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 37
                  * BLOCK + s);
              FloatVector maps8 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 38
                  * BLOCK + s);
              FloatVector dMore0 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s);
              sum0 = dMore0.fma(maps0, sum0);
              sum1 = dMore0.fma(maps1, sum1);
              sum2 = dMore0.fma(maps2, sum2);
              sum3 = dMore0.fma(maps3, sum3);
              sum4 = dMore0.fma(maps4, sum4);
              sum5 = dMore0.fma(maps5, sum5);
              sum6 = dMore0.fma(maps6, sum6);
              sum7 = dMore0.fma(maps7, sum7);
              sum8 = dMore0.fma(maps8, sum8);
              FloatVector maps9 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 3
                  * BLOCK + s);
              FloatVector maps10 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 21
                  * BLOCK + s);
              FloatVector maps11 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 39
                  * BLOCK + s);
              FloatVector dMore1 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK
                  + BLOCK + s);
              sum0 = dMore1.fma(maps1, sum0);
              sum1 = dMore1.fma(maps2, sum1);
              sum2 = dMore1.fma(maps9, sum2);
              sum3 = dMore1.fma(maps4, sum3);
              sum4 = dMore1.fma(maps5, sum4);
              sum5 = dMore1.fma(maps10, sum5);
              sum6 = dMore1.fma(maps7, sum6);
              sum7 = dMore1.fma(maps8, sum7);
              sum8 = dMore1.fma(maps11, sum8);
              FloatVector maps12 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 4
                  * BLOCK + s);
              FloatVector maps13 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 22
                  * BLOCK + s);
              FloatVector maps14 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 40
                  * BLOCK + s);
              FloatVector dMore2 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 2
                  * BLOCK + s);
              sum0 = dMore2.fma(maps2, sum0);
              sum1 = dMore2.fma(maps9, sum1);
              sum2 = dMore2.fma(maps12, sum2);
              sum3 = dMore2.fma(maps5, sum3);
              sum4 = dMore2.fma(maps10, sum4);
              sum5 = dMore2.fma(maps13, sum5);
              sum6 = dMore2.fma(maps8, sum6);
              sum7 = dMore2.fma(maps11, sum7);
              sum8 = dMore2.fma(maps14, sum8);
              FloatVector maps15 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 5
                  * BLOCK + s);
              FloatVector maps16 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 23
                  * BLOCK + s);
              FloatVector maps17 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 41
                  * BLOCK + s);
              FloatVector dMore3 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 3
                  * BLOCK + s);
              sum0 = dMore3.fma(maps9, sum0);
              sum1 = dMore3.fma(maps12, sum1);
              sum2 = dMore3.fma(maps15, sum2);
              sum3 = dMore3.fma(maps10, sum3);
              sum4 = dMore3.fma(maps13, sum4);
              sum5 = dMore3.fma(maps16, sum5);
              sum6 = dMore3.fma(maps11, sum6);
              sum7 = dMore3.fma(maps14, sum7);
              sum8 = dMore3.fma(maps17, sum8);
              FloatVector maps18 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 6
                  * BLOCK + s);
              FloatVector maps19 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 24
                  * BLOCK + s);
              FloatVector maps20 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 42
                  * BLOCK + s);
              FloatVector dMore4 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 4
                  * BLOCK + s);
              sum0 = dMore4.fma(maps12, sum0);
              sum1 = dMore4.fma(maps15, sum1);
              sum2 = dMore4.fma(maps18, sum2);
              sum3 = dMore4.fma(maps13, sum3);
              sum4 = dMore4.fma(maps16, sum4);
              sum5 = dMore4.fma(maps19, sum5);
              sum6 = dMore4.fma(maps14, sum6);
              sum7 = dMore4.fma(maps17, sum7);
              sum8 = dMore4.fma(maps20, sum8);
              FloatVector maps21 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 7
                  * BLOCK + s);
              FloatVector maps22 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 25
                  * BLOCK + s);
              FloatVector maps23 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 43
                  * BLOCK + s);
              FloatVector dMore5 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 5
                  * BLOCK + s);
              sum0 = dMore5.fma(maps15, sum0);
              sum1 = dMore5.fma(maps18, sum1);
              sum2 = dMore5.fma(maps21, sum2);
              sum3 = dMore5.fma(maps16, sum3);
              sum4 = dMore5.fma(maps19, sum4);
              sum5 = dMore5.fma(maps22, sum5);
              sum6 = dMore5.fma(maps17, sum6);
              sum7 = dMore5.fma(maps20, sum7);
              sum8 = dMore5.fma(maps23, sum8);
              FloatVector maps24 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 8
                  * BLOCK + s);
              FloatVector maps25 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 26
                  * BLOCK + s);
              FloatVector maps26 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 44
                  * BLOCK + s);
              FloatVector dMore6 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 6
                  * BLOCK + s);
              sum0 = dMore6.fma(maps18, sum0);
              sum1 = dMore6.fma(maps21, sum1);
              sum2 = dMore6.fma(maps24, sum2);
              sum3 = dMore6.fma(maps19, sum3);
              sum4 = dMore6.fma(maps22, sum4);
              sum5 = dMore6.fma(maps25, sum5);
              sum6 = dMore6.fma(maps20, sum6);
              sum7 = dMore6.fma(maps23, sum7);
              sum8 = dMore6.fma(maps26, sum8);
              FloatVector maps27 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 9
                  * BLOCK + s);
              FloatVector maps28 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 27
                  * BLOCK + s);
              FloatVector maps29 =
                  fromArray(SPECIES, w, MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 45
                  * BLOCK + s);
              FloatVector dMore7 =
                  fromArray(SPECIES, w, D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + 7
                  * BLOCK + s);
              sum0 = dMore7.fma(maps21, sum0);
              sum1 = dMore7.fma(maps24, sum1);
              sum2 = dMore7.fma(maps27, sum2);
              sum3 = dMore7.fma(maps22, sum3);
              sum4 = dMore7.fma(maps25, sum4);
              sum5 = dMore7.fma(maps28, sum5);
              sum6 = dMore7.fma(maps23, sum6);
              sum7 = dMore7.fma(maps26, sum7);
              sum8 = dMore7.fma(maps29, sum8);
            }
          }
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
      sum6.intoArray(lanes, 96 + lane);
      sum7.intoArray(lanes, 112 + lane);
      sum8.intoArray(lanes, 128 + lane);
    }
    g[MORE_WEIGHT + f * 36 + c * 9] = addLanes(lanes, 0);
    g[MORE_WEIGHT + f * 36 + c * 9 + 1] = addLanes(lanes, 16);
    g[MORE_WEIGHT + f * 36 + c * 9 + 2] = addLanes(lanes, 32);
    g[MORE_WEIGHT + f * 36 + c * 9 + 3] = addLanes(lanes, 48);
    g[MORE_WEIGHT + f * 36 + c * 9 + 4] = addLanes(lanes, 64);
    g[MORE_WEIGHT + f * 36 + c * 9 + 5] = addLanes(lanes, 80);
    g[MORE_WEIGHT + f * 36 + c * 9 + 6] = addLanes(lanes, 96);
    g[MORE_WEIGHT + f * 36 + c * 9 + 7] = addLanes(lanes, 112);
    g[MORE_WEIGHT + f * 36 + c * 9 + 8] = addLanes(lanes, 128);
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
    int f = task * 1;
    backwardMapsWeightTile1x9(g, w, lanes, padded, f);
  }

  private static void backwardMapsWeightTile1x9(float[] g, float[] w, float[] lanes, int samples,
      int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      FloatVector sum6 = zero(SPECIES);
      FloatVector sum7 = zero(SPECIES);
      FloatVector sum8 = zero(SPECIES);
      for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
        int end = at + Math.min(rest, BLOCK);
        for (int s = at + lane; s < end; s += 16) {
          for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 18; x += 9) {
              FloatVector input0 = fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + s);
              FloatVector input1 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + BLOCK + s);
              FloatVector input2 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 2 * BLOCK + s);
              FloatVector input3 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 20 * BLOCK + s);
              FloatVector input4 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 21 * BLOCK + s);
              FloatVector input5 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 22 * BLOCK + s);
              FloatVector input6 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 40 * BLOCK + s);
              FloatVector input7 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 41 * BLOCK + s);
              FloatVector input8 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 42 * BLOCK + s);
              FloatVector dMaps0 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s);
              sum0 = dMaps0.fma(input0, sum0);
              sum1 = dMaps0.fma(input1, sum1);
              sum2 = dMaps0.fma(input2, sum2);
              sum3 = dMaps0.fma(input3, sum3);
              sum4 = dMaps0.fma(input4, sum4);
              sum5 = dMaps0.fma(input5, sum5);
              sum6 = dMaps0.fma(input6, sum6);
              sum7 = dMaps0.fma(input7, sum7);
              sum8 = dMaps0.fma(input8, sum8);
              FloatVector input9 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 3 * BLOCK + s);
              FloatVector input10 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 23 * BLOCK + s);
              FloatVector input11 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 43 * BLOCK + s);
              FloatVector dMaps1 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK
                  + BLOCK + s);
              sum0 = dMaps1.fma(input1, sum0);
              sum1 = dMaps1.fma(input2, sum1);
              sum2 = dMaps1.fma(input9, sum2);
              sum3 = dMaps1.fma(input4, sum3);
              sum4 = dMaps1.fma(input5, sum4);
              sum5 = dMaps1.fma(input10, sum5);
              sum6 = dMaps1.fma(input7, sum6);
              sum7 = dMaps1.fma(input8, sum7);
              sum8 = dMaps1.fma(input11, sum8);
              FloatVector input12 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 4 * BLOCK + s);
              FloatVector input13 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 24 * BLOCK + s);
              FloatVector input14 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 44 * BLOCK + s);
              FloatVector dMaps2 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 2
                  * BLOCK + s);
              sum0 = dMaps2.fma(input2, sum0);
              sum1 = dMaps2.fma(input9, sum1);
              sum2 = dMaps2.fma(input12, sum2);
              sum3 = dMaps2.fma(input5, sum3);
              sum4 = dMaps2.fma(input10, sum4);
              sum5 = dMaps2.fma(input13, sum5);
              sum6 = dMaps2.fma(input8, sum6);
              sum7 = dMaps2.fma(input11, sum7);
              sum8 = dMaps2.fma(input14, sum8);
              FloatVector input15 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 5 * BLOCK + s);
              FloatVector input16 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 25 * BLOCK + s);
              FloatVector input17 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 45 * BLOCK + s);
              FloatVector dMaps3 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 3
                  * BLOCK + s);
              sum0 = dMaps3.fma(input9, sum0);
              sum1 = dMaps3.fma(input12, sum1);
              sum2 = dMaps3.fma(input15, sum2);
              sum3 = dMaps3.fma(input10, sum3);
              sum4 = dMaps3.fma(input13, sum4);
              sum5 = dMaps3.fma(input16, sum5);
              sum6 = dMaps3.fma(input11, sum6);
              sum7 = dMaps3.fma(input14, sum7);
              sum8 = dMaps3.fma(input17, sum8);
              FloatVector input18 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 6 * BLOCK + s);
              FloatVector input19 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 26 * BLOCK + s);
              FloatVector input20 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 46 * BLOCK + s);
              FloatVector dMaps4 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 4
                  * BLOCK + s);
              sum0 = dMaps4.fma(input12, sum0);
              sum1 = dMaps4.fma(input15, sum1);
              sum2 = dMaps4.fma(input18, sum2);
              sum3 = dMaps4.fma(input13, sum3);
              sum4 = dMaps4.fma(input16, sum4);
              sum5 = dMaps4.fma(input19, sum5);
              sum6 = dMaps4.fma(input14, sum6);
              sum7 = dMaps4.fma(input17, sum7);
              sum8 = dMaps4.fma(input20, sum8);
              FloatVector input21 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 7 * BLOCK + s);
              FloatVector input22 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 27 * BLOCK + s);
              FloatVector input23 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 47 * BLOCK + s);
              FloatVector dMaps5 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 5
                  * BLOCK + s);
              sum0 = dMaps5.fma(input15, sum0);
              sum1 = dMaps5.fma(input18, sum1);
              sum2 = dMaps5.fma(input21, sum2);
              sum3 = dMaps5.fma(input16, sum3);
              sum4 = dMaps5.fma(input19, sum4);
              sum5 = dMaps5.fma(input22, sum5);
              sum6 = dMaps5.fma(input17, sum6);
              sum7 = dMaps5.fma(input20, sum7);
              sum8 = dMaps5.fma(input23, sum8);
              FloatVector input24 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 8 * BLOCK + s);
              FloatVector input25 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 28 * BLOCK + s);
              FloatVector input26 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 48 * BLOCK + s);
              FloatVector dMaps6 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 6
                  * BLOCK + s);
              sum0 = dMaps6.fma(input18, sum0);
              sum1 = dMaps6.fma(input21, sum1);
              sum2 = dMaps6.fma(input24, sum2);
              sum3 = dMaps6.fma(input19, sum3);
              sum4 = dMaps6.fma(input22, sum4);
              sum5 = dMaps6.fma(input25, sum5);
              sum6 = dMaps6.fma(input20, sum6);
              sum7 = dMaps6.fma(input23, sum7);
              sum8 = dMaps6.fma(input26, sum8);
              FloatVector input27 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 9 * BLOCK + s);
              FloatVector input28 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 29 * BLOCK + s);
              FloatVector input29 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 49 * BLOCK + s);
              FloatVector dMaps7 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 7
                  * BLOCK + s);
              sum0 = dMaps7.fma(input21, sum0);
              sum1 = dMaps7.fma(input24, sum1);
              sum2 = dMaps7.fma(input27, sum2);
              sum3 = dMaps7.fma(input22, sum3);
              sum4 = dMaps7.fma(input25, sum4);
              sum5 = dMaps7.fma(input28, sum5);
              sum6 = dMaps7.fma(input23, sum6);
              sum7 = dMaps7.fma(input26, sum7);
              sum8 = dMaps7.fma(input29, sum8);
              FloatVector input30 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 10 * BLOCK + s);
              FloatVector input31 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 30 * BLOCK + s);
              FloatVector input32 =
                  fromArray(SPECIES, w, INPUT + y * 20 * BLOCK + x * BLOCK + 50 * BLOCK + s);
              FloatVector dMaps8 =
                  fromArray(SPECIES, w, D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + 8
                  * BLOCK + s);
              sum0 = dMaps8.fma(input24, sum0);
              sum1 = dMaps8.fma(input27, sum1);
              sum2 = dMaps8.fma(input30, sum2);
              sum3 = dMaps8.fma(input25, sum3);
              sum4 = dMaps8.fma(input28, sum4);
              sum5 = dMaps8.fma(input31, sum5);
              sum6 = dMaps8.fma(input26, sum6);
              sum7 = dMaps8.fma(input29, sum7);
              sum8 = dMaps8.fma(input32, sum8);
            }
          }
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
      sum6.intoArray(lanes, 96 + lane);
      sum7.intoArray(lanes, 112 + lane);
      sum8.intoArray(lanes, 128 + lane);
    }
    g[MAPS_WEIGHT + f * 9] = addLanes(lanes, 0);
    g[MAPS_WEIGHT + f * 9 + 1] = addLanes(lanes, 16);
    g[MAPS_WEIGHT + f * 9 + 2] = addLanes(lanes, 32);
    g[MAPS_WEIGHT + f * 9 + 3] = addLanes(lanes, 48);
    g[MAPS_WEIGHT + f * 9 + 4] = addLanes(lanes, 64);
    g[MAPS_WEIGHT + f * 9 + 5] = addLanes(lanes, 80);
    g[MAPS_WEIGHT + f * 9 + 6] = addLanes(lanes, 96);
    g[MAPS_WEIGHT + f * 9 + 7] = addLanes(lanes, 112);
    g[MAPS_WEIGHT + f * 9 + 8] = addLanes(lanes, 128);
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
