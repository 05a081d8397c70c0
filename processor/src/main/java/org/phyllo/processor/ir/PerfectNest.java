package org.phyllo.processor.ir;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.ir.Statement.Loop;

/**
 * Loops with nothing between them: what is in each is the next loop alone, down to a body that all
 * of them are around.
 *
 * @param loops their indices, outermost first
 * @param body what is in the innermost
 */
public record PerfectNest(List<Index> loops, List<Statement> body) {
  public PerfectNest {
    loops = List.copyOf(loops);
    body = List.copyOf(body);
  }

  /** Takes the loops off; there may be none. */
  public static PerfectNest of(List<Statement> statements) {
    List<Index> loops = new ArrayList<>();
    List<Statement> body = statements;
    while (body.size() == 1 && body.get(0) instanceof Loop loop) {
      loops.add(loop.index());
      body = loop.body();
    }
    return new PerfectNest(loops, body);
  }

  /** The same loops around another body. */
  public List<Statement> around(List<Statement> other) {
    List<Statement> statements = other;
    for (Index loop : loops.reversed()) {
      statements = List.of(new Loop(loop, statements));
    }
    return statements;
  }
}
