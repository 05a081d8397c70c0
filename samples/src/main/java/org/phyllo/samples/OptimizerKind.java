package org.phyllo.samples;

import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.optimizer.AdaGrad;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.AdamW;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Nesterov;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.RmsProp;
import org.phyllo.runtime.optimizer.Sgd;

/** The optimizers by the names that the command line has for them. */
enum OptimizerKind {
  SGD(0.1),
  MOMENTUM(0.05),
  NESTEROV(0.05),
  ADAGRAD(0.01),
  RMSPROP(0.001),
  ADAM(0.001),
  ADAMW(0.001);

  /** A rate that works on all samples with inputs around 0 to 1. */
  final double usualRate;

  OptimizerKind(double usualRate) {
    this.usualRate = usualRate;
  }

  /** Whether weights can shrink a little at every step; biases never do. */
  boolean decaysWeights() {
    return switch (this) {
      case ADAGRAD, RMSPROP -> false;
      case SGD, MOMENTUM, NESTEROV, ADAM, ADAMW -> true;
    };
  }

  /**
   * The optimizer.
   *
   * @param rate its learning rate
   * @param decay the weight decay, for an optimizer that has one, or null for its usual one
   */
  Optimizer with(double rate, @Nullable Double decay) {
    return switch (this) {
      case SGD -> {
        Sgd sgd = Sgd.withLearningRate(rate);
        yield decay == null ? sgd : sgd.withWeightDecay(decay).sparingBiases();
      }
      case MOMENTUM -> {
        Momentum momentum = Momentum.withLearningRate(rate);
        yield decay == null ? momentum : momentum.withWeightDecay(decay).sparingBiases();
      }
      case NESTEROV -> {
        Nesterov nesterov = Nesterov.withLearningRate(rate);
        yield decay == null ? nesterov : nesterov.withWeightDecay(decay).sparingBiases();
      }
      case ADAGRAD -> AdaGrad.withLearningRate(rate);
      case RMSPROP -> RmsProp.withLearningRate(rate);
      case ADAM -> {
        Adam adam = Adam.withLearningRate(rate);
        yield decay == null ? adam : adam.withWeightDecay(decay).sparingBiases();
      }
      case ADAMW -> {
        AdamW adamw = AdamW.withLearningRate(rate).sparingBiases();
        yield decay == null ? adamw : adamw.withWeightDecay(decay);
      }
    };
  }
}
