package golden;

import org.phyllo.runtime.compiled.FloatMath;
import org.phyllo.runtime.compiled.Kernels;

/**
 * ConcatLayer in {@code float}, one sample at a time, in plain Java. Computes the same bits as
 * {@link ConcatLayerVector}.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in blocks of
 * {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose column is at {@code
 * s}, {@code w[X + i * BLOCK + s]}.
 */
final class ConcatLayerPlain implements Kernels {
  /** Samples in a block. */
  private static final int BLOCK = 32;

  /** Floats of a block in training. */
  private static final int BLOCK_FLOATS = 6400;

  private static final int INPUT_ROWS = 0;

  private static final int INPUT = 576;

  private static final int BRANCH = 1152;

  private static final int JOINED = 1728;

  private static final int TARGET = 2880;

  private static final int SHARE = 4032;

  private static final int LOSS = 4064;

  private static final int D_BRANCH = 4096;

  private static final int D_JOINED = 4672;

  private static final int D_INPUT = 5824;

  @Override
  public void forward(float[] p, float[] w, int at, int samples) {
    inputColumns(w, at, samples);
    forwardBranch(w, at, samples);
    forwardJoinedFrom1(w, at, samples);
    forwardJoinedFrom2(w, at, samples);
  }

  @Override
  public void backward(float[] p, float[] w, int at, int samples) {
    backwardLoss(w, at, samples);
    backwardJoinedInto1(w, at, samples);
  }

  @Override
  public void backwardInput(float[] p, float[] w, int at, int samples) {
    backwardJoinedInto2(w, at, samples);
    backwardBranch(w, at, samples);
  }

  @Override
  public int gradientTasks() {
    return 0;
  }

  @Override
  public void gradient(float[] g, float[] w, int samples, int task) {}

  /** Copies the samples' input rows into columns. */
  private static void inputColumns(float[] w, int at, int samples) {
    for (int k = 0; k < 18; k++) {
      for (int s = 0; s < samples; s++) {
        w[at + INPUT + k * BLOCK + s] = w[at + INPUT_ROWS + s * 18 + k];
      }
    }
  }

