package org.phyllo.runtime.optimizer;

/**
 * A formula that changes parameters by their gradients, element by element.
 *
 * <p>All that an optimizer remembers between steps lies in arrays that the trainer owns, {@link
 * #stateArrays()} of the parameters' length, zero before the first step. So implementations are
 * immutable, may serve several trainers at once, and are called by several threads on different
 * ranges. An element's result must depend on that element's values and the step alone, with the
 * same operations in the same order whatever the range: only then are results the same with any
 * number of threads. Use {@link Math#fma} for multiply-adds, and nothing that differs between
 * machines, such as {@link Math#pow}.
 */
public interface Optimizer {
  /**
   * How many numbers the optimizer remembers per parameter.
   *
   * @return the number of state arrays, at least 0
   */
  int stateArrays();

  /**
   * Updates the parameters in a range, and their state.
   *
   * @param parameters the parameters
   * @param gradients the gradients of the mean loss of the batch
   * @param state {@link #stateArrays()} arrays of the same length
   * @param step the number of this step, counted from 1
   * @param from the first element of the range
   * @param to the end of the range, exclusive
   */
  void update(float[] parameters, float[] gradients, float[][] state, int step, int from, int to);

  /**
   * The same formula in double, on all elements: what the update in float is measured against.
   *
   * @param parameters the parameters
   * @param gradients the gradients of the mean loss of the batch
   * @param state {@link #stateArrays()} arrays of the same length
   * @param step the number of this step, counted from 1
   */
  void update(double[] parameters, double[] gradients, double[][] state, int step);
}
