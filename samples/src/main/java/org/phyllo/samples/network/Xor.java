package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.TANH;
import static org.phyllo.dsl.Loss.SIGMOID_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** XOR to be learned: where the score is above 0, the answer is 1. */
@Network(input = 2, loss = SIGMOID_CROSS_ENTROPY)
public final class Xor {
  @Layer(1)
  @Dense(units = 4, activation = TANH)
  Tensor hidden;

  @Layer(2)
  @Dense(units = 1)
  Tensor score;
}
