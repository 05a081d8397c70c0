package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.lower.LoweredNetwork;

/**
 * How a single sample is predicted: a batch has samples for the lanes, one by itself has channels.
 *
 * @param nests in the order in which they run
 */
public record SinglePlan(SingleMemory memory, List<SingleNest> nests) {
  public SinglePlan {
    nests = List.copyOf(nests);
  }

  /** The tiles that read a parameter; each is read by one nest alone. */
  public Optional<SingleNest.Tile> tile(Variable parameter) {
    return nests.stream()
        .flatMap(n -> n.tile().stream())
        .filter(t -> t.contract().right().orElseThrow().variable().equals(parameter))
        .findFirst();
  }

  /** The plan of a network, if its padded tensors fit into arrays. */
  static Optional<SinglePlan> of(LoweredNetwork network, List<Nest> inference) {
    Set<Variable> used = new LinkedHashSet<>();
    inference.forEach(
        n -> Stream.concat(Walk.stores(n.body()), Walk.loads(n.body())).forEach(used::add));
    Set<Variable> lookedUp =
        inference.stream()
            .flatMap(n -> Walk.reads(n.body()))
            .filter(a -> a.lookup().isPresent())
            .map(Access::variable)
            .collect(Collectors.toSet());
    SingleMemory memory = new SingleMemory(network, List.copyOf(used), lookedUp);
    if (!memory.fitsArrays()) {
      return Optional.empty();
    }
    List<Nest> nests = new ArrayList<>(inference);
    int at = 0;
    for (Variable output : network.outputs()) {
      if (!output.equals(memory.outputs())) {
        Index i = new Index("i", output.size());
        Store copy =
            Store.set(memory.outputs().at(Affine.of(i).plus(at)), Expression.load(output.at(i)));
        nests.add(
            new Nest(
                output.name() + "Output",
                "Copies " + output.name() + " to where the outputs are, in row-major order.",
                Nest.Scope.SAMPLE,
                new Loop(i, copy)));
        at += output.size();
      }
    }
    return Optional.of(
        new SinglePlan(memory, nests.stream().map(n -> SingleNest.of(n, memory)).toList()));
  }
}
