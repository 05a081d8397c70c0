package org.phyllo.runtime.optimizer;

/**
 * A formula that changes parameters by their gradients, element by element.
 *
 * <p>All that an optimizer remembers between steps lies in arrays that the trainer owns, {@link
 * #stateArrays()} of the parameters' length, zero before the first step. So implementations are
 * immutable, may serve several trainers at once, and are called by several threads on different
 * ranges. An element's result must depend on that element's values, the step and its learning rate
 * alone, with the same operations in the same order whatever the range: only then are results the
 * same with any number of threads. Use {@link Math#fma} for multiply-adds, and nothing that differs
 * between machines, such as {@link Math#pow}.
 */
public interface Optimizer {
  /**
   * The length of a step where no schedule changes it.
   *
   * @return the learning rate, greater than 0
   */
  double learningRate();

  /**
   * How many numbers the optimizer remembers per parameter.
   *
   * @return the number of state arrays, at least 0
   */
  int stateArrays();

  /**
   * The formula for parameter tensors of a rank: a bias, or a weight of a normalization over
   * features or channels, has rank 1, a dense layer's weight rank 2. Asked once per tensor when a
   * trainer is made; an optimizer that treats biases like all others, as is the default, returns
   * itself.
   *
   * @param rank the number of the tensor's extents
   * @return an optimizer of as many state arrays and the same learning rate
   */
  default Optimizer forRank(int rank) {
    return this;
  }

  /**
   * Updates the parameters in a range, and their state.
   *
   * @param parameters the parameters
   * @param gradients the gradients of the mean loss of the batch
   * @param state {@link #stateArrays()} arrays of the same length
   * @param step the number of this step, counted from 1
   * @param rate the learning rate of this step, at least 0: what a schedule makes of {@link
   *     #learningRate()}
   * @param from the first element of the range
   * @param to the end of the range, exclusive
   */
  void update(
      float[] parameters,
      float[] gradients,
      float[][] state,
      int step,
      double rate,
      int from,
      int to);

  /**
   * The same formula in double with {@link #learningRate()}, on all elements: what the update in
   * float is measured against.
   *
   * @param parameters the parameters
   * @param gradients the gradients of the mean loss of the batch
   * @param state {@link #stateArrays()} arrays of the same length
   * @param step the number of this step, counted from 1
   */
  void update(double[] parameters, double[] gradients, double[][] state, int step);
}
