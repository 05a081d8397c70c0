package org.phyllo.samples.bench;

import java.util.Arrays;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Runs and times training steps: choosing a random batch, gathering it, forward, backward, update.
 */
public final class StepTimer implements AutoCloseable {
  /** As in the script that measures PyTorch. */
  private static final double PORTION_SECONDS = 0.05;

  private final Workload workload;
  private final Trainer<?> trainer;
  private final RandomExamples data;
  private final int[] order;
  private final Philox random;
  private final Stopwatch stopwatch;

  /**
   * Prepares a workload: its data, its first weights.
   *
   * @param workload the workload
   * @param settings how it is run
   */
  public StepTimer(Workload workload, Settings settings) {
    this.workload = workload;
    this.trainer = workload.trainer(settings);
    this.data = new RandomExamples(workload.info(), workload.samples(), settings.seed());
    this.order = new int[workload.batch()];
    this.random = new Philox(settings.seed(), Purpose.SHUFFLING);
    this.stopwatch = new Stopwatch(this::step, PORTION_SECONDS, 1);
    Arrays.setAll(order, i -> i);
  }

  /**
   * Warms up, then measures.
   *
   * @param seconds how long to measure, greater than 0
   * @return the times
   */
  public Timing measure(double seconds) {
    return stopwatch.measure(seconds);
  }

  /**
   * Runs an exact number of steps from the seed, without warming up.
   *
   * @param steps how many, at least 1
   * @return their times, of each step by itself
   */
  public Timing run(int steps) {
    return stopwatch.run(steps);
  }

  /**
   * The parameters that the steps so far have led to.
   *
   * @return a checksum; equal bits give equal text
   */
  public String checksum() {
    return Checksum.of(trainer.model());
  }

  private void step() {
    if (workload.batch() < workload.samples()) {
      for (int i = 0; i < order.length; i++) {
        order[i] = random.nextInt(workload.samples());
      }
    }
    trainer.step(data, order, 0, order.length);
  }

  @Override
  public void close() {
    trainer.close();
  }
}
