package org.phyllo.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.phyllo.runtime.InvalidFileException;

/** Reads lines, ended by LF or CR LF, none of them longer than a limit. */
final class LineReader {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Path file;
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int limit;
  private byte[] line = new byte[256];
  private int length;
  private int number;

  LineReader(Path file, InputStream in, int longest) {
    this.file = file;
    this.in = in;
    this.longest = longest;
  }

  /** Moves to the next line; false at the end. A last line without a line end counts. */
  boolean next() throws IOException {
    length = 0;
    boolean any = false;
    while (at < limit || fill()) {
      any = true;
      int end = at;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      append(end);
      if (end < limit) {
        at = end + 1;
        break;
      }
    }
    if (!any) {
      return false;
    }
    number++;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    if (number == 1 && startsWith(BYTE_ORDER_MARK)) {
      System.arraycopy(line, 3, line, 0, length - 3);
      length -= 3;
    }
    return true;
  }

  /** The number of the current line, from 1; 0 before the first. */
  int number() {
    return number;
  }

  int length() {
    return length;
  }

  /** The byte at {@code index} of the current line as a character code, 0..255. */
  int codeAt(int index) {
    return line[index] & 0xff;
  }

  /** A part of the line where every byte is one character; right for ASCII. */
  String ascii(int from, int to) {
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The whole line as UTF-8. */
  String text() throws InvalidFileException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line, 0, length);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidFileException(file, "line " + number + " is not text in UTF-8", e);
    }
  }

  private void append(int end) throws IOException {
    int count = end - at;
    if (count > longest - length) {
      throw new InvalidFileException(
          file,
          "line "
              + (number + 1)
              + " is longer than "
              + longest
              + " bytes, expected a table of numbers");
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(buffer, at, line, length, count);
    length += count;
    at = end;
  }

  private boolean fill() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private boolean startsWith(byte[] prefix) {
    return length >= prefix.length
        && Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
  }
}
