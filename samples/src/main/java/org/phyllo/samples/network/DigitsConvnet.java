package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.MaxPool;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * A convolutional network for MNIST's digits with enough filters to learn from images that look
 * different in every epoch. It is LeNet-5 with more filters and one hidden layer less.
 *
 * <p>Shapes: {@code [1, 28, 28]}, conv1 {@code [16, 24, 24]}, pool1 {@code [16, 12, 12]}, conv2
 * {@code [48, 8, 8]}, pool2 {@code [48, 4, 4]}, hidden {@code [128]}, scores {@code [10]}.
 */
@Network(
    input = {1, 28, 28},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class DigitsConvnet {
  @Layer(1)
  @Conv2d(filters = 16, kernel = 5, activation = RELU)
  Tensor conv1;

  @Layer(2)
  @MaxPool(2)
  Tensor pool1;

  @Layer(3)
  @Conv2d(filters = 48, kernel = 5, activation = RELU)
  Tensor conv2;

  @Layer(4)
  @MaxPool(2)
  Tensor pool2;

  @Layer(5)
  @Dense(units = 128, activation = RELU)
  Tensor hidden;

  @Layer(6)
  @Dense(units = 10)
  Tensor scores;
}
