package org.phyllo.runtime.optimizer;

/**
 * Steps that shrink where gradients were large: {@code h = h + g^2}, then {@code w -= learningRate
 * g / (sqrt(h) + epsilon)}, with {@code h} zero at first. Duchi, Hazan and Singer, "Adaptive
 * Subgradient Methods for Online Learning and Stochastic Optimization", 2011; PyTorch's {@code
 * Adagrad}.
 *
 * <p>The sums never shrink, so steps become ever smaller; {@link RmsProp} forgets instead.
 *
 * @param learningRate the length of a step, greater than 0
 * @param epsilon keeps steps finite where gradients are zero; greater than 0
 */
public record AdaGrad(double learningRate, double epsilon) implements Optimizer {
  /** PyTorch's. */
  private static final double DEFAULT_EPSILON = 1e-10;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public AdaGrad {
    Settings.positive("AdaGrad: learningRate", learningRate);
    Settings.positiveFloat("AdaGrad: epsilon", epsilon);
  }

  /**
   * AdaGrad with epsilon 1e-10.
   *
   * @param learningRate the length of a step, greater than 0
   * @return the optimizer
   */
  public static AdaGrad withLearningRate(double learningRate) {
    return new AdaGrad(learningRate, DEFAULT_EPSILON);
  }

  /**
   * The same with another epsilon.
   *
   * @param epsilon keeps steps finite where gradients are zero; greater than 0
   * @return the optimizer
   */
  public AdaGrad withEpsilon(double epsilon) {
    return new AdaGrad(learningRate, epsilon);
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
    float tiny = (float) epsilon;
    float[] squares = state[0];
    for (int i = from; i < to; i++) {
      float gradient = gradients[i];
      float h = Math.fma(gradient, gradient, squares[i]);
      squares[i] = h;
      float root = (float) Math.sqrt(h) + tiny;
      parameters[i] = Math.fma(descent, gradient / root, parameters[i]);
    }
  }

  @Override
  public void update(double[] parameters, double[] gradients, double[][] state, int step) {
    double[] squares = state[0];
    for (int i = 0; i < parameters.length; i++) {
      double gradient = gradients[i];
      squares[i] += gradient * gradient;
      parameters[i] -= learningRate * gradient / (Math.sqrt(squares[i]) + epsilon);
    }
  }
}
