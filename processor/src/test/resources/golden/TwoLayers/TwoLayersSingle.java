package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * TwoLayers predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link TwoLayersVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 *
 * <p>The samples of a group lie one behind the other in {@code w}; their inputs are rows of {@code
 * x}.
 */
final class TwoLayersSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int HIDDEN = 784;

  private static final int SCORES = 848;

  private static final int HIDDEN_BIAS = 12;

  private static final int HIDDEN_WEIGHT = 76;

  private static final int SCORES_BIAS = 50252;

  private static final int SCORES_WEIGHT = 50268;

  @Override
  public int packedFloats() {
    return 51084;
  }

  @Override
  public int workspaceFloats() {
    return 880;
  }

  @Override
  public int input() {
    return INPUT;
  }

  @Override
  public int outputs() {
    return SCORES;
  }

  @Override
  public void pack(float[] p, float[] q) {
    columns(p, 39200, 50, 1, q, HIDDEN_BIAS, 64);
    columns(p, 0, 50, 784, q, HIDDEN_WEIGHT, 8 * LANES);
    columns(p, 39750, 10, 1, q, SCORES_BIAS, 16);
    columns(p, 39250, 10, 50, q, SCORES_WEIGHT, 4 * LANES);
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardHidden(q, w);
    forwardScores(q, w);
  }

  @Override
  public int groupSamples() {
    return 4;
  }

  @Override
  public int mostInGroups() {
    return LANES < 16 ? 12 : 1 << 30;
  }

  @Override
  public void forwardGroup(float[] q, float[] x, int from, float[] w) {
    forwardHiddenGroup(q, x, from, w);
    forwardScoresGroup(q, x, from, w);
  }

  private static void forwardHiddenTile1x8(float[] q, float[] w, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, hiddenBiasAt);
    int hiddenBiasAt1 = HIDDEN_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, hiddenBiasAt1);
    int hiddenBiasAt2 = HIDDEN_BIAS + u + 2 * LANES;
    FloatVector sum2 = fromArray(SPECIES, q, hiddenBiasAt2);
    int hiddenBiasAt3 = HIDDEN_BIAS + u + 3 * LANES;
    FloatVector sum3 = fromArray(SPECIES, q, hiddenBiasAt3);
    int hiddenBiasAt4 = HIDDEN_BIAS + u + 4 * LANES;
    FloatVector sum4 = fromArray(SPECIES, q, hiddenBiasAt4);
    int hiddenBiasAt5 = HIDDEN_BIAS + u + 5 * LANES;
    FloatVector sum5 = fromArray(SPECIES, q, hiddenBiasAt5);
    int hiddenBiasAt6 = HIDDEN_BIAS + u + 6 * LANES;
    FloatVector sum6 = fromArray(SPECIES, q, hiddenBiasAt6);
    int hiddenBiasAt7 = HIDDEN_BIAS + u + 7 * LANES;
    FloatVector sum7 = fromArray(SPECIES, q, hiddenBiasAt7);
    for (int k = 0; k < 784; k++) {
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k * 8 * LANES;
      FloatVector hiddenWeight0 = fromArray(SPECIES, q, hiddenWeightAt);
      FloatVector hiddenWeight1 = fromArray(SPECIES, q, hiddenWeightAt + LANES);
      FloatVector hiddenWeight2 = fromArray(SPECIES, q, hiddenWeightAt + 2 * LANES);
      FloatVector hiddenWeight3 = fromArray(SPECIES, q, hiddenWeightAt + 3 * LANES);
      FloatVector hiddenWeight4 = fromArray(SPECIES, q, hiddenWeightAt + 4 * LANES);
      FloatVector hiddenWeight5 = fromArray(SPECIES, q, hiddenWeightAt + 5 * LANES);
      FloatVector hiddenWeight6 = fromArray(SPECIES, q, hiddenWeightAt + 6 * LANES);
      FloatVector hiddenWeight7 = fromArray(SPECIES, q, hiddenWeightAt + 7 * LANES);
      int inputAt = INPUT + k;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum0 = input0.fma(hiddenWeight0, sum0);
      sum1 = input0.fma(hiddenWeight1, sum1);
      sum2 = input0.fma(hiddenWeight2, sum2);
      sum3 = input0.fma(hiddenWeight3, sum3);
      sum4 = input0.fma(hiddenWeight4, sum4);
      sum5 = input0.fma(hiddenWeight5, sum5);
      sum6 = input0.fma(hiddenWeight6, sum6);
      sum7 = input0.fma(hiddenWeight7, sum7);
    }
    int hiddenAt = HIDDEN + u;
    sum0.max(0f).intoArray(w, hiddenAt);
    int hiddenAt1 = HIDDEN + u + LANES;
    sum1.max(0f).intoArray(w, hiddenAt1);
    int hiddenAt2 = HIDDEN + u + 2 * LANES;
    sum2.max(0f).intoArray(w, hiddenAt2);
    int hiddenAt3 = HIDDEN + u + 3 * LANES;
    sum3.max(0f).intoArray(w, hiddenAt3);
    int hiddenAt4 = HIDDEN + u + 4 * LANES;
    sum4.max(0f).intoArray(w, hiddenAt4);
    int hiddenAt5 = HIDDEN + u + 5 * LANES;
    sum5.max(0f).intoArray(w, hiddenAt5);
    int hiddenAt6 = HIDDEN + u + 6 * LANES;
    sum6.max(0f).intoArray(w, hiddenAt6);
    int hiddenAt7 = HIDDEN + u + 7 * LANES;
    sum7.max(0f).intoArray(w, hiddenAt7);
  }

  private static void forwardHiddenTile1x4(float[] q, float[] w, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, hiddenBiasAt);
    int hiddenBiasAt1 = HIDDEN_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, hiddenBiasAt1);
    int hiddenBiasAt2 = HIDDEN_BIAS + u + 2 * LANES;
    FloatVector sum2 = fromArray(SPECIES, q, hiddenBiasAt2);
    int hiddenBiasAt3 = HIDDEN_BIAS + u + 3 * LANES;
    FloatVector sum3 = fromArray(SPECIES, q, hiddenBiasAt3);
    for (int k = 0; k < 784; k++) {
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k * 4 * LANES;
      FloatVector hiddenWeight0 = fromArray(SPECIES, q, hiddenWeightAt);
      FloatVector hiddenWeight1 = fromArray(SPECIES, q, hiddenWeightAt + LANES);
      FloatVector hiddenWeight2 = fromArray(SPECIES, q, hiddenWeightAt + 2 * LANES);
      FloatVector hiddenWeight3 = fromArray(SPECIES, q, hiddenWeightAt + 3 * LANES);
      int inputAt = INPUT + k;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum0 = input0.fma(hiddenWeight0, sum0);
      sum1 = input0.fma(hiddenWeight1, sum1);
      sum2 = input0.fma(hiddenWeight2, sum2);
      sum3 = input0.fma(hiddenWeight3, sum3);
    }
    int hiddenAt = HIDDEN + u;
    sum0.max(0f).intoArray(w, hiddenAt);
    int hiddenAt1 = HIDDEN + u + LANES;
    sum1.max(0f).intoArray(w, hiddenAt1);
    int hiddenAt2 = HIDDEN + u + 2 * LANES;
    sum2.max(0f).intoArray(w, hiddenAt2);
    int hiddenAt3 = HIDDEN + u + 3 * LANES;
    sum3.max(0f).intoArray(w, hiddenAt3);
  }

  /**
   * hidden [50] = relu(weight [50, 784] * input [784] + bias [50])
   */
  private static void forwardHidden(float[] q, float[] w) {
    int u = 0;
    for (; u + 8 * LANES <= 64; u += 8 * LANES) {
      forwardHiddenTile1x8(q, w, u);
    }
    for (; u + 4 * LANES <= 64; u += 4 * LANES) {
      forwardHiddenTile1x4(q, w, u);
    }
  }

  private static void forwardScoresTile1x4(float[] q, float[] w, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, scoresBiasAt);
    int scoresBiasAt1 = SCORES_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, scoresBiasAt1);
    int scoresBiasAt2 = SCORES_BIAS + u + 2 * LANES;
    FloatVector sum2 = fromArray(SPECIES, q, scoresBiasAt2);
    int scoresBiasAt3 = SCORES_BIAS + u + 3 * LANES;
    FloatVector sum3 = fromArray(SPECIES, q, scoresBiasAt3);
    for (int k = 0; k < 50; k++) {
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k * 4 * LANES;
      FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
      FloatVector scoresWeight1 = fromArray(SPECIES, q, scoresWeightAt + LANES);
      FloatVector scoresWeight2 = fromArray(SPECIES, q, scoresWeightAt + 2 * LANES);
      FloatVector scoresWeight3 = fromArray(SPECIES, q, scoresWeightAt + 3 * LANES);
      int hiddenAt = HIDDEN + k;
      FloatVector hidden0 = broadcast(SPECIES, w[hiddenAt]);
      sum0 = hidden0.fma(scoresWeight0, sum0);
      sum1 = hidden0.fma(scoresWeight1, sum1);
      sum2 = hidden0.fma(scoresWeight2, sum2);
      sum3 = hidden0.fma(scoresWeight3, sum3);
    }
    int scoresAt = SCORES + u;
    sum0.intoArray(w, scoresAt);
    int scoresAt1 = SCORES + u + LANES;
    sum1.intoArray(w, scoresAt1);
    int scoresAt2 = SCORES + u + 2 * LANES;
    sum2.intoArray(w, scoresAt2);
    int scoresAt3 = SCORES + u + 3 * LANES;
    sum3.intoArray(w, scoresAt3);
  }

  private static void forwardScoresTile1x2(float[] q, float[] w, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, scoresBiasAt);
    int scoresBiasAt1 = SCORES_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, scoresBiasAt1);
    for (int k = 0; k < 50; k++) {
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k * 2 * LANES;
      FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
      FloatVector scoresWeight1 = fromArray(SPECIES, q, scoresWeightAt + LANES);
      int hiddenAt = HIDDEN + k;
      FloatVector hidden0 = broadcast(SPECIES, w[hiddenAt]);
      sum0 = hidden0.fma(scoresWeight0, sum0);
      sum1 = hidden0.fma(scoresWeight1, sum1);
    }
    int scoresAt = SCORES + u;
    sum0.intoArray(w, scoresAt);
    int scoresAt1 = SCORES + u + LANES;
    sum1.intoArray(w, scoresAt1);
  }

  private static void forwardScoresTile1x1(float[] q, float[] w, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum = fromArray(SPECIES, q, scoresBiasAt);
    for (int k = 0; k < 50; k++) {
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k * LANES;
      FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
      int hiddenAt = HIDDEN + k;
      FloatVector hidden0 = broadcast(SPECIES, w[hiddenAt]);
      sum = hidden0.fma(scoresWeight0, sum);
    }
    int scoresAt = SCORES + u;
    sum.intoArray(w, scoresAt);
  }

  /**
   * scores [10] = weight [10, 50] * hidden [50] + bias [10]
   */
  private static void forwardScores(float[] q, float[] w) {
    int u = 0;
    for (; u + 4 * LANES <= 16; u += 4 * LANES) {
      forwardScoresTile1x4(q, w, u);
    }
    for (; u + 2 * LANES <= 16; u += 2 * LANES) {
      forwardScoresTile1x2(q, w, u);
    }
    for (; u + LANES <= 16; u += LANES) {
      forwardScoresTile1x1(q, w, u);
    }
  }

  private static void forwardHiddenGroupTile4x2Of8(float[] q, float[] x, int from, float[] w, int u,
      int part) {
    int hiddenBiasAt = HIDDEN_BIAS + u + part;
    FloatVector sum00 = fromArray(SPECIES, q, hiddenBiasAt);
    int hiddenBiasAt1 = HIDDEN_BIAS + u + part + LANES;
    FloatVector sum01 = fromArray(SPECIES, q, hiddenBiasAt1);
    FloatVector sum10 = fromArray(SPECIES, q, hiddenBiasAt);
    FloatVector sum11 = fromArray(SPECIES, q, hiddenBiasAt1);
    FloatVector sum20 = fromArray(SPECIES, q, hiddenBiasAt);
    FloatVector sum21 = fromArray(SPECIES, q, hiddenBiasAt1);
    FloatVector sum30 = fromArray(SPECIES, q, hiddenBiasAt);
    FloatVector sum31 = fromArray(SPECIES, q, hiddenBiasAt1);
    for (int k = 0; k < 784; k++) {
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + part + k * 8 * LANES;
      FloatVector hiddenWeight0 = fromArray(SPECIES, q, hiddenWeightAt);
      FloatVector hiddenWeight1 = fromArray(SPECIES, q, hiddenWeightAt + LANES);
      int inputAt = from + INPUT + k;
      FloatVector input0 = broadcast(SPECIES, x[inputAt]);
      sum00 = input0.fma(hiddenWeight0, sum00);
      sum01 = input0.fma(hiddenWeight1, sum01);
      FloatVector input1 = broadcast(SPECIES, x[inputAt + 784]);
      sum10 = input1.fma(hiddenWeight0, sum10);
      sum11 = input1.fma(hiddenWeight1, sum11);
      FloatVector input2 = broadcast(SPECIES, x[inputAt + 1568]);
      sum20 = input2.fma(hiddenWeight0, sum20);
      sum21 = input2.fma(hiddenWeight1, sum21);
      FloatVector input3 = broadcast(SPECIES, x[inputAt + 2352]);
      sum30 = input3.fma(hiddenWeight0, sum30);
      sum31 = input3.fma(hiddenWeight1, sum31);
    }
    int hiddenAt = HIDDEN + u + part;
    sum00.max(0f).intoArray(w, hiddenAt);
    int hiddenAt1 = HIDDEN + u + part + LANES;
    sum01.max(0f).intoArray(w, hiddenAt1);
    sum10.max(0f).intoArray(w, hiddenAt + 880);
    sum11.max(0f).intoArray(w, hiddenAt1 + 880);
    sum20.max(0f).intoArray(w, hiddenAt + 1760);
    sum21.max(0f).intoArray(w, hiddenAt1 + 1760);
    sum30.max(0f).intoArray(w, hiddenAt + 2640);
    sum31.max(0f).intoArray(w, hiddenAt1 + 2640);
  }

  private static void forwardHiddenGroupTile4x4(float[] q, float[] x, int from, float[] w, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum00 = fromArray(SPECIES, q, hiddenBiasAt);
    int hiddenBiasAt1 = HIDDEN_BIAS + u + LANES;
    FloatVector sum01 = fromArray(SPECIES, q, hiddenBiasAt1);
    int hiddenBiasAt2 = HIDDEN_BIAS + u + 2 * LANES;
    FloatVector sum02 = fromArray(SPECIES, q, hiddenBiasAt2);
    int hiddenBiasAt3 = HIDDEN_BIAS + u + 3 * LANES;
    FloatVector sum03 = fromArray(SPECIES, q, hiddenBiasAt3);
    FloatVector sum10 = fromArray(SPECIES, q, hiddenBiasAt);
    FloatVector sum11 = fromArray(SPECIES, q, hiddenBiasAt1);
    FloatVector sum12 = fromArray(SPECIES, q, hiddenBiasAt2);
    FloatVector sum13 = fromArray(SPECIES, q, hiddenBiasAt3);
    FloatVector sum20 = fromArray(SPECIES, q, hiddenBiasAt);
    FloatVector sum21 = fromArray(SPECIES, q, hiddenBiasAt1);
    FloatVector sum22 = fromArray(SPECIES, q, hiddenBiasAt2);
    FloatVector sum23 = fromArray(SPECIES, q, hiddenBiasAt3);
    FloatVector sum30 = fromArray(SPECIES, q, hiddenBiasAt);
    FloatVector sum31 = fromArray(SPECIES, q, hiddenBiasAt1);
    FloatVector sum32 = fromArray(SPECIES, q, hiddenBiasAt2);
    FloatVector sum33 = fromArray(SPECIES, q, hiddenBiasAt3);
    for (int k = 0; k < 784; k++) {
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 784 + k * 4 * LANES;
      FloatVector hiddenWeight0 = fromArray(SPECIES, q, hiddenWeightAt);
      FloatVector hiddenWeight1 = fromArray(SPECIES, q, hiddenWeightAt + LANES);
      FloatVector hiddenWeight2 = fromArray(SPECIES, q, hiddenWeightAt + 2 * LANES);
      FloatVector hiddenWeight3 = fromArray(SPECIES, q, hiddenWeightAt + 3 * LANES);
      int inputAt = from + INPUT + k;
      FloatVector input0 = broadcast(SPECIES, x[inputAt]);
      sum00 = input0.fma(hiddenWeight0, sum00);
      sum01 = input0.fma(hiddenWeight1, sum01);
      sum02 = input0.fma(hiddenWeight2, sum02);
      sum03 = input0.fma(hiddenWeight3, sum03);
      FloatVector input1 = broadcast(SPECIES, x[inputAt + 784]);
      sum10 = input1.fma(hiddenWeight0, sum10);
      sum11 = input1.fma(hiddenWeight1, sum11);
      sum12 = input1.fma(hiddenWeight2, sum12);
      sum13 = input1.fma(hiddenWeight3, sum13);
      FloatVector input2 = broadcast(SPECIES, x[inputAt + 1568]);
      sum20 = input2.fma(hiddenWeight0, sum20);
      sum21 = input2.fma(hiddenWeight1, sum21);
      sum22 = input2.fma(hiddenWeight2, sum22);
      sum23 = input2.fma(hiddenWeight3, sum23);
      FloatVector input3 = broadcast(SPECIES, x[inputAt + 2352]);
      sum30 = input3.fma(hiddenWeight0, sum30);
      sum31 = input3.fma(hiddenWeight1, sum31);
      sum32 = input3.fma(hiddenWeight2, sum32);
      sum33 = input3.fma(hiddenWeight3, sum33);
    }
    int hiddenAt = HIDDEN + u;
    sum00.max(0f).intoArray(w, hiddenAt);
    int hiddenAt1 = HIDDEN + u + LANES;
    sum01.max(0f).intoArray(w, hiddenAt1);
    int hiddenAt2 = HIDDEN + u + 2 * LANES;
    sum02.max(0f).intoArray(w, hiddenAt2);
    int hiddenAt3 = HIDDEN + u + 3 * LANES;
    sum03.max(0f).intoArray(w, hiddenAt3);
    sum10.max(0f).intoArray(w, hiddenAt + 880);
    sum11.max(0f).intoArray(w, hiddenAt1 + 880);
    sum12.max(0f).intoArray(w, hiddenAt2 + 880);
    sum13.max(0f).intoArray(w, hiddenAt3 + 880);
    sum20.max(0f).intoArray(w, hiddenAt + 1760);
    sum21.max(0f).intoArray(w, hiddenAt1 + 1760);
    sum22.max(0f).intoArray(w, hiddenAt2 + 1760);
    sum23.max(0f).intoArray(w, hiddenAt3 + 1760);
    sum30.max(0f).intoArray(w, hiddenAt + 2640);
    sum31.max(0f).intoArray(w, hiddenAt1 + 2640);
    sum32.max(0f).intoArray(w, hiddenAt2 + 2640);
    sum33.max(0f).intoArray(w, hiddenAt3 + 2640);
  }

  /**
   * hidden [50] = relu(weight [50, 784] * input [784] + bias [50])
   */
  private static void forwardHiddenGroup(float[] q, float[] x, int from, float[] w) {
    int u = 0;
    for (; u + 8 * LANES <= 64; u += 8 * LANES) {
      forwardHiddenGroupTile4x2Of8(q, x, from, w, u, 0);
      forwardHiddenGroupTile4x2Of8(q, x, from, w, u, 2 * LANES);
      forwardHiddenGroupTile4x2Of8(q, x, from, w, u, 4 * LANES);
      forwardHiddenGroupTile4x2Of8(q, x, from, w, u, 6 * LANES);
    }
    for (; u + 4 * LANES <= 64; u += 4 * LANES) {
      forwardHiddenGroupTile4x4(q, x, from, w, u);
    }
  }

  private static void forwardScoresGroupTile4x2Of4(float[] q, float[] x, int from, float[] w, int u,
      int part) {
    int scoresBiasAt = SCORES_BIAS + u + part;
    FloatVector sum00 = fromArray(SPECIES, q, scoresBiasAt);
    int scoresBiasAt1 = SCORES_BIAS + u + part + LANES;
    FloatVector sum01 = fromArray(SPECIES, q, scoresBiasAt1);
    FloatVector sum10 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum11 = fromArray(SPECIES, q, scoresBiasAt1);
    FloatVector sum20 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum21 = fromArray(SPECIES, q, scoresBiasAt1);
    FloatVector sum30 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum31 = fromArray(SPECIES, q, scoresBiasAt1);
    for (int k = 0; k < 50; k++) {
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + part + k * 4 * LANES;
      FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
      FloatVector scoresWeight1 = fromArray(SPECIES, q, scoresWeightAt + LANES);
      int hiddenAt = HIDDEN + k;
      FloatVector hidden0 = broadcast(SPECIES, w[hiddenAt]);
      sum00 = hidden0.fma(scoresWeight0, sum00);
      sum01 = hidden0.fma(scoresWeight1, sum01);
      FloatVector hidden1 = broadcast(SPECIES, w[hiddenAt + 880]);
      sum10 = hidden1.fma(scoresWeight0, sum10);
      sum11 = hidden1.fma(scoresWeight1, sum11);
      FloatVector hidden2 = broadcast(SPECIES, w[hiddenAt + 1760]);
      sum20 = hidden2.fma(scoresWeight0, sum20);
      sum21 = hidden2.fma(scoresWeight1, sum21);
      FloatVector hidden3 = broadcast(SPECIES, w[hiddenAt + 2640]);
      sum30 = hidden3.fma(scoresWeight0, sum30);
      sum31 = hidden3.fma(scoresWeight1, sum31);
    }
    int scoresAt = SCORES + u + part;
    sum00.intoArray(w, scoresAt);
    int scoresAt1 = SCORES + u + part + LANES;
    sum01.intoArray(w, scoresAt1);
    sum10.intoArray(w, scoresAt + 880);
    sum11.intoArray(w, scoresAt1 + 880);
    sum20.intoArray(w, scoresAt + 1760);
    sum21.intoArray(w, scoresAt1 + 1760);
    sum30.intoArray(w, scoresAt + 2640);
    sum31.intoArray(w, scoresAt1 + 2640);
  }

  private static void forwardScoresGroupTile4x2(float[] q, float[] x, int from, float[] w, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum00 = fromArray(SPECIES, q, scoresBiasAt);
    int scoresBiasAt1 = SCORES_BIAS + u + LANES;
    FloatVector sum01 = fromArray(SPECIES, q, scoresBiasAt1);
    FloatVector sum10 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum11 = fromArray(SPECIES, q, scoresBiasAt1);
    FloatVector sum20 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum21 = fromArray(SPECIES, q, scoresBiasAt1);
    FloatVector sum30 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum31 = fromArray(SPECIES, q, scoresBiasAt1);
    for (int k = 0; k < 50; k++) {
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k * 2 * LANES;
      FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
      FloatVector scoresWeight1 = fromArray(SPECIES, q, scoresWeightAt + LANES);
      int hiddenAt = HIDDEN + k;
      FloatVector hidden0 = broadcast(SPECIES, w[hiddenAt]);
      sum00 = hidden0.fma(scoresWeight0, sum00);
      sum01 = hidden0.fma(scoresWeight1, sum01);
      FloatVector hidden1 = broadcast(SPECIES, w[hiddenAt + 880]);
      sum10 = hidden1.fma(scoresWeight0, sum10);
      sum11 = hidden1.fma(scoresWeight1, sum11);
      FloatVector hidden2 = broadcast(SPECIES, w[hiddenAt + 1760]);
      sum20 = hidden2.fma(scoresWeight0, sum20);
      sum21 = hidden2.fma(scoresWeight1, sum21);
      FloatVector hidden3 = broadcast(SPECIES, w[hiddenAt + 2640]);
      sum30 = hidden3.fma(scoresWeight0, sum30);
      sum31 = hidden3.fma(scoresWeight1, sum31);
    }
    int scoresAt = SCORES + u;
    sum00.intoArray(w, scoresAt);
    int scoresAt1 = SCORES + u + LANES;
    sum01.intoArray(w, scoresAt1);
    sum10.intoArray(w, scoresAt + 880);
    sum11.intoArray(w, scoresAt1 + 880);
    sum20.intoArray(w, scoresAt + 1760);
    sum21.intoArray(w, scoresAt1 + 1760);
    sum30.intoArray(w, scoresAt + 2640);
    sum31.intoArray(w, scoresAt1 + 2640);
  }

  private static void forwardScoresGroupTile4x1(float[] q, float[] x, int from, float[] w, int u) {
    int scoresBiasAt = SCORES_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum1 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum2 = fromArray(SPECIES, q, scoresBiasAt);
    FloatVector sum3 = fromArray(SPECIES, q, scoresBiasAt);
    for (int k = 0; k < 50; k++) {
      int scoresWeightAt = SCORES_WEIGHT + u * 50 + k * LANES;
      FloatVector scoresWeight0 = fromArray(SPECIES, q, scoresWeightAt);
      int hiddenAt = HIDDEN + k;
      FloatVector hidden0 = broadcast(SPECIES, w[hiddenAt]);
      sum0 = hidden0.fma(scoresWeight0, sum0);
      FloatVector hidden1 = broadcast(SPECIES, w[hiddenAt + 880]);
      sum1 = hidden1.fma(scoresWeight0, sum1);
      FloatVector hidden2 = broadcast(SPECIES, w[hiddenAt + 1760]);
      sum2 = hidden2.fma(scoresWeight0, sum2);
      FloatVector hidden3 = broadcast(SPECIES, w[hiddenAt + 2640]);
      sum3 = hidden3.fma(scoresWeight0, sum3);
    }
    int scoresAt = SCORES + u;
    sum0.intoArray(w, scoresAt);
    sum1.intoArray(w, scoresAt + 880);
    sum2.intoArray(w, scoresAt + 1760);
    sum3.intoArray(w, scoresAt + 2640);
  }

  /**
   * scores [10] = weight [10, 50] * hidden [50] + bias [10]
   */
  private static void forwardScoresGroup(float[] q, float[] x, int from, float[] w) {
    int u = 0;
    for (; u + 4 * LANES <= 16; u += 4 * LANES) {
      forwardScoresGroupTile4x2Of4(q, x, from, w, u, 0);
      forwardScoresGroupTile4x2Of4(q, x, from, w, u, 2 * LANES);
    }
    for (; u + 2 * LANES <= 16; u += 2 * LANES) {
      forwardScoresGroupTile4x2(q, x, from, w, u);
    }
    for (; u + LANES <= 16; u += LANES) {
      forwardScoresGroupTile4x1(q, x, from, w, u);
    }
  }

  /**
   * Copies a parameter so that the values of neighboring channels lie side by side: as many as
   * a tile reads, and in the order in which it reads them.
   */
  private static void columns(float[] p, int from, int channels, int rest, float[] q, int to,
      int widest) {
    int padded = (channels + 15) / 16 * 16;
    int c = 0;
    for (int width = widest; c < channels; width /= 2) {
      for (; c + width <= padded; c += width) {
        for (int i = 0; i < rest; i++) {
          for (int j = 0; j < Math.min(width, channels - c); j++) {
            q[to + c * rest + i * width + j] = p[from + (c + j) * rest + i];
          }
        }
      }
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
