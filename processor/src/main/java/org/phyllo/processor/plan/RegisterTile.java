package org.phyllo.processor.plan;

/**
 * A register tile: every row's factor times every column's, in sums of their own.
 *
 * @param height the number of rows
 * @param width the number of columns
 */
public record RegisterTile(int height, int width) {
  /** Sums that fit into the registers, and into what a task may use to add up their lanes. */
  static final int MOST_SUMS = 16;

  private static final int MOST_SIDE = 6;

  /** Multiply-adds under way at once, two for every cycle of their latency. */
  private static final int IN_FLIGHT = 8;

  /** A loop's counting and branching, in loads. */
  private static final int LOOP = 2;

  /** The tile that needs the least time for so many rows and columns; of several, the tallest. */
  static RegisterTile of(int rows, int columns) {
    RegisterTile best = new RegisterTile(1, 1);
    for (int height = 1; height <= Math.min(rows, MOST_SIDE); height++) {
      for (int width = 1; width <= Math.min(columns, MOST_SIDE); width++) {
        RegisterTile tile = new RegisterTile(height, width);
        if (height * width <= MOST_SUMS && tile.cost(rows, columns) <= best.cost(rows, columns)) {
          best = tile;
        }
      }
    }
    return best;
  }

  /**
   * Half cycles for one sample: each tile takes its loads or its multiply-adds, two of which start
   * in a cycle, whichever are more, and no less than the latency of what is under way.
   */
  int cost(int rows, int columns) {
    int cost = 0;
    for (int row = 0; row < rows; row += height) {
      int h = Math.min(height, rows - row);
      for (int column = 0; column < columns; column += width) {
        int w = Math.min(width, columns - column);
        cost += 4 * Math.max(IN_FLIGHT, Math.max(h + w, h * w)) + h + w + LOOP;
      }
    }
    return cost;
  }
}
