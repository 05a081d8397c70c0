package org.phyllo.dsl;

/**
 * The functions that a layer can apply to its output. All but {@link #SOFTMAX} act on each value by
 * itself; {@code x} is the value before, {@code y} the value after, {@code dy/dx} what
 * backpropagation multiplies the gradient with.
 *
 * <p>The formulas are those of PyTorch's functions of the same names. Where a function has a kink
 * the derivative at the kink is the one stated.
 */
public enum Activation {
  /** {@code y = x}; {@code dy/dx = 1}. */
  IDENTITY,

  /**
   * {@code y = 1} for {@code x > 0}, otherwise 0; {@code dy/dx = 0}. The perceptron's function:
   * nothing before it learns, as its derivative is zero everywhere.
   */
  STEP,

  /** The logistic function {@code y = 1 / (1 + exp(-x))}; {@code dy/dx = y (1 - y)}. */
  SIGMOID,

  /** The hyperbolic tangent {@code y = tanh(x)}; {@code dy/dx = 1 - y^2}. */
  TANH,

  /** {@code y = max(0, x)}; {@code dy/dx = 1} for {@code x > 0}, otherwise 0. */
  RELU,

  /**
   * {@code y = x} for {@code x > 0}, otherwise {@code 0.01 x}; {@code dy/dx = 1} for {@code x > 0},
   * otherwise 0.01.
   */
  LEAKY_RELU,

  /**
   * The exponential linear unit with alpha 1: {@code y = x} for {@code x > 0}, otherwise {@code
   * exp(x) - 1}; {@code dy/dx = 1} for {@code x > 0}, otherwise {@code exp(x)}.
   */
  ELU,

  /**
   * The Gaussian error linear unit in its exact form, {@code y = x P(x)} with the normal
   * distribution {@code P(x) = (1 + erf(x / sqrt(2))) / 2}; {@code dy/dx = P(x) + x exp(-x^2 / 2) /
   * sqrt(2 pi)}. Hendrycks and Gimpel 2016, arXiv:1606.08415.
   */
  GELU,

  /**
   * The sigmoid linear unit, also called swish: {@code y = x s(x)} with {@code s(x) = 1 / (1 +
   * exp(-x))}; {@code dy/dx = s(x) (1 + x (1 - s(x)))}.
   */
  SILU,

  /**
   * {@code y = log(1 + exp(x))}; {@code dy/dx = 1 / (1 + exp(-x))}. Computed as {@code max(x, 0) +
   * log(1 + exp(-|x|))}, which doesn't overflow.
   */
  SOFTPLUS,

  /**
   * Over all values of a sample's tensor: {@code y[i] = exp(x[i] - m) / sum_j exp(x[j] - m)} with
   * {@code m} the largest of them; {@code dx[i] = y[i] (dy[i] - sum_j dy[j] y[j])}.
   *
   * <p>{@link Loss#SOFTMAX_CROSS_ENTROPY} contains a softmax already: a network trained with it
   * ends in plain scores.
   */
  SOFTMAX
}
