package org.phyllo.samples;

import java.util.Locale;
import org.phyllo.runtime.EpochResult;
import org.phyllo.runtime.TrainingListener;

/** Notices a training that made nothing better, although all its numbers stayed finite. */
final class Learning implements TrainingListener {
  /** Below this multiple of the loss of guessing a network knows something. */
  private static final double NO_BETTER = 0.99;

  /** Above this multiple of where it began, and of guessing, a loss has run away. */
  private static final double RAN_AWAY = 2;

  private final double guessing;
  private double before = Double.NaN;
  private double after = Double.NaN;

  /**
   * Watches a training with softmax cross entropy.
   *
   * @param classes the number of classes; the loss of guessing is its logarithm
   */
  Learning(int classes) {
    this.guessing = Math.log(classes);
  }

  @Override
  public void batchFinished(int epoch, int batch, int batches, double loss) {
    if (Double.isNaN(before)) {
      before = loss; // of the first weights: a batch's loss is taken before its update
    }
  }

  @Override
  public void epochFinished(EpochResult result) {
    after = result.trainLoss();
  }

  /** What the user should know before using the model, or nothing. */
  String warning() {
    if (after > RAN_AWAY * Math.max(before, guessing)) {
      return warning("training diverged", "a smaller --learning-rate");
    }
    if (after > NO_BETTER * guessing) {
      return warning("training got nowhere", "another --learning-rate, or more --epochs");
    }
    return "";
  }

  private String warning(String what, String wayOut) {
    return String.format(
        Locale.ROOT,
        "%s: its loss went from %s to %s, that of guessing is %.2f; try %s",
        what,
        loss(before),
        loss(after),
        guessing,
        wayOut);
  }

  private static String loss(double value) {
    return String.format(Locale.ROOT, value < 1000 ? "%.2f" : "%.1e", value);
  }
}
