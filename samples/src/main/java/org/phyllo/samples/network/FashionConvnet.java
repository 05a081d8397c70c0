package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Dropout;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.MaxPool;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * A convolutional network for Fashion-MNIST's pieces of clothing: filters of 3x3, as seams and
 * straps are finer than strokes of digits, and dropout behind its hidden layer, where most of the
 * weights are.
 *
 * <p>Shapes: {@code [1, 28, 28]}, conv1 {@code [24, 28, 28]}, pool1 {@code [24, 14, 14]}, conv2
 * {@code [48, 12, 12]}, pool2 {@code [48, 6, 6]}, hidden and kept {@code [128]}, scores {@code
 * [10]}.
 */
@Network(
    input = {1, 28, 28},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class FashionConvnet {
  @Layer(1)
  @Conv2d(filters = 24, kernel = 3, padding = 1, activation = RELU)
  Tensor conv1;

  @Layer(2)
  @MaxPool(2)
  Tensor pool1;

  @Layer(3)
  @Conv2d(filters = 48, kernel = 3, activation = RELU)
  Tensor conv2;

  @Layer(4)
  @MaxPool(2)
  Tensor pool2;

  @Layer(5)
  @Dense(units = 128, activation = RELU)
  Tensor hidden;

  @Layer(6)
  @Dropout(0.5)
  Tensor kept;

  @Layer(7)
  @Dense(units = 10)
  Tensor scores;
}
