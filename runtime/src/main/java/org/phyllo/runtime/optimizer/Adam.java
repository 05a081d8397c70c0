package org.phyllo.runtime.optimizer;

/**
 * Steps scaled by running averages of each parameter's gradient and its square. At step {@code t =
 * 1, 2, ...}, with {@code m} and {@code v} zero at first:
 *
 * <pre>{@code
 * m = beta1 m + (1 - beta1) g
 * v = beta2 v + (1 - beta2) g^2
 * w -= learningRate / (1 - beta1^t)  *  m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
 * }</pre>
 *
 * <p>With weight decay {@code g} is {@code g + weightDecay w}, the gradient of the loss plus an L2
 * penalty, scaled like any other gradient; {@link AdamW} takes the decay out of the scaling.
 *
 * <p>Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2014, arXiv:1412.6980; PyTorch's
 * {@code Adam}.
 *
 * @param learningRate the length of a step, greater than 0
 * @param beta1 how much of the average gradient a step keeps, 0 (inclusive) to 1 (exclusive)
 * @param beta2 how much of the average square a step keeps, 0 (inclusive) to 1 (exclusive)
 * @param epsilon keeps steps finite where gradients are zero; greater than 0
 * @param weightDecay the strength of the L2 penalty, at least 0
 * @param sparesBiases whether parameters of rank 1 don't decay
 */
public record Adam(
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

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Adam {
    Settings.positive("Adam: learningRate", learningRate);
    Settings.fraction("Adam: beta1", beta1);
    Settings.fraction("Adam: beta2", beta2);
    Settings.positiveFloat("Adam: epsilon", epsilon);
    Settings.notNegative("Adam: weightDecay", weightDecay);
  }

  /**
   * Adam with the paper's settings: betas 0.9 and 0.999, epsilon 1e-8, no weight decay.
   *
   * @param learningRate the length of a step, greater than 0; 0.001 is the paper's
   * @return the optimizer
   */
  public static Adam withLearningRate(double learningRate) {
    return new Adam(learningRate, DEFAULT_BETA1, DEFAULT_BETA2, DEFAULT_EPSILON, 0, false);
  }

  /**
   * The same with other averages.
   *
   * @param beta1 how much of the average gradient a step keeps, 0 (inclusive) to 1 (exclusive)
   * @param beta2 how much of the average square a step keeps, 0 (inclusive) to 1 (exclusive)
   * @return the optimizer
   */
  public Adam withBetas(double beta1, double beta2) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, sparesBiases);
  }

  /**
   * The same with another epsilon.
   *
   * @param epsilon keeps steps finite where gradients are zero; greater than 0
   * @return the optimizer
   */
  public Adam withEpsilon(double epsilon) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, sparesBiases);
  }

  /**
   * The same with another weight decay.
   *
   * @param weightDecay the strength of the L2 penalty, at least 0
   * @return the optimizer
   */
  public Adam withWeightDecay(double weightDecay) {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, sparesBiases);
  }

  /**
   * The same with no weight decay on parameters of rank 1: biases and weights of normalizations.
   *
   * @return the optimizer
   */
  public Adam sparingBiases() {
    return new Adam(learningRate, beta1, beta2, epsilon, weightDecay, true);
  }

  @Override
  public Adam forRank(int rank) {
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
    float decay = (float) weightDecay;
    float[] mean = state[0];
    float[] square = state[1];
    for (int i = from; i < to; i++) {
      float parameter = parameters[i];
      float gradient = decay == 0 ? gradients[i] : Math.fma(decay, parameter, gradients[i]);
      float m = Denormals.cleared(Math.fma(new1, gradient - mean[i], mean[i]));
      float v = Denormals.cleared(Math.fma(new2 * gradient, gradient, keep2 * square[i]));
      mean[i] = m;
      square[i] = v;
      float root = Math.fma((float) Math.sqrt(v), rootScale, tiny);
      parameters[i] = Math.fma(descent, m / root, parameter);
    }
  }

  @Override
  public void update(double[] parameters, double[] gradients, double[][] state, int step) {
    double rate = learningRate / AdamMath.weight(beta1, step);
    double rootScale = AdamMath.rootScale(beta2, step);
    double[] mean = state[0];
    double[] square = state[1];
    for (int i = 0; i < parameters.length; i++) {
      double gradient = gradients[i] + weightDecay * parameters[i];
      mean[i] = beta1 * mean[i] + (1 - beta1) * gradient;
      square[i] = beta2 * square[i] + (1 - beta2) * gradient * gradient;
      parameters[i] -= rate * mean[i] / (Math.sqrt(square[i]) * rootScale + epsilon);
    }
  }
}
