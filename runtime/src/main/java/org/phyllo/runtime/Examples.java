package org.phyllo.runtime;

/**
 * A set of samples, each an input and its target: what a network is trained on or measured with.
 *
 * <p>Samples are numbered from 0 and read by number, in any order and many times; the same number
 * always gives the same values. Several threads read at once.
 */
public interface Examples {
  /**
   * The number of samples.
   *
   * @return at least 0
   */
  int size();

  /**
   * The shape of one input, such as {@code [64]} or {@code [1, 28, 28]}.
   *
   * @return the extents; callers don't change them
   */
  int[] inputShape();

  /**
   * The number of classes, where targets are class indices.
   *
   * @return the number of classes, or 0 where targets are values
   */
  int classes();

  /**
   * The number of values in one target.
   *
   * @return 1 for a class index, otherwise the number of values
   */
  int targetSize();

  /**
   * Copies a sample's input, in row-major order.
   *
   * @param index the sample, 0 to {@code size() - 1}
   * @param into takes the values
   * @param at where the first goes
   */
  void readInput(int index, float[] into, int at);

  /**
   * Copies a sample's target; a class index as its value.
   *
   * @param index the sample, 0 to {@code size() - 1}
   * @param into takes the values
   * @param at where the first goes
   */
  void readTarget(int index, float[] into, int at);

  /**
   * Copies the inputs of several samples one behind the other, as {@link #readInput} does each. A
   * set that has them side by side in memory may copy them all at once.
   *
   * @param indices numbers of samples, each 0 to {@code size() - 1}
   * @param from where the first of them is
   * @param count how many to copy, at least 0
   * @param into takes the values
   * @param at where the first goes
   * @param size the number of values in an input
   */
  default void readInputs(int[] indices, int from, int count, float[] into, int at, int size) {
    for (int i = 0; i < count; i++) {
      readInput(indices[from + i], into, at + i * size);
    }
  }

  /**
   * An array that holds the values of all inputs, for those who read them there instead of a copy.
   *
   * @return the array, which callers don't change; an empty one if there is none
   */
  default float[] inputArray() {
    return SomeExamples.NO_INPUTS;
  }

  /**
   * Tells where in {@link #inputArray()} several samples' inputs begin, each in row-major order.
   *
   * @param indices numbers of samples, each 0 to {@code size() - 1}
   * @param from where the first of them is
   * @param count how many there are, at least 0
   * @param starts takes the positions
   * @param at where the first goes
   * @throws UnsupportedOperationException if {@link #inputArray()} is empty
   */
  default void findInputs(int[] indices, int from, int count, int[] starts, int at) {
    throw new UnsupportedOperationException("these samples have no array of inputs");
  }

  /**
   * Copies the targets of several samples one behind the other, as {@link #readTarget} does each.
   *
   * @param indices numbers of samples, each 0 to {@code size() - 1}
   * @param from where the first of them is
   * @param count how many to copy, at least 0
   * @param into takes the values
   * @param at where the first goes
   * @param size the number of values in a target
   */
  default void readTargets(int[] indices, int from, int count, float[] into, int at, int size) {
    for (int i = 0; i < count; i++) {
      readTarget(indices[from + i], into, at + i * size);
    }
  }

  /**
   * The samples as one epoch of training sees them. Most sets are the same in every epoch and
   * return themselves; a set that varies its samples, such as augmented images, returns those of
   * that epoch.
   *
   * <p>A trainer's {@code fit} asks once at the start of each epoch and trains on what it gets;
   * checks and evaluations read this set itself. A loop of one's own around {@link Trainer#step}
   * asks for itself.
   *
   * @param epoch the number of the epoch, 1 for the first; a trainer that is fitted again goes on
   *     counting
   * @return samples with the same size, shape, classes and targets as this set's; as immutable as
   *     this set, so the same epoch always gives the same values
   */
  default Examples inEpoch(int epoch) {
    return this;
  }
}
