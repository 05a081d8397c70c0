package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Five hidden layers of 100 with ReLU, to see what becomes of values and gradients on the way. */
@Network(
    input = {1, 8, 8},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class DeepRelu {
  @Layer(1)
  @Dense(units = 100, activation = RELU)
  Tensor hidden1;

  @Layer(2)
  @Dense(units = 100, activation = RELU)
  Tensor hidden2;

  @Layer(3)
  @Dense(units = 100, activation = RELU)
  Tensor hidden3;

  @Layer(4)
  @Dense(units = 100, activation = RELU)
  Tensor hidden4;

  @Layer(5)
  @Dense(units = 100, activation = RELU)
  Tensor hidden5;

  @Layer(6)
  @Dense(units = 10)
  Tensor scores;
}
