package org.phyllo.processor.random;

import java.util.List;
import java.util.stream.IntStream;
import org.phyllo.processor.testbed.Draw;
import org.phyllo.runtime.optimizer.AdaGrad;
import org.phyllo.runtime.optimizer.Adam;
import org.phyllo.runtime.optimizer.AdamW;
import org.phyllo.runtime.optimizer.Momentum;
import org.phyllo.runtime.optimizer.Nesterov;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.optimizer.RmsProp;
import org.phyllo.runtime.optimizer.Sgd;

/**
 * How a drawn network is trained.
 *
 * @param optimizer the optimizer, with settings of choice
 * @param batches the samples of each step
 */
record RandomTraining(Optimizer optimizer, List<Integer> batches) {
  static final int LARGEST_BATCH = 40;

  /** The training of a seed. */
  static RandomTraining draw(long seed) {
    Draw draw = new Draw(seed * 31 + 17);
    Optimizer optimizer = optimizer(draw);
    return new RandomTraining(
        optimizer, IntStream.range(0, 3).mapToObj(_ -> draw.between(1, LARGEST_BATCH)).toList());
  }

  private static Optimizer optimizer(Draw draw) {
    double rate = draw.oneOf(List.of(0.001, 0.003, 0.01));
    double decay = draw.oneOf(List.of(0.0, 0.01, 0.1));
    boolean spares = draw.chance(0.5);
    return switch (draw.below(7)) {
      case 0 -> new Sgd(rate, decay, spares);
      case 1 -> new Momentum(rate, draw.oneOf(List.of(0.0, 0.5, 0.9)), decay, spares);
      case 2 -> new Nesterov(rate, draw.oneOf(List.of(0.0, 0.5, 0.9)), decay, spares);
      case 3 -> AdaGrad.withLearningRate(rate);
      case 4 -> RmsProp.withLearningRate(rate).withDecay(draw.oneOf(List.of(0.9, 0.99)));
      case 5 -> {
        Adam adam = Adam.withLearningRate(rate).withWeightDecay(decay);
        yield spares ? adam.sparingBiases() : adam;
      }
      default -> {
        AdamW adam = AdamW.withLearningRate(rate).withWeightDecay(decay);
        yield spares ? adam.sparingBiases() : adam;
      }
    };
  }
}
