package golden;

import org.phyllo.runtime.compiled.Reference;

/**
 * ConcatLayer in {@code double}: what {@link ConcatLayerModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX} is the
 * gradient of the batch's mean loss with respect to {@code X}.
 *
 * <pre>
 * layer   kind      reads          output     parameters  multiply-adds
 * input                            [2, 3, 3]
 * branch  Activate  input          [2, 3, 3]           0              0
 * joined  Concat    branch, input  [4, 3, 3]           0              0
 * total                                                0              0
 * </pre>
 */
final class ConcatLayerReference extends Reference {
  /** [2, 3, 3] for each sample */
  private double[] input = new double[0];

  /** [2, 3, 3] for each sample */
  private double[] branch = new double[0];

  /** [4, 3, 3] for each sample */
  private double[] joined = new double[0];

  /** [4, 3, 3] for each sample */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /** [2, 3, 3] for each sample */
  private double[] dBranch = new double[0];

  /** [4, 3, 3] for each sample */
  private double[] dJoined = new double[0];

  /** [2, 3, 3] for each sample */
  private double[] dInput = new double[0];

  ConcatLayerReference() {
    super(ConcatLayerModel.network().info());
  }

  @Override
  protected void forward(int samples) {
    for (int n = 0; n < samples; n++) {
      forwardBranch(n);
      forwardJoinedFrom1(n);
      forwardJoinedFrom2(n);
    }
  }

  @Override
  protected double loss(int samples) {
    double sum = 0;
    for (int n = 0; n < samples; n++) {
      backwardLoss(n);
      sum += loss[n] * share[n];
    }
    return sum;
  }

  @Override
  protected void backward(int samples) {
    for (int n = 0; n < samples; n++) {
      backwardJoinedInto1(n);
    }
    for (int n = 0; n < samples; n++) {
      backwardJoinedInto2(n);
      backwardBranch(n);
    }
  }

  @Override
  protected void resize(int samples) {
    input = new double[samples * 18];
    branch = new double[samples * 18];
    joined = new double[samples * 36];
    target = new double[samples * 36];
    share = new double[samples];
    loss = new double[samples];
    dBranch = new double[samples * 18];
    dJoined = new double[samples * 36];
    dInput = new double[samples * 18];
    for (int n = 0; n < samples; n++) {
      share[n] = 1.0 / samples;
    }
  }

  /** branch [2, 3, 3] = leakyRelu(input [2, 3, 3]) */
  private void forwardBranch(int n) {
    double z0 = input[n * 18];
    branch[n * 18] = z0 > 0 ? z0 : z0 * 0.01;
    double z1 = input[n * 18 + 1];
    branch[n * 18 + 1] = z1 > 0 ? z1 : z1 * 0.01;
    double z2 = input[n * 18 + 2];
    branch[n * 18 + 2] = z2 > 0 ? z2 : z2 * 0.01;
    double z3 = input[n * 18 + 3];
    branch[n * 18 + 3] = z3 > 0 ? z3 : z3 * 0.01;
    double z4 = input[n * 18 + 4];
    branch[n * 18 + 4] = z4 > 0 ? z4 : z4 * 0.01;
    double z5 = input[n * 18 + 5];
    branch[n * 18 + 5] = z5 > 0 ? z5 : z5 * 0.01;
    double z6 = input[n * 18 + 6];
    branch[n * 18 + 6] = z6 > 0 ? z6 : z6 * 0.01;
    double z7 = input[n * 18 + 7];
    branch[n * 18 + 7] = z7 > 0 ? z7 : z7 * 0.01;
    double z8 = input[n * 18 + 8];
    branch[n * 18 + 8] = z8 > 0 ? z8 : z8 * 0.01;
    double z9 = input[n * 18 + 9];
    branch[n * 18 + 9] = z9 > 0 ? z9 : z9 * 0.01;
    double z10 = input[n * 18 + 10];
    branch[n * 18 + 10] = z10 > 0 ? z10 : z10 * 0.01;
    double z11 = input[n * 18 + 11];
    branch[n * 18 + 11] = z11 > 0 ? z11 : z11 * 0.01;
    double z12 = input[n * 18 + 12];
    branch[n * 18 + 12] = z12 > 0 ? z12 : z12 * 0.01;
    double z13 = input[n * 18 + 13];
    branch[n * 18 + 13] = z13 > 0 ? z13 : z13 * 0.01;
    double z14 = input[n * 18 + 14];
    branch[n * 18 + 14] = z14 > 0 ? z14 : z14 * 0.01;
    double z15 = input[n * 18 + 15];
    branch[n * 18 + 15] = z15 > 0 ? z15 : z15 * 0.01;
    double z16 = input[n * 18 + 16];
    branch[n * 18 + 16] = z16 > 0 ? z16 : z16 * 0.01;
    double z17 = input[n * 18 + 17];
    branch[n * 18 + 17] = z17 > 0 ? z17 : z17 * 0.01;
  }

