package org.phyllo.runtime.compiled;

import java.util.Arrays;

/** The size of a shape, checked. */
final class Shapes {
  private Shapes() {}

  /** The product of extents that are all at least 1; an empty shape is one value. */
  static int size(String owner, int[] shape) {
    long size = 1;
    for (int extent : shape) {
      if (extent < 1 || size * extent > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%s: shape is %s, expected extents of at least 1 and at most %d values"
                .formatted(owner, Arrays.toString(shape), Integer.MAX_VALUE));
      }
      size *= extent;
    }
    return (int) size;
  }
}
