package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * PoolLayers predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link PoolLayersVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class PoolLayersSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int LARGEST = 128;

  private static final int SMOOTH_PADDED = 384;

  private static final int SMOOTH = 960;

  private static final int MEANS = 1216;

  @Override
  public int packedFloats() {
    return 28;
  }

  @Override
  public int workspaceFloats() {
    return 1248;
  }

  @Override
  public int input() {
    return INPUT;
  }

  @Override
  public int outputs() {
    return MEANS;
  }

  @Override
  public void pack(float[] p, float[] q) {
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardLargest(q, w);
    forwardSmoothBorder(q, w);
    forwardSmoothPadded(q, w);
    forwardSmooth(q, w);
    forwardMeans(q, w);
  }

  /**
   * largest [2, 4, 4] = largest of 2x2 of input [2, 8, 8]
   */
  private static void forwardLargest(float[] q, float[] w) {
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          float max = w[INPUT + c * 64 + y * 16 + x * 2];
          for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
              max = Math.max(max, w[INPUT + c * 64 + y * 16 + a * 8 + x * 2 + b]);
            }
          }
          w[LARGEST + y * 64 + x * 16 + c] = max;
        }
      }
    }
  }

  /**
   * smoothPadded [2, 6, 6] = what padding counts as
   */
  private static void forwardSmoothBorder(float[] q, float[] w) {
    for (int place = 0; place < 36; place++) {
      for (int channel = 0; channel < 2; channel += LANES) {
        zero(SPECIES).intoArray(w, SMOOTH_PADDED + place * 16 + channel);
      }
    }
  }

  /**
   * smoothPadded, inside, = largest [2, 4, 4]
   */
  private static void forwardSmoothPadded(float[] q, float[] w) {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        for (int c = 0; c < 2; c += LANES) {
          fromArray(SPECIES, w, LARGEST + y * 64 + x * 16 + c).intoArray(w, SMOOTH_PADDED + y * 96
              + x * 16 + c + 112);
        }
      }
    }
  }

  /**
   * smooth [2, 4, 4] = mean of 3x3 of largest [2, 4, 4]
   */
  private static void forwardSmooth(float[] q, float[] w) {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        for (int c = 0; c < 2; c += LANES) {
          FloatVector sum = zero(SPECIES);
          for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
              sum = sum
                  .add(fromArray(SPECIES, w, SMOOTH_PADDED + y * 96 + a * 96 + x * 16 + b * 16
                  + c));
            }
          }
          sum.mul(0.11111111f).intoArray(w, SMOOTH + y * 64 + x * 16 + c);
        }
      }
    }
  }

  /**
   * means [2] = mean of each channel of smooth [2, 4, 4]
   */
  private static void forwardMeans(float[] q, float[] w) {
    for (int c = 0; c < 2; c += LANES) {
      FloatVector sum = zero(SPECIES);
      for (int i = 0; i < 16; i++) {
        sum = sum.add(fromArray(SPECIES, w, SMOOTH + i * 16 + c));
      }
      sum.mul(0.0625f).intoArray(w, MEANS + c);
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
