package org.phyllo.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.phyllo.runtime.InvalidFileException;

/**
 * Inflates a gzip file (RFC 1952) of one or more members, and refuses what is not one: wrong
 * checksums and lengths, a cut-off end, bytes after the last member.
 *
 * <p>{@link java.util.zip.GZIPInputStream} ignores such bytes, names no place in its errors, and
 * calls itself once for every empty member, which a small hostile file turns into a stack overflow.
 */
final class GzipInput extends InputStream {
  static final int MAGIC_1 = 0x1f;
  static final int MAGIC_2 = 0x8b;

  private static final int DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int RESERVED_FLAGS = 0xe0;

  private final InputStream source;
  private final Path name;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] packed = new byte[8192];
  private int at;
  private int limit;
  private long consumed;
  private long inflated;
  private boolean inMember;
  private boolean first = true;

  GzipInput(InputStream source, Path name) {
    this.source = source;
    this.name = name;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (inMember || startMember()) {
      int read = inflate(into, from, count);
      if (read > 0) {
        crc.update(into, from, read);
        inflated += read;
        return read;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsInput()) {
        feed();
      } else {
        throw invalid("its compressed data need a dictionary, which gzip does not have");
      }
    }
    return -1;
  }

  private int inflate(byte[] into, int from, int count) throws IOException {
    try {
      return inflater.inflate(into, from, count);
    } catch (DataFormatException e) {
      throw new InvalidFileException(name, place() + "its compressed data are damaged", e);
    }
  }

  private void feed() throws IOException {
    if (at == limit && !fill()) {
      throw invalid("the file ends inside its compressed data");
    }
    inflater.setInput(packed, at, limit - at);
    consumed += limit - at;
    at = limit;
  }

  private boolean startMember() throws IOException {
    if (at == limit && !fill()) {
      return false;
    }
    long start = consumed;
    if (next() != MAGIC_1 || next() != MAGIC_2) {
      throw new InvalidFileException(
          name,
          first
              ? "byte 0: expected a gzip header"
              : "byte " + start + ": unexpected bytes after the end of its compressed data");
    }
    int method = next();
    if (method != DEFLATE) {
      throw invalid("compression method " + method + ", expected 8 (deflate)");
    }
    int flags = next();
    if ((flags & RESERVED_FLAGS) != 0) {
      throw invalid("gzip flags 0x" + Integer.toHexString(flags) + " are reserved");
    }
    skip(6); // time, extra flags, operating system
    if ((flags & FLAG_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inflated = 0;
    inMember = true;
    first = false;
    return true;
  }

  private void endMember() throws IOException {
    inMember = false;
    int unread = inflater.getRemaining();
    at -= unread;
    consumed -= unread;
    long statedCrc = nextInt();
    if (statedCrc != crc.getValue()) {
      throw invalid(
          String.format("gzip checksum %08x, but the data give %08x", statedCrc, crc.getValue()));
    }
    long statedLength = nextInt();
    if (statedLength != (inflated & 0xffffffffL)) {
      throw invalid("gzip length " + statedLength + ", but the data are " + inflated + " bytes");
    }
  }

  private long nextInt() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // Its length has no limit but the file's, and nothing is kept of it.
    }
  }

  private int next() throws IOException {
    if (at == limit && !fill()) {
      throw invalid("the file ends inside a gzip header or checksum");
    }
    consumed++;
    return packed[at++] & 0xff;
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = Math.max(0, source.read(packed, 0, packed.length));
    return limit > 0;
  }

  private InvalidFileException invalid(String problem) {
    return new InvalidFileException(name, place() + problem);
  }

  private String place() {
    return "byte " + (inMember ? consumed - inflater.getRemaining() : consumed) + ": ";
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    source.close();
  }
}
