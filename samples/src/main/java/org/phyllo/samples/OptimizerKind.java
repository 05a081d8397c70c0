package org.phyllo.samples;

import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.Sgd;

/** The optimizers by the names that the command line has for them. */
enum OptimizerKind {
  SGD(0.1) {
    @Override
    Optimizer withLearningRate(double rate) {
      return Sgd.withLearningRate(rate);
    }
  },
  MOMENTUM(0.05) {
    @Override
    Optimizer withLearningRate(double rate) {
      return Momentum.withLearningRate(rate);
    }
  },
  ADAM(0.001) {
    @Override
    Optimizer withLearningRate(double rate) {
      return Adam.withLearningRate(rate);
    }
  };

  /** A rate that works on all samples with inputs around 0 to 1. */
  final double usualRate;

  OptimizerKind(double usualRate) {
    this.usualRate = usualRate;
  }

  abstract Optimizer withLearningRate(double rate);
}