  /** joined[0 .. 17] = branch */
  private void forwardJoinedFrom1(int n) {
    joined[n * 36] = branch[n * 18];
    joined[n * 36 + 1] = branch[n * 18 + 1];
    joined[n * 36 + 2] = branch[n * 18 + 2];
    joined[n * 36 + 3] = branch[n * 18 + 3];
    joined[n * 36 + 4] = branch[n * 18 + 4];
    joined[n * 36 + 5] = branch[n * 18 + 5];
    joined[n * 36 + 6] = branch[n * 18 + 6];
    joined[n * 36 + 7] = branch[n * 18 + 7];
    joined[n * 36 + 8] = branch[n * 18 + 8];
    joined[n * 36 + 9] = branch[n * 18 + 9];
    joined[n * 36 + 10] = branch[n * 18 + 10];
    joined[n * 36 + 11] = branch[n * 18 + 11];
    joined[n * 36 + 12] = branch[n * 18 + 12];
    joined[n * 36 + 13] = branch[n * 18 + 13];
    joined[n * 36 + 14] = branch[n * 18 + 14];
    joined[n * 36 + 15] = branch[n * 18 + 15];
    joined[n * 36 + 16] = branch[n * 18 + 16];
    joined[n * 36 + 17] = branch[n * 18 + 17];
  }

  /** joined[18 .. 35] = input */
  private void forwardJoinedFrom2(int n) {
    joined[n * 36 + 18] = input[n * 18];
    joined[n * 36 + 19] = input[n * 18 + 1];
    joined[n * 36 + 20] = input[n * 18 + 2];
    joined[n * 36 + 21] = input[n * 18 + 3];
    joined[n * 36 + 22] = input[n * 18 + 4];
    joined[n * 36 + 23] = input[n * 18 + 5];
    joined[n * 36 + 24] = input[n * 18 + 6];
    joined[n * 36 + 25] = input[n * 18 + 7];
    joined[n * 36 + 26] = input[n * 18 + 8];
    joined[n * 36 + 27] = input[n * 18 + 9];
    joined[n * 36 + 28] = input[n * 18 + 10];
    joined[n * 36 + 29] = input[n * 18 + 11];
    joined[n * 36 + 30] = input[n * 18 + 12];
    joined[n * 36 + 31] = input[n * 18 + 13];
    joined[n * 36 + 32] = input[n * 18 + 14];
    joined[n * 36 + 33] = input[n * 18 + 15];
    joined[n * 36 + 34] = input[n * 18 + 16];
    joined[n * 36 + 35] = input[n * 18 + 17];
  }

