package org.phyllo.runtime.file;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The types of values in safetensors files that can be read. All are little-endian. */
public enum DataType {
  /** IEEE 754 with 64 bits. */
  F64(8),
  /** IEEE 754 with 32 bits. */
  F32(4),
  /** IEEE 754 with 16 bits. */
  F16(2),
  /** The upper half of an {@link #F32}. */
  BF16(2),
  /** Two's complement with 64 bits. */
  I64(8),
  /** Two's complement with 32 bits. */
  I32(4);

  private final int bytes;

  DataType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * The size of a value.
   *
   * @return the number of bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether values are whole numbers.
   *
   * @return true for {@link #I64} and {@link #I32}
   */
  public boolean isInteger() {
    return this == I64 || this == I32;
  }

  /** The value at an index. Exact but for integers beyond 2^53. */
  double doubleAt(ByteBuffer data, int index) {
    int at = index * bytes;
    return switch (this) {
      case F64 -> data.getDouble(at);
      case F32 -> data.getFloat(at);
      case F16 -> Float.float16ToFloat(data.getShort(at));
      case BF16 -> Float.intBitsToFloat(data.getShort(at) << Short.SIZE);
      case I64 -> data.getLong(at);
      case I32 -> data.getInt(at);
    };
  }

  /** The type of a name, or null. */
  static @Nullable DataType named(String name) {
    for (DataType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return null;
  }
}
