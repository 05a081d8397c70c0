package org.phyllo.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.phyllo.runtime.InvalidFileException;

/**
 * Reads IDX files of unsigned bytes, the format of MNIST and its relatives, plain or gzip.
 *
 * <p>The format, big-endian: two zero bytes, a byte for the type (0x08: unsigned bytes), a byte for
 * the number of dimensions, one 32-bit extent for each dimension, then the values, the last index
 * running fastest. See <a href="http://yann.lecun.com/exdb/mnist/">the MNIST page</a>, "the IDX
 * file format".
 *
 * <p>Nothing in the file is trusted: the number of values that its header claims is checked against
 * a limit, memory grows only as values arrive, and a gzip file is never inflated further than one
 * byte past its header's claim.
 */
public final class IdxReader {
  /** The largest number of values that {@link #read(Path)} accepts: 2<sup>30</sup>. */
  public static final int DEFAULT_LIMIT = 1 << 30;

  private static final int UNSIGNED_BYTES = 0x08;
  private static final int MOST_DIMENSIONS = 8;
  private static final int FIRST_CHUNK = 1 << 20;

  private final Path file;
  private final InputStream in;

  private IdxReader(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Reads a file of at most {@link #DEFAULT_LIMIT} values.
   *
   * @param file an IDX file, plain or gzip
   * @return its shape and values
   * @throws InvalidFileException if it is not a complete IDX file of unsigned bytes, or is more
   *     than that
   * @throws IOException if it can't be read
   */
  public static IdxArray read(Path file) throws IOException {
    return read(file, DEFAULT_LIMIT);
  }

  /**
   * Reads a file of at most {@code limit} values.
   *
   * @param file an IDX file, plain or gzip
   * @param limit the largest number of values to accept, at least 1
   * @return its shape and values
   * @throws InvalidFileException if it is not a complete IDX file of unsigned bytes, is more than
   *     that, or claims more than {@code limit} values
   * @throws IOException if it can't be read
   */
  public static IdxArray read(Path file, int limit) throws IOException {
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
    }
    try (InputStream in = FileBytes.open(file)) {
      return new IdxReader(file, in).read(limit);
    }
  }

  private IdxArray read(int limit) throws IOException {
    int[] shape = readShape(limit);
    int claimed = 1;
    for (int extent : shape) {
      claimed *= extent;
    }
    return new IdxArray(file, shape, readValues(shape, claimed));
  }

  private int[] readShape(int limit) throws IOException {
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
      product *= shape[d]; // both factors below 2^31: no overflow
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

  private byte[] readValues(int[] shape, int claimed) throws IOException {
    byte[] values = new byte[Math.min(claimed, FIRST_CHUNK)];
    int count = 0;
    while (true) {
      count += in.readNBytes(values, count, values.length - count);
      if (count < values.length) {
        throw invalid(
            4 + 4 * shape.length + (long) count,
            "the file ends after "
                + count
                + " values, expected "
                + claimed
                + " as its header says "
                + Arrays.toString(shape));
      }
      if (count == claimed) {
        break;
      }
      values = Arrays.copyOf(values, (int) Math.min(claimed, 2L * values.length));
    }
    // For gzip this also makes the checksum be read.
    if (in.read() >= 0) {
      throw invalid(
          4 + 4 * shape.length + (long) count,
          "more bytes follow, expected the end after "
              + count
              + " values "
              + Arrays.toString(shape));
    }
    return values;
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
