package org.phyllo.runtime.compiled;

import java.util.Arrays;

/**
 * An input of a network.
 *
 * <p>Two descriptions are equal if all their values are, the shape's extents included.
 *
 * @param name the name of its tensor; {@code "input"} if the network has one and gives it no name
 * @param shape its extents for one sample
 * @param indices 0 for an input of any values; otherwise its values are whole numbers from 0 to
 *     {@code indices - 1}, looked up by an embedding
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record InputInfo(String name, int[] shape, int indices) {
  /**
   * Copies the shape and checks the numbers.
   *
   * @throws IllegalArgumentException if an extent is less than 1, the size overflows or indices are
   *     less than 0
   */
  public InputInfo {
    shape = shape.clone();
    Shapes.size(name, shape);
    if (indices < 0) {
      throw new IllegalArgumentException(
          "%s: indices are %d, expected at least 0".formatted(name, indices));
    }
  }

  /** {@return a copy of the extents} */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of values for one sample.
   *
   * @return the product of the extents
   */
  public int size() {
    return Shapes.size(name, shape);
  }

  /**
   * Whether a value can be one of this input's.
   *
   * @param value the value
   * @return whether it is finite and, where indices are looked up, one of them
   */
  public boolean accepts(float value) {
    return indices == 0
        ? Float.isFinite(value)
        : value >= 0 && value < indices && value == (int) value;
  }

  /**
   * What values are accepted, for messages.
   *
   * @return such as {@code "finite values"}
   */
  public String expected() {
    return indices == 0 ? "finite values" : "whole numbers from 0 to " + (indices - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InputInfo that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && indices == that.indices;
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  /** Returns name and shape, such as {@code input [1, 28, 28]}. */
  @Override
  public String toString() {
    return name + " " + Arrays.toString(shape);
  }
}
