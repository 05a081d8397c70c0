package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * AddLayer predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link AddLayerVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class AddLayerSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int CHANGE = 16;

  private static final int SUM = 32;

  private static final int CHANGE_WEIGHT = 12;

  @Override
  public int packedFloats() {
    return 220;
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
    return SUM;
  }

  @Override
  public void pack(float[] p, float[] q) {
    columns(p, 0, 12, 12, q, CHANGE_WEIGHT, 4 * LANES);
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardChange(q, w);
    forwardSum(q, w);
  }

  private static void forwardChangeTile1x4(float[] q, float[] w, int u) {
    FloatVector sum_0 = zero(SPECIES);
    FloatVector sum_1 = zero(SPECIES);
    FloatVector sum_2 = zero(SPECIES);
    FloatVector sum_3 = zero(SPECIES);
    for (int k = 0; k < 12; k++) {
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k * 4 * LANES;
      FloatVector changeWeight0 = fromArray(SPECIES, q, changeWeightAt);
      FloatVector changeWeight1 = fromArray(SPECIES, q, changeWeightAt + LANES);
      FloatVector changeWeight2 = fromArray(SPECIES, q, changeWeightAt + 2 * LANES);
      FloatVector changeWeight3 = fromArray(SPECIES, q, changeWeightAt + 3 * LANES);
      int inputAt = INPUT + k;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum_0 = input0.fma(changeWeight0, sum_0);
      sum_1 = input0.fma(changeWeight1, sum_1);
      sum_2 = input0.fma(changeWeight2, sum_2);
      sum_3 = input0.fma(changeWeight3, sum_3);
    }
    int changeAt = CHANGE + u;
    sum_0.intoArray(w, changeAt);
    int changeAt1 = CHANGE + u + LANES;
    sum_1.intoArray(w, changeAt1);
    int changeAt2 = CHANGE + u + 2 * LANES;
    sum_2.intoArray(w, changeAt2);
    int changeAt3 = CHANGE + u + 3 * LANES;
    sum_3.intoArray(w, changeAt3);
  }

  private static void forwardChangeTile1x2(float[] q, float[] w, int u) {
    FloatVector sum_0 = zero(SPECIES);
    FloatVector sum_1 = zero(SPECIES);
    for (int k = 0; k < 12; k++) {
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k * 2 * LANES;
      FloatVector changeWeight0 = fromArray(SPECIES, q, changeWeightAt);
      FloatVector changeWeight1 = fromArray(SPECIES, q, changeWeightAt + LANES);
      int inputAt = INPUT + k;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum_0 = input0.fma(changeWeight0, sum_0);
      sum_1 = input0.fma(changeWeight1, sum_1);
    }
    int changeAt = CHANGE + u;
    sum_0.intoArray(w, changeAt);
    int changeAt1 = CHANGE + u + LANES;
    sum_1.intoArray(w, changeAt1);
  }

  private static void forwardChangeTile1x1(float[] q, float[] w, int u) {
    FloatVector sum_ = zero(SPECIES);
    for (int k = 0; k < 12; k++) {
      int changeWeightAt = CHANGE_WEIGHT + u * 12 + k * LANES;
      FloatVector changeWeight0 = fromArray(SPECIES, q, changeWeightAt);
      int inputAt = INPUT + k;
      FloatVector input0 = broadcast(SPECIES, w[inputAt]);
      sum_ = input0.fma(changeWeight0, sum_);
    }
    int changeAt = CHANGE + u;
    sum_.intoArray(w, changeAt);
  }

  /**
   * change [12] = weight [12, 12] * input [12]
   */
  private static void forwardChange(float[] q, float[] w) {
    int u = 0;
    for (; u + 4 * LANES <= 16; u += 4 * LANES) {
      forwardChangeTile1x4(q, w, u);
    }
    for (; u + 2 * LANES <= 16; u += 2 * LANES) {
      forwardChangeTile1x2(q, w, u);
    }
    for (; u + LANES <= 16; u += LANES) {
      forwardChangeTile1x1(q, w, u);
    }
  }

  /**
   * sum [12] = relu(input [12] + change [12])
   */
  private static void forwardSum(float[] q, float[] w) {
    for (int i = 0; i < 12; i += LANES) {
      fromArray(SPECIES, w, INPUT + i)
          .add(fromArray(SPECIES, w, CHANGE + i)).max(0f).intoArray(w, SUM + i);
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
