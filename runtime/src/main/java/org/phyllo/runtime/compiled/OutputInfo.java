package org.phyllo.runtime.compiled;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.phyllo.dsl.Loss;

/**
 * An output of a network, and the loss that training minimizes on it.
 *
 * <p>Two descriptions are equal if all their values are, the shape's extents included.
 *
 * @param name the name of the layer that produces it
 * @param shape its extents for one sample
 * @param offset where it lies in a block, {@code [size][S]}
 * @param loss the loss
 * @param weight of this loss in the sum over all outputs, greater than 0; 1 for an only output
 * @param huberDelta the width of the quadratic middle of {@link Loss#HUBER}, greater than 0; other
 *     losses don't read it
 * @param labelSmoothing the share of a target that goes to all classes alike, 0 to below 1; for
 *     {@link Loss#SOFTMAX_CROSS_ENTROPY}
 * @param classWeights what each class's samples weigh, or empty if all weigh 1; for {@link
 *     Loss#SOFTMAX_CROSS_ENTROPY}
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record OutputInfo(
    String name,
    int[] shape,
    int offset,
    Loss loss,
    double weight,
    double huberDelta,
    double labelSmoothing,
    List<Double> classWeights) {

  /**
   * Copies the shape and checks the numbers.
   *
   * @throws IllegalArgumentException if an extent is less than 1, the size overflows, or a number
   *     is out of its range
   */
  public OutputInfo {
    shape = shape.clone();
    classWeights = List.copyOf(classWeights);
    int size = Shapes.size(name, shape);
    if (offset < 0 || !(weight > 0) || !(huberDelta > 0)) {
      throw new IllegalArgumentException(
          "%s: offset %d, weight %s, huberDelta %s, expected at least 0, more than 0, more than 0"
              .formatted(name, offset, weight, huberDelta));
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "%s: labelSmoothing is %s, expected 0 to below 1".formatted(name, labelSmoothing));
    }
    if (!classWeights.isEmpty() && classWeights.size() != size) {
      throw new IllegalArgumentException(
          "%s: %d class weights, expected %d".formatted(name, classWeights.size(), size));
    }
  }

  /**
   * An only output, whose loss has no settings but perhaps a delta.
   *
   * @param name the name of the layer that produces it
   * @param shape its extents for one sample
   * @param offset where it lies in a block, {@code [size][S]}
   * @param loss the loss
   * @param huberDelta the width of the quadratic middle of {@link Loss#HUBER}, greater than 0
   */
  public OutputInfo(String name, int[] shape, int offset, Loss loss, double huberDelta) {
    this(name, shape, offset, loss, 1, huberDelta, 0, List.of());
  }

  /** {@return a copy of the extents} */
  @Override
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The number of values for one sample.
   *
   * @return the product of the extents
   */
  public int size() {
    return Shapes.size(name, shape);
  }

  /**
   * Whether targets are class indices: true for {@link Loss#SOFTMAX_CROSS_ENTROPY}.
   *
   * @return whether a target is one class index
   */
  public boolean targetIsClass() {
    return loss == Loss.SOFTMAX_CROSS_ENTROPY;
  }

  /**
   * The number of values in one sample's target: 1 for a class index, otherwise one per value.
   *
   * @return the size of a target
   */
  public int targetSize() {
    return targetIsClass() ? 1 : size();
  }

  /**
   * Whether a number is a class index of this output.
   *
   * @param label the number
   * @return whether it is a whole number from 0 to {@code size - 1}
   */
  public boolean isLabel(float label) {
    return label >= 0 && label < size() && label == (int) label;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutputInfo that
        && name.equals(that.name)
        && Arrays.equals(shape, that.shape)
        && offset == that.offset
        && loss == that.loss
        && Double.compare(weight, that.weight) == 0
        && Double.compare(huberDelta, that.huberDelta) == 0
        && Double.compare(labelSmoothing, that.labelSmoothing) == 0
        && classWeights.equals(that.classWeights);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, Arrays.hashCode(shape), loss);
  }

  /** Returns name, shape and loss, such as {@code scores [10], SOFTMAX_CROSS_ENTROPY}. */
  @Override
  public String toString() {
    return name + " " + Arrays.toString(shape) + ", " + loss;
  }
}
