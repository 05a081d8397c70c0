package org.phyllo.runtime;

import org.phyllo.runtime.compiled.Memory;
import org.phyllo.runtime.compiled.NetworkInfo;

/**
 * How a batch is divided into shards: samples that go forward, backward and into gradients of their
 * own on one thread, in memory that stays in its cache. The gradients of consecutive shards are
 * added up in order, first within a group, then over the groups. It depends on the network, the
 * batch size and the number of samples alone, so that the number of threads can't change a bit.
 *
 * @param samples the number of samples in a shard but the last: whole blocks
 */
record Shards(int samples) {
  /** Floats that a shard may take: a megabyte, the second-level cache of a core or half of it. */
  private static final int CACHE_FLOATS = 1 << 18;

  /**
   * Multiply-adds of a shard's forward pass for each parameter, at least: a gradient is written
   * once and read once for every shard, which must be little against the work that it comes from.
   */
  private static final int USES_PER_PARAMETER = 128;

  /** Sums that are held at once: as many threads can work on shards. */
  private static final int MOST_GROUPS = 8;

  /** The whole batch as one shard. */
  static final Shards NONE = new Shards(Integer.MAX_VALUE);

  static Shards of(NetworkInfo info) {
    Memory memory = info.memory();
    int blockSamples = memory.blockSamples();
    int byCache = CACHE_FLOATS / memory.trainingFloats() * blockSamples;
    long uses = Math.max(1, info.multiplyAdds());
    long byWork = (long) USES_PER_PARAMETER * info.parameterFloats() / uses;
    long samples = Math.max(blockSamples, Math.max(byCache, byWork));
    long whole = Math.ceilDiv(samples, blockSamples) * blockSamples;
    return whole > Integer.MAX_VALUE ? NONE : new Shards((int) whole);
  }

  /**
   * Shards of nearly the same size, where those of a batch are several: 2, 4 or a multiple of 8 of
   * them, as far as whole blocks allow, so that two, four or eight threads have the same work.
   */
  Shards evenly(int batch, int blockSamples) {
    int most = count(batch);
    if (most == 1) {
      return this;
    }
    int number = most <= 2 ? 2 : most <= 4 ? 4 : Math.ceilDiv(most, MOST_GROUPS) * MOST_GROUPS;
    int blocks = Math.ceilDiv(batch, blockSamples);
    return new Shards(Math.ceilDiv(blocks, number) * blockSamples);
  }

  /** The number of shards of a batch. */
  int count(int batch) {
    return Math.ceilDiv(batch, samples);
  }

  /** The number of groups of a batch's shards. */
  int groups(int batch) {
    return Math.min(MOST_GROUPS, count(batch));
  }

  /** The first shard of a group; of the number of groups, where there are no more shards. */
  int first(int group, int batch) {
    return (int) ((long) count(batch) * group / groups(batch));
  }
}
