package org.phyllo.samples.kernel;

/** Which of a network's kernels is measured. */
public enum Part {
  /** Outputs from inputs; for a convolution that starts with turning rows into columns. */
  FORWARD,
  /** Forward, losses, and the gradients of the outputs. */
  LOSS,
  /** The parameters' gradients, summed over the batch. */
  WEIGHT_GRADIENT,
  /** The inputs' gradients. */
  INPUT_GRADIENT
}
