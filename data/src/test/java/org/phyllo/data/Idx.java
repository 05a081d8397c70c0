package org.phyllo.data;

import java.nio.ByteBuffer;

/** Writes IDX files for tests. */
public final class Idx {
  private Idx() {}

  /** An IDX file of unsigned bytes with the given shape in its header, whatever follows. */
  public static byte[] of(byte[] values, int... shape) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + values.length);
    file.put((byte) 0).put((byte) 0).put((byte) 8).put((byte) shape.length);
    for (int extent : shape) {
      file.putInt(extent);
    }
    return file.put(values).array();
  }
}
