package org.phyllo.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A listener that keeps every epoch's result, to draw curves from. */
public final class History implements TrainingListener {
  private final List<EpochResult> epochs = new ArrayList<>();

  /** Starts with no epochs. */
  public History() {}

  @Override
  public void epochFinished(EpochResult result) {
    epochs.add(result);
  }

  /**
   * The results so far.
   *
   * @return an unmodifiable view, in order
   */
  public List<EpochResult> epochs() {
    return Collections.unmodifiableList(epochs);
  }

  /**
   * The loss over the training set by epoch.
   *
   * @return a new array
   */
  public double[] trainLoss() {
    return curve(EpochResult::trainLoss);
  }

  /**
   * The accuracy over the training set by epoch.
   *
   * @return a new array; NaN where targets are no classes
   */
  public double[] trainAccuracy() {
    return curve(EpochResult::trainAccuracy);
  }

  /**
   * The loss over the evaluation set by epoch.
   *
   * @return a new array; NaN without an evaluation set
   */
  public double[] testLoss() {
    return curve(EpochResult::testLoss);
  }

  /**
   * The accuracy over the evaluation set by epoch.
   *
   * @return a new array; NaN without an evaluation set or where targets are no classes
   */
  public double[] testAccuracy() {
    return curve(EpochResult::testAccuracy);
  }

  private double[] curve(ToDoubleFunction<EpochResult> value) {
    return epochs.stream().mapToDouble(value).toArray();
  }
}
