package org.phyllo.samples.kernel;

import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;

import org.phyllo.dsl.Dense;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Layers of weighted sums, each a network of its own. */
final class DenseLayers {
  /** 784 to 64. */
  @Network(input = 784, loss = MEAN_SQUARED_ERROR)
  static final class First64 {
    @Layer(1)
    @Dense(units = 64)
    Tensor output;
  }

  /** 784 to 512: the first layer of the benchmark "mlp". */
  @Network(input = 784, loss = MEAN_SQUARED_ERROR)
  static final class First512 {
    @Layer(1)
    @Dense(units = 512)
    Tensor output;
  }

  /** 512 to 512: its second one. */
  @Network(input = 512, loss = MEAN_SQUARED_ERROR)
  static final class Hidden512 {
    @Layer(1)
    @Dense(units = 512)
    Tensor output;
  }

  private DenseLayers() {}
}
