package org.phyllo.runtime.compiled;

import java.util.Arrays;

/**
 * One layer: its name, what it produces and what it costs.
 *
 * <p>Two descriptions are equal if all their values are, the shapes' extents included.
 *
 * @param name the name of the tensor that it produces
 * @param kind the layer kind as a reader knows it, such as {@code "Dense"}
 * @param shape the extents of its output for one sample
 * @param offset where its output lies in a block, {@code [size][S]}
 * @param parameters the number of its parameters
 * @param multiplyAdds the number of multiply-adds per sample in the forward pass
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record LayerInfo(
    String name, String kind, int[] shape, int offset, long parameters, long multiplyAdds) {

  /**
   * Copies the shape and checks the numbers.
   *
   * @throws IllegalArgumentException if an extent is less than 1, the size overflows or another
   *     number is negative
   */
  public LayerInfo {
    shape = shape.clone();
    Shapes.size(name, shape);
    if (offset < 0 || parameters < 0 || multiplyAdds < 0) {
      throw new IllegalArgumentException(
          "%s: offset %d, parameters %d, multiply-adds %d, expected at least 0"
              .formatted(name, offset, parameters, multiplyAdds));
    }
  }

  /** {@return a copy of the extents} */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of values that the layer produces for one sample.
   *
   * @return the product of the extents
   */
  public int size() {
    return Shapes.size(name, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerInfo that
        && name.equals(that.name)
        && kind.equals(that.kind)
        && Arrays.equals(shape, that.shape)
        && offset == that.offset
        && parameters == that.parameters
        && multiplyAdds == that.multiplyAdds;
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  /** Returns name, kind and shape, such as {@code hidden: Dense [50]}. */
  @Override
  public String toString() {
    return name + ": " + kind + " " + Arrays.toString(shape);
  }
}
