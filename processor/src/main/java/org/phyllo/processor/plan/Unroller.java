package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.lower.Rewriter;
import org.phyllo.processor.resolve.ResolvedNetwork;

/** Writes a nest out as straight-line code: every iteration of every loop, every multiply-add. */
public final class Unroller {
  /**
   * Multiply-adds of a network's forward pass up to which it is written out: what a person still
   * follows on one page.
   */
  private static final int MOST_MULTIPLY_ADDS = 32;

  /** The same for values: input and outputs of all layers. Not every layer multiplies. */
  private static final int MOST_VALUES = 16;

  private Unroller() {}

  /** Whether a network is so small that it is written out. */
  static boolean isTiny(ResolvedNetwork network) {
    long values =
        network.inputSize()
            + network.layers().stream().mapToLong(l -> l.layer().shape().size()).sum();
    return network.multiplyAdds() <= MOST_MULTIPLY_ADDS && values <= MOST_VALUES;
  }

  static Nest unroll(Nest nest) {
    List<Statement> straight = new ArrayList<>();
    expand(nest.body(), new Iteration(Map.of(), Map.of()), straight);
    return new Nest(nest.name(), nest.comment(), nest.scope(), straight);
  }

  /** Writes loops of a single iteration without the loop. */
  public static Nest withoutSingleIterations(Nest nest) {
    return new Nest(nest.name(), nest.comment(), nest.scope(), single(nest.body()));
  }

  private static List<Statement> single(List<Statement> body) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : body) {
      if (!(statement instanceof Statement.Loop loop)) {
        statements.add(statement);
      } else if (loop.index().size() > 1) {
        statements.add(new Statement.Loop(loop.index(), single(loop.body())));
      } else {
        Iteration only = new Iteration(Map.of(loop.index(), 0), Map.of());
        statements.addAll(single(only.rewrite(loop.body())));
      }
    }
    return statements;
  }

  private static void expand(List<Statement> body, Iteration outer, List<Statement> straight) {
    for (Statement statement : body) {
      switch (statement) {
        case Statement.Loop loop -> {
          for (int i = 0; i < loop.index().size(); i++) {
            expand(loop.body(), outer.enter(loop, i), straight);
          }
        }
        case Statement.Contract contract -> straight.add(sum(contract, outer));
        case Statement.Declare _, Statement.Assign _, Statement.Store _ ->
            straight.addAll(outer.rewrite(List.of(statement)));
      }
    }
  }

  /** One fused multiply-add around the other, as the loop would nest them. */
  private static Statement sum(Statement.Contract contract, Iteration outer) {
    List<Iteration> iterations = List.of(outer);
    for (Index index : contract.reduced()) {
      List<Iteration> inner = new ArrayList<>();
      for (Iteration iteration : iterations) {
        for (int i = 0; i < index.size(); i++) {
          inner.add(iteration.with(index, i));
        }
      }
      iterations = inner;
    }
    Expression sum = outer.rewrite(contract.initial());
    for (Iteration iteration : iterations) {
      Expression left = Expression.load(iteration.rewrite(contract.left()));
      sum =
          contract.right().isEmpty()
              ? sum.plus(left)
              : new Expression.Fma(
                  left, Expression.load(iteration.rewrite(contract.right().get())), sum);
    }
    return new Statement.Declare(outer.local(contract.name()), sum);
  }

  /** An iteration: its indices' values, and its names for the locals that a loop declares. */
  private static final class Iteration extends Rewriter {
    private final Map<Index, Integer> values;
    private final Map<String, String> names;

    Iteration(Map<Index, Integer> values, Map<String, String> names) {
      this.values = values;
      this.names = names;
    }

    Iteration with(Index index, int value) {
      Map<Index, Integer> inner = new HashMap<>(values);
      inner.put(index, value);
      return new Iteration(inner, names);
    }

    Iteration enter(Statement.Loop loop, int value) {
      Map<String, String> inner = new HashMap<>(names);
      number(loop.body(), value, inner);
      return new Iteration(with(loop.index(), value).values, inner);
    }

    /** Also what loops within declare: their numbers begin anew in each iteration of this one. */
    private void number(List<Statement> body, int value, Map<String, String> inner) {
      for (Statement statement : body) {
        switch (statement) {
          case Statement.Declare s -> inner.put(s.name(), local(s.name()) + value);
          case Statement.Contract s -> inner.put(s.name(), local(s.name()) + value);
          case Statement.Loop s -> number(s.body(), value, inner);
          case Statement.Assign _, Statement.Store _ -> {}
        }
      }
    }

    @Override
    protected String local(String name) {
      return names.getOrDefault(name, name);
    }

    @Override
    protected Affine affine(Affine affine) {
      Affine fixed = affine;
      for (Map.Entry<Index, Integer> value : values.entrySet()) {
        fixed = fixed.with(value.getKey(), value.getValue());
      }
      return fixed;
    }

    @Override
    protected Expression indexValue(Index index) {
      Integer value = values.get(index);
      return value == null ? super.indexValue(index) : Expression.literal(value);
    }
  }
}
