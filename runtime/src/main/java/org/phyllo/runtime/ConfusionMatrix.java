package org.phyllo.runtime;

/**
 * How often samples of each class were taken for each class. Immutable.
 *
 * <p>Rows are actual classes, columns predicted ones; correct predictions are on the diagonal.
 */
public final class ConfusionMatrix {
  private final int[][] counts;

  /**
   * Counts pairs of classes.
   *
   * @param classes the number of classes, at least 1
   * @param actual the samples' classes, 0 to {@code classes - 1}
   * @param predicted the classes that they were taken for, of the same length
   * @throws IllegalArgumentException if the lengths differ
   */
  public ConfusionMatrix(int classes, int[] actual, int[] predicted) {
    if (actual.length != predicted.length) {
      throw new IllegalArgumentException(
          "ConfusionMatrix: %d predicted classes, expected %d"
              .formatted(predicted.length, actual.length));
    }
    this.counts = new int[classes][classes];
    for (int i = 0; i < actual.length; i++) {
      counts[actual[i]][predicted[i]]++;
    }
  }

  /**
   * The number of classes.
   *
   * @return the number of rows and of columns
   */
  public int classes() {
    return counts.length;
  }

  /**
   * How many samples of one class were taken for another or the same.
   *
   * @param actual the samples' class
   * @param predicted the class that they were taken for
   * @return the number of samples
   */
  public int count(int actual, int predicted) {
    return counts[actual][predicted];
  }

  /**
   * How many samples were classified right.
   *
   * @return the sum of the diagonal
   */
  public int correct() {
    int correct = 0;
    for (int i = 0; i < counts.length; i++) {
      correct += counts[i][i];
    }
    return correct;
  }

  /**
   * How many samples were counted.
   *
   * @return the sum of all counts
   */
  public int total() {
    int total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += actualTotal(i);
    }
    return total;
  }

  /**
   * The share of a class's samples that were recognized.
   *
   * @param label the class
   * @return 0 to 1; NaN if there are no samples of the class
   */
  public double recall(int label) {
    return counts[label][label] / (double) actualTotal(label);
  }

  /**
   * The share of the samples taken for a class that are of it.
   *
   * @param label the class
   * @return 0 to 1; NaN if no samples were taken for the class
   */
  public double precision(int label) {
    int predictedTotal = 0;
    for (int[] row : counts) {
      predictedTotal += row[label];
    }
    return counts[label][label] / (double) predictedTotal;
  }

  private int actualTotal(int label) {
    int total = 0;
    for (int count : counts[label]) {
      total += count;
    }
    return total;
  }

  /**
   * Returns a table to print: a line for each actual class, a column for each predicted one, and
   * each class's recall in per cent.
   */
  @Override
  public String toString() {
    int width = Math.max(4, String.valueOf(total()).length()) + 1;
    StringBuilder table = new StringBuilder("actual \\ predicted\n      ");
    for (int predicted = 0; predicted < counts.length; predicted++) {
      table.append(right(String.valueOf(predicted), width));
    }
    table.append("   recall\n");
    for (int actual = 0; actual < counts.length; actual++) {
      table.append(right(String.valueOf(actual), 6));
      for (int count : counts[actual]) {
        table.append(right(count == 0 ? "." : String.valueOf(count), width));
      }
      double percent = 100 * recall(actual);
      String recall = Double.isNaN(percent) ? "-" : Texts.fixed(percent, 1) + " %";
      table.append(right(recall, 9)).append('\n');
    }
    return table.toString();
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