  /**
   * loss and dJoined of joined [4, 3, 3]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.027777777777777776;
    double x0 = joined[n * 36];
    double t0 = target[n * 36];
    total += Math.max(x0, 0) - x0 * t0 + Math.log(1 + Math.exp(-Math.abs(x0)));
    dJoined[n * 36] = (1 / (1 + Math.exp(-x0)) - t0) * weight;
    double x1 = joined[n * 36 + 1];
    double t1 = target[n * 36 + 1];
    total += Math.max(x1, 0) - x1 * t1 + Math.log(1 + Math.exp(-Math.abs(x1)));
    dJoined[n * 36 + 1] = (1 / (1 + Math.exp(-x1)) - t1) * weight;
    double x2 = joined[n * 36 + 2];
    double t2 = target[n * 36 + 2];
    total += Math.max(x2, 0) - x2 * t2 + Math.log(1 + Math.exp(-Math.abs(x2)));
    dJoined[n * 36 + 2] = (1 / (1 + Math.exp(-x2)) - t2) * weight;
    double x3 = joined[n * 36 + 3];
    double t3 = target[n * 36 + 3];
    total += Math.max(x3, 0) - x3 * t3 + Math.log(1 + Math.exp(-Math.abs(x3)));
    dJoined[n * 36 + 3] = (1 / (1 + Math.exp(-x3)) - t3) * weight;
    double x4 = joined[n * 36 + 4];
    double t4 = target[n * 36 + 4];
    total += Math.max(x4, 0) - x4 * t4 + Math.log(1 + Math.exp(-Math.abs(x4)));
    dJoined[n * 36 + 4] = (1 / (1 + Math.exp(-x4)) - t4) * weight;
    double x5 = joined[n * 36 + 5];
    double t5 = target[n * 36 + 5];
    total += Math.max(x5, 0) - x5 * t5 + Math.log(1 + Math.exp(-Math.abs(x5)));
    dJoined[n * 36 + 5] = (1 / (1 + Math.exp(-x5)) - t5) * weight;
    double x6 = joined[n * 36 + 6];
    double t6 = target[n * 36 + 6];
    total += Math.max(x6, 0) - x6 * t6 + Math.log(1 + Math.exp(-Math.abs(x6)));
    dJoined[n * 36 + 6] = (1 / (1 + Math.exp(-x6)) - t6) * weight;
    double x7 = joined[n * 36 + 7];
    double t7 = target[n * 36 + 7];
    total += Math.max(x7, 0) - x7 * t7 + Math.log(1 + Math.exp(-Math.abs(x7)));
    dJoined[n * 36 + 7] = (1 / (1 + Math.exp(-x7)) - t7) * weight;
    double x8 = joined[n * 36 + 8];
    double t8 = target[n * 36 + 8];
    total += Math.max(x8, 0) - x8 * t8 + Math.log(1 + Math.exp(-Math.abs(x8)));
    dJoined[n * 36 + 8] = (1 / (1 + Math.exp(-x8)) - t8) * weight;
    double x9 = joined[n * 36 + 9];
    double t9 = target[n * 36 + 9];
    total += Math.max(x9, 0) - x9 * t9 + Math.log(1 + Math.exp(-Math.abs(x9)));
    dJoined[n * 36 + 9] = (1 / (1 + Math.exp(-x9)) - t9) * weight;
    double x10 = joined[n * 36 + 10];
    double t10 = target[n * 36 + 10];
    total += Math.max(x10, 0) - x10 * t10 + Math.log(1 + Math.exp(-Math.abs(x10)));
    dJoined[n * 36 + 10] = (1 / (1 + Math.exp(-x10)) - t10) * weight;
    double x11 = joined[n * 36 + 11];
    double t11 = target[n * 36 + 11];
    total += Math.max(x11, 0) - x11 * t11 + Math.log(1 + Math.exp(-Math.abs(x11)));
    dJoined[n * 36 + 11] = (1 / (1 + Math.exp(-x11)) - t11) * weight;
    double x12 = joined[n * 36 + 12];
    double t12 = target[n * 36 + 12];
    total += Math.max(x12, 0) - x12 * t12 + Math.log(1 + Math.exp(-Math.abs(x12)));
    dJoined[n * 36 + 12] = (1 / (1 + Math.exp(-x12)) - t12) * weight;
    double x13 = joined[n * 36 + 13];
    double t13 = target[n * 36 + 13];
    total += Math.max(x13, 0) - x13 * t13 + Math.log(1 + Math.exp(-Math.abs(x13)));
    dJoined[n * 36 + 13] = (1 / (1 + Math.exp(-x13)) - t13) * weight;
    double x14 = joined[n * 36 + 14];
    double t14 = target[n * 36 + 14];
    total += Math.max(x14, 0) - x14 * t14 + Math.log(1 + Math.exp(-Math.abs(x14)));
    dJoined[n * 36 + 14] = (1 / (1 + Math.exp(-x14)) - t14) * weight;
    double x15 = joined[n * 36 + 15];
    double t15 = target[n * 36 + 15];
    total += Math.max(x15, 0) - x15 * t15 + Math.log(1 + Math.exp(-Math.abs(x15)));
    dJoined[n * 36 + 15] = (1 / (1 + Math.exp(-x15)) - t15) * weight;
    double x16 = joined[n * 36 + 16];
    double t16 = target[n * 36 + 16];
    total += Math.max(x16, 0) - x16 * t16 + Math.log(1 + Math.exp(-Math.abs(x16)));
    dJoined[n * 36 + 16] = (1 / (1 + Math.exp(-x16)) - t16) * weight;
    double x17 = joined[n * 36 + 17];
    double t17 = target[n * 36 + 17];
    total += Math.max(x17, 0) - x17 * t17 + Math.log(1 + Math.exp(-Math.abs(x17)));
    dJoined[n * 36 + 17] = (1 / (1 + Math.exp(-x17)) - t17) * weight;
    double x18 = joined[n * 36 + 18];
    double t18 = target[n * 36 + 18];
    total += Math.max(x18, 0) - x18 * t18 + Math.log(1 + Math.exp(-Math.abs(x18)));
    dJoined[n * 36 + 18] = (1 / (1 + Math.exp(-x18)) - t18) * weight;
    double x19 = joined[n * 36 + 19];
    double t19 = target[n * 36 + 19];
    total += Math.max(x19, 0) - x19 * t19 + Math.log(1 + Math.exp(-Math.abs(x19)));
    dJoined[n * 36 + 19] = (1 / (1 + Math.exp(-x19)) - t19) * weight;
    double x20 = joined[n * 36 + 20];
    double t20 = target[n * 36 + 20];
    total += Math.max(x20, 0) - x20 * t20 + Math.log(1 + Math.exp(-Math.abs(x20)));
    dJoined[n * 36 + 20] = (1 / (1 + Math.exp(-x20)) - t20) * weight;
    double x21 = joined[n * 36 + 21];
    double t21 = target[n * 36 + 21];
    total += Math.max(x21, 0) - x21 * t21 + Math.log(1 + Math.exp(-Math.abs(x21)));
    dJoined[n * 36 + 21] = (1 / (1 + Math.exp(-x21)) - t21) * weight;
    double x22 = joined[n * 36 + 22];
    double t22 = target[n * 36 + 22];
    total += Math.max(x22, 0) - x22 * t22 + Math.log(1 + Math.exp(-Math.abs(x22)));
    dJoined[n * 36 + 22] = (1 / (1 + Math.exp(-x22)) - t22) * weight;
    double x23 = joined[n * 36 + 23];
    double t23 = target[n * 36 + 23];
    total += Math.max(x23, 0) - x23 * t23 + Math.log(1 + Math.exp(-Math.abs(x23)));
    dJoined[n * 36 + 23] = (1 / (1 + Math.exp(-x23)) - t23) * weight;
    double x24 = joined[n * 36 + 24];
    double t24 = target[n * 36 + 24];
    total += Math.max(x24, 0) - x24 * t24 + Math.log(1 + Math.exp(-Math.abs(x24)));
    dJoined[n * 36 + 24] = (1 / (1 + Math.exp(-x24)) - t24) * weight;
    double x25 = joined[n * 36 + 25];
    double t25 = target[n * 36 + 25];
    total += Math.max(x25, 0) - x25 * t25 + Math.log(1 + Math.exp(-Math.abs(x25)));
    dJoined[n * 36 + 25] = (1 / (1 + Math.exp(-x25)) - t25) * weight;
    double x26 = joined[n * 36 + 26];
    double t26 = target[n * 36 + 26];
    total += Math.max(x26, 0) - x26 * t26 + Math.log(1 + Math.exp(-Math.abs(x26)));
    dJoined[n * 36 + 26] = (1 / (1 + Math.exp(-x26)) - t26) * weight;
    double x27 = joined[n * 36 + 27];
    double t27 = target[n * 36 + 27];
    total += Math.max(x27, 0) - x27 * t27 + Math.log(1 + Math.exp(-Math.abs(x27)));
    dJoined[n * 36 + 27] = (1 / (1 + Math.exp(-x27)) - t27) * weight;
    double x28 = joined[n * 36 + 28];
    double t28 = target[n * 36 + 28];
    total += Math.max(x28, 0) - x28 * t28 + Math.log(1 + Math.exp(-Math.abs(x28)));
    dJoined[n * 36 + 28] = (1 / (1 + Math.exp(-x28)) - t28) * weight;
    double x29 = joined[n * 36 + 29];
    double t29 = target[n * 36 + 29];
    total += Math.max(x29, 0) - x29 * t29 + Math.log(1 + Math.exp(-Math.abs(x29)));
    dJoined[n * 36 + 29] = (1 / (1 + Math.exp(-x29)) - t29) * weight;
    double x30 = joined[n * 36 + 30];
    double t30 = target[n * 36 + 30];
    total += Math.max(x30, 0) - x30 * t30 + Math.log(1 + Math.exp(-Math.abs(x30)));
    dJoined[n * 36 + 30] = (1 / (1 + Math.exp(-x30)) - t30) * weight;
    double x31 = joined[n * 36 + 31];
    double t31 = target[n * 36 + 31];
    total += Math.max(x31, 0) - x31 * t31 + Math.log(1 + Math.exp(-Math.abs(x31)));
    dJoined[n * 36 + 31] = (1 / (1 + Math.exp(-x31)) - t31) * weight;
    double x32 = joined[n * 36 + 32];
    double t32 = target[n * 36 + 32];
    total += Math.max(x32, 0) - x32 * t32 + Math.log(1 + Math.exp(-Math.abs(x32)));
    dJoined[n * 36 + 32] = (1 / (1 + Math.exp(-x32)) - t32) * weight;
    double x33 = joined[n * 36 + 33];
    double t33 = target[n * 36 + 33];
    total += Math.max(x33, 0) - x33 * t33 + Math.log(1 + Math.exp(-Math.abs(x33)));
    dJoined[n * 36 + 33] = (1 / (1 + Math.exp(-x33)) - t33) * weight;
    double x34 = joined[n * 36 + 34];
    double t34 = target[n * 36 + 34];
    total += Math.max(x34, 0) - x34 * t34 + Math.log(1 + Math.exp(-Math.abs(x34)));
    dJoined[n * 36 + 34] = (1 / (1 + Math.exp(-x34)) - t34) * weight;
    double x35 = joined[n * 36 + 35];
    double t35 = target[n * 36 + 35];
    total += Math.max(x35, 0) - x35 * t35 + Math.log(1 + Math.exp(-Math.abs(x35)));
    dJoined[n * 36 + 35] = (1 / (1 + Math.exp(-x35)) - t35) * weight;
    loss[n] = total * 0.027777777777777776;
  }

  /** dBranch [2, 3, 3] = dJoined[0 .. 17] */
  private void backwardJoinedInto1(int n) {
    dBranch[n * 18] = dJoined[n * 36];
    dBranch[n * 18 + 1] = dJoined[n * 36 + 1];
    dBranch[n * 18 + 2] = dJoined[n * 36 + 2];
    dBranch[n * 18 + 3] = dJoined[n * 36 + 3];
    dBranch[n * 18 + 4] = dJoined[n * 36 + 4];
    dBranch[n * 18 + 5] = dJoined[n * 36 + 5];
    dBranch[n * 18 + 6] = dJoined[n * 36 + 6];
    dBranch[n * 18 + 7] = dJoined[n * 36 + 7];
    dBranch[n * 18 + 8] = dJoined[n * 36 + 8];
    dBranch[n * 18 + 9] = dJoined[n * 36 + 9];
    dBranch[n * 18 + 10] = dJoined[n * 36 + 10];
    dBranch[n * 18 + 11] = dJoined[n * 36 + 11];
    dBranch[n * 18 + 12] = dJoined[n * 36 + 12];
    dBranch[n * 18 + 13] = dJoined[n * 36 + 13];
    dBranch[n * 18 + 14] = dJoined[n * 36 + 14];
    dBranch[n * 18 + 15] = dJoined[n * 36 + 15];
    dBranch[n * 18 + 16] = dJoined[n * 36 + 16];
    dBranch[n * 18 + 17] = dJoined[n * 36 + 17];
  }

