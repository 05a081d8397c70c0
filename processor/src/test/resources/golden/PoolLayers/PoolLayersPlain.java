package golden;

import org.phyllo.runtime.compiled.Kernels;

/**
 * PoolLayers in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link PoolLayersVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values.
 */
final class PoolLayersPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 21264;

  private static final int INPUT_ROWS = 12;

  private static final int INPUT = 4108;

  private static final int LARGEST = 8204;

  private static final int SMOOTH = 9228;

  private static final int MEANS = 10252;

  private static final int SMOOTH_PADDED = 10316;

  private static final int TARGET = 12620;

  private static final int SHARE = 12684;

  private static final int LOSS = 12716;

  private static final int D_LARGEST = 12748;

  private static final int D_SMOOTH = 13772;

  private static final int D_MEANS = 14796;

  private static final int D_SMOOTH_PADDED = 14860;

  private static final int D_INPUT = 17164;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, w, at, samples);
    forwardLargest(w, at, samples);
    forwardSmoothBorder(w, at, samples);
    forwardSmoothPadded(w, at, samples);
    forwardSmooth(w, at, samples);
    forwardMeans(w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at + INPUT_ROWS, w, at, samples);
    forwardLargest(w, at, samples);
    forwardSmoothBorder(w, at, samples);
    forwardSmoothPadded(w, at, samples);
    forwardSmooth(w, at, samples);
    forwardMeans(w, at, samples);
    backwardLoss(w, at, samples);
    backwardMeansInput(w, at, samples);
    backwardSmoothZero(w, at, samples);
    backwardSmoothPadded(w, at, samples);
    backwardSmoothInput(w, at, samples);
  }

  @Override
  public int tasks(int stage) {
    return 0;
  }

  @Override
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardLargestInput(w, at, samples);
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] x, int from, float[] w, int at, int samples) {
    for (int s = 0; s < samples; s += 16) {
      inputColumns16(x, from + s * 128, w, at + INPUT + s);
    }
  }

  private static void inputColumns16(float[] x, int rows, float[] w, int columns) {
    for (int row = rows, column = columns; row < rows + 128; row += 2, column += 2 * BLOCK) {
      w[column] = x[row];
      w[column + 1] = x[row + 128];
      w[column + 2] = x[row + 256];
      w[column + 3] = x[row + 384];
      w[column + 4] = x[row + 512];
      w[column + 5] = x[row + 640];
      w[column + 6] = x[row + 768];
      w[column + 7] = x[row + 896];
      w[column + 8] = x[row + 1024];
      w[column + 9] = x[row + 1152];
      w[column + 10] = x[row + 1280];
      w[column + 11] = x[row + 1408];
      w[column + 12] = x[row + 1536];
      w[column + 13] = x[row + 1664];
      w[column + 14] = x[row + 1792];
      w[column + 15] = x[row + 1920];
      w[column + BLOCK] = x[row + 1];
      w[column + BLOCK + 1] = x[row + 129];
      w[column + BLOCK + 2] = x[row + 257];
      w[column + BLOCK + 3] = x[row + 385];
      w[column + BLOCK + 4] = x[row + 513];
      w[column + BLOCK + 5] = x[row + 641];
      w[column + BLOCK + 6] = x[row + 769];
      w[column + BLOCK + 7] = x[row + 897];
      w[column + BLOCK + 8] = x[row + 1025];
      w[column + BLOCK + 9] = x[row + 1153];
      w[column + BLOCK + 10] = x[row + 1281];
      w[column + BLOCK + 11] = x[row + 1409];
      w[column + BLOCK + 12] = x[row + 1537];
      w[column + BLOCK + 13] = x[row + 1665];
      w[column + BLOCK + 14] = x[row + 1793];
      w[column + BLOCK + 15] = x[row + 1921];
    }
  }

  /**
   * largest [2, 4, 4] = largest of 2x2 of input [2, 8, 8]
   */
  private static void forwardLargest(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          for (int s = at; s < end; s++) {
            float max = w[INPUT + c * 64 * BLOCK + y * 16 * BLOCK + x * 2 * BLOCK + s];
            for (int a = 0; a < 2; a++) {
              for (int b = 0; b < 2; b++) {
                max = Math.max(max,
                    w[INPUT + c * 64 * BLOCK + y * 16 * BLOCK + a * 8 * BLOCK + x * 2 * BLOCK + b
                    * BLOCK + s]);
              }
            }
            w[LARGEST + c * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s] = max;
          }
        }
      }
    }
  }

  /**
   * smoothPadded [2, 6, 6] = what padding counts as
   */
  private static void forwardSmoothBorder(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 72; i++) {
      for (int s = at; s < end; s++) {
        w[SMOOTH_PADDED + i * BLOCK + s] = 0f;
      }
    }
  }

  /**
   * smoothPadded, inside, = largest [2, 4, 4]
   */
  private static void forwardSmoothPadded(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          for (int s = at; s < end; s++) {
            w[SMOOTH_PADDED + c * 36 * BLOCK + y * 6 * BLOCK + x * BLOCK + 7 * BLOCK + s] =
                w[LARGEST + c * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s];
          }
        }
      }
    }
  }

  /**
   * smooth [2, 4, 4] = mean of 3x3 of largest [2, 4, 4]
   */
  private static void forwardSmooth(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          for (int s = at; s < end; s++) {
            float sum = 0f;
            for (int a = 0; a < 3; a++) {
              for (int b = 0; b < 3; b++) {
                sum += w[SMOOTH_PADDED + c * 36 * BLOCK + y * 6 * BLOCK + a * 6 * BLOCK + x * BLOCK
                    + b * BLOCK + s];
              }
            }
            w[SMOOTH + c * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s] = sum * 0.11111111f;
          }
        }
      }
    }
  }

  /**
   * means [2] = mean of each channel of smooth [2, 4, 4]
   */
  private static void forwardMeans(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int s = at; s < end; s++) {
        float sum = 0f;
        for (int i = 0; i < 16; i++) {
          sum += w[SMOOTH + c * 16 * BLOCK + i * BLOCK + s];
        }
        w[MEANS + c * BLOCK + s] = sum * 0.0625f;
      }
    }
  }

  /**
   * loss and dMeans of means [2]: mean of (x - target)^2; its gradient 2 (x - target)
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.5f;
      for (int i = 0; i < 2; i++) {
        float d = w[MEANS + i * BLOCK + s] - w[TARGET + i * BLOCK + s];
        total += d * d;
        w[D_MEANS + i * BLOCK + s] = d * 2f * weight;
      }
      w[LOSS + s] = total * 0.5f;
    }
  }

  /**
   * dSmooth [2, 4, 4] = dMeans / 16
   */
  private static void backwardMeansInput(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int s = at; s < end; s++) {
        float part = w[D_MEANS + c * BLOCK + s] * 0.0625f;
        for (int i = 0; i < 16; i++) {
          w[D_SMOOTH + c * 16 * BLOCK + i * BLOCK + s] = part;
        }
      }
    }
  }

  /**
   * dSmoothPadded [2, 6, 6] = 0
   */
  private static void backwardSmoothZero(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 72; i++) {
      for (int s = at; s < end; s++) {
        w[D_SMOOTH_PADDED + i * BLOCK + s] = 0f;
      }
    }
  }

  /**
   * dSmoothPadded += dSmooth / 9
   */
  private static void backwardSmoothPadded(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          for (int s = at; s < end; s++) {
            float each = w[D_SMOOTH + c * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s] * 0.11111111f;
            for (int a = 0; a < 3; a++) {
              for (int b = 0; b < 3; b++) {
                w[D_SMOOTH_PADDED + c * 36 * BLOCK + y * 6 * BLOCK + a * 6 * BLOCK + x * BLOCK + b
                    * BLOCK + s] += each;
              }
            }
          }
        }
      }
    }
  }

  /**
   * dLargest [2, 4, 4] = dSmoothPadded, inside
   */
  private static void backwardSmoothInput(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          for (int s = at; s < end; s++) {
            w[D_LARGEST + c * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s] =
                w[D_SMOOTH_PADDED + c * 36 * BLOCK + y * 6 * BLOCK + x * BLOCK + 7 * BLOCK + s];
          }
        }
      }
    }
  }

  /**
   * dInput [2, 8, 8] = dLargest, where the largest value was; the first of several
   */
  private static void backwardLargestInput(float[] w, int at, int samples) {
    int end = at + samples;
    for (int c = 0; c < 2; c++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) {
          for (int s = at; s < end; s++) {
            float max = w[LARGEST + c * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s];
            float rest = w[D_LARGEST + c * 16 * BLOCK + y * 4 * BLOCK + x * BLOCK + s];
            for (int a = 0; a < 2; a++) {
              for (int b = 0; b < 2; b++) {
                float value =
                    w[INPUT + c * 64 * BLOCK + y * 16 * BLOCK + a * 8 * BLOCK + x * 2 * BLOCK + b
                    * BLOCK + s];
                w[D_INPUT + c * 64 * BLOCK + y * 16 * BLOCK + a * 8 * BLOCK + x * 2 * BLOCK + b
                    * BLOCK + s] = value == max ? rest : 0f;
                rest = value == max ? 0f : rest;
              }
            }
          }
        }
      }
    }
  }
}
