package org.phyllo.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TiledNestTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1", "2, 2", "5, 5", "7, 7", "8, 8", "10, 10", "11, 10", "12, 6", "13, 10", "15, 10",
    "16, 8", "20, 10", "50, 10", "84, 7", "120, 10", "512, 8", "784, 8"
  })
  void takesTheTallestWithoutARemainderOrElseTheCheapest(int rows, int height) {
    assertThat(TiledNest.height(rows)).isEqualTo(height);
  }

  @Test
  void noOtherHeightIsBetter() {
    for (int rows = 1; rows <= 1000; rows++) {
      int height = TiledNest.height(rows);
      int most = Math.min(rows, 10);
      assertThat(height).as("%d rows", rows).isBetween(Math.min(rows, 6), most);
      for (int other = Math.min(rows, 6); other <= most; other++) {
        if (rows % other == 0) {
          assertThat(rows % height).as("%d rows, not %d", rows, other).isZero();
          assertThat(height).as("%d rows, not %d", rows, other).isGreaterThanOrEqualTo(other);
        } else if (rows % height != 0) {
          assertThat(tiles(rows, height))
              .as("%d rows, not %d", rows, other)
              .isLessThanOrEqualTo(tiles(rows, other));
        }
      }
    }
  }

  /** What differs in cost between heights: every tile costs about one row more than it has. */
  private static int tiles(int rows, int height) {
    return Math.ceilDiv(rows, height);
  }
}
