package org.phyllo.runtime.compiled;

import java.util.Arrays;
import org.phyllo.dsl.Initializer;

/**
 * One parameter tensor: its name and shape as in files, and where it lies in the flat arrays.
 *
 * <p>Two descriptions are equal if all their values are, the shapes' extents included.
 *
 * @param name the layer and the tensor's role, such as {@code "hidden.weight"}
 * @param shape the extents in PyTorch's order, such as {@code [50, 784]} for a dense layer's {@code
 *     [units, inputs]}; the flat array holds them in row-major order
 * @param offset where the tensor starts in the flat parameters, gradients and optimizer states
 * @param initializer how it is drawn; never {@link Initializer#AUTO}
 * @param deviation the standard deviation of {@link Initializer#NORMAL}, at least 0
 * @param fanIn how many values one output is summed from, at least 1
 * @param fanOut how many outputs one input goes to, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record ParameterInfo(
    String name,
    int[] shape,
    int offset,
    Initializer initializer,
    double deviation,
    int fanIn,
    int fanOut) {

  /**
   * Copies the shape and checks the numbers.
   *
   * @throws IllegalArgumentException if an extent, the offset, the deviation or a fan is out of
   *     range, the size overflows, or the initializer is {@link Initializer#AUTO}
   */
  public ParameterInfo {
    shape = shape.clone();
    Shapes.size(name, shape);
    if (offset < 0 || fanIn < 1 || fanOut < 1) {
      throw new IllegalArgumentException(
          "%s: offset %d, fan-in %d, fan-out %d, expected at least 0, 1, 1"
              .formatted(name, offset, fanIn, fanOut));
    }
    if (initializer == Initializer.AUTO) {
      throw new IllegalArgumentException(name + ": AUTO is for declarations, expected its meaning");
    }
    if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + ": deviation is " + deviation + ", expected a finite number from 0 up");
    }
  }

  /** {@return a copy of the extents} */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of values.
   *
   * @return the product of the extents
   */
  public int size() {
    return Shapes.size(name, shape);
  }

  /**
   * Where the tensor ends in the flat arrays.
   *
   * @return {@code offset + size}
   */
  public int end() {
    return Math.addExact(offset, size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterInfo that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && offset == that.offset
        && initializer == that.initializer
        && Double.compare(deviation, that.deviation) == 0
        && fanIn == that.fanIn
        && fanOut == that.fanOut;
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  /** Returns name and shape, such as {@code hidden.weight [50, 784]}. */
  @Override
  public String toString() {
    return name + " " + Arrays.toString(shape);
  }
}
