package org.phyllo.runtime.schedule;

/** The optimizer's learning rate throughout: {@code factor = 1}. */
public record ConstantSchedule() implements Schedule {
  @Override
  public double factor(long step, long steps, int stepsPerEpoch) {
    return 1;
  }
}
