package org.phyllo.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.phyllo.runtime.file.AtomicFile;

/** Writes checkpoints when they are due, and reads them back into a trainer. */
final class CheckpointWriter {
  private final Model live;
  private final TrainingStep step;
  private final CheckpointFile format;
  private final @Nullable Checkpoints rule;
  private long stepsAtLast;
  private long timeOfLast;

  CheckpointWriter(Model live, TrainingStep step, TrainerBuilder<?, ?> settings) {
    this.live = live;
    this.step = step;
    this.format = new CheckpointFile(live.info(), settings);
    this.rule = settings.mode == TrainingMode.WHOLE ? settings.checkpoints : null;
  }

  /** A run begins: what killed ones left half written beside the file is of no use any more. */
  void start() {
    if (rule == null) {
      return;
    }
    try {
      AtomicFile.deleteLeftovers(rule.file());
    } catch (IOException failure) {
      throw cannotWrite(rule.file(), failure);
    }
    written();
  }

  /** Whether an update within an epoch is to be followed by a checkpoint. */
  boolean due() {
    if (rule == null) {
      return false;
    }
    return (rule.steps() > 0 && step.steps() - stepsAtLast >= rule.steps())
        || (rule.interval().isPositive()
            && System.nanoTime() - timeOfLast >= rule.interval().toNanos());
  }

  /** Writes a checkpoint, if there are to be any; never one of parameters that are not finite. */
  void write(TrainingState state, TrainingPlan plan) {
    if (rule == null) {
      return;
    }
    String lost = Divergence.parameter(live.info(), live.parameters());
    if (lost != null) {
      throw new TrainingDivergedException(
          live.info().name(), state.epoch(), state.batch, lost, Double.NaN);
    }
    try {
      format.write(rule.file(), live.parameters(), step, state, plan);
    } catch (IOException failure) {
      throw cannotWrite(rule.file(), failure);
    }
    written();
  }

  private void written() {
    stepsAtLast = step.steps();
    timeOfLast = System.nanoTime();
  }

  /** Reads a checkpoint into the parameters and the step; nothing is changed if that fails. */
  ResumedRun read(Path file) throws IOException {
    return format.read(file, live.parameters(), step);
  }

  private static UncheckedIOException cannotWrite(Path file, IOException failure) {
    return new UncheckedIOException(
        "%s: can't write the checkpoint: %s".formatted(file, failure.getMessage()), failure);
  }
}
