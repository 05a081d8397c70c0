package org.phyllo.samples;

import org.phyllo.runtime.schedule.ConstantSchedule;
import org.phyllo.runtime.schedule.CosineSchedule;
import org.phyllo.runtime.schedule.ExponentialSchedule;
import org.phyllo.runtime.schedule.OneCycle;
import org.phyllo.runtime.schedule.ReduceOnPlateau;
import org.phyllo.runtime.schedule.Schedule;
import org.phyllo.runtime.schedule.StepSchedule;

/**
 * The learning-rate schedules by the names that the command line has for them. Their settings
 * follow from the number of epochs, so that each fits a run of any length.
 */
enum ScheduleKind {
  CONSTANT("constant"),
  STEP("step"),
  EXPONENTIAL("exponential"),
  COSINE("cosine"),
  ONE_CYCLE("one-cycle"),
  PLATEAU("plateau");

  /** Drops to a tenth after the first and after the second third of a run. */
  private static final int STEPS = 3;

  /** What an exponential schedule comes down to in the last epoch: as far as two steps. */
  private static final double LAST = 0.01;

  /** Epochs without a lower loss, before the rate drops to a tenth. */
  private static final int PATIENCE = 2;

  private final String word;

  ScheduleKind(String word) {
    this.word = word;
  }

  /** The schedule for a run. */
  Schedule over(int epochs) {
    return switch (this) {
      case CONSTANT -> new ConstantSchedule();
      case STEP -> StepSchedule.every(Math.ceilDiv(epochs, STEPS));
      case EXPONENTIAL ->
          ExponentialSchedule.withDecay(StrictMath.pow(LAST, 1.0 / Math.max(1, epochs - 1)));
      case COSINE -> CosineSchedule.toZero();
      case ONE_CYCLE -> OneCycle.ofRun();
      case PLATEAU -> ReduceOnPlateau.after(PATIENCE);
    };
  }

  /** Whether it looks at the loss, on samples that nothing is learned from. */
  boolean watches() {
    return this == PLATEAU;
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return word;
  }
}
