package golden;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import org.phyllo.runtime.compiled.Kernels;

/**
 * ConcatLayer in {@code float}, a vector of samples at a time. Computes the same bits as {@link
 * ConcatLayerPlain}, at every width.
 *
 * <p>{@code p} holds the parameters, {@code g} their gradients, {@code w} the samples in blocks of
 * {@code BLOCK}: value {@code i} of a tensor {@code X} is, for the sample whose column is at {@code
 * s}, {@code w[X + i * BLOCK + s]}.
 */
final class ConcatLayerVector implements Kernels {
  private static final VectorSpecies<Float> SPECIES = species();

  private static final int LANES = SPECIES.length();

  private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(SPECIES, i -> i ^ 2);

  private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);

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
    for (int s = at; s < end; s += LANES) {
      FloatVector z0 = load(w, INPUT + s);
      z0.mul(0.01f).blend(z0, z0.compare(VectorOperators.GT, 0f)).intoArray(w, BRANCH + s);
      FloatVector z1 = load(w, INPUT + 1 * BLOCK + s);
      z1.mul(0.01f)
          .blend(z1, z1.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 1 * BLOCK + s);
      FloatVector z2 = load(w, INPUT + 2 * BLOCK + s);
      z2.mul(0.01f)
          .blend(z2, z2.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 2 * BLOCK + s);
      FloatVector z3 = load(w, INPUT + 3 * BLOCK + s);
      z3.mul(0.01f)
          .blend(z3, z3.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 3 * BLOCK + s);
      FloatVector z4 = load(w, INPUT + 4 * BLOCK + s);
      z4.mul(0.01f)
          .blend(z4, z4.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 4 * BLOCK + s);
      FloatVector z5 = load(w, INPUT + 5 * BLOCK + s);
      z5.mul(0.01f)
          .blend(z5, z5.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 5 * BLOCK + s);
      FloatVector z6 = load(w, INPUT + 6 * BLOCK + s);
      z6.mul(0.01f)
          .blend(z6, z6.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 6 * BLOCK + s);
      FloatVector z7 = load(w, INPUT + 7 * BLOCK + s);
      z7.mul(0.01f)
          .blend(z7, z7.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 7 * BLOCK + s);
      FloatVector z8 = load(w, INPUT + 8 * BLOCK + s);
      z8.mul(0.01f)
          .blend(z8, z8.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 8 * BLOCK + s);
      FloatVector z9 = load(w, INPUT + 9 * BLOCK + s);
      z9.mul(0.01f)
          .blend(z9, z9.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 9 * BLOCK + s);
      FloatVector z10 = load(w, INPUT + 10 * BLOCK + s);
      z10.mul(0.01f)
          .blend(z10, z10.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 10 * BLOCK + s);
      FloatVector z11 = load(w, INPUT + 11 * BLOCK + s);
      z11.mul(0.01f)
          .blend(z11, z11.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 11 * BLOCK + s);
      FloatVector z12 = load(w, INPUT + 12 * BLOCK + s);
      z12.mul(0.01f)
          .blend(z12, z12.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 12 * BLOCK + s);
      FloatVector z13 = load(w, INPUT + 13 * BLOCK + s);
      z13.mul(0.01f)
          .blend(z13, z13.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 13 * BLOCK + s);
      FloatVector z14 = load(w, INPUT + 14 * BLOCK + s);
      z14.mul(0.01f)
          .blend(z14, z14.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 14 * BLOCK + s);
      FloatVector z15 = load(w, INPUT + 15 * BLOCK + s);
      z15.mul(0.01f)
          .blend(z15, z15.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 15 * BLOCK + s);
      FloatVector z16 = load(w, INPUT + 16 * BLOCK + s);
      z16.mul(0.01f)
          .blend(z16, z16.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 16 * BLOCK + s);
      FloatVector z17 = load(w, INPUT + 17 * BLOCK + s);
      z17.mul(0.01f)
          .blend(z17, z17.compare(VectorOperators.GT, 0f))
          .intoArray(w, BRANCH + 17 * BLOCK + s);
    }
  }

  /** joined[0 .. 17] = branch */
  private static void forwardJoinedFrom1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      load(w, BRANCH + s).intoArray(w, JOINED + s);
      load(w, BRANCH + 1 * BLOCK + s).intoArray(w, JOINED + 1 * BLOCK + s);
      load(w, BRANCH + 2 * BLOCK + s).intoArray(w, JOINED + 2 * BLOCK + s);
      load(w, BRANCH + 3 * BLOCK + s).intoArray(w, JOINED + 3 * BLOCK + s);
      load(w, BRANCH + 4 * BLOCK + s).intoArray(w, JOINED + 4 * BLOCK + s);
      load(w, BRANCH + 5 * BLOCK + s).intoArray(w, JOINED + 5 * BLOCK + s);
      load(w, BRANCH + 6 * BLOCK + s).intoArray(w, JOINED + 6 * BLOCK + s);
      load(w, BRANCH + 7 * BLOCK + s).intoArray(w, JOINED + 7 * BLOCK + s);
      load(w, BRANCH + 8 * BLOCK + s).intoArray(w, JOINED + 8 * BLOCK + s);
      load(w, BRANCH + 9 * BLOCK + s).intoArray(w, JOINED + 9 * BLOCK + s);
      load(w, BRANCH + 10 * BLOCK + s).intoArray(w, JOINED + 10 * BLOCK + s);
      load(w, BRANCH + 11 * BLOCK + s).intoArray(w, JOINED + 11 * BLOCK + s);
      load(w, BRANCH + 12 * BLOCK + s).intoArray(w, JOINED + 12 * BLOCK + s);
      load(w, BRANCH + 13 * BLOCK + s).intoArray(w, JOINED + 13 * BLOCK + s);
      load(w, BRANCH + 14 * BLOCK + s).intoArray(w, JOINED + 14 * BLOCK + s);
      load(w, BRANCH + 15 * BLOCK + s).intoArray(w, JOINED + 15 * BLOCK + s);
      load(w, BRANCH + 16 * BLOCK + s).intoArray(w, JOINED + 16 * BLOCK + s);
      load(w, BRANCH + 17 * BLOCK + s).intoArray(w, JOINED + 17 * BLOCK + s);
    }
  }

  /** joined[18 .. 35] = input */
  private static void forwardJoinedFrom2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      load(w, INPUT + s).intoArray(w, JOINED + 18 * BLOCK + s);
      load(w, INPUT + 1 * BLOCK + s).intoArray(w, JOINED + 19 * BLOCK + s);
      load(w, INPUT + 2 * BLOCK + s).intoArray(w, JOINED + 20 * BLOCK + s);
      load(w, INPUT + 3 * BLOCK + s).intoArray(w, JOINED + 21 * BLOCK + s);
      load(w, INPUT + 4 * BLOCK + s).intoArray(w, JOINED + 22 * BLOCK + s);
      load(w, INPUT + 5 * BLOCK + s).intoArray(w, JOINED + 23 * BLOCK + s);
      load(w, INPUT + 6 * BLOCK + s).intoArray(w, JOINED + 24 * BLOCK + s);
      load(w, INPUT + 7 * BLOCK + s).intoArray(w, JOINED + 25 * BLOCK + s);
      load(w, INPUT + 8 * BLOCK + s).intoArray(w, JOINED + 26 * BLOCK + s);
      load(w, INPUT + 9 * BLOCK + s).intoArray(w, JOINED + 27 * BLOCK + s);
      load(w, INPUT + 10 * BLOCK + s).intoArray(w, JOINED + 28 * BLOCK + s);
      load(w, INPUT + 11 * BLOCK + s).intoArray(w, JOINED + 29 * BLOCK + s);
      load(w, INPUT + 12 * BLOCK + s).intoArray(w, JOINED + 30 * BLOCK + s);
      load(w, INPUT + 13 * BLOCK + s).intoArray(w, JOINED + 31 * BLOCK + s);
      load(w, INPUT + 14 * BLOCK + s).intoArray(w, JOINED + 32 * BLOCK + s);
      load(w, INPUT + 15 * BLOCK + s).intoArray(w, JOINED + 33 * BLOCK + s);
      load(w, INPUT + 16 * BLOCK + s).intoArray(w, JOINED + 34 * BLOCK + s);
      load(w, INPUT + 17 * BLOCK + s).intoArray(w, JOINED + 35 * BLOCK + s);
    }
  }

  /**
   * loss and dJoined of joined [4, 3, 3]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private static void backwardLoss(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      FloatVector total = FloatVector.zero(SPECIES);
      FloatVector weight = load(w, SHARE + s).mul(0.027777778f);
      FloatVector x0 = load(w, JOINED + s);
      FloatVector t0 = load(w, TARGET + s);
      total = total.add(x0.max(0f).sub(x0.mul(t0)).add(log(exp(x0.abs().neg()).add(1f))));
      broadcast(1f).div(exp(x0.neg()).add(1f)).sub(t0).mul(weight).intoArray(w, D_JOINED + s);
      FloatVector x1 = load(w, JOINED + 1 * BLOCK + s);
      FloatVector t1 = load(w, TARGET + 1 * BLOCK + s);
      total = total.add(x1.max(0f).sub(x1.mul(t1)).add(log(exp(x1.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x1.neg()).add(1f))
          .sub(t1)
          .mul(weight)
          .intoArray(w, D_JOINED + 1 * BLOCK + s);
      FloatVector x2 = load(w, JOINED + 2 * BLOCK + s);
      FloatVector t2 = load(w, TARGET + 2 * BLOCK + s);
      total = total.add(x2.max(0f).sub(x2.mul(t2)).add(log(exp(x2.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x2.neg()).add(1f))
          .sub(t2)
          .mul(weight)
          .intoArray(w, D_JOINED + 2 * BLOCK + s);
      FloatVector x3 = load(w, JOINED + 3 * BLOCK + s);
      FloatVector t3 = load(w, TARGET + 3 * BLOCK + s);
      total = total.add(x3.max(0f).sub(x3.mul(t3)).add(log(exp(x3.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x3.neg()).add(1f))
          .sub(t3)
          .mul(weight)
          .intoArray(w, D_JOINED + 3 * BLOCK + s);
      FloatVector x4 = load(w, JOINED + 4 * BLOCK + s);
      FloatVector t4 = load(w, TARGET + 4 * BLOCK + s);
      total = total.add(x4.max(0f).sub(x4.mul(t4)).add(log(exp(x4.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x4.neg()).add(1f))
          .sub(t4)
          .mul(weight)
          .intoArray(w, D_JOINED + 4 * BLOCK + s);
      FloatVector x5 = load(w, JOINED + 5 * BLOCK + s);
      FloatVector t5 = load(w, TARGET + 5 * BLOCK + s);
      total = total.add(x5.max(0f).sub(x5.mul(t5)).add(log(exp(x5.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x5.neg()).add(1f))
          .sub(t5)
          .mul(weight)
          .intoArray(w, D_JOINED + 5 * BLOCK + s);
      FloatVector x6 = load(w, JOINED + 6 * BLOCK + s);
      FloatVector t6 = load(w, TARGET + 6 * BLOCK + s);
      total = total.add(x6.max(0f).sub(x6.mul(t6)).add(log(exp(x6.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x6.neg()).add(1f))
          .sub(t6)
          .mul(weight)
          .intoArray(w, D_JOINED + 6 * BLOCK + s);
      FloatVector x7 = load(w, JOINED + 7 * BLOCK + s);
      FloatVector t7 = load(w, TARGET + 7 * BLOCK + s);
      total = total.add(x7.max(0f).sub(x7.mul(t7)).add(log(exp(x7.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x7.neg()).add(1f))
          .sub(t7)
          .mul(weight)
          .intoArray(w, D_JOINED + 7 * BLOCK + s);
      FloatVector x8 = load(w, JOINED + 8 * BLOCK + s);
      FloatVector t8 = load(w, TARGET + 8 * BLOCK + s);
      total = total.add(x8.max(0f).sub(x8.mul(t8)).add(log(exp(x8.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x8.neg()).add(1f))
          .sub(t8)
          .mul(weight)
          .intoArray(w, D_JOINED + 8 * BLOCK + s);
      FloatVector x9 = load(w, JOINED + 9 * BLOCK + s);
      FloatVector t9 = load(w, TARGET + 9 * BLOCK + s);
      total = total.add(x9.max(0f).sub(x9.mul(t9)).add(log(exp(x9.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x9.neg()).add(1f))
          .sub(t9)
          .mul(weight)
          .intoArray(w, D_JOINED + 9 * BLOCK + s);
      FloatVector x10 = load(w, JOINED + 10 * BLOCK + s);
      FloatVector t10 = load(w, TARGET + 10 * BLOCK + s);
      total = total.add(x10.max(0f).sub(x10.mul(t10)).add(log(exp(x10.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x10.neg()).add(1f))
          .sub(t10)
          .mul(weight)
          .intoArray(w, D_JOINED + 10 * BLOCK + s);
      FloatVector x11 = load(w, JOINED + 11 * BLOCK + s);
      FloatVector t11 = load(w, TARGET + 11 * BLOCK + s);
      total = total.add(x11.max(0f).sub(x11.mul(t11)).add(log(exp(x11.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x11.neg()).add(1f))
          .sub(t11)
          .mul(weight)
          .intoArray(w, D_JOINED + 11 * BLOCK + s);
      FloatVector x12 = load(w, JOINED + 12 * BLOCK + s);
      FloatVector t12 = load(w, TARGET + 12 * BLOCK + s);
      total = total.add(x12.max(0f).sub(x12.mul(t12)).add(log(exp(x12.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x12.neg()).add(1f))
          .sub(t12)
          .mul(weight)
          .intoArray(w, D_JOINED + 12 * BLOCK + s);
      FloatVector x13 = load(w, JOINED + 13 * BLOCK + s);
      FloatVector t13 = load(w, TARGET + 13 * BLOCK + s);
      total = total.add(x13.max(0f).sub(x13.mul(t13)).add(log(exp(x13.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x13.neg()).add(1f))
          .sub(t13)
          .mul(weight)
          .intoArray(w, D_JOINED + 13 * BLOCK + s);
      FloatVector x14 = load(w, JOINED + 14 * BLOCK + s);
      FloatVector t14 = load(w, TARGET + 14 * BLOCK + s);
      total = total.add(x14.max(0f).sub(x14.mul(t14)).add(log(exp(x14.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x14.neg()).add(1f))
          .sub(t14)
          .mul(weight)
          .intoArray(w, D_JOINED + 14 * BLOCK + s);
      FloatVector x15 = load(w, JOINED + 15 * BLOCK + s);
      FloatVector t15 = load(w, TARGET + 15 * BLOCK + s);
      total = total.add(x15.max(0f).sub(x15.mul(t15)).add(log(exp(x15.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x15.neg()).add(1f))
          .sub(t15)
          .mul(weight)
          .intoArray(w, D_JOINED + 15 * BLOCK + s);
      FloatVector x16 = load(w, JOINED + 16 * BLOCK + s);
      FloatVector t16 = load(w, TARGET + 16 * BLOCK + s);
      total = total.add(x16.max(0f).sub(x16.mul(t16)).add(log(exp(x16.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x16.neg()).add(1f))
          .sub(t16)
          .mul(weight)
          .intoArray(w, D_JOINED + 16 * BLOCK + s);
      FloatVector x17 = load(w, JOINED + 17 * BLOCK + s);
      FloatVector t17 = load(w, TARGET + 17 * BLOCK + s);
      total = total.add(x17.max(0f).sub(x17.mul(t17)).add(log(exp(x17.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x17.neg()).add(1f))
          .sub(t17)
          .mul(weight)
          .intoArray(w, D_JOINED + 17 * BLOCK + s);
      FloatVector x18 = load(w, JOINED + 18 * BLOCK + s);
      FloatVector t18 = load(w, TARGET + 18 * BLOCK + s);
      total = total.add(x18.max(0f).sub(x18.mul(t18)).add(log(exp(x18.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x18.neg()).add(1f))
          .sub(t18)
          .mul(weight)
          .intoArray(w, D_JOINED + 18 * BLOCK + s);
      FloatVector x19 = load(w, JOINED + 19 * BLOCK + s);
      FloatVector t19 = load(w, TARGET + 19 * BLOCK + s);
      total = total.add(x19.max(0f).sub(x19.mul(t19)).add(log(exp(x19.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x19.neg()).add(1f))
          .sub(t19)
          .mul(weight)
          .intoArray(w, D_JOINED + 19 * BLOCK + s);
      FloatVector x20 = load(w, JOINED + 20 * BLOCK + s);
      FloatVector t20 = load(w, TARGET + 20 * BLOCK + s);
      total = total.add(x20.max(0f).sub(x20.mul(t20)).add(log(exp(x20.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x20.neg()).add(1f))
          .sub(t20)
          .mul(weight)
          .intoArray(w, D_JOINED + 20 * BLOCK + s);
      FloatVector x21 = load(w, JOINED + 21 * BLOCK + s);
      FloatVector t21 = load(w, TARGET + 21 * BLOCK + s);
      total = total.add(x21.max(0f).sub(x21.mul(t21)).add(log(exp(x21.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x21.neg()).add(1f))
          .sub(t21)
          .mul(weight)
          .intoArray(w, D_JOINED + 21 * BLOCK + s);
      FloatVector x22 = load(w, JOINED + 22 * BLOCK + s);
      FloatVector t22 = load(w, TARGET + 22 * BLOCK + s);
      total = total.add(x22.max(0f).sub(x22.mul(t22)).add(log(exp(x22.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x22.neg()).add(1f))
          .sub(t22)
          .mul(weight)
          .intoArray(w, D_JOINED + 22 * BLOCK + s);
      FloatVector x23 = load(w, JOINED + 23 * BLOCK + s);
      FloatVector t23 = load(w, TARGET + 23 * BLOCK + s);
      total = total.add(x23.max(0f).sub(x23.mul(t23)).add(log(exp(x23.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x23.neg()).add(1f))
          .sub(t23)
          .mul(weight)
          .intoArray(w, D_JOINED + 23 * BLOCK + s);
      FloatVector x24 = load(w, JOINED + 24 * BLOCK + s);
      FloatVector t24 = load(w, TARGET + 24 * BLOCK + s);
      total = total.add(x24.max(0f).sub(x24.mul(t24)).add(log(exp(x24.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x24.neg()).add(1f))
          .sub(t24)
          .mul(weight)
          .intoArray(w, D_JOINED + 24 * BLOCK + s);
      FloatVector x25 = load(w, JOINED + 25 * BLOCK + s);
      FloatVector t25 = load(w, TARGET + 25 * BLOCK + s);
      total = total.add(x25.max(0f).sub(x25.mul(t25)).add(log(exp(x25.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x25.neg()).add(1f))
          .sub(t25)
          .mul(weight)
          .intoArray(w, D_JOINED + 25 * BLOCK + s);
      FloatVector x26 = load(w, JOINED + 26 * BLOCK + s);
      FloatVector t26 = load(w, TARGET + 26 * BLOCK + s);
      total = total.add(x26.max(0f).sub(x26.mul(t26)).add(log(exp(x26.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x26.neg()).add(1f))
          .sub(t26)
          .mul(weight)
          .intoArray(w, D_JOINED + 26 * BLOCK + s);
      FloatVector x27 = load(w, JOINED + 27 * BLOCK + s);
      FloatVector t27 = load(w, TARGET + 27 * BLOCK + s);
      total = total.add(x27.max(0f).sub(x27.mul(t27)).add(log(exp(x27.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x27.neg()).add(1f))
          .sub(t27)
          .mul(weight)
          .intoArray(w, D_JOINED + 27 * BLOCK + s);
      FloatVector x28 = load(w, JOINED + 28 * BLOCK + s);
      FloatVector t28 = load(w, TARGET + 28 * BLOCK + s);
      total = total.add(x28.max(0f).sub(x28.mul(t28)).add(log(exp(x28.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x28.neg()).add(1f))
          .sub(t28)
          .mul(weight)
          .intoArray(w, D_JOINED + 28 * BLOCK + s);
      FloatVector x29 = load(w, JOINED + 29 * BLOCK + s);
      FloatVector t29 = load(w, TARGET + 29 * BLOCK + s);
      total = total.add(x29.max(0f).sub(x29.mul(t29)).add(log(exp(x29.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x29.neg()).add(1f))
          .sub(t29)
          .mul(weight)
          .intoArray(w, D_JOINED + 29 * BLOCK + s);
      FloatVector x30 = load(w, JOINED + 30 * BLOCK + s);
      FloatVector t30 = load(w, TARGET + 30 * BLOCK + s);
      total = total.add(x30.max(0f).sub(x30.mul(t30)).add(log(exp(x30.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x30.neg()).add(1f))
          .sub(t30)
          .mul(weight)
          .intoArray(w, D_JOINED + 30 * BLOCK + s);
      FloatVector x31 = load(w, JOINED + 31 * BLOCK + s);
      FloatVector t31 = load(w, TARGET + 31 * BLOCK + s);
      total = total.add(x31.max(0f).sub(x31.mul(t31)).add(log(exp(x31.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x31.neg()).add(1f))
          .sub(t31)
          .mul(weight)
          .intoArray(w, D_JOINED + 31 * BLOCK + s);
      FloatVector x32 = load(w, JOINED + 32 * BLOCK + s);
      FloatVector t32 = load(w, TARGET + 32 * BLOCK + s);
      total = total.add(x32.max(0f).sub(x32.mul(t32)).add(log(exp(x32.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x32.neg()).add(1f))
          .sub(t32)
          .mul(weight)
          .intoArray(w, D_JOINED + 32 * BLOCK + s);
      FloatVector x33 = load(w, JOINED + 33 * BLOCK + s);
      FloatVector t33 = load(w, TARGET + 33 * BLOCK + s);
      total = total.add(x33.max(0f).sub(x33.mul(t33)).add(log(exp(x33.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x33.neg()).add(1f))
          .sub(t33)
          .mul(weight)
          .intoArray(w, D_JOINED + 33 * BLOCK + s);
      FloatVector x34 = load(w, JOINED + 34 * BLOCK + s);
      FloatVector t34 = load(w, TARGET + 34 * BLOCK + s);
      total = total.add(x34.max(0f).sub(x34.mul(t34)).add(log(exp(x34.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x34.neg()).add(1f))
          .sub(t34)
          .mul(weight)
          .intoArray(w, D_JOINED + 34 * BLOCK + s);
      FloatVector x35 = load(w, JOINED + 35 * BLOCK + s);
      FloatVector t35 = load(w, TARGET + 35 * BLOCK + s);
      total = total.add(x35.max(0f).sub(x35.mul(t35)).add(log(exp(x35.abs().neg()).add(1f))));
      broadcast(1f)
          .div(exp(x35.neg()).add(1f))
          .sub(t35)
          .mul(weight)
          .intoArray(w, D_JOINED + 35 * BLOCK + s);
      total.mul(0.027777778f).intoArray(w, LOSS + s);
    }
  }

  /** dBranch [2, 3, 3] = dJoined[0 .. 17] */
  private static void backwardJoinedInto1(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      load(w, D_JOINED + s).intoArray(w, D_BRANCH + s);
      load(w, D_JOINED + 1 * BLOCK + s).intoArray(w, D_BRANCH + 1 * BLOCK + s);
      load(w, D_JOINED + 2 * BLOCK + s).intoArray(w, D_BRANCH + 2 * BLOCK + s);
      load(w, D_JOINED + 3 * BLOCK + s).intoArray(w, D_BRANCH + 3 * BLOCK + s);
      load(w, D_JOINED + 4 * BLOCK + s).intoArray(w, D_BRANCH + 4 * BLOCK + s);
      load(w, D_JOINED + 5 * BLOCK + s).intoArray(w, D_BRANCH + 5 * BLOCK + s);
      load(w, D_JOINED + 6 * BLOCK + s).intoArray(w, D_BRANCH + 6 * BLOCK + s);
      load(w, D_JOINED + 7 * BLOCK + s).intoArray(w, D_BRANCH + 7 * BLOCK + s);
      load(w, D_JOINED + 8 * BLOCK + s).intoArray(w, D_BRANCH + 8 * BLOCK + s);
      load(w, D_JOINED + 9 * BLOCK + s).intoArray(w, D_BRANCH + 9 * BLOCK + s);
      load(w, D_JOINED + 10 * BLOCK + s).intoArray(w, D_BRANCH + 10 * BLOCK + s);
      load(w, D_JOINED + 11 * BLOCK + s).intoArray(w, D_BRANCH + 11 * BLOCK + s);
      load(w, D_JOINED + 12 * BLOCK + s).intoArray(w, D_BRANCH + 12 * BLOCK + s);
      load(w, D_JOINED + 13 * BLOCK + s).intoArray(w, D_BRANCH + 13 * BLOCK + s);
      load(w, D_JOINED + 14 * BLOCK + s).intoArray(w, D_BRANCH + 14 * BLOCK + s);
      load(w, D_JOINED + 15 * BLOCK + s).intoArray(w, D_BRANCH + 15 * BLOCK + s);
      load(w, D_JOINED + 16 * BLOCK + s).intoArray(w, D_BRANCH + 16 * BLOCK + s);
      load(w, D_JOINED + 17 * BLOCK + s).intoArray(w, D_BRANCH + 17 * BLOCK + s);
    }
  }

  /** dInput [2, 3, 3] = dJoined[18 .. 35] */
  private static void backwardJoinedInto2(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      load(w, D_JOINED + 18 * BLOCK + s).intoArray(w, D_INPUT + s);
      load(w, D_JOINED + 19 * BLOCK + s).intoArray(w, D_INPUT + 1 * BLOCK + s);
      load(w, D_JOINED + 20 * BLOCK + s).intoArray(w, D_INPUT + 2 * BLOCK + s);
      load(w, D_JOINED + 21 * BLOCK + s).intoArray(w, D_INPUT + 3 * BLOCK + s);
      load(w, D_JOINED + 22 * BLOCK + s).intoArray(w, D_INPUT + 4 * BLOCK + s);
      load(w, D_JOINED + 23 * BLOCK + s).intoArray(w, D_INPUT + 5 * BLOCK + s);
      load(w, D_JOINED + 24 * BLOCK + s).intoArray(w, D_INPUT + 6 * BLOCK + s);
      load(w, D_JOINED + 25 * BLOCK + s).intoArray(w, D_INPUT + 7 * BLOCK + s);
      load(w, D_JOINED + 26 * BLOCK + s).intoArray(w, D_INPUT + 8 * BLOCK + s);
      load(w, D_JOINED + 27 * BLOCK + s).intoArray(w, D_INPUT + 9 * BLOCK + s);
      load(w, D_JOINED + 28 * BLOCK + s).intoArray(w, D_INPUT + 10 * BLOCK + s);
      load(w, D_JOINED + 29 * BLOCK + s).intoArray(w, D_INPUT + 11 * BLOCK + s);
      load(w, D_JOINED + 30 * BLOCK + s).intoArray(w, D_INPUT + 12 * BLOCK + s);
      load(w, D_JOINED + 31 * BLOCK + s).intoArray(w, D_INPUT + 13 * BLOCK + s);
      load(w, D_JOINED + 32 * BLOCK + s).intoArray(w, D_INPUT + 14 * BLOCK + s);
      load(w, D_JOINED + 33 * BLOCK + s).intoArray(w, D_INPUT + 15 * BLOCK + s);
      load(w, D_JOINED + 34 * BLOCK + s).intoArray(w, D_INPUT + 16 * BLOCK + s);
      load(w, D_JOINED + 35 * BLOCK + s).intoArray(w, D_INPUT + 17 * BLOCK + s);
    }
  }

  /** dInput [2, 3, 3] += dBranch * leakyRelu' */
  private static void backwardBranch(float[] w, int at, int samples) {
    int end = at + samples;
    for (int s = at; s < end; s += LANES) {
      load(w, D_INPUT + s)
          .add(
              load(w, D_BRANCH + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(1f, load(w, BRANCH + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + s);
      load(w, D_INPUT + 1 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 1 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 1 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 1 * BLOCK + s);
      load(w, D_INPUT + 2 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 2 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 2 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 2 * BLOCK + s);
      load(w, D_INPUT + 3 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 3 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 3 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 3 * BLOCK + s);
      load(w, D_INPUT + 4 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 4 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 4 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 4 * BLOCK + s);
      load(w, D_INPUT + 5 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 5 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 5 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 5 * BLOCK + s);
      load(w, D_INPUT + 6 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 6 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 6 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 6 * BLOCK + s);
      load(w, D_INPUT + 7 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 7 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 7 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 7 * BLOCK + s);
      load(w, D_INPUT + 8 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 8 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 8 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 8 * BLOCK + s);
      load(w, D_INPUT + 9 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 9 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f, load(w, BRANCH + 9 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 9 * BLOCK + s);
      load(w, D_INPUT + 10 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 10 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f,
                              load(w, BRANCH + 10 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 10 * BLOCK + s);
      load(w, D_INPUT + 11 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 11 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f,
                              load(w, BRANCH + 11 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 11 * BLOCK + s);
      load(w, D_INPUT + 12 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 12 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f,
                              load(w, BRANCH + 12 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 12 * BLOCK + s);
      load(w, D_INPUT + 13 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 13 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f,
                              load(w, BRANCH + 13 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 13 * BLOCK + s);
      load(w, D_INPUT + 14 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 14 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f,
                              load(w, BRANCH + 14 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 14 * BLOCK + s);
      load(w, D_INPUT + 15 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 15 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f,
                              load(w, BRANCH + 15 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 15 * BLOCK + s);
      load(w, D_INPUT + 16 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 16 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f,
                              load(w, BRANCH + 16 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 16 * BLOCK + s);
      load(w, D_INPUT + 17 * BLOCK + s)
          .add(
              load(w, D_BRANCH + 17 * BLOCK + s)
                  .mul(
                      broadcast(0.01f)
                          .blend(
                              1f,
                              load(w, BRANCH + 17 * BLOCK + s).compare(VectorOperators.GT, 0f))))
          .intoArray(w, D_INPUT + 17 * BLOCK + s);
    }
  }

  /** e to the power of each lane. */
  private static FloatVector exp(FloatVector x) {
    // x = n ln(2) + r
    FloatVector shifted = x.fma(1.442695f, 12582912f);
    FloatVector n = shifted.sub(12582912f);
    FloatVector r = n.fma(broadcast(-0.6931472f), x);
    r = n.fma(broadcast(1.9046542E-9f), r);
    FloatVector p = r.fma(0.0013814524f, 0.00836881f);
    p = p.fma(r, broadcast(0.041668084f));
    p = p.fma(r, broadcast(0.16666518f));
    p = p.fma(r, broadcast(0.49999997f));
    p = p.fma(r, broadcast(1f));
    p = p.fma(r, broadcast(1f));
    var exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector y = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    y = y.blend(0f, x.compare(VectorOperators.LT, -87.33654f));
    return x.mul(Float.MAX_VALUE).blend(y, x.compare(VectorOperators.LE, 88.72283f));
  }

  /** The natural logarithm of each lane. */
  private static FloatVector log(FloatVector x) {
    // x = 2^e (1 + f), 1 + f between 2/3 and 4/3
    var subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector normal = x.blend(x.mul(8388608f), subnormal);
    FloatVector bias = broadcast(12583039f).blend(12583062f, subnormal);
    var bits = normal.reinterpretAsInts().add(0x555555);
    var exponent = bits.lanewise(VectorOperators.LSHR, 23).or(0x4b400000);
    FloatVector e = exponent.reinterpretAsFloats().sub(bias);
    var mantissa = bits.and(0x7fffff).add(0x3f2aaaab);
    FloatVector f = mantissa.reinterpretAsFloats().sub(1f);
    FloatVector p = f.fma(0.14025068f, -0.15389132f);
    p = p.fma(f, broadcast(0.13995963f));
    p = p.fma(f, broadcast(-0.16416135f));
    p = p.fma(f, broadcast(0.20011348f));
    p = p.fma(f, broadcast(-0.25007802f));
    p = p.fma(f, broadcast(0.33333173f));
    p = p.fma(f, broadcast(-0.49999937f));
    p = p.fma(f.mul(f), f);
    FloatVector y = e.fma(broadcast(0.6931472f), p);
    y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
    y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0f));
    return y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
  }

  /** The values from {@code position} on, one per lane. */
  private static FloatVector load(float[] values, int position) {
    return FloatVector.fromArray(SPECIES, values, position);
  }

  /** The value in every lane. */
  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** The machine's vectors, of 4 to 16 lanes: a block holds whole ones. */
  private static VectorSpecies<Float> species() {
    int lanes = FloatVector.SPECIES_PREFERRED.length();
    if (lanes < 4) {
      return FloatVector.SPECIES_128;
    }
    return lanes > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
  }
}
