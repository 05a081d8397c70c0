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
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.lower.LoweredNetwork;
import org.phyllo.processor.plan.GradientPlan.Form;

/**
 * A network's nests in the order in which they run, and how.
 *
 * @param forward per sample
 * @param backward per sample, the loss first
 * @param inputGradient per sample, on request
 * @param gradients over the batch, after all samples
 * @param rowCopies the activations that are copied in {@code backward} so that a sample's values
 *     lie side by side
 */
public record NetworkPlan(
    LoweredNetwork network,
    MemoryPlan memory,
    List<Nest> forward,
    List<Nest> backward,
    List<Nest> inputGradient,
    List<GradientPlan> gradients,
    List<Variable> rowCopies) {

  public NetworkPlan {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    inputGradient = List.copyOf(inputGradient);
    gradients = List.copyOf(gradients);
    rowCopies = List.copyOf(rowCopies);
  }

  /** Plans a network. */
  public static NetworkPlan of(LoweredNetwork network) {
    List<GradientPlan> gradients =
        network.backward().stream()
            .filter(n -> n.scope() == Nest.Scope.BATCH)
            .map(NetworkPlan::gradient)
            .toList();
    List<Variable> rowCopies =
        gradients.stream()
            .filter(g -> g.form() == Form.LANES_ALONG_COLUMNS)
            .flatMap(g -> g.contract().right().stream())
            .map(Access::variable)
            .filter(v -> v.role() != Variable.Role.INPUT)
            .distinct()
            .toList();
    List<Nest> backward = new ArrayList<>();
    backward.add(network.lossNest());
    network.backward().stream().filter(n -> n.scope() == Nest.Scope.SAMPLE).forEach(backward::add);
    boolean tiny = Unroller.isTiny(network.network());
    return new NetworkPlan(
        network,
        new MemoryPlan(network, rowCopies),
        unroll(network.forward(), tiny),
        unroll(backward, tiny),
        unroll(network.inputGradient(), tiny),
        gradients,
        rowCopies);
  }

  private static List<Nest> unroll(List<Nest> nests, boolean tiny) {
    return tiny ? nests.stream().map(Unroller::unroll).toList() : nests;
  }

  /** Gradients are loops over rows, and columns if there are any, around a sum that is stored. */
  private static GradientPlan gradient(Nest nest) {
    List<Index> loops = new ArrayList<>();
    List<Statement> body = nest.body();
    while (body.get(0) instanceof Loop loop) {
      loops.add(loop.index());
      body = loop.body();
    }
    Contract contract = (Contract) body.get(0);
    Store store = (Store) body.get(1);
    Index rows = loops.get(0);
    Optional<Index> columns = loops.stream().skip(1).findFirst();
    Form form =
        columns
            .map(c -> GradientPlan.form(contract.right().orElseThrow(), c, rows))
            .orElse(Form.LANES_ALONG_SAMPLES);
    return new GradientPlan(
        nest, rows, columns, contract, store, form, GradientPlan.tasks(form, rows, columns));
  }
}
