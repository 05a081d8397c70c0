package org.phyllo.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SlicesTest {
  private final Slices slices = new Slices(32);

  @Test
  void oneThreadTakesBlocks() {
    assertThat(samples(100, 1)).containsExactly(32, 32, 32, 4);
    assertThat(samples(64, 1)).containsExactly(32, 32);
    assertThat(samples(1, 1)).containsExactly(1);
  }

  @Test
  void blocksAreDividedWhereSharesMeet() {
    assertThat(samples(100, 2)).containsExactly(32, 16, 16, 32, 4);
    assertThat(samples(128, 2)).containsExactly(32, 32, 32, 32);
    assertThat(samples(128, 3)).containsExactly(32, 32, 16, 16, 32);
    assertThat(samples(32, 2)).containsExactly(16, 16);
    assertThat(samples(16, 8)).containsExactly(16);
  }

  /** In every order of sizes, so that what was there before is of no account. */
  @Test
  void slicesCoverTheBatchInVectors() {
    for (int threads = 1; threads <= 9; threads++) {
      for (int samples : new int[] {7, 1000, 1, 32, 33, 16, 513, 8}) {
        slices.divide(samples, threads);
        int at = 0;
        for (int slice = 0; slice < slices.count(); slice++) {
          assertThat(slices.first(slice)).isEqualTo(at).matches(first -> first % 16 == 0);
          assertThat(at / 32).isEqualTo((at + slices.samples(slice) - 1) / 32);
          at += slices.samples(slice);
        }
        assertThat(at).isEqualTo(samples);
      }
    }
  }

  private List<Integer> samples(int samples, int threads) {
    slices.divide(samples, threads);
    return IntStream.range(0, slices.count()).mapToObj(slices::samples).toList();
  }
}