  /** dInput [2, 3, 3] = dJoined[18 .. 35] */
  private void backwardJoinedInto2(int n) {
    dInput[n * 18] = dJoined[n * 36 + 18];
    dInput[n * 18 + 1] = dJoined[n * 36 + 19];
    dInput[n * 18 + 2] = dJoined[n * 36 + 20];
    dInput[n * 18 + 3] = dJoined[n * 36 + 21];
    dInput[n * 18 + 4] = dJoined[n * 36 + 22];
    dInput[n * 18 + 5] = dJoined[n * 36 + 23];
    dInput[n * 18 + 6] = dJoined[n * 36 + 24];
    dInput[n * 18 + 7] = dJoined[n * 36 + 25];
    dInput[n * 18 + 8] = dJoined[n * 36 + 26];
    dInput[n * 18 + 9] = dJoined[n * 36 + 27];
    dInput[n * 18 + 10] = dJoined[n * 36 + 28];
    dInput[n * 18 + 11] = dJoined[n * 36 + 29];
    dInput[n * 18 + 12] = dJoined[n * 36 + 30];
    dInput[n * 18 + 13] = dJoined[n * 36 + 31];
    dInput[n * 18 + 14] = dJoined[n * 36 + 32];
    dInput[n * 18 + 15] = dJoined[n * 36 + 33];
    dInput[n * 18 + 16] = dJoined[n * 36 + 34];
    dInput[n * 18 + 17] = dJoined[n * 36 + 35];
  }

