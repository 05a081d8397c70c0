package org.phyllo.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.phyllo.runtime.InvalidFileException;

/**
 * Reads tables of numbers from text, plain or gzip: one row a line, cells apart by a comma, or by
 * another character.
 *
 * <pre>{@code
 * CsvTable wine = CsvReader.commas().header(CsvHeader.SUMMARY).labelLast().read(Path.of("wine.csv"));
 * }</pre>
 *
 * <p>Cells are decimal numbers such as {@code 5.1} or {@code -1e-3}, spaces around them are
 * ignored; a label is a whole number from 0. Every row has as many cells as the first. There is no
 * quoting: numbers need none, and a quote in a data line is an error. Empty lines are errors but
 * for the end of the file.
 *
 * <p>Nothing in the file is trusted: a line is at most 2<sup>20</sup> bytes long, memory grows only
 * with rows that really arrive, and their number is limited. Every error names the file, the line
 * and the column, both counted from 1.
 *
 * <p>Immutable; each setting returns a new reader.
 */
public final class CsvReader {
  /** The largest number of values that a table may have unless told otherwise: 2<sup>28</sup>. */
  public static final int DEFAULT_LIMIT = 1 << 28;

  /** Column number for a table without labels. */
  static final int NO_LABEL = Integer.MIN_VALUE;

  /** Column number of the label for the last column, however many there are. */
  static final int LAST = -1;

  private final char separator;
  private final CsvHeader header;
  private final int labelColumn;
  private final int limit;

  private CsvReader(char separator, CsvHeader header, int labelColumn, int limit) {
    this.separator = separator;
    this.header = header;
    this.labelColumn = labelColumn;
    this.limit = limit;
  }

  /**
   * A reader of cells apart by commas, without a header line and without labels.
   *
   * @return the reader to start from
   */
  public static CsvReader commas() {
    return new CsvReader(',', CsvHeader.NONE, NO_LABEL, DEFAULT_LIMIT);
  }

  /**
   * Sets the character between two cells.
   *
   * @param separator an ASCII character that does not occur in numbers: a comma, semicolon, tab,
   *     space, ...
   * @return a reader with that separator
   */
  public CsvReader separator(char separator) {
    if (separator >= 0x80
        || Character.isLetterOrDigit(separator)
        || "+-.\"\r\n".indexOf(separator) >= 0) {
      throw new IllegalArgumentException(
          "separator is '" + separator + "', expected an ASCII character that is not in numbers");
    }
    return new CsvReader(separator, header, labelColumn, limit);
  }

  /**
   * Says what the first line is.
   *
   * @param header the kind of the first line
   * @return a reader that expects such a first line
   */
  public CsvReader header(CsvHeader header) {
    return new CsvReader(separator, header, labelColumn, limit);
  }

  /**
   * Says that a column holds the class label.
   *
   * @param column the column, 0 is the first
   * @return a reader that takes labels from that column
   */
  public CsvReader labelColumn(int column) {
    if (column < 0) {
      throw new IllegalArgumentException("label column is " + column + ", expected at least 0");
    }
    return new CsvReader(separator, header, column, limit);
  }

  /**
   * Says that the last column holds the class label.
   *
   * @return a reader that takes labels from the last column
   */
  public CsvReader labelLast() {
    return new CsvReader(separator, header, LAST, limit);
  }

  /**
   * Limits the number of values, labels not counted, that a table may have.
   *
   * @param limit the largest number of values to accept, at least 1
   * @return a reader with that limit
   */
  public CsvReader limit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
    }
    return new CsvReader(separator, header, labelColumn, limit);
  }

  /**
   * Reads a file.
   *
   * @param file a text file, plain or gzip
   * @return its table
   * @throws InvalidFileException if it is not a table as this reader expects it; the message names
   *     the line, the column and the expectation
   * @throws IOException if it can't be read
   */
  public CsvTable read(Path file) throws IOException {
    try (InputStream in = FileBytes.open(file)) {
      return parse(in, file);
    }
  }

  /**
   * Reads a stream, for example a resource of a program, to its end.
   *
   * @param in text, plain or gzip; the caller closes it
   * @param name what to call it in error messages
   * @return its table
   * @throws InvalidFileException if it is not a table as this reader expects it
   * @throws IOException if it can't be read
   */
  public CsvTable read(InputStream in, String name) throws IOException {
    Path path = Path.of(name);
    return parse(FileBytes.unpacked(in, path), path);
  }

  private CsvTable parse(InputStream in, Path file) throws IOException {
    return new CsvParser(file, in, separator, header, labelColumn, limit).parse();
  }
}
