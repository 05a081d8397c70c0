package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.PerfectNest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Walk;

/**
 * A nest that is one contraction, computed in register tiles: some rows at a time, so that each
 * value of the right factor is loaded once for all of them, by some columns, so that each value of
 * the left one is. Columns are vectors of samples or, where a block has only one of the widest, an
 * index of the right factor alone: neighboring pixels.
 *
 * @param outer the loops around the rows, outermost first, without the columns
 * @param row the index that only the left factor depends on
 * @param column the index of the columns, if they are not vectors of samples
 * @param epilogue what is done with each sum
 * @param tile the rows and columns of a tile
 * @param heightAlone the rows of a tile of one vector, where there are two
 * @param tap the reduced index that a tile has written out, if there is one
 */
public record TiledNest(
    Nest nest,
    List<Index> outer,
    Index row,
    Optional<Index> column,
    Contract contract,
    List<Statement> epilogue,
    RegisterTile tile,
    int heightAlone,
    Optional<Index> tap) {

  /** Vectors of samples in a tile. */
  private static final int VECTORS = 2;

  private static final int MOST_ROWS = RegisterTile.MOST_SUMS / VECTORS;

  /** Fewer sums of two vectors would take more loads for each multiply-add. */
  private static final int LEAST_ROWS = 6;

  /** Rows of a tile of one vector: with what they need they fit into 16 registers. */
  private static final int MOST_ROWS_ALONE = 12;

  /** Sums in a tile of single values: as many multiply-adds as are under way at once. */
  private static final int SCALARS = RegisterTile.IN_FLIGHT;

  /** The nest as tiles, if it is such a contraction. */
  public static Optional<TiledNest> of(Nest nest, boolean wideBlocks) {
    PerfectNest perfect = PerfectNest.of(nest.body());
    List<Index> loops = perfect.loops();
    List<Statement> body = perfect.body();
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
    Optional<Index> column =
        wideBlocks
            ? Optional.empty()
            : loops.stream()
                .filter(i -> right.uses(i) && !contract.left().uses(i))
                .reduce((_, last) -> last);
    List<Index> outer =
        loops.stream().filter(i -> !i.equals(row) && !column.equals(Optional.of(i))).toList();
    RegisterTile tile =
        column
            .map(c -> RegisterTile.of(row.size(), c.size()))
            .orElseGet(
                () ->
                    wideBlocks
                        ? new RegisterTile(height(row.size(), MOST_ROWS), VECTORS)
                        : new RegisterTile(height(row.size(), MOST_ROWS_ALONE), 1));
    return Optional.of(
        new TiledNest(
            nest,
            outer,
            row,
            column,
            contract,
            body.subList(1, body.size()),
            tile,
            column.isPresent() ? tile.height() : height(row.size(), MOST_ROWS_ALONE),
            Taps.of(contract, right, column, tile.height() * tile.width())));
  }

  /**
   * The same for code of single values, which larger tiles would make longer but not faster. Each
   * sum still takes its products in the same order.
   */
  public TiledNest inScalars() {
    int columns = column.map(Index::size).orElse(tile.width());
    RegisterTile small = RegisterTile.of(row.size(), columns, SCALARS);
    return new TiledNest(nest, outer, row, column, contract, epilogue, small, small.height(), tap);
  }

  /** Where a sum may wait in memory: where the only store goes, if nothing reads what was there. */
  Optional<Access> result() {
    List<Store> stores =
        epilogue.stream().filter(Store.class::isInstance).map(Store.class::cast).toList();
    boolean isPlain =
        epilogue.stream().allMatch(s -> s instanceof Store || s instanceof Statement.Declare);
    return stores.stream()
        .filter(_ -> isPlain && stores.size() == 1)
        .filter(s -> !s.accumulate() && s.target().uses(row))
        .filter(s -> Walk.loads(nest.body()).noneMatch(v -> v.equals(s.target().variable())))
        .map(Store::target)
        .findFirst();
  }

  /** What is done with a sum that has waited. */
  public List<Statement> ending(Access result) {
    List<Statement> body = new ArrayList<>();
    body.add(new Statement.Declare(contract.name(), Expression.load(result)));
    body.addAll(epilogue);
    return body;
  }

  /** Whether a tile at these columns sees its image with every tap. */
  public boolean isWithin(int start, int width) {
    return tap.flatMap(contract::band)
        .filter(b -> column.equals(Optional.of(b.outer())))
        .map(
            b ->
                IntStream.range(start, start + width)
                    .allMatch(c -> b.holds(c, 0) && b.holds(c, b.inner().size() - 1)))
        .orElse(true);
  }

  /**
   * The columns of a tile that see its image at a place of the tap: all, unless it is at an edge.
   */
  public List<Integer> columns(int start, int width, int place, boolean atEdge) {
    return IntStream.range(0, width)
        .filter(
            c ->
                !atEdge
                    || tap.flatMap(contract::band)
                        .filter(b -> b.holds(start + c, place))
                        .isPresent())
        .boxed()
        .toList();
  }

  /** Whether its tiles leave out what the contraction does. */
  boolean keepsBands() {
    return contract.bands().stream()
        .allMatch(
            b -> !column.equals(Optional.of(b.outer())) || tap.equals(Optional.of(b.inner())));
  }

  /** The height of tiles of two vectors of a matrix with so many rows. */
  public static int height(int rows) {
    return height(rows, MOST_ROWS);
  }

  /**
   * The height of tiles for so many rows: one that leaves no remainder, whose tile would be a
   * method of its own; else the cheapest division. A tile costs its rows and about one row's time
   * more.
   */
  static int height(int rows, int most) {
    int best = Math.min(rows, most);
    for (int height = best - 1; height >= LEAST_ROWS && rows % best != 0; height--) {
      if (rows % height == 0 || cost(rows, height) < cost(rows, best)) {
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
