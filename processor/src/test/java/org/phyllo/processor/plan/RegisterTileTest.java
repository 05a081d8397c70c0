package org.phyllo.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegisterTileTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "10, 1, 5, 1", "50, 784, 5, 4", "7, 3, 4, 3", "512, 512, 4, 4"})
  void dividesRowsAndColumns(int rows, int columns, int height, int width) {
    assertThat(RegisterTile.of(rows, columns)).isEqualTo(new RegisterTile(height, width));
  }

  @Test
  void costsWhatAllItsTilesCost() {
    for (int rows = 1; rows <= 13; rows++) {
      for (int columns = 1; columns <= 13; columns++) {
        for (int height = 1; height <= Math.min(rows, 6); height++) {
          for (int width = 1; width <= Math.min(columns, 6); width++) {
            double cost = 0;
            for (int row = 0; row < rows; row += height) {
              for (int column = 0; column < columns; column += width) {
                int h = Math.min(height, rows - row);
                int w = Math.min(width, columns - column);
                cost += new RegisterTile(h, w).cost(h, w);
              }
            }
            double whole = new RegisterTile(height, width).cost(rows, columns);
            int sizes = (rows % height == 0 ? 1 : 2) * (columns % width == 0 ? 1 : 2);
            assertThat(whole)
                .as("%d x %d in tiles of %d x %d", rows, columns, height, width)
                .isEqualTo(cost * (1 + (sizes - 1) / 16.0));
          }
        }
      }
    }
  }

  /** The largest that an array has room for: neither slow nor beyond what a number can count. */
  @Test
  void isFoundAtOnceForLargeMatrices() {
    assertThat(RegisterTile.of(40_000, 50_000)).isEqualTo(RegisterTile.of(40, 50));
  }
}
