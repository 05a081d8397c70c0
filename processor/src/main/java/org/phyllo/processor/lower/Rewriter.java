package org.phyllo.processor.lower;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;

/** Rewrites nests: renames their locals and indices, or sets indices to constants. */
public abstract class Rewriter {
  /** Gives locals and indices that are called like one of {@code taken} another name. */
  static Rewriter renaming(Set<String> taken) {
    UnaryOperator<String> free =
        name -> {
          String other = name;
          while (taken.contains(other)) {
            other += "_";
          }
          return other;
        };
    return new Rewriter() {
      @Override
      protected String local(String name) {
        return free.apply(name);
      }

      @Override
      protected Index index(Index index) {
        return new Index(free.apply(index.name()), index.size());
      }
    };
  }

  /** A local's new name. */
  protected String local(String name) {
    return name;
  }

  /** What a loop's index becomes. */
  protected Index index(Index index) {
    return index;
  }

  /** What a position becomes. */
  protected Affine affine(Affine affine) {
    return new Affine(
        affine.terms().stream().map(t -> new Affine.Term(index(t.index()), t.stride())).toList(),
        affine.constant());
  }

  /** What the value of an index becomes. */
  protected Expression indexValue(Index index) {
    return new Expression.IndexValue(index(index));
  }

  public final Nest rewrite(Nest nest) {
    return new Nest(nest.name(), nest.comment(), nest.scope(), rewrite(nest.body()));
  }

  public final List<Statement> rewrite(List<Statement> statements) {
    return statements.stream().map(this::rewrite).toList();
  }

  private Statement rewrite(Statement statement) {
    return switch (statement) {
      case Statement.Declare s -> new Statement.Declare(local(s.name()), rewrite(s.value()));
      case Statement.Assign s -> new Statement.Assign(local(s.name()), rewrite(s.value()));
      case Statement.Store s ->
          new Statement.Store(rewrite(s.target()), s.accumulate(), rewrite(s.value()));
      case Statement.Loop s -> new Statement.Loop(index(s.index()), rewrite(s.body()));
      case Statement.Contract s ->
          new Statement.Contract(
              local(s.name()),
              s.reduced().stream().map(this::index).toList(),
              rewrite(s.initial()),
              rewrite(s.left()),
              s.right().map(this::rewrite));
    };
  }

  public final Access rewrite(Access access) {
    return new Access(access.variable(), affine(access.index()));
  }

  public final Expression rewrite(Expression expression) {
    return switch (expression) {
      case Expression.Literal e -> e;
      case Expression.Load e -> new Expression.Load(rewrite(e.access()));
      case Expression.Local e -> new Expression.Local(local(e.name()));
      case Expression.IndexValue e -> indexValue(e.index());
      case Expression.Unary e -> new Expression.Unary(e.function(), rewrite(e.x()));
      case Expression.Binary e ->
          new Expression.Binary(e.operation(), rewrite(e.left()), rewrite(e.right()));
      case Expression.Fma e -> new Expression.Fma(rewrite(e.a()), rewrite(e.b()), rewrite(e.c()));
      case Expression.Select e ->
          new Expression.Select(
              e.comparison(),
              rewrite(e.left()),
              rewrite(e.right()),
              rewrite(e.then()),
              rewrite(e.otherwise()));
    };
  }
}
