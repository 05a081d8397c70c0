package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.SIGMOID;
import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;

import org.phyllo.dsl.Activate;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * The network that "Deep Learning from Scratch" computes by hand in chapter 3: 2-3-2-2 with
 * sigmoid. Its activations are layers of their own, so that there is a tensor for every number in
 * the book, by the book's name.
 */
@Network(input = 2, loss = MEAN_SQUARED_ERROR)
public final class HandCalculation {
  @Layer(1)
  @Dense(units = 3)
  Tensor a1;

  @Layer(2)
  @Activate(SIGMOID)
  Tensor z1;

  @Layer(3)
  @Dense(units = 2)
  Tensor a2;

  @Layer(4)
  @Activate(SIGMOID)
  Tensor z2;

  @Layer(5)
  @Dense(units = 2)
  Tensor y;
}
