package org.phyllo.runtime.compiled;

/**
 * A network's forward and backward pass over blocks of samples.
 *
 * <p>A batch of {@code n} samples lies in {@code ceil(n / S)} consecutive blocks of one workspace,
 * {@code S} = {@link Memory#blockSamples()}; sample {@code s} of the batch is column {@code s % S}
 * of block {@code s / S}. {@link Memory} says what lies where in a block. A block takes {@link
 * Memory#inferenceFloats()} floats in inference and {@link Memory#trainingFloats()} in training.
 *
 * <p>Implementations keep no state and allocate nothing. Calls on different columns, and on
 * different gradient tasks, may run on different threads at once. Every result is a fixed order of
 * operations per element, whatever the thread, the block's neighbours or the width of the hardware.
 */
public interface Kernels {
  /** Floats that a gradient task may use: sixteen partial sums of each of 640 parameters. */
  int LANE_FLOATS = 16 * 640;

  /**
   * Computes a block's output from rows of input values, one sample's behind the other's.
   *
   * @param parameters the network's flat parameters
   * @param rows what holds the rows: the workspace, or an array that is only read
   * @param from where the first row starts
   * @param workspace the blocks
   * @param at where the block starts in the workspace
   * @param samples how many columns to compute, 1 to {@code S}; an engine may round up to the next
   *     multiple of 16 and compute columns from whatever those rows hold
   */
  void forward(float[] parameters, float[] rows, int from, float[] workspace, int at, int samples);

  /**
   * The length of the packed parameters: copies of some, in the order in which stages read them,
   * and what stages need to compute with them.
   *
   * @return the number of floats, 0 if there are none
   */
  default int packedFloats() {
    return 0;
  }

  /**
   * Packs parameters, before stages that read them.
   *
   * @param parameters the network's flat parameters
   * @param packed takes them, {@link #packedFloats()} floats that are 0 before the first call
   */
  default void pack(float[] parameters, float[] packed) {}

  /**
   * The number of stages of a training step: 1, or more if a layer such as batch normalization
   * needs a sum over the batch in the middle.
   *
   * @return the number of stages, the same at every call
   */
  int stages();

  /**
   * Runs a stage on one block or a part of it, after all tasks of the stage before it. The last one
   * leaves the block's losses and the gradients of all its activations. Reads the target and share
   * of every column and the random numbers of {@link NoiseInfo}, writes {@link Memory#loss()}.
   *
   * @param stage the stage, 0 to {@link #stages()} - 1
   * @param parameters the network's flat parameters
   * @param packed the packed parameters, behind which stages compute: each thread has its own
   * @param gradients the flat gradients, with what earlier stages' tasks have put there
   * @param inputs what holds the samples' input values, which are only read
   * @param rows where in it each sample of the batch begins, whose block is the workspace's first
   * @param workspace the blocks, {@link Memory#trainingFloats()} apart
   * @param at where the block starts in the workspace, and a multiple of 16 more if it is run from
   *     that column on
   * @param samples how many of the columns from there on have a sample, at least 1; those up to the
   *     next multiple of 16 are computed too, for any sample's inputs, and have zero targets and
   *     shares
   */
  void stage(
      int stage,
      float[] parameters,
      float[] packed,
      float[] gradients,
      float[] inputs,
      int[] rows,
      float[] workspace,
      int at,
      int samples);

  /**
   * The number of independent tasks that a stage's sums over the batch are divided into.
   *
   * @param stage the stage, 0 to {@link #stages()} - 1
   * @return the number of tasks, the same at every call; perhaps 0
   */
  int tasks(int stage);

  /**
   * Computes the sums over the whole batch that belong to one task, after {@link #stage} on every
   * block: gradients of parameters, and statistics of the batch. Every value belongs to exactly one
   * task and is overwritten, not added to.
   *
   * @param stage the stage, 0 to {@link #stages()} - 1
   * @param gradients the flat gradients, with the offsets of the parameters
   * @param inputs what holds the samples' input values
   * @param rows where in it each sample of the batch begins
   * @param workspace the blocks, the first at 0, {@link Memory#trainingFloats()} apart
   * @param lanes {@link #LANE_FLOATS} floats for the task's use, whatever they hold
   * @param samples the number of samples in the batch; columns up to the next multiple of 16 are
   *     valid too, with all their gradients zero
   * @param task the task, 0 to {@link #tasks} - 1
   */
  void task(
      int stage,
      float[] gradients,
      float[] inputs,
      int[] rows,
      float[] workspace,
      float[] lanes,
      int samples,
      int task);

  /**
   * Computes the gradient of a block's input, after the last stage. Training doesn't need it, so it
   * is a step of its own.
   *
   * @param parameters the network's flat parameters
   * @param gradients the flat gradients
   * @param workspace the blocks
   * @param at where the block starts in the workspace
   * @param samples how many columns to compute, a multiple of 16 up to {@code S}
   */
  void backwardInput(float[] parameters, float[] gradients, float[] workspace, int at, int samples);
}
