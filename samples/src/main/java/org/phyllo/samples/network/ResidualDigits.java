package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.BatchNorm;
import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Dense;
import org.phyllo.dsl.GlobalAvgPool;
import org.phyllo.dsl.Include;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/**
 * A residual network for UCI's digits with 20 layers of weights: a convolution, nine blocks of two,
 * and a dense layer.
 *
 * <p>Shapes: {@code [1, 8, 8]}, then {@code [16, 8, 8]} up to pooled {@code [16]}, scores {@code
 * [10]}.
 */
@Network(
    input = {1, 8, 8},
    loss = SOFTMAX_CROSS_ENTROPY)
public final class ResidualDigits {
  @Layer(1)
  @Conv2d(filters = 16, kernel = 3, padding = 1, bias = false)
  Tensor conv;

  @Layer(2)
  @BatchNorm(activation = RELU)
  Tensor norm;

  @Layer(3)
  @Include(value = ResidualBlock.class, times = 9)
  Tensor blocks;

  @Layer(4)
  @GlobalAvgPool
  Tensor pooled;

  @Layer(5)
  @Dense(units = 10)
  Tensor scores;
}
