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
 * LeNet-5 for MNIST's images, by the names of LeCun, Bottou, Bengio and Haffner, "Gradient-Based
 * Learning Applied to Document Recognition" (1998): C for convolution, S for subsampling, F for
 * fully connected. As usual today with ReLU, largest values and a softmax in place of tanh, means
 * and radial basis functions; and on 28x28 pixels without a border, in place of 32x32.
 *
 * <p>Shapes: {@code [1, 28, 28]}, c1 {@code [6, 24, 24]}, s2 {@code [6, 12, 12]}, c3 {@code [16, 8,
 * 8]}, s4 {@code [16, 4, 4]}, f5 {@code [120]}, f6 {@code [84]}, scores {@code [10]}.
 */
@Network(
    input = {1, 28, 28},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class LeNet5 {
  @Layer(1)
  @Conv2d(filters = 6, kernel = 5, activation = RELU)
  Tensor c1;

  @Layer(2)
  @MaxPool(2)
  Tensor s2;

  @Layer(3)
  @Conv2d(filters = 16, kernel = 5, activation = RELU)
  Tensor c3;

  @Layer(4)
  @MaxPool(2)
  Tensor s4;

  @Layer(5)
  @Dense(units = 120, activation = RELU)
  Tensor f5;

  @Layer(6)
  @Dense(units = 84, activation = RELU)
  Tensor f6;

  @Layer(7)
  @Dense(units = 10)
  Tensor scores;
}
