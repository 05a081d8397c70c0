package org.phyllo.runtime;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes values out of a file's strings and distrusts all of them. */
final class MetadataReader {
  private final Path file;
  private final Map<String, String> strings;

  MetadataReader(Path file, Map<String, String> strings) {
    this.file = file;
    this.strings = strings;
  }

  /** A string, which must be there. */
  String text(String name) throws InvalidFileException {
    String text = strings.get(name);
    if (text == null) {
      throw new InvalidFileException(file, "no '%s' in its metadata".formatted(name));
    }
    return text;
  }

  /** Checks that a string is the one expected. */
  void same(String name, String expected, String wayOut) throws InvalidFileException {
    String text = text(name);
    if (!text.equals(expected)) {
      throw new InvalidFileException(
          file, "%s is '%s', expected '%s'%s".formatted(name, text, expected, wayOut));
    }
  }

  /** A whole number of a range. */
  long number(String name, long least, long most) throws InvalidFileException {
    String text = text(name);
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException noNumber) {
      throw outside(name, text, least, most, noNumber);
    }
    if (value < least || value > most) {
      throw outside(name, text, least, most, null);
    }
    return value;
  }

  /** The same for numbers that fit an int. */
  int integer(String name, int least, int most) throws InvalidFileException {
    return (int) number(name, least, most);
  }

  private InvalidFileException outside(
      String name, String text, long least, long most, @Nullable NumberFormatException cause) {
    String problem =
        "%s is '%s', expected a whole number from %d to %d".formatted(name, text, least, most);
    return cause == null
        ? new InvalidFileException(file, problem)
        : new InvalidFileException(file, problem, cause);
  }

  /** A number that is finite. */
  double finite(String name) throws InvalidFileException {
    double value = real(name);
    if (!Double.isFinite(value)) {
      throw new InvalidFileException(
          file, "%s is '%s', expected a finite number".formatted(name, value));
    }
    return value;
  }

  /** A number, which may be NaN. */
  double real(String name) throws InvalidFileException {
    String text = text(name);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      throw new InvalidFileException(
          file, "%s is '%s', expected a number".formatted(name, text), noNumber);
    }
  }
}
