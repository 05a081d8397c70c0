package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.SIGMOID;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * MNIST's digits of 28x28 pixels: 784 inputs, 25 hidden units with the sigmoid, a score for each
 * digit.
 */
@Network(
    input = {1, 28, 28},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class Mnist25Sigmoid {
  @Layer(1)
  @Dense(units = 25, activation = SIGMOID)
  Tensor hidden;

  @Layer(2)
  @Dense(units = 10)
  Tensor scores;
}
