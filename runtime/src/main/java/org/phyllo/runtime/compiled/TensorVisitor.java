package org.phyllo.runtime.compiled;

/** Is shown the tensors of a {@link Reference}, one after the other. */
public interface TensorVisitor {
  /**
   * A tensor.
   *
   * @param role what it is
   * @param layer the layer that it belongs to; {@code "input"} for the input's gradient, empty for
   *     the input, the target and the loss
   * @param name its name in the reference's source, such as {@code "hiddenWeight"} or {@code
   *     "dHidden"}
   * @param values the reference's own live array, row-major; one sample after the other where the
   *     role is {@linkplain TensorRole#perSample() per sample}
   * @param shape the extents, for one sample where it is per sample; none for a single value
   */
  void tensor(TensorRole role, String layer, String name, double[] values, int... shape);
}
