package org.phyllo.samples.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.phyllo.runtime.Trainer;
import org.phyllo.runtime.random.Philox;
import org.phyllo.runtime.random.Purpose;

/**
 * Runs and times training steps: choosing a random batch, gathering it, forward, backward, update.
 */
public final class StepTimer implements AutoCloseable {
  /** HotSpot has compiled what it will once it has been idle for so long. */
  private static final double IDLE_SECONDS = 1;

  /** The longest time to wait for that. */
  private static final double MOST_WARM_UP_SECONDS = 60;

  /** Steps are timed together in portions of about so long, or the clock would weigh in. */
  private static final double PORTION_SECONDS = 0.05;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;

  private final Workload workload;
  private final Trainer<?> trainer;
  private final RandomExamples data;
  private final int[] order;
  private final Philox random;

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
    Arrays.setAll(order, i -> i);
  }

  /**
   * Warms up, then measures.
   *
   * @param seconds how long to measure, greater than 0
   * @return the times
   */
  public Timing measure(double seconds) {
    warmUp();
    long before = System.nanoTime();
    step();
    double oneStep = (System.nanoTime() - before) / NANOS_PER_SECOND;
    int portion = (int) Math.clamp(PORTION_SECONDS / Math.max(oneStep, 1e-7), 1, 1e6);
    double[] times = new double[(int) Math.ceil(seconds / PORTION_SECONDS) * 4 + 16];
    int count = 0;
    long allocated = allocatedBytes();
    long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
    do {
      times[count++] = portion(portion);
    } while (System.nanoTime() < end && count < times.length);
    long bytes = allocatedBytes() - allocated;
    return Timing.of(Arrays.copyOf(times, count), (double) bytes / ((long) count * portion));
  }

  /**
   * Runs an exact number of steps from the seed, without warming up.
   *
   * @param steps how many, at least 1
   * @return their times, of each step by itself
   */
  public Timing run(int steps) {
    double[] times = new double[steps];
    long allocated = allocatedBytes();
    for (int i = 0; i < steps; i++) {
      times[i] = portion(1);
    }
    return Timing.of(times, (double) (allocatedBytes() - allocated) / steps);
  }

  /**
   * The parameters that the steps so far have led to.
   *
   * @return a checksum; equal bits give equal text
   */
  public String checksum() {
    return Checksum.of(trainer.model());
  }

  private void warmUp() {
    double waited = 0;
    long compiled;
    do {
      compiled = compilationMillis();
      runFor(IDLE_SECONDS);
      waited += IDLE_SECONDS;
    } while (compilationMillis() > compiled && waited < MOST_WARM_UP_SECONDS);
  }

  private void runFor(double seconds) {
    long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
    while (System.nanoTime() < end) {
      step();
    }
  }

  /** What HotSpot's compilers have worked since the JVM started. */
  private static long compilationMillis() {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    return compilers != null && compilers.isCompilationTimeMonitoringSupported()
        ? compilers.getTotalCompilationTime()
        : 0;
  }

  /** The time of a step in microseconds, the mean of several. */
  private double portion(int steps) {
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      step();
    }
    return (System.nanoTime() - start) / NANOS_PER_MICRO / steps;
  }

  private void step() {
    if (workload.batch() < workload.samples()) {
      for (int i = 0; i < order.length; i++) {
        order[i] = random.nextInt(workload.samples());
      }
    }
    trainer.step(data, order, 0, order.length);
  }

  /** What all threads have allocated since the JVM started. */
  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
