package org.phyllo.samples.kernel;

import static org.phyllo.dsl.Activation.IDENTITY;
import static org.phyllo.dsl.Loss.SOFTMAX_CROSS_ENTROPY;

import org.phyllo.dsl.Activate;
import org.phyllo.dsl.Layer;
import org.phyllo.dsl.Network;
import org.phyllo.dsl.Tensor;

/** Networks of nothing but a softmax and its cross entropy: their inputs are their scores. */
final class SoftmaxLosses {
  /** 10 classes. */
  @Network(input = 10, loss = SOFTMAX_CROSS_ENTROPY)
  static final class Ten {
    @Layer(1)
    @Activate(IDENTITY)
    Tensor scores;
  }

  /** 1,000 classes. */
  @Network(input = 1000, loss = SOFTMAX_CROSS_ENTROPY)
  static final class Thousand {
    @Layer(1)
    @Activate(IDENTITY)
    Tensor scores;
  }

  private SoftmaxLosses() {}
}
