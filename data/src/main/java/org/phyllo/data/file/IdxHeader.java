package org.phyllo.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.phyllo.runtime.InvalidFileException;

/** The header of an IDX file of unsigned bytes, checked while it is read. */
final class IdxHeader {
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int MOST_DIMENSIONS = 8;

  private final Path file;
  private final InputStream in;

  private IdxHeader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Reads the shape.
   *
   * @param limit the largest number of values to accept
   * @return extents of at least 1, whose product is at most the limit
   */
  static int[] read(Path file, InputStream in, long limit) throws IOException {
    return new IdxHeader(file, in).readShape(limit);
  }

  /** The length of the header in bytes. */
  static int length(int[] shape) {
    return 4 + 4 * shape.length;
  }

  private int[] readShape(long limit) throws IOException {
    byte[] magic = readHeader(4, "the magic number");
    if (magic[0] != 0 || magic[1] != 0) {
      throw invalid(
          0,
          String.format(
              "starts with %02x %02x %02x %02x, expected the IDX magic number 00 00 08 and the"
                  + " number of dimensions",
              magic[0], magic[1], magic[2], magic[3]));
    }
    if (magic[2] != UNSIGNED_BYTES) {
      throw invalid(2, "values are " + type(magic[2]) + ", expected unsigned bytes (type 0x08)");
    }
    int dimensions = magic[3] & 0xff;
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw invalid(3, dimensions + " dimensions, expected 1 to " + MOST_DIMENSIONS);
    }
    int[] shape = new int[dimensions];
    long product = 1;
    for (int d = 0; d < dimensions; d++) {
      int at = 4 + 4 * d;
      byte[] extent = readHeader(4, "the extent of dimension " + d);
      shape[d] = ByteBuffer.wrap(extent).getInt();
      if (shape[d] < 1) {
        String actual = Integer.toUnsignedString(shape[d]);
        throw invalid(at, "dimension " + d + " is " + actual + ", expected 1 to 2147483647");
      }
      product = product > Long.MAX_VALUE / shape[d] ? Long.MAX_VALUE : product * shape[d];
      if (product > limit) {
        throw invalid(
            at,
            "the header claims "
                + Arrays.toString(Arrays.copyOf(shape, d + 1))
                + (d + 1 < dimensions ? "..." : "")
                + " = "
                + product
                + " values or more, expected at most "
                + limit);
      }
    }
    return shape;
  }

  private byte[] readHeader(int count, String what) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new InvalidFileException(file, "the file ends before " + what + " of its IDX header");
    }
    return bytes;
  }

  private InvalidFileException invalid(long at, String problem) {
    return new InvalidFileException(file, "byte " + at + ": " + problem);
  }

  private static String type(byte code) {
    return switch (code) {
      case 0x09 -> "signed bytes (type 0x09)";
      case 0x0b -> "16-bit integers (type 0x0b)";
      case 0x0c -> "32-bit integers (type 0x0c)";
      case 0x0d -> "32-bit floats (type 0x0d)";
      case 0x0e -> "64-bit floats (type 0x0e)";
      default -> String.format("of unknown type 0x%02x", code);
    };
  }
}
