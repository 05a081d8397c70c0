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
 * TwoLayers in {@code float}, a vector of samples at a time.
 * Computes the same bits as {@link TwoLayersPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 *
 * <p>{@code q} holds copies of parameters: the weights that neighboring units have for an input lie
 * side by side. Behind them sums wait to be turned into columns.
 */
final class TwoLayersVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 54192;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 784);

  private static final int HIDDEN_WEIGHT = 0;

  private static final int HIDDEN_BIAS = 39200;

  private static final int SCORES_WEIGHT = 39250;

  private static final int SCORES_BIAS = 39750;

  private static final int HIDDEN_WEIGHT_PANELS = 12;

  private static final int HIDDEN_BIAS_PANEL = 50188;

  private static final int ROW_SUMS = 50252;

  private static final int INPUT = 12;

  private static final int HIDDEN = 25100;

  private static final int SCORES = 26700;

  private static final int TARGET = 27020;

  private static final int SHARE = 27052;

  private static final int LOSS = 27084;

  private static final int D_SCORES = 27116;

  private static final int D_HIDDEN_SUM = 27436;

  private static final int BACKWARD_LOSS_TOTAL = 29036;

  private static final int BACKWARD_LOSS_SCORE = 29068;

  private static final int D_INPUT = 29100;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardHidden(p, w, at, samples);
    forwardScores(p, w, at, samples);
  }

  @Override
  public int packedFloats() {
    return LANES < 16 ? 0 : 51276;
  }

  @Override
  public void pack(float[] p, float[] q) {
    forwardHiddenPanels(p, q);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] q, float[] g, float[] x, int[] rows, float[] w,
      int at, int count) {
    int samples = (count + 15) & -16;
    forwardHiddenInRows(p, q, x, rows, w, at, count, samples);
    forwardScores(p, w, at, samples);
    backwardLoss1(w, at, samples);
    backwardLoss(w, at, samples);
    backwardScoresInput(p, w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 29;
  }

  @Override
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
    if (task < 2) {
      backwardScoresWeight(g, w, lanes, samples, task);
    } else if (task < 3) {
      backwardScoresBias(g, w, lanes, samples);
    } else if (task < 28) {
      backwardHiddenWeight(g, x, rows, w, samples, task - 3);
    } else if (task < 29) {
      backwardHiddenBias(g, w, lanes, samples);
    }
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardHiddenInput(p, w, at, samples);
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
    for (int i = 0, column = columns; i < 784; i += 2, column += 2 * BLOCK) {
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
   * hidden [50] = relu(weight [50, 784] * input [784] + bias [50])
   */
  private static void forwardHidden(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int u = 0; u < 50; u += 10) {
        forwardHiddenTile10x2(p, w, s, u);
      }
    }
    if (s < end) {
      for (int u = 0; u < 50; u += 10) {
        forwardHiddenTile10x1(p, w, s, u);
      }
    }
  }

  private static void forwardHiddenTile10x2(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum00 = broadcast(SPECIES, p[hiddenBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[hiddenBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[hiddenBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[hiddenBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[hiddenBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[hiddenBiasAt + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[hiddenBiasAt + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[hiddenBiasAt + 3]);
    FloatVector sum40 = broadcast(SPECIES, p[hiddenBiasAt + 4]);
    FloatVector sum41 = broadcast(SPECIES, p[hiddenBiasAt + 4]);
    FloatVector sum50 = broadcast(SPECIES, p[hiddenBiasAt + 5]);
    FloatVector sum51 = broadcast(SPECIES, p[hiddenBiasAt + 5]);
    FloatVector sum60 = broadcast(SPECIES, p[hiddenBiasAt + 6]);
    FloatVector sum61 = broadcast(SPECIES, p[hiddenBiasAt + 6]);
    FloatVector sum70 = broadcast(SPECIES, p[hiddenBiasAt + 7]);
    FloatVector sum71 = broadcast(SPECIES, p[hiddenBiasAt + 7]);
    FloatVector sum80 = broadcast(SPECIES, p[hiddenBiasAt + 8]);
    FloatVector sum81 = broadcast(SPECIES, p[hiddenBiasAt + 8]);
    FloatVector sum90 = broadcast(SPECIES, p[hiddenBiasAt + 9]);
    FloatVector sum91 = broadcast(SPECIES, p[hiddenBiasAt + 9]);
    for (int k = 0; k < 784; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      FloatVector input1 = fromArray(SPECIES, w, inputAt + LANES);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum00 = hiddenWeight0.fma(input0, sum00);
      sum01 = hiddenWeight0.fma(input1, sum01);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 784]);
      sum10 = hiddenWeight1.fma(input0, sum10);
      sum11 = hiddenWeight1.fma(input1, sum11);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[hiddenWeightAt + 1568]);
      sum20 = hiddenWeight2.fma(input0, sum20);
      sum21 = hiddenWeight2.fma(input1, sum21);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[hiddenWeightAt + 2352]);
      sum30 = hiddenWeight3.fma(input0, sum30);
      sum31 = hiddenWeight3.fma(input1, sum31);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[hiddenWeightAt + 3136]);
      sum40 = hiddenWeight4.fma(input0, sum40);
      sum41 = hiddenWeight4.fma(input1, sum41);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[hiddenWeightAt + 3920]);
      sum50 = hiddenWeight5.fma(input0, sum50);
      sum51 = hiddenWeight5.fma(input1, sum51);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[hiddenWeightAt + 4704]);
      sum60 = hiddenWeight6.fma(input0, sum60);
      sum61 = hiddenWeight6.fma(input1, sum61);
      FloatVector hiddenWeight7 = broadcast(SPECIES, p[hiddenWeightAt + 5488]);
      sum70 = hiddenWeight7.fma(input0, sum70);
      sum71 = hiddenWeight7.fma(input1, sum71);
      FloatVector hiddenWeight8 = broadcast(SPECIES, p[hiddenWeightAt + 6272]);
      sum80 = hiddenWeight8.fma(input0, sum80);
      sum81 = hiddenWeight8.fma(input1, sum81);
      FloatVector hiddenWeight9 = broadcast(SPECIES, p[hiddenWeightAt + 7056]);
      sum90 = hiddenWeight9.fma(input0, sum90);
      sum91 = hiddenWeight9.fma(input1, sum91);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    sum00.max(0f).intoArray(w, hiddenAt);
    sum01.max(0f).intoArray(w, hiddenAt + LANES);
    sum10.max(0f).intoArray(w, hiddenAt + BLOCK);
    sum11.max(0f).intoArray(w, hiddenAt + BLOCK + LANES);
    sum20.max(0f).intoArray(w, hiddenAt + 2 * BLOCK);
    sum21.max(0f).intoArray(w, hiddenAt + 2 * BLOCK + LANES);
    sum30.max(0f).intoArray(w, hiddenAt + 3 * BLOCK);
    sum31.max(0f).intoArray(w, hiddenAt + 3 * BLOCK + LANES);
    sum40.max(0f).intoArray(w, hiddenAt + 4 * BLOCK);
    sum41.max(0f).intoArray(w, hiddenAt + 4 * BLOCK + LANES);
    sum50.max(0f).intoArray(w, hiddenAt + 5 * BLOCK);
    sum51.max(0f).intoArray(w, hiddenAt + 5 * BLOCK + LANES);
    sum60.max(0f).intoArray(w, hiddenAt + 6 * BLOCK);
    sum61.max(0f).intoArray(w, hiddenAt + 6 * BLOCK + LANES);
    sum70.max(0f).intoArray(w, hiddenAt + 7 * BLOCK);
    sum71.max(0f).intoArray(w, hiddenAt + 7 * BLOCK + LANES);
    sum80.max(0f).intoArray(w, hiddenAt + 8 * BLOCK);
    sum81.max(0f).intoArray(w, hiddenAt + 8 * BLOCK + LANES);
    sum90.max(0f).intoArray(w, hiddenAt + 9 * BLOCK);
    sum91.max(0f).intoArray(w, hiddenAt + 9 * BLOCK + LANES);
  }

  private static void forwardHiddenTile10x1(float[] p, float[] w, int s, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[hiddenBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[hiddenBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[hiddenBiasAt + 2]);
    FloatVector sum3 = broadcast(SPECIES, p[hiddenBiasAt + 3]);
    FloatVector sum4 = broadcast(SPECIES, p[hiddenBiasAt + 4]);
    FloatVector sum5 = broadcast(SPECIES, p[hiddenBiasAt + 5]);
    FloatVector sum6 = broadcast(SPECIES, p[hiddenBiasAt + 6]);
    FloatVector sum7 = broadcast(SPECIES, p[hiddenBiasAt + 7]);
    FloatVector sum8 = broadcast(SPECIES, p[hiddenBiasAt + 8]);
    FloatVector sum9 = broadcast(SPECIES, p[hiddenBiasAt + 9]);
    for (int k = 0; k < 784; k++) {
      int inputAt = INPUT + k * BLOCK + s;
      FloatVector input0 = fromArray(SPECIES, w, inputAt);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum0 = hiddenWeight0.fma(input0, sum0);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 784]);
      sum1 = hiddenWeight1.fma(input0, sum1);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[hiddenWeightAt + 1568]);
      sum2 = hiddenWeight2.fma(input0, sum2);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[hiddenWeightAt + 2352]);
      sum3 = hiddenWeight3.fma(input0, sum3);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[hiddenWeightAt + 3136]);
      sum4 = hiddenWeight4.fma(input0, sum4);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[hiddenWeightAt + 3920]);
      sum5 = hiddenWeight5.fma(input0, sum5);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[hiddenWeightAt + 4704]);
      sum6 = hiddenWeight6.fma(input0, sum6);
      FloatVector hiddenWeight7 = broadcast(SPECIES, p[hiddenWeightAt + 5488]);
      sum7 = hiddenWeight7.fma(input0, sum7);
      FloatVector hiddenWeight8 = broadcast(SPECIES, p[hiddenWeightAt + 6272]);
      sum8 = hiddenWeight8.fma(input0, sum8);
      FloatVector hiddenWeight9 = broadcast(SPECIES, p[hiddenWeightAt + 7056]);
      sum9 = hiddenWeight9.fma(input0, sum9);
    }
    int hiddenAt = HIDDEN + u * BLOCK + s;
    sum0.max(0f).intoArray(w, hiddenAt);
    sum1.max(0f).intoArray(w, hiddenAt + BLOCK);
    sum2.max(0f).intoArray(w, hiddenAt + 2 * BLOCK);
    sum3.max(0f).intoArray(w, hiddenAt + 3 * BLOCK);
    sum4.max(0f).intoArray(w, hiddenAt + 4 * BLOCK);
    sum5.max(0f).intoArray(w, hiddenAt + 5 * BLOCK);
    sum6.max(0f).intoArray(w, hiddenAt + 6 * BLOCK);
    sum7.max(0f).intoArray(w, hiddenAt + 7 * BLOCK);
    sum8.max(0f).intoArray(w, hiddenAt + 8 * BLOCK);
    sum9.max(0f).intoArray(w, hiddenAt + 9 * BLOCK);
  }

  /**
   * scores [10] = weight [10, 50] * hidden [50] + bias [10]
   */
  private static void forwardScores(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      forwardScoresTile10x2(p, w, s, 0);
    }
    if (s < end) {
      forwardScoresTile10x1(p, w, s, 0);
    }
  }

  private static void forwardScoresTile10x2(float[] p, float[] w, int s, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum00 = broadcast(SPECIES, p[scoresBiasAt]);
    FloatVector sum01 = broadcast(SPECIES, p[scoresBiasAt]);
    FloatVector sum10 = broadcast(SPECIES, p[scoresBiasAt + 1]);
    FloatVector sum11 = broadcast(SPECIES, p[scoresBiasAt + 1]);
    FloatVector sum20 = broadcast(SPECIES, p[scoresBiasAt + 2]);
    FloatVector sum21 = broadcast(SPECIES, p[scoresBiasAt + 2]);
    FloatVector sum30 = broadcast(SPECIES, p[scoresBiasAt + 3]);
    FloatVector sum31 = broadcast(SPECIES, p[scoresBiasAt + 3]);
    FloatVector sum40 = broadcast(SPECIES, p[scoresBiasAt + 4]);
    FloatVector sum41 = broadcast(SPECIES, p[scoresBiasAt + 4]);
    FloatVector sum50 = broadcast(SPECIES, p[scoresBiasAt + 5]);
    FloatVector sum51 = broadcast(SPECIES, p[scoresBiasAt + 5]);
    FloatVector sum60 = broadcast(SPECIES, p[scoresBiasAt + 6]);
    FloatVector sum61 = broadcast(SPECIES, p[scoresBiasAt + 6]);
    FloatVector sum70 = broadcast(SPECIES, p[scoresBiasAt + 7]);
    FloatVector sum71 = broadcast(SPECIES, p[scoresBiasAt + 7]);
    FloatVector sum80 = broadcast(SPECIES, p[scoresBiasAt + 8]);
    FloatVector sum81 = broadcast(SPECIES, p[scoresBiasAt + 8]);
    FloatVector sum90 = broadcast(SPECIES, p[scoresBiasAt + 9]);
    FloatVector sum91 = broadcast(SPECIES, p[scoresBiasAt + 9]);
    for (int k = 0; k < 50; k++) {
      int hiddenAt = HIDDEN + k * BLOCK + s;
      FloatVector hidden0 = fromArray(SPECIES, w, hiddenAt);
      FloatVector hidden1 = fromArray(SPECIES, w, hiddenAt + LANES);
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      FloatVector scoresWeight0 = broadcast(SPECIES, p[scoresWeightAt]);
      sum00 = scoresWeight0.fma(hidden0, sum00);
      sum01 = scoresWeight0.fma(hidden1, sum01);
      FloatVector scoresWeight1 = broadcast(SPECIES, p[scoresWeightAt + 50]);
      sum10 = scoresWeight1.fma(hidden0, sum10);
      sum11 = scoresWeight1.fma(hidden1, sum11);
      FloatVector scoresWeight2 = broadcast(SPECIES, p[scoresWeightAt + 100]);
      sum20 = scoresWeight2.fma(hidden0, sum20);
      sum21 = scoresWeight2.fma(hidden1, sum21);
      FloatVector scoresWeight3 = broadcast(SPECIES, p[scoresWeightAt + 150]);
      sum30 = scoresWeight3.fma(hidden0, sum30);
      sum31 = scoresWeight3.fma(hidden1, sum31);
      FloatVector scoresWeight4 = broadcast(SPECIES, p[scoresWeightAt + 200]);
      sum40 = scoresWeight4.fma(hidden0, sum40);
      sum41 = scoresWeight4.fma(hidden1, sum41);
      FloatVector scoresWeight5 = broadcast(SPECIES, p[scoresWeightAt + 250]);
      sum50 = scoresWeight5.fma(hidden0, sum50);
      sum51 = scoresWeight5.fma(hidden1, sum51);
      FloatVector scoresWeight6 = broadcast(SPECIES, p[scoresWeightAt + 300]);
      sum60 = scoresWeight6.fma(hidden0, sum60);
      sum61 = scoresWeight6.fma(hidden1, sum61);
      FloatVector scoresWeight7 = broadcast(SPECIES, p[scoresWeightAt + 350]);
      sum70 = scoresWeight7.fma(hidden0, sum70);
      sum71 = scoresWeight7.fma(hidden1, sum71);
      FloatVector scoresWeight8 = broadcast(SPECIES, p[scoresWeightAt + 400]);
      sum80 = scoresWeight8.fma(hidden0, sum80);
      sum81 = scoresWeight8.fma(hidden1, sum81);
      FloatVector scoresWeight9 = broadcast(SPECIES, p[scoresWeightAt + 450]);
      sum90 = scoresWeight9.fma(hidden0, sum90);
      sum91 = scoresWeight9.fma(hidden1, sum91);
    }
    int scoresAt = SCORES + u * BLOCK + s;
    sum00.intoArray(w, scoresAt);
    sum01.intoArray(w, scoresAt + LANES);
    sum10.intoArray(w, scoresAt + BLOCK);
    sum11.intoArray(w, scoresAt + BLOCK + LANES);
    sum20.intoArray(w, scoresAt + 2 * BLOCK);
    sum21.intoArray(w, scoresAt + 2 * BLOCK + LANES);
    sum30.intoArray(w, scoresAt + 3 * BLOCK);
    sum31.intoArray(w, scoresAt + 3 * BLOCK + LANES);
    sum40.intoArray(w, scoresAt + 4 * BLOCK);
    sum41.intoArray(w, scoresAt + 4 * BLOCK + LANES);
    sum50.intoArray(w, scoresAt + 5 * BLOCK);
    sum51.intoArray(w, scoresAt + 5 * BLOCK + LANES);
    sum60.intoArray(w, scoresAt + 6 * BLOCK);
    sum61.intoArray(w, scoresAt + 6 * BLOCK + LANES);
    sum70.intoArray(w, scoresAt + 7 * BLOCK);
    sum71.intoArray(w, scoresAt + 7 * BLOCK + LANES);
    sum80.intoArray(w, scoresAt + 8 * BLOCK);
    sum81.intoArray(w, scoresAt + 8 * BLOCK + LANES);
    sum90.intoArray(w, scoresAt + 9 * BLOCK);
    sum91.intoArray(w, scoresAt + 9 * BLOCK + LANES);
  }

  private static void forwardScoresTile10x1(float[] p, float[] w, int s, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum0 = broadcast(SPECIES, p[scoresBiasAt]);
    FloatVector sum1 = broadcast(SPECIES, p[scoresBiasAt + 1]);
    FloatVector sum2 = broadcast(SPECIES, p[scoresBiasAt + 2]);
    FloatVector sum3 = broadcast(SPECIES, p[scoresBiasAt + 3]);
    FloatVector sum4 = broadcast(SPECIES, p[scoresBiasAt + 4]);
    FloatVector sum5 = broadcast(SPECIES, p[scoresBiasAt + 5]);
    FloatVector sum6 = broadcast(SPECIES, p[scoresBiasAt + 6]);
    FloatVector sum7 = broadcast(SPECIES, p[scoresBiasAt + 7]);
    FloatVector sum8 = broadcast(SPECIES, p[scoresBiasAt + 8]);
    FloatVector sum9 = broadcast(SPECIES, p[scoresBiasAt + 9]);
    for (int k = 0; k < 50; k++) {
      int hiddenAt = HIDDEN + k * BLOCK + s;
      FloatVector hidden0 = fromArray(SPECIES, w, hiddenAt);
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      FloatVector scoresWeight0 = broadcast(SPECIES, p[scoresWeightAt]);
      sum0 = scoresWeight0.fma(hidden0, sum0);
      FloatVector scoresWeight1 = broadcast(SPECIES, p[scoresWeightAt + 50]);
      sum1 = scoresWeight1.fma(hidden0, sum1);
      FloatVector scoresWeight2 = broadcast(SPECIES, p[scoresWeightAt + 100]);
      sum2 = scoresWeight2.fma(hidden0, sum2);
      FloatVector scoresWeight3 = broadcast(SPECIES, p[scoresWeightAt + 150]);
      sum3 = scoresWeight3.fma(hidden0, sum3);
      FloatVector scoresWeight4 = broadcast(SPECIES, p[scoresWeightAt + 200]);
      sum4 = scoresWeight4.fma(hidden0, sum4);
      FloatVector scoresWeight5 = broadcast(SPECIES, p[scoresWeightAt + 250]);
      sum5 = scoresWeight5.fma(hidden0, sum5);
      FloatVector scoresWeight6 = broadcast(SPECIES, p[scoresWeightAt + 300]);
      sum6 = scoresWeight6.fma(hidden0, sum6);
      FloatVector scoresWeight7 = broadcast(SPECIES, p[scoresWeightAt + 350]);
      sum7 = scoresWeight7.fma(hidden0, sum7);
      FloatVector scoresWeight8 = broadcast(SPECIES, p[scoresWeightAt + 400]);
      sum8 = scoresWeight8.fma(hidden0, sum8);
      FloatVector scoresWeight9 = broadcast(SPECIES, p[scoresWeightAt + 450]);
      sum9 = scoresWeight9.fma(hidden0, sum9);
    }
    int scoresAt = SCORES + u * BLOCK + s;
    sum0.intoArray(w, scoresAt);
    sum1.intoArray(w, scoresAt + BLOCK);
    sum2.intoArray(w, scoresAt + 2 * BLOCK);
    sum3.intoArray(w, scoresAt + 3 * BLOCK);
    sum4.intoArray(w, scoresAt + 4 * BLOCK);
    sum5.intoArray(w, scoresAt + 5 * BLOCK);
    sum6.intoArray(w, scoresAt + 6 * BLOCK);
    sum7.intoArray(w, scoresAt + 7 * BLOCK);
    sum8.intoArray(w, scoresAt + 8 * BLOCK);
    sum9.intoArray(w, scoresAt + 9 * BLOCK);
  }

  /**
   * Part 1 of backwardLoss
   */
  private static void backwardLoss1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector label = fromArray(SPECIES, w, TARGET + s);
      FloatVector max = fromArray(SPECIES, w, SCORES + s);
      for (int i = 0; i < 10; i++) {
        max = max.max(fromArray(SPECIES, w, SCORES + i * BLOCK + s));
      }
      FloatVector total = zero(SPECIES);
      FloatVector score = zero(SPECIES);
      for (int i = 0; i < 10; i++) {
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
   * loss and dScores of scores [10]: -log softmax(x)[target]; its gradient softmax(x) - one-hot
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
      for (int i = 0; i < 10; i++) {
        fromArray(SPECIES, w, D_SCORES + i * BLOCK + s).div(total)
            .sub(zero(SPECIES).blend(1f, label.compare(VectorOperators.EQ, (float) i)))
            .mul(fromArray(SPECIES, w, SHARE + s)).intoArray(w, D_SCORES + i * BLOCK + s);
      }
    }
  }

  /**
   * dHidden [50] = weight [10, 50]^T * dScores [10]; dHiddenSum = dHidden * relu'
   */
  private static void backwardScoresInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int k = 0; k < 50; k += 10) {
        backwardScoresInputTile10x2(p, w, s, k);
      }
    }
    if (s < end) {
      for (int k = 0; k < 50; k += 10) {
        backwardScoresInputTile10x1(p, w, s, k);
      }
    }
  }

  private static void backwardScoresInputTile10x2(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 10; u++) {
      int dScoresAt = D_SCORES + u * BLOCK + s;
      FloatVector dScores0 = fromArray(SPECIES, w, dScoresAt);
      FloatVector dScores1 = fromArray(SPECIES, w, dScoresAt + LANES);
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
      FloatVector scoresWeight0 = broadcast(SPECIES, p[scoresWeightAt]);
      sum00 = scoresWeight0.fma(dScores0, sum00);
      sum01 = scoresWeight0.fma(dScores1, sum01);
      FloatVector scoresWeight1 = broadcast(SPECIES, p[scoresWeightAt + 1]);
      sum10 = scoresWeight1.fma(dScores0, sum10);
      sum11 = scoresWeight1.fma(dScores1, sum11);
      FloatVector scoresWeight2 = broadcast(SPECIES, p[scoresWeightAt + 2]);
      sum20 = scoresWeight2.fma(dScores0, sum20);
      sum21 = scoresWeight2.fma(dScores1, sum21);
      FloatVector scoresWeight3 = broadcast(SPECIES, p[scoresWeightAt + 3]);
      sum30 = scoresWeight3.fma(dScores0, sum30);
      sum31 = scoresWeight3.fma(dScores1, sum31);
      FloatVector scoresWeight4 = broadcast(SPECIES, p[scoresWeightAt + 4]);
      sum40 = scoresWeight4.fma(dScores0, sum40);
      sum41 = scoresWeight4.fma(dScores1, sum41);
      FloatVector scoresWeight5 = broadcast(SPECIES, p[scoresWeightAt + 5]);
      sum50 = scoresWeight5.fma(dScores0, sum50);
      sum51 = scoresWeight5.fma(dScores1, sum51);
      FloatVector scoresWeight6 = broadcast(SPECIES, p[scoresWeightAt + 6]);
      sum60 = scoresWeight6.fma(dScores0, sum60);
      sum61 = scoresWeight6.fma(dScores1, sum61);
      FloatVector scoresWeight7 = broadcast(SPECIES, p[scoresWeightAt + 7]);
      sum70 = scoresWeight7.fma(dScores0, sum70);
      sum71 = scoresWeight7.fma(dScores1, sum71);
      FloatVector scoresWeight8 = broadcast(SPECIES, p[scoresWeightAt + 8]);
      sum80 = scoresWeight8.fma(dScores0, sum80);
      sum81 = scoresWeight8.fma(dScores1, sum81);
      FloatVector scoresWeight9 = broadcast(SPECIES, p[scoresWeightAt + 9]);
      sum90 = scoresWeight9.fma(dScores0, sum90);
      sum91 = scoresWeight9.fma(dScores1, sum91);
    }
    int dHiddenSumAt = D_HIDDEN_SUM + k * BLOCK + s;
    int hiddenAt = HIDDEN + k * BLOCK + s;
    sum00.mul(zero(SPECIES)
        .blend(1f, fromArray(SPECIES, w, hiddenAt).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt);
    sum01.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + LANES).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + LANES);
    sum10.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + BLOCK);
    sum11.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + BLOCK + LANES);
    sum20.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 2 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 2 * BLOCK);
    sum21.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 2 * BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + 2 * BLOCK + LANES);
    sum30.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 3 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 3 * BLOCK);
    sum31.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 3 * BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + 3 * BLOCK + LANES);
    sum40.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 4 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 4 * BLOCK);
    sum41.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 4 * BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + 4 * BLOCK + LANES);
    sum50.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 5 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 5 * BLOCK);
    sum51.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 5 * BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + 5 * BLOCK + LANES);
    sum60.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 6 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 6 * BLOCK);
    sum61.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 6 * BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + 6 * BLOCK + LANES);
    sum70.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 7 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 7 * BLOCK);
    sum71.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 7 * BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + 7 * BLOCK + LANES);
    sum80.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 8 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 8 * BLOCK);
    sum81.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 8 * BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + 8 * BLOCK + LANES);
    sum90.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 9 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 9 * BLOCK);
    sum91.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 9 * BLOCK + LANES).compare(VectorOperators.GT,
        0f))).intoArray(w, dHiddenSumAt + 9 * BLOCK + LANES);
  }

  private static void backwardScoresInputTile10x1(float[] p, float[] w, int s, int k) {
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
    for (int u = 0; u < 10; u++) {
      int dScoresAt = D_SCORES + u * BLOCK + s;
      FloatVector dScores0 = fromArray(SPECIES, w, dScoresAt);
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k;
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
      FloatVector scoresWeight8 = broadcast(SPECIES, p[scoresWeightAt + 8]);
      sum8 = scoresWeight8.fma(dScores0, sum8);
      FloatVector scoresWeight9 = broadcast(SPECIES, p[scoresWeightAt + 9]);
      sum9 = scoresWeight9.fma(dScores0, sum9);
    }
    int dHiddenSumAt = D_HIDDEN_SUM + k * BLOCK + s;
    int hiddenAt = HIDDEN + k * BLOCK + s;
    sum0.mul(zero(SPECIES)
        .blend(1f, fromArray(SPECIES, w, hiddenAt).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt);
    sum1.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + BLOCK);
    sum2.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 2 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 2 * BLOCK);
    sum3.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 3 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 3 * BLOCK);
    sum4.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 4 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 4 * BLOCK);
    sum5.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 5 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 5 * BLOCK);
    sum6.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 6 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 6 * BLOCK);
    sum7.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 7 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 7 * BLOCK);
    sum8.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 8 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 8 * BLOCK);
    sum9.mul(zero(SPECIES)
        .blend(1f,
        fromArray(SPECIES, w, hiddenAt + 9 * BLOCK).compare(VectorOperators.GT, 0f))).intoArray(w,
        dHiddenSumAt + 9 * BLOCK);
  }

  /**
   * dInput [784] = weight [50, 784]^T * dHiddenSum [50]
   */
  private static void backwardHiddenInput(float[] p, float[] w, int at, int samples) {
    int end = at + samples;
    int s = at;
    for (; s + LANES < end; s += 2 * LANES) {
      for (int first = 0; first < 784; first += 256) {
        int last = Math.min(first + 256, 784);
        backwardHiddenInputBegin(w, s, first, last);
        backwardHiddenInputBegin(w, s + LANES, first, last);
        for (int u = 0; u < 48; u += 8) {
          backwardHiddenInputPass8x2(p, w, s, first, last, u);
        }
        backwardHiddenInputPass2x2(p, w, s, first, last, 48);
        backwardHiddenInputEnd(w, s, first, last);
        backwardHiddenInputEnd(w, s + LANES, first, last);
      }
    }
    if (s < end) {
      for (int first = 0; first < 784; first += 256) {
        int last = Math.min(first + 256, 784);
        backwardHiddenInputBegin(w, s, first, last);
        for (int u = 0; u < 48; u += 8) {
          backwardHiddenInputPass8x1(p, w, s, first, last, u);
        }
        backwardHiddenInputPass2x1(p, w, s, first, last, 48);
        backwardHiddenInputEnd(w, s, first, last);
      }
    }
  }

  private static void backwardHiddenInputBegin(float[] w, int s, int first, int last) {
    for (int k = first; k < last; k++) {
      zero(SPECIES).intoArray(w, D_INPUT + k * BLOCK + s);
    }
  }

  private static void backwardHiddenInputPass8x2(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
    FloatVector dHiddenSum0 = fromArray(SPECIES, w, dHiddenSumAt);
    FloatVector dHiddenSum1 = fromArray(SPECIES, w, dHiddenSumAt + LANES);
    FloatVector dHiddenSum2 = fromArray(SPECIES, w, dHiddenSumAt + BLOCK);
    FloatVector dHiddenSum3 = fromArray(SPECIES, w, dHiddenSumAt + BLOCK + LANES);
    FloatVector dHiddenSum4 = fromArray(SPECIES, w, dHiddenSumAt + 2 * BLOCK);
    FloatVector dHiddenSum5 = fromArray(SPECIES, w, dHiddenSumAt + 2 * BLOCK + LANES);
    FloatVector dHiddenSum6 = fromArray(SPECIES, w, dHiddenSumAt + 3 * BLOCK);
    FloatVector dHiddenSum7 = fromArray(SPECIES, w, dHiddenSumAt + 3 * BLOCK + LANES);
    FloatVector dHiddenSum8 = fromArray(SPECIES, w, dHiddenSumAt + 4 * BLOCK);
    FloatVector dHiddenSum9 = fromArray(SPECIES, w, dHiddenSumAt + 4 * BLOCK + LANES);
    FloatVector dHiddenSum10 = fromArray(SPECIES, w, dHiddenSumAt + 5 * BLOCK);
    FloatVector dHiddenSum11 = fromArray(SPECIES, w, dHiddenSumAt + 5 * BLOCK + LANES);
    FloatVector dHiddenSum12 = fromArray(SPECIES, w, dHiddenSumAt + 6 * BLOCK);
    FloatVector dHiddenSum13 = fromArray(SPECIES, w, dHiddenSumAt + 6 * BLOCK + LANES);
    FloatVector dHiddenSum14 = fromArray(SPECIES, w, dHiddenSumAt + 7 * BLOCK);
    FloatVector dHiddenSum15 = fromArray(SPECIES, w, dHiddenSumAt + 7 * BLOCK + LANES);
    for (int k = first; k < last; k++) {
      int dInputAt = D_INPUT + k * BLOCK + s;
      FloatVector sum0 = fromArray(SPECIES, w, dInputAt);
      FloatVector sum1 = fromArray(SPECIES, w, dInputAt + LANES);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum0 = hiddenWeight0.fma(dHiddenSum0, sum0);
      sum1 = hiddenWeight0.fma(dHiddenSum1, sum1);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 784]);
      sum0 = hiddenWeight1.fma(dHiddenSum2, sum0);
      sum1 = hiddenWeight1.fma(dHiddenSum3, sum1);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[hiddenWeightAt + 1568]);
      sum0 = hiddenWeight2.fma(dHiddenSum4, sum0);
      sum1 = hiddenWeight2.fma(dHiddenSum5, sum1);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[hiddenWeightAt + 2352]);
      sum0 = hiddenWeight3.fma(dHiddenSum6, sum0);
      sum1 = hiddenWeight3.fma(dHiddenSum7, sum1);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[hiddenWeightAt + 3136]);
      sum0 = hiddenWeight4.fma(dHiddenSum8, sum0);
      sum1 = hiddenWeight4.fma(dHiddenSum9, sum1);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[hiddenWeightAt + 3920]);
      sum0 = hiddenWeight5.fma(dHiddenSum10, sum0);
      sum1 = hiddenWeight5.fma(dHiddenSum11, sum1);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[hiddenWeightAt + 4704]);
      sum0 = hiddenWeight6.fma(dHiddenSum12, sum0);
      sum1 = hiddenWeight6.fma(dHiddenSum13, sum1);
      FloatVector hiddenWeight7 = broadcast(SPECIES, p[hiddenWeightAt + 5488]);
      sum0 = hiddenWeight7.fma(dHiddenSum14, sum0);
      sum1 = hiddenWeight7.fma(dHiddenSum15, sum1);
      sum0.intoArray(w, dInputAt);
      sum1.intoArray(w, dInputAt + LANES);
    }
  }

  private static void backwardHiddenInputPass2x2(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
    FloatVector dHiddenSum0 = fromArray(SPECIES, w, dHiddenSumAt);
    FloatVector dHiddenSum1 = fromArray(SPECIES, w, dHiddenSumAt + LANES);
    FloatVector dHiddenSum2 = fromArray(SPECIES, w, dHiddenSumAt + BLOCK);
    FloatVector dHiddenSum3 = fromArray(SPECIES, w, dHiddenSumAt + BLOCK + LANES);
    for (int k = first; k < last; k++) {
      int dInputAt = D_INPUT + k * BLOCK + s;
      FloatVector sum0 = fromArray(SPECIES, w, dInputAt);
      FloatVector sum1 = fromArray(SPECIES, w, dInputAt + LANES);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum0 = hiddenWeight0.fma(dHiddenSum0, sum0);
      sum1 = hiddenWeight0.fma(dHiddenSum1, sum1);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 784]);
      sum0 = hiddenWeight1.fma(dHiddenSum2, sum0);
      sum1 = hiddenWeight1.fma(dHiddenSum3, sum1);
      sum0.intoArray(w, dInputAt);
      sum1.intoArray(w, dInputAt + LANES);
    }
  }

  private static void backwardHiddenInputPass8x1(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
    FloatVector dHiddenSum0 = fromArray(SPECIES, w, dHiddenSumAt);
    FloatVector dHiddenSum1 = fromArray(SPECIES, w, dHiddenSumAt + BLOCK);
    FloatVector dHiddenSum2 = fromArray(SPECIES, w, dHiddenSumAt + 2 * BLOCK);
    FloatVector dHiddenSum3 = fromArray(SPECIES, w, dHiddenSumAt + 3 * BLOCK);
    FloatVector dHiddenSum4 = fromArray(SPECIES, w, dHiddenSumAt + 4 * BLOCK);
    FloatVector dHiddenSum5 = fromArray(SPECIES, w, dHiddenSumAt + 5 * BLOCK);
    FloatVector dHiddenSum6 = fromArray(SPECIES, w, dHiddenSumAt + 6 * BLOCK);
    FloatVector dHiddenSum7 = fromArray(SPECIES, w, dHiddenSumAt + 7 * BLOCK);
    for (int k = first; k < last; k++) {
      int dInputAt = D_INPUT + k * BLOCK + s;
      FloatVector sum = fromArray(SPECIES, w, dInputAt);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum = hiddenWeight0.fma(dHiddenSum0, sum);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 784]);
      sum = hiddenWeight1.fma(dHiddenSum1, sum);
      FloatVector hiddenWeight2 = broadcast(SPECIES, p[hiddenWeightAt + 1568]);
      sum = hiddenWeight2.fma(dHiddenSum2, sum);
      FloatVector hiddenWeight3 = broadcast(SPECIES, p[hiddenWeightAt + 2352]);
      sum = hiddenWeight3.fma(dHiddenSum3, sum);
      FloatVector hiddenWeight4 = broadcast(SPECIES, p[hiddenWeightAt + 3136]);
      sum = hiddenWeight4.fma(dHiddenSum4, sum);
      FloatVector hiddenWeight5 = broadcast(SPECIES, p[hiddenWeightAt + 3920]);
      sum = hiddenWeight5.fma(dHiddenSum5, sum);
      FloatVector hiddenWeight6 = broadcast(SPECIES, p[hiddenWeightAt + 4704]);
      sum = hiddenWeight6.fma(dHiddenSum6, sum);
      FloatVector hiddenWeight7 = broadcast(SPECIES, p[hiddenWeightAt + 5488]);
      sum = hiddenWeight7.fma(dHiddenSum7, sum);
      sum.intoArray(w, dInputAt);
    }
  }

  private static void backwardHiddenInputPass2x1(float[] p, float[] w, int s, int first, int last,
      int u) {
    int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
    FloatVector dHiddenSum0 = fromArray(SPECIES, w, dHiddenSumAt);
    FloatVector dHiddenSum1 = fromArray(SPECIES, w, dHiddenSumAt + BLOCK);
    for (int k = first; k < last; k++) {
      int dInputAt = D_INPUT + k * BLOCK + s;
      FloatVector sum = fromArray(SPECIES, w, dInputAt);
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
      FloatVector hiddenWeight0 = broadcast(SPECIES, p[hiddenWeightAt]);
      sum = hiddenWeight0.fma(dHiddenSum0, sum);
      FloatVector hiddenWeight1 = broadcast(SPECIES, p[hiddenWeightAt + 784]);
      sum = hiddenWeight1.fma(dHiddenSum1, sum);
      sum.intoArray(w, dInputAt);
    }
  }

  private static void backwardHiddenInputEnd(float[] w, int s, int first, int last) {
    for (int k = first; k < last; k++) {
      FloatVector sum = fromArray(SPECIES, w, D_INPUT + k * BLOCK + s);
      sum.intoArray(w, D_INPUT + k * BLOCK + s);
    }
  }

  /**
   * hidden [50] = relu(weight [50, 784] * input [784] + bias [50]), from rows of input where
   * vectors have sixteen lanes
   */
  private static void forwardHiddenInRows(float[] p, float[] q, float[] x, int[] rows, float[] w,
      int at, int count, int samples) {
    if (LANES < 16) {
      inputColumns(x, 0, rows, at / BLOCK_FLOATS * BLOCK + at % BLOCK_FLOATS, w, at, samples);
      forwardHidden(p, w, at, samples);
      return;
    }
    int first = at / BLOCK_FLOATS * BLOCK + at % BLOCK_FLOATS;
    for (int s = 0; s < count; s += 16) {
      for (int i = 0; i < 16; i += 4) {
        int to = ROW_SUMS + i * 64;
        if (s + i < count) {
          forwardHiddenInRowsTile4x4(q, x, rows, first + s + i, to, 0);
        } else {
          // Columns without a sample, which have to be numbers.
          System.arraycopy(q, ROW_SUMS, q, to, 256);
        }
      }
      forwardHiddenColumns16(q, w, at + HIDDEN + s);
    }
    forwardHiddenEnd(w, at, samples);
  }

  private static void forwardHiddenInRowsTile4x4(float[] q, float[] x, int[] rows, int sample,
      int to, int u) {
    int firstRow = rows[sample];
    int secondRow = rows[sample + 1];
    int thirdRow = rows[sample + 2];
    int lastRow = rows[sample + 3];
    FloatVector sum00 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u);
    FloatVector sum01 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + LANES);
    FloatVector sum02 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + 2 * LANES);
    FloatVector sum03 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + 3 * LANES);
    FloatVector sum10 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u);
    FloatVector sum11 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + LANES);
    FloatVector sum12 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + 2 * LANES);
    FloatVector sum13 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + 3 * LANES);
    FloatVector sum20 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u);
    FloatVector sum21 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + LANES);
    FloatVector sum22 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + 2 * LANES);
    FloatVector sum23 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + 3 * LANES);
    FloatVector sum30 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u);
    FloatVector sum31 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + LANES);
    FloatVector sum32 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + 2 * LANES);
    FloatVector sum33 = fromArray(SPECIES, q, HIDDEN_BIAS_PANEL + u + 3 * LANES);
    for (int k = 0; k < 784; k++) {
      int hiddenWeightAt = HIDDEN_WEIGHT_PANELS + u * 784 + k * 64;
      FloatVector hiddenWeight0 = fromArray(SPECIES, q, hiddenWeightAt);
      FloatVector hiddenWeight1 = fromArray(SPECIES, q, hiddenWeightAt + LANES);
      FloatVector hiddenWeight2 = fromArray(SPECIES, q, hiddenWeightAt + 2 * LANES);
      FloatVector hiddenWeight3 = fromArray(SPECIES, q, hiddenWeightAt + 3 * LANES);
      FloatVector input0 = broadcast(SPECIES, x[firstRow + k]);
      sum00 = input0.fma(hiddenWeight0, sum00);
      sum01 = input0.fma(hiddenWeight1, sum01);
      sum02 = input0.fma(hiddenWeight2, sum02);
      sum03 = input0.fma(hiddenWeight3, sum03);
      FloatVector input1 = broadcast(SPECIES, x[secondRow + k]);
      sum10 = input1.fma(hiddenWeight0, sum10);
      sum11 = input1.fma(hiddenWeight1, sum11);
      sum12 = input1.fma(hiddenWeight2, sum12);
      sum13 = input1.fma(hiddenWeight3, sum13);
      FloatVector input2 = broadcast(SPECIES, x[thirdRow + k]);
      sum20 = input2.fma(hiddenWeight0, sum20);
      sum21 = input2.fma(hiddenWeight1, sum21);
      sum22 = input2.fma(hiddenWeight2, sum22);
      sum23 = input2.fma(hiddenWeight3, sum23);
      FloatVector input3 = broadcast(SPECIES, x[lastRow + k]);
      sum30 = input3.fma(hiddenWeight0, sum30);
      sum31 = input3.fma(hiddenWeight1, sum31);
      sum32 = input3.fma(hiddenWeight2, sum32);
      sum33 = input3.fma(hiddenWeight3, sum33);
    }
    sum00.intoArray(q, to + u);
    sum01.intoArray(q, to + u + LANES);
    sum02.intoArray(q, to + u + 2 * LANES);
    sum03.intoArray(q, to + u + 3 * LANES);
    sum10.intoArray(q, to + u + 64);
    sum11.intoArray(q, to + u + 64 + LANES);
    sum12.intoArray(q, to + u + 64 + 2 * LANES);
    sum13.intoArray(q, to + u + 64 + 3 * LANES);
    sum20.intoArray(q, to + u + 128);
    sum21.intoArray(q, to + u + 128 + LANES);
    sum22.intoArray(q, to + u + 128 + 2 * LANES);
    sum23.intoArray(q, to + u + 128 + 3 * LANES);
    sum30.intoArray(q, to + u + 192);
    sum31.intoArray(q, to + u + 192 + LANES);
    sum32.intoArray(q, to + u + 192 + 2 * LANES);
    sum33.intoArray(q, to + u + 192 + 3 * LANES);
  }

  private static void forwardHiddenColumns16(float[] q, float[] w, int columns) {
    for (int row = ROW_SUMS, column = columns; row < ROW_SUMS + 50; row++, column += BLOCK) {
      w[column] = q[row];
      w[column + 1] = q[row + 64];
      w[column + 2] = q[row + 128];
      w[column + 3] = q[row + 192];
      w[column + 4] = q[row + 256];
      w[column + 5] = q[row + 320];
      w[column + 6] = q[row + 384];
      w[column + 7] = q[row + 448];
      w[column + 8] = q[row + 512];
      w[column + 9] = q[row + 576];
      w[column + 10] = q[row + 640];
      w[column + 11] = q[row + 704];
      w[column + 12] = q[row + 768];
      w[column + 13] = q[row + 832];
      w[column + 14] = q[row + 896];
      w[column + 15] = q[row + 960];
    }
  }

  private static void forwardHiddenEnd(float[] w, int at, int samples) {
    // A full block is a single row: its values lie side by side.
    boolean full = samples == BLOCK;
    int step = full ? 50 * BLOCK : BLOCK;
    for (int row = at; row < at + 50 * BLOCK; row += step) {
      int end = row + (full ? step : samples);
      for (int s = row; s < end; s += LANES) {
        FloatVector sum = fromArray(SPECIES, w, HIDDEN + s);
        sum.max(0f).intoArray(w, HIDDEN + s);
      }
    }
  }

  /**
   * Packs hiddenWeight: for each input the values of a panel's units lie side by side.
   */
  private static void forwardHiddenPanels(float[] p, float[] q) {
    if (LANES < 16) {
      return;
    }
    for (int u = 0; u < 48; u += 16) {
      forwardHiddenPanels16(p, HIDDEN_WEIGHT + u * 784, q, HIDDEN_WEIGHT_PANELS + u, 64);
    }
    for (int k = 0, column = HIDDEN_WEIGHT_PANELS + 48; k < 784; k++, column += 64) {
      q[column] = p[HIDDEN_WEIGHT + 37632 + k];
      q[column + 1] = p[HIDDEN_WEIGHT + 38416 + k];
    }
    System.arraycopy(p, HIDDEN_BIAS, q, HIDDEN_BIAS_PANEL, 50);
  }

  private static void forwardHiddenPanels16(float[] p, int weights, float[] q, int to, int width) {
    for (int weight = weights, column = to; weight < weights + 784; weight++, column += width) {
      q[column] = p[weight];
      q[column + 1] = p[weight + 784];
      q[column + 2] = p[weight + 1568];
      q[column + 3] = p[weight + 2352];
      q[column + 4] = p[weight + 3136];
      q[column + 5] = p[weight + 3920];
      q[column + 6] = p[weight + 4704];
      q[column + 7] = p[weight + 5488];
      q[column + 8] = p[weight + 6272];
      q[column + 9] = p[weight + 7056];
      q[column + 10] = p[weight + 7840];
      q[column + 11] = p[weight + 8624];
      q[column + 12] = p[weight + 9408];
      q[column + 13] = p[weight + 10192];
      q[column + 14] = p[weight + 10976];
      q[column + 15] = p[weight + 11760];
    }
  }

  /**
   * dScoresWeight = dScores [10] * hidden [50]^T, summed over the batch
   */
  private static void backwardScoresWeight(float[] g, float[] w, float[] lanes, int samples,
      int task) {
    int padded = (samples + 15) & -16;
    int fromU = task * 5;
    for (int k = 0; k < 48; k += 4) {
      backwardScoresWeightTile5x4(w, lanes, padded, fromU, k);
      LaneSums.addUp(lanes, 20);
      for (int row = fromU, sum = 0; row < fromU + 5; row++) {
        for (int column = k; column < k + 4; column++, sum++) {
          g[SCORES_WEIGHT + row * 50 + column] = lanes[sum];
        }
      }
    }
    backwardScoresWeightTile5x2(w, lanes, padded, fromU, 48);
    LaneSums.addUp(lanes, 10);
    for (int row = fromU, sum = 0; row < fromU + 5; row++) {
      for (int column = 48; column < 48 + 2; column++, sum++) {
        g[SCORES_WEIGHT + row * 50 + column] = lanes[sum];
      }
    }
  }

  private static void backwardScoresWeightTile5x4(float[] w, float[] lanes, int samples, int u,
      int k) {
    for (int lane = 0; lane < 16; lane += LANES) {
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
      FloatVector sum40 = zero(SPECIES);
      FloatVector sum41 = zero(SPECIES);
      FloatVector sum42 = zero(SPECIES);
      FloatVector sum43 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int hiddenAt = HIDDEN + k * BLOCK + s;
        FloatVector hidden0 = fromArray(SPECIES, w, hiddenAt);
        FloatVector hidden1 = fromArray(SPECIES, w, hiddenAt + BLOCK);
        FloatVector hidden2 = fromArray(SPECIES, w, hiddenAt + 2 * BLOCK);
        FloatVector hidden3 = fromArray(SPECIES, w, hiddenAt + 3 * BLOCK);
        int dScoresAt = D_SCORES + u * BLOCK + s;
        FloatVector dScores0 = fromArray(SPECIES, w, dScoresAt);
        sum00 = dScores0.fma(hidden0, sum00);
        sum01 = dScores0.fma(hidden1, sum01);
        sum02 = dScores0.fma(hidden2, sum02);
        sum03 = dScores0.fma(hidden3, sum03);
        FloatVector dScores1 = fromArray(SPECIES, w, dScoresAt + BLOCK);
        sum10 = dScores1.fma(hidden0, sum10);
        sum11 = dScores1.fma(hidden1, sum11);
        sum12 = dScores1.fma(hidden2, sum12);
        sum13 = dScores1.fma(hidden3, sum13);
        FloatVector dScores2 = fromArray(SPECIES, w, dScoresAt + 2 * BLOCK);
        sum20 = dScores2.fma(hidden0, sum20);
        sum21 = dScores2.fma(hidden1, sum21);
        sum22 = dScores2.fma(hidden2, sum22);
        sum23 = dScores2.fma(hidden3, sum23);
        FloatVector dScores3 = fromArray(SPECIES, w, dScoresAt + 3 * BLOCK);
        sum30 = dScores3.fma(hidden0, sum30);
        sum31 = dScores3.fma(hidden1, sum31);
        sum32 = dScores3.fma(hidden2, sum32);
        sum33 = dScores3.fma(hidden3, sum33);
        FloatVector dScores4 = fromArray(SPECIES, w, dScoresAt + 4 * BLOCK);
        sum40 = dScores4.fma(hidden0, sum40);
        sum41 = dScores4.fma(hidden1, sum41);
        sum42 = dScores4.fma(hidden2, sum42);
        sum43 = dScores4.fma(hidden3, sum43);
      }
      sum00.intoArray(lanes, lane);
      sum01.intoArray(lanes, 16 + lane);
      sum02.intoArray(lanes, 32 + lane);
      sum03.intoArray(lanes, 48 + lane);
      sum10.intoArray(lanes, 64 + lane);
      sum11.intoArray(lanes, 80 + lane);
      sum12.intoArray(lanes, 96 + lane);
      sum13.intoArray(lanes, 112 + lane);
      sum20.intoArray(lanes, 128 + lane);
      sum21.intoArray(lanes, 144 + lane);
      sum22.intoArray(lanes, 160 + lane);
      sum23.intoArray(lanes, 176 + lane);
      sum30.intoArray(lanes, 192 + lane);
      sum31.intoArray(lanes, 208 + lane);
      sum32.intoArray(lanes, 224 + lane);
      sum33.intoArray(lanes, 240 + lane);
      sum40.intoArray(lanes, 256 + lane);
      sum41.intoArray(lanes, 272 + lane);
      sum42.intoArray(lanes, 288 + lane);
      sum43.intoArray(lanes, 304 + lane);
    }
  }

  private static void backwardScoresWeightTile5x2(float[] w, float[] lanes, int samples, int u,
      int k) {
    for (int lane = 0; lane < 16; lane += LANES) {
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
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int hiddenAt = HIDDEN + k * BLOCK + s;
        FloatVector hidden0 = fromArray(SPECIES, w, hiddenAt);
        FloatVector hidden1 = fromArray(SPECIES, w, hiddenAt + BLOCK);
        int dScoresAt = D_SCORES + u * BLOCK + s;
        FloatVector dScores0 = fromArray(SPECIES, w, dScoresAt);
        sum00 = dScores0.fma(hidden0, sum00);
        sum01 = dScores0.fma(hidden1, sum01);
        FloatVector dScores1 = fromArray(SPECIES, w, dScoresAt + BLOCK);
        sum10 = dScores1.fma(hidden0, sum10);
        sum11 = dScores1.fma(hidden1, sum11);
        FloatVector dScores2 = fromArray(SPECIES, w, dScoresAt + 2 * BLOCK);
        sum20 = dScores2.fma(hidden0, sum20);
        sum21 = dScores2.fma(hidden1, sum21);
        FloatVector dScores3 = fromArray(SPECIES, w, dScoresAt + 3 * BLOCK);
        sum30 = dScores3.fma(hidden0, sum30);
        sum31 = dScores3.fma(hidden1, sum31);
        FloatVector dScores4 = fromArray(SPECIES, w, dScoresAt + 4 * BLOCK);
        sum40 = dScores4.fma(hidden0, sum40);
        sum41 = dScores4.fma(hidden1, sum41);
      }
      sum00.intoArray(lanes, lane);
      sum01.intoArray(lanes, 16 + lane);
      sum10.intoArray(lanes, 32 + lane);
      sum11.intoArray(lanes, 48 + lane);
      sum20.intoArray(lanes, 64 + lane);
      sum21.intoArray(lanes, 80 + lane);
      sum30.intoArray(lanes, 96 + lane);
      sum31.intoArray(lanes, 112 + lane);
      sum40.intoArray(lanes, 128 + lane);
      sum41.intoArray(lanes, 144 + lane);
    }
  }

  /**
   * dScoresBias = dScores [10], summed over the batch
   */
  private static void backwardScoresBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 10; u += 5) {
      backwardScoresBiasTile5x1(w, lanes, padded, u);
      LaneSums.addUp(lanes, 5);
      for (int row = u, sum = 0; row < u + 5; row++, sum++) {
        g[SCORES_BIAS + row] = lanes[sum];
      }
    }
  }

  private static void backwardScoresBiasTile5x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      FloatVector sum2 = zero(SPECIES);
      FloatVector sum3 = zero(SPECIES);
      FloatVector sum4 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dScoresAt = D_SCORES + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dScoresAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dScoresAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dScoresAt + 2 * BLOCK));
        sum3 = sum3.add(fromArray(SPECIES, w, dScoresAt + 3 * BLOCK));
        sum4 = sum4.add(fromArray(SPECIES, w, dScoresAt + 4 * BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
      sum2.intoArray(lanes, 32 + lane);
      sum3.intoArray(lanes, 48 + lane);
      sum4.intoArray(lanes, 64 + lane);
    }
  }

  private static void backwardHiddenWeightTile10x2(float[] g, float[] x, int[] rows, float[] w,
      int samples, int u, int k) {
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
    for (int at = 0, sample = 0; sample < samples; at += BLOCK_FLOATS) {
      int end = at + Math.min(samples - sample, BLOCK);
      for (int s = at; s < end; s++, sample++) {
        int row = rows[sample] + k;
        FloatVector input0 = fromArray(SPECIES, x, row);
        FloatVector input1 = fromArray(SPECIES, x, row + LANES);
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        FloatVector dHiddenSum0 = broadcast(SPECIES, w[dHiddenSumAt]);
        sum00 = dHiddenSum0.fma(input0, sum00);
        sum01 = dHiddenSum0.fma(input1, sum01);
        FloatVector dHiddenSum1 = broadcast(SPECIES, w[dHiddenSumAt + BLOCK]);
        sum10 = dHiddenSum1.fma(input0, sum10);
        sum11 = dHiddenSum1.fma(input1, sum11);
        FloatVector dHiddenSum2 = broadcast(SPECIES, w[dHiddenSumAt + 2 * BLOCK]);
        sum20 = dHiddenSum2.fma(input0, sum20);
        sum21 = dHiddenSum2.fma(input1, sum21);
        FloatVector dHiddenSum3 = broadcast(SPECIES, w[dHiddenSumAt + 3 * BLOCK]);
        sum30 = dHiddenSum3.fma(input0, sum30);
        sum31 = dHiddenSum3.fma(input1, sum31);
        FloatVector dHiddenSum4 = broadcast(SPECIES, w[dHiddenSumAt + 4 * BLOCK]);
        sum40 = dHiddenSum4.fma(input0, sum40);
        sum41 = dHiddenSum4.fma(input1, sum41);
        FloatVector dHiddenSum5 = broadcast(SPECIES, w[dHiddenSumAt + 5 * BLOCK]);
        sum50 = dHiddenSum5.fma(input0, sum50);
        sum51 = dHiddenSum5.fma(input1, sum51);
        FloatVector dHiddenSum6 = broadcast(SPECIES, w[dHiddenSumAt + 6 * BLOCK]);
        sum60 = dHiddenSum6.fma(input0, sum60);
        sum61 = dHiddenSum6.fma(input1, sum61);
        FloatVector dHiddenSum7 = broadcast(SPECIES, w[dHiddenSumAt + 7 * BLOCK]);
        sum70 = dHiddenSum7.fma(input0, sum70);
        sum71 = dHiddenSum7.fma(input1, sum71);
        FloatVector dHiddenSum8 = broadcast(SPECIES, w[dHiddenSumAt + 8 * BLOCK]);
        sum80 = dHiddenSum8.fma(input0, sum80);
        sum81 = dHiddenSum8.fma(input1, sum81);
        FloatVector dHiddenSum9 = broadcast(SPECIES, w[dHiddenSumAt + 9 * BLOCK]);
        sum90 = dHiddenSum9.fma(input0, sum90);
        sum91 = dHiddenSum9.fma(input1, sum91);
      }
    }
    int dHiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
    sum00.intoArray(g, dHiddenWeightAt);
    int dHiddenWeightAt1 = HIDDEN_WEIGHT + u * 784 + k + LANES;
    sum01.intoArray(g, dHiddenWeightAt1);
    sum10.intoArray(g, dHiddenWeightAt + 784);
    sum11.intoArray(g, dHiddenWeightAt1 + 784);
    sum20.intoArray(g, dHiddenWeightAt + 1568);
    sum21.intoArray(g, dHiddenWeightAt1 + 1568);
    sum30.intoArray(g, dHiddenWeightAt + 2352);
    sum31.intoArray(g, dHiddenWeightAt1 + 2352);
    sum40.intoArray(g, dHiddenWeightAt + 3136);
    sum41.intoArray(g, dHiddenWeightAt1 + 3136);
    sum50.intoArray(g, dHiddenWeightAt + 3920);
    sum51.intoArray(g, dHiddenWeightAt1 + 3920);
    sum60.intoArray(g, dHiddenWeightAt + 4704);
    sum61.intoArray(g, dHiddenWeightAt1 + 4704);
    sum70.intoArray(g, dHiddenWeightAt + 5488);
    sum71.intoArray(g, dHiddenWeightAt1 + 5488);
    sum80.intoArray(g, dHiddenWeightAt + 6272);
    sum81.intoArray(g, dHiddenWeightAt1 + 6272);
    sum90.intoArray(g, dHiddenWeightAt + 7056);
    sum91.intoArray(g, dHiddenWeightAt1 + 7056);
  }

  private static void backwardHiddenWeightTile10x1(float[] g, float[] x, int[] rows, float[] w,
      int samples, int u, int k) {
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
    for (int at = 0, sample = 0; sample < samples; at += BLOCK_FLOATS) {
      int end = at + Math.min(samples - sample, BLOCK);
      for (int s = at; s < end; s++, sample++) {
        int row = rows[sample] + k;
        FloatVector input0 = fromArray(SPECIES, x, row);
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        FloatVector dHiddenSum0 = broadcast(SPECIES, w[dHiddenSumAt]);
        sum0 = dHiddenSum0.fma(input0, sum0);
        FloatVector dHiddenSum1 = broadcast(SPECIES, w[dHiddenSumAt + BLOCK]);
        sum1 = dHiddenSum1.fma(input0, sum1);
        FloatVector dHiddenSum2 = broadcast(SPECIES, w[dHiddenSumAt + 2 * BLOCK]);
        sum2 = dHiddenSum2.fma(input0, sum2);
        FloatVector dHiddenSum3 = broadcast(SPECIES, w[dHiddenSumAt + 3 * BLOCK]);
        sum3 = dHiddenSum3.fma(input0, sum3);
        FloatVector dHiddenSum4 = broadcast(SPECIES, w[dHiddenSumAt + 4 * BLOCK]);
        sum4 = dHiddenSum4.fma(input0, sum4);
        FloatVector dHiddenSum5 = broadcast(SPECIES, w[dHiddenSumAt + 5 * BLOCK]);
        sum5 = dHiddenSum5.fma(input0, sum5);
        FloatVector dHiddenSum6 = broadcast(SPECIES, w[dHiddenSumAt + 6 * BLOCK]);
        sum6 = dHiddenSum6.fma(input0, sum6);
        FloatVector dHiddenSum7 = broadcast(SPECIES, w[dHiddenSumAt + 7 * BLOCK]);
        sum7 = dHiddenSum7.fma(input0, sum7);
        FloatVector dHiddenSum8 = broadcast(SPECIES, w[dHiddenSumAt + 8 * BLOCK]);
        sum8 = dHiddenSum8.fma(input0, sum8);
        FloatVector dHiddenSum9 = broadcast(SPECIES, w[dHiddenSumAt + 9 * BLOCK]);
        sum9 = dHiddenSum9.fma(input0, sum9);
      }
    }
    int dHiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k;
    sum0.intoArray(g, dHiddenWeightAt);
    sum1.intoArray(g, dHiddenWeightAt + 784);
    sum2.intoArray(g, dHiddenWeightAt + 1568);
    sum3.intoArray(g, dHiddenWeightAt + 2352);
    sum4.intoArray(g, dHiddenWeightAt + 3136);
    sum5.intoArray(g, dHiddenWeightAt + 3920);
    sum6.intoArray(g, dHiddenWeightAt + 4704);
    sum7.intoArray(g, dHiddenWeightAt + 5488);
    sum8.intoArray(g, dHiddenWeightAt + 6272);
    sum9.intoArray(g, dHiddenWeightAt + 7056);
  }

  /**
   * dHiddenWeight = dHiddenSum [50] * input [784]^T, summed over the batch
   */
  private static void backwardHiddenWeight(float[] g, float[] x, int[] rows, float[] w, int samples,
      int task) {
    int k = task * 32;
    int end = Math.min(k + 32, 784);
    for (; k + 2 * LANES <= end; k += 2 * LANES) {
      for (int u = 0; u < 50; u += 10) {
        backwardHiddenWeightTile10x2(g, x, rows, w, samples, u, k);
      }
    }
    for (; k + LANES <= end; k += LANES) {
      for (int u = 0; u < 50; u += 10) {
        backwardHiddenWeightTile10x1(g, x, rows, w, samples, u, k);
      }
    }
  }

  /**
   * dHiddenBias = dHiddenSum [50], summed over the batch
   */
  private static void backwardHiddenBias(float[] g, float[] w, float[] lanes, int samples) {
    int padded = (samples + 15) & -16;
    for (int u = 0; u < 48; u += 8) {
      backwardHiddenBiasTile8x1(w, lanes, padded, u);
      LaneSums.addUp(lanes, 8);
      for (int row = u, sum = 0; row < u + 8; row++, sum++) {
        g[HIDDEN_BIAS + row] = lanes[sum];
      }
    }
    backwardHiddenBiasTile2x1(w, lanes, padded, 48);
    LaneSums.addUp(lanes, 2);
    for (int row = 48, sum = 0; row < 48 + 2; row++, sum++) {
      g[HIDDEN_BIAS + row] = lanes[sum];
    }
  }

  private static void backwardHiddenBiasTile8x1(float[] w, float[] lanes, int samples, int u) {
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
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dHiddenSumAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dHiddenSumAt + BLOCK));
        sum2 = sum2.add(fromArray(SPECIES, w, dHiddenSumAt + 2 * BLOCK));
        sum3 = sum3.add(fromArray(SPECIES, w, dHiddenSumAt + 3 * BLOCK));
        sum4 = sum4.add(fromArray(SPECIES, w, dHiddenSumAt + 4 * BLOCK));
        sum5 = sum5.add(fromArray(SPECIES, w, dHiddenSumAt + 5 * BLOCK));
        sum6 = sum6.add(fromArray(SPECIES, w, dHiddenSumAt + 6 * BLOCK));
        sum7 = sum7.add(fromArray(SPECIES, w, dHiddenSumAt + 7 * BLOCK));
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

  private static void backwardHiddenBiasTile2x1(float[] w, float[] lanes, int samples, int u) {
    for (int lane = 0; lane < 16; lane += LANES) {
      FloatVector sum0 = zero(SPECIES);
      FloatVector sum1 = zero(SPECIES);
      for (int sample = 0; sample < samples; sample += 16) {
        int s = sample / BLOCK * BLOCK_FLOATS + sample % BLOCK + lane;
        int dHiddenSumAt = D_HIDDEN_SUM + u * BLOCK + s;
        sum0 = sum0.add(fromArray(SPECIES, w, dHiddenSumAt));
        sum1 = sum1.add(fromArray(SPECIES, w, dHiddenSumAt + BLOCK));
      }
      sum0.intoArray(lanes, lane);
      sum1.intoArray(lanes, 16 + lane);
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
