package org.phyllo.data;

/** Rows of numbers, brought into one array. */
final class Rows {
  /**
   * How many floats are ahead of the first input: an array's header is 16 bytes, and a cache line
   * 64. Rows of whole lines then lie in as many, where the array begins with one.
   */
  static final int AHEAD = 12;

  private static final int FEW = 16;

  private Rows() {}

  /** A copy of values behind {@link #AHEAD} others. */
  static float[] behind(float[] values) {
    float[] copy = new float[AHEAD + values.length];
    System.arraycopy(values, 0, copy, AHEAD, values.length);
    return copy;
  }

  /** For each label a row of 0, and 1 for its class. */
  static float[] oneHot(String name, float[] labels, int classes) {
    float[] values = new float[DatasetChecks.arrayLength(name, labels.length, classes)];
    for (int row = 0; row < labels.length; row++) {
      values[row * classes + (int) labels[row]] = 1;
    }
    return values;
  }

  /** The rows one after another; all must be as long as the first. */
  static float[] joined(String name, String what, float[][] parts) {
    int size = parts[0].length;
    float[] all = new float[DatasetChecks.arrayLength(name, parts.length, size)];
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].length != size) {
        throw new IllegalArgumentException(
            name
                + ": sample "
                + i
                + " has "
                + parts[i].length
                + " "
                + what
                + " values, expected "
                + size
                + " as sample 0");
      }
      System.arraycopy(parts[i], 0, all, i * size, size);
    }
    return all;
  }

  /** Refuses as many inputs as don't go with as many targets, and none at all. */
  static void requirePairs(String name, int inputs, int targets) {
    if (inputs == 0 || inputs != targets) {
      throw new IllegalArgumentException(
          "%s: has %d inputs and %d targets, expected as many, and at least 1"
              .formatted(name, inputs, targets));
    }
  }

  /** Copies the values of a sample; where they are few, a loop is faster than a call. */
  static void copy(float[] from, int start, float[] into, int at, int count) {
    if (count > FEW) {
      System.arraycopy(from, start, into, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      into[at + i] = from[start + i];
    }
  }

  /**
   * Copies several samples one behind the other: at once where they lie so.
   *
   * @param size the number of values of each
   * @param rows for each sample its row
   * @param indices the samples
   * @param first where the first of them is
   */
  static void copyAll(
      float[] values,
      int size,
      int[] rows,
      int[] indices,
      int first,
      int count,
      float[] into,
      int at) {
    if (count > 1 && areNeighbors(rows, indices, first, count)) {
      System.arraycopy(values, rows[indices[first]] * size, into, at, count * size);
      return;
    }
    for (int i = 0; i < count; i++) {
      copy(values, rows[indices[first + i]] * size, into, at + i * size, size);
    }
  }

  private static boolean areNeighbors(int[] rows, int[] indices, int first, int count) {
    int row = rows[indices[first]];
    for (int i = 1; i < count; i++) {
      if (rows[indices[first + i]] != row + i) {
        return false;
      }
    }
    return true;
  }
}
