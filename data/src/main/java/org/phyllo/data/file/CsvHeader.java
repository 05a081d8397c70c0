package org.phyllo.data.file;

/** What the first line of a CSV file is. */
public enum CsvHeader {
  /** Data, like every other line. */
  NONE,

  /** The columns' names, as many as there are columns. */
  COLUMN_NAMES,

  /**
   * {@code rows,features,class names...}, as scikit-learn's copies of iris and others have it, for
   * example {@code 150,4,setosa,versicolor,virginica}. The counts are checked against the file.
   */
  SUMMARY
}
