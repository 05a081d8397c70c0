package org.phyllo.runtime.file;

import java.nio.file.Path;
import java.util.Arrays;
import org.phyllo.runtime.InvalidFileException;

/**
 * What a safetensors file's header says of one tensor.
 *
 * @param name the tensor's name
 * @param type the type of its values
 * @param shape its extents, 0 and up
 * @param begin where its bytes begin in the data after the header
 * @param end where they end, exclusive
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way out; made by the reader alone
public record TensorEntry(String name, DataType type, long[] shape, long begin, long end) {

  /** {@return a copy of the extents} */
  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** Checks that the bytes are as many as the shape needs, whatever numbers the header has. */
  void checkSize(Path file) throws InvalidFileException {
    long length = end - begin;
    if (begin < 0 || end < begin) {
      throw new InvalidFileException(
          file,
          "tensor '%s' lies at %d to %d, expected an end that is not before the beginning"
              .formatted(name, begin, end));
    }
    long values = 1;
    boolean overflow = false;
    for (long extent : shape) {
      overflow |= Math.multiplyHigh(values, extent) != 0 || values * extent < 0;
      values *= extent;
    }
    if (overflow || length % type.bytes() != 0 || values != length / type.bytes()) {
      throw new InvalidFileException(
          file,
          "tensor %s has %d bytes, expected %d for each value of its shape"
              .formatted(this, length, type.bytes()));
    }
    if (length > Integer.MAX_VALUE - Long.BYTES) {
      throw new InvalidFileException(
          file, "tensor %s has %d bytes, expected less than 2 GiB".formatted(this, length));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TensorEntry that
        && name.equals(that.name)
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && begin == that.begin
        && end == that.end;
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }

  /** Returns name, type and shape, such as {@code 'f5.weight' F32 [120, 256]}. */
  @Override
  public String toString() {
    return "'" + name + "' " + type + " " + Arrays.toString(shape);
  }
}
