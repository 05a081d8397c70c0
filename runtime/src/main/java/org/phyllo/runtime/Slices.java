package org.phyllo.runtime;

import java.util.Arrays;
import org.phyllo.runtime.compiled.Memory;

/**
 * How the samples of a batch are divided among threads: into blocks, and into parts of the blocks
 * in which one thread's share ends and the next one's begins. Shares are of whole vectors of the
 * widest kind, and as even as can be. A sample's results don't depend on which slice has it.
 */
final class Slices {
  private final int blockSamples;

  /** Where slices begin; behind the last one, where it ends. */
  private int[] starts = {0};

  private int count;
  private int samples;
  private int threads;

  /**
   * Divides nothing yet.
   *
   * @param blockSamples the samples of a block
   */
  Slices(int blockSamples) {
    this.blockSamples = blockSamples;
  }

  /** Divides so many samples, at least one. Allocates nothing if there were as many before. */
  void divide(int someSamples, int someThreads) {
    if (samples == someSamples && threads == someThreads) {
      return;
    }
    samples = someSamples;
    threads = someThreads;
    int most = Math.ceilDiv(samples, blockSamples) + threads;
    if (starts.length <= most) {
      starts = Arrays.copyOf(starts, most + 1);
    }
    count = 0;
    for (int thread = 1; thread <= threads; thread++) {
      int end = thread == threads ? samples : shareEnd(thread);
      for (int start = starts[count]; start < end; start = starts[count]) {
        count++;
        starts[count] = Math.min((start / blockSamples + 1) * blockSamples, end);
      }
    }
  }

  private int shareEnd(int thread) {
    long groups = Math.ceilDiv(samples, Memory.SAMPLE_GROUP);
    return (int) (thread * groups / threads) * Memory.SAMPLE_GROUP;
  }

  /** The number of slices. */
  int count() {
    return count;
  }

  /** The first sample of a slice. */
  int first(int slice) {
    return starts[slice];
  }

  /** The number of samples in a slice. */
  int samples(int slice) {
    return starts[slice + 1] - starts[slice];
  }
}
