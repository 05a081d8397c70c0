package org.phyllo.runtime.file;

import java.nio.file.Path;
import java.util.Set;
import org.phyllo.runtime.InvalidFileException;

/** Takes JSON text apart, token by token (RFC 8259, strict). The caller knows what must come. */
final class JsonScanner {
  private static final int FIRST_PRINTABLE = 0x20;

  private final Path file;
  private final String text;
  private int at;

  /** Whether the innermost open object or array has had no element yet. */
  private boolean first;

  JsonScanner(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Opens an object or array. */
  void begin(char bracket) throws InvalidFileException {
    take(bracket);
    first = true;
  }

  /**
   * Takes the comma before another element and says true, or the closing bracket and says false.
   */
  boolean hasNext(char closing) throws InvalidFileException {
    if (peek() == closing) {
      at++;
      first = false;
      return false;
    }
    if (!first) {
      take(',');
    }
    first = false;
    return true;
  }

  /** Takes a member's name, printable and not yet in the set, and the colon after it. */
  String key(Set<String> taken, int maxLength) throws InvalidFileException {
    String key = string(maxLength);
    for (int i = 0; i < key.length(); i++) {
      if (Character.isISOControl(key.charAt(i))) {
        throw error("a name with control characters, expected printable ones");
      }
    }
    if (!taken.add(key)) {
      throw error("'" + key + "' for the second time, expected each name once");
    }
    take(':');
    return key;
  }

  String string(int maxLength) throws InvalidFileException {
    take('"');
    StringBuilder value = new StringBuilder();
    while (true) {
      char next = next();
      if (next == '"') {
        return value.toString();
      }
      if (next < FIRST_PRINTABLE) {
        throw error("a control character in a string, expected an escape");
      }
      value.append(next == '\\' ? escaped() : next);
      if (value.length() > maxLength) {
        throw error("a long string, expected at most " + maxLength + " characters");
      }
    }
  }

  private char escaped() throws InvalidFileException {
    char letter = next();
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          char digit = next();
          int value = digit < 0x80 ? Character.digit(digit, 16) : -1; // ASCII digits only
          if (value < 0) {
            throw error("'" + printable(digit) + "' in an escape, expected a hexadecimal digit");
          }
          code = code << 4 | value;
        }
        yield (char) code;
      }
      default -> throw error("an unknown escape, expected one of \" \\ / b f n r t u");
    };
  }

  /** Takes a whole number from 0 up. */
  long number(int maxDigits) throws InvalidFileException {
    skipSpace();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    int digits = at - start;
    if (digits == 0 || digits > maxDigits || (digits > 1 && text.charAt(start) == '0')) {
      throw error("no number that is acceptable, expected a whole one from 0 up");
    }
    return Long.parseLong(text, start, at, 10);
  }

  /** Checks that nothing but space is left. */
  void end() throws InvalidFileException {
    skipSpace();
    if (at != text.length()) {
      throw error("'" + printable(text.charAt(at)) + "', expected the end");
    }
  }

  InvalidFileException error(String problem) {
    return new InvalidFileException(file, "header, character " + at + ": " + problem);
  }

  private void take(char expected) throws InvalidFileException {
    char actual = peek();
    if (actual != expected) {
      throw error("'" + printable(actual) + "', expected '" + expected + "'");
    }
    at++;
  }

  private char peek() throws InvalidFileException {
    skipSpace();
    if (at == text.length()) {
      throw error("the header ends, expected more");
    }
    return text.charAt(at);
  }

  private char next() throws InvalidFileException {
    if (at == text.length()) {
      throw error("the header ends inside a string, expected more");
    }
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static String printable(char value) {
    return value < FIRST_PRINTABLE || Character.isISOControl(value)
        ? "\\u%04x".formatted((int) value)
        : String.valueOf(value);
  }
}
