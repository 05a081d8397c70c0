package org.phyllo.samples.bench;

import java.util.Arrays;

/**
 * Times of something repeated, such as training steps.
 *
 * @param best the shortest, in microseconds
 * @param median the median, in microseconds
 * @param allocatedBytes bytes that all threads allocated, per repetition
 */
public record Timing(double best, double median, double allocatedBytes) {
  static Timing of(double[] times, double allocatedBytes) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Timing(sorted[0], median, allocatedBytes);
  }
}
