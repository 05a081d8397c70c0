package org.phyllo.runtime.compiled;

/** What a tensor is in a network's forward and backward pass. */
public enum TensorRole {
  /** The network's input. */
  INPUT,
  /** A trained parameter of a layer. */
  PARAMETER,
  /** What a layer keeps of all batches so far, such as a running mean. */
  RUNNING_STATISTIC,
  /** The random numbers that a layer reads in training. */
  NOISE,
  /** The same of the batch at hand as a running statistic of all; training alone computes it. */
  BATCH_STATISTIC,
  /** A layer's output, or something that it computes on the way to it. */
  ACTIVATION,
  /** The same, but computed in training alone. */
  TRAINING_ACTIVATION,
  /** What the output should be. */
  TARGET,
  /** The loss of every sample. */
  LOSS,
  /** The gradient of the mean loss with respect to the input, an activation or a part of it. */
  GRADIENT,
  /** The gradient of the mean loss with respect to a parameter. */
  PARAMETER_GRADIENT;

  /**
   * Whether the tensor has values of its own for every sample.
   *
   * @return false for parameters, their gradients and statistics
   */
  public boolean perSample() {
    return switch (this) {
      case PARAMETER, PARAMETER_GRADIENT, RUNNING_STATISTIC, BATCH_STATISTIC -> false;
      case INPUT, NOISE, ACTIVATION, TRAINING_ACTIVATION, TARGET, LOSS, GRADIENT -> true;
    };
  }

  /**
   * Whether the tensor has a meaning after a forward pass in inference.
   *
   * @return false for all that training alone computes or reads
   */
  public boolean inInference() {
    return switch (this) {
      case INPUT, PARAMETER, RUNNING_STATISTIC, ACTIVATION -> true;
      case NOISE,
          BATCH_STATISTIC,
          TRAINING_ACTIVATION,
          TARGET,
          LOSS,
          GRADIENT,
          PARAMETER_GRADIENT ->
          false;
    };
  }
}
