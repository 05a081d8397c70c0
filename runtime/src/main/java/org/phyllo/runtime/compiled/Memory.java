package org.phyllo.runtime.compiled;

/**
 * Where things lie in a block, the piece of a workspace that holds up to {@code S} = {@link
 * #blockSamples()} samples. All numbers but {@code blockSamples} count floats from the block's
 * start. Samples run innermost ({@code [value][S]}) except for the input rows of inference, which
 * are as users have them ({@code [S][inputSize]}).
 *
 * @param blockSamples the number of samples in a block, {@code S}: a multiple of 16, so that every
 *     vector width divides it
 * @param inferenceFloats the size of a block in inference: the prefix that forward touches
 * @param trainingFloats the size of a block in training
 * @param inputRows in inference, room for inputs, {@code [S][inputSize]}; training has other things
 *     there
 * @param target the targets, {@code [targetSize][S]}, written by the runtime; a class index is
 *     stored as its value in float
 * @param share the weight of each sample in the gradient, {@code [S]}, written by the runtime: 1 /
 *     batch, or 0 for a column beyond the batch
 * @param loss the loss of each sample, {@code [S]}, not weighted by its share; for losses over
 *     several outputs the mean over the sample's outputs
 * @param inputGradient the gradient of the inputs, {@code [inputSize][S]}
 */
public record Memory(
    int blockSamples,
    int inferenceFloats,
    int trainingFloats,
    int inputRows,
    int target,
    int share,
    int loss,
    int inputGradient) {

  /** Samples of a block come in groups of this many: the lanes of the widest vector, 512 bits. */
  public static final int SAMPLE_GROUP = 16;

  /**
   * Checks the numbers against each other.
   *
   * @throws IllegalArgumentException if the block is not a multiple of 16 samples, inference needs
   *     more than training, or an offset lies outside the block
   */
  public Memory {
    if (blockSamples <= 0 || blockSamples % SAMPLE_GROUP != 0) {
      throw new IllegalArgumentException(
          "Memory: blockSamples is " + blockSamples + ", expected a positive multiple of 16");
    }
    if (inferenceFloats <= 0 || trainingFloats < inferenceFloats) {
      throw new IllegalArgumentException(
          "Memory: inference needs %d floats and training %d, expected 0 < inference <= training"
              .formatted(inferenceFloats, trainingFloats));
    }
    check("inputRows", inputRows, inferenceFloats);
    check("target", target, trainingFloats);
    check("share", share, trainingFloats);
    check("loss", loss, trainingFloats);
    check("inputGradient", inputGradient, trainingFloats);
  }

  private static void check(String name, int offset, int limit) {
    if (offset < 0 || offset >= limit) {
      throw new IllegalArgumentException(
          "Memory: %s is at %d, expected 0 to %d".formatted(name, offset, limit - 1));
    }
  }

  /**
   * Where a column begins in a workspace for training.
   *
   * @param sample its number, counted through all blocks
   * @return the offset of its block, and its place in there
   */
  public int column(int sample) {
    return sample / blockSamples * trainingFloats + sample % blockSamples;
  }

  /**
   * The number of blocks that hold a batch.
   *
   * @param samples the number of samples, at least 0
   * @return {@code ceil(samples / blockSamples)}
   */
  public int blocks(int samples) {
    return Math.ceilDiv(samples, blockSamples);
  }

  /**
   * Rounds a number of samples up to whole groups of 16.
   *
   * @param samples the number of samples, at least 0
   * @return the next multiple of {@link #SAMPLE_GROUP}
   */
  public static int padded(int samples) {
    return Math.ceilDiv(samples, SAMPLE_GROUP) * SAMPLE_GROUP;
  }
}
