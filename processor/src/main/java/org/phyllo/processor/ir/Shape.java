package org.phyllo.processor.ir;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.OptionalInt;

/** The shape of one sample of a tensor, or of a parameter: one to four positive sizes. */
public record Shape(List<Integer> sizes) {
  public Shape {
    sizes = List.copyOf(sizes);
  }

  public static Shape of(Integer... sizes) {
    return new Shape(List.of(sizes));
  }

  /** The number of values, or empty if it does not fit into an {@code int}. */
  public OptionalInt checkedSize() {
    long size = 1;
    for (int dimension : sizes) {
      size *= dimension;
      if (size > Integer.MAX_VALUE) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of((int) size);
  }

  /** The number of values of a shape that has been checked to fit. */
  public int size() {
    return checkedSize().orElseThrow();
  }

  /** The same sizes but for the first, along which tensors are concatenated. */
  public List<Integer> tail() {
    return sizes.subList(1, sizes.size());
  }

  /** As PyTorch and this project's messages write it: {@code [1, 28, 28]}. */
  @Override
  public String toString() {
    return sizes.stream().map(String::valueOf).collect(joining(", ", "[", "]"));
  }
}
