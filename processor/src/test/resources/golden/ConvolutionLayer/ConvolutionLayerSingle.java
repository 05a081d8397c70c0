package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * ConvolutionLayer predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link ConvolutionLayerVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class ConvolutionLayerSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int MAPS_PADDED = 176;

  private static final int MAPS = 1328;

  private static final int OUTPUTS = 1584;

  private static final int MAPS_BIAS = 12;

  private static final int MAPS_WEIGHT = 28;

  @Override
  public int packedFloats() {
    return 236;
  }

  @Override
  public int workspaceFloats() {
    return 1696;
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
    columns(p, 72, 6, 1, q, MAPS_BIAS, 16);
    columns(p, 0, 6, 12, q, MAPS_WEIGHT, 16);
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardMapsBorder(q, w);
    forwardMapsPadded(q, w);
    forwardMaps(q, w);
    mapsOutput(q, w);
  }

  /**
   * mapsPadded [4, 9, 8] = 0
   */
  private static void forwardMapsBorder(float[] q, float[] w) {
    for (int place = 0; place < 72; place++) {
      for (int channel = 0; channel < 4; channel += LANES) {
        zero(SPECIES).intoArray(w, MAPS_PADDED + place * 16 + channel);
      }
    }
  }

  /**
   * mapsPadded, inside, = input [4, 7, 6]
   */
  private static void forwardMapsPadded(float[] q, float[] w) {
    for (int c = 0; c < 4; c++) {
      for (int y = 0; y < 7; y++) {
        for (int x = 0; x < 6; x++) {
          w[MAPS_PADDED + y * 128 + x * 16 + c + 144] = w[INPUT + c * 42 + y * 6 + x];
        }
      }
    }
  }

  /**
   * maps [6, 4, 4] = relu(weight [6, 2, 3, 2] * input [4, 7, 6] + bias [6])
   */
  private static void forwardMaps(float[] q, float[] w) {
    for (int group = 0; group < 2; group++) {
      for (int f = 0; f < 3; f++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 4; x++) {
            float sum = q[MAPS_BIAS + group * 3 + f];
            for (int c = 0; c < 2; c++) {
              for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 2; b++) {
                  sum = Math.fma(q[MAPS_WEIGHT + c * 96 + a * 32 + b * 16 + group * 3 + f],
                      w[MAPS_PADDED + y * 256 + a * 128 + x * 32 + b * 16 + group * 2 + c], sum);
                }
              }
            }
            w[MAPS + y * 64 + x * 16 + group * 3 + f] = Math.max(sum, 0f);
          }
        }
      }
    }
  }

  /**
   * Copies maps to where the outputs are, in row-major order.
   */
  private static void mapsOutput(float[] q, float[] w) {
    for (int channel = 0; channel < 6; channel++) {
      for (int place = 0; place < 16; place++) {
        w[OUTPUTS + channel * 16 + place] = w[MAPS + place * 16 + channel];
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
