package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * DropoutLayer predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link DropoutLayerVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class DropoutLayerSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int KEPT = 16;

  private static final int Y = 32;

  private static final int Y_BIAS = 12;

  private static final int Y_WEIGHT = 28;

  @Override
  public int packedFloats() {
    return 236;
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
    return Y;
  }

  @Override
  public void pack(float[] p, float[] q) {
    columns(p, 36, 3, 1, q, Y_BIAS, 16);
    columns(p, 0, 3, 12, q, Y_WEIGHT, 4 * LANES);
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardKept(q, w);
    forwardY(q, w);
  }

  /**
   * kept [12] = input [12]
   */
  private static void forwardKept(float[] q, float[] w) {
    for (int i = 0; i < 12; i += LANES) {
      fromArray(SPECIES, w, INPUT + i).intoArray(w, KEPT + i);
    }
  }

  private static void forwardYTile1x4(float[] q, float[] w, int u) {
    int yBiasAt = Y_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, yBiasAt);
    int yBiasAt1 = Y_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, yBiasAt1);
    int yBiasAt2 = Y_BIAS + u + 2 * LANES;
    FloatVector sum2 = fromArray(SPECIES, q, yBiasAt2);
    int yBiasAt3 = Y_BIAS + u + 3 * LANES;
    FloatVector sum3 = fromArray(SPECIES, q, yBiasAt3);
    for (int k = 0; k < 12; k++) {
      int yWeightAt = Y_WEIGHT + u * 12 + k * 4 * LANES;
      FloatVector yWeight0 = fromArray(SPECIES, q, yWeightAt);
      FloatVector yWeight1 = fromArray(SPECIES, q, yWeightAt + LANES);
      FloatVector yWeight2 = fromArray(SPECIES, q, yWeightAt + 2 * LANES);
      FloatVector yWeight3 = fromArray(SPECIES, q, yWeightAt + 3 * LANES);
      int keptAt = KEPT + k;
      FloatVector kept0 = broadcast(SPECIES, w[keptAt]);
      sum0 = kept0.fma(yWeight0, sum0);
      sum1 = kept0.fma(yWeight1, sum1);
      sum2 = kept0.fma(yWeight2, sum2);
      sum3 = kept0.fma(yWeight3, sum3);
    }
    int yAt = Y + u;
    sum0.intoArray(w, yAt);
    int yAt1 = Y + u + LANES;
    sum1.intoArray(w, yAt1);
    int yAt2 = Y + u + 2 * LANES;
    sum2.intoArray(w, yAt2);
    int yAt3 = Y + u + 3 * LANES;
    sum3.intoArray(w, yAt3);
  }

  private static void forwardYTile1x2(float[] q, float[] w, int u) {
    int yBiasAt = Y_BIAS + u;
    FloatVector sum0 = fromArray(SPECIES, q, yBiasAt);
    int yBiasAt1 = Y_BIAS + u + LANES;
    FloatVector sum1 = fromArray(SPECIES, q, yBiasAt1);
    for (int k = 0; k < 12; k++) {
      int yWeightAt = Y_WEIGHT + u * 12 + k * 2 * LANES;
      FloatVector yWeight0 = fromArray(SPECIES, q, yWeightAt);
      FloatVector yWeight1 = fromArray(SPECIES, q, yWeightAt + LANES);
      int keptAt = KEPT + k;
      FloatVector kept0 = broadcast(SPECIES, w[keptAt]);
      sum0 = kept0.fma(yWeight0, sum0);
      sum1 = kept0.fma(yWeight1, sum1);
    }
    int yAt = Y + u;
    sum0.intoArray(w, yAt);
    int yAt1 = Y + u + LANES;
    sum1.intoArray(w, yAt1);
  }

  private static void forwardYTile1x1(float[] q, float[] w, int u) {
    int yBiasAt = Y_BIAS + u;
    FloatVector sum = fromArray(SPECIES, q, yBiasAt);
    for (int k = 0; k < 12; k++) {
      int yWeightAt = Y_WEIGHT + u * 12 + k * LANES;
      FloatVector yWeight0 = fromArray(SPECIES, q, yWeightAt);
      int keptAt = KEPT + k;
      FloatVector kept0 = broadcast(SPECIES, w[keptAt]);
      sum = kept0.fma(yWeight0, sum);
    }
    int yAt = Y + u;
    sum.intoArray(w, yAt);
  }

  /**
   * y [3] = weight [3, 12] * kept [12] + bias [3]
   */
  private static void forwardY(float[] q, float[] w) {
    int u = 0;
    for (; u + 4 * LANES <= 16; u += 4 * LANES) {
      forwardYTile1x4(q, w, u);
    }
    for (; u + 2 * LANES <= 16; u += 2 * LANES) {
      forwardYTile1x2(q, w, u);
    }
    for (; u + LANES <= 16; u += LANES) {
      forwardYTile1x1(q, w, u);
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
