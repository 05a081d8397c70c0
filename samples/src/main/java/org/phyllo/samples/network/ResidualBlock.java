package org.phyllo.samples.network;

import static org.phyllo.dsl.Activation.RELU;

import org.phyllo.dsl.Add;
import org.phyllo.dsl.BatchNorm;
import org.phyllo.dsl.Block;
import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Tensor;

/**
 * Two convolutions that compute what to add to their input: {@code [16, height, width]} stays so.
 *
 * <p>K. He et al., "Deep Residual Learning for Image Recognition", 2016.
 */
@Block
public final class ResidualBlock {
  @Layer(1)
  @Conv2d(filters = 16, kernel = 3, padding = 1, bias = false)
  Tensor conv1;

  @Layer(2)
  @BatchNorm(activation = RELU)
  Tensor norm1;

  @Layer(3)
  @Conv2d(filters = 16, kernel = 3, padding = 1, bias = false)
  Tensor conv2;

  @Layer(4)
  @BatchNorm
  Tensor norm2;

  @Layer(
      value = 5,
      from = {"norm2", "input"})
  @Add(activation = RELU)
  Tensor sum;
}
