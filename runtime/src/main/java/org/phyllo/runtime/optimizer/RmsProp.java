package org.phyllo.runtime.optimizer;

/**
 * Steps scaled by a running average of each gradient's square: {@code h = decay h + (1 - decay)
 * g^2}, then {@code w -= learningRate g / (sqrt(h) + epsilon)}, with {@code h} zero at first.
 * Tieleman and Hinton, "Lecture 6.5 - RMSProp", Coursera: Neural Networks for Machine Learning,
 * 2012; PyTorch's {@code RMSprop}.
 *
 * <p>The average starts at zero and is not corrected, so the first steps are up to {@code 1 /
 * sqrt(1 - decay)} times as long as later ones, ten times with the default.
 *
 * @param learningRate the length of a step, greater than 0
 * @param decay how much of the average square a step keeps, 0 (inclusive) to 1 (exclusive)
 * @param epsilon keeps steps finite where gradients are zero; greater than 0
 */
public record RmsProp(double learningRate, double decay, double epsilon) implements Optimizer {
  /** PyTorch's. */
  private static final double DEFAULT_DECAY = 0.99;

  private static final double DEFAULT_EPSILON = 1e-8;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public RmsProp {
    Settings.positive("RmsProp: learningRate", learningRate);
    Settings.fraction("RmsProp: decay", decay);
    Settings.positiveFloat("RmsProp: epsilon", epsilon);
  }

  /**
   * RMSProp with decay 0.99 and epsilon 1e-8.
   *
   * @param learningRate the length of a step, greater than 0
   * @return the optimizer
   */
  public static RmsProp withLearningRate(double learningRate) {
    return new RmsProp(learningRate, DEFAULT_DECAY, DEFAULT_EPSILON);
  }

  /**
   * The same with another average.
   *
   * @param decay how much of the average square a step keeps, 0 (inclusive) to 1 (exclusive)
   * @return the optimizer
   */
  public RmsProp withDecay(double decay) {
    return new RmsProp(learningRate, decay, epsilon);
  }

  /**
   * The same with another epsilon.
   *
   * @param epsilon keeps steps finite where gradients are zero; greater than 0
   * @return the optimizer
   */
  public RmsProp withEpsilon(double epsilon) {
    return new RmsProp(learningRate, decay, epsilon);
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
    float keep = (float) decay;
    float fresh = (float) (1 - decay);
    float tiny = (float) epsilon;
    float[] square = state[0];
    for (int i = from; i < to; i++) {
      float gradient = gradients[i];
      float h = Denormals.cleared(Math.fma(fresh * gradient, gradient, keep * square[i]));
      square[i] = h;
      float root = (float) Math.sqrt(h) + tiny;
      parameters[i] = Math.fma(descent, gradient / root, parameters[i]);
    }
  }

  @Override
  public void update(double[] parameters, double[] gradients, double[][] state, int step) {
    double[] square = state[0];
    for (int i = 0; i < parameters.length; i++) {
      double gradient = gradients[i];
      square[i] = decay * square[i] + (1 - decay) * gradient * gradient;
      parameters[i] -= learningRate * gradient / (Math.sqrt(square[i]) + epsilon);
    }
  }
}
