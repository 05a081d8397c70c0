package org.phyllo.runtime.optimizer;

/**
 * Stochastic gradient descent: {@code w -= learningRate (g + weightDecay w)}.
 *
 * <p>With weight decay it minimizes the loss plus {@code weightDecay / 2} times the sum of the
 * squares of all parameters, biases included unless they are {@linkplain #sparingBiases() spared}.
 * PyTorch's {@code SGD}.
 *
 * @param learningRate the length of a step, greater than 0
 * @param weightDecay the strength of the L2 penalty, at least 0
 * @param sparesBiases whether parameters of rank 1 are free of the penalty
 */
public record Sgd(double learningRate, double weightDecay, boolean sparesBiases)
    implements Optimizer {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Sgd {
    Settings.positive("Sgd: learningRate", learningRate);
    Settings.notNegative("Sgd: weightDecay", weightDecay);
  }

  /**
   * Gradient descent without weight decay.
   *
   * @param learningRate the length of a step, greater than 0
   * @return the optimizer
   */
  public static Sgd withLearningRate(double learningRate) {
    return new Sgd(learningRate, 0, false);
  }

  /**
   * The same with another weight decay.
   *
   * @param weightDecay the strength of the L2 penalty, at least 0
   * @return the optimizer
   */
  public Sgd withWeightDecay(double weightDecay) {
    return new Sgd(learningRate, weightDecay, sparesBiases);
  }

  /**
   * The same with no weight decay on parameters of rank 1: biases and weights of normalizations.
   *
   * @return the optimizer
   */
  public Sgd sparingBiases() {
    return new Sgd(learningRate, weightDecay, true);
  }

  @Override
  public Sgd forRank(int rank) {
    return sparesBiases && rank == 1 ? withWeightDecay(0) : this;
  }

  @Override
  public int stateArrays() {
    return 0;
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
    float decay = (float) weightDecay;
    if (decay == 0) {
      for (int i = from; i < to; i++) {
        parameters[i] = Math.fma(descent, gradients[i], parameters[i]);
      }
      return;
    }
    for (int i = from; i < to; i++) {
      float parameter = parameters[i];
      parameters[i] = Math.fma(descent, Math.fma(decay, parameter, gradients[i]), parameter);
    }
  }

  @Override
  public void update(double[] parameters, double[] gradients, double[][] state, int step) {
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] -= learningRate * (gradients[i] + weightDecay * parameters[i]);
    }
  }
}
