package org.phyllo.runtime;

import org.jspecify.annotations.Nullable;

/** How a model does on a data set: loss, accuracy, confusion matrix. Immutable. */
public final class Evaluation {
  private final int size;
  private final double loss;
  private final @Nullable ConfusionMatrix confusion;

  Evaluation(int size, double loss, @Nullable ConfusionMatrix confusion) {
    this.size = size;
    this.loss = loss;
    this.confusion = confusion;
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
   * The mean of the samples' losses.
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
   * How often each class was taken for each.
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

  /** Returns one line, such as {@code accuracy 0.9712 (9712 of 10000), loss 0.0951}. */
  @Override
  public String toString() {
    String lossText = "loss " + Texts.fixed(loss, 4);
    return confusion == null
        ? lossText
        : "accuracy %s (%d of %d), %s"
            .formatted(Texts.fixed(accuracy(), 4), correct(), size, lossText);
  }
}
