package org.phyllo.runtime;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how often training saves all that it needs to go on after an interruption: at the end
 * of every epoch, when it is asked to stop, and within epochs as often as told. {@link
 * Trainer#resume} continues from the file to the same bits as if nothing had happened.
 *
 * <p>The file is replaced atomically: whenever a process ends, even by {@code kill -9}, it holds
 * the last checkpoint or the one before. One training writes a file at a time.
 *
 * @param file the file; its directory must exist when training starts
 * @param steps the number of updates after which there is another checkpoint; 0 for none
 * @param interval the time after which there is another checkpoint, at the next update; zero for
 *     none
 */
public record Checkpoints(Path file, int steps, Duration interval) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Checkpoints {
    if (steps < 0 || interval.isNegative()) {
      throw new IllegalArgumentException(
          "Checkpoints: every %d steps and %s, expected none negative".formatted(steps, interval));
    }
  }

  /**
   * Checkpoints at the end of every epoch.
   *
   * @param file the file; its directory must exist when training starts
   * @return the rule
   */
  public static Checkpoints to(Path file) {
    return new Checkpoints(file, 0, Duration.ZERO);
  }

  /**
   * The same, and others within epochs.
   *
   * @param steps the number of updates after which there is another
   * @return the rule
   */
  public Checkpoints everySteps(int steps) {
    return new Checkpoints(file, steps, interval);
  }

  /**
   * The same, and others within epochs.
   *
   * @param interval the time after which there is another, at the next update
   * @return the rule
   */
  public Checkpoints every(Duration interval) {
    return new Checkpoints(file, steps, interval);
  }
}
