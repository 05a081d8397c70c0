package org.phyllo.runtime.compiled;

import java.util.Arrays;
import org.phyllo.dsl.Initializer;

/**
 * Something of the training batches that inference needs, such as a running mean: kept with the
 * parameters and saved with them, but not trained. After each step {@code running = (1 - momentum)
 * running + momentum * batch}.
 *
 * @param name its name, as PyTorch's: {@code bn.running_mean}
 * @param shape its extents
 * @param offset where it starts in the flat parameters; that of the batch is there in the gradients
 * @param initializer how it starts: zeros or ones
 * @param momentum the newest batch's weight, above 0, at most 1
 * @param corrected 0, or for a variance the number of values of a sample that are in it: with
 *     {@code n} values in the batch, the batch's is multiplied by {@code n / (n - 1)}
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record StatisticInfo(
    String name, int[] shape, int offset, Initializer initializer, double momentum, int corrected) {

  /**
   * Copies the shape and checks the numbers.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public StatisticInfo {
    shape = shape.clone();
    Shapes.size(name, shape);
    if (offset < 0 || corrected < 0 || !(momentum > 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "%s: offset %d, momentum %s, corrected %d, expected at least 0, 0 to 1, at least 0"
              .formatted(name, offset, momentum, corrected));
    }
  }

  /** {@return a copy of the extents} */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of values.
   *
   * @return the product of the extents
   */
  public int size() {
    return Shapes.size(name, shape);
  }

  /**
   * Where it ends in the flat parameters.
   *
   * @return the offset behind its last value
   */
  public int end() {
    return Math.addExact(offset, size());
  }

  /**
   * What the batch's value counts for in the running one.
   *
   * @param samples the number of samples in the batch
   * @return {@code n / (n - 1)} for a variance, else 1
   */
  public double correction(int samples) {
    double n = (double) samples * corrected;
    return corrected == 0 ? 1 : n / Math.max(n - 1, 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatisticInfo that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && offset == that.offset
        && initializer == that.initializer
        && Double.compare(momentum, that.momentum) == 0
        && corrected == that.corrected;
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(shape);
  }
}
