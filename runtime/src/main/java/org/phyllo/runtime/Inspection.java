package org.phyllo.runtime;

/**
 * When a training looks inside its network, and at how many samples: at the first update, so of the
 * parameters that it begins with, and then as often as told. {@link
 * TrainingListener#networkInspected} gets what is found.
 *
 * <p>The samples are the first of the batch at hand, with the parameters from before its update.
 * They run through the network's reference in {@code double}, forward and backward: that takes a
 * multiple of the time of a training step, and doesn't change a bit of the training.
 *
 * @param steps the number of updates after which it looks again; 0 for the last update of every
 *     epoch
 * @param samples the number of samples to look at, at most those of a batch
 */
public record Inspection(int steps, int samples) {
  /** Enough for a layer's mean and deviation, and a fraction of a second in a large network. */
  private static final int USUAL_SAMPLES = 32;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if {@code steps} is below 0 or {@code samples} below 1
   */
  public Inspection {
    if (steps < 0 || samples < 1) {
      throw new IllegalArgumentException(
          "Inspection: every %d steps on %d samples, expected at least 0 and 1"
              .formatted(steps, samples));
    }
  }

  /**
   * A look at the first update and at the last one of every epoch, on 32 samples.
   *
   * @return the rule
   */
  public static Inspection eachEpoch() {
    return new Inspection(0, USUAL_SAMPLES);
  }

  /**
   * A look at the first update and at every so many, on 32 samples.
   *
   * @param steps the number of updates from one look to the next, at least 1
   * @return the rule
   * @throws IllegalArgumentException if it is less than 1
   */
  public static Inspection everySteps(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "Inspection.everySteps: " + steps + ", expected at least 1");
    }
    return new Inspection(steps, USUAL_SAMPLES);
  }

  /**
   * The same on more samples, or fewer.
   *
   * @param samples the number of samples to look at, at least 1
   * @return the rule
   * @throws IllegalArgumentException if it is less than 1
   */
  public Inspection onSamples(int samples) {
    return new Inspection(steps, samples);
  }

  /** Whether to look at an update, counted from 1, that may be its epoch's last. */
  boolean due(int update, boolean endsEpoch) {
    return update == 1 || (steps == 0 ? endsEpoch : update % steps == 0);
  }
}
