package org.phyllo.processor.resolve;

import java.util.List;
import org.phyllo.dsl.Loss;
import org.phyllo.processor.ir.Shape;

/**
 * An output of a network and its loss.
 *
 * @param name of the layer that produces it
 * @param weight of the loss in the sum of all
 * @param huberDelta of {@code HUBER}
 * @param labelSmoothing of {@code SOFTMAX_CROSS_ENTROPY}
 * @param classWeights of {@code SOFTMAX_CROSS_ENTROPY}; empty where all are 1
 */
public record ResolvedOutput(
    String name,
    Shape shape,
    Loss loss,
    double weight,
    double huberDelta,
    double labelSmoothing,
    List<Double> classWeights) {
  public ResolvedOutput {
    classWeights = List.copyOf(classWeights);
  }

  /** Whether a sample's target is the index of its class, not values. */
  public boolean targetIsClass() {
    return loss == Loss.SOFTMAX_CROSS_ENTROPY;
  }

  /** The shape of a sample's target. */
  public Shape targetShape() {
    return targetIsClass() ? Shape.of(1) : shape;
  }
}
