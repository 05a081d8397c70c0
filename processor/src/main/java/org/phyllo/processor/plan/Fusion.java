package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Assign;
import org.phyllo.processor.ir.Statement.Contract;
import org.phyllo.processor.ir.Statement.Declare;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.ir.Walk;
import org.phyllo.processor.lower.Rewriter;

/**
 * Moves what is done with each value of a gradient into the nest that computes it, if nothing else
 * needs the value: the derivative of an activation into the contraction or pooling behind it. The
 * gradient then has no place in memory, and is neither written nor read.
 */
final class Fusion {
  private final List<Nest> all;

  private Fusion(List<Nest> all) {
    this.all = all;
  }

  /** These passes with fewer nests that compute the same bits. */
  static Passes of(Passes passes) {
    Fusion fusion = new Fusion(passes.all().toList());
    List<Nest> backward = new ArrayList<>();
    for (Nest nest : passes.backward()) {
      Optional<Nest> fused =
          backward.isEmpty() ? Optional.empty() : fusion.fuse(backward.getLast(), nest);
      fused.ifPresent(_ -> backward.removeLast());
      backward.add(fused.orElse(nest));
    }
    return new Passes(
        passes.inference(), passes.forward(), passes.losses(), backward, passes.inputGradient());
  }

  /**
   * What a nest does for every value of a variable by itself.
   *
   * @param body declarations, then a store
   */
  private record Elementwise(Index index, List<Statement> body) {
    static Optional<Elementwise> of(Nest nest) {
      if (nest.scope() != Nest.Scope.SAMPLE
          || nest.body().size() != 1
          || !(nest.body().get(0) instanceof Loop loop)
          || Fission.calls(loop.body()) > 0) {
        return Optional.empty();
      }
      Elementwise map = new Elementwise(loop.index(), loop.body());
      List<Statement> before = loop.body().subList(0, loop.body().size() - 1);
      boolean simple =
          before.stream().allMatch(s -> s instanceof Declare)
              && loop.body().getLast() instanceof Store store
              && map.isOwn(store.target())
              && Walk.expressions(loop.body())
                  .allMatch(
                      e ->
                          switch (e) {
                            case Expression.Load load -> map.isOwn(load.access());
                            case Expression.IndexValue _ -> false;
                            default -> true;
                          });
      return simple ? Optional.of(map) : Optional.empty();
    }

    private boolean isOwn(Access access) {
      return access.variable().perSample()
          && access.lookup().isEmpty()
          && access.index().equals(Affine.of(index))
          && access.variable().size() == index.size();
    }

    Store store() {
      return (Store) body.getLast();
    }
  }

  private Optional<Nest> fuse(Nest producer, Nest consumer) {
    if (producer.scope() != Nest.Scope.SAMPLE || producer.looksUp()) {
      return Optional.empty();
    }
    return Elementwise.of(consumer)
        .flatMap(
            map ->
                Walk.loads(consumer.body())
                    .filter(v -> v.role() == Role.GRADIENT && isOnlyBetween(v, producer, consumer))
                    .findFirst()
                    .filter(v -> isIndependent(map.store().target().variable(), producer))
                    .flatMap(v -> fuse(producer, consumer, map, v)));
  }

  /** Whether a variable is only written by one nest, once, and only read by the other. */
  private boolean isOnlyBetween(Variable variable, Nest producer, Nest consumer) {
    long stores = all.stream().flatMap(n -> Walk.stores(n.body())).filter(variable::equals).count();
    return stores == 1
        && Walk.stores(producer.body()).anyMatch(variable::equals)
        && all.stream()
            .filter(n -> Walk.loads(n.body()).anyMatch(variable::equals))
            .allMatch(consumer::equals);
  }

  private static boolean isIndependent(Variable variable, Nest nest) {
    return Walk.loads(nest.body()).noneMatch(variable::equals)
        && Walk.stores(nest.body()).noneMatch(variable::equals);
  }

  private static Optional<Nest> fuse(
      Nest producer, Nest consumer, Elementwise map, Variable variable) {
    Rewriter renaming = Rewriter.renaming(locals(producer.body()));
    Elementwise renamed = new Elementwise(map.index(), renaming.rewrite(map.body()));
    return inPlaceOfStore(producer.body(), variable, renamed, 1)
        .map(
            body ->
                new Nest(
                    producer.name(),
                    producer.comment() + "; " + consumer.comment(),
                    producer.scope(),
                    body));
  }

  /** Empty where the store is not made exactly once for every value, or adds to it. */
  private static Optional<List<Statement>> inPlaceOfStore(
      List<Statement> statements, Variable variable, Elementwise map, long iterations) {
    List<Statement> replaced = new ArrayList<>();
    for (Statement statement : statements) {
      if (statement instanceof Store store && store.target().variable().equals(variable)) {
        if (store.accumulate() || iterations != variable.size()) {
          return Optional.empty();
        }
        replaced.addAll(withValue(store, map));
      } else if (statement instanceof Loop loop) {
        Optional<List<Statement>> body =
            inPlaceOfStore(loop.body(), variable, map, iterations * loop.index().size());
        if (body.isEmpty()) {
          return Optional.empty();
        }
        replaced.add(new Loop(loop.index(), body.get()));
      } else {
        replaced.add(statement);
      }
    }
    return Optional.of(replaced);
  }

  /** The element by element statements at the place of a store, for the value it would store. */
  private static List<Statement> withValue(Store store, Elementwise map) {
    Variable variable = store.target().variable();
    Affine own = Affine.of(map.index());
    return new Rewriter() {
      @Override
      protected Affine affine(Affine affine) {
        return affine.equals(own) ? store.target().index() : affine;
      }

      @Override
      protected Expression load(Expression.Load rewritten) {
        return rewritten.access().variable().equals(variable) ? store.value() : rewritten;
      }
    }.rewrite(map.body());
  }

  private static Set<String> locals(List<Statement> statements) {
    Set<String> names = new HashSet<>();
    for (Statement statement : statements) {
      switch (statement) {
        case Declare s -> names.add(s.name());
        case Contract s -> names.add(s.name());
        case Loop s -> names.addAll(locals(s.body()));
        case Assign _, Store _ -> {}
      }
    }
    return names;
  }
}
