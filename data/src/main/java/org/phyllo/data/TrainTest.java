package org.phyllo.data;

import java.util.Arrays;

/**
 * A data set in two parts: one to learn from, one to measure on what the model has never seen.
 *
 * @param train the part to train on
 * @param test the part to measure on; same shape, classes and scale as the training part
 */
public record TrainTest(Dataset train, Dataset test) {
  /**
   * Checks that the parts belong together.
   *
   * @param train the part to train on
   * @param test the part to measure on
   * @throws IllegalArgumentException if shape, targets, classes or scale differ
   */
  public TrainTest {
    requireEqual("shape", Arrays.toString(train.inputShape()), Arrays.toString(test.inputShape()));
    requireEqual("target size", train.targetSize(), test.targetSize());
    requireEqual("classes", train.classNames(), test.classNames());
    requireEqual("scale", train.scale(), test.scale());
  }

  private static void requireEqual(String what, Object train, Object test) {
    if (!train.equals(test)) {
      throw new IllegalArgumentException(
          "training and test part have different " + what + ": " + train + " and " + test);
    }
  }

  /**
   * Both parts with pixels normalized to 0..1.
   *
   * @return the normalized parts
   * @throws IllegalStateException if the values are not raw pixels
   * @see Dataset#normalized()
   */
  public TrainTest normalized() {
    return new TrainTest(train.normalized(), test.normalized());
  }

  /**
   * Both parts standardized with the means and deviations of the training part.
   *
   * @return the standardized parts
   * @throws IllegalStateException if the values are standardized already
   * @see Standardization
   */
  public TrainTest standardized() {
    Standardization standardization = Standardization.of(train);
    return new TrainTest(train.standardized(standardization), test.standardized(standardization));
  }

  /**
   * Both parts with another shape of as many values.
   *
   * @param inputShape the new extents
   * @return the reshaped parts
   * @throws IllegalArgumentException if the number of values differs
   */
  public TrainTest reshaped(int... inputShape) {
    return new TrainTest(train.reshaped(inputShape), test.reshaped(inputShape));
  }

  /**
   * Both parts with their classes as values to predict.
   *
   * @return the one-hot parts
   * @throws IllegalStateException if the targets are values already
   * @see Dataset#oneHot()
   */
  public TrainTest oneHot() {
    return new TrainTest(train.oneHot(), test.oneHot());
  }
}
