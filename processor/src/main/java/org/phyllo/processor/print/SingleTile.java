package org.phyllo.processor.print;

import java.util.List;
import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.plan.SingleNest;

/**
 * A register tile whose lanes run along units: its columns are vectors of them, its rows places of
 * a single sample, or the samples of a group.
 *
 * @param nest whose contraction it computes
 * @param frame that of the nest
 * @param row what makes that of a row of it
 * @param rows how many there are
 * @param columns the vectors, and where their weights lie
 */
record SingleTile(SingleNest nest, SingleFrame frame, Row row, int rows, Columns columns) {
  /** Tells the rows of a tile apart. */
  @FunctionalInterface
  interface Row {
    SingleFrame of(SingleFrame frame, int row);
  }

  /**
   * The vectors of a tile, all of a panel or a part: those that a panel has of one weight lie side
   * by side.
   *
   * @param panel how many vectors the panel has
   * @param vectors how many of them are the tile's
   * @param part the local that has the position of the first one, from 0; none if all are
   */
  record Columns(int panel, int vectors, Optional<String> part) {
    static Columns all(int vectors) {
      return new Columns(vectors, vectors, Optional.empty());
    }
  }

  /** The body of its method. */
  Code body(VectorDialect dialect, KernelMethods methods) {
    SingleNest.Tile planned = nest.tile().orElseThrow();
    Contract contract = planned.contract();
    Code code = new Code();
    Tile tile = new Tile(dialect, code, contract, rows, columns.vectors());
    Bases bases = Bases.in(code);
    SingleFrame outside = frame.from(bases);
    tile.declare((row, column) -> dialect.value(contract.initial(), at(outside, row, column)));
    Optional<Index> tap = planned.tap(columns.vectors());
    List<FlatLoop> loops = FlatLoop.around(tap, contract, methods);
    loops.forEach(l -> l.open(contract, outside, code));
    SingleFrame inside = outside.in(loops).from(bases.within());
    Expression shared = Expression.load(contract.left());
    Access weights = contract.right().orElseThrow();
    for (int i = 0; i < tap.map(Index::size).orElse(1); i++) {
      SingleFrame there = tap.isPresent() ? inside.at(tap.get(), i) : inside;
      tile.accumulate(
          row -> dialect.value(shared, this.row.of(there, row)),
          column -> dialect.load(there.panel(weights, columns, column)));
    }
    code.close(loops.size());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns.vectors(); column++) {
        Frame there = at(outside, row, column).inTile(tile.position(row, column));
        new NestPrinter(dialect, there, code).print(planned.epilogue());
      }
    }
    return code;
  }

  /** At a row's vector of units. */
  private SingleFrame at(SingleFrame all, int index, int vector) {
    Index lane = nest.lane().orElseThrow();
    StringBuilder unit = new StringBuilder(lane.name());
    columns.part().ifPresent(part -> unit.append(" + ").append(part));
    if (vector > 0) {
      unit.append(" + ").append(SingleFrame.several(vector));
    }
    return row.of(all, index).with(lane, unit.toString());
  }
}
