package org.phyllo.runtime;

/**
 * Makes arrays that begin with a cache line, so that vectors of 64 bytes lie within one each, if
 * they have the places that the processor gives them. Java has no such request; but G1, the garbage
 * collector of most JVMs, puts objects of half a region and more at the start of one and never
 * moves them. Arrays that are shorter are therefore made so long: that is at most 1/2048 of the
 * largest heap, or half a megabyte. Elsewhere arrays lie where they happen to lie, which costs time
 * and nothing else.
 */
final class LineArrays {
  /** Bytes of half a region, at least and at most. */
  private static final long SMALLEST = 1 << 19;

  private static final long LARGEST = 1 << 24;

  /** G1 divides the largest heap by this and rounds up to a power of two for the regions' size. */
  private static final long REGIONS = 2048;

  /** Arrays below 16 KB stay in the first-level cache. */
  private static final int SHORT = 1 << 12;

  private static final int LEAST = least(Runtime.getRuntime().maxMemory());

  private LineArrays() {}

  /** Allocates so many floats or more, all zero. */
  static float[] allocate(int floats) {
    return new float[floats < SHORT ? floats : Math.max(floats, LEAST)];
  }

  /** Floats of an array that has regions of its own, with a heap of so many bytes. */
  static int least(long heap) {
    return (int) (Math.clamp(heap / REGIONS, SMALLEST, LARGEST) / Float.BYTES);
  }
}
