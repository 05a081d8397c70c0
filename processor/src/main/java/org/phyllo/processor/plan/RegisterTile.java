package org.phyllo.processor.plan;

/**
 * A register tile: every row's factor times every column's, in sums of their own.
 *
 * @param height the number of rows
 * @param width the number of columns
 */
public record RegisterTile(int height, int width) {
  /**
   * Sums at most: with what they need they fit into the 32 registers of AVX-512 and NEON. On
   * machines with 16 registers some are kept on the stack.
   */
  static final int MOST_SUMS = 20;

  private static final int MOST_SIDE = 6;

  /** Multiply-adds under way at once, two for every cycle of their latency. */
  static final int IN_FLIGHT = 8;

  /** A loop's counting and branching, in loads. */
  private static final int LOOP = 2;

  /**
   * A tile of another size is another method, which javac and HotSpot take time to compile: it must
   * save this part of the multiply-adds' time.
   */
  private static final double METHOD = 1 / 16.0;

  /**
   * The tile that needs the least time for so many rows and columns; of several, the widest, whose
   * columns share the most.
   */
  static RegisterTile of(int rows, int columns) {
    return of(rows, columns, MOST_SUMS);
  }

  /** The same with at most so many sums. */
  static RegisterTile of(int rows, int columns, int mostSums) {
    RegisterTile best = new RegisterTile(1, 1);
    double least = best.cost(rows, columns);
    for (int width = 1; width <= Math.min(columns, MOST_SIDE); width++) {
      int highest = Math.min(rows, columns == 1 ? IN_FLIGHT : MOST_SIDE);
      for (int height = 1; height <= highest; height++) {
        RegisterTile tile = new RegisterTile(height, width);
        double cost = tile.cost(rows, columns);
        if (height * width <= mostSums && cost <= least) {
          best = tile;
          least = cost;
        }
      }
    }
    return best;
  }

  /**
   * As many rows as there is room for, beside a number of columns; the same in every tile if
   * possible.
   */
  static RegisterTile ofWidth(int width, int rows) {
    int most = Math.clamp(MOST_SUMS / width, 1, rows);
    int height = most;
    while (rows % height != 0) {
      height--;
    }
    return new RegisterTile(2 * height > most ? height : most, width);
  }

  /** Half cycles for one sample, in tiles of this size and what is left at two sides. */
  double cost(int rows, int columns) {
    long wholeRows = rows / height;
    long wholeColumns = columns / width;
    int lastRows = rows % height;
    int lastColumns = columns % width;
    long cost =
        wholeRows * wholeColumns * cost()
            + wholeRows * new RegisterTile(height, lastColumns).cost()
            + wholeColumns * new RegisterTile(lastRows, width).cost()
            + new RegisterTile(lastRows, lastColumns).cost();
    int sizes = (lastRows == 0 ? 1 : 2) * (lastColumns == 0 ? 1 : 2);
    return cost * (1 + METHOD * (sizes - 1));
  }

  /**
   * Those of a single tile: it takes its loads or its multiply-adds, two of which start in a cycle,
   * whichever are more, and no less than the latency of what is under way.
   */
  private int cost() {
    int sums = height * width;
    int loads = height + width;
    return sums == 0 ? 0 : 4 * Math.max(IN_FLIGHT, Math.max(loads, sums)) + loads + LOOP;
  }
}
