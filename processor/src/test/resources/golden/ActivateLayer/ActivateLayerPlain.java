package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;

/**
 * ActivateLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link ActivateLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values.
 */
final class ActivateLayerPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 15440;

  private static final int INPUT_ROWS = 12;

  private static final int INPUT = 1932;

  private static final int SMOOTH = 3852;

  private static final int PROBABILITIES = 5772;

  private static final int TARGET = 7692;

  private static final int SHARE = 9612;

  private static final int LOSS = 9644;

  private static final int D_SMOOTH = 9676;

  private static final int D_PROBABILITIES = 11596;

  private static final int D_INPUT = 13516;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, w, at, samples);
    forwardSmooth(w, at, samples);
    forwardProbabilities(w, at, samples);
  }

  @Override
  public int stages() {
    return 1;
  }

  @Override
  public void stage(int stage, float[] p, float[] g, float[] w, int at, int samples) {
    inputColumns(w, at + INPUT_ROWS, w, at, samples);
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
  public void task(int stage, float[] g, float[] w, float[] lanes, int samples, int task) {
  }

  @Override
  public void backwardInput(float[] p, float[] g, float[] w, int at, int samples) {
    backwardSmooth(w, at, samples);
  }

  /**
   * Copies the samples' input rows into columns.
   */
  private static void inputColumns(float[] x, int from, float[] w, int at, int samples) {
    for (int s = 0; s < samples; s += 16) {
      inputColumns16(x, from + s * 60, w, at + INPUT + s);
    }
  }

  private static void inputColumns16(float[] x, int rows, float[] w, int columns) {
    for (int row = rows, column = columns; row < rows + 60; row += 2, column += 2 * BLOCK) {
      w[column] = x[row];
      w[column + 1] = x[row + 60];
      w[column + 2] = x[row + 120];
      w[column + 3] = x[row + 180];
      w[column + 4] = x[row + 240];
      w[column + 5] = x[row + 300];
      w[column + 6] = x[row + 360];
      w[column + 7] = x[row + 420];
      w[column + 8] = x[row + 480];
      w[column + 9] = x[row + 540];
      w[column + 10] = x[row + 600];
      w[column + 11] = x[row + 660];
      w[column + 12] = x[row + 720];
      w[column + 13] = x[row + 780];
      w[column + 14] = x[row + 840];
      w[column + 15] = x[row + 900];
      w[column + BLOCK] = x[row + 1];
      w[column + BLOCK + 1] = x[row + 61];
      w[column + BLOCK + 2] = x[row + 121];
      w[column + BLOCK + 3] = x[row + 181];
      w[column + BLOCK + 4] = x[row + 241];
      w[column + BLOCK + 5] = x[row + 301];
      w[column + BLOCK + 6] = x[row + 361];
      w[column + BLOCK + 7] = x[row + 421];
      w[column + BLOCK + 8] = x[row + 481];
      w[column + BLOCK + 9] = x[row + 541];
      w[column + BLOCK + 10] = x[row + 601];
      w[column + BLOCK + 11] = x[row + 661];
      w[column + BLOCK + 12] = x[row + 721];
      w[column + BLOCK + 13] = x[row + 781];
      w[column + BLOCK + 14] = x[row + 841];
      w[column + BLOCK + 15] = x[row + 901];
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
