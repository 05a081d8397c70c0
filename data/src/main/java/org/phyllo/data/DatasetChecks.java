package org.phyllo.data;

import java.util.Arrays;
import java.util.List;

/** What must hold of the arrays that a data set is made from; errors name the data set. */
final class DatasetChecks {
  /** The longest array that common JVMs allocate. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8 - Rows.AHEAD;

  private DatasetChecks() {}

  /** The number of values of one sample. */
  static int inputSize(String name, int[] shape) {
    long size = shape.length == 0 ? 0 : 1;
    for (int extent : shape) {
      if (extent < 1) {
        size = 0;
        break;
      }
      size *= extent;
      if (size > LONGEST_ARRAY) {
        throw new IllegalArgumentException(
            name
                + ": input shape "
                + Arrays.toString(shape)
                + " has more than "
                + LONGEST_ARRAY
                + " values");
      }
    }
    if (size == 0) {
      throw new IllegalArgumentException(
          name
              + ": input shape is "
              + Arrays.toString(shape)
              + ", expected one or more extents of at least 1");
    }
    return (int) size;
  }

  static void sameSize(String name, int[] shape, int[] newShape) {
    int size = inputSize(name, shape);
    int newSize = inputSize(name, newShape);
    if (newSize != size) {
      throw new IllegalArgumentException(
          name
              + ": can't be reshaped from "
              + Arrays.toString(shape)
              + " to "
              + Arrays.toString(newShape)
              + ": "
              + newSize
              + " values, expected "
              + size);
    }
  }

  /** The length of one array for all samples' values. */
  static int arrayLength(String name, int samples, int valuesPerSample) {
    long length = (long) samples * valuesPerSample;
    if (length > LONGEST_ARRAY) {
      throw new IllegalArgumentException(
          name
              + ": "
              + samples
              + " samples of "
              + valuesPerSample
              + " values are "
              + length
              + " values, expected at most "
              + LONGEST_ARRAY
              + " in one data set; use fewer samples");
    }
    return (int) length;
  }

  static void lengths(String name, int features, int[] shape, int inputSize, int samples) {
    if (samples == 0) {
      throw new IllegalArgumentException(name + ": has no samples, expected at least 1");
    }
    int expected = arrayLength(name, samples, inputSize);
    if (features != expected) {
      throw new IllegalArgumentException(
          name
              + ": has "
              + features
              + " input values, expected "
              + expected
              + " for "
              + samples
              + " samples of shape "
              + Arrays.toString(shape));
    }
  }

  static void inputs(String name, float[] features, int[] shape, int inputSize, ValueScale scale) {
    float least = Float.NEGATIVE_INFINITY;
    float most = Float.POSITIVE_INFINITY;
    if (scale instanceof ValueScale.Pixels(float maximum)) {
      least = 0;
      most = maximum;
    }
    for (int i = 0; i < features.length - Rows.AHEAD; i++) {
      float value = features[Rows.AHEAD + i];
      if (!(Float.isFinite(value) && value >= least && value <= most)) {
        throw new IllegalArgumentException(
            name
                + ": sample "
                + i / inputSize
                + ", input "
                + position(i % inputSize, shape)
                + " is "
                + value
                + ", expected "
                + (Float.isFinite(value) ? scale.toString() : "a finite number"));
      }
    }
  }

  static void targets(String name, float[] targets, int targetSize) {
    if (targetSize < 1) {
      throw new IllegalArgumentException(
          name + ": target size is " + targetSize + ", expected at least 1");
    }
    if (targets.length % targetSize != 0) {
      throw new IllegalArgumentException(
          name
              + ": has "
              + targets.length
              + " target values, expected "
              + targetSize
              + " a sample");
    }
    for (int i = 0; i < targets.length; i++) {
      if (!Float.isFinite(targets[i])) {
        throw new IllegalArgumentException(
            name
                + ": sample "
                + i / targetSize
                + ", target "
                + i % targetSize
                + " is "
                + targets[i]
                + ", expected a finite number");
      }
    }
  }

  static void labels(String name, int[] labels, List<String> classNames) {
    if (classNames.isEmpty()) {
      throw new IllegalArgumentException(name + ": has no classes, expected at least 1 class name");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classNames.size()) {
        throw new IllegalArgumentException(
            name
                + ": sample "
                + i
                + " has label "
                + labels[i]
                + ", expected 0 to "
                + (classNames.size() - 1));
      }
    }
  }

  /** {@code 5} in a vector, {@code [0, 2, 7]} in an image. */
  private static String position(int index, int[] shape) {
    if (shape.length == 1) {
      return Integer.toString(index);
    }
    int[] position = new int[shape.length];
    int rest = index;
    for (int d = shape.length - 1; d >= 0; d--) {
      position[d] = rest % shape[d];
      rest /= shape[d];
    }
    return Arrays.toString(position);
  }

  /** Refuses what only classes have, where targets are values. */
  static void requireClasses(Dataset data, String method) {
    if (data.classNames().isEmpty()) {
      throw new IllegalStateException(
          data.name() + "." + method + ": the targets are values, expected classes");
    }
  }
}
