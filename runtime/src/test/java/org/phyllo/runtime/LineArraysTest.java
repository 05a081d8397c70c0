package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineArraysTest {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void makesArraysAsLongAsHalfARegionOfTheLargestHeap() {
    // G1's regions: 1 MB up to 2 GB, 4 MB for 6 GB, 32 MB at most
    assertThat(bytes(64 * MEGABYTE)).isEqualTo(MEGABYTE / 2);
    assertThat(bytes(2048 * MEGABYTE)).isBetween(MEGABYTE / 2, MEGABYTE);
    assertThat(bytes(6028 * MEGABYTE)).isBetween(2 * MEGABYTE, 3 * MEGABYTE);
    assertThat(bytes(Long.MAX_VALUE)).isEqualTo(16 * MEGABYTE);
  }

  @Test
  void neverMakesThemShorterThanAskedFor() {
    assertThat(LineArrays.allocate(0)).isEmpty();
    assertThat(LineArrays.allocate(100)).hasSize(100);
    assertThat(LineArrays.allocate(5000)).hasSizeGreaterThan(5000);
    assertThat(LineArrays.allocate(5_000_000)).hasSize(5_000_000);
  }

  private static long bytes(long heap) {
    return 4L * LineArrays.least(heap);
  }
}
