package org.phyllo.runtime;

import java.util.Arrays;
import org.phyllo.runtime.compiled.TensorRole;

/**
 * A tensor of a {@link Trace}, with a copy of its values.
 *
 * @param role what it is
 * @param layer the layer that it belongs to; {@code "input"} for the input's gradient, empty for
 *     the input, the target and the loss
 * @param name its name in the source of the network's reference: {@code "hidden"}, {@code
 *     "hiddenWeight"}, {@code "dHidden"}
 * @param shape the extents; where the role is {@linkplain TensorRole#perSample() per sample}, the
 *     first is the number of samples
 * @param values the values in row-major order
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record TracedTensor(
    TensorRole role, String layer, String name, int[] shape, double[] values) {

  /**
   * Copies the arrays.
   *
   * @throws IllegalArgumentException if the shape is not that of so many values
   */
  public TracedTensor {
    shape = shape.clone();
    values = values.clone();
    long size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "%s: %d values, expected %s".formatted(name, values.length, Arrays.toString(shape)));
    }
  }

  /** {@return a copy of the extents} */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /** {@return a copy of the values} */
  @Override
  public double[] values() {
    return values.clone();
  }

  /**
   * The number of values.
   *
   * @return the product of the extents
   */
  public int size() {
    return values.length;
  }

  /**
   * The distribution of the values.
   *
   * @return mean, deviation and so on
   */
  public Distribution distribution() {
    return Distribution.of(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TracedTensor that
        && role == that.role
        && layer.equals(that.layer)
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  /** Returns name, shape and values, long ones abbreviated; several lines for a matrix. */
  @Override
  public String toString() {
    return TraceText.of(this);
  }
}
