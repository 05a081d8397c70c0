package org.phyllo.processor.layer;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Expression;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Statement;

/** Builds the statements of a nest's body. */
public final class Block {
  private final List<Statement> statements = new ArrayList<>();

  /** Declares a local variable. */
  public Expression let(String name, Expression value) {
    statements.add(new Statement.Declare(name, value));
    return Expression.local(name);
  }

  public Block set(Access target, Expression value) {
    return store(target, false, value);
  }

  public Block store(Access target, boolean accumulate, Expression value) {
    return add(new Statement.Store(target, accumulate, value));
  }

  public Block add(Statement statement) {
    statements.add(statement);
    return this;
  }

  /** Wraps all statements so far into a loop. */
  public Statement loop(Index index) {
    return new Statement.Loop(index, statements);
  }

  public List<Statement> statements() {
    return List.copyOf(statements);
  }
}
