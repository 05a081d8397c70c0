package org.phyllo.runtime.optimizer;

/**
 * Gradient descent with Nesterov's momentum, which looks a step ahead: {@code v = momentum v + g},
 * then {@code w -= learningRate (g + momentum v)}, with {@code v} zero at first. Nesterov, "A
 * method of solving a convex programming problem with convergence rate O(1/k^2)", 1983, in the form
 * of Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep
 * learning", 2013; PyTorch's {@code SGD} with {@code nesterov}.
 *
 * <p>With weight decay {@code g} is {@code g + weightDecay w}: the gradient of the loss plus {@code
 * weightDecay / 2} times the sum of the squares of all parameters, biases included unless they are
 * {@linkplain #sparingBiases() spared}.
 *
 * <p>A gradient that stays the same moves a parameter {@code 1 / (1 - momentum)} times as far as
 * {@link Sgd} does, so learning rates are usually smaller than there.
 *
 * @param learningRate the length of a step, greater than 0
 * @param momentum how much of the velocity a step keeps, 0 (inclusive) to 1 (exclusive)
 * @param weightDecay the strength of the L2 penalty, at least 0
 * @param sparesBiases whether parameters of rank 1 are free of the penalty
 */
public record Nesterov(
    double learningRate, double momentum, double weightDecay, boolean sparesBiases)
    implements Optimizer {
  /** The usual choice. */
  private static final double DEFAULT_MOMENTUM = 0.9;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Nesterov {
    Settings.positive("Nesterov: learningRate", learningRate);
    Settings.fraction("Nesterov: momentum", momentum);
    Settings.notNegative("Nesterov: weightDecay", weightDecay);
  }

  /**
   * Momentum 0.9 and no weight decay.
   *
   * @param learningRate the length of a step, greater than 0
   * @return the optimizer
   */
  public static Nesterov withLearningRate(double learningRate) {
    return new Nesterov(learningRate, DEFAULT_MOMENTUM, 0, false);
  }

  /**
   * The same with another momentum.
   *
   * @param momentum how much of the velocity a step keeps, 0 (inclusive) to 1 (exclusive)
   * @return the optimizer
   */
  public Nesterov withMomentum(double momentum) {
    return new Nesterov(learningRate, momentum, weightDecay, sparesBiases);
  }

  /**
   * The same with another weight decay.
   *
   * @param weightDecay the strength of the L2 penalty, at least 0
   * @return the optimizer
   */
  public Nesterov withWeightDecay(double weightDecay) {
    return new Nesterov(learningRate, momentum, weightDecay, sparesBiases);
  }

  /**
   * The same with no weight decay on parameters of rank 1: biases and weights of normalizations.
   *
   * @return the optimizer
   */
  public Nesterov sparingBiases() {
    return new Nesterov(learningRate, momentum, weightDecay, true);
  }

  @Override
  public Nesterov forRank(int rank) {
    return sparesBiases && rank == 1 ? withWeightDecay(0) : this;
  }

  @Override
  public int stateArrays() {
    return 1;
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
    float descent = (float) -rate;
    float keep = (float) momentum;
    float decay = (float) weightDecay;
    float[] velocity = state[0];
    for (int i = from; i < to; i++) {
      float gradient = decay == 0 ? gradients[i] : Math.fma(decay, parameters[i], gradients[i]);
      float v = Denormals.cleared(Math.fma(keep, velocity[i], gradient));
      velocity[i] = v;
      parameters[i] = Math.fma(descent, Math.fma(keep, v, gradient), parameters[i]);
    }
  }

  @Override
  public void update(double[] parameters, double[] gradients, double[][] state, int step) {
    double[] velocity = state[0];
    for (int i = 0; i < parameters.length; i++) {
      double gradient = gradients[i] + weightDecay * parameters[i];
      velocity[i] = momentum * velocity[i] + gradient;
      parameters[i] -= learningRate * (gradient + momentum * velocity[i]);
    }
  }
}
