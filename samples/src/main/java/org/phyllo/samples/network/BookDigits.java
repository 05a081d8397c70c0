package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.SIGMOID;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * The network that the book "Deep Learning from Scratch" gives ready-made weights for, in its
 * chapter 3: 784-50-100-10, both hidden layers with the sigmoid.
 */
@Network(input = 784, loss = SOFTMAX_CROSS_ENTROPY)
public final class BookDigits {
  @Layer(1)
  @Dense(units = 50, activation = SIGMOID)
  Tensor hidden1;

  @Layer(2)
  @Dense(units = 100, activation = SIGMOID)
  Tensor hidden2;

  @Layer(3)
  @Dense(units = 10)
  Tensor scores;
}
