package org.phyllo.samples.kernel;

import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;

import org.phyllo.dsl.Layer;
import org.phyllo.dsl.MaxPool;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Largest values of windows, each a network of its own. */
final class PoolingLayers {
  /** LeNet-5's first. */
  @Network(
      input = {6, 24, 24},
      loss = MEAN_SQUARED_ERROR)
  static final class LenetS2 {
    @Layer(1)
    @MaxPool(2)
    Tensor output;
  }

  /** LeNet-5's second. */
  @Network(
      input = {16, 8, 8},
      loss = MEAN_SQUARED_ERROR)
  static final class LenetS4 {
    @Layer(1)
    @MaxPool(2)
    Tensor output;
  }

  /** The first of the benchmark "deep". */
  @Network(
      input = {16, 28, 28},
      loss = MEAN_SQUARED_ERROR)
  static final class Deep1 {
    @Layer(1)
    @MaxPool(2)
    Tensor output;
  }

  private PoolingLayers() {}
}