  /** dInput [2, 3, 3] += dBranch * leakyRelu' */
  private void backwardBranch(int n) {
    dInput[n * 18] += dBranch[n * 18] * (branch[n * 18] > 0 ? 1 : 0.01);
    dInput[n * 18 + 1] += dBranch[n * 18 + 1] * (branch[n * 18 + 1] > 0 ? 1 : 0.01);
    dInput[n * 18 + 2] += dBranch[n * 18 + 2] * (branch[n * 18 + 2] > 0 ? 1 : 0.01);
    dInput[n * 18 + 3] += dBranch[n * 18 + 3] * (branch[n * 18 + 3] > 0 ? 1 : 0.01);
    dInput[n * 18 + 4] += dBranch[n * 18 + 4] * (branch[n * 18 + 4] > 0 ? 1 : 0.01);
    dInput[n * 18 + 5] += dBranch[n * 18 + 5] * (branch[n * 18 + 5] > 0 ? 1 : 0.01);
    dInput[n * 18 + 6] += dBranch[n * 18 + 6] * (branch[n * 18 + 6] > 0 ? 1 : 0.01);
    dInput[n * 18 + 7] += dBranch[n * 18 + 7] * (branch[n * 18 + 7] > 0 ? 1 : 0.01);
    dInput[n * 18 + 8] += dBranch[n * 18 + 8] * (branch[n * 18 + 8] > 0 ? 1 : 0.01);
    dInput[n * 18 + 9] += dBranch[n * 18 + 9] * (branch[n * 18 + 9] > 0 ? 1 : 0.01);
    dInput[n * 18 + 10] += dBranch[n * 18 + 10] * (branch[n * 18 + 10] > 0 ? 1 : 0.01);
    dInput[n * 18 + 11] += dBranch[n * 18 + 11] * (branch[n * 18 + 11] > 0 ? 1 : 0.01);
    dInput[n * 18 + 12] += dBranch[n * 18 + 12] * (branch[n * 18 + 12] > 0 ? 1 : 0.01);
    dInput[n * 18 + 13] += dBranch[n * 18 + 13] * (branch[n * 18 + 13] > 0 ? 1 : 0.01);
    dInput[n * 18 + 14] += dBranch[n * 18 + 14] * (branch[n * 18 + 14] > 0 ? 1 : 0.01);
    dInput[n * 18 + 15] += dBranch[n * 18 + 15] * (branch[n * 18 + 15] > 0 ? 1 : 0.01);
    dInput[n * 18 + 16] += dBranch[n * 18 + 16] * (branch[n * 18 + 16] > 0 ? 1 : 0.01);
    dInput[n * 18 + 17] += dBranch[n * 18 + 17] * (branch[n * 18 + 17] > 0 ? 1 : 0.01);
  }

  @Override
  public double[] parameter(String name) {
    return switch (name) {
      default -> throw new IllegalArgumentException("ConcatLayer has no parameter '" + name + "'");
    };
  }

  @Override
  public double[] gradient(String name) {
    return switch (name) {
      default -> throw new IllegalArgumentException("ConcatLayer has no parameter '" + name + "'");
    };
  }

  @Override
  public double[] input() {
    return input;
  }

  @Override
  public double[] target() {
    return target;
  }

  @Override
  public double[] output() {
    return joined;
  }

  @Override
  public double[] inputGradient() {
    return dInput;
  }
}
