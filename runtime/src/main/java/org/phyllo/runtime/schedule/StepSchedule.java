package org.phyllo.runtime.schedule;

/**
 * A learning rate that drops every few epochs: {@code drop^floor((epoch - 1) / epochs)} in epoch
 * {@code 1, 2, ...}. PyTorch's {@code StepLR}.
 *
 * @param epochs the number of epochs between two drops, at least 1
 * @param drop what the learning rate is multiplied with, 0 to 1
 */
public record StepSchedule(int epochs, double drop) implements Schedule {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public StepSchedule {
    ScheduleMath.atLeast(1, "StepSchedule: epochs", epochs);
    ScheduleMath.fraction("StepSchedule: drop", drop);
  }

  /**
   * A tenth every few epochs.
   *
   * @param epochs the number of epochs between two drops, at least 1
   * @return the schedule
   */
  public static StepSchedule every(int epochs) {
    return new StepSchedule(epochs, 0.1);
  }

  /**
   * The same with another drop.
   *
   * @param drop what the learning rate is multiplied with, 0 to 1
   * @return the schedule
   */
  public StepSchedule withDrop(double drop) {
    return new StepSchedule(epochs, drop);
  }

  @Override
  public double factor(long step, long steps, int stepsPerEpoch) {
    return ScheduleMath.power(drop, (step - 1) / stepsPerEpoch / epochs);
  }
}