  /** branch [2, 3, 3] = leakyRelu(input [2, 3, 3]) */
  private static void forwardBranch(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float z0 = w[INPUT + s];
      w[BRANCH + s] = z0 > 0f ? z0 : z0 * 0.01f;
      float z1 = w[INPUT + 1 * BLOCK + s];
      w[BRANCH + 1 * BLOCK + s] = z1 > 0f ? z1 : z1 * 0.01f;
      float z2 = w[INPUT + 2 * BLOCK + s];
      w[BRANCH + 2 * BLOCK + s] = z2 > 0f ? z2 : z2 * 0.01f;
      float z3 = w[INPUT + 3 * BLOCK + s];
      w[BRANCH + 3 * BLOCK + s] = z3 > 0f ? z3 : z3 * 0.01f;
      float z4 = w[INPUT + 4 * BLOCK + s];
      w[BRANCH + 4 * BLOCK + s] = z4 > 0f ? z4 : z4 * 0.01f;
      float z5 = w[INPUT + 5 * BLOCK + s];
      w[BRANCH + 5 * BLOCK + s] = z5 > 0f ? z5 : z5 * 0.01f;
      float z6 = w[INPUT + 6 * BLOCK + s];
      w[BRANCH + 6 * BLOCK + s] = z6 > 0f ? z6 : z6 * 0.01f;
      float z7 = w[INPUT + 7 * BLOCK + s];
      w[BRANCH + 7 * BLOCK + s] = z7 > 0f ? z7 : z7 * 0.01f;
      float z8 = w[INPUT + 8 * BLOCK + s];
      w[BRANCH + 8 * BLOCK + s] = z8 > 0f ? z8 : z8 * 0.01f;
      float z9 = w[INPUT + 9 * BLOCK + s];
      w[BRANCH + 9 * BLOCK + s] = z9 > 0f ? z9 : z9 * 0.01f;
      float z10 = w[INPUT + 10 * BLOCK + s];
      w[BRANCH + 10 * BLOCK + s] = z10 > 0f ? z10 : z10 * 0.01f;
      float z11 = w[INPUT + 11 * BLOCK + s];
      w[BRANCH + 11 * BLOCK + s] = z11 > 0f ? z11 : z11 * 0.01f;
      float z12 = w[INPUT + 12 * BLOCK + s];
      w[BRANCH + 12 * BLOCK + s] = z12 > 0f ? z12 : z12 * 0.01f;
      float z13 = w[INPUT + 13 * BLOCK + s];
      w[BRANCH + 13 * BLOCK + s] = z13 > 0f ? z13 : z13 * 0.01f;
      float z14 = w[INPUT + 14 * BLOCK + s];
      w[BRANCH + 14 * BLOCK + s] = z14 > 0f ? z14 : z14 * 0.01f;
      float z15 = w[INPUT + 15 * BLOCK + s];
      w[BRANCH + 15 * BLOCK + s] = z15 > 0f ? z15 : z15 * 0.01f;
      float z16 = w[INPUT + 16 * BLOCK + s];
      w[BRANCH + 16 * BLOCK + s] = z16 > 0f ? z16 : z16 * 0.01f;
      float z17 = w[INPUT + 17 * BLOCK + s];
      w[BRANCH + 17 * BLOCK + s] = z17 > 0f ? z17 : z17 * 0.01f;
    }
  }

  /** joined[0 .. 17] = branch */
  private static void forwardJoinedFrom1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      w[JOINED + s] = w[BRANCH + s];
      w[JOINED + 1 * BLOCK + s] = w[BRANCH + 1 * BLOCK + s];
      w[JOINED + 2 * BLOCK + s] = w[BRANCH + 2 * BLOCK + s];
      w[JOINED + 3 * BLOCK + s] = w[BRANCH + 3 * BLOCK + s];
      w[JOINED + 4 * BLOCK + s] = w[BRANCH + 4 * BLOCK + s];
      w[JOINED + 5 * BLOCK + s] = w[BRANCH + 5 * BLOCK + s];
      w[JOINED + 6 * BLOCK + s] = w[BRANCH + 6 * BLOCK + s];
      w[JOINED + 7 * BLOCK + s] = w[BRANCH + 7 * BLOCK + s];
      w[JOINED + 8 * BLOCK + s] = w[BRANCH + 8 * BLOCK + s];
      w[JOINED + 9 * BLOCK + s] = w[BRANCH + 9 * BLOCK + s];
      w[JOINED + 10 * BLOCK + s] = w[BRANCH + 10 * BLOCK + s];
      w[JOINED + 11 * BLOCK + s] = w[BRANCH + 11 * BLOCK + s];
      w[JOINED + 12 * BLOCK + s] = w[BRANCH + 12 * BLOCK + s];
      w[JOINED + 13 * BLOCK + s] = w[BRANCH + 13 * BLOCK + s];
      w[JOINED + 14 * BLOCK + s] = w[BRANCH + 14 * BLOCK + s];
      w[JOINED + 15 * BLOCK + s] = w[BRANCH + 15 * BLOCK + s];
      w[JOINED + 16 * BLOCK + s] = w[BRANCH + 16 * BLOCK + s];
      w[JOINED + 17 * BLOCK + s] = w[BRANCH + 17 * BLOCK + s];
    }
  }

  /** joined[18 .. 35] = input */
  private static void forwardJoinedFrom2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      w[JOINED + 18 * BLOCK + s] = w[INPUT + s];
      w[JOINED + 19 * BLOCK + s] = w[INPUT + 1 * BLOCK + s];
      w[JOINED + 20 * BLOCK + s] = w[INPUT + 2 * BLOCK + s];
      w[JOINED + 21 * BLOCK + s] = w[INPUT + 3 * BLOCK + s];
      w[JOINED + 22 * BLOCK + s] = w[INPUT + 4 * BLOCK + s];
      w[JOINED + 23 * BLOCK + s] = w[INPUT + 5 * BLOCK + s];
      w[JOINED + 24 * BLOCK + s] = w[INPUT + 6 * BLOCK + s];
      w[JOINED + 25 * BLOCK + s] = w[INPUT + 7 * BLOCK + s];
      w[JOINED + 26 * BLOCK + s] = w[INPUT + 8 * BLOCK + s];
      w[JOINED + 27 * BLOCK + s] = w[INPUT + 9 * BLOCK + s];
      w[JOINED + 28 * BLOCK + s] = w[INPUT + 10 * BLOCK + s];
      w[JOINED + 29 * BLOCK + s] = w[INPUT + 11 * BLOCK + s];
      w[JOINED + 30 * BLOCK + s] = w[INPUT + 12 * BLOCK + s];
      w[JOINED + 31 * BLOCK + s] = w[INPUT + 13 * BLOCK + s];
      w[JOINED + 32 * BLOCK + s] = w[INPUT + 14 * BLOCK + s];
      w[JOINED + 33 * BLOCK + s] = w[INPUT + 15 * BLOCK + s];
      w[JOINED + 34 * BLOCK + s] = w[INPUT + 16 * BLOCK + s];
      w[JOINED + 35 * BLOCK + s] = w[INPUT + 17 * BLOCK + s];
    }
  }

  /**
   * loss and dJoined of joined [4, 3, 3]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      float total = 0f;
      float weight = w[SHARE + s] * 0.027777778f;
      float x0 = w[JOINED + s];
      float t0 = w[TARGET + s];
      total += Math.max(x0, 0f) - x0 * t0 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x0)));
      w[D_JOINED + s] = (1f / (1f + FloatMath.exp(-x0)) - t0) * weight;
      float x1 = w[JOINED + 1 * BLOCK + s];
      float t1 = w[TARGET + 1 * BLOCK + s];
      total += Math.max(x1, 0f) - x1 * t1 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x1)));
      w[D_JOINED + 1 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x1)) - t1) * weight;
      float x2 = w[JOINED + 2 * BLOCK + s];
      float t2 = w[TARGET + 2 * BLOCK + s];
      total += Math.max(x2, 0f) - x2 * t2 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x2)));
      w[D_JOINED + 2 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x2)) - t2) * weight;
      float x3 = w[JOINED + 3 * BLOCK + s];
      float t3 = w[TARGET + 3 * BLOCK + s];
      total += Math.max(x3, 0f) - x3 * t3 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x3)));
      w[D_JOINED + 3 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x3)) - t3) * weight;
      float x4 = w[JOINED + 4 * BLOCK + s];
      float t4 = w[TARGET + 4 * BLOCK + s];
      total += Math.max(x4, 0f) - x4 * t4 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x4)));
      w[D_JOINED + 4 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x4)) - t4) * weight;
      float x5 = w[JOINED + 5 * BLOCK + s];
      float t5 = w[TARGET + 5 * BLOCK + s];
      total += Math.max(x5, 0f) - x5 * t5 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x5)));
      w[D_JOINED + 5 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x5)) - t5) * weight;
      float x6 = w[JOINED + 6 * BLOCK + s];
      float t6 = w[TARGET + 6 * BLOCK + s];
      total += Math.max(x6, 0f) - x6 * t6 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x6)));
      w[D_JOINED + 6 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x6)) - t6) * weight;
      float x7 = w[JOINED + 7 * BLOCK + s];
      float t7 = w[TARGET + 7 * BLOCK + s];
      total += Math.max(x7, 0f) - x7 * t7 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x7)));
      w[D_JOINED + 7 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x7)) - t7) * weight;
      float x8 = w[JOINED + 8 * BLOCK + s];
      float t8 = w[TARGET + 8 * BLOCK + s];
      total += Math.max(x8, 0f) - x8 * t8 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x8)));
      w[D_JOINED + 8 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x8)) - t8) * weight;
      float x9 = w[JOINED + 9 * BLOCK + s];
      float t9 = w[TARGET + 9 * BLOCK + s];
      total += Math.max(x9, 0f) - x9 * t9 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x9)));
      w[D_JOINED + 9 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x9)) - t9) * weight;
      float x10 = w[JOINED + 10 * BLOCK + s];
      float t10 = w[TARGET + 10 * BLOCK + s];
      total += Math.max(x10, 0f) - x10 * t10 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x10)));
      w[D_JOINED + 10 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x10)) - t10) * weight;
      float x11 = w[JOINED + 11 * BLOCK + s];
      float t11 = w[TARGET + 11 * BLOCK + s];
      total += Math.max(x11, 0f) - x11 * t11 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x11)));
      w[D_JOINED + 11 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x11)) - t11) * weight;
      float x12 = w[JOINED + 12 * BLOCK + s];
      float t12 = w[TARGET + 12 * BLOCK + s];
      total += Math.max(x12, 0f) - x12 * t12 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x12)));
      w[D_JOINED + 12 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x12)) - t12) * weight;
      float x13 = w[JOINED + 13 * BLOCK + s];
      float t13 = w[TARGET + 13 * BLOCK + s];
      total += Math.max(x13, 0f) - x13 * t13 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x13)));
      w[D_JOINED + 13 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x13)) - t13) * weight;
      float x14 = w[JOINED + 14 * BLOCK + s];
      float t14 = w[TARGET + 14 * BLOCK + s];
      total += Math.max(x14, 0f) - x14 * t14 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x14)));
      w[D_JOINED + 14 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x14)) - t14) * weight;
      float x15 = w[JOINED + 15 * BLOCK + s];
      float t15 = w[TARGET + 15 * BLOCK + s];
      total += Math.max(x15, 0f) - x15 * t15 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x15)));
      w[D_JOINED + 15 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x15)) - t15) * weight;
      float x16 = w[JOINED + 16 * BLOCK + s];
      float t16 = w[TARGET + 16 * BLOCK + s];
      total += Math.max(x16, 0f) - x16 * t16 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x16)));
      w[D_JOINED + 16 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x16)) - t16) * weight;
      float x17 = w[JOINED + 17 * BLOCK + s];
      float t17 = w[TARGET + 17 * BLOCK + s];
      total += Math.max(x17, 0f) - x17 * t17 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x17)));
      w[D_JOINED + 17 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x17)) - t17) * weight;
      float x18 = w[JOINED + 18 * BLOCK + s];
      float t18 = w[TARGET + 18 * BLOCK + s];
      total += Math.max(x18, 0f) - x18 * t18 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x18)));
      w[D_JOINED + 18 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x18)) - t18) * weight;
      float x19 = w[JOINED + 19 * BLOCK + s];
      float t19 = w[TARGET + 19 * BLOCK + s];
      total += Math.max(x19, 0f) - x19 * t19 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x19)));
      w[D_JOINED + 19 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x19)) - t19) * weight;
      float x20 = w[JOINED + 20 * BLOCK + s];
      float t20 = w[TARGET + 20 * BLOCK + s];
      total += Math.max(x20, 0f) - x20 * t20 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x20)));
      w[D_JOINED + 20 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x20)) - t20) * weight;
      float x21 = w[JOINED + 21 * BLOCK + s];
      float t21 = w[TARGET + 21 * BLOCK + s];
      total += Math.max(x21, 0f) - x21 * t21 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x21)));
      w[D_JOINED + 21 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x21)) - t21) * weight;
      float x22 = w[JOINED + 22 * BLOCK + s];
      float t22 = w[TARGET + 22 * BLOCK + s];
      total += Math.max(x22, 0f) - x22 * t22 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x22)));
      w[D_JOINED + 22 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x22)) - t22) * weight;
      float x23 = w[JOINED + 23 * BLOCK + s];
      float t23 = w[TARGET + 23 * BLOCK + s];
      total += Math.max(x23, 0f) - x23 * t23 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x23)));
      w[D_JOINED + 23 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x23)) - t23) * weight;
      float x24 = w[JOINED + 24 * BLOCK + s];
      float t24 = w[TARGET + 24 * BLOCK + s];
      total += Math.max(x24, 0f) - x24 * t24 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x24)));
      w[D_JOINED + 24 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x24)) - t24) * weight;
      float x25 = w[JOINED + 25 * BLOCK + s];
      float t25 = w[TARGET + 25 * BLOCK + s];
      total += Math.max(x25, 0f) - x25 * t25 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x25)));
      w[D_JOINED + 25 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x25)) - t25) * weight;
      float x26 = w[JOINED + 26 * BLOCK + s];
      float t26 = w[TARGET + 26 * BLOCK + s];
      total += Math.max(x26, 0f) - x26 * t26 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x26)));
      w[D_JOINED + 26 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x26)) - t26) * weight;
      float x27 = w[JOINED + 27 * BLOCK + s];
      float t27 = w[TARGET + 27 * BLOCK + s];
      total += Math.max(x27, 0f) - x27 * t27 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x27)));
      w[D_JOINED + 27 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x27)) - t27) * weight;
      float x28 = w[JOINED + 28 * BLOCK + s];
      float t28 = w[TARGET + 28 * BLOCK + s];
      total += Math.max(x28, 0f) - x28 * t28 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x28)));
      w[D_JOINED + 28 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x28)) - t28) * weight;
      float x29 = w[JOINED + 29 * BLOCK + s];
      float t29 = w[TARGET + 29 * BLOCK + s];
      total += Math.max(x29, 0f) - x29 * t29 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x29)));
      w[D_JOINED + 29 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x29)) - t29) * weight;
      float x30 = w[JOINED + 30 * BLOCK + s];
      float t30 = w[TARGET + 30 * BLOCK + s];
      total += Math.max(x30, 0f) - x30 * t30 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x30)));
      w[D_JOINED + 30 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x30)) - t30) * weight;
      float x31 = w[JOINED + 31 * BLOCK + s];
      float t31 = w[TARGET + 31 * BLOCK + s];
      total += Math.max(x31, 0f) - x31 * t31 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x31)));
      w[D_JOINED + 31 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x31)) - t31) * weight;
      float x32 = w[JOINED + 32 * BLOCK + s];
      float t32 = w[TARGET + 32 * BLOCK + s];
      total += Math.max(x32, 0f) - x32 * t32 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x32)));
      w[D_JOINED + 32 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x32)) - t32) * weight;
      float x33 = w[JOINED + 33 * BLOCK + s];
      float t33 = w[TARGET + 33 * BLOCK + s];
      total += Math.max(x33, 0f) - x33 * t33 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x33)));
      w[D_JOINED + 33 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x33)) - t33) * weight;
      float x34 = w[JOINED + 34 * BLOCK + s];
      float t34 = w[TARGET + 34 * BLOCK + s];
      total += Math.max(x34, 0f) - x34 * t34 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x34)));
      w[D_JOINED + 34 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x34)) - t34) * weight;
      float x35 = w[JOINED + 35 * BLOCK + s];
      float t35 = w[TARGET + 35 * BLOCK + s];
      total += Math.max(x35, 0f) - x35 * t35 + FloatMath.log(1f + FloatMath.exp(-Math.abs(x35)));
      w[D_JOINED + 35 * BLOCK + s] = (1f / (1f + FloatMath.exp(-x35)) - t35) * weight;
      w[LOSS + s] = total * 0.027777778f;
    }
  }

  /** dBranch [2, 3, 3] = dJoined[0 .. 17] */
  private static void backwardJoinedInto1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      w[D_BRANCH + s] = w[D_JOINED + s];
      w[D_BRANCH + 1 * BLOCK + s] = w[D_JOINED + 1 * BLOCK + s];
      w[D_BRANCH + 2 * BLOCK + s] = w[D_JOINED + 2 * BLOCK + s];
      w[D_BRANCH + 3 * BLOCK + s] = w[D_JOINED + 3 * BLOCK + s];
      w[D_BRANCH + 4 * BLOCK + s] = w[D_JOINED + 4 * BLOCK + s];
      w[D_BRANCH + 5 * BLOCK + s] = w[D_JOINED + 5 * BLOCK + s];
      w[D_BRANCH + 6 * BLOCK + s] = w[D_JOINED + 6 * BLOCK + s];
      w[D_BRANCH + 7 * BLOCK + s] = w[D_JOINED + 7 * BLOCK + s];
      w[D_BRANCH + 8 * BLOCK + s] = w[D_JOINED + 8 * BLOCK + s];
      w[D_BRANCH + 9 * BLOCK + s] = w[D_JOINED + 9 * BLOCK + s];
      w[D_BRANCH + 10 * BLOCK + s] = w[D_JOINED + 10 * BLOCK + s];
      w[D_BRANCH + 11 * BLOCK + s] = w[D_JOINED + 11 * BLOCK + s];
      w[D_BRANCH + 12 * BLOCK + s] = w[D_JOINED + 12 * BLOCK + s];
      w[D_BRANCH + 13 * BLOCK + s] = w[D_JOINED + 13 * BLOCK + s];
      w[D_BRANCH + 14 * BLOCK + s] = w[D_JOINED + 14 * BLOCK + s];
      w[D_BRANCH + 15 * BLOCK + s] = w[D_JOINED + 15 * BLOCK + s];
      w[D_BRANCH + 16 * BLOCK + s] = w[D_JOINED + 16 * BLOCK + s];
      w[D_BRANCH + 17 * BLOCK + s] = w[D_JOINED + 17 * BLOCK + s];
    }
  }

  /** dInput [2, 3, 3] = dJoined[18 .. 35] */
  private static void backwardJoinedInto2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      w[D_INPUT + s] = w[D_JOINED + 18 * BLOCK + s];
      w[D_INPUT + 1 * BLOCK + s] = w[D_JOINED + 19 * BLOCK + s];
      w[D_INPUT + 2 * BLOCK + s] = w[D_JOINED + 20 * BLOCK + s];
      w[D_INPUT + 3 * BLOCK + s] = w[D_JOINED + 21 * BLOCK + s];
      w[D_INPUT + 4 * BLOCK + s] = w[D_JOINED + 22 * BLOCK + s];
      w[D_INPUT + 5 * BLOCK + s] = w[D_JOINED + 23 * BLOCK + s];
      w[D_INPUT + 6 * BLOCK + s] = w[D_JOINED + 24 * BLOCK + s];
      w[D_INPUT + 7 * BLOCK + s] = w[D_JOINED + 25 * BLOCK + s];
      w[D_INPUT + 8 * BLOCK + s] = w[D_JOINED + 26 * BLOCK + s];
      w[D_INPUT + 9 * BLOCK + s] = w[D_JOINED + 27 * BLOCK + s];
      w[D_INPUT + 10 * BLOCK + s] = w[D_JOINED + 28 * BLOCK + s];
      w[D_INPUT + 11 * BLOCK + s] = w[D_JOINED + 29 * BLOCK + s];
      w[D_INPUT + 12 * BLOCK + s] = w[D_JOINED + 30 * BLOCK + s];
      w[D_INPUT + 13 * BLOCK + s] = w[D_JOINED + 31 * BLOCK + s];
      w[D_INPUT + 14 * BLOCK + s] = w[D_JOINED + 32 * BLOCK + s];
      w[D_INPUT + 15 * BLOCK + s] = w[D_JOINED + 33 * BLOCK + s];
      w[D_INPUT + 16 * BLOCK + s] = w[D_JOINED + 34 * BLOCK + s];
      w[D_INPUT + 17 * BLOCK + s] = w[D_JOINED + 35 * BLOCK + s];
    }
  }

  /** dInput [2, 3, 3] += dBranch * leakyRelu' */
  private static void backwardBranch(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s++) {
      w[D_INPUT + s] += w[D_BRANCH + s] * (w[BRANCH + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 1 * BLOCK + s] +=
          w[D_BRANCH + 1 * BLOCK + s] * (w[BRANCH + 1 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 2 * BLOCK + s] +=
          w[D_BRANCH + 2 * BLOCK + s] * (w[BRANCH + 2 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 3 * BLOCK + s] +=
          w[D_BRANCH + 3 * BLOCK + s] * (w[BRANCH + 3 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 4 * BLOCK + s] +=
          w[D_BRANCH + 4 * BLOCK + s] * (w[BRANCH + 4 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 5 * BLOCK + s] +=
          w[D_BRANCH + 5 * BLOCK + s] * (w[BRANCH + 5 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 6 * BLOCK + s] +=
          w[D_BRANCH + 6 * BLOCK + s] * (w[BRANCH + 6 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 7 * BLOCK + s] +=
          w[D_BRANCH + 7 * BLOCK + s] * (w[BRANCH + 7 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 8 * BLOCK + s] +=
          w[D_BRANCH + 8 * BLOCK + s] * (w[BRANCH + 8 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 9 * BLOCK + s] +=
          w[D_BRANCH + 9 * BLOCK + s] * (w[BRANCH + 9 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 10 * BLOCK + s] +=
          w[D_BRANCH + 10 * BLOCK + s] * (w[BRANCH + 10 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 11 * BLOCK + s] +=
          w[D_BRANCH + 11 * BLOCK + s] * (w[BRANCH + 11 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 12 * BLOCK + s] +=
          w[D_BRANCH + 12 * BLOCK + s] * (w[BRANCH + 12 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 13 * BLOCK + s] +=
          w[D_BRANCH + 13 * BLOCK + s] * (w[BRANCH + 13 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 14 * BLOCK + s] +=
          w[D_BRANCH + 14 * BLOCK + s] * (w[BRANCH + 14 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 15 * BLOCK + s] +=
          w[D_BRANCH + 15 * BLOCK + s] * (w[BRANCH + 15 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 16 * BLOCK + s] +=
          w[D_BRANCH + 16 * BLOCK + s] * (w[BRANCH + 16 * BLOCK + s] > 0f ? 1f : 0.01f);
      w[D_INPUT + 17 * BLOCK + s] +=
          w[D_BRANCH + 17 * BLOCK + s] * (w[BRANCH + 17 * BLOCK + s] > 0f ? 1f : 0.01f);
    }
  }
}
