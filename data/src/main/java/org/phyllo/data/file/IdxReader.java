package org.phyllo.data.file;

import java.io.IOException;
import java.io.InputStream;
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
    int[] shape = IdxHeader.read(file, in, limit);
    int claimed = 1;
    for (int extent : shape) {
      claimed *= extent;
    }
    return new IdxArray(file, shape, readValues(shape, claimed));
  }

  private byte[] readValues(int[] shape, int claimed) throws IOException {
    byte[] values = new byte[Math.min(claimed, FIRST_CHUNK)];
    int count = 0;
    while (true) {
      count += in.readNBytes(values, count, values.length - count);
      if (count < values.length) {
        throw invalid(
            IdxHeader.length(shape) + (long) count,
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
          IdxHeader.length(shape) + (long) count,
          "more bytes follow, expected the end after "
              + count
              + " values "
              + Arrays.toString(shape));
    }
    return values;
  }

  private InvalidFileException invalid(long at, String problem) {
    return new InvalidFileException(file, "byte " + at + ": " + problem);
  }
}
