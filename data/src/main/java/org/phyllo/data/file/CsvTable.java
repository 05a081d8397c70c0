package org.phyllo.data.file;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a CSV file: a table of finite numbers, and a class label for each row if the
 * reader was told which column holds it.
 *
 * <p>Immutable.
 */
public final class CsvTable {
  private final Path source;
  private final int columns;
  private final float[] values;
  private final int @Nullable [] labels;
  private final List<String> columnNames;
  private final List<String> classNames;

  CsvTable(
      Path source,
      int columns,
      float[] values,
      int @Nullable [] labels,
      List<String> columnNames,
      List<String> classNames) {
    this.source = source;
    this.columns = columns;
    this.values = values;
    this.labels = labels;
    this.columnNames = List.copyOf(columnNames);
    this.classNames = List.copyOf(classNames);
  }

  /**
   * The file that the values came from, for error messages.
   *
   * @return the file as it was given to the reader
   */
  public Path source() {
    return source;
  }

  /**
   * The number of rows of data, at least 1.
   *
   * @return the number of rows
   */
  public int rows() {
    return values.length / columns;
  }

  /**
   * The number of columns without the label column, at least 1.
   *
   * @return the number of columns
   */
  public int columns() {
    return columns;
  }

  /**
   * One value.
   *
   * @param row the row, 0 to {@code rows() - 1}
   * @param column the column, 0 to {@code columns() - 1}, the label column not counted
   * @return the value
   */
  public float value(int row, int column) {
    if (column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException(
          "column is " + column + ", expected 0 to " + (columns - 1));
    }
    return values[Math.addExact(Math.multiplyExact(row, columns), column)];
  }

  /**
   * All values, row by row.
   *
   * @return a copy of the {@code rows() * columns()} values
   */
  public float[] values() {
    return values.clone();
  }

  /**
   * Whether the rows have class labels.
   *
   * @return true if the reader was told of a label column
   */
  public boolean hasLabels() {
    return labels != null;
  }

  /**
   * The class of each row, 0 or more.
   *
   * @return a copy of the {@link #rows()} labels
   * @throws IllegalStateException if the table has no label column
   */
  public int[] labels() {
    if (labels == null) {
      throw new IllegalStateException(
          source + ": read without a label column; expected CsvReader.labelColumn or labelLast");
    }
    return labels.clone();
  }

  /**
   * The names of the {@link #columns()} columns, without the label column's.
   *
   * @return the names, empty if the file has none
   */
  public List<String> columnNames() {
    return columnNames;
  }

  /**
   * The names of the classes, label 0 first: from the file's {@linkplain CsvHeader#SUMMARY
   * summary}, otherwise the labels themselves, "0" to the largest; empty without a label column.
   *
   * @return the names
   */
  public List<String> classNames() {
    return classNames;
  }
}
