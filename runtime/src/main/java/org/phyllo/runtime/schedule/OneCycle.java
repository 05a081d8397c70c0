package org.phyllo.runtime.schedule;

/**
 * One cycle of the learning rate over all planned updates: from {@code start} up to the optimizer's
 * learning rate, then down to {@code end}, both ways along half a cosine. The turn is after the
 * share {@code rise} of the updates, at {@code u = rise * steps - 1}. With {@code c(x) = (1 +
 * cos(pi x)) / 2} and {@code t = step - 1}:
 *
 * <pre>{@code
 * factor = 1 + (start - 1) c(t / u)                            up to t = u
 * factor = end + (1 - end) c((t - u) / (steps - 1 - u))        from then on
 * }</pre>
 *
 * <p>Smith and Topin, "Super-Convergence: Very Fast Training of Neural Networks Using Large
 * Learning Rates", 2017, arXiv:1708.07120; PyTorch's {@code OneCycleLR}, whose {@code max_lr} is
 * the optimizer's learning rate here. Momentum stays as it is.
 *
 * @param rise the share of the updates that the rise takes, 0 to 1
 * @param start the factor at the first update, 0 to 1
 * @param end the factor at the last update, 0 to 1
 */
public record OneCycle(double rise, double start, double end) implements Schedule {
  /** PyTorch's. */
  private static final double DEFAULT_RISE = 0.3;

  private static final double DEFAULT_START = 1 / 25.0;
  private static final double DEFAULT_END = DEFAULT_START / 1e4;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public OneCycle {
    ScheduleMath.fraction("OneCycle: rise", rise);
    ScheduleMath.fraction("OneCycle: start", start);
    ScheduleMath.fraction("OneCycle: end", end);
  }

  /**
   * A cycle with PyTorch's settings: it rises over 30 % of the updates from a 25th, and falls to a
   * 250,000th.
   *
   * @return the schedule
   */
  public static OneCycle ofRun() {
    return new OneCycle(DEFAULT_RISE, DEFAULT_START, DEFAULT_END);
  }

  /**
   * The same with the turn elsewhere.
   *
   * @param rise the share of the updates that the rise takes, 0 to 1
   * @return the schedule
   */
  public OneCycle withRise(double rise) {
    return new OneCycle(rise, start, end);
  }

  @Override
  public double factor(long step, long steps, int stepsPerEpoch) {
    double turn = rise * steps - 1;
    double at = step - 1;
    if (at <= turn) {
      return turn == 0 ? 1 : 1 + (start - 1) * ScheduleMath.descent(at / turn);
    }
    double x = (at - Math.max(0, turn)) / Math.max(1, steps - 1 - Math.max(0, turn));
    return end + (1 - end) * ScheduleMath.descent(Math.min(1, x));
  }
}
