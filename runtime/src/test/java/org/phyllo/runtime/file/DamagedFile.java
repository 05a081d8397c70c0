package org.phyllo.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Damages a file in place, as writing it anew thousands of times would be slow. */
public final class DamagedFile implements AutoCloseable {
  private final FileChannel channel;

  /** Opens a file that is to be damaged. */
  public DamagedFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Cuts the file off. */
  public void truncate(int length) throws IOException {
    channel.truncate(length);
  }

  /** Flips a bit; flipped again, it is as before. */
  public void flip(int bit) throws IOException {
    ByteBuffer value = ByteBuffer.allocate(1);
    channel.read(value, bit / Byte.SIZE);
    value.put(0, (byte) (value.get(0) ^ 1 << bit % Byte.SIZE)).flip();
    channel.write(value, bit / Byte.SIZE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
