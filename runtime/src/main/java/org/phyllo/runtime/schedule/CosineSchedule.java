package org.phyllo.runtime.schedule;

/**
 * A learning rate that falls along half a cosine until the last planned update, after a linear rise
 * over the first {@code w} updates, those of the warm-up's epochs. With {@code x = (step - 1 - w) /
 * (steps - w)}:
 *
 * <pre>{@code
 * factor = step / (w + 1)                                  up to update w
 * factor = floor + (1 - floor) (1 + cos(pi x)) / 2         from then on
 * }</pre>
 *
 * <p>Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2016,
 * arXiv:1608.03983; without warm-up PyTorch's {@code CosineAnnealingLR}, update by update. The
 * warm-up is that of Goyal et al., "Accurate, Large Minibatch SGD", 2017, arXiv:1706.02677.
 *
 * @param warmupEpochs the epochs of the rise, at least 0; fractions are fine
 * @param floor where the factor would end, one update after the last, 0 to 1
 */
public record CosineSchedule(double warmupEpochs, double floor) implements Schedule {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public CosineSchedule {
    ScheduleMath.notNegative("CosineSchedule: warmupEpochs", warmupEpochs);
    ScheduleMath.fraction("CosineSchedule: floor", floor);
  }

  /**
   * From the optimizer's learning rate down to zero.
   *
   * @return the schedule
   */
  public static CosineSchedule toZero() {
    return new CosineSchedule(0, 0);
  }

  /**
   * The same after a linear rise.
   *
   * @param epochs the epochs of the rise, at least 0; fractions are fine
   * @return the schedule
   */
  public CosineSchedule withWarmup(double epochs) {
    return new CosineSchedule(epochs, floor);
  }

  /**
   * The same with another end.
   *
   * @param floor the share of the learning rate that stays, 0 to 1
   * @return the schedule
   */
  public CosineSchedule withFloor(double floor) {
    return new CosineSchedule(warmupEpochs, floor);
  }

  @Override
  public double factor(long step, long steps, int stepsPerEpoch) {
    long warmup = Math.round(warmupEpochs * stepsPerEpoch);
    if (step <= warmup) {
      return step / (warmup + 1.0);
    }
    double x = (step - 1 - warmup) / (double) Math.max(1, steps - warmup);
    return floor + (1 - floor) * ScheduleMath.descent(Math.min(1, x));
  }
}
