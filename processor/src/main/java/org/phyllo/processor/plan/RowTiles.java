package org.phyllo.processor.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.ir.Walk;

/**
 * How training computes a layer's matrix of weights times the network's input: in tiles of some
 * samples, read where the data has them, by vectors of units. Lanes along samples would need a copy
 * of all inputs with columns for rows, which takes long beside the product where units are few.
 * Lanes along units need one of the weights, once for all samples of a batch.
 *
 * <p>Each sum takes its products in the order in which it always does. The sums of sixteen samples
 * are turned into columns, and wait there in the place of the result for what is done with them.
 *
 * @param tiled the nest in register tiles of vectors of samples, the other way to compute it
 * @param result where a unit's sum waits: what the epilogue stores
 */
public record RowTiles(TiledNest tiled, Access result) {
  /** The samples of a tile: sixteen sums with four vectors hide a multiply-add's latency. */
  public static final int SAMPLES = 4;

  private static final int MOST_LINES = 4;

  /** Equal panels of units, one behind the other. */
  public record Run(int firstUnit, int panels, int width) {
    public int end() {
      return firstUnit + panels * width;
    }
  }

  /**
   * Those of a network: all that reads its input does so in rows, or nothing does, as columns would
   * be there anyway.
   */
  static List<RowTiles> of(Passes kernels, List<BatchSum> sums, boolean wideBlocks) {
    List<Nest> readers =
        kernels.stages().stream()
            .flatMap(s -> s.samples().stream())
            .filter(n -> Walk.loads(n.body()).anyMatch(RowTiles::isInput))
            .toList();
    List<RowTiles> tiles =
        readers.stream()
            .flatMap(n -> TiledNest.of(n, wideBlocks).stream())
            .flatMap(t -> of(t).stream())
            .toList();
    boolean sumsReadColumns =
        sums.stream()
            .filter(s -> Walk.loads(s.nest().body()).anyMatch(RowTiles::isInput))
            .anyMatch(s -> !(s instanceof GradientPlan g && g.readsInputInRows()));
    return tiles.size() == readers.size() && !sumsReadColumns ? tiles : List.of();
  }

  private static boolean isInput(Variable variable) {
    return variable.role() == Role.INPUT;
  }

  private static Optional<RowTiles> of(TiledNest tiled) {
    Contract contract = tiled.contract();
    Access input = contract.right().orElseThrow();
    if (!isInput(input.variable()) || !tiled.outer().isEmpty() || contract.reduced().size() != 1) {
      return Optional.empty();
    }
    Index reduced = contract.reduced().getFirst();
    boolean inRows =
        input.index().equals(Affine.of(reduced))
            && input.lookup().isEmpty()
            && contract.bands().isEmpty()
            && contract.left().variable().role() == Role.PARAMETER
            && contract.left().index().equals(Affine.matrix(tiled.row(), reduced));
    boolean endsPlainly =
        Walk.loads(List.copyOf(tiled.epilogue())).noneMatch(RowTiles::isInput)
            && isOfUnits(contract.initial(), tiled.row());
    return tiled
        .result()
        .filter(r -> r.index().equals(Affine.of(tiled.row())))
        .map(r -> new RowTiles(tiled, r))
        .filter(t -> inRows && endsPlainly && t.isWorthwhile());
  }

  private static boolean isOfUnits(Expression initial, Index row) {
    return initial.equals(Expression.literal(0))
        || (initial instanceof Expression.Load load
            && load.access().variable().role() == Role.PARAMETER
            && load.access().index().equals(Affine.of(row)));
  }

  private boolean isWorthwhile() {
    long work = (long) units() * inputs();
    return SinglePlan.fillsLanes(work, (long) padded() * inputs())
        && (long) padded() * inputs() <= SinglePlan.MOST_PACKED;
  }

  public Nest nest() {
    return tiled.nest();
  }

  public Index reduced() {
    return tiled.contract().reduced().getFirst();
  }

  public int units() {
    return tiled.row().size();
  }

  public int inputs() {
    return reduced().size();
  }

  /** The units, and lanes behind the last one: whole vectors of any length. */
  public int padded() {
    return Panels.padded(tiled.row());
  }

  public Access input() {
    return tiled.contract().right().orElseThrow();
  }

  public Variable weights() {
    return tiled.contract().left().variable();
  }

  /** What sums begin with, if it isn't 0. */
  public Optional<Variable> bias() {
    return tiled.contract().initial() instanceof Expression.Load load
        ? Optional.of(load.access().variable())
        : Optional.empty();
  }

  /** The contraction with the factor that all lanes share on the left. */
  public Contract contract() {
    Contract contract = tiled.contract();
    return new Contract(
        contract.name(),
        contract.reduced(),
        contract.initial(),
        input(),
        Optional.of(contract.left()));
  }

  /**
   * The panels of units: at most two runs, of nearly the same width. The weights of a panel's units
   * lie side by side for each input.
   */
  public List<Run> runs() {
    int lines = padded() / Slot.LINE;
    int panels = Math.ceilDiv(lines, MOST_LINES);
    int wider = lines % panels;
    int width = lines / panels * Slot.LINE;
    int split = wider * (width + Slot.LINE);
    return Stream.of(new Run(0, wider, width + Slot.LINE), new Run(split, panels - wider, width))
        .filter(r -> r.panels() > 0)
        .toList();
  }

  /** The widths of the panels, each once. */
  public List<Integer> widths() {
    return runs().stream().map(Run::width).toList();
  }

  /** What is done with the sums when they are in columns, if anything. */
  public Optional<Nest> ending() {
    Store alone = Store.set(result, Expression.local(tiled.contract().name()));
    if (tiled.epilogue().equals(List.of(alone))) {
      return Optional.empty();
    }
    Statement body = new Loop(tiled.row(), tiled.ending(result));
    return Optional.of(new Nest(nest().name() + "End", "", Nest.Scope.SAMPLE, body));
  }
}
