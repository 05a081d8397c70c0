package org.phyllo.runtime.schedule;

/**
 * A learning rate that shrinks by the same share every epoch: {@code decay^(epoch - 1)} in epoch
 * {@code 1, 2, ...}. PyTorch's {@code ExponentialLR}.
 *
 * @param decay what the learning rate is multiplied with after each epoch, 0 to 1
 */
public record ExponentialSchedule(double decay) implements Schedule {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public ExponentialSchedule {
    ScheduleMath.fraction("ExponentialSchedule: decay", decay);
  }

  /**
   * A decay per epoch.
   *
   * @param decay what the learning rate is multiplied with after each epoch, 0 to 1
   * @return the schedule
   */
  public static ExponentialSchedule withDecay(double decay) {
    return new ExponentialSchedule(decay);
  }

  @Override
  public double factor(long step, long steps, int stepsPerEpoch) {
    return ScheduleMath.power(decay, (step - 1) / stepsPerEpoch);
  }
}
