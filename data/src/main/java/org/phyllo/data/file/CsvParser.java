package org.phyllo.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.phyllo.runtime.InvalidFileException;

/** One pass over one CSV file. */
final class CsvParser {
  private static final int LONGEST_LINE = 1 << 20;

  /** A double has at most 17 significant digits; what is longer than this is not meant as one. */
  private static final int LONGEST_NUMBER = 64;

  /** Keeps one absurd label from making a million classes. */
  private static final int LARGEST_LABEL = 65_535;

  private final Path file;
  private final LineReader lines;
  private final char separator;
  private final CsvHeader header;
  private final int labelColumn;
  private final int limit;

  private List<String> names = List.of();
  private int announcedRows;
  private int announcedFeatures;
  private int cells;
  private int firstRow;
  private int label = CsvReader.NO_LABEL;
  private float[] values = new float[1024];
  private int count;
  private int[] labels = new int[64];
  private int rows;

  CsvParser(
      Path file, InputStream in, char separator, CsvHeader header, int labelColumn, int limit) {
    this.file = file;
    this.lines = new LineReader(file, in, LONGEST_LINE);
    this.separator = separator;
    this.header = header;
    this.labelColumn = labelColumn;
    this.limit = limit;
  }

  CsvTable parse() throws IOException {
    if (header != CsvHeader.NONE) {
      readHeader();
    }
    boolean more = lines.next();
    while (more) {
      boolean empty = lines.length() == 0;
      int line = lines.number();
      if (!empty) {
        readRow();
      }
      more = lines.next();
      if (empty && more) {
        throw invalid(line, "is empty, expected a row of numbers");
      }
    }
    return table();
  }

  private void readHeader() throws IOException {
    if (!lines.next()) {
      throw new InvalidFileException(file, "is empty, expected a header line");
    }
    names = List.of(lines.text().split(Pattern.quote(String.valueOf(separator)), -1));
    if (header == CsvHeader.SUMMARY) {
      if (names.size() < 2) {
        throw invalid(1, "has 1 cell, expected rows,features,class names...");
      }
      announcedRows = announced(1, "rows");
      announcedFeatures = announced(2, "features");
      names = names.subList(2, names.size());
    }
  }

  private int announced(int column, String what) throws InvalidFileException {
    String cell = names.get(column - 1).strip();
    if (!cell.matches("[0-9]{1,9}")) {
      throw invalid(1, column, quoted(cell) + " is not the number of " + what);
    }
    return Integer.parseInt(cell);
  }

  private void readRow() throws IOException {
    if (rows == 0) {
      readWidth();
    }
    int line = lines.number();
    int column = 0;
    int from = 0;
    while (from <= lines.length()) {
      int to = endOfCell(from);
      column++;
      if (column > cells) {
        throw invalid(line, "has more than " + cells + " cells, " + expectedCells());
      }
      readCell(line, column, from, to);
      from = to + 1;
    }
    if (column < cells) {
      throw invalid(line, "has " + column + " cells, " + expectedCells());
    }
    rows++;
  }

  private void readWidth() throws InvalidFileException {
    firstRow = lines.number();
    for (int from = 0; from <= lines.length(); from = endOfCell(from) + 1) {
      cells++;
    }
    if (labelColumn != CsvReader.NO_LABEL) {
      label = labelColumn == CsvReader.LAST ? cells - 1 : labelColumn;
    }
    int features = label == CsvReader.NO_LABEL ? cells : cells - 1;
    if (label >= cells) {
      throw invalid(
          firstRow, "has " + cells + " cells, expected the label in column " + (label + 1));
    }
    if (features == 0) {
      throw invalid(firstRow, "has only a label, expected numbers beside it");
    }
    if (header == CsvHeader.SUMMARY && features != announcedFeatures) {
      throw invalid(
          1, 2, "announces " + announcedFeatures + " features, but the rows have " + features);
    }
    if (header == CsvHeader.COLUMN_NAMES && names.size() != cells) {
      throw invalid(1, "names " + names.size() + " columns, but the rows have " + cells);
    }
  }

  private String expectedCells() {
    return "expected " + cells + " as in line " + firstRow;
  }

  private int endOfCell(int from) {
    int to = from;
    while (to < lines.length() && lines.codeAt(to) != separator) {
      to++;
    }
    return to;
  }

