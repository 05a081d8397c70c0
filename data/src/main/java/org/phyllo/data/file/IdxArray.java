package org.phyllo.data.file;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * The content of an IDX file of unsigned bytes: a shape, such as {@code [60000, 28, 28]}, and one
 * value 0..255 for each position, the last index running fastest.
 *
 * <p>Immutable.
 */
public final class IdxArray {
  private final Path source;
  private final int[] shape;
  private final byte[] values;

  IdxArray(Path source, int[] shape, byte[] values) {
    this.source = source;
    this.shape = shape;
    this.values = values;
  }

  /**
   * The file that the values came from, for error messages.
   *
   * @return the file as it was given to the reader
   */
  public Path source() {
    return source;
  }

  /**
   * The extents, each at least 1.
   *
   * @return a copy of the shape
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of values, the product of the shape.
   *
   * @return the number of values
   */
  public int size() {
    return values.length;
  }

  /**
   * One value.
   *
   * @param index the position in row-major order, 0 to {@code size() - 1}
   * @return the value, 0..255
   */
  public int value(int index) {
    return values[index] & 0xff;
  }

  /**
   * All values as floats.
   *
   * @return a new array of {@link #size()} values, each 0..255
   */
  public float[] toFloats() {
    return toFloats(0);
  }

  /**
   * All values as floats, with room ahead of them.
   *
   * @param ahead how many zeros come first
   * @return a new array of {@code ahead +} {@link #size()} values, each 0..255
   */
  public float[] toFloats(int ahead) {
    float[] floats = new float[ahead + values.length];
    for (int i = 0; i < values.length; i++) {
      floats[ahead + i] = values[i] & 0xff;
    }
    return floats;
  }

  /**
   * All values as integers.
   *
   * @return a new array of {@link #size()} values, each 0..255
   */
  public int[] toInts() {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = values[i] & 0xff;
    }
    return ints;
  }

  @Override
  public String toString() {
    return source + " " + Arrays.toString(shape);
  }
}
