package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.TANH;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Iris flowers: four lengths in, a score for each of the three species out. */
@Network(input = 4, loss = SOFTMAX_CROSS_ENTROPY)
public final class Iris {
  @Layer(1)
  @Dense(units = 16, activation = TANH)
  Tensor hidden;

  @Layer(2)
  @Dense(units = 3)
  Tensor scores;
}
