package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;
import org.phyllo.runtime.compiled.Steps;

/**
 * ConcatLayer in {@code float}, one sample at a time, in plain Java.
 * Computes the same bits as {@link ConcatLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in
 * blocks of {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose
 * column is at {@code s}, {@code w[X + i * BLOCK + s]}. The first is at 12, where a cache
 * line begins in an array that begins with one, its header being 16 bytes.
 * {@code x} holds rows of input values, one for each sample, which begin where {@code rows}
 * says.
 */
final class ConcatLayerPlain implements Kernels {
  /**
   * Samples in a block.
   */
  private static final int BLOCK = 32;

  /**
   * Floats of a block in training.
   */
  private static final int BLOCK_FLOATS = 7056;

  /**
   * Where rows begin that lie one behind the other.
   */
  private static final int[] ROWS = Steps.of(BLOCK, 18);

  private static final int INPUT = 12;

  private static final int BRANCH = 588;

  private static final int JOINED = 1164;

  private static final int TARGET = 2316;

  private static final int SHARE = 3468;

  private static final int LOSS = 3500;

  private static final int D_BRANCH = 3532;

  private static final int D_JOINED = 4108;

  private static final int BACKWARD_LOSS_E = 5260;

  private static final int BACKWARD_LOSS_TOTAL = 6412;

  private static final int BACKWARD_LOSS_WEIGHT = 6444;

  private static final int D_INPUT = 6476;

  @Override
  public void forward(float[] p, float[] x, int from, float[] w, int at, int samples) {
    inputColumns(x, from, ROWS, 0, w, at, samples);
    forwardBranch(w, at, samples);
    forwardJoinedFrom1(w, at, samples);
    forwardJoinedFrom2(w, at, samples);
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
    forwardBranch(w, at, samples);
    forwardJoinedFrom1(w, at, samples);
    forwardJoinedFrom2(w, at, samples);
    backwardLoss1(w, at, samples);
    backwardLoss(w, at, samples);
    backwardJoinedInto1(w, at, samples);
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
    backwardJoinedInto2(w, at, samples);
    backwardBranch(w, at, samples);
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
    for (int i = 0, column = columns; i < 18; i += 2, column += 2 * BLOCK) {
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
   * branch [2, 3, 3] = leakyRelu(input [2, 3, 3])
   */
  private static void forwardBranch(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        float z = w[INPUT + i * BLOCK + s];
        w[BRANCH + i * BLOCK + s] = z > 0f ? z : z * 0.01f;
      }
    }
  }

  /**
   * joined[0 .. 17] = branch
   */
  private static void forwardJoinedFrom1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[JOINED + i * BLOCK + s] = w[BRANCH + i * BLOCK + s];
      }
    }
  }

  /**
   * joined[18 .. 35] = input
   */
  private static void forwardJoinedFrom2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[JOINED + i * BLOCK + 18 * BLOCK + s] = w[INPUT + i * BLOCK + s];
      }
    }
  }

  /**
   * Part 1 of backwardLoss
   */
  private static void backwardLoss1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.027777778f;
      for (int i = 0; i < 36; i++) {
        float x = w[JOINED + i * BLOCK + s];
        float raw = FloatMath.exp(-Math.abs(x));
        float e = raw < 5.421011E-20f ? 0f : raw;
        w[BACKWARD_LOSS_E + i * BLOCK + s] = e;
      }
      w[BACKWARD_LOSS_TOTAL + s] = total;
      w[BACKWARD_LOSS_WEIGHT + s] = weight;
    }
  }

  /**
   * loss and dJoined of joined [4, 3, 3]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = w[BACKWARD_LOSS_TOTAL + s];
      float weight = w[BACKWARD_LOSS_WEIGHT + s];
      for (int i = 0; i < 36; i++) {
        float x = w[JOINED + i * BLOCK + s];
        float t = w[TARGET + i * BLOCK + s];
        float e = w[BACKWARD_LOSS_E + i * BLOCK + s];
        total += Math.max(x, 0f) - x * t + FloatMath.log(1f + e);
        w[D_JOINED + i * BLOCK + s] = ((x > 0f ? 1f : e) / (1f + e) - t) * weight;
      }
      w[LOSS + s] = total * 0.027777778f;
    }
  }

  /**
   * dBranch [2, 3, 3] = dJoined[0 .. 17]
   */
  private static void backwardJoinedInto1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_BRANCH + i * BLOCK + s] = w[D_JOINED + i * BLOCK + s];
      }
    }
  }

  /**
   * dInput [2, 3, 3] = dJoined[18 .. 35]
   */
  private static void backwardJoinedInto2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_INPUT + i * BLOCK + s] = w[D_JOINED + i * BLOCK + 18 * BLOCK + s];
      }
    }
  }

  /**
   * dInput [2, 3, 3] += dBranch * leakyRelu'
   */
  private static void backwardBranch(float[] w, int at, int samples) {
    int end = at + samples;
    for (int i = 0; i < 18; i++) {
      for (int s = at; s < end; s++) {
        w[D_INPUT + i * BLOCK + s] += w[D_BRANCH + i * BLOCK + s]
            * (w[BRANCH + i * BLOCK + s] > 0f ? 1f : 0.01f);
      }
    }
  }
}
