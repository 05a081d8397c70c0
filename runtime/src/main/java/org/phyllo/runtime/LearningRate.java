package org.phyllo.runtime;

import java.util.List;
import org.phyllo.runtime.optimizer.Optimizer;
import org.phyllo.runtime.schedule.Schedule;

/** The learning rate of each update: the optimizer's times the factors of a schedule. */
final class LearningRate {
  private final String network;
  private final double base;
  private final Schedule schedule;

  // The epoch at hand.
  private double reduction = 1;
  private long stepsBefore;
  private long steps;
  private int stepsPerEpoch;

  LearningRate(String network, Optimizer optimizer, Schedule schedule) {
    this.network = network;
    this.base = optimizer.learningRate();
    this.schedule = schedule;
  }

  /**
   * Goes on to an epoch.
   *
   * @param epoch its number, counted from 1
   * @param lastEpoch the number of the last that is planned
   * @param stepsPerEpoch the number of updates in an epoch
   * @param before the epochs so far
   */
  void startEpoch(int epoch, int lastEpoch, int stepsPerEpoch, List<EpochResult> before) {
    this.stepsBefore = (epoch - 1L) * stepsPerEpoch;
    this.steps = (long) lastEpoch * stepsPerEpoch;
    this.stepsPerEpoch = stepsPerEpoch;
    double[] losses =
        before.stream()
            .mapToDouble(e -> Double.isNaN(e.testLoss()) ? e.trainLoss() : e.testLoss())
            .toArray();
    this.reduction = checked("reduction", schedule.reduction(losses), epoch);
  }

  /** The learning rate of an update of the epoch, counted from 1. */
  double at(int step) {
    double factor = schedule.factor(stepsBefore + step, steps, stepsPerEpoch);
    return base * checked("factor", factor, stepsBefore + step) * reduction;
  }

  private double checked(String what, double factor, long at) {
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException(
          "%sTrainer: schedule %s gives %s as %s at %d, expected a finite number from 0 up"
              .formatted(network, schedule, factor, what, at));
    }
    return factor;
  }
}
