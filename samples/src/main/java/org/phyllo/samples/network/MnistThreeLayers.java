package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * MNIST's digits with three layers of weights: two hidden layers, each of the second one's units a
 * combination of what the first one found.
 */
@Network(
    input = {1, 28, 28},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class MnistThreeLayers {
  @Layer(1)
  @Dense(units = 512, activation = RELU)
  Tensor first;

  @Layer(2)
  @Dense(units = 256, activation = RELU)
  Tensor second;

  @Layer(3)
  @Dense(units = 10)
  Tensor scores;
}
