package org.phyllo.data;

import java.util.Arrays;
import java.util.List;
import org.phyllo.data.file.CsvTable;

/** Makes data sets of tables that {@link org.phyllo.data.file.CsvReader} has read. */
public final class Tables {
  private Tables() {}

  /**
   * A data set of classes, with the rows of a table as inputs and its label column as classes.
   *
   * @param name what to call it in messages
   * @param table a table with labels
   * @return the data set, of shape {@code [table.columns()]}, with values as measured
   * @throws IllegalStateException if the table has no labels
   */
  public static Dataset classification(String name, CsvTable table) {
    int[] shape = {table.columns()};
    return Dataset.owning(
        name,
        shape,
        Rows.behind(table.values()),
        table.labels(),
        table.classNames(),
        new ValueScale.Measured());
  }

  /**
   * A data set of numbers to be predicted, with columns of a table as inputs and as targets.
   *
   * @param name what to call it in messages
   * @param table the table
   * @param targetColumns the columns to predict, each 0 to {@code table.columns() - 1} and only
   *     once; all others are inputs
   * @return the data set, with values as measured
   * @throws IllegalArgumentException if a column is not in the table, or none is left as an input
   */
  public static Dataset regression(String name, CsvTable table, int... targetColumns) {
    int[] inputs = otherColumns(name, table, targetColumns);
    int[] shape = {inputs.length};
    return Dataset.owning(
        name,
        shape,
        Rows.behind(columns(table, inputs)),
        columns(table, targetColumns),
        targetColumns.length,
        List.of(),
        new ValueScale.Measured());
  }

  /** All columns but the given ones, in the table's order. */
  private static int[] otherColumns(String name, CsvTable table, int[] columns) {
    boolean[] taken = new boolean[table.columns()];
    for (int column : columns) {
      if (column < 0 || column >= taken.length || taken[column]) {
        throw new IllegalArgumentException(
            name
                + ": target columns are "
                + Arrays.toString(columns)
                + ", expected different ones of 0 to "
                + (taken.length - 1));
      }
      taken[column] = true;
    }
    int[] others = new int[taken.length - columns.length];
    int count = 0;
    for (int column = 0; column < taken.length; column++) {
      if (!taken[column]) {
        others[count++] = column;
      }
    }
    return others;
  }

  /** Some columns of every row of a table. */
  private static float[] columns(CsvTable table, int[] columns) {
    float[] values = new float[table.rows() * columns.length];
    int count = 0;
    for (int row = 0; row < table.rows(); row++) {
      for (int column : columns) {
        values[count++] = table.value(row, column);
      }
    }
    return values;
  }
}
