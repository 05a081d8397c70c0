package golden;

import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * PoolLayers in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link PoolLayersVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class PoolLayersPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 17168;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 128);

  private static final int INPUT = 12;

  private static final int LARGEST = 4108;

  private static final int SMOOTH = 5132;

  private static final int MEANS = 6156;

  private static final int SMOOTH_PADDED = 6220;

  private static final int TARGET = 8524;

  private static final int SHARE = 8588;

  private static final int LOSS = 8620;

  private static final int D_LARGEST = 8652;

  private static final int D_SMOOTH = 9676;

  private static final int D_MEANS = 10700;

  private static final int D_SMOOTH_PADDED = 10764;

  private static final int D_INPUT = 13068;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
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
  public void stage(int stage, float[] p, float[] q, float[] g, float[] x, int[] rows, float[] w,
      int at, int count) {
    int samples = (count + 15) & -16;
    inputColumns(x, 0, rows, at / BLOCK_FLOATS * BLOCK + at % BLOCK_FLOATS, w, at, samples);
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
  public void task(int stage, float[] g, float[] x, int[] rows, float[] w, float[] lanes,
      int samples, int task) {
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardLargestInput(w, at, samples);
  }

  private static void inputColumns16(float[] x, int from, int[] rows, int first, float[] w,
      int columns) {
    int row0 = from + rows[first];
    int row1 = from + rows[first + 1];
    int row2 = from + rows[first + 2];
    int row3 = from + rows[first + 3];
    int row4 = from + rows[first + 4];
    int row5 = from + rows[first + 5];
    int row6 = from + rows[first + 6];
    int row7 = from + rows[first + 7];
    int row8 = from + rows[first + 8];
    int row9 = from + rows[first + 9];
    int row10 = from + rows[first + 10];
    int row11 = from + rows[first + 11];
    int row12 = from + rows[first + 12];
    int row13 = from + rows[first + 13];
    int row14 = from + rows[first + 14];
    int row15 = from + rows[first + 15];
    for (int i = 0, column = columns; i < 128; i += 2, column += 2 * BLOCK) {
      w[column] = x[row0 + i];
      w[column + 1] = x[row1 + i];
      w[column + 2] = x[row2 + i];
      w[column + 3] = x[row3 + i];
      w[column + 4] = x[row4 + i];
      w[column + 5] = x[row5 + i];
      w[column + 6] = x[row6 + i];
      w[column + 7] = x[row7 + i];
      w[column + 8] = x[row8 + i];
      w[column + 9] = x[row9 + i];
      w[column + 10] = x[row10 + i];
      w[column + 11] = x[row11 + i];
      w[column + 12] = x[row12 + i];
      w[column + 13] = x[row13 + i];
      w[column + 14] = x[row14 + i];
      w[column + 15] = x[row15 + i];
      w[column + BLOCK] = x[row0 + i + 1];
      w[column + BLOCK + 1] = x[row1 + i + 1];
      w[column + BLOCK + 2] = x[row2 + i + 1];
      w[column + BLOCK + 3] = x[row3 + i + 1];
      w[column + BLOCK + 4] = x[row4 + i + 1];
      w[column + BLOCK + 5] = x[row5 + i + 1];
      w[column + BLOCK + 6] = x[row6 + i + 1];
      w[column + BLOCK + 7] = x[row7 + i + 1];
      w[column + BLOCK + 8] = x[row8 + i + 1];
      w[column + BLOCK + 9] = x[row9 + i + 1];
      w[column + BLOCK + 10] = x[row10 + i + 1];
      w[column + BLOCK + 11] = x[row11 + i + 1];
      w[column + BLOCK + 12] = x[row12 + i + 1];
      w[column + BLOCK + 13] = x[row13 + i + 1];
      w[column + BLOCK + 14] = x[row14 + i + 1];
      w[column + BLOCK + 15] = x[row15 + i + 1];
    }
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] x, int from, int[] rows, int first, float[] w, int at,
      int samples) {
    for (int s = 0; s < samples; s += 16) {
      inputColumns16(x, from, rows, first + s, w, at + INPUT + s);
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
