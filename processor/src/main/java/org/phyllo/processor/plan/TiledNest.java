package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;

/**
 * A nest that is one contraction, computed in register tiles: some rows at a time, so that each
 * value of the right factor is loaded once for all of them, by some vectors of samples, so that
 * each value of the left one is.
 *
 * @param outer the loops around the rows, outermost first
 * @param row the index that only the left factor depends on
 * @param epilogue what is done with each sum
 */
public record TiledNest(
    Nest nest, List<Index> outer, Index row, Contract contract, List<Statement> epilogue) {

  /** Vectors of samples in a tile. */
  public static final int COLUMNS = 2;

  private static final int MOST_ROWS = 6;

  /** The nest as tiles, if it is such a contraction. */
  public static Optional<TiledNest> of(Nest nest) {
    List<Index> loops = new ArrayList<>();
    List<Statement> body = nest.body();
    while (body.size() == 1 && body.get(0) instanceof Loop loop) {
      loops.add(loop.index());
      body = loop.body();
    }
    if (loops.isEmpty()
        || !(body.get(0) instanceof Contract contract)
        || contract.reduced().isEmpty()
        || contract.right().isEmpty()
        || body.stream().anyMatch(s -> s instanceof Loop)) {
      return Optional.empty();
    }
    Access right = contract.right().get();
    List<Index> rows =
        loops.stream().filter(i -> contract.left().uses(i) && !right.uses(i)).toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Index row = rows.getLast();
    List<Index> outer = loops.stream().filter(i -> !i.equals(row)).toList();
    return Optional.of(new TiledNest(nest, outer, row, contract, body.subList(1, body.size())));
  }

  /**
   * The height of tiles for so many rows. With {@link #COLUMNS} columns, 12 sums and what they need
   * fit into 16 vector registers, and are enough to hide a multiply-add's latency. A tile costs its
   * rows and about one row's time more; the cheapest division wins, one without a remainder if
   * there is a choice.
   */
  public static int height(int rows) {
    int best = Math.min(rows, MOST_ROWS);
    for (int height = best - 1; height >= Math.min(rows, 4); height--) {
      int difference = cost(rows, height) - cost(rows, best);
      if (difference < 0 || (difference == 0 && rows % height == 0)) {
        best = height;
      }
    }
    return best;
  }

  private static int cost(int rows, int height) {
    int remainder = rows % height;
    return rows / height * (height + 1) + (remainder == 0 ? 0 : remainder + 1);
  }
}
