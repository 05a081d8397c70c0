package org.phyllo.runtime;

import java.util.List;

/**
 * A layer from the inside at one moment of training.
 *
 * @param name the layer's name
 * @param kind the layer's kind, such as {@code "Dense"}
 * @param activations what it computes for the samples
 * @param gradients the gradient of each sample's own loss with respect to these: {@code samples}
 *     times that of the mean loss, so that it doesn't depend on how many are looked at
 * @param parameters its parameter tensors; none in a layer without
 */
public record LayerStatistics(
    String name,
    String kind,
    Distribution activations,
    Distribution gradients,
    List<Parameter> parameters) {

  /** Copies the list. */
  public LayerStatistics {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter tensor. A norm is the square root of the sum of squares.
   *
   * @param name the tensor's name, such as {@code "hidden.weight"}
   * @param norm the norm of the values before the update
   * @param gradientNorm the norm of the gradient that the optimizer was given, accumulated and
   *     clipped
   * @param updateNorm the norm of what the update changed
   */
  public record Parameter(String name, double norm, double gradientNorm, double updateNorm) {
    /**
     * How large the update is beside the values. About a thousandth is usual; far less is hardly
     * any learning, far more is none that lasts.
     *
     * @return {@code updateNorm / norm}; NaN or infinite where all values are zero
     */
    public double updateRatio() {
      return updateNorm / norm;
    }
  }
}
