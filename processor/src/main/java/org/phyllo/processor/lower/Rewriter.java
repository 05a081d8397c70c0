package org.phyllo.processor.lower;

import java.util.List;
import java.util.Set;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;

/** Rewrites nests: renames their locals and indices, or sets indices to constants. */
public abstract class Rewriter {
  /**
   * Gives locals and indices that are called like one of {@code taken} another name. Tiles and
   * unrolled loops put digits behind locals, so {@code sum} makes way for a {@code sum1} too.
   */
  public static Rewriter renaming(Set<String> taken) {
    return new Rewriter() {
      @Override
      protected String local(String name) {
        String free = name;
        while (hasNumbered(free)) {
          free += "_";
        }
        return free;
      }

      private boolean hasNumbered(String name) {
        return taken.stream()
            .filter(t -> t.startsWith(name))
            .anyMatch(t -> t.substring(name.length()).chars().allMatch(Character::isDigit));
      }

      @Override
      protected Index index(Index index) {
        String free = index.name();
        while (taken.contains(free)) {
          free += "_";
        }
        return new Index(free, index.size());
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

  /** What a function of one value becomes. */
  protected Expression unary(Expression.Unary rewritten) {
    return rewritten;
  }

  /** What the value of a variable becomes. */
  protected Expression load(Expression.Load rewritten) {
    return rewritten;
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
              s.right().map(this::rewrite),
              s.bands().stream().map(this::rewrite).toList());
    };
  }

  private Statement.Band rewrite(Statement.Band band) {
    return new Statement.Band(
        index(band.outer()), index(band.inner()), band.direction(), band.offset(), band.size());
  }

  public final Access rewrite(Access access) {
    return new Access(
        access.variable(),
        affine(access.index()),
        access.lookup().map(l -> new Access.Lookup(rewrite(l.value()), l.stride())));
  }

  public final Expression rewrite(Expression expression) {
    return switch (expression) {
      case Expression.Literal e -> e;
      case Expression.Load e -> load(new Expression.Load(rewrite(e.access())));
      case Expression.Local e -> new Expression.Local(local(e.name()));
      case Expression.IndexValue e -> indexValue(e.index());
      case Expression.Unary e -> unary(new Expression.Unary(e.function(), rewrite(e.x())));
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
