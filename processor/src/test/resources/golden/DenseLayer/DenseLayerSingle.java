package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * DenseLayer predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link DenseLayerVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class DenseLayerSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int HIDDEN = 32;

  private static final int HIDDEN_BIAS = 12;

  private static final int HIDDEN_WEIGHT = 28;

  @Override
  public int packedFloats() {
    return 364;
  }

  @Override
  public int workspaceFloats() {
    return 64;
  }

  @Override
  public int input() {
    return INPUT;
  }

  @Override
  public int outputs() {
    return HIDDEN;
  }

  @Override
  public void pack(float[] p, float[] q) {
    columns(p, 140, 7, 1, q, HIDDEN_BIAS, 16);
    columns(p, 0, 7, 20, q, HIDDEN_WEIGHT, 4 * LANES);
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardHiddenSum(q, w);
    forwardHidden(q, w);
  }

  private static void forwardHiddenSumTile1x4(float[] q, float[] w, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, hiddenBiasAt);
    int hiddenBiasAt1 = HIDDEN_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, hiddenBiasAt1);
    int hiddenBiasAt2 = HIDDEN_BIAS + u + 2 * LANES;
    FloatVector sum2 = fromArray(SPECIES, q, hiddenBiasAt2);
    int hiddenBiasAt3 = HIDDEN_BIAS + u + 3 * LANES;
    FloatVector sum3 = fromArray(SPECIES, q, hiddenBiasAt3);
    for (int k = 0; k < 20; k++) {
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k * 4 * LANES;
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
    sum0.intoArray(w, hiddenAt);
    int hiddenAt1 = HIDDEN + u + LANES;
    sum1.intoArray(w, hiddenAt1);
    int hiddenAt2 = HIDDEN + u + 2 * LANES;
    sum2.intoArray(w, hiddenAt2);
    int hiddenAt3 = HIDDEN + u + 3 * LANES;
    sum3.intoArray(w, hiddenAt3);
  }

  private static void forwardHiddenSumTile1x2(float[] q, float[] w, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, hiddenBiasAt);
    int hiddenBiasAt1 = HIDDEN_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, hiddenBiasAt1);
    for (int k = 0; k < 20; k++) {
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k * 2 * LANES;
      FloatVector hiddenWeight0 = fromArray(SPECIES, q, hiddenWeightAt);
      FloatVector hiddenWeight1 = fromArray(SPECIES, q, hiddenWeightAt + LANES);
      int inputAt = INPUT + k;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum0 = input0.fma(hiddenWeight0, sum0);
      sum1 = input0.fma(hiddenWeight1, sum1);
    }
    int hiddenAt = HIDDEN + u;
    sum0.intoArray(w, hiddenAt);
    int hiddenAt1 = HIDDEN + u + LANES;
    sum1.intoArray(w, hiddenAt1);
  }

  private static void forwardHiddenSumTile1x1(float[] q, float[] w, int u) {
    int hiddenBiasAt = HIDDEN_BIAS + u;
    FloatVector sum = fromArray(SPECIES, q, hiddenBiasAt);
    for (int k = 0; k < 20; k++) {
      int hiddenWeightAt = HIDDEN_WEIGHT + u * 20 + k * LANES;
      FloatVector hiddenWeight0 = fromArray(SPECIES, q, hiddenWeightAt);
      int inputAt = INPUT + k;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum = input0.fma(hiddenWeight0, sum);
    }
    int hiddenAt = HIDDEN + u;
    sum.intoArray(w, hiddenAt);
  }

  /**
   * hidden, for now, = the sums of forwardHidden
   */
  private static void forwardHiddenSum(float[] q, float[] w) {
    int u = 0;
    for (; u + 4 * LANES <= 16; u += 4 * LANES) {
      forwardHiddenSumTile1x4(q, w, u);
    }
    for (; u + 2 * LANES <= 16; u += 2 * LANES) {
      forwardHiddenSumTile1x2(q, w, u);
    }
    for (; u + LANES <= 16; u += LANES) {
      forwardHiddenSumTile1x1(q, w, u);
    }
  }

  /**
   * hidden [7] = tanh(weight [7, 20] * input [20] + bias [7])
   */
  private static void forwardHidden(float[] q, float[] w) {
    for (int u = 0; u < 7; u += LANES) {
      FloatVector sum = fromArray(SPECIES, w, HIDDEN + u);
      // tanh: h = (e^(2a) - 1) / 2, a = n ln(2) / 2 + r
      FloatVector tanhX = sum;
      FloatVector tanhA = tanhX.abs();
      FloatVector tanhShifted = tanhA.fma(2.88539f, 12582912f);
      FloatVector tanhN = tanhShifted.sub(12582912f);
      FloatVector tanhR = tanhN.fma(broadcast(SPECIES, -0.3465736f), tanhA);
      FloatVector tanhP = tanhR.fma(0.04442575f, 0.13385446f);
      tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 0.3333293f);
      tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 0.66666156f);
      tanhP = tanhP.lanewise(VectorOperators.FMA, tanhR, 1.0000001f);
      tanhP = tanhP.fma(tanhR.mul(tanhR), tanhR);
      var tanhExponent = tanhShifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector tanhScale = tanhExponent.add(0x3f800000).reinterpretAsFloats();
      FloatVector tanhH = tanhScale.fma(tanhP, tanhScale.fma(0.5f, -0.5f));
      FloatVector tanhY = tanhH.div(tanhH.add(1f));
      tanhY = tanhY.blend(1f, tanhA.compare(VectorOperators.GT, 9.02f));
      var tanhSign = tanhX.reinterpretAsInts().and(0x80000000);
      tanhY = tanhY.reinterpretAsInts().or(tanhSign).reinterpretAsFloats();
      tanhY.intoArray(w, HIDDEN + u);
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
