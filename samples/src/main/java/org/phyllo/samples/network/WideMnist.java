package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** 784-512-512-10 with ReLU, large enough to be measured in multiply-adds: the benchmark "mlp". */
@Network(input = 784, loss = SOFTMAX_CROSS_ENTROPY)
public final class WideMnist {
  @Layer(1)
  @Dense(units = 512, activation = RELU)
  Tensor first;

  @Layer(2)
  @Dense(units = 512, activation = RELU)
  Tensor second;

  @Layer(3)
  @Dense(units = 10)
  Tensor scores;
}
