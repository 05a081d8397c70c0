package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.SIGMOID;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * UCI's digits of 8x8 pixels: 64 inputs, 50 hidden units with the sigmoid, a score for each digit.
 */
@Network(
    input = {1, 8, 8},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class Digits50Sigmoid {
  @Layer(1)
  @Dense(units = 50, activation = SIGMOID)
  Tensor hidden;

  @Layer(2)
  @Dense(units = 10)
  Tensor scores;
}
