package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.TANH;
import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** 4-32-16-4 with tanh, to predict four values: the benchmark "tiny". */
@Network(input = 4, loss = MEAN_SQUARED_ERROR)
public final class TinyRegression {
  @Layer(1)
  @Dense(units = 32, activation = TANH)
  Tensor first;

  @Layer(2)
  @Dense(units = 16, activation = TANH)
  Tensor second;

  @Layer(3)
  @Dense(units = 4)
  Tensor values;
}
