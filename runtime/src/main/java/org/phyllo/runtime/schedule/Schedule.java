package org.phyllo.runtime.schedule;

/**
 * How the learning rate changes while a network trains: at every update it is the optimizer's
 * learning rate times {@link #factor} times {@link #reduction}.
 *
 * <p>Implementations are immutable functions of their arguments: what has happened so far is given,
 * not remembered. Use nothing that differs between machines, such as {@link Math#pow} and {@link
 * Math#cos}; {@link #factor} is asked at every update and should allocate nothing.
 */
@FunctionalInterface
public interface Schedule {
  /**
   * The factor at an update.
   *
   * @param step the number of the update, counted from 1 at the trainer's first epoch
   * @param steps the number of the last update that is planned; at least {@code step}
   * @param stepsPerEpoch the number of updates in an epoch, at least 1
   * @return the factor, finite and at least 0
   */
  double factor(long step, long steps, int stepsPerEpoch);

  /**
   * A further factor for an epoch, by how training went so far. Asked once per epoch.
   *
   * @param losses the losses at the ends of the epochs before, in order: over the evaluation set,
   *     without one over the training set
   * @return the factor, finite and at least 0; by default 1
   */
  default double reduction(double[] losses) {
    return 1;
  }
}
