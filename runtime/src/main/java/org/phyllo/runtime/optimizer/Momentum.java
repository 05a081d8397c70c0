package org.phyllo.runtime.optimizer;

/**
 * Gradient descent with momentum: {@code v = momentum v + g}, then {@code w -= learningRate v},
 * with {@code v} zero at first. Polyak, "Some methods of speeding up the convergence of iteration
 * methods", 1964; PyTorch's {@code SGD} with {@code momentum}.
 *
 * <p>A gradient that stays the same moves a parameter {@code 1 / (1 - momentum)} times as far as
 * {@link Sgd} does, so learning rates are usually smaller than there.
 *
 * @param learningRate the length of a step, greater than 0
 * @param momentum how much of the velocity a step keeps, 0 (inclusive) to 1 (exclusive)
 */
public record Momentum(double learningRate, double momentum) implements Optimizer {
  /** The usual choice. */
  private static final double DEFAULT_MOMENTUM = 0.9;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Momentum {
    Settings.positive("Momentum: learningRate", learningRate);
    Settings.fraction("Momentum: momentum", momentum);
  }

  /**
   * Gradient descent with momentum 0.9.
   *
   * @param learningRate the length of a step, greater than 0
   * @return the optimizer
   */
  public static Momentum withLearningRate(double learningRate) {
    return new Momentum(learningRate, DEFAULT_MOMENTUM);
  }

  /**
   * The same with another momentum.
   *
   * @param momentum how much of the velocity a step keeps, 0 (inclusive) to 1 (exclusive)
   * @return the optimizer
   */
  public Momentum withMomentum(double momentum) {
    return new Momentum(learningRate, momentum);
  }

  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void update(
      float[] parameters, float[] gradients, float[][] state, int step, int from, int to) {
    float rate = (float) -learningRate;
    float keep = (float) momentum;
    float[] velocity = state[0];
    for (int i = from; i < to; i++) {
      float v = Math.fma(keep, velocity[i], gradients[i]);
      velocity[i] = v;
      parameters[i] = Math.fma(rate, v, parameters[i]);
    }
  }

  @Override
  public void update(double[] parameters, double[] gradients, double[][] state, int step) {
    double[] velocity = state[0];
    for (int i = 0; i < parameters.length; i++) {
      velocity[i] = momentum * velocity[i] + gradients[i];
      parameters[i] -= learningRate * velocity[i];
    }
  }
}
