package org.phyllo.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TiledNestTest {
  /** Of equally cheap heights the one without a remainder. */
  @ParameterizedTest
  @CsvSource({
    "1, 1", "2, 2", "3, 3", "4, 4", "5, 5", "6, 6", "7, 6", "8, 4", "9, 6", "10, 5", "11, 6",
    "12, 6", "13, 6", "15, 5", "16, 6", "20, 5", "50, 6", "784, 6"
  })
  void takesTheCheapestHeight(int rows, int height) {
    assertThat(TiledNest.height(rows)).isEqualTo(height);
  }

  @Test
  void noOtherHeightIsCheaper() {
    for (int rows = 1; rows <= 1000; rows++) {
      int height = TiledNest.height(rows);
      assertThat(height).as("%d rows", rows).isBetween(Math.min(rows, 4), Math.min(rows, 6));
      for (int other = Math.min(rows, 4); other <= Math.min(rows, 6); other++) {
        assertThat(tiles(rows, height))
            .as("%d rows, not %d", rows, other)
            .isLessThanOrEqualTo(tiles(rows, other));
      }
    }
  }

  /** What differs in cost between heights: every tile costs about one row more than it has. */
  private static int tiles(int rows, int height) {
    return Math.ceilDiv(rows, height);
  }
}
