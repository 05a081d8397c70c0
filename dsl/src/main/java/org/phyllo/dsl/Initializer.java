package org.phyllo.dsl;

/**
 * How a layer's weights are drawn before training. {@code in} is the number of values that one
 * output is summed from (fan-in), {@code out} the number of outputs that one input goes to
 * (fan-out); for {@link Dense} they are its inputs and its units.
 *
 * <p>Biases always start at zero. Numbers come from the project's own counter-based generator, so a
 * seed gives the same weights on every machine.
 */
public enum Initializer {
  /**
   * Follows the activation in the layer's own annotation: {@link #HE_NORMAL} for {@link
   * Activation#RELU}, {@link Activation#LEAKY_RELU}, {@link Activation#ELU}, {@link
   * Activation#GELU}, {@link Activation#SILU} and {@link Activation#SOFTPLUS}; {@link
   * #XAVIER_NORMAL} for all others.
   */
  AUTO,

  /**
   * All zeros. Units of a layer that all start at zero stay equal to each other, so this suits a
   * network's only layer (perceptron, logistic regression) or its last.
   */
  ZEROS,

  /** All ones: how the weights of {@link LayerNorm} start. */
  ONES,

  /** Normal with mean 0 and the standard deviation {@link Dense#deviation()}. */
  NORMAL,

  /**
   * Normal with mean 0 and standard deviation {@code sqrt(2 / (in + out))}. Glorot and Bengio,
   * "Understanding the difficulty of training deep feedforward neural networks", 2010.
   *
   * <p>Some texts call {@code sqrt(1 / in)} Xavier's; both agree where {@code in = out}.
   */
  XAVIER_NORMAL,

  /**
   * Uniform in {@code -a ... a} with {@code a = sqrt(6 / (in + out))}: the variance of {@link
   * #XAVIER_NORMAL}, without its tails. Source as there.
   */
  XAVIER_UNIFORM,

  /**
   * Normal with mean 0 and standard deviation {@code sqrt(2 / in)}, which keeps the variance of
   * values through ReLU layers. He et al., "Delving Deep into Rectifiers", 2015, arXiv:1502.01852.
   */
  HE_NORMAL,

  /**
   * Uniform in {@code -a ... a} with {@code a = sqrt(6 / in)}: the variance of {@link #HE_NORMAL},
   * without its tails. Source as there.
   */
  HE_UNIFORM
}
