package org.phyllo.runtime.optimizer;

/**
 * {@link Adam} with decoupled weight decay: before Adam's step, which knows nothing of it, every
 * parameter shrinks, {@code w -= learningRate weightDecay w}. So parameters decay alike, however
 * large their gradients are, and the decay follows the schedule of the learning rate.
 *
 * <p>Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2017, arXiv:1711.05101;
 * PyTorch's {@code AdamW}.
 *
 * @param learningRate the length of a step, greater than 0
 * @param beta1 how much of the average gradient a step keeps, 0 (inclusive) to 1 (exclusive)
 * @param beta2 how much of the average square a step keeps, 0 (inclusive) to 1 (exclusive)
 * @param epsilon keeps steps finite where gradients are zero; greater than 0
 * @param weightDecay the share of a parameter that a step of learning rate 1 would take away, at
 *     least 0
 * @param sparesBiases whether parameters of rank 1 don't decay
 */
public record AdamW(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean sparesBiases)
    implements Optimizer {
  /** The paper's recommended settings. */
  private static final double DEFAULT_BETA1 = 0.9;

  private static final double DEFAULT_BETA2 = 0.999;
  private static final double DEFAULT_EPSILON = 1e-8;

  /** PyTorch's. */
  private static final double DEFAULT_WEIGHT_DECAY = 0.01;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public AdamW {
    Settings.positive("AdamW: learningRate", learningRate);
    Settings.fraction("AdamW: beta1", beta1);
    Settings.fraction("AdamW: beta2", beta2);
    Settings.positiveFloat("AdamW: epsilon", epsilon);
    Settings.notNegative("AdamW: weightDecay", weightDecay);
  }

  /**
   * Betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01.
   *
   * @param learningRate the length of a step, greater than 0; 0.001 is the paper's
   * @return the optimizer
   */
  public static AdamW withLearningRate(double learningRate) {
    return new AdamW(
        learningRate, DEFAULT_BETA1, DEFAULT_BETA2, DEFAULT_EPSILON, DEFAULT_WEIGHT_DECAY, false);
  }

  /**
   * The same with other averages.
   *
   * @param beta1 how much of the average gradient a step keeps, 0 (inclusive) to 1 (exclusive)
   * @param beta2 how much of the average square a step keeps, 0 (inclusive) to 1 (exclusive)
   * @return the optimizer
   */
  public AdamW withBetas(double beta1, double beta2) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, sparesBiases);
  }

  /**
   * The same with another epsilon.
   *
   * @param epsilon keeps steps finite where gradients are zero; greater than 0
   * @return the optimizer
   */
  public AdamW withEpsilon(double epsilon) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, sparesBiases);
  }

  /**
   * The same with another weight decay.
   *
   * @param weightDecay the share of a parameter that a step of learning rate 1 would take away, at
   *     least 0
   * @return the optimizer
   */
  public AdamW withWeightDecay(double weightDecay) {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, sparesBiases);
  }

  /**
   * The same with no weight decay on parameters of rank 1: biases and weights of normalizations.
   *
   * @return the optimizer
   */
  public AdamW sparingBiases() {
    return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay, true);
  }

  @Override
  public AdamW forRank(int rank) {
    return sparesBiases && rank == 1 ? withWeightDecay(0) : this;
  }

  @Override
  public int stateArrays() {
    return 2;
  }

  @Override
  public void update(
      float[] parameters,
      float[] gradients,
      float[][] state,
      int step,
      double rate,
      int from,
      int to) {
    float descent = (float) -(rate / AdamMath.weight(beta1, step));
    float rootScale = (float) AdamMath.rootScale(beta2, step);
    float new1 = (float) (1 - beta1);
    float keep2 = (float) beta2;
    float new2 = (float) (1 - beta2);
    float tiny = (float) epsilon;
    float shrink = (float) -(rate * weightDecay);
    float[] mean = state[0];
    float[] square = state[1];
    for (int i = from; i < to; i++) {
      float gradient = gradients[i];
      float m = Denormals.cleared(Math.fma(new1, gradient - mean[i], mean[i]));
      float v = Denormals.cleared(Math.fma(new2 * gradient, gradient, keep2 * square[i]));
      mean[i] = m;
      square[i] = v;
      float root = Math.fma((float) Math.sqrt(v), rootScale, tiny);
      parameters[i] = Math.fma(descent, m / root, Math.fma(shrink, parameters[i], parameters[i]));
    }
  }

  @Override
  public void update(double[] parameters, double[] gradients, double[][] state, int step) {
    double rate = learningRate / AdamMath.weight(beta1, step);
    double rootScale = AdamMath.rootScale(beta2, step);
    double[] mean = state[0];
    double[] square = state[1];
    for (int i = 0; i < parameters.length; i++) {
      double gradient = gradients[i];
      parameters[i] -= learningRate * weightDecay * parameters[i];
      mean[i] = beta1 * mean[i] + (1 - beta1) * gradient;
      square[i] = beta2 * square[i] + (1 - beta2) * gradient * gradient;
      parameters[i] -= rate * mean[i] / (Math.sqrt(square[i]) * rootScale + epsilon);
    }
  }
}
