package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * ConcatLayer predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link ConcatLayerVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class ConcatLayerSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int BRANCH = 32;

  private static final int JOINED = 176;

  private static final int OUTPUTS = 320;

  @Override
  public int packedFloats() {
    return 28;
  }

  @Override
  public int workspaceFloats() {
    return 384;
  }

  @Override
  public int input() {
    return INPUT;
  }

  @Override
  public int outputs() {
    return OUTPUTS;
  }

  @Override
  public void pack(float[] p, float[] q) {
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardBranch(q, w);
    forwardJoinedFrom1(q, w);
    forwardJoinedFrom2(q, w);
    joinedOutput(q, w);
  }

  /**
   * branch [2, 3, 3] = leakyRelu(input [2, 3, 3])
   */
  private static void forwardBranch(float[] q, float[] w) {
    for (int channel = 0; channel < 2; channel++) {
      for (int place = 0; place < 9; place++) {
        float z = w[INPUT + channel * 9 + place];
        w[BRANCH + place * 16 + channel] = z > 0f ? z : z * 0.01f;
      }
    }
  }

  /**
   * joined[0 .. 17] = branch
   */
  private static void forwardJoinedFrom1(float[] q, float[] w) {
    for (int channel = 0; channel < 2; channel++) {
      for (int place = 0; place < 9; place++) {
        w[JOINED + place * 16 + channel] = w[BRANCH + place * 16 + channel];
      }
    }
  }

  /**
   * joined[18 .. 35] = input
   */
  private static void forwardJoinedFrom2(float[] q, float[] w) {
    for (int channel = 0; channel < 2; channel++) {
      for (int place = 0; place < 9; place++) {
        w[JOINED + place * 16 + channel + 2] = w[INPUT + channel * 9 + place];
      }
    }
  }

  /**
   * Copies joined to where the outputs are, in row-major order.
   */
  private static void joinedOutput(float[] q, float[] w) {
    for (int channel = 0; channel < 4; channel++) {
      for (int place = 0; place < 9; place++) {
        w[OUTPUTS + channel * 9 + place] = w[JOINED + place * 16 + channel];
      }
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
