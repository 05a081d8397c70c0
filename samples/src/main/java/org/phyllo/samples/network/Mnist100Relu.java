package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * MNIST's digits of 28x28 pixels: 784 inputs, 100 hidden units with ReLU, a score for each digit.
 */
@Network(
    input = {1, 28, 28},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class Mnist100Relu {
  @Layer(1)
  @Dense(units = 100, activation = RELU)
  Tensor hidden;

  @Layer(2)
  @Dense(units = 10)
  Tensor scores;
}
