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
 * WideLayers in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link WideLayersPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class WideLayersVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 30480;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 40);

  private static final int FIRST_WEIGHT = 0;

  private static final int FIRST_BIAS = 5240;

  private static final int SECOND_WEIGHT = 5371;

  private static final int SECOND_BIAS = 22139;

  private static final int INPUT = 12;

  private static final int FIRST = 1292;

  private static final int SECOND = 5484;

  private static final int TARGET = 9580;

  private static final int SHARE = 13676;

  private static final int LOSS = 13708;

  private static final int D_SECOND = 13740;

  private static final int D_FIRST_SUM = 17836;

  private static final int FIRST_PANELS = 22028;

  private static final int INPUT_PANELS = 27148;

  private static final int D_INPUT = 29196;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardFirst(p, w, at, samples);
    forwardSecond(p, w, at, samples);
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
    forwardFirst(p, w, at, samples);
    forwardSecond(p, w, at, samples);
    backwardLoss(w, at, samples);
    backwardSecondInput(p, w, at, samples);
    firstPanels(w, at, samples);
    inputPanels(x, rows, w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 17;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 8) {
      backwardSecondWeight(g, w, samples, task);
    } else if (task < 9) {
      backwardSecondBias(g, w, lanes, samples);
    } else if (task < 16) {
      backwardFirstWeight(g, w, samples, task - 9);
    } else if (task < 17) {
      backwardFirstBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardFirstInput(p, w, at, samples);
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
    for (int i = 0, column = columns; i < 40; i += 2, column += 2 * BLOCK) {
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
   * first [131] = relu(weight [131, 40] * input [40] + bias [131])
   */
  private static void forwardFirst(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int u = 0; u < 130; u += 10) {
        forwardFirstTile10x2(p, w, s, u);
      }
      forwardFirstTile1x2(p, w, s, 130);
    }
    if (s < end) {
      for (int u = 0; u < 120; u += 12) {
        forwardFirstTile12x1(p, w, s, u);
      }
      forwardFirstTile11x1(p, w, s, 120);
    }
  }

  private static void forwardFirstTile10x2(float[] p, float[] w, int s, int u) {
    int firstBiasAt = FIRST_BIAS + u;
    FloatVector sum00 = broadcast(SPECIES, p[firstBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[firstBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[firstBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[firstBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[firstBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[firstBiasAt + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[firstBiasAt + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[firstBiasAt + 3]);
    FloatVector sum40 = broadcast(SPECIES, p[firstBiasAt + 4]);
    FloatVector sum41 = broadcast(SPECIES, p[firstBiasAt + 4]);
    FloatVector sum50 = broadcast(SPECIES, p[firstBiasAt + 5]);
    FloatVector sum51 = broadcast(SPECIES, p[firstBiasAt + 5]);
    FloatVector sum60 = broadcast(SPECIES, p[firstBiasAt + 6]);
    FloatVector sum61 = broadcast(SPECIES, p[firstBiasAt + 6]);
    FloatVector sum70 = broadcast(SPECIES, p[firstBiasAt + 7]);
    FloatVector sum71 = broadcast(SPECIES, p[firstBiasAt + 7]);
    FloatVector sum80 = broadcast(SPECIES, p[firstBiasAt + 8]);
    FloatVector sum81 = broadcast(SPECIES, p[firstBiasAt + 8]);
    FloatVector sum90 = broadcast(SPECIES, p[firstBiasAt + 9]);
    FloatVector sum91 = broadcast(SPECIES, p[firstBiasAt + 9]);
    for (int k = 0; k < 40; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      FloatVector input1 = fromArray(SPECIES, w, inputAt + LANES);
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      FloatVector firstWeight0 = broadcast(SPECIES, p[firstWeightAt]);
      sum00 = firstWeight0.fma(input0, sum00);
      sum01 = firstWeight0.fma(input1, sum01);
      FloatVector firstWeight1 = broadcast(SPECIES, p[firstWeightAt + 40]);
      sum10 = firstWeight1.fma(input0, sum10);
      sum11 = firstWeight1.fma(input1, sum11);
      FloatVector firstWeight2 = broadcast(SPECIES, p[firstWeightAt + 80]);
      sum20 = firstWeight2.fma(input0, sum20);
      sum21 = firstWeight2.fma(input1, sum21);
      FloatVector firstWeight3 = broadcast(SPECIES, p[firstWeightAt + 120]);
      sum30 = firstWeight3.fma(input0, sum30);
      sum31 = firstWeight3.fma(input1, sum31);
      FloatVector firstWeight4 = broadcast(SPECIES, p[firstWeightAt + 160]);
      sum40 = firstWeight4.fma(input0, sum40);
      sum41 = firstWeight4.fma(input1, sum41);
      FloatVector firstWeight5 = broadcast(SPECIES, p[firstWeightAt + 200]);
      sum50 = firstWeight5.fma(input0, sum50);
      sum51 = firstWeight5.fma(input1, sum51);
      FloatVector firstWeight6 = broadcast(SPECIES, p[firstWeightAt + 240]);
      sum60 = firstWeight6.fma(input0, sum60);
      sum61 = firstWeight6.fma(input1, sum61);
      FloatVector firstWeight7 = broadcast(SPECIES, p[firstWeightAt + 280]);
      sum70 = firstWeight7.fma(input0, sum70);
      sum71 = firstWeight7.fma(input1, sum71);
      FloatVector firstWeight8 = broadcast(SPECIES, p[firstWeightAt + 320]);
      sum80 = firstWeight8.fma(input0, sum80);
      sum81 = firstWeight8.fma(input1, sum81);
      FloatVector firstWeight9 = broadcast(SPECIES, p[firstWeightAt + 360]);
      sum90 = firstWeight9.fma(input0, sum90);
      sum91 = firstWeight9.fma(input1, sum91);
    }
    int firstAt = FIRST + u * BLOCK + s;
    sum00.max(0f).intoArray(w, firstAt);
    sum01.max(0f).intoArray(w, firstAt + LANES);
    sum10.max(0f).intoArray(w, firstAt + BLOCK);
    sum11.max(0f).intoArray(w, firstAt + BLOCK + LANES);
    sum20.max(0f).intoArray(w, firstAt + 2 * BLOCK);
    sum21.max(0f).intoArray(w, firstAt + 2 * BLOCK + LANES);
    sum30.max(0f).intoArray(w, firstAt + 3 * BLOCK);
    sum31.max(0f).intoArray(w, firstAt + 3 * BLOCK + LANES);
    sum40.max(0f).intoArray(w, firstAt + 4 * BLOCK);
    sum41.max(0f).intoArray(w, firstAt + 4 * BLOCK + LANES);
    sum50.max(0f).intoArray(w, firstAt + 5 * BLOCK);
    sum51.max(0f).intoArray(w, firstAt + 5 * BLOCK + LANES);
    sum60.max(0f).intoArray(w, firstAt + 6 * BLOCK);
    sum61.max(0f).intoArray(w, firstAt + 6 * BLOCK + LANES);
    sum70.max(0f).intoArray(w, firstAt + 7 * BLOCK);
    sum71.max(0f).intoArray(w, firstAt + 7 * BLOCK + LANES);
    sum80.max(0f).intoArray(w, firstAt + 8 * BLOCK);
    sum81.max(0f).intoArray(w, firstAt + 8 * BLOCK + LANES);
    sum90.max(0f).intoArray(w, firstAt + 9 * BLOCK);
    sum91.max(0f).intoArray(w, firstAt + 9 * BLOCK + LANES);
  }

  private static void forwardFirstTile1x2(float[] p, float[] w, int s, int u) {
    int firstBiasAt = FIRST_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[firstBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[firstBiasAt]);
    for (int k = 0; k < 40; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      FloatVector input1 = fromArray(SPECIES, w, inputAt + LANES);
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      FloatVector firstWeight0 = broadcast(SPECIES, p[firstWeightAt]);
      sum0 = firstWeight0.fma(input0, sum0);
      sum1 = firstWeight0.fma(input1, sum1);
    }
    int firstAt = FIRST + u * BLOCK + s;
    sum0.max(0f).intoArray(w, firstAt);
    sum1.max(0f).intoArray(w, firstAt + LANES);
  }

  private static void forwardFirstTile12x1(float[] p, float[] w, int s, int u) {
    int firstBiasAt = FIRST_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[firstBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[firstBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[firstBiasAt + 2]);
    FloatVector sum3 = broadcast(SPECIES, p[firstBiasAt + 3]);
    FloatVector sum4 = broadcast(SPECIES, p[firstBiasAt + 4]);
    FloatVector sum5 = broadcast(SPECIES, p[firstBiasAt + 5]);
    FloatVector sum6 = broadcast(SPECIES, p[firstBiasAt + 6]);
    FloatVector sum7 = broadcast(SPECIES, p[firstBiasAt + 7]);
    FloatVector sum8 = broadcast(SPECIES, p[firstBiasAt + 8]);
    FloatVector sum9 = broadcast(SPECIES, p[firstBiasAt + 9]);
    FloatVector sum10 = broadcast(SPECIES, p[firstBiasAt + 10]);
    FloatVector sum11 = broadcast(SPECIES, p[firstBiasAt + 11]);
    for (int k = 0; k < 40; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      FloatVector firstWeight0 = broadcast(SPECIES, p[firstWeightAt]);
      sum0 = firstWeight0.fma(input0, sum0);
      FloatVector firstWeight1 = broadcast(SPECIES, p[firstWeightAt + 40]);
      sum1 = firstWeight1.fma(input0, sum1);
      FloatVector firstWeight2 = broadcast(SPECIES, p[firstWeightAt + 80]);
      sum2 = firstWeight2.fma(input0, sum2);
      FloatVector firstWeight3 = broadcast(SPECIES, p[firstWeightAt + 120]);
      sum3 = firstWeight3.fma(input0, sum3);
      FloatVector firstWeight4 = broadcast(SPECIES, p[firstWeightAt + 160]);
      sum4 = firstWeight4.fma(input0, sum4);
      FloatVector firstWeight5 = broadcast(SPECIES, p[firstWeightAt + 200]);
      sum5 = firstWeight5.fma(input0, sum5);
      FloatVector firstWeight6 = broadcast(SPECIES, p[firstWeightAt + 240]);
      sum6 = firstWeight6.fma(input0, sum6);
      FloatVector firstWeight7 = broadcast(SPECIES, p[firstWeightAt + 280]);
      sum7 = firstWeight7.fma(input0, sum7);
      FloatVector firstWeight8 = broadcast(SPECIES, p[firstWeightAt + 320]);
      sum8 = firstWeight8.fma(input0, sum8);
      FloatVector firstWeight9 = broadcast(SPECIES, p[firstWeightAt + 360]);
      sum9 = firstWeight9.fma(input0, sum9);
      FloatVector firstWeight10 = broadcast(SPECIES, p[firstWeightAt + 400]);
      sum10 = firstWeight10.fma(input0, sum10);
      FloatVector firstWeight11 = broadcast(SPECIES, p[firstWeightAt + 440]);
      sum11 = firstWeight11.fma(input0, sum11);
    }
    int firstAt = FIRST + u * BLOCK + s;
    sum0.max(0f).intoArray(w, firstAt);
    sum1.max(0f).intoArray(w, firstAt + BLOCK);
    sum2.max(0f).intoArray(w, firstAt + 2 * BLOCK);
    sum3.max(0f).intoArray(w, firstAt + 3 * BLOCK);
    sum4.max(0f).intoArray(w, firstAt + 4 * BLOCK);
    sum5.max(0f).intoArray(w, firstAt + 5 * BLOCK);
    sum6.max(0f).intoArray(w, firstAt + 6 * BLOCK);
    sum7.max(0f).intoArray(w, firstAt + 7 * BLOCK);
    sum8.max(0f).intoArray(w, firstAt + 8 * BLOCK);
    sum9.max(0f).intoArray(w, firstAt + 9 * BLOCK);
    sum10.max(0f).intoArray(w, firstAt + 10 * BLOCK);
    sum11.max(0f).intoArray(w, firstAt + 11 * BLOCK);
  }

  private static void forwardFirstTile11x1(float[] p, float[] w, int s, int u) {
    int firstBiasAt = FIRST_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[firstBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[firstBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[firstBiasAt + 2]);
    FloatVector sum3 = broadcast(SPECIES, p[firstBiasAt + 3]);
    FloatVector sum4 = broadcast(SPECIES, p[firstBiasAt + 4]);
    FloatVector sum5 = broadcast(SPECIES, p[firstBiasAt + 5]);
    FloatVector sum6 = broadcast(SPECIES, p[firstBiasAt + 6]);
    FloatVector sum7 = broadcast(SPECIES, p[firstBiasAt + 7]);
    FloatVector sum8 = broadcast(SPECIES, p[firstBiasAt + 8]);
    FloatVector sum9 = broadcast(SPECIES, p[firstBiasAt + 9]);
    FloatVector sum10 = broadcast(SPECIES, p[firstBiasAt + 10]);
    for (int k = 0; k < 40; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      FloatVector firstWeight0 = broadcast(SPECIES, p[firstWeightAt]);
      sum0 = firstWeight0.fma(input0, sum0);
      FloatVector firstWeight1 = broadcast(SPECIES, p[firstWeightAt + 40]);
      sum1 = firstWeight1.fma(input0, sum1);
      FloatVector firstWeight2 = broadcast(SPECIES, p[firstWeightAt + 80]);
      sum2 = firstWeight2.fma(input0, sum2);
      FloatVector firstWeight3 = broadcast(SPECIES, p[firstWeightAt + 120]);
      sum3 = firstWeight3.fma(input0, sum3);
      FloatVector firstWeight4 = broadcast(SPECIES, p[firstWeightAt + 160]);
      sum4 = firstWeight4.fma(input0, sum4);
      FloatVector firstWeight5 = broadcast(SPECIES, p[firstWeightAt + 200]);
      sum5 = firstWeight5.fma(input0, sum5);
      FloatVector firstWeight6 = broadcast(SPECIES, p[firstWeightAt + 240]);
      sum6 = firstWeight6.fma(input0, sum6);
      FloatVector firstWeight7 = broadcast(SPECIES, p[firstWeightAt + 280]);
      sum7 = firstWeight7.fma(input0, sum7);
      FloatVector firstWeight8 = broadcast(SPECIES, p[firstWeightAt + 320]);
      sum8 = firstWeight8.fma(input0, sum8);
      FloatVector firstWeight9 = broadcast(SPECIES, p[firstWeightAt + 360]);
      sum9 = firstWeight9.fma(input0, sum9);
      FloatVector firstWeight10 = broadcast(SPECIES, p[firstWeightAt + 400]);
      sum10 = firstWeight10.fma(input0, sum10);
    }
    int firstAt = FIRST + u * BLOCK + s;
    sum0.max(0f).intoArray(w, firstAt);
    sum1.max(0f).intoArray(w, firstAt + BLOCK);
    sum2.max(0f).intoArray(w, firstAt + 2 * BLOCK);
    sum3.max(0f).intoArray(w, firstAt + 3 * BLOCK);
    sum4.max(0f).intoArray(w, firstAt + 4 * BLOCK);
    sum5.max(0f).intoArray(w, firstAt + 5 * BLOCK);
    sum6.max(0f).intoArray(w, firstAt + 6 * BLOCK);
    sum7.max(0f).intoArray(w, firstAt + 7 * BLOCK);
    sum8.max(0f).intoArray(w, firstAt + 8 * BLOCK);
    sum9.max(0f).intoArray(w, firstAt + 9 * BLOCK);
    sum10.max(0f).intoArray(w, firstAt + 10 * BLOCK);
  }

  /**
   * second [128] = weight [128, 131] * first [131] + bias [128]
   */
  private static void forwardSecond(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int u = 0; u < 128; u += 8) {
        forwardSecondTile8x2(p, w, s, u);
      }
    }
    if (s < end) {
      for (int u = 0; u < 128; u += 8) {
        forwardSecondTile8x1(p, w, s, u);
      }
    }
  }

  private static void forwardSecondTile8x2(float[] p, float[] w, int s, int u) {
    int secondBiasAt = SECOND_BIAS + u;
    FloatVector sum00 = broadcast(SPECIES, p[secondBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[secondBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[secondBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[secondBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[secondBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[secondBiasAt + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[secondBiasAt + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[secondBiasAt + 3]);
    FloatVector sum40 = broadcast(SPECIES, p[secondBiasAt + 4]);
    FloatVector sum41 = broadcast(SPECIES, p[secondBiasAt + 4]);
    FloatVector sum50 = broadcast(SPECIES, p[secondBiasAt + 5]);
    FloatVector sum51 = broadcast(SPECIES, p[secondBiasAt + 5]);
    FloatVector sum60 = broadcast(SPECIES, p[secondBiasAt + 6]);
    FloatVector sum61 = broadcast(SPECIES, p[secondBiasAt + 6]);
    FloatVector sum70 = broadcast(SPECIES, p[secondBiasAt + 7]);
    FloatVector sum71 = broadcast(SPECIES, p[secondBiasAt + 7]);
    for (int k = 0; k < 131; k++) {
      int firstAt = FIRST + k * BLOCK + s;
      FloatVector first0 = fromArray(SPECIES, w, firstAt);
      FloatVector first1 = fromArray(SPECIES, w, firstAt + LANES);
      int secondWeightAt = SECOND_WEIGHT + u * 131 + k;
      FloatVector secondWeight0 = broadcast(SPECIES, p[secondWeightAt]);
      sum00 = secondWeight0.fma(first0, sum00);
      sum01 = secondWeight0.fma(first1, sum01);
      FloatVector secondWeight1 = broadcast(SPECIES, p[secondWeightAt + 131]);
      sum10 = secondWeight1.fma(first0, sum10);
      sum11 = secondWeight1.fma(first1, sum11);
      FloatVector secondWeight2 = broadcast(SPECIES, p[secondWeightAt + 262]);
      sum20 = secondWeight2.fma(first0, sum20);
      sum21 = secondWeight2.fma(first1, sum21);
      FloatVector secondWeight3 = broadcast(SPECIES, p[secondWeightAt + 393]);
      sum30 = secondWeight3.fma(first0, sum30);
      sum31 = secondWeight3.fma(first1, sum31);
      FloatVector secondWeight4 = broadcast(SPECIES, p[secondWeightAt + 524]);
      sum40 = secondWeight4.fma(first0, sum40);
      sum41 = secondWeight4.fma(first1, sum41);
      FloatVector secondWeight5 = broadcast(SPECIES, p[secondWeightAt + 655]);
      sum50 = secondWeight5.fma(first0, sum50);
      sum51 = secondWeight5.fma(first1, sum51);
      FloatVector secondWeight6 = broadcast(SPECIES, p[secondWeightAt + 786]);
      sum60 = secondWeight6.fma(first0, sum60);
      sum61 = secondWeight6.fma(first1, sum61);
      FloatVector secondWeight7 = broadcast(SPECIES, p[secondWeightAt + 917]);
      sum70 = secondWeight7.fma(first0, sum70);
      sum71 = secondWeight7.fma(first1, sum71);
    }
    int secondAt = SECOND + u * BLOCK + s;
    sum00.intoArray(w, secondAt);
    sum01.intoArray(w, secondAt + LANES);
    sum10.intoArray(w, secondAt + BLOCK);
    sum11.intoArray(w, secondAt + BLOCK + LANES);
    sum20.intoArray(w, secondAt + 2 * BLOCK);
    sum21.intoArray(w, secondAt + 2 * BLOCK + LANES);
    sum30.intoArray(w, secondAt + 3 * BLOCK);
    sum31.intoArray(w, secondAt + 3 * BLOCK + LANES);
    sum40.intoArray(w, secondAt + 4 * BLOCK);
    sum41.intoArray(w, secondAt + 4 * BLOCK + LANES);
    sum50.intoArray(w, secondAt + 5 * BLOCK);
    sum51.intoArray(w, secondAt + 5 * BLOCK + LANES);
    sum60.intoArray(w, secondAt + 6 * BLOCK);
    sum61.intoArray(w, secondAt + 6 * BLOCK + LANES);
    sum70.intoArray(w, secondAt + 7 * BLOCK);
    sum71.intoArray(w, secondAt + 7 * BLOCK + LANES);
  }

  private static void forwardSecondTile8x1(float[] p, float[] w, int s, int u) {
    int secondBiasAt = SECOND_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[secondBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[secondBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[secondBiasAt + 2]);
    FloatVector sum3 = broadcast(SPECIES, p[secondBiasAt + 3]);
    FloatVector sum4 = broadcast(SPECIES, p[secondBiasAt + 4]);
    FloatVector sum5 = broadcast(SPECIES, p[secondBiasAt + 5]);
    FloatVector sum6 = broadcast(SPECIES, p[secondBiasAt + 6]);
    FloatVector sum7 = broadcast(SPECIES, p[secondBiasAt + 7]);
    for (int k = 0; k < 131; k++) {
      int firstAt = FIRST + k * BLOCK + s;
      FloatVector first0 = fromArray(SPECIES, w, firstAt);
      int secondWeightAt = SECOND_WEIGHT + u * 131 + k;
      FloatVector secondWeight0 = broadcast(SPECIES, p[secondWeightAt]);
      sum0 = secondWeight0.fma(first0, sum0);
      FloatVector secondWeight1 = broadcast(SPECIES, p[secondWeightAt + 131]);
      sum1 = secondWeight1.fma(first0, sum1);
      FloatVector secondWeight2 = broadcast(SPECIES, p[secondWeightAt + 262]);
      sum2 = secondWeight2.fma(first0, sum2);
      FloatVector secondWeight3 = broadcast(SPECIES, p[secondWeightAt + 393]);
      sum3 = secondWeight3.fma(first0, sum3);
      FloatVector secondWeight4 = broadcast(SPECIES, p[secondWeightAt + 524]);
      sum4 = secondWeight4.fma(first0, sum4);
      FloatVector secondWeight5 = broadcast(SPECIES, p[secondWeightAt + 655]);
      sum5 = secondWeight5.fma(first0, sum5);
      FloatVector secondWeight6 = broadcast(SPECIES, p[secondWeightAt + 786]);
      sum6 = secondWeight6.fma(first0, sum6);
      FloatVector secondWeight7 = broadcast(SPECIES, p[secondWeightAt + 917]);
      sum7 = secondWeight7.fma(first0, sum7);
    }
    int secondAt = SECOND + u * BLOCK + s;
    sum0.intoArray(w, secondAt);
    sum1.intoArray(w, secondAt + BLOCK);
    sum2.intoArray(w, secondAt + 2 * BLOCK);
    sum3.intoArray(w, secondAt + 3 * BLOCK);
    sum4.intoArray(w, secondAt + 4 * BLOCK);
    sum5.intoArray(w, secondAt + 5 * BLOCK);
    sum6.intoArray(w, secondAt + 6 * BLOCK);
    sum7.intoArray(w, secondAt + 7 * BLOCK);
  }

  /**
   * loss and dSecond of second [128]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = zero(SPECIES);
      FloatVector weight = fromArray(SPECIES, w, SHARE + s).mul(0.0078125f);
      for (int i = 0; i < 128; i++) {
        FloatVector d = fromArray(SPECIES, w, SECOND + i * BLOCK + s)
            .sub(fromArray(SPECIES, w, TARGET + i * BLOCK + s));
        total = total.add(d.mul(d));
        d.mul(2f).mul(weight).intoArray(w, D_SECOND + i * BLOCK + s);
      }
      total.mul(0.0078125f).intoArray(w, LOSS + s);
    }
  }

  /**
   * dFirst [131] = weight [128, 131]^T * dSecond [128]; dFirstSum = dFirst * relu'
   */
  private static void backwardSecondInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      backwardSecondInputBegin(w, s, 0, 131);
      backwardSecondInputBegin(w, s + LANES, 0, 131);
      for (int u = 0; u < 128; u += 8) {
        backwardSecondInputPass8x2(p, w, s, 0, 131, u);
      }
      backwardSecondInputEnd(w, s, 0, 131);
      backwardSecondInputEnd(w, s + LANES, 0, 131);
    }
    if (s < end) {
      backwardSecondInputBegin(w, s, 0, 131);
      for (int u = 0; u < 128; u += 8) {
        backwardSecondInputPass8x1(p, w, s, 0, 131, u);
      }
      backwardSecondInputEnd(w, s, 0, 131);
    }
  }

  private static void backwardSecondInputBegin(float[] w, int s, int first, int last) {
    for (int k = first; k < last; k++) {
      zero(SPECIES).intoArray(w, D_FIRST_SUM + k * BLOCK + s);
    }
  }

  private static void backwardSecondInputPass8x2(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dSecondAt = D_SECOND + u * BLOCK + s;
    FloatVector dSecond0 = fromArray(SPECIES, w, dSecondAt);
    FloatVector dSecond1 = fromArray(SPECIES, w, dSecondAt + LANES);
    FloatVector dSecond2 = fromArray(SPECIES, w, dSecondAt + BLOCK);
    FloatVector dSecond3 = fromArray(SPECIES, w, dSecondAt + BLOCK + LANES);
    FloatVector dSecond4 = fromArray(SPECIES, w, dSecondAt + 2 * BLOCK);
    FloatVector dSecond5 = fromArray(SPECIES, w, dSecondAt + 2 * BLOCK + LANES);
    FloatVector dSecond6 = fromArray(SPECIES, w, dSecondAt + 3 * BLOCK);
    FloatVector dSecond7 = fromArray(SPECIES, w, dSecondAt + 3 * BLOCK + LANES);
    FloatVector dSecond8 = fromArray(SPECIES, w, dSecondAt + 4 * BLOCK);
    FloatVector dSecond9 = fromArray(SPECIES, w, dSecondAt + 4 * BLOCK + LANES);
    FloatVector dSecond10 = fromArray(SPECIES, w, dSecondAt + 5 * BLOCK);
    FloatVector dSecond11 = fromArray(SPECIES, w, dSecondAt + 5 * BLOCK + LANES);
    FloatVector dSecond12 = fromArray(SPECIES, w, dSecondAt + 6 * BLOCK);
    FloatVector dSecond13 = fromArray(SPECIES, w, dSecondAt + 6 * BLOCK + LANES);
    FloatVector dSecond14 = fromArray(SPECIES, w, dSecondAt + 7 * BLOCK);
    FloatVector dSecond15 = fromArray(SPECIES, w, dSecondAt + 7 * BLOCK + LANES);
    for (int k = first; k < last; k++) {
      int dFirstSumAt = D_FIRST_SUM + k * BLOCK + s;
      FloatVector sum0 = fromArray(SPECIES, w, dFirstSumAt);
      FloatVector sum1 = fromArray(SPECIES, w, dFirstSumAt + LANES);
      int secondWeightAt = SECOND_WEIGHT + u * 131 + k;
      FloatVector secondWeight0 = broadcast(SPECIES, p[secondWeightAt]);
      sum0 = secondWeight0.fma(dSecond0, sum0);
      sum1 = secondWeight0.fma(dSecond1, sum1);
      FloatVector secondWeight1 = broadcast(SPECIES, p[secondWeightAt + 131]);
      sum0 = secondWeight1.fma(dSecond2, sum0);
      sum1 = secondWeight1.fma(dSecond3, sum1);
      FloatVector secondWeight2 = broadcast(SPECIES, p[secondWeightAt + 262]);
      sum0 = secondWeight2.fma(dSecond4, sum0);
      sum1 = secondWeight2.fma(dSecond5, sum1);
      FloatVector secondWeight3 = broadcast(SPECIES, p[secondWeightAt + 393]);
      sum0 = secondWeight3.fma(dSecond6, sum0);
      sum1 = secondWeight3.fma(dSecond7, sum1);
      FloatVector secondWeight4 = broadcast(SPECIES, p[secondWeightAt + 524]);
      sum0 = secondWeight4.fma(dSecond8, sum0);
      sum1 = secondWeight4.fma(dSecond9, sum1);
      FloatVector secondWeight5 = broadcast(SPECIES, p[secondWeightAt + 655]);
      sum0 = secondWeight5.fma(dSecond10, sum0);
      sum1 = secondWeight5.fma(dSecond11, sum1);
      FloatVector secondWeight6 = broadcast(SPECIES, p[secondWeightAt + 786]);
      sum0 = secondWeight6.fma(dSecond12, sum0);
      sum1 = secondWeight6.fma(dSecond13, sum1);
      FloatVector secondWeight7 = broadcast(SPECIES, p[secondWeightAt + 917]);
      sum0 = secondWeight7.fma(dSecond14, sum0);
      sum1 = secondWeight7.fma(dSecond15, sum1);
      sum0.intoArray(w, dFirstSumAt);
      sum1.intoArray(w, dFirstSumAt + LANES);
    }
  }

  private static void backwardSecondInputPass8x1(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dSecondAt = D_SECOND + u * BLOCK + s;
    FloatVector dSecond0 = fromArray(SPECIES, w, dSecondAt);
    FloatVector dSecond1 = fromArray(SPECIES, w, dSecondAt + BLOCK);
    FloatVector dSecond2 = fromArray(SPECIES, w, dSecondAt + 2 * BLOCK);
    FloatVector dSecond3 = fromArray(SPECIES, w, dSecondAt + 3 * BLOCK);
    FloatVector dSecond4 = fromArray(SPECIES, w, dSecondAt + 4 * BLOCK);
    FloatVector dSecond5 = fromArray(SPECIES, w, dSecondAt + 5 * BLOCK);
    FloatVector dSecond6 = fromArray(SPECIES, w, dSecondAt + 6 * BLOCK);
    FloatVector dSecond7 = fromArray(SPECIES, w, dSecondAt + 7 * BLOCK);
    for (int k = first; k < last; k++) {
      int dFirstSumAt = D_FIRST_SUM + k * BLOCK + s;
      FloatVector sum = fromArray(SPECIES, w, dFirstSumAt);
      int secondWeightAt = SECOND_WEIGHT + u * 131 + k;
      FloatVector secondWeight0 = broadcast(SPECIES, p[secondWeightAt]);
      sum = secondWeight0.fma(dSecond0, sum);
      FloatVector secondWeight1 = broadcast(SPECIES, p[secondWeightAt + 131]);
      sum = secondWeight1.fma(dSecond1, sum);
      FloatVector secondWeight2 = broadcast(SPECIES, p[secondWeightAt + 262]);
      sum = secondWeight2.fma(dSecond2, sum);
      FloatVector secondWeight3 = broadcast(SPECIES, p[secondWeightAt + 393]);
      sum = secondWeight3.fma(dSecond3, sum);
      FloatVector secondWeight4 = broadcast(SPECIES, p[secondWeightAt + 524]);
      sum = secondWeight4.fma(dSecond4, sum);
      FloatVector secondWeight5 = broadcast(SPECIES, p[secondWeightAt + 655]);
      sum = secondWeight5.fma(dSecond5, sum);
      FloatVector secondWeight6 = broadcast(SPECIES, p[secondWeightAt + 786]);
      sum = secondWeight6.fma(dSecond6, sum);
      FloatVector secondWeight7 = broadcast(SPECIES, p[secondWeightAt + 917]);
      sum = secondWeight7.fma(dSecond7, sum);
      sum.intoArray(w, dFirstSumAt);
    }
  }

  private static void backwardSecondInputEnd(float[] w, int s, int first, int last) {
    for (int k = first; k < last; k++) {
      FloatVector sum = fromArray(SPECIES, w, D_FIRST_SUM + k * BLOCK + s);
      sum.mul(zero(SPECIES)
          .blend(1f,
          fromArray(SPECIES, w, FIRST + k * BLOCK + s).compare(VectorOperators.GT,
          0f))).intoArray(w, D_FIRST_SUM + k * BLOCK + s);
    }
  }

  /**
   * dInput [40] = weight [131, 40]^T * dFirstSum [131]
   */
  private static void backwardFirstInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int k = 0; k < 40; k += 10) {
        backwardFirstInputTile10x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 40; k += 10) {
        backwardFirstInputTile10x1(p, w, s, k);
      }
    }
  }

  private static void backwardFirstInputTile10x2(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 131; u++) {
      int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
      FloatVector dFirstSum0 = fromArray(SPECIES, w, dFirstSumAt);
      FloatVector dFirstSum1 = fromArray(SPECIES, w, dFirstSumAt + LANES);
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      FloatVector firstWeight0 = broadcast(SPECIES, p[firstWeightAt]);
      sum00 = firstWeight0.fma(dFirstSum0, sum00);
      sum01 = firstWeight0.fma(dFirstSum1, sum01);
      FloatVector firstWeight1 = broadcast(SPECIES, p[firstWeightAt + 1]);
      sum10 = firstWeight1.fma(dFirstSum0, sum10);
      sum11 = firstWeight1.fma(dFirstSum1, sum11);
      FloatVector firstWeight2 = broadcast(SPECIES, p[firstWeightAt + 2]);
      sum20 = firstWeight2.fma(dFirstSum0, sum20);
      sum21 = firstWeight2.fma(dFirstSum1, sum21);
      FloatVector firstWeight3 = broadcast(SPECIES, p[firstWeightAt + 3]);
      sum30 = firstWeight3.fma(dFirstSum0, sum30);
      sum31 = firstWeight3.fma(dFirstSum1, sum31);
      FloatVector firstWeight4 = broadcast(SPECIES, p[firstWeightAt + 4]);
      sum40 = firstWeight4.fma(dFirstSum0, sum40);
      sum41 = firstWeight4.fma(dFirstSum1, sum41);
      FloatVector firstWeight5 = broadcast(SPECIES, p[firstWeightAt + 5]);
      sum50 = firstWeight5.fma(dFirstSum0, sum50);
      sum51 = firstWeight5.fma(dFirstSum1, sum51);
      FloatVector firstWeight6 = broadcast(SPECIES, p[firstWeightAt + 6]);
      sum60 = firstWeight6.fma(dFirstSum0, sum60);
      sum61 = firstWeight6.fma(dFirstSum1, sum61);
      FloatVector firstWeight7 = broadcast(SPECIES, p[firstWeightAt + 7]);
      sum70 = firstWeight7.fma(dFirstSum0, sum70);
      sum71 = firstWeight7.fma(dFirstSum1, sum71);
      FloatVector firstWeight8 = broadcast(SPECIES, p[firstWeightAt + 8]);
      sum80 = firstWeight8.fma(dFirstSum0, sum80);
      sum81 = firstWeight8.fma(dFirstSum1, sum81);
      FloatVector firstWeight9 = broadcast(SPECIES, p[firstWeightAt + 9]);
      sum90 = firstWeight9.fma(dFirstSum0, sum90);
      sum91 = firstWeight9.fma(dFirstSum1, sum91);
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

  private static void backwardFirstInputTile10x1(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 131; u++) {
      int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
      FloatVector dFirstSum0 = fromArray(SPECIES, w, dFirstSumAt);
      int firstWeightAt = FIRST_WEIGHT + u * 40 + k;
      FloatVector firstWeight0 = broadcast(SPECIES, p[firstWeightAt]);
      sum0 = firstWeight0.fma(dFirstSum0, sum0);
      FloatVector firstWeight1 = broadcast(SPECIES, p[firstWeightAt + 1]);
      sum1 = firstWeight1.fma(dFirstSum0, sum1);
      FloatVector firstWeight2 = broadcast(SPECIES, p[firstWeightAt + 2]);
      sum2 = firstWeight2.fma(dFirstSum0, sum2);
      FloatVector firstWeight3 = broadcast(SPECIES, p[firstWeightAt + 3]);
      sum3 = firstWeight3.fma(dFirstSum0, sum3);
      FloatVector firstWeight4 = broadcast(SPECIES, p[firstWeightAt + 4]);
      sum4 = firstWeight4.fma(dFirstSum0, sum4);
      FloatVector firstWeight5 = broadcast(SPECIES, p[firstWeightAt + 5]);
      sum5 = firstWeight5.fma(dFirstSum0, sum5);
      FloatVector firstWeight6 = broadcast(SPECIES, p[firstWeightAt + 6]);
      sum6 = firstWeight6.fma(dFirstSum0, sum6);
      FloatVector firstWeight7 = broadcast(SPECIES, p[firstWeightAt + 7]);
      sum7 = firstWeight7.fma(dFirstSum0, sum7);
      FloatVector firstWeight8 = broadcast(SPECIES, p[firstWeightAt + 8]);
      sum8 = firstWeight8.fma(dFirstSum0, sum8);
      FloatVector firstWeight9 = broadcast(SPECIES, p[firstWeightAt + 9]);
      sum9 = firstWeight9.fma(dFirstSum0, sum9);
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

  /**
   * Copies first so that 32 values of a sample lie side by side.
   */
  private static void firstPanels(float[] w, int at, int samples) {
    int column = at % BLOCK_FLOATS;
    for (int s = 0; s < samples; s += 16) {
      for (int k = 0; k < 131; k += 32) {
        panel16(w, at + FIRST_PANELS + k * BLOCK + s * 32 + column * 31, at + FIRST + k * BLOCK + s,
            Math.min(32, 131 - k));
      }
    }
  }

  /**
   * Copies input so that 32 values of a sample lie side by side.
   */
  private static void inputPanels(float[] x, int[] rows, float[] w, int at, int samples) {
    int column = at % BLOCK_FLOATS;
    int first = at / BLOCK_FLOATS * BLOCK + column;
    for (int s = 0; s < samples; s++) {
      int row = rows[first + s];
      for (int k = 0; k < 40; k += 32) {
        System.arraycopy(x, row + k, w, at + INPUT_PANELS + k * BLOCK + s * 32 + column * 31,
            Math.min(32, 40 - k));
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

  private static void backwardSecondWeightTile8x2(float[] g, float[] w, int samples, int u, int k) {
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + FIRST_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        FloatVector first0 = fromArray(SPECIES, w, row);
        FloatVector first1 = fromArray(SPECIES, w, row + LANES);
        int dSecondAt = D_SECOND + u * BLOCK + s;
        FloatVector dSecond0 = broadcast(SPECIES, w[dSecondAt]);
        sum00 = dSecond0.fma(first0, sum00);
        sum01 = dSecond0.fma(first1, sum01);
        FloatVector dSecond1 = broadcast(SPECIES, w[dSecondAt + BLOCK]);
        sum10 = dSecond1.fma(first0, sum10);
        sum11 = dSecond1.fma(first1, sum11);
        FloatVector dSecond2 = broadcast(SPECIES, w[dSecondAt + 2 * BLOCK]);
        sum20 = dSecond2.fma(first0, sum20);
        sum21 = dSecond2.fma(first1, sum21);
        FloatVector dSecond3 = broadcast(SPECIES, w[dSecondAt + 3 * BLOCK]);
        sum30 = dSecond3.fma(first0, sum30);
        sum31 = dSecond3.fma(first1, sum31);
        FloatVector dSecond4 = broadcast(SPECIES, w[dSecondAt + 4 * BLOCK]);
        sum40 = dSecond4.fma(first0, sum40);
        sum41 = dSecond4.fma(first1, sum41);
        FloatVector dSecond5 = broadcast(SPECIES, w[dSecondAt + 5 * BLOCK]);
        sum50 = dSecond5.fma(first0, sum50);
        sum51 = dSecond5.fma(first1, sum51);
        FloatVector dSecond6 = broadcast(SPECIES, w[dSecondAt + 6 * BLOCK]);
        sum60 = dSecond6.fma(first0, sum60);
        sum61 = dSecond6.fma(first1, sum61);
        FloatVector dSecond7 = broadcast(SPECIES, w[dSecondAt + 7 * BLOCK]);
        sum70 = dSecond7.fma(first0, sum70);
        sum71 = dSecond7.fma(first1, sum71);
      }
    }
    int dSecondWeightAt = SECOND_WEIGHT + u * 131 + k;
    sum00.intoArray(g, dSecondWeightAt);
    int dSecondWeightAt1 = SECOND_WEIGHT + u * 131 + k + LANES;
    sum01.intoArray(g, dSecondWeightAt1);
    sum10.intoArray(g, dSecondWeightAt + 131);
    sum11.intoArray(g, dSecondWeightAt1 + 131);
    sum20.intoArray(g, dSecondWeightAt + 262);
    sum21.intoArray(g, dSecondWeightAt1 + 262);
    sum30.intoArray(g, dSecondWeightAt + 393);
    sum31.intoArray(g, dSecondWeightAt1 + 393);
    sum40.intoArray(g, dSecondWeightAt + 524);
    sum41.intoArray(g, dSecondWeightAt1 + 524);
    sum50.intoArray(g, dSecondWeightAt + 655);
    sum51.intoArray(g, dSecondWeightAt1 + 655);
    sum60.intoArray(g, dSecondWeightAt + 786);
    sum61.intoArray(g, dSecondWeightAt1 + 786);
    sum70.intoArray(g, dSecondWeightAt + 917);
    sum71.intoArray(g, dSecondWeightAt1 + 917);
  }

  private static void backwardSecondWeightTile8Tail(float[] g, float[] w, int samples, int u,
      int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    float sum4 = 0f;
    float sum5 = 0f;
    float sum6 = 0f;
    float sum7 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + FIRST_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        float first0 = w[row];
        int dSecondAt = D_SECOND + u * BLOCK + s;
        float dSecond0 = w[dSecondAt];
        sum0 = Math.fma(dSecond0, first0, sum0);
        float dSecond1 = w[dSecondAt + BLOCK];
        sum1 = Math.fma(dSecond1, first0, sum1);
        float dSecond2 = w[dSecondAt + 2 * BLOCK];
        sum2 = Math.fma(dSecond2, first0, sum2);
        float dSecond3 = w[dSecondAt + 3 * BLOCK];
        sum3 = Math.fma(dSecond3, first0, sum3);
        float dSecond4 = w[dSecondAt + 4 * BLOCK];
        sum4 = Math.fma(dSecond4, first0, sum4);
        float dSecond5 = w[dSecondAt + 5 * BLOCK];
        sum5 = Math.fma(dSecond5, first0, sum5);
        float dSecond6 = w[dSecondAt + 6 * BLOCK];
        sum6 = Math.fma(dSecond6, first0, sum6);
        float dSecond7 = w[dSecondAt + 7 * BLOCK];
        sum7 = Math.fma(dSecond7, first0, sum7);
      }
    }
    int dSecondWeightAt = SECOND_WEIGHT + u * 131 + k;
    g[dSecondWeightAt] = sum0;
    g[dSecondWeightAt + 131] = sum1;
    g[dSecondWeightAt + 262] = sum2;
    g[dSecondWeightAt + 393] = sum3;
    g[dSecondWeightAt + 524] = sum4;
    g[dSecondWeightAt + 655] = sum5;
    g[dSecondWeightAt + 786] = sum6;
    g[dSecondWeightAt + 917] = sum7;
  }

  /**
   * dSecondWeight = dSecond [128] * first [131]^T, summed over the batch
   */
  private static void backwardSecondWeight(float[] g, float[] w, int samples, int task) {
    int first = task * 16;
    int last = first + 16;
    int k = 0;
    for (; k + 2 * LANES <= 131; k += 2 * LANES) {
      for (int u = first; u < last; u += 8) {
        backwardSecondWeightTile8x2(g, w, samples, u, k);
      }
    }
    for (; k < 131; k++) {
      for (int u = first; u < last; u += 8) {
        backwardSecondWeightTile8Tail(g, w, samples, u, k);
      }
    }
  }

  /**
   * dSecondBias = dSecond [128], summed over the batch
   */
  private static void backwardSecondBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 128; u += 8) {
      backwardSecondBiasTile8x1(w, lanes, padded, u);
      LaneSums.addUp(lanes, 8);
      for (int row = u, sum = 0; row < u + 8; row++, sum++) {
        g[SECOND_BIAS + row] = lanes[sum];
      }
    }
  }

  private static void backwardSecondBiasTile8x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      FloatVector sum6 = zero(SPECIES);
      FloatVector sum7 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dSecondAt = D_SECOND + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dSecondAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dSecondAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dSecondAt + 2 * BLOCK));
        sum3 = sum3.add(fromArray(SPECIES, w, dSecondAt + 3 * BLOCK));
        sum4 = sum4.add(fromArray(SPECIES, w, dSecondAt + 4 * BLOCK));
        sum5 = sum5.add(fromArray(SPECIES, w, dSecondAt + 5 * BLOCK));
        sum6 = sum6.add(fromArray(SPECIES, w, dSecondAt + 6 * BLOCK));
        sum7 = sum7.add(fromArray(SPECIES, w, dSecondAt + 7 * BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
      sum6.intoArray(lanes, 96 + lane);
      sum7.intoArray(lanes, 112 + lane);
    }
  }

  private static void backwardFirstWeightTile10x2(float[] g, float[] w, int samples, int u, int k) {
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        FloatVector input0 = fromArray(SPECIES, w, row);
        FloatVector input1 = fromArray(SPECIES, w, row + LANES);
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        FloatVector dFirstSum0 = broadcast(SPECIES, w[dFirstSumAt]);
        sum00 = dFirstSum0.fma(input0, sum00);
        sum01 = dFirstSum0.fma(input1, sum01);
        FloatVector dFirstSum1 = broadcast(SPECIES, w[dFirstSumAt + BLOCK]);
        sum10 = dFirstSum1.fma(input0, sum10);
        sum11 = dFirstSum1.fma(input1, sum11);
        FloatVector dFirstSum2 = broadcast(SPECIES, w[dFirstSumAt + 2 * BLOCK]);
        sum20 = dFirstSum2.fma(input0, sum20);
        sum21 = dFirstSum2.fma(input1, sum21);
        FloatVector dFirstSum3 = broadcast(SPECIES, w[dFirstSumAt + 3 * BLOCK]);
        sum30 = dFirstSum3.fma(input0, sum30);
        sum31 = dFirstSum3.fma(input1, sum31);
        FloatVector dFirstSum4 = broadcast(SPECIES, w[dFirstSumAt + 4 * BLOCK]);
        sum40 = dFirstSum4.fma(input0, sum40);
        sum41 = dFirstSum4.fma(input1, sum41);
        FloatVector dFirstSum5 = broadcast(SPECIES, w[dFirstSumAt + 5 * BLOCK]);
        sum50 = dFirstSum5.fma(input0, sum50);
        sum51 = dFirstSum5.fma(input1, sum51);
        FloatVector dFirstSum6 = broadcast(SPECIES, w[dFirstSumAt + 6 * BLOCK]);
        sum60 = dFirstSum6.fma(input0, sum60);
        sum61 = dFirstSum6.fma(input1, sum61);
        FloatVector dFirstSum7 = broadcast(SPECIES, w[dFirstSumAt + 7 * BLOCK]);
        sum70 = dFirstSum7.fma(input0, sum70);
        sum71 = dFirstSum7.fma(input1, sum71);
        FloatVector dFirstSum8 = broadcast(SPECIES, w[dFirstSumAt + 8 * BLOCK]);
        sum80 = dFirstSum8.fma(input0, sum80);
        sum81 = dFirstSum8.fma(input1, sum81);
        FloatVector dFirstSum9 = broadcast(SPECIES, w[dFirstSumAt + 9 * BLOCK]);
        sum90 = dFirstSum9.fma(input0, sum90);
        sum91 = dFirstSum9.fma(input1, sum91);
      }
    }
    int dFirstWeightAt = FIRST_WEIGHT + u * 40 + k;
    sum00.intoArray(g, dFirstWeightAt);
    int dFirstWeightAt1 = FIRST_WEIGHT + u * 40 + k + LANES;
    sum01.intoArray(g, dFirstWeightAt1);
    sum10.intoArray(g, dFirstWeightAt + 40);
    sum11.intoArray(g, dFirstWeightAt1 + 40);
    sum20.intoArray(g, dFirstWeightAt + 80);
    sum21.intoArray(g, dFirstWeightAt1 + 80);
    sum30.intoArray(g, dFirstWeightAt + 120);
    sum31.intoArray(g, dFirstWeightAt1 + 120);
    sum40.intoArray(g, dFirstWeightAt + 160);
    sum41.intoArray(g, dFirstWeightAt1 + 160);
    sum50.intoArray(g, dFirstWeightAt + 200);
    sum51.intoArray(g, dFirstWeightAt1 + 200);
    sum60.intoArray(g, dFirstWeightAt + 240);
    sum61.intoArray(g, dFirstWeightAt1 + 240);
    sum70.intoArray(g, dFirstWeightAt + 280);
    sum71.intoArray(g, dFirstWeightAt1 + 280);
    sum80.intoArray(g, dFirstWeightAt + 320);
    sum81.intoArray(g, dFirstWeightAt1 + 320);
    sum90.intoArray(g, dFirstWeightAt + 360);
    sum91.intoArray(g, dFirstWeightAt1 + 360);
  }

  private static void backwardFirstWeightTile1x2(float[] g, float[] w, int samples, int u, int k) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        FloatVector input0 = fromArray(SPECIES, w, row);
        FloatVector input1 = fromArray(SPECIES, w, row + LANES);
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        FloatVector dFirstSum0 = broadcast(SPECIES, w[dFirstSumAt]);
        sum0 = dFirstSum0.fma(input0, sum0);
        sum1 = dFirstSum0.fma(input1, sum1);
      }
    }
    int dFirstWeightAt = FIRST_WEIGHT + u * 40 + k;
    sum0.intoArray(g, dFirstWeightAt);
    int dFirstWeightAt1 = FIRST_WEIGHT + u * 40 + k + LANES;
    sum1.intoArray(g, dFirstWeightAt1);
  }

  private static void backwardFirstWeightTile10x1(float[] g, float[] w, int samples, int u, int k) {
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
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        FloatVector input0 = fromArray(SPECIES, w, row);
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        FloatVector dFirstSum0 = broadcast(SPECIES, w[dFirstSumAt]);
        sum0 = dFirstSum0.fma(input0, sum0);
        FloatVector dFirstSum1 = broadcast(SPECIES, w[dFirstSumAt + BLOCK]);
        sum1 = dFirstSum1.fma(input0, sum1);
        FloatVector dFirstSum2 = broadcast(SPECIES, w[dFirstSumAt + 2 * BLOCK]);
        sum2 = dFirstSum2.fma(input0, sum2);
        FloatVector dFirstSum3 = broadcast(SPECIES, w[dFirstSumAt + 3 * BLOCK]);
        sum3 = dFirstSum3.fma(input0, sum3);
        FloatVector dFirstSum4 = broadcast(SPECIES, w[dFirstSumAt + 4 * BLOCK]);
        sum4 = dFirstSum4.fma(input0, sum4);
        FloatVector dFirstSum5 = broadcast(SPECIES, w[dFirstSumAt + 5 * BLOCK]);
        sum5 = dFirstSum5.fma(input0, sum5);
        FloatVector dFirstSum6 = broadcast(SPECIES, w[dFirstSumAt + 6 * BLOCK]);
        sum6 = dFirstSum6.fma(input0, sum6);
        FloatVector dFirstSum7 = broadcast(SPECIES, w[dFirstSumAt + 7 * BLOCK]);
        sum7 = dFirstSum7.fma(input0, sum7);
        FloatVector dFirstSum8 = broadcast(SPECIES, w[dFirstSumAt + 8 * BLOCK]);
        sum8 = dFirstSum8.fma(input0, sum8);
        FloatVector dFirstSum9 = broadcast(SPECIES, w[dFirstSumAt + 9 * BLOCK]);
        sum9 = dFirstSum9.fma(input0, sum9);
      }
    }
    int dFirstWeightAt = FIRST_WEIGHT + u * 40 + k;
    sum0.intoArray(g, dFirstWeightAt);
    sum1.intoArray(g, dFirstWeightAt + 40);
    sum2.intoArray(g, dFirstWeightAt + 80);
    sum3.intoArray(g, dFirstWeightAt + 120);
    sum4.intoArray(g, dFirstWeightAt + 160);
    sum5.intoArray(g, dFirstWeightAt + 200);
    sum6.intoArray(g, dFirstWeightAt + 240);
    sum7.intoArray(g, dFirstWeightAt + 280);
    sum8.intoArray(g, dFirstWeightAt + 320);
    sum9.intoArray(g, dFirstWeightAt + 360);
  }

  private static void backwardFirstWeightTile1x1(float[] g, float[] w, int samples, int u, int k) {
    FloatVector sum = zero(SPECIES);
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        FloatVector input0 = fromArray(SPECIES, w, row);
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        FloatVector dFirstSum0 = broadcast(SPECIES, w[dFirstSumAt]);
        sum = dFirstSum0.fma(input0, sum);
      }
    }
    int dFirstWeightAt = FIRST_WEIGHT + u * 40 + k;
    sum.intoArray(g, dFirstWeightAt);
  }

  private static void backwardFirstWeightTile10Tail(float[] g, float[] w, int samples, int u,
      int k) {
    float sum0 = 0f;
    float sum1 = 0f;
    float sum2 = 0f;
    float sum3 = 0f;
    float sum4 = 0f;
    float sum5 = 0f;
    float sum6 = 0f;
    float sum7 = 0f;
    float sum8 = 0f;
    float sum9 = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        float input0 = w[row];
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        float dFirstSum0 = w[dFirstSumAt];
        sum0 = Math.fma(dFirstSum0, input0, sum0);
        float dFirstSum1 = w[dFirstSumAt + BLOCK];
        sum1 = Math.fma(dFirstSum1, input0, sum1);
        float dFirstSum2 = w[dFirstSumAt + 2 * BLOCK];
        sum2 = Math.fma(dFirstSum2, input0, sum2);
        float dFirstSum3 = w[dFirstSumAt + 3 * BLOCK];
        sum3 = Math.fma(dFirstSum3, input0, sum3);
        float dFirstSum4 = w[dFirstSumAt + 4 * BLOCK];
        sum4 = Math.fma(dFirstSum4, input0, sum4);
        float dFirstSum5 = w[dFirstSumAt + 5 * BLOCK];
        sum5 = Math.fma(dFirstSum5, input0, sum5);
        float dFirstSum6 = w[dFirstSumAt + 6 * BLOCK];
        sum6 = Math.fma(dFirstSum6, input0, sum6);
        float dFirstSum7 = w[dFirstSumAt + 7 * BLOCK];
        sum7 = Math.fma(dFirstSum7, input0, sum7);
        float dFirstSum8 = w[dFirstSumAt + 8 * BLOCK];
        sum8 = Math.fma(dFirstSum8, input0, sum8);
        float dFirstSum9 = w[dFirstSumAt + 9 * BLOCK];
        sum9 = Math.fma(dFirstSum9, input0, sum9);
      }
    }
    int dFirstWeightAt = FIRST_WEIGHT + u * 40 + k;
    g[dFirstWeightAt] = sum0;
    g[dFirstWeightAt + 40] = sum1;
    g[dFirstWeightAt + 80] = sum2;
    g[dFirstWeightAt + 120] = sum3;
    g[dFirstWeightAt + 160] = sum4;
    g[dFirstWeightAt + 200] = sum5;
    g[dFirstWeightAt + 240] = sum6;
    g[dFirstWeightAt + 280] = sum7;
    g[dFirstWeightAt + 320] = sum8;
    g[dFirstWeightAt + 360] = sum9;
  }

  private static void backwardFirstWeightTile1Tail(float[] g, float[] w, int samples, int u,
      int k) {
    float sum = 0f;
    for (int at = 0, rest = samples; rest > 0; at += BLOCK_FLOATS, rest -= BLOCK) {
      int end = at + Math.min(rest, BLOCK);
      for (int s = at, row = at + INPUT_PANELS + k / 32 * 32 * BLOCK + k % 32; s < end; s++,
          row += 32) {
        float input0 = w[row];
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        float dFirstSum0 = w[dFirstSumAt];
        sum = Math.fma(dFirstSum0, input0, sum);
      }
    }
    int dFirstWeightAt = FIRST_WEIGHT + u * 40 + k;
    g[dFirstWeightAt] = sum;
  }

  /**
   * dFirstWeight = dFirstSum [131] * input [40]^T, summed over the batch
   */
  private static void backwardFirstWeight(float[] g, float[] w, int samples, int task) {
    int first = task * 20;
    int last = Math.min(first + 20, 130);
    int k = 0;
    for (; k + 2 * LANES <= 40; k += 2 * LANES) {
      for (int u = first; u < last; u += 10) {
        backwardFirstWeightTile10x2(g, w, samples, u, k);
      }
      if (last == 130) {
        backwardFirstWeightTile1x2(g, w, samples, 130, k);
      }
    }
    for (; k + LANES <= 40; k += LANES) {
      for (int u = first; u < last; u += 10) {
        backwardFirstWeightTile10x1(g, w, samples, u, k);
      }
      if (last == 130) {
        backwardFirstWeightTile1x1(g, w, samples, 130, k);
      }
    }
    for (; k < 40; k++) {
      for (int u = first; u < last; u += 10) {
        backwardFirstWeightTile10Tail(g, w, samples, u, k);
      }
      if (last == 130) {
        backwardFirstWeightTile1Tail(g, w, samples, 130, k);
      }
    }
  }

  /**
   * dFirstBias = dFirstSum [131], summed over the batch
   */
  private static void backwardFirstBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 128; u += 8) {
      backwardFirstBiasTile8x1(w, lanes, padded, u);
      LaneSums.addUp(lanes, 8);
      for (int row = u, sum = 0; row < u + 8; row++, sum++) {
        g[FIRST_BIAS + row] = lanes[sum];
      }
    }
    backwardFirstBiasTile3x1(w, lanes, padded, 128);
    LaneSums.addUp(lanes, 3);
    for (int row = 128, sum = 0; row < 128 + 3; row++, sum++) {
      g[FIRST_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardFirstBiasTile8x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      FloatVector sum5 = zero(SPECIES);
      FloatVector sum6 = zero(SPECIES);
      FloatVector sum7 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dFirstSumAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dFirstSumAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dFirstSumAt + 2 * BLOCK));
        sum3 = sum3.add(fromArray(SPECIES, w, dFirstSumAt + 3 * BLOCK));
        sum4 = sum4.add(fromArray(SPECIES, w, dFirstSumAt + 4 * BLOCK));
        sum5 = sum5.add(fromArray(SPECIES, w, dFirstSumAt + 5 * BLOCK));
        sum6 = sum6.add(fromArray(SPECIES, w, dFirstSumAt + 6 * BLOCK));
        sum7 = sum7.add(fromArray(SPECIES, w, dFirstSumAt + 7 * BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
      sum5.intoArray(lanes, 80 + lane);
      sum6.intoArray(lanes, 96 + lane);
      sum7.intoArray(lanes, 112 + lane);
    }
  }

  private static void backwardFirstBiasTile3x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dFirstSumAt = D_FIRST_SUM + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dFirstSumAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dFirstSumAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dFirstSumAt + 2 * BLOCK));
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
