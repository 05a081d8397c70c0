package golden;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.SingleKernels;

/**
 * NormLayers predicting a single sample, lanes along the channels of what is computed.
 * Computes the same bits as {@link NormLayersVector}.
 *
 * <p>{@code q} holds the packed parameters, {@code w} the sample. Value {@code [c][y][x]} of a
 * tensor {@code X} of {@code C} channels is at {@code X + (y * width + x) * P + c}, {@code P}
 * being {@code C} and what is missing to a multiple of 16. The parameters begin at 12, where a
 * cache line does in an array that begins with one, its header being 16 bytes.
 */
final class NormLayersSingle implements SingleKernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final int INPUT = 0;

  private static final int NORMAL_SCALE = 32;

  private static final int NORMAL_NORMAL = 48;

  private static final int NORMAL = 192;

  private static final int PRODUCT = 336;

  private static final int OF_BATCH_NORMAL = 480;

  private static final int OF_BATCH = 624;

  private static final int ROW = 768;

  private static final int NORMAL_WEIGHT = 12;

  private static final int NORMAL_BIAS = 156;

  private static final int OF_BATCH_RUNNING_MEAN = 300;

  private static final int OF_BATCH_RUNNING_VAR = 316;

  private static final int OF_BATCH_WEIGHT = 332;

  private static final int OF_BATCH_BIAS = 348;

  @Override
  public int packedFloats() {
    return 380;
  }

  @Override
  public int workspaceFloats() {
    return 816;
  }

  @Override
  public int input() {
    return INPUT;
  }

  @Override
  public int outputs() {
    return ROW;
  }

  @Override
  public void pack(float[] p, float[] q) {
    columns(p, 0, 2, 9, q, NORMAL_WEIGHT, 16);
    columns(p, 18, 2, 9, q, NORMAL_BIAS, 16);
    columns(p, 40, 2, 1, q, OF_BATCH_RUNNING_MEAN, 16);
    columns(p, 42, 2, 1, q, OF_BATCH_RUNNING_VAR, 16);
    columns(p, 36, 2, 1, q, OF_BATCH_WEIGHT, 16);
    columns(p, 38, 2, 1, q, OF_BATCH_BIAS, 16);
  }

  @Override
  public void forward(float[] q, float[] w) {
    forwardNormalNormal(q, w);
    forwardNormal(q, w);
    forwardProduct(q, w);
    forwardOfBatchNormalInference(q, w);
    forwardOfBatch(q, w);
    forwardRow(q, w);
  }

  /**
   * normalNormal [2, 3, 3] = (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5)
   */
  private static void forwardNormalNormal(float[] q, float[] w) {
    float mean = 0f;
    for (int channel = 0; channel < 2; channel++) {
      for (int place = 0; place < 9; place++) {
        mean += w[INPUT + channel * 9 + place];
      }
    }
    mean = mean * 0.055555556f;
    float variance = 0f;
    for (int channel = 0; channel < 2; channel++) {
      for (int place = 0; place < 9; place++) {
        float d = w[INPUT + channel * 9 + place] - mean;
        variance = Math.fma(d, d, variance);
      }
    }
    float scale = 1f / (float) Math.sqrt(variance * 0.055555556f + 1.0E-5f);
    w[NORMAL_SCALE] = scale;
    for (int channel = 0; channel < 2; channel++) {
      for (int place = 0; place < 9; place++) {
        w[NORMAL_NORMAL + place * 16 + channel] = (w[INPUT + channel * 9 + place] - mean) * scale;
      }
    }
  }

  /**
   * normal [2, 3, 3] = weight * (input [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias
   */
  private static void forwardNormal(float[] q, float[] w) {
    for (int place = 0; place < 9; place++) {
      for (int channel = 0; channel < 2; channel += LANES) {
        fromArray(SPECIES, q, NORMAL_WEIGHT + place * 16
            + channel).fma(fromArray(SPECIES, w, NORMAL_NORMAL + place * 16 + channel),
            fromArray(SPECIES, q, NORMAL_BIAS + place * 16 + channel)).intoArray(w, NORMAL + place
            * 16 + channel);
      }
    }
  }

  /**
   * product [2, 3, 3] = normal [2, 3, 3] * input [2, 3, 3]
   */
  private static void forwardProduct(float[] q, float[] w) {
    for (int channel = 0; channel < 2; channel++) {
      for (int place = 0; place < 9; place++) {
        w[PRODUCT + place * 16 + channel] = w[NORMAL + place * 16 + channel]
            * w[INPUT + channel * 9 + place];
      }
    }
  }

  /**
   * ofBatchNormal [2, 3, 3] = (product [2, 3, 3] - running mean) / sqrt(running variance +
   * 1.0E-5)
   */
  private static void forwardOfBatchNormalInference(float[] q, float[] w) {
    for (int i = 0; i < 9; i++) {
      for (int c = 0; c < 2; c += LANES) {
        fromArray(SPECIES, w, PRODUCT + i * 16 + c)
            .sub(fromArray(SPECIES, q, OF_BATCH_RUNNING_MEAN + c))
            .mul(broadcast(SPECIES, 1f).div(fromArray(SPECIES, q, OF_BATCH_RUNNING_VAR + c)
            .add(1.0E-5f).sqrt())).intoArray(w, OF_BATCH_NORMAL + i * 16 + c);
      }
    }
  }

  /**
   * ofBatch [2, 3, 3] = weight * (product [2, 3, 3] - mean) / sqrt(variance + 1.0E-5) + bias
   */
  private static void forwardOfBatch(float[] q, float[] w) {
    for (int i = 0; i < 9; i++) {
      for (int c = 0; c < 2; c += LANES) {
        fromArray(SPECIES, q, OF_BATCH_WEIGHT
            + c).fma(fromArray(SPECIES, w, OF_BATCH_NORMAL + i * 16 + c),
            fromArray(SPECIES, q, OF_BATCH_BIAS + c)).intoArray(w, OF_BATCH + i * 16 + c);
      }
    }
  }

  /**
   * row [18] = ofBatch [2, 3, 3], as a row
   */
  private static void forwardRow(float[] q, float[] w) {
    for (int channel = 0; channel < 2; channel++) {
      for (int place = 0; place < 9; place++) {
        w[ROW + channel * 9 + place] = w[OF_BATCH + place * 16 + channel];
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
