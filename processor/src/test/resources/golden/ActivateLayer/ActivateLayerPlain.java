package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * ActivateLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link ActivateLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class ActivateLayerPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 13520;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 60);

  private static final int INPUT = 12;

  private static final int SMOOTH = 1932;

  private static final int PROBABILITIES = 3852;

  private static final int TARGET = 5772;

  private static final int SHARE = 7692;

  private static final int LOSS = 7724;

  private static final int D_SMOOTH = 7756;

  private static final int D_PROBABILITIES = 9676;

  private static final int D_INPUT = 11596;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardSmooth(w, at, samples);
    forwardProbabilities(w, at, samples);
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
    forwardSmooth(w, at, samples);
    forwardProbabilities(w, at, samples);
    backwardLoss(w, at, samples);
    backwardProbabilities(w, at, samples);
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
    backwardSmooth(w, at, samples);
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
    for (int i = 0, column = columns; i < 60; i += 2, column += 2 * BLOCK) {
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
   * smooth [3, 4, 5] = silu(input [3, 4, 5])
   */
  private static void forwardSmooth(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 60; i++) {
      for (int s = at; s < end; s++) {
        float z = w[INPUT + i * BLOCK + s];
        w[SMOOTH + i * BLOCK + s] = z / (1f + FloatMath.exp(-z));
      }
    }
  }

  /**
   * probabilities [3, 4, 5] = softmax(smooth [3, 4, 5])
   */
  private static void forwardProbabilities(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float max = w[SMOOTH + s];
      for (int i = 0; i < 60; i++) {
        max = Math.max(max, w[SMOOTH + i * BLOCK + s]);
      }
      float total = 0f;
      for (int i = 0; i < 60; i++) {
        w[PROBABILITIES + i * BLOCK + s] = FloatMath.exp(w[SMOOTH + i * BLOCK + s] - max);
        total += w[PROBABILITIES + i * BLOCK + s];
      }
      for (int i = 0; i < 60; i++) {
        w[PROBABILITIES + i * BLOCK + s] = w[PROBABILITIES + i * BLOCK + s] / total;
      }
    }
  }

  /**
   * loss and dProbabilities of probabilities [3, 4, 5]: mean of |x - target|; its gradient the
   * sign
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.016666668f;
      for (int i = 0; i < 60; i++) {
        float d = w[PROBABILITIES + i * BLOCK + s] - w[TARGET + i * BLOCK + s];
        total += Math.abs(d);
        w[D_PROBABILITIES + i * BLOCK + s] = (d > 0f ? 1f : d < 0f ? -1f : 0f) * weight;
      }
      w[LOSS + s] = total * 0.016666668f;
    }
  }

  /**
   * dSmooth [3, 4, 5] = dProbabilities * softmax'
   */
  private static void backwardProbabilities(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float dot = 0f;
      for (int i = 0; i < 60; i++) {
        dot = Math.fma(w[D_PROBABILITIES + i * BLOCK + s], w[PROBABILITIES + i * BLOCK + s], dot);
      }
      for (int i = 0; i < 60; i++) {
        w[D_SMOOTH + i * BLOCK + s] = w[PROBABILITIES + i * BLOCK + s]
            * (w[D_PROBABILITIES + i * BLOCK + s] - dot);
      }
    }
  }

  /**
   * dInput [3, 4, 5] = dSmooth * silu'
   */
  private static void backwardSmooth(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 60; i++) {
      for (int s = at; s < end; s++) {
        float z = w[INPUT + i * BLOCK + s];
        float sigma = 1f / (1f + FloatMath.exp(-z));
        w[D_INPUT + i * BLOCK + s] = w[D_SMOOTH + i * BLOCK + s]
            * (sigma * (1f + z * (1f - sigma)));
      }
    }
  }
}
