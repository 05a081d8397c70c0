package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.lower.LoweredNetwork;
import org.phyllo.processor.plan.GradientPlan.Form;

/**
 * A network's nests in the order in which they run, and how.
 *
 * @param reference the passes as the reference runs them
 * @param kernels the passes as the kernels run them
 * @param sums over the batch, after all samples
 * @param inPanels what is copied into panels, in the first stage with a sum that needs it
 * @param inRows what training computes from rows of the input; all that reads it does, or nothing
 * @param single inference of a single sample, where it has a form of its own
 */
public record NetworkPlan(
    LoweredNetwork network,
    MemoryPlan memory,
    Passes reference,
    Passes kernels,
    List<BatchSum> sums,
    List<Variable> inPanels,
    List<RowTiles> inRows,
    Optional<SinglePlan> single) {

  public NetworkPlan {
    sums = List.copyOf(sums);
    inPanels = List.copyOf(inPanels);
    inRows = List.copyOf(inRows);
  }

  /** Plans a network. */
  public static NetworkPlan of(LoweredNetwork network) {
    Passes passes =
        new Passes(
            network.inference(),
            network.forward(),
            network.losses(),
            network.backward(),
            network.inputGradient());
    List<BatchSum> sums =
        passes.all().filter(n -> n.scope() == Nest.Scope.BATCH).map(NetworkPlan::sum).toList();
    List<Variable> inPanels = copied(sums).toList();
    Passes fused = Fusion.of(passes);
    FunctionPasses functions = new FunctionPasses(passes.all().toList(), network.variables());
    boolean tiny = Unroller.isTiny(network.network());
    UnaryOperator<Nest> form = tiny ? NetworkPlan::unrolledIfInlined : n -> n;
    Passes padded = fused.mapSamples((n, role) -> functions.split(n, role).map(form));
    List<Variable> kept = functions.kept();
    List<Variable> gradients = used(network.gradients(), padded);
    MemoryPlan atMost = new MemoryPlan(network, gradients, kept, inPanels, List.of());
    Passes kernels = tiny ? padded : Unpadding.of(padded, atMost.isWide());
    List<RowTiles> inRows = RowTiles.of(kernels, sums, atMost.isWide());
    gradients = used(network.gradients(), kernels);
    return new NetworkPlan(
        network,
        new MemoryPlan(network, gradients, kept, inPanels, inRows),
        tiny ? passes.mapSamples((n, _) -> Stream.of(Unroller.unroll(n))) : passes,
        kernels,
        sums,
        inPanels,
        inRows,
        SinglePlan.of(network, kernels.inference()));
  }

  /** Those that a nest reads or writes: some have been fused away. */
  private static List<Variable> used(List<Variable> variables, Passes kernels) {
    Set<Variable> used = new HashSet<>();
    kernels
        .all()
        .map(Nest::body)
        .forEach(b -> Stream.concat(Walk.loads(b), Walk.stores(b)).forEach(used::add));
    return variables.stream().filter(used::contains).toList();
  }

  /** How the sums of a stage are computed. */
  public List<BatchSum> sums(Stage stage) {
    return stage.sums().stream()
        .map(n -> sums.stream().filter(g -> g.nest().equals(n)).findFirst().orElseThrow())
        .toList();
  }

  /** The sums that are contractions. */
  public Stream<GradientPlan> gradients() {
    return gradients(sums);
  }

  private static Stream<GradientPlan> gradients(List<BatchSum> sums) {
    return sums.stream().flatMap(s -> s instanceof GradientPlan g ? Stream.of(g) : Stream.empty());
  }

  private static BatchSum sum(Nest nest) {
    return nest.looksUp() ? ScatterPlan.of(nest) : gradient(nest);
  }

  /** What to copy at the end of a stage, before its sums. */
  public List<Variable> inPanels(List<Stage> stages, int number) {
    List<Variable> before =
        stages.subList(0, number).stream().flatMap(s -> copied(sums(s))).toList();
    return copied(sums(stages.get(number))).filter(v -> !before.contains(v)).toList();
  }

  /** What sums need copies of. */
  private static Stream<Variable> copied(List<BatchSum> sums) {
    return gradients(sums)
        .filter(GradientPlan::readsPanels)
        .flatMap(g -> g.contract().right().stream())
        .map(Access::variable)
        .distinct();
  }

  private static Nest unrolledIfInlined(Nest nest) {
    Nest unrolled = Unroller.unroll(nest);
    return Fission.calls(unrolled.body()) > 1 ? nest : unrolled;
  }

  /**
   * Gradients are loops around a sum that is stored: one over the left factor's rows, one over the
   * right factor's columns if there is one, and others.
   */
  private static GradientPlan gradient(Nest nest) {
    List<Index> loops = new ArrayList<>();
    List<Statement> body = nest.body();
    while (body.get(0) instanceof Loop loop) {
      loops.add(loop.index());
      body = loop.body();
    }
    Contract contract = (Contract) body.get(0);
    Store store = (Store) body.get(1);
    Access left = contract.left();
    Optional<Access> right = contract.right();
    Index rows =
        loops.stream()
            .filter(i -> right.stream().noneMatch(r -> r.uses(i)))
            .reduce((_, last) -> last)
            .orElseThrow();
    Optional<Index> columns =
        loops.stream()
            .filter(i -> right.stream().anyMatch(r -> r.uses(i)) && !left.uses(i))
            .min(
                Comparator.<Index, Boolean>comparing(c -> !sharesPixels(contract, c))
                    .thenComparingDouble(c -> costOfEach(rows, c))
                    .thenComparingInt(c -> -c.size()));
    Optional<Index> taps = columns.flatMap(c -> taps(contract, loops, c));
    List<Index> outer =
        loops.stream()
            .filter(i -> !i.equals(rows))
            .filter(i -> !columns.equals(Optional.of(i)) && !taps.equals(Optional.of(i)))
            .toList();
    Form form =
        columns
            .filter(_ -> outer.isEmpty() && contract.reduced().isEmpty())
            .map(c -> GradientPlan.form(right.orElseThrow(), c, rows))
            .orElse(Form.LANES_ALONG_SAMPLES);
    RegisterTile tile = tile(rows, columns, taps);
    return new GradientPlan(nest, outer, rows, columns, taps, contract, store, form, tile);
  }

  private static RegisterTile tile(Index rows, Optional<Index> columns, Optional<Index> taps) {
    if (taps.isPresent()) {
      int sums = columns.orElseThrow().size() * taps.get().size();
      return RegisterTile.ofWidth(sums, rows.size());
    }
    return RegisterTile.of(rows.size(), columns.map(Index::size).orElse(1));
  }

  /**
   * The rows of a kernel, where a tile can have all of it: it passes over a channel of the image,
   * which stays in the first-level cache, and each gradient that it reads beside is used for every
   * tap.
   */
  private static Optional<Index> taps(Contract contract, List<Index> loops, Index column) {
    Access seen = contract.right().orElseThrow();
    return loops.stream()
        .filter(i -> !i.equals(column) && i.size() * column.size() <= RegisterTile.MOST_SUMS)
        .filter(_ -> sharesPixels(contract, column))
        .filter(i -> contract.reduced().stream().anyMatch(r -> Taps.share(seen, i, r)))
        .filter(i -> !contract.left().uses(i))
        .findFirst();
  }

  /** Whether columns are taps of a kernel's row, so that they see each other's pixels. */
  private static boolean sharesPixels(Contract contract, Index column) {
    return !contract.reduced().isEmpty()
        && Taps.share(contract.right().orElseThrow(), column, contract.reduced().getLast());
  }

  /** What one row and column costs in the best tiles. */
  private static double costOfEach(Index rows, Index columns) {
    RegisterTile tile = RegisterTile.of(rows.size(), columns.size());
    return tile.cost(rows.size(), columns.size()) / columns.size();
  }
}
