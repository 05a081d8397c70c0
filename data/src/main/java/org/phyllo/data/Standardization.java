package org.phyllo.data;

import java.util.Arrays;

/**
 * The mean and the standard deviation of every input position of a data set, and their use: {@code
 * x -> (x - mean) / deviation}.
 *
 * <p>Compute it from the training part and apply it to both parts, and to every input of a later
 * prediction; means of the test part would let a model see it. The deviation is that of the
 * population, {@code sqrt(sum((x - mean)^2) / n)}; a position with equal values everywhere keeps a
 * divisor of 1, so that it becomes 0.
 *
 * <p>Immutable.
 */
public final class Standardization {
  private final float[] mean;
  private final float[] deviation;
  private final ValueScale scale;

  private Standardization(float[] mean, float[] deviation, ValueScale scale) {
    this.mean = mean;
    this.deviation = deviation;
    this.scale = scale;
  }

  /**
   * Computes means and deviations, in double.
   *
   * @param train the training part, not standardized yet
   * @return its standardization
   * @throws IllegalStateException if the values are standardized already
   */
  public static Standardization of(Dataset train) {
    if (train.scale() instanceof ValueScale.Standardized) {
      throw new IllegalStateException(
          "Standardization.of: " + train.name() + " holds " + train.scale() + " already");
    }
    int size = train.inputSize();
    float[] input = new float[size];
    double[] sum = new double[size];
    for (int i = 0; i < train.size(); i++) {
      train.readInput(i, input, 0);
      for (int j = 0; j < size; j++) {
        sum[j] += input[j];
      }
    }
    double[] squares = new double[size];
    for (int i = 0; i < train.size(); i++) {
      train.readInput(i, input, 0);
      for (int j = 0; j < size; j++) {
        double difference = input[j] - sum[j] / train.size();
        squares[j] += difference * difference;
      }
    }
    float[] mean = new float[size];
    float[] deviation = new float[size];
    for (int j = 0; j < size; j++) {
      mean[j] = (float) (sum[j] / train.size());
      float spread = (float) Math.sqrt(squares[j] / train.size());
      deviation[j] = spread > 0 ? spread : 1;
    }
    return new Standardization(mean, deviation, train.scale());
  }

  /**
   * The scale of the values that the means were computed from.
   *
   * @return the scale, on which later inputs must be too
   */
  public ValueScale scale() {
    return scale;
  }

  /**
   * The mean of each input position.
   *
   * @return a copy of the means
   */
  public float[] mean() {
    return mean.clone();
  }

  /**
   * The divisor of each input position, greater than 0.
   *
   * @return a copy of the deviations
   */
  public float[] deviation() {
    return deviation.clone();
  }

  int size() {
    return mean.length;
  }

  /**
   * Standardizes one input in place, for example before a prediction.
   *
   * @param input the values, on the {@link #scale()} that the means were computed from
   * @throws IllegalArgumentException if the number of values differs
   */
  public void apply(float[] input) {
    if (input.length != mean.length) {
      throw new IllegalArgumentException(
          "Standardization.apply: input has " + input.length + " values, expected " + mean.length);
    }
    apply(input, 0);
  }

  void apply(float[] values, int at) {
    for (int j = 0; j < mean.length; j++) {
      values[at + j] = (values[at + j] - mean[j]) / deviation[j];
    }
  }

  @Override
  public String toString() {
    return "standardization of " + mean.length + " values, mean " + Arrays.toString(mean);
  }
}
