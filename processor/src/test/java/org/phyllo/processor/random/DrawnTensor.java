package org.phyllo.processor.random;

import java.util.List;

/**
 * A tensor of a drawn network, which layers can read.
 *
 * @param degree how many factors of the input its values are products of, at most
 */
record DrawnTensor(String name, List<Integer> shape, int degree) {
  int rank() {
    return shape.size();
  }

  int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /** Features or channels. */
  int first() {
    return shape.get(0);
  }

  /** All sizes but the first. */
  List<Integer> tail() {
    return shape.subList(1, shape.size());
  }

  /** As many features or channels of the same kind. */
  List<Integer> withFirst(int first) {
    List<Integer> other = new java.util.ArrayList<>(shape);
    other.set(0, first);
    return List.copyOf(other);
  }
}
