package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * Xor predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link XorVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class XorSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int HIDDEN = 16;

  private static final int SCORE = 32;

  private static final int HIDDEN_WEIGHT = 12;

  private static final int HIDDEN_BIAS = 44;

  private static final int SCORE_WEIGHT = 60;

  private static final int SCORE_BIAS = 92;

  @Override
  public int packedFloats() {
    return 124;
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
    return SCORE;
  }

  @Override
  public void pack(float[] p, float[] q) {
    columns(p, 0, 2, 2, q, HIDDEN_WEIGHT, 16);
    columns(p, 4, 2, 1, q, HIDDEN_BIAS, 16);
    columns(p, 6, 1, 2, q, SCORE_WEIGHT, 16);
    columns(p, 8, 1, 1, q, SCORE_BIAS, 16);
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardHiddenSum(q, w);
    forwardHidden(q, w);
    forwardScore(q, w);
  }

  /**
   * hidden, for now, = the sums of forwardHidden
   */
  private static void forwardHiddenSum(float[] q, float[] w) {
    float sum0 =
        Math.fma(q[HIDDEN_WEIGHT + 16], w[INPUT + 1],
        Math.fma(q[HIDDEN_WEIGHT], w[INPUT], q[HIDDEN_BIAS]));
    w[HIDDEN] = sum0;
    float sum1 =
        Math.fma(q[HIDDEN_WEIGHT + 17], w[INPUT + 1],
        Math.fma(q[HIDDEN_WEIGHT + 1], w[INPUT], q[HIDDEN_BIAS + 1]));
    w[HIDDEN + 1] = sum1;
  }

  /**
   * hidden [2] = sigmoid(weight [2, 2] * input [2] + bias [2])
   */
  private static void forwardHidden(float[] q, float[] w) {
    for (int u = 0; u < 2; u += LANES) {
      FloatVector sum = fromArray(SPECIES, w, HIDDEN + u);
      // exp: x = n ln(2) + r
      FloatVector expX = sum.neg();
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
      broadcast(SPECIES, 1f).div(expY.add(1f)).intoArray(w, HIDDEN + u);
    }
  }

  /**
   * score [1] = weight [1, 2] * hidden [2] + bias [1]
   */
  private static void forwardScore(float[] q, float[] w) {
    float sum0 =
        Math.fma(q[SCORE_WEIGHT + 16], w[HIDDEN + 1],
        Math.fma(q[SCORE_WEIGHT], w[HIDDEN], q[SCORE_BIAS]));
    w[SCORE] = sum0;
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
