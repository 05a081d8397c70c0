package org.phyllo.runtime;

import java.util.function.IntToDoubleFunction;

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
    return counts[label][label] / (double) predictedTotal(label);
  }

  /**
   * The harmonic mean of precision and recall: {@code 2 right / (samples of the class + samples
   * taken for it)}.
   *
   * @param label the class
   * @return 0 to 1; NaN if the class neither occurs nor was predicted
   */
  public double f1(int label) {
    return 2 * counts[label][label] / (double) (actualTotal(label) + predictedTotal(label));
  }

  /**
   * The mean of the classes' {@linkplain #precision precisions}, each class counting the same.
   * Classes that neither occur nor were predicted are left out; one that occurs and was never
   * predicted counts as 0, as in scikit-learn.
   *
   * @return 0 to 1; NaN without samples
   */
  public double macroPrecision() {
    return macro(this::precision);
  }

  /**
   * The mean of the classes' {@linkplain #recall recalls}, each class counting the same. Classes
   * that neither occur nor were predicted are left out; one that was predicted and never occurs
   * counts as 0, as in scikit-learn.
   *
   * @return 0 to 1; NaN without samples
   */
  public double macroRecall() {
    return macro(this::recall);
  }

  /**
   * The mean of the classes' {@linkplain #f1 F1 scores}, each class counting the same. Classes that
   * neither occur nor were predicted are left out.
   *
   * @return 0 to 1; NaN without samples
   */
  public double macroF1() {
    return macro(this::f1);
  }

  private double macro(IntToDoubleFunction measure) {
    double sum = 0;
    int classes = 0;
    for (int label = 0; label < counts.length; label++) {
      if (actualTotal(label) + predictedTotal(label) > 0) {
        double value = measure.applyAsDouble(label);
        sum += Double.isNaN(value) ? 0 : value;
        classes++;
      }
    }
    return sum / classes;
  }

  private int predictedTotal(int label) {
    int total = 0;
    for (int[] row : counts) {
      total += row[label];
    }
    return total;
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
