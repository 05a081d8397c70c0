package org.phyllo.samples.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Repeats a piece of work and times it, several repetitions together. */
final class Stopwatch {
  /** HotSpot has compiled what it will once it has been idle for so long. */
  private static final double IDLE_SECONDS = 1;

  /** The longest time to wait for that. */
  private static final double MOST_WARM_UP_SECONDS = 60;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MICRO = 1e3;

  private final Runnable work;
  private final double portionSeconds;
  private final int leastPortion;

  /**
   * A stopwatch for a piece of work.
   *
   * @param work what to repeat
   * @param portionSeconds repetitions are timed together in portions of about so long, or the clock
   *     would weigh in
   * @param leastPortion and at least so many
   */
  Stopwatch(Runnable work, double portionSeconds, int leastPortion) {
    this.work = work;
    this.portionSeconds = portionSeconds;
    this.leastPortion = leastPortion;
  }

  /** Warms up, then measures for so many seconds, but one portion at least. */
  Timing measure(double seconds) {
    warmUp();
    double once = portion(1) * NANOS_PER_MICRO / NANOS_PER_SECOND;
    int portion = (int) Math.clamp(portionSeconds / Math.max(once, 1e-8), leastPortion, 1e6);
    double[] times = new double[(int) Math.ceil(seconds / portionSeconds) * 4 + 16];
    int count = 0;
    long allocated = allocatedBytes();
    long end = System.nanoTime() + (long) (seconds * NANOS_PER_SECOND);
    do {
      times[count++] = portion(portion);
    } while (System.nanoTime() < end && count < times.length);
    long bytes = allocatedBytes() - allocated;
    return Timing.of(Arrays.copyOf(times, count), (double) bytes / ((long) count * portion));
  }

  /** Measures an exact number of repetitions, each by itself, without warming up. */
  Timing run(int repetitions) {
    double[] times = new double[repetitions];
    long allocated = allocatedBytes();
    for (int i = 0; i < repetitions; i++) {
      times[i] = portion(1);
    }
    return Timing.of(times, (double) (allocatedBytes() - allocated) / repetitions);
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
      work.run();
    }
  }

  /** What HotSpot's compilers have worked since the JVM started. */
  private static long compilationMillis() {
    CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
    return compilers != null && compilers.isCompilationTimeMonitoringSupported()
        ? compilers.getTotalCompilationTime()
        : 0;
  }

  /** The time of a repetition in microseconds, the mean of several. */
  private double portion(int repetitions) {
    long start = System.nanoTime();
    for (int i = 0; i < repetitions; i++) {
      work.run();
    }
    return (System.nanoTime() - start) / NANOS_PER_MICRO / repetitions;
  }

  /** What all threads have allocated since the JVM started. */
  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }
}
