package org.phyllo.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.phyllo.runtime.InvalidFileException;

/**
 * An IDX file of unsigned bytes in memory that the operating system fills when it is read.
 *
 * @param file the file
 * @param shape the extents, each at least 1
 * @param values the values, as many as the shape says
 */
@SuppressWarnings("ArrayRecordComponent") // within this package nobody changes it
record MappedIdx(Path file, int[] shape, MemorySegment values) {
  static MappedIdx open(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      refuseGzip(file, channel);
      InputStream header = Channels.newInputStream(channel.position(0));
      int[] shape = IdxHeader.read(file, header, Long.MAX_VALUE - 1);
      int start = IdxHeader.length(shape);
      long count = 1;
      for (int extent : shape) {
        count *= extent;
      }
      long size = channel.size();
      if (size - start != count) {
        throw new InvalidFileException(
            file,
            "has "
                + (size - start)
                + " values, expected "
                + count
                + " as its header says "
                + Arrays.toString(shape));
      }
      return new MappedIdx(
          file, shape, channel.map(FileChannel.MapMode.READ_ONLY, start, count, arena));
    }
  }

  private static void refuseGzip(Path file, FileChannel channel) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    if (in.read() == GzipInput.MAGIC_1 && in.read() == GzipInput.MAGIC_2) {
      throw new InvalidFileException(
          file,
          "is compressed with gzip, so samples can't be read from the middle of it. Unpack it first"
              + " (gunzip -k).");
    }
  }
}
