package org.phyllo.data.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a data file, plain or gzip, as a stream of its plain content. */
final class FileBytes {
  private static final int BUFFER = 1 << 16;

  private FileBytes() {}

  /** Opens a file; the caller closes the stream. */
  static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      return unpacked(raw, file);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** The plain content of {@code raw}: the first two bytes say whether it is gzip, not its name. */
  static InputStream unpacked(InputStream raw, Path name) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
    buffered.mark(2);
    boolean gzip = buffered.read() == GzipInput.MAGIC_1 && buffered.read() == GzipInput.MAGIC_2;
    buffered.reset();
    return gzip ? new GzipInput(buffered, name) : buffered;
  }
}
