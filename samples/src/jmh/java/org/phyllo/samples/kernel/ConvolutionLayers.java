package org.phyllo.samples.kernel;

import static org.phyllo.dsl.Loss.MEAN_SQUARED_ERROR;

import org.phyllo.dsl.Conv2d;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Convolutions, each a network of its own. */
final class ConvolutionLayers {
  /** LeNet-5's first. */
  @Network(
      input = {1, 28, 28},
      loss = MEAN_SQUARED_ERROR)
  static final class LenetC1 {
    @Layer(1)
    @Conv2d(filters = 6, kernel = 5)
    Tensor output;
  }

  /** LeNet-5's second. */
  @Network(
      input = {6, 12, 12},
      loss = MEAN_SQUARED_ERROR)
  static final class LenetC3 {
    @Layer(1)
    @Conv2d(filters = 16, kernel = 5)
    Tensor output;
  }

  /** The first of the benchmark "deep". */
  @Network(
      input = {1, 28, 28},
      loss = MEAN_SQUARED_ERROR)
  static final class Deep1 {
    @Layer(1)
    @Conv2d(filters = 16, kernel = 3, padding = 1)
    Tensor output;
  }

  /** Its second. */
  @Network(
      input = {16, 28, 28},
      loss = MEAN_SQUARED_ERROR)
  static final class Deep2 {
    @Layer(1)
    @Conv2d(filters = 16, kernel = 3, padding = 1)
    Tensor output;
  }

  /** Its third. */
  @Network(
      input = {16, 14, 14},
      loss = MEAN_SQUARED_ERROR)
  static final class Deep3 {
    @Layer(1)
    @Conv2d(filters = 32, kernel = 3, padding = 1)
    Tensor output;
  }

  /** Its fourth. */
  @Network(
      input = {32, 14, 14},
      loss = MEAN_SQUARED_ERROR)
  static final class Deep4 {
    @Layer(1)
    @Conv2d(filters = 32, kernel = 3, padding = 2)
    Tensor output;
  }

  /** Its fifth. */
  @Network(
      input = {32, 8, 8},
      loss = MEAN_SQUARED_ERROR)
  static final class Deep5 {
    @Layer(1)
    @Conv2d(filters = 64, kernel = 3, padding = 1)
    Tensor output;
  }

  /** Its sixth. */
  @Network(
      input = {64, 8, 8},
      loss = MEAN_SQUARED_ERROR)
  static final class Deep6 {
    @Layer(1)
    @Conv2d(filters = 64, kernel = 3, padding = 1)
    Tensor output;
  }

  private ConvolutionLayers() {}
}
