package org.phyllo.runtime.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** One tensor of a safetensors file, with its values in row-major order. Immutable. */
public final class StoredTensor {
  private final Path file;
  private final TensorEntry entry;
  private final byte[] data;

  StoredTensor(Path file, TensorEntry entry, byte[] data) {
    this.file = file;
    this.entry = entry;
    this.data = data;
  }

  /**
   * The tensor's name.
   *
   * @return the name
   */
  public String name() {
    return entry.name();
  }

  /**
   * The type that the values have in the file.
   *
   * @return the type
   */
  public DataType type() {
    return entry.type();
  }

  /**
   * The extents.
   *
   * @return a new array; empty for a single value
   */
  public int[] shape() {
    return Arrays.stream(entry.shape()).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * The number of values.
   *
   * @return the product of the extents
   */
  public int size() {
    return data.length / type().bytes();
  }

  /**
   * The values as float; {@link DataType#F64} is rounded to the nearest.
   *
   * @return a new array
   * @throws IllegalStateException if the file has integers there
   */
  public float[] floats() {
    if (type().isInteger()) {
      throw wrongType("a floating-point type");
    }
    ByteBuffer bytes = bytes();
    float[] values = new float[size()];
    if (type() == DataType.F32) {
      bytes.asFloatBuffer().get(values);
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) type().doubleAt(bytes, i);
    }
    return values;
  }

  /**
   * The values as double, exact but for {@link DataType#I64} beyond 2<sup>53</sup>.
   *
   * @return a new array
   */
  public double[] doubles() {
    ByteBuffer bytes = bytes();
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type().doubleAt(bytes, i);
    }
    return values;
  }

  /**
   * The values as int.
   *
   * @return a new array
   * @throws IllegalStateException if the file has other than integers there
   * @throws ArithmeticException if a value does not fit
   */
  public int[] ints() {
    if (!type().isInteger()) {
      throw wrongType("I32 or I64");
    }
    ByteBuffer bytes = bytes();
    int[] values = new int[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          type() == DataType.I32
              ? bytes.getInt(i * Integer.BYTES)
              : Math.toIntExact(bytes.getLong(i * Long.BYTES));
    }
    return values;
  }

  private ByteBuffer bytes() {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  private IllegalStateException wrongType(String expected) {
    return new IllegalStateException(file + ": tensor " + entry + ", expected " + expected);
  }

  /** Returns name, type and shape, such as {@code 'f5.weight' F32 [120, 256]}. */
  @Override
  public String toString() {
    return entry.toString();
  }
}
