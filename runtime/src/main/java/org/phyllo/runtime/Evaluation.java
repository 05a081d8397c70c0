package org.phyllo.runtime;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model does on a data set. For classes: loss, accuracy, {@linkplain #topAccuracy top-k
 * accuracy} and the {@linkplain #confusion confusion matrix} with precision, recall and F1. For
 * values: loss, {@linkplain #meanAbsoluteError mean absolute error} and {@linkplain #rSquared
 * R<sup>2</sup>}. Of a network with several outputs it has the sum of their weighted losses, and an
 * evaluation of {@linkplain #output each}. Immutable.
 */
public final class Evaluation {
  private final int size;
  private final double loss;
  private final @Nullable ConfusionMatrix confusion;

  private final int @Nullable [] ranks;
  private final double meanAbsoluteError;
  private final double rSquared;

  /** Of several outputs. */
  private final Map<String, Evaluation> outputs;

  /**
   * The numbers.
   *
   * @param ranks how many samples' classes had the output of each rank, the largest first
   */
  Evaluation(
      int size,
      double loss,
      @Nullable ConfusionMatrix confusion,
      int @Nullable [] ranks,
      double meanAbsoluteError,
      double rSquared) {
    this.size = size;
    this.loss = loss;
    this.confusion = confusion;
    this.ranks = ranks;
    this.meanAbsoluteError = meanAbsoluteError;
    this.rSquared = rSquared;
    this.outputs = Map.of();
  }

  /** The sum of several outputs' weighted losses, and how each of them does. */
  Evaluation(int size, double loss, Map<String, Evaluation> outputs) {
    this.size = size;
    this.loss = loss;
    this.confusion = null;
    this.ranks = null;
    this.meanAbsoluteError = Double.NaN;
    this.rSquared = Double.NaN;
    this.outputs = Collections.unmodifiableMap(outputs);
  }

  /**
   * How an output of several does, with its own loss, not weighted.
   *
   * @param output the name of the layer that produces it
   * @return its evaluation
   * @throws IllegalArgumentException if there are not several outputs, or none of that name
   */
  public Evaluation output(String output) {
    Evaluation evaluation = outputs.get(output);
    if (evaluation == null) {
      throw new IllegalArgumentException(
          outputs.isEmpty()
              ? "Evaluation.output: the network has one output, and this is its evaluation"
              : "Evaluation.output: no output '%s', expected one of %s"
                  .formatted(output, outputs.keySet()));
    }
    return evaluation;
  }

  /**
   * Evaluates a model on the calling thread. Samples have classes if the loss is softmax cross
   * entropy, or if the network has one output and the loss is sigmoid cross entropy or the data set
   * has two classes; {@link Model#classify} says how outputs become classes.
   *
   * @param model the model
   * @param data the data set
   * @return the evaluation
   * @throws IllegalArgumentException if the data set's shapes are not the network's, or a label is
   *     out of range
   */
  public static Evaluation of(Model model, Examples data) {
    new ExamplesCheck(model.info(), "Evaluation", "data set", data).shapes();
    try (Workers alone = new Workers(1)) {
      return new Evaluator(model).evaluate(data, alone);
    }
  }

  /**
   * The number of samples.
   *
   * @return the size of the data set
   */
  public int size() {
    return size;
  }

  /**
   * The mean of the samples' losses; of several outputs the sum of their weighted losses.
   *
   * @return the loss; NaN for an empty data set
   */
  public double loss() {
    return loss;
  }

  /**
   * The share of samples that are classified right.
   *
   * @return 0 to 1; NaN where targets are no classes and for an empty data set
   */
  public double accuracy() {
    return confusion == null ? Double.NaN : confusion.correct() / (double) size;
  }

  /**
   * The number of samples that are classified right.
   *
   * @return 0 to {@link #size()}; 0 where targets are no classes
   */
  public int correct() {
    return confusion == null ? 0 : confusion.correct();
  }

  /**
   * The share of samples whose class is among those of the {@code k} largest outputs; of equal
   * outputs the first counts as larger. With {@code k = 1} the {@link #accuracy()}.
   *
   * @param k how many classes may be named, at least 1; more than there are is as good as all
   * @return 0 to 1; NaN where targets are no classes and for an empty data set
   * @throws IllegalArgumentException if {@code k} is less than 1
   */
  public double topAccuracy(int k) {
    if (k < 1) {
      throw new IllegalArgumentException(
          "Evaluation.topAccuracy: k is " + k + ", expected at least 1");
    }
    if (ranks == null) {
      return Double.NaN;
    }
    int correct = 0;
    for (int rank = 0; rank < Math.min(k, ranks.length); rank++) {
      correct += ranks[rank];
    }
    return correct / (double) size;
  }

  /**
   * The mean distance of outputs from targets, over all samples and outputs: {@code mean |y - t|}.
   *
   * @return 0 and up, in the targets' unit; NaN where targets are classes or probabilities, and for
   *     an empty data set
   */
  public double meanAbsoluteError() {
    return meanAbsoluteError;
  }

  /**
   * The coefficient of determination R<sup>2</sup>: the share of the targets' variance that the
   * outputs explain, {@code 1 - sum (y - t)^2 / sum (t - mean t)^2} for each output, and of these
   * the mean. Outputs whose targets don't vary are left out. Scikit-learn's {@code r2_score}.
   *
   * @return 1 for perfect outputs, 0 for those that are the targets' mean, less for worse ones; NaN
   *     where targets are classes or probabilities, or don't vary
   */
  public double rSquared() {
    return rSquared;
  }

  /**
   * How often each class was taken for each, and with it precision, recall and F1.
   *
   * @return the confusion matrix
   * @throws IllegalStateException if targets are no classes
   */
  public ConfusionMatrix confusion() {
    if (confusion == null) {
      throw new IllegalStateException("Evaluation.confusion: targets are values, expected classes");
    }
    return confusion;
  }

  /**
   * Returns one line, such as {@code accuracy 0.9712 (9712 of 10000), loss 0.0951} or {@code loss
   * 0.0030, mean absolute error 0.0421, R^2 0.9713}.
   */
  @Override
  public String toString() {
    if (!outputs.isEmpty()) {
      StringBuilder text = new StringBuilder("loss ").append(Texts.fixed(loss, 4));
      outputs.forEach((name, output) -> text.append("; ").append(name).append(": ").append(output));
      return text.toString();
    }
    String lossText = "loss " + Texts.fixed(loss, 4);
    if (confusion != null) {
      return "accuracy %s (%d of %d), %s"
          .formatted(Texts.fixed(accuracy(), 4), correct(), size, lossText);
    }
    if (Double.isNaN(meanAbsoluteError)) {
      return lossText;
    }
    return "%s, mean absolute error %s, R^2 %s"
        .formatted(lossText, Texts.fixed(meanAbsoluteError, 4), Texts.fixed(rSquared, 4));
  }
}
