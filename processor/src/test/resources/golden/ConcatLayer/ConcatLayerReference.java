package golden;

import org.phyllo.runtime.compiled.Reference;
import org.phyllo.runtime.compiled.TensorRole;
import org.phyllo.runtime.compiled.TensorVisitor;

/**
 * ConcatLayer in {@code double}: what {@link ConcatLayerModel} computes, to be read, stepped
 * through and checked against.
 *
 * <p>A tensor's array holds one sample after the other, {@code n} counts them; {@code dX}
 * is the gradient of the batch's mean loss with respect to {@code X}.
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
  /**
   * [2, 3, 3] for each sample
   */
  private double[] input = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] branch = new double[0];

  /**
   * [4, 3, 3] for each sample
   */
  private double[] joined = new double[0];

  /**
   * [4, 3, 3] for each sample
   */
  private double[] target = new double[0];

  private double[] share = new double[0];

  private double[] loss = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
  private double[] dBranch = new double[0];

  /**
   * [4, 3, 3] for each sample
   */
  private double[] dJoined = new double[0];

  /**
   * [2, 3, 3] for each sample
   */
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

  /**
   * branch [2, 3, 3] = leakyRelu(input [2, 3, 3])
   */
  private void forwardBranch(int n) {
    for (int i = 0; i < 18; i++) {
      double z = input[n * 18 + i];
      branch[n * 18 + i] = z > 0 ? z : z * 0.01;
    }
  }

  /**
   * joined[0 .. 17] = branch
   */
  private void forwardJoinedFrom1(int n) {
    for (int i = 0; i < 18; i++) {
      joined[n * 36 + i] = branch[n * 18 + i];
    }
  }

  /**
   * joined[18 .. 35] = input
   */
  private void forwardJoinedFrom2(int n) {
    for (int i = 0; i < 18; i++) {
      joined[n * 36 + i + 18] = input[n * 18 + i];
    }
  }

  /**
   * loss and dJoined of joined [4, 3, 3]: mean of -target log s - (1 - target) log(1 - s), s =
   * sigmoid(x); its gradient s - target
   */
  private void backwardLoss(int n) {
    double total = 0;
    double weight = share[n] * 0.027777777777777776;
    for (int i = 0; i < 36; i++) {
      double x = joined[n * 36 + i];
      double t = target[n * 36 + i];
      double raw = Math.exp(-Math.abs(x));
      double e = raw < 5.421010862427522E-20 ? 0 : raw;
      total += Math.max(x, 0) - x * t + Math.log(1 + e);
      dJoined[n * 36 + i] = ((x > 0 ? 1 : e) / (1 + e) - t) * weight;
    }
    loss[n] = total * 0.027777777777777776;
  }

  /**
   * dBranch [2, 3, 3] = dJoined[0 .. 17]
   */
  private void backwardJoinedInto1(int n) {
    for (int i = 0; i < 18; i++) {
      dBranch[n * 18 + i] = dJoined[n * 36 + i];
    }
  }

  /**
   * dInput [2, 3, 3] = dJoined[18 .. 35]
   */
  private void backwardJoinedInto2(int n) {
    for (int i = 0; i < 18; i++) {
      dInput[n * 18 + i] = dJoined[n * 36 + i + 18];
    }
  }

  /**
   * dInput [2, 3, 3] += dBranch * leakyRelu'
   */
  private void backwardBranch(int n) {
    for (int i = 0; i < 18; i++) {
      dInput[n * 18 + i] += dBranch[n * 18 + i] * (branch[n * 18 + i] > 0 ? 1 : 0.01);
    }
  }

  @Override
  protected double[][] parameterArrays() {
    return new double[][] {};
  }

  @Override
  protected double[][] gradientArrays() {
    return new double[][] {};
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

  @Override
  public void tensors(TensorVisitor visitor) {
    visitor.tensor(TensorRole.INPUT, "", "input", input, 2, 3, 3);
    visitor.tensor(TensorRole.ACTIVATION, "branch", "branch", branch, 2, 3, 3);
    visitor.tensor(TensorRole.ACTIVATION, "joined", "joined", joined, 4, 3, 3);
    visitor.tensor(TensorRole.TARGET, "", "target", target, 4, 3, 3);
    visitor.tensor(TensorRole.LOSS, "", "loss", loss, 1);
    visitor.tensor(TensorRole.GRADIENT, "joined", "dJoined", dJoined, 4, 3, 3);
    visitor.tensor(TensorRole.GRADIENT, "branch", "dBranch", dBranch, 2, 3, 3);
    visitor.tensor(TensorRole.GRADIENT, "input", "dInput", dInput, 2, 3, 3);
  }
}
