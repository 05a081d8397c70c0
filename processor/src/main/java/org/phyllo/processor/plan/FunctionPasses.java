package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Declare;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.lower.Names;

/**
 * Keeps the kernels' methods so small that HotSpot compiles their vectors into registers: {@code
 * exp} and its like take 20 to 30 vector operations, each comes to some 300 nodes, and beyond
 * 40,000 nodes ({@code LiveNodeCountInliningCutoff}) the operations are no longer inlined and every
 * vector is allocated on the heap.
 *
 * <p>So each method has at most one such function. A tile ends with its sums, twelve of them: where
 * a function of each follows, it becomes a second pass over the stored values.
 */
final class FunctionPasses {
  private final Names methods = new Names();
  private final Names variables = new Names();
  private final List<Variable> kept = new ArrayList<>();

  FunctionPasses(List<Nest> all, List<Variable> taken) {
    all.forEach(n -> methods.fresh(n.name()));
    taken.forEach(v -> variables.fresh(v.name()));
  }

  /** The variables that the nests need beside those that the network has. */
  List<Variable> kept() {
    return List.copyOf(kept);
  }

  /**
   * The nest, or several of them that come to the same.
   *
   * @param role of what they keep for one another
   */
  Stream<Nest> split(Nest nest, Variable.Role role) {
    return afterTiles(nest).stream().flatMap(n -> oneCallEach(n, role).stream());
  }

  /** The last nest keeps the name and the comment: it completes what they say. */
  private List<Nest> oneCallEach(Nest nest, Variable.Role role) {
    if (Fission.calls(nest.body()) <= 1) {
      return List.of(nest);
    }
    Fission fission = new Fission(nest, role, variables);
    List<Nest> nests = new ArrayList<>();
    List<List<Statement>> bodies = fission.bodies();
    for (List<Statement> body : bodies.subList(0, bodies.size() - 1)) {
      String name = methods.fresh(nest.name() + (nests.size() + 1));
      String comment = "Part " + (nests.size() + 1) + " of " + nest.name();
      nests.add(new Nest(name, comment, nest.scope(), body));
    }
    nests.add(new Nest(nest.name(), nest.comment(), nest.scope(), bodies.getLast()));
    kept.addAll(fission.kept());
    return nests;
  }

  private List<Nest> afterTiles(Nest nest) {
    Optional<TiledNest> tiled = TiledNest.of(nest, true);
    if (tiled.isEmpty() || Fission.calls(tiled.get().epilogue()) == 0) {
      return List.of(nest);
    }
    Contract contract = tiled.get().contract();
    List<Statement> epilogue = new ArrayList<>(tiled.get().epilogue());
    Store stored = sum(epilogue, contract.name());
    epilogue.remove(stored);
    Expression sum = Expression.local(contract.name());
    List<Statement> function = new ArrayList<>();
    if (epilogue.get(0) instanceof Declare alias && alias.value().equals(sum)) {
      function.add(new Declare(alias.name(), Expression.load(stored.target())));
      function.addAll(epilogue.subList(1, epilogue.size()));
    } else {
      function.add(new Declare(contract.name(), Expression.load(stored.target())));
      function.addAll(epilogue);
    }
    String target = stored.target().variable().name();
    return List.of(
        new Nest(
            methods.fresh(nest.name() + "Sum"),
            target + ", for now, = the sums of " + nest.name(),
            nest.scope(),
            within(nest.body(), List.of(contract, Store.set(stored.target(), sum)))),
        new Nest(nest.name(), nest.comment(), nest.scope(), within(nest.body(), function)));
  }

  /** Where the sum is stored anyway; else it is kept where the function's value goes. */
  private static Store sum(List<Statement> epilogue, String name) {
    Expression sum = Expression.local(name);
    Set<Expression> same = new HashSet<>(Set.of(sum));
    Store last = null;
    for (Statement statement : epilogue) {
      if (statement instanceof Declare s && s.value().equals(sum)) {
        same.add(Expression.local(s.name()));
      } else if (statement instanceof Store s) {
        if (same.contains(s.value())) {
          return s;
        }
        last = s;
      }
    }
    if (last == null) {
      throw new IllegalStateException("a tile that stores nothing: " + epilogue);
    }
    return Store.set(last.target(), sum);
  }

  /** The loops around a contraction, with another body. */
  private static List<Statement> within(List<Statement> loops, List<Statement> body) {
    if (loops.get(0) instanceof Loop loop) {
      Index index = loop.index();
      return List.of(new Loop(index, within(loop.body(), body)));
    }
    return body;
  }
}