  private void readCell(int line, int column, int start, int end) throws InvalidFileException {
    int from = start;
    int to = end;
    while (from < to && lines.codeAt(from) == ' ') {
      from++;
    }
    while (from < to && lines.codeAt(to - 1) == ' ') {
      to--;
    }
    if (from == to) {
      throw invalid(line, column, "is empty, expected a number");
    }
    if (column - 1 == label) {
      labels = rows < labels.length ? labels : Arrays.copyOf(labels, 2 * labels.length);
      labels[rows] = label(line, column, from, to);
      return;
    }
    if (count == limit) {
      throw invalid(line, column, "is value " + (count + 1L) + ", expected at most " + limit);
    }
    if (count == values.length) {
      values = Arrays.copyOf(values, (int) Math.min(limit, 2L * values.length));
    }
    values[count++] = number(line, column, from, to);
  }

  private float number(int line, int column, int from, int to) throws InvalidFileException {
    for (int i = from; i < to; i++) {
      int c = lines.codeAt(i);
      boolean numeric = (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0;
      if (c == '"') {
        throw invalid(line, column, "is quoted, expected a plain number without quotes");
      }
      if (!numeric || to - from > LONGEST_NUMBER) {
        throw notANumber(line, column, from, to);
      }
    }
    float value = parsed(line, column, from, to);
    if (!Float.isFinite(value)) {
      throw invalid(
          line, column, quoted(lines.ascii(from, to)) + " is beyond a float's range of 3.4e38");
    }
    return value;
  }

  private float parsed(int line, int column, int from, int to) throws InvalidFileException {
    try {
      return Float.parseFloat(lines.ascii(from, to));
    } catch (NumberFormatException e) {
      InvalidFileException invalid = notANumber(line, column, from, to);
      invalid.initCause(e);
      throw invalid;
    }
  }

  private InvalidFileException notANumber(int line, int column, int from, int to) {
    return invalid(
        line, column, quoted(lines.ascii(from, to)) + " is not a number, expected one like -1.5e3");
  }

  private int label(int line, int column, int from, int to) throws InvalidFileException {
    int classes = classesNamed() ? names.size() : LARGEST_LABEL + 1;
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = lines.codeAt(i) - '0';
      value = digit < 0 || digit > 9 || value >= classes ? classes : 10 * value + digit;
    }
    if (value >= classes) {
      throw invalid(
          line,
          column,
          quoted(lines.ascii(from, to))
              + " is not a label, expected a whole number 0 to "
              + (classes - 1));
    }
    return value;
  }

  private CsvTable table() throws InvalidFileException {
    if (rows == 0) {
      throw new InvalidFileException(file, "has no rows of numbers, expected at least one");
    }
    if (header == CsvHeader.SUMMARY && rows != announcedRows) {
      throw invalid(1, 1, "announces " + announcedRows + " rows, but the file has " + rows);
    }
    boolean labeled = label != CsvReader.NO_LABEL;
    List<String> columnNames = header == CsvHeader.COLUMN_NAMES ? names : List.of();
    if (labeled && !columnNames.isEmpty()) {
      columnNames = IntStream.range(0, cells).filter(c -> c != label).mapToObj(names::get).toList();
    }
    int features = labeled ? cells - 1 : cells;
    return new CsvTable(
        file,
        features,
        Arrays.copyOf(values, count),
        labeled ? Arrays.copyOf(labels, rows) : null,
        columnNames,
        labeled ? classNames() : List.of());
  }

  private boolean classesNamed() {
    return header == CsvHeader.SUMMARY && !names.isEmpty();
  }

  private List<String> classNames() {
    if (classesNamed()) {
      return names;
    }
    int largest = Arrays.stream(labels, 0, rows).max().orElseThrow();
    return IntStream.rangeClosed(0, largest).mapToObj(String::valueOf).toList();
  }

  /** A cell for an error message: short, and without characters that could upset a terminal. */
  private static String quoted(String cell) {
    StringBuilder text = new StringBuilder("'");
    for (int i = 0; i < Math.min(cell.length(), 40); i++) {
      char c = cell.charAt(i);
      text.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return text.append(cell.length() > 40 ? "...'" : "'").toString();
  }

  private InvalidFileException invalid(int line, String problem) {
    return new InvalidFileException(file, "line " + line + " " + problem);
  }

  private InvalidFileException invalid(int line, int column, String problem) {
    return new InvalidFileException(file, "line " + line + ", column " + column + " " + problem);
  }
}
