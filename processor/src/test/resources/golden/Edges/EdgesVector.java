package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.LaneSums;
import org.phyllo.runtime.compiled.Steps;

/**
 * Edges in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link EdgesPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
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

  private static final int[] STEPS_46X18_16X1 = Steps.of(46, 18, 16, 1);

  private static final int[] STEPS_48X20_18X1 = Steps.of(48, 20, 18, 1);

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
    for (int s = at; s < end; s += LANES) {
      for (int y = 0; y < 48; y++) {
        for (int x = 0; x < 18; x += 3) {
          forwardMapsTile4x3(p, w, s, y, x, 0);
        }
      }
    }
  }

  private static void forwardMapsTile4x3(float[] p, float[] w, int s, int y, int x, int f) {
    int mapsBiasAt = MAPS_BIAS + f;
    FloatVector sum00 = broadcast(SPECIES, p[mapsBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[mapsBiasAt]);
    FloatVector sum02 = broadcast(SPECIES, p[mapsBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[mapsBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[mapsBiasAt + 1]);
    FloatVector sum12 = broadcast(SPECIES, p[mapsBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[mapsBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[mapsBiasAt + 2]);
    FloatVector sum22 = broadcast(SPECIES, p[mapsBiasAt + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[mapsBiasAt + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[mapsBiasAt + 3]);
    FloatVector sum32 = broadcast(SPECIES, p[mapsBiasAt + 3]);
    for (int a = 0; a < 3; a++) {
      int inputAt = INPUT + y * 20 * BLOCK + a * 20 * BLOCK + x * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      FloatVector input1 = fromArray(SPECIES, w, inputAt + BLOCK);
      FloatVector input2 = fromArray(SPECIES, w, inputAt + 2 * BLOCK);
      int mapsWeightAt = MAPS_WEIGHT + f * 9 + a * 3;
      FloatVector mapsWeight0 = broadcast(SPECIES, p[mapsWeightAt]);
      sum00 = mapsWeight0.fma(input0, sum00);
      sum01 = mapsWeight0.fma(input1, sum01);
      sum02 = mapsWeight0.fma(input2, sum02);
      FloatVector mapsWeight1 = broadcast(SPECIES, p[mapsWeightAt + 9]);
      sum10 = mapsWeight1.fma(input0, sum10);
      sum11 = mapsWeight1.fma(input1, sum11);
      sum12 = mapsWeight1.fma(input2, sum12);
      FloatVector mapsWeight2 = broadcast(SPECIES, p[mapsWeightAt + 18]);
      sum20 = mapsWeight2.fma(input0, sum20);
      sum21 = mapsWeight2.fma(input1, sum21);
      sum22 = mapsWeight2.fma(input2, sum22);
      FloatVector mapsWeight3 = broadcast(SPECIES, p[mapsWeightAt + 27]);
      sum30 = mapsWeight3.fma(input0, sum30);
      sum31 = mapsWeight3.fma(input1, sum31);
      sum32 = mapsWeight3.fma(input2, sum32);
      FloatVector input3 = fromArray(SPECIES, w, inputAt + 3 * BLOCK);
      FloatVector mapsWeight4 = broadcast(SPECIES, p[mapsWeightAt + 1]);
      sum00 = mapsWeight4.fma(input1, sum00);
      sum01 = mapsWeight4.fma(input2, sum01);
      sum02 = mapsWeight4.fma(input3, sum02);
      FloatVector mapsWeight5 = broadcast(SPECIES, p[mapsWeightAt + 10]);
      sum10 = mapsWeight5.fma(input1, sum10);
      sum11 = mapsWeight5.fma(input2, sum11);
      sum12 = mapsWeight5.fma(input3, sum12);
      FloatVector mapsWeight6 = broadcast(SPECIES, p[mapsWeightAt + 19]);
      sum20 = mapsWeight6.fma(input1, sum20);
      sum21 = mapsWeight6.fma(input2, sum21);
      sum22 = mapsWeight6.fma(input3, sum22);
      FloatVector mapsWeight7 = broadcast(SPECIES, p[mapsWeightAt + 28]);
      sum30 = mapsWeight7.fma(input1, sum30);
      sum31 = mapsWeight7.fma(input2, sum31);
      sum32 = mapsWeight7.fma(input3, sum32);
      FloatVector input4 = fromArray(SPECIES, w, inputAt + 4 * BLOCK);
      FloatVector mapsWeight8 = broadcast(SPECIES, p[mapsWeightAt + 2]);
      sum00 = mapsWeight8.fma(input2, sum00);
      sum01 = mapsWeight8.fma(input3, sum01);
      sum02 = mapsWeight8.fma(input4, sum02);
      FloatVector mapsWeight9 = broadcast(SPECIES, p[mapsWeightAt + 11]);
      sum10 = mapsWeight9.fma(input2, sum10);
      sum11 = mapsWeight9.fma(input3, sum11);
      sum12 = mapsWeight9.fma(input4, sum12);
      FloatVector mapsWeight10 = broadcast(SPECIES, p[mapsWeightAt + 20]);
      sum20 = mapsWeight10.fma(input2, sum20);
      sum21 = mapsWeight10.fma(input3, sum21);
      sum22 = mapsWeight10.fma(input4, sum22);
      FloatVector mapsWeight11 = broadcast(SPECIES, p[mapsWeightAt + 29]);
      sum30 = mapsWeight11.fma(input2, sum30);
      sum31 = mapsWeight11.fma(input3, sum31);
      sum32 = mapsWeight11.fma(input4, sum32);
    }
    int mapsAt = MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
    sum00.intoArray(w, mapsAt);
    sum01.intoArray(w, mapsAt + BLOCK);
    sum02.intoArray(w, mapsAt + 2 * BLOCK);
    sum10.intoArray(w, mapsAt + 864 * BLOCK);
    sum11.intoArray(w, mapsAt + 865 * BLOCK);
    sum12.intoArray(w, mapsAt + 866 * BLOCK);
    sum20.intoArray(w, mapsAt + 1728 * BLOCK);
    sum21.intoArray(w, mapsAt + 1729 * BLOCK);
    sum22.intoArray(w, mapsAt + 1730 * BLOCK);
    sum30.intoArray(w, mapsAt + 2592 * BLOCK);
    sum31.intoArray(w, mapsAt + 2593 * BLOCK);
    sum32.intoArray(w, mapsAt + 2594 * BLOCK);
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
    int moreBiasAt = MORE_BIAS + f;
    FloatVector sum00 = broadcast(SPECIES, p[moreBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[moreBiasAt]);
    FloatVector sum02 = broadcast(SPECIES, p[moreBiasAt]);
    FloatVector sum03 = broadcast(SPECIES, p[moreBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[moreBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[moreBiasAt + 1]);
    FloatVector sum12 = broadcast(SPECIES, p[moreBiasAt + 1]);
    FloatVector sum13 = broadcast(SPECIES, p[moreBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[moreBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[moreBiasAt + 2]);
    FloatVector sum22 = broadcast(SPECIES, p[moreBiasAt + 2]);
    FloatVector sum23 = broadcast(SPECIES, p[moreBiasAt + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[moreBiasAt + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[moreBiasAt + 3]);
    FloatVector sum32 = broadcast(SPECIES, p[moreBiasAt + 3]);
    FloatVector sum33 = broadcast(SPECIES, p[moreBiasAt + 3]);
    for (int ca = 0; ca < 12; ca++) {
      int mapsAt = MAPS + STEPS_4X864_3X18[ca] * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
      FloatVector maps0 = fromArray(SPECIES, w, mapsAt);
      FloatVector maps1 = fromArray(SPECIES, w, mapsAt + BLOCK);
      FloatVector maps2 = fromArray(SPECIES, w, mapsAt + 2 * BLOCK);
      FloatVector maps3 = fromArray(SPECIES, w, mapsAt + 3 * BLOCK);
      int moreWeightAt = MORE_WEIGHT + f * 36 + ca * 3;
      FloatVector moreWeight0 = broadcast(SPECIES, p[moreWeightAt]);
      sum00 = moreWeight0.fma(maps0, sum00);
      sum01 = moreWeight0.fma(maps1, sum01);
      sum02 = moreWeight0.fma(maps2, sum02);
      sum03 = moreWeight0.fma(maps3, sum03);
      FloatVector moreWeight1 = broadcast(SPECIES, p[moreWeightAt + 36]);
      sum10 = moreWeight1.fma(maps0, sum10);
      sum11 = moreWeight1.fma(maps1, sum11);
      sum12 = moreWeight1.fma(maps2, sum12);
      sum13 = moreWeight1.fma(maps3, sum13);
      FloatVector moreWeight2 = broadcast(SPECIES, p[moreWeightAt + 72]);
      sum20 = moreWeight2.fma(maps0, sum20);
      sum21 = moreWeight2.fma(maps1, sum21);
      sum22 = moreWeight2.fma(maps2, sum22);
      sum23 = moreWeight2.fma(maps3, sum23);
      FloatVector moreWeight3 = broadcast(SPECIES, p[moreWeightAt + 108]);
      sum30 = moreWeight3.fma(maps0, sum30);
      sum31 = moreWeight3.fma(maps1, sum31);
      sum32 = moreWeight3.fma(maps2, sum32);
      sum33 = moreWeight3.fma(maps3, sum33);
      FloatVector maps4 = fromArray(SPECIES, w, mapsAt + 4 * BLOCK);
      FloatVector moreWeight4 = broadcast(SPECIES, p[moreWeightAt + 1]);
      sum00 = moreWeight4.fma(maps1, sum00);
      sum01 = moreWeight4.fma(maps2, sum01);
      sum02 = moreWeight4.fma(maps3, sum02);
      sum03 = moreWeight4.fma(maps4, sum03);
      FloatVector moreWeight5 = broadcast(SPECIES, p[moreWeightAt + 37]);
      sum10 = moreWeight5.fma(maps1, sum10);
      sum11 = moreWeight5.fma(maps2, sum11);
      sum12 = moreWeight5.fma(maps3, sum12);
      sum13 = moreWeight5.fma(maps4, sum13);
      FloatVector moreWeight6 = broadcast(SPECIES, p[moreWeightAt + 73]);
      sum20 = moreWeight6.fma(maps1, sum20);
      sum21 = moreWeight6.fma(maps2, sum21);
      sum22 = moreWeight6.fma(maps3, sum22);
      sum23 = moreWeight6.fma(maps4, sum23);
      FloatVector moreWeight7 = broadcast(SPECIES, p[moreWeightAt + 109]);
      sum30 = moreWeight7.fma(maps1, sum30);
      sum31 = moreWeight7.fma(maps2, sum31);
      sum32 = moreWeight7.fma(maps3, sum32);
      sum33 = moreWeight7.fma(maps4, sum33);
      FloatVector maps5 = fromArray(SPECIES, w, mapsAt + 5 * BLOCK);
      FloatVector moreWeight8 = broadcast(SPECIES, p[moreWeightAt + 2]);
      sum00 = moreWeight8.fma(maps2, sum00);
      sum01 = moreWeight8.fma(maps3, sum01);
      sum02 = moreWeight8.fma(maps4, sum02);
      sum03 = moreWeight8.fma(maps5, sum03);
      FloatVector moreWeight9 = broadcast(SPECIES, p[moreWeightAt + 38]);
      sum10 = moreWeight9.fma(maps2, sum10);
      sum11 = moreWeight9.fma(maps3, sum11);
      sum12 = moreWeight9.fma(maps4, sum12);
      sum13 = moreWeight9.fma(maps5, sum13);
      FloatVector moreWeight10 = broadcast(SPECIES, p[moreWeightAt + 74]);
      sum20 = moreWeight10.fma(maps2, sum20);
      sum21 = moreWeight10.fma(maps3, sum21);
      sum22 = moreWeight10.fma(maps4, sum22);
      sum23 = moreWeight10.fma(maps5, sum23);
      FloatVector moreWeight11 = broadcast(SPECIES, p[moreWeightAt + 110]);
      sum30 = moreWeight11.fma(maps2, sum30);
      sum31 = moreWeight11.fma(maps3, sum31);
      sum32 = moreWeight11.fma(maps4, sum32);
      sum33 = moreWeight11.fma(maps5, sum33);
    }
    int moreAt = MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s;
    sum00.intoArray(w, moreAt);
    sum01.intoArray(w, moreAt + BLOCK);
    sum02.intoArray(w, moreAt + 2 * BLOCK);
    sum03.intoArray(w, moreAt + 3 * BLOCK);
    sum10.intoArray(w, moreAt + 736 * BLOCK);
    sum11.intoArray(w, moreAt + 737 * BLOCK);
    sum12.intoArray(w, moreAt + 738 * BLOCK);
    sum13.intoArray(w, moreAt + 739 * BLOCK);
    sum20.intoArray(w, moreAt + 1472 * BLOCK);
    sum21.intoArray(w, moreAt + 1473 * BLOCK);
    sum22.intoArray(w, moreAt + 1474 * BLOCK);
    sum23.intoArray(w, moreAt + 1475 * BLOCK);
    sum30.intoArray(w, moreAt + 2208 * BLOCK);
    sum31.intoArray(w, moreAt + 2209 * BLOCK);
    sum32.intoArray(w, moreAt + 2210 * BLOCK);
    sum33.intoArray(w, moreAt + 2211 * BLOCK);
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
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[scoresBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[scoresBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[scoresBiasAt + 2]);
    for (int k = 0; k < 2944; k++) {
      int moreAt = MORE + k * BLOCK + s;
      FloatVector more0 = fromArray(SPECIES, w, moreAt);
      int scoresWeightAt = SCORES_WEIGHT + u * 2944 + k;
      FloatVector scoresWeight0 = broadcast(SPECIES, p[scoresWeightAt]);
      sum0 = scoresWeight0.fma(more0, sum0);
      FloatVector scoresWeight1 = broadcast(SPECIES, p[scoresWeightAt + 2944]);
      sum1 = scoresWeight1.fma(more0, sum1);
      FloatVector scoresWeight2 = broadcast(SPECIES, p[scoresWeightAt + 5888]);
      sum2 = scoresWeight2.fma(more0, sum2);
    }
    int scoresAt = SCORES + u * BLOCK + s;
    sum0.intoArray(w, scoresAt);
    sum1.intoArray(w, scoresAt + BLOCK);
    sum2.intoArray(w, scoresAt + 2 * BLOCK);
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
        FloatVector e = expY;
        e.blend(0f, e.compare(VectorOperators.LT, 5.421011E-20f)).intoArray(w, D_SCORES + i * BLOCK
            + s);
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
      for (int k = 0; k < 2944; k += 8) {
        backwardScoresInputTile8x1(p, w, s, k);
      }
    }
  }

  private static void backwardScoresInputTile8x1(float[] p, float[] w, int s, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    FloatVector sum3 = zero(SPECIES);
    FloatVector sum4 = zero(SPECIES);
    FloatVector sum5 = zero(SPECIES);
    FloatVector sum6 = zero(SPECIES);
    FloatVector sum7 = zero(SPECIES);
    for (int u = 0; u < 3; u++) {
      int dScoresAt = D_SCORES + u * BLOCK + s;
      FloatVector dScores0 = fromArray(SPECIES, w, dScoresAt);
      int scoresWeightAt = SCORES_WEIGHT + u * 2944 + k;
      FloatVector scoresWeight0 = broadcast(SPECIES, p[scoresWeightAt]);
      sum0 = scoresWeight0.fma(dScores0, sum0);
      FloatVector scoresWeight1 = broadcast(SPECIES, p[scoresWeightAt + 1]);
      sum1 = scoresWeight1.fma(dScores0, sum1);
      FloatVector scoresWeight2 = broadcast(SPECIES, p[scoresWeightAt + 2]);
      sum2 = scoresWeight2.fma(dScores0, sum2);
      FloatVector scoresWeight3 = broadcast(SPECIES, p[scoresWeightAt + 3]);
      sum3 = scoresWeight3.fma(dScores0, sum3);
      FloatVector scoresWeight4 = broadcast(SPECIES, p[scoresWeightAt + 4]);
      sum4 = scoresWeight4.fma(dScores0, sum4);
      FloatVector scoresWeight5 = broadcast(SPECIES, p[scoresWeightAt + 5]);
      sum5 = scoresWeight5.fma(dScores0, sum5);
      FloatVector scoresWeight6 = broadcast(SPECIES, p[scoresWeightAt + 6]);
      sum6 = scoresWeight6.fma(dScores0, sum6);
      FloatVector scoresWeight7 = broadcast(SPECIES, p[scoresWeightAt + 7]);
      sum7 = scoresWeight7.fma(dScores0, sum7);
    }
    int dMoreAt = D_MORE + k * BLOCK + s;
    sum0.intoArray(w, dMoreAt);
    sum1.intoArray(w, dMoreAt + BLOCK);
    sum2.intoArray(w, dMoreAt + 2 * BLOCK);
    sum3.intoArray(w, dMoreAt + 3 * BLOCK);
    sum4.intoArray(w, dMoreAt + 4 * BLOCK);
    sum5.intoArray(w, dMoreAt + 5 * BLOCK);
    sum6.intoArray(w, dMoreAt + 6 * BLOCK);
    sum7.intoArray(w, dMoreAt + 7 * BLOCK);
  }

  /**
   * dMaps [4, 48, 18] = weight^T * dMore
   */
  private static void backwardMoreInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      for (int y = 0; y < 48; y++) {
        backwardMoreInputTile4x3At0(p, w, s, y, 0, 0);
        for (int x = 3; x < 15; x += 3) {
          backwardMoreInputTile4x3(p, w, s, y, x, 0);
        }
        backwardMoreInputTile4x3At15(p, w, s, y, 15, 0);
      }
    }
  }

  private static void backwardMoreInputTile4x3At0(float[] p, float[] w, int s, int y, int x,
      int c) {
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
    for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
      for (int f = 0; f < 4; f++) {
        int dMoreAt = D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x * BLOCK + s;
        FloatVector dMore0 = fromArray(SPECIES, w, dMoreAt);
        FloatVector dMore1 = fromArray(SPECIES, w, dMoreAt + BLOCK);
        FloatVector dMore2 = fromArray(SPECIES, w, dMoreAt + 2 * BLOCK);
        int moreWeightAt = MORE_WEIGHT + f * 36 + c * 9 + a * 3;
        FloatVector moreWeight0 = broadcast(SPECIES, p[moreWeightAt]);
        sum00 = moreWeight0.fma(dMore0, sum00);
        sum01 = moreWeight0.fma(dMore1, sum01);
        sum02 = moreWeight0.fma(dMore2, sum02);
        FloatVector moreWeight1 = broadcast(SPECIES, p[moreWeightAt + 9]);
        sum10 = moreWeight1.fma(dMore0, sum10);
        sum11 = moreWeight1.fma(dMore1, sum11);
        sum12 = moreWeight1.fma(dMore2, sum12);
        FloatVector moreWeight2 = broadcast(SPECIES, p[moreWeightAt + 18]);
        sum20 = moreWeight2.fma(dMore0, sum20);
        sum21 = moreWeight2.fma(dMore1, sum21);
        sum22 = moreWeight2.fma(dMore2, sum22);
        FloatVector moreWeight3 = broadcast(SPECIES, p[moreWeightAt + 27]);
        sum30 = moreWeight3.fma(dMore0, sum30);
        sum31 = moreWeight3.fma(dMore1, sum31);
        sum32 = moreWeight3.fma(dMore2, sum32);
        FloatVector moreWeight4 = broadcast(SPECIES, p[moreWeightAt + 1]);
        sum01 = moreWeight4.fma(dMore0, sum01);
        sum02 = moreWeight4.fma(dMore1, sum02);
        FloatVector moreWeight5 = broadcast(SPECIES, p[moreWeightAt + 10]);
        sum11 = moreWeight5.fma(dMore0, sum11);
        sum12 = moreWeight5.fma(dMore1, sum12);
        FloatVector moreWeight6 = broadcast(SPECIES, p[moreWeightAt + 19]);
        sum21 = moreWeight6.fma(dMore0, sum21);
        sum22 = moreWeight6.fma(dMore1, sum22);
        FloatVector moreWeight7 = broadcast(SPECIES, p[moreWeightAt + 28]);
        sum31 = moreWeight7.fma(dMore0, sum31);
        sum32 = moreWeight7.fma(dMore1, sum32);
        FloatVector moreWeight8 = broadcast(SPECIES, p[moreWeightAt + 2]);
        sum02 = moreWeight8.fma(dMore0, sum02);
        FloatVector moreWeight9 = broadcast(SPECIES, p[moreWeightAt + 11]);
        sum12 = moreWeight9.fma(dMore0, sum12);
        FloatVector moreWeight10 = broadcast(SPECIES, p[moreWeightAt + 20]);
        sum22 = moreWeight10.fma(dMore0, sum22);
        FloatVector moreWeight11 = broadcast(SPECIES, p[moreWeightAt + 29]);
        sum32 = moreWeight11.fma(dMore0, sum32);
      }
    }
    int dMapsAt = D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
    sum00.intoArray(w, dMapsAt);
    sum01.intoArray(w, dMapsAt + BLOCK);
    sum02.intoArray(w, dMapsAt + 2 * BLOCK);
    sum10.intoArray(w, dMapsAt + 864 * BLOCK);
    sum11.intoArray(w, dMapsAt + 865 * BLOCK);
    sum12.intoArray(w, dMapsAt + 866 * BLOCK);
    sum20.intoArray(w, dMapsAt + 1728 * BLOCK);
    sum21.intoArray(w, dMapsAt + 1729 * BLOCK);
    sum22.intoArray(w, dMapsAt + 1730 * BLOCK);
    sum30.intoArray(w, dMapsAt + 2592 * BLOCK);
    sum31.intoArray(w, dMapsAt + 2593 * BLOCK);
    sum32.intoArray(w, dMapsAt + 2594 * BLOCK);
  }

  private static void backwardMoreInputTile4x3(float[] p, float[] w, int s, int y, int x, int c) {
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
    for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
      for (int f = 0; f < 4; f++) {
        int dMoreAt = D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x * BLOCK + s;
        FloatVector dMore0 = fromArray(SPECIES, w, dMoreAt);
        FloatVector dMore1 = fromArray(SPECIES, w, dMoreAt + BLOCK);
        FloatVector dMore2 = fromArray(SPECIES, w, dMoreAt + 2 * BLOCK);
        int moreWeightAt = MORE_WEIGHT + f * 36 + c * 9 + a * 3;
        FloatVector moreWeight0 = broadcast(SPECIES, p[moreWeightAt]);
        sum00 = moreWeight0.fma(dMore0, sum00);
        sum01 = moreWeight0.fma(dMore1, sum01);
        sum02 = moreWeight0.fma(dMore2, sum02);
        FloatVector moreWeight1 = broadcast(SPECIES, p[moreWeightAt + 9]);
        sum10 = moreWeight1.fma(dMore0, sum10);
        sum11 = moreWeight1.fma(dMore1, sum11);
        sum12 = moreWeight1.fma(dMore2, sum12);
        FloatVector moreWeight2 = broadcast(SPECIES, p[moreWeightAt + 18]);
        sum20 = moreWeight2.fma(dMore0, sum20);
        sum21 = moreWeight2.fma(dMore1, sum21);
        sum22 = moreWeight2.fma(dMore2, sum22);
        FloatVector moreWeight3 = broadcast(SPECIES, p[moreWeightAt + 27]);
        sum30 = moreWeight3.fma(dMore0, sum30);
        sum31 = moreWeight3.fma(dMore1, sum31);
        sum32 = moreWeight3.fma(dMore2, sum32);
        FloatVector dMore3 = fromArray(SPECIES, w, dMoreAt - 1 * BLOCK);
        FloatVector moreWeight4 = broadcast(SPECIES, p[moreWeightAt + 1]);
        sum00 = moreWeight4.fma(dMore3, sum00);
        sum01 = moreWeight4.fma(dMore0, sum01);
        sum02 = moreWeight4.fma(dMore1, sum02);
        FloatVector moreWeight5 = broadcast(SPECIES, p[moreWeightAt + 10]);
        sum10 = moreWeight5.fma(dMore3, sum10);
        sum11 = moreWeight5.fma(dMore0, sum11);
        sum12 = moreWeight5.fma(dMore1, sum12);
        FloatVector moreWeight6 = broadcast(SPECIES, p[moreWeightAt + 19]);
        sum20 = moreWeight6.fma(dMore3, sum20);
        sum21 = moreWeight6.fma(dMore0, sum21);
        sum22 = moreWeight6.fma(dMore1, sum22);
        FloatVector moreWeight7 = broadcast(SPECIES, p[moreWeightAt + 28]);
        sum30 = moreWeight7.fma(dMore3, sum30);
        sum31 = moreWeight7.fma(dMore0, sum31);
        sum32 = moreWeight7.fma(dMore1, sum32);
        FloatVector dMore4 = fromArray(SPECIES, w, dMoreAt - 2 * BLOCK);
        FloatVector moreWeight8 = broadcast(SPECIES, p[moreWeightAt + 2]);
        sum00 = moreWeight8.fma(dMore4, sum00);
        sum01 = moreWeight8.fma(dMore3, sum01);
        sum02 = moreWeight8.fma(dMore0, sum02);
        FloatVector moreWeight9 = broadcast(SPECIES, p[moreWeightAt + 11]);
        sum10 = moreWeight9.fma(dMore4, sum10);
        sum11 = moreWeight9.fma(dMore3, sum11);
        sum12 = moreWeight9.fma(dMore0, sum12);
        FloatVector moreWeight10 = broadcast(SPECIES, p[moreWeightAt + 20]);
        sum20 = moreWeight10.fma(dMore4, sum20);
        sum21 = moreWeight10.fma(dMore3, sum21);
        sum22 = moreWeight10.fma(dMore0, sum22);
        FloatVector moreWeight11 = broadcast(SPECIES, p[moreWeightAt + 29]);
        sum30 = moreWeight11.fma(dMore4, sum30);
        sum31 = moreWeight11.fma(dMore3, sum31);
        sum32 = moreWeight11.fma(dMore0, sum32);
      }
    }
    int dMapsAt = D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
    sum00.intoArray(w, dMapsAt);
    sum01.intoArray(w, dMapsAt + BLOCK);
    sum02.intoArray(w, dMapsAt + 2 * BLOCK);
    sum10.intoArray(w, dMapsAt + 864 * BLOCK);
    sum11.intoArray(w, dMapsAt + 865 * BLOCK);
    sum12.intoArray(w, dMapsAt + 866 * BLOCK);
    sum20.intoArray(w, dMapsAt + 1728 * BLOCK);
    sum21.intoArray(w, dMapsAt + 1729 * BLOCK);
    sum22.intoArray(w, dMapsAt + 1730 * BLOCK);
    sum30.intoArray(w, dMapsAt + 2592 * BLOCK);
    sum31.intoArray(w, dMapsAt + 2593 * BLOCK);
    sum32.intoArray(w, dMapsAt + 2594 * BLOCK);
  }

  private static void backwardMoreInputTile4x3At15(float[] p, float[] w, int s, int y, int x,
      int c) {
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
    for (int a = Math.max(0, y - 45); a < Math.min(3, y + 1); a++) {
      for (int f = 0; f < 4; f++) {
        int dMoreAt = D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + a * -16 * BLOCK + x * BLOCK + s;
        FloatVector dMore0 = fromArray(SPECIES, w, dMoreAt);
        int moreWeightAt = MORE_WEIGHT + f * 36 + c * 9 + a * 3;
        FloatVector moreWeight0 = broadcast(SPECIES, p[moreWeightAt]);
        sum00 = moreWeight0.fma(dMore0, sum00);
        FloatVector moreWeight1 = broadcast(SPECIES, p[moreWeightAt + 9]);
        sum10 = moreWeight1.fma(dMore0, sum10);
        FloatVector moreWeight2 = broadcast(SPECIES, p[moreWeightAt + 18]);
        sum20 = moreWeight2.fma(dMore0, sum20);
        FloatVector moreWeight3 = broadcast(SPECIES, p[moreWeightAt + 27]);
        sum30 = moreWeight3.fma(dMore0, sum30);
        FloatVector dMore1 = fromArray(SPECIES, w, dMoreAt - 1 * BLOCK);
        FloatVector moreWeight4 = broadcast(SPECIES, p[moreWeightAt + 1]);
        sum00 = moreWeight4.fma(dMore1, sum00);
        sum01 = moreWeight4.fma(dMore0, sum01);
        FloatVector moreWeight5 = broadcast(SPECIES, p[moreWeightAt + 10]);
        sum10 = moreWeight5.fma(dMore1, sum10);
        sum11 = moreWeight5.fma(dMore0, sum11);
        FloatVector moreWeight6 = broadcast(SPECIES, p[moreWeightAt + 19]);
        sum20 = moreWeight6.fma(dMore1, sum20);
        sum21 = moreWeight6.fma(dMore0, sum21);
        FloatVector moreWeight7 = broadcast(SPECIES, p[moreWeightAt + 28]);
        sum30 = moreWeight7.fma(dMore1, sum30);
        sum31 = moreWeight7.fma(dMore0, sum31);
        FloatVector dMore2 = fromArray(SPECIES, w, dMoreAt - 2 * BLOCK);
        FloatVector moreWeight8 = broadcast(SPECIES, p[moreWeightAt + 2]);
        sum00 = moreWeight8.fma(dMore2, sum00);
        sum01 = moreWeight8.fma(dMore1, sum01);
        sum02 = moreWeight8.fma(dMore0, sum02);
        FloatVector moreWeight9 = broadcast(SPECIES, p[moreWeightAt + 11]);
        sum10 = moreWeight9.fma(dMore2, sum10);
        sum11 = moreWeight9.fma(dMore1, sum11);
        sum12 = moreWeight9.fma(dMore0, sum12);
        FloatVector moreWeight10 = broadcast(SPECIES, p[moreWeightAt + 20]);
        sum20 = moreWeight10.fma(dMore2, sum20);
        sum21 = moreWeight10.fma(dMore1, sum21);
        sum22 = moreWeight10.fma(dMore0, sum22);
        FloatVector moreWeight11 = broadcast(SPECIES, p[moreWeightAt + 29]);
        sum30 = moreWeight11.fma(dMore2, sum30);
        sum31 = moreWeight11.fma(dMore1, sum31);
        sum32 = moreWeight11.fma(dMore0, sum32);
      }
    }
    int dMapsAt = D_MAPS + c * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
    sum00.intoArray(w, dMapsAt);
    sum01.intoArray(w, dMapsAt + BLOCK);
    sum02.intoArray(w, dMapsAt + 2 * BLOCK);
    sum10.intoArray(w, dMapsAt + 864 * BLOCK);
    sum11.intoArray(w, dMapsAt + 865 * BLOCK);
    sum12.intoArray(w, dMapsAt + 866 * BLOCK);
    sum20.intoArray(w, dMapsAt + 1728 * BLOCK);
    sum21.intoArray(w, dMapsAt + 1729 * BLOCK);
    sum22.intoArray(w, dMapsAt + 1730 * BLOCK);
    sum30.intoArray(w, dMapsAt + 2592 * BLOCK);
    sum31.intoArray(w, dMapsAt + 2593 * BLOCK);
    sum32.intoArray(w, dMapsAt + 2594 * BLOCK);
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
    FloatVector sum00 = zero(SPECIES);
    FloatVector sum01 = zero(SPECIES);
    FloatVector sum10 = zero(SPECIES);
    FloatVector sum11 = zero(SPECIES);
    FloatVector sum20 = zero(SPECIES);
    FloatVector sum21 = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + MORE_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        FloatVector more0 = fromArray(SPECIES, w, row);
        FloatVector more1 = fromArray(SPECIES, w, row + LANES);
        int dScoresAt = D_SCORES + u * BLOCK + s;
        FloatVector dScores0 = broadcast(SPECIES, w[dScoresAt]);
        sum00 = dScores0.fma(more0, sum00);
        sum01 = dScores0.fma(more1, sum01);
        FloatVector dScores1 = broadcast(SPECIES, w[dScoresAt + BLOCK]);
        sum10 = dScores1.fma(more0, sum10);
        sum11 = dScores1.fma(more1, sum11);
        FloatVector dScores2 = broadcast(SPECIES, w[dScoresAt + 2 * BLOCK]);
        sum20 = dScores2.fma(more0, sum20);
        sum21 = dScores2.fma(more1, sum21);
      }
    }
    int dScoresWeightAt = SCORES_WEIGHT + u * 2944 + k;
    sum00.intoArray(g, dScoresWeightAt);
    int dScoresWeightAt1 = SCORES_WEIGHT + u * 2944 + k + LANES;
    sum01.intoArray(g, dScoresWeightAt1);
    sum10.intoArray(g, dScoresWeightAt + 2944);
    sum11.intoArray(g, dScoresWeightAt1 + 2944);
    sum20.intoArray(g, dScoresWeightAt + 5888);
    sum21.intoArray(g, dScoresWeightAt1 + 5888);
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
  }

  /**
   * dScoresBias = dScores [3], summed over the batch
   */
  private static void backwardScoresBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardScoresBiasTile3x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 3);
    for (int row = 0, sum = 0; row < 3; row++, sum++) {
      g[SCORES_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardScoresBiasTile3x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dScoresAt = D_SCORES + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dScoresAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dScoresAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dScoresAt + 2 * BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
    }
  }

  /**
   * dMoreWeight [4, 4, 3, 3] = dMore * maps [4, 48, 18], summed over places and the batch
   */
  private static void backwardMoreWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int fromF = task * 2;
    Arrays.fill(lanes, 0, 1152, 0f);
    for (int sample = 0; sample < samples; sample += 16) {
      int column = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK;
      for (int fromY = 0; fromY < 46; fromY += 2) {
        int sum = 0;
        for (int c = 0; c < 4; c++) {
          for (int f = fromF; f < fromF + 2; f += 2) {
            backwardMoreWeightTile2x9(w, lanes, sum, column, fromY, c, f);
            sum += 288;
          }
        }
      }
    }
    LaneSums.addUp(lanes, 72);
    int sum = 0;
    for (int c = 0; c < 4; c++) {
      for (int f = fromF; f < fromF + 2; f++) {
        for (int a = 0; a < 3; a++) {
          for (int b = 0; b < 3; b++, sum++) {
            g[MORE_WEIGHT + f * 36 + c * 9 + a * 3 + b] = lanes[sum];
          }
        }
      }
    }
  }

  private static void backwardMoreWeightTile2x9(float[] w, float[] lanes, int sums, int column,
      int fromY, int c, int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      int s = column + lane;
      int sumAt = sums + lane;
      FloatVector sum00 = fromArray(SPECIES, lanes, sumAt);
      FloatVector sum01 = fromArray(SPECIES, lanes, sumAt + 16);
      FloatVector sum02 = fromArray(SPECIES, lanes, sumAt + 32);
      FloatVector sum03 = fromArray(SPECIES, lanes, sumAt + 48);
      FloatVector sum04 = fromArray(SPECIES, lanes, sumAt + 64);
      FloatVector sum05 = fromArray(SPECIES, lanes, sumAt + 80);
      FloatVector sum06 = fromArray(SPECIES, lanes, sumAt + 96);
      FloatVector sum07 = fromArray(SPECIES, lanes, sumAt + 112);
      FloatVector sum08 = fromArray(SPECIES, lanes, sumAt + 128);
      FloatVector sum10 = fromArray(SPECIES, lanes, sumAt + 144);
      FloatVector sum11 = fromArray(SPECIES, lanes, sumAt + 160);
      FloatVector sum12 = fromArray(SPECIES, lanes, sumAt + 176);
      FloatVector sum13 = fromArray(SPECIES, lanes, sumAt + 192);
      FloatVector sum14 = fromArray(SPECIES, lanes, sumAt + 208);
      FloatVector sum15 = fromArray(SPECIES, lanes, sumAt + 224);
      FloatVector sum16 = fromArray(SPECIES, lanes, sumAt + 240);
      FloatVector sum17 = fromArray(SPECIES, lanes, sumAt + 256);
      FloatVector sum18 = fromArray(SPECIES, lanes, sumAt + 272);
      for (int yx = fromY * 16; yx < fromY * 16 + 32; yx += 2) {
        int mapsAt = MAPS + c * 864 * BLOCK + STEPS_46X18_16X1[yx] * BLOCK + s;
        FloatVector maps0 = fromArray(SPECIES, w, mapsAt);
        FloatVector maps1 = fromArray(SPECIES, w, mapsAt + BLOCK);
        FloatVector maps2 = fromArray(SPECIES, w, mapsAt + 2 * BLOCK);
        FloatVector maps3 = fromArray(SPECIES, w, mapsAt + 18 * BLOCK);
        FloatVector maps4 = fromArray(SPECIES, w, mapsAt + 19 * BLOCK);
        FloatVector maps5 = fromArray(SPECIES, w, mapsAt + 20 * BLOCK);
        FloatVector maps6 = fromArray(SPECIES, w, mapsAt + 36 * BLOCK);
        FloatVector maps7 = fromArray(SPECIES, w, mapsAt + 37 * BLOCK);
        FloatVector maps8 = fromArray(SPECIES, w, mapsAt + 38 * BLOCK);
        int dMoreAt = D_MORE + f * 736 * BLOCK + yx * BLOCK + s;
        FloatVector dMore0 = fromArray(SPECIES, w, dMoreAt);
        sum00 = dMore0.fma(maps0, sum00);
        sum01 = dMore0.fma(maps1, sum01);
        sum02 = dMore0.fma(maps2, sum02);
        sum03 = dMore0.fma(maps3, sum03);
        sum04 = dMore0.fma(maps4, sum04);
        sum05 = dMore0.fma(maps5, sum05);
        sum06 = dMore0.fma(maps6, sum06);
        sum07 = dMore0.fma(maps7, sum07);
        sum08 = dMore0.fma(maps8, sum08);
        FloatVector dMore1 = fromArray(SPECIES, w, dMoreAt + 736 * BLOCK);
        sum10 = dMore1.fma(maps0, sum10);
        sum11 = dMore1.fma(maps1, sum11);
        sum12 = dMore1.fma(maps2, sum12);
        sum13 = dMore1.fma(maps3, sum13);
        sum14 = dMore1.fma(maps4, sum14);
        sum15 = dMore1.fma(maps5, sum15);
        sum16 = dMore1.fma(maps6, sum16);
        sum17 = dMore1.fma(maps7, sum17);
        sum18 = dMore1.fma(maps8, sum18);
        FloatVector maps9 = fromArray(SPECIES, w, mapsAt + 3 * BLOCK);
        FloatVector maps10 = fromArray(SPECIES, w, mapsAt + 21 * BLOCK);
        FloatVector maps11 = fromArray(SPECIES, w, mapsAt + 39 * BLOCK);
        FloatVector dMore2 = fromArray(SPECIES, w, dMoreAt + BLOCK);
        sum00 = dMore2.fma(maps1, sum00);
        sum01 = dMore2.fma(maps2, sum01);
        sum02 = dMore2.fma(maps9, sum02);
        sum03 = dMore2.fma(maps4, sum03);
        sum04 = dMore2.fma(maps5, sum04);
        sum05 = dMore2.fma(maps10, sum05);
        sum06 = dMore2.fma(maps7, sum06);
        sum07 = dMore2.fma(maps8, sum07);
        sum08 = dMore2.fma(maps11, sum08);
        FloatVector dMore3 = fromArray(SPECIES, w, dMoreAt + 737 * BLOCK);
        sum10 = dMore3.fma(maps1, sum10);
        sum11 = dMore3.fma(maps2, sum11);
        sum12 = dMore3.fma(maps9, sum12);
        sum13 = dMore3.fma(maps4, sum13);
        sum14 = dMore3.fma(maps5, sum14);
        sum15 = dMore3.fma(maps10, sum15);
        sum16 = dMore3.fma(maps7, sum16);
        sum17 = dMore3.fma(maps8, sum17);
        sum18 = dMore3.fma(maps11, sum18);
      }
      sum00.intoArray(lanes, sumAt);
      sum01.intoArray(lanes, sumAt + 16);
      sum02.intoArray(lanes, sumAt + 32);
      sum03.intoArray(lanes, sumAt + 48);
      sum04.intoArray(lanes, sumAt + 64);
      sum05.intoArray(lanes, sumAt + 80);
      sum06.intoArray(lanes, sumAt + 96);
      sum07.intoArray(lanes, sumAt + 112);
      sum08.intoArray(lanes, sumAt + 128);
      sum10.intoArray(lanes, sumAt + 144);
      sum11.intoArray(lanes, sumAt + 160);
      sum12.intoArray(lanes, sumAt + 176);
      sum13.intoArray(lanes, sumAt + 192);
      sum14.intoArray(lanes, sumAt + 208);
      sum15.intoArray(lanes, sumAt + 224);
      sum16.intoArray(lanes, sumAt + 240);
      sum17.intoArray(lanes, sumAt + 256);
      sum18.intoArray(lanes, sumAt + 272);
    }
  }

  /**
   * dMoreBias = dMore, summed over places and the batch
   */
  private static void backwardMoreBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardMoreBiasTile4x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 4);
    for (int row = 0, sum = 0; row < 4; row++, sum++) {
      g[MORE_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardMoreBiasTile4x1(float[] w, float[] lanes, int samples, int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int y = 0; y < 46; y++) {
          for (int x = 0; x < 16; x++) {
            int dMoreAt = D_MORE + f * 736 * BLOCK + y * 16 * BLOCK + x * BLOCK + s;
            sum0 = sum0.add(fromArray(SPECIES, w, dMoreAt));
            sum1 = sum1.add(fromArray(SPECIES, w, dMoreAt + 736 * BLOCK));
            sum2 = sum2.add(fromArray(SPECIES, w, dMoreAt + 1472 * BLOCK));
            sum3 = sum3.add(fromArray(SPECIES, w, dMoreAt + 2208 * BLOCK));
          }
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
    }
  }

  /**
   * dMapsWeight [4, 1, 3, 3] = dMaps * input [1, 50, 20], summed over places and the batch
   */
  private static void backwardMapsWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int fromF = task * 2;
    backwardMapsWeightTile2x9(w, lanes, padded, fromF);
    LaneSums.addUp(lanes, 18);
    for (int row = fromF, sum = 0; row < fromF + 2; row++) {
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++, sum++) {
          g[MAPS_WEIGHT + row * 9 + a * 3 + b] = lanes[sum];
        }
      }
    }
  }

  private static void backwardMapsWeightTile2x9(float[] w, float[] lanes, int samples, int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum00 = zero(SPECIES);
      FloatVector sum01 = zero(SPECIES);
      FloatVector sum02 = zero(SPECIES);
      FloatVector sum03 = zero(SPECIES);
      FloatVector sum04 = zero(SPECIES);
      FloatVector sum05 = zero(SPECIES);
      FloatVector sum06 = zero(SPECIES);
      FloatVector sum07 = zero(SPECIES);
      FloatVector sum08 = zero(SPECIES);
      FloatVector sum10 = zero(SPECIES);
      FloatVector sum11 = zero(SPECIES);
      FloatVector sum12 = zero(SPECIES);
      FloatVector sum13 = zero(SPECIES);
      FloatVector sum14 = zero(SPECIES);
      FloatVector sum15 = zero(SPECIES);
      FloatVector sum16 = zero(SPECIES);
      FloatVector sum17 = zero(SPECIES);
      FloatVector sum18 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int yx = 0; yx < 864; yx += 3) {
          int inputAt = INPUT + STEPS_48X20_18X1[yx] * BLOCK + s;
          FloatVector input0 = fromArray(SPECIES, w, inputAt);
          FloatVector input1 = fromArray(SPECIES, w, inputAt + BLOCK);
          FloatVector input2 = fromArray(SPECIES, w, inputAt + 2 * BLOCK);
          FloatVector input3 = fromArray(SPECIES, w, inputAt + 20 * BLOCK);
          FloatVector input4 = fromArray(SPECIES, w, inputAt + 21 * BLOCK);
          FloatVector input5 = fromArray(SPECIES, w, inputAt + 22 * BLOCK);
          FloatVector input6 = fromArray(SPECIES, w, inputAt + 40 * BLOCK);
          FloatVector input7 = fromArray(SPECIES, w, inputAt + 41 * BLOCK);
          FloatVector input8 = fromArray(SPECIES, w, inputAt + 42 * BLOCK);
          int dMapsAt = D_MAPS + f * 864 * BLOCK + yx * BLOCK + s;
          FloatVector dMaps0 = fromArray(SPECIES, w, dMapsAt);
          sum00 = dMaps0.fma(input0, sum00);
          sum01 = dMaps0.fma(input1, sum01);
          sum02 = dMaps0.fma(input2, sum02);
          sum03 = dMaps0.fma(input3, sum03);
          sum04 = dMaps0.fma(input4, sum04);
          sum05 = dMaps0.fma(input5, sum05);
          sum06 = dMaps0.fma(input6, sum06);
          sum07 = dMaps0.fma(input7, sum07);
          sum08 = dMaps0.fma(input8, sum08);
          FloatVector dMaps1 = fromArray(SPECIES, w, dMapsAt + 864 * BLOCK);
          sum10 = dMaps1.fma(input0, sum10);
          sum11 = dMaps1.fma(input1, sum11);
          sum12 = dMaps1.fma(input2, sum12);
          sum13 = dMaps1.fma(input3, sum13);
          sum14 = dMaps1.fma(input4, sum14);
          sum15 = dMaps1.fma(input5, sum15);
          sum16 = dMaps1.fma(input6, sum16);
          sum17 = dMaps1.fma(input7, sum17);
          sum18 = dMaps1.fma(input8, sum18);
          FloatVector input9 = fromArray(SPECIES, w, inputAt + 3 * BLOCK);
          FloatVector input10 = fromArray(SPECIES, w, inputAt + 23 * BLOCK);
          FloatVector input11 = fromArray(SPECIES, w, inputAt + 43 * BLOCK);
          FloatVector dMaps2 = fromArray(SPECIES, w, dMapsAt + BLOCK);
          sum00 = dMaps2.fma(input1, sum00);
          sum01 = dMaps2.fma(input2, sum01);
          sum02 = dMaps2.fma(input9, sum02);
          sum03 = dMaps2.fma(input4, sum03);
          sum04 = dMaps2.fma(input5, sum04);
          sum05 = dMaps2.fma(input10, sum05);
          sum06 = dMaps2.fma(input7, sum06);
          sum07 = dMaps2.fma(input8, sum07);
          sum08 = dMaps2.fma(input11, sum08);
          FloatVector dMaps3 = fromArray(SPECIES, w, dMapsAt + 865 * BLOCK);
          sum10 = dMaps3.fma(input1, sum10);
          sum11 = dMaps3.fma(input2, sum11);
          sum12 = dMaps3.fma(input9, sum12);
          sum13 = dMaps3.fma(input4, sum13);
          sum14 = dMaps3.fma(input5, sum14);
          sum15 = dMaps3.fma(input10, sum15);
          sum16 = dMaps3.fma(input7, sum16);
          sum17 = dMaps3.fma(input8, sum17);
          sum18 = dMaps3.fma(input11, sum18);
          FloatVector input12 = fromArray(SPECIES, w, inputAt + 4 * BLOCK);
          FloatVector input13 = fromArray(SPECIES, w, inputAt + 24 * BLOCK);
          FloatVector input14 = fromArray(SPECIES, w, inputAt + 44 * BLOCK);
          FloatVector dMaps4 = fromArray(SPECIES, w, dMapsAt + 2 * BLOCK);
          sum00 = dMaps4.fma(input2, sum00);
          sum01 = dMaps4.fma(input9, sum01);
          sum02 = dMaps4.fma(input12, sum02);
          sum03 = dMaps4.fma(input5, sum03);
          sum04 = dMaps4.fma(input10, sum04);
          sum05 = dMaps4.fma(input13, sum05);
          sum06 = dMaps4.fma(input8, sum06);
          sum07 = dMaps4.fma(input11, sum07);
          sum08 = dMaps4.fma(input14, sum08);
          FloatVector dMaps5 = fromArray(SPECIES, w, dMapsAt + 866 * BLOCK);
          sum10 = dMaps5.fma(input2, sum10);
          sum11 = dMaps5.fma(input9, sum11);
          sum12 = dMaps5.fma(input12, sum12);
          sum13 = dMaps5.fma(input5, sum13);
          sum14 = dMaps5.fma(input10, sum14);
          sum15 = dMaps5.fma(input13, sum15);
          sum16 = dMaps5.fma(input8, sum16);
          sum17 = dMaps5.fma(input11, sum17);
          sum18 = dMaps5.fma(input14, sum18);
        }
      }
      sum00.intoArray(lanes, lane);
      sum01.intoArray(lanes, 16 + lane);
      sum02.intoArray(lanes, 32 + lane);
      sum03.intoArray(lanes, 48 + lane);
      sum04.intoArray(lanes, 64 + lane);
      sum05.intoArray(lanes, 80 + lane);
      sum06.intoArray(lanes, 96 + lane);
      sum07.intoArray(lanes, 112 + lane);
      sum08.intoArray(lanes, 128 + lane);
      sum10.intoArray(lanes, 144 + lane);
      sum11.intoArray(lanes, 160 + lane);
      sum12.intoArray(lanes, 176 + lane);
      sum13.intoArray(lanes, 192 + lane);
      sum14.intoArray(lanes, 208 + lane);
      sum15.intoArray(lanes, 224 + lane);
      sum16.intoArray(lanes, 240 + lane);
      sum17.intoArray(lanes, 256 + lane);
      sum18.intoArray(lanes, 272 + lane);
    }
  }

  /**
   * dMapsBias = dMaps, summed over places and the batch
   */
  private static void backwardMapsBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    backwardMapsBiasTile4x1(w, lanes, padded, 0);
    LaneSums.addUp(lanes, 4);
    for (int row = 0, sum = 0; row < 4; row++, sum++) {
      g[MAPS_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardMapsBiasTile4x1(float[] w, float[] lanes, int samples, int f) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        for (int y = 0; y < 48; y++) {
          for (int x = 0; x < 18; x++) {
            int dMapsAt = D_MAPS + f * 864 * BLOCK + y * 18 * BLOCK + x * BLOCK + s;
            sum0 = sum0.add(fromArray(SPECIES, w, dMapsAt));
            sum1 = sum1.add(fromArray(SPECIES, w, dMapsAt + 864 * BLOCK));
            sum2 = sum2.add(fromArray(SPECIES, w, dMapsAt + 1728 * BLOCK));
            sum3 = sum3.add(fromArray(SPECIES, w, dMapsAt + 2592 * BLOCK));
          }
        }
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
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
