package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * ActivateLayer predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link ActivateLayerVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class ActivateLayerSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int SMOOTH = 64;

  private static final int PROBABILITIES = 384;

  private static final int OUTPUTS = 704;

  @Override
  public int packedFloats() {
    return 28;
  }

  @Override
  public int workspaceFloats() {
    return 784;
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
    forwardSmooth(q, w);
    forwardProbabilities(q, w);
    probabilitiesOutput(q, w);
  }

  /**
   * smooth [3, 4, 5] = silu(input [3, 4, 5])
   */
  private static void forwardSmooth(float[] q, float[] w) {
    for (int channel = 0; channel < 3; channel++) {
      for (int place = 0; place < 20; place++) {
        float z = w[INPUT + channel * 20 + place];
        w[SMOOTH + place * 16 + channel] = z / (1f + FloatMath.exp(-z));
      }
    }
  }

  /**
   * probabilities [3, 4, 5] = softmax(smooth [3, 4, 5])
   */
  private static void forwardProbabilities(float[] q, float[] w) {
    float max = w[SMOOTH];
    for (int channel = 0; channel < 3; channel++) {
      for (int place = 0; place < 20; place++) {
        max = Math.max(max, w[SMOOTH + place * 16 + channel]);
      }
    }
    float total = 0f;
    for (int channel = 0; channel < 3; channel++) {
      for (int place = 0; place < 20; place++) {
        w[PROBABILITIES + place * 16 + channel] =
            FloatMath.exp(w[SMOOTH + place * 16 + channel] - max);
        total += w[PROBABILITIES + place * 16 + channel];
      }
    }
    for (int channel = 0; channel < 3; channel++) {
      for (int place = 0; place < 20; place++) {
        w[PROBABILITIES + place * 16 + channel] = w[PROBABILITIES + place * 16 + channel] / total;
      }
    }
  }

  /**
   * Copies probabilities to where the outputs are, in row-major order.
   */
  private static void probabilitiesOutput(float[] q, float[] w) {
    for (int channel = 0; channel < 3; channel++) {
      for (int place = 0; place < 20; place++) {
        w[OUTPUTS + channel * 20 + place] = w[PROBABILITIES + place * 16 + channel];
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
