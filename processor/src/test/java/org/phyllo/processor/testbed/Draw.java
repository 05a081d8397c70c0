package org.phyllo.processor.testbed;

import java.util.List;

/**
 * A seeded source of random numbers: SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom
 * Number Generators", 2014). The same seed gives the same numbers everywhere.
 */
public final class Draw {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Numbers that this seed decides. */
  public Draw(long seed) {
    this.state = seed;
  }

  /** Any 64 bits. */
  public long bits() {
    state += GOLDEN_GAMMA;
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform from 0 (inclusive) to 1 (exclusive). */
  public double unit() {
    return (bits() >>> 11) * 0x1p-53;
  }

  /** Uniform from -limit to limit. */
  public float within(double limit) {
    return (float) (limit * (2 * unit() - 1));
  }

  /** From 0 to {@code bound - 1}; the bias is below 2^-40 for the small bounds of tests. */
  public int below(int bound) {
    return (int) Long.remainderUnsigned(bits(), bound);
  }

  /** From {@code least} to {@code most}, both inclusive. */
  public int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return unit() < probability;
  }

  /** One of them. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
