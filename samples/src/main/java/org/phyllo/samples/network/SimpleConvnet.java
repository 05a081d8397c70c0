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
 * The first convolutional network of the book "Deep Learning from Scratch", in its chapter 7, which
 * it gives ready-made weights for: one convolution, one pooling, two layers of weighted sums.
 *
 * <p>Shapes: {@code [1, 28, 28]}, conv {@code [30, 24, 24]}, pool {@code [30, 12, 12]}, hidden
 * {@code [100]}, scores {@code [10]}. Of its 433,890 weights all but 1,890 are behind the pooling,
 * between 4320 values and 100 units.
 */
@Network(
    input = {1, 28, 28},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class SimpleConvnet {
  @Layer(1)
  @Conv2d(filters = 30, kernel = 5, activation = RELU)
  Tensor conv;

  @Layer(2)
  @MaxPool(2)
  Tensor pool;

  @Layer(3)
  @Dense(units = 100, activation = RELU)
  Tensor hidden;

  @Layer(4)
  @Dense(units = 10)
  Tensor scores;
}
