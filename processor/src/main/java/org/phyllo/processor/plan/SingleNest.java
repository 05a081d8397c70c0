package org.phyllo.processor.plan;

import java.util.List;
import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.PerfectNest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.ir.Walk;

/**
 * How a nest computes a single sample: lanes along the channels of what it stores, or one value at
 * a time where that can't be. Either way each value is the result of the same operations in the
 * same order as in a batch.
 *
 * @param outer the loops around the lanes, outermost first
 * @param lane the index that lanes run along
 * @param body what is done with it
 * @param tile how the contraction that begins the body is computed, if there is one
 */
public record SingleNest(
    Nest nest, List<Index> outer, Optional<Index> lane, List<Statement> body, Optional<Tile> tile) {

  /**
   * A register tile: some places, each value of which is multiplied by some vectors of weights.
   *
   * @param contract with the factor that all lanes share on the left
   * @param place the index of the places, such as pixels of a row
   * @param places the number of places in a tile
   * @param panels the numbers of vectors that tiles may have
   * @param epilogue what is done with each sum
   */
  public record Tile(
      Contract contract,
      Optional<Index> place,
      int places,
      Panels panels,
      List<Statement> epilogue) {

    /** Whether its sums run over one index, and have no place. */
    boolean isOfOneSum() {
      return place.isEmpty() && contract.reduced().size() == 1;
    }

    /** The reduced index that a tile of so many vectors has written out, if there is one. */
    public Optional<Index> tap(int vectors) {
      return Taps.of(contract, contract.left(), place, places * vectors);
    }
  }

  /** With several places vectors share what is read of them; more need too many registers. */
  private static final int VECTORS_OF_PLACES = 2;

  private static final int MOST_PLACES = 12;
  private static final int MOST_PLACES_OF_TWO = 6;

  static SingleNest of(Nest original, SingleMemory memory) {
    Nest nest = Axes.split(original, memory);
    PerfectNest perfect = PerfectNest.of(nest.body());
    List<Index> loops = perfect.loops();
    List<Statement> body = perfect.body();
    Optional<Index> lane = loops.stream().filter(i -> runsAlong(i, nest, memory)).findFirst();
    if (lane.isEmpty()) {
      return new SingleNest(nest, List.of(), lane, nest.body(), Optional.empty());
    }
    Optional<Tile> tile = tile(body, loops, lane.get(), memory);
    Optional<Index> place = tile.flatMap(Tile::place);
    List<Index> outer =
        loops.stream()
            .filter(i -> !lane.equals(Optional.of(i)) && !place.equals(Optional.of(i)))
            .toList();
    return new SingleNest(nest, outer, lane, body, tile);
  }

  /** Whether samples could share what is loaded of weights; of the input it reads rows alone. */
  boolean runsInGroups() {
    boolean reads =
        Walk.reads(tile.map(Tile::epilogue).orElse(nest.body()))
            .anyMatch(a -> a.lookup().isPresent() || a.variable().role() == Role.INPUT);
    return !reads && tile.map(t -> outer.isEmpty() && t.isOfOneSum()).orElse(true);
  }

  /** Those of a sample, if there is a tile. */
  long multiplyAdds() {
    return tile.isEmpty() ? 0 : (long) lane.orElseThrow().size() * reduced();
  }

  /** The same with those of lanes behind the last unit. */
  long paddedMultiplyAdds() {
    return tile.isEmpty() ? 0 : (long) tile.get().panels().padded() * reduced();
  }

  private int reduced() {
    return tile.orElseThrow().contract().reduced().stream()
        .mapToInt(Index::size)
        .reduce(1, (a, b) -> a * b);
  }

  /** Whether a vector of an index's values reads and writes neighbors. */
  private static boolean runsAlong(Index index, Nest nest, SingleMemory memory) {
    boolean loads =
        Walk.expressions(nest.body())
            .allMatch(
                e ->
                    switch (e) {
                      case Expression.Load load -> isAlongOrShared(index, load.access(), memory);
                      case Expression.IndexValue value -> !value.index().equals(index);
                      default -> true;
                    });
    return loads && Walk.writes(nest.body()).allMatch(s -> isWhole(index, s, memory));
  }

  private static boolean isAlongOrShared(Index index, Access access, SingleMemory memory) {
    if (access.lookup().isPresent()) {
      return false;
    }
    if (!access.uses(index)) {
      return true;
    }
    return memory
        .place(access)
        .filter(p -> p.channel().stride(index) == 1 && p.rest().stride(index) == 0)
        .isPresent();
  }

  /** What lanes behind the last channel write belongs to nobody else. */
  private static boolean isWhole(Index index, Access access, SingleMemory memory) {
    return access.lookup().isEmpty()
        && memory
            .place(access)
            .filter(p -> p.channel().equals(Affine.of(index)) && p.rest().stride(index) == 0)
            .isPresent()
        && index.size() == memory.channels(access.variable());
  }

  private static Optional<Tile> tile(
      List<Statement> body, List<Index> loops, Index lane, SingleMemory memory) {
    if (!(body.get(0) instanceof Contract contract)
        || contract.right().isEmpty()
        || body.stream().anyMatch(s -> s instanceof Loop)
        || contract.left().uses(lane) == contract.right().get().uses(lane)) {
      return Optional.empty();
    }
    boolean leftIsAlong = contract.left().uses(lane);
    Access along = leftIsAlong ? contract.left() : contract.right().get();
    Access shared = leftIsAlong ? contract.right().get() : contract.left();
    Optional<Index> place =
        loops.stream()
            .filter(i -> shared.uses(i) && !along.uses(i) && memory.place(shared).isPresent())
            .reduce((_, last) -> last);
    Panels panels = place.isPresent() ? Panels.of(lane, VECTORS_OF_PLACES) : Panels.of(lane);
    int places =
        place
            .map(
                i ->
                    TiledNest.height(i.size(), lane.size() > 16 ? MOST_PLACES_OF_TWO : MOST_PLACES))
            .orElse(1);
    Contract swapped =
        new Contract(
            contract.name(), contract.reduced(), contract.initial(), shared, Optional.of(along));
    return Optional.of(new Tile(swapped, place, places, panels, body.subList(1, body.size())));
  }
}
