package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.ir.Access.Lookup;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Nest;
import org.phyllo.processor.ir.Statement;
import org.phyllo.processor.ir.Statement.Loop;
import org.phyllo.processor.ir.Statement.Store;

/**
 * Sums whose place the data decides: every sample, in order, adds its values to rows that it looks
 * up. Tasks own columns, so that no two of them write the same element.
 *
 * @param loops around the store, without the last one, which runs along the columns
 * @param columns the last loop
 */
public record ScatterPlan(Nest nest, List<Index> loops, Index columns, Store store)
    implements BatchSum {
  /** Columns of a task: a cache line, so that tasks don't write into each other's. */
  public static final int TASK_COLUMNS = 16;

  public ScatterPlan {
    loops = List.copyOf(loops);
  }

  static ScatterPlan of(Nest nest) {
    List<Index> loops = new ArrayList<>();
    List<Statement> body = nest.body();
    while (body.get(0) instanceof Loop loop) {
      loops.add(loop.index());
      body = loop.body();
    }
    return new ScatterPlan(
        nest, loops.subList(0, loops.size() - 1), loops.getLast(), (Store) body.get(0));
  }

  public Lookup lookup() {
    return store.target().lookup().orElseThrow();
  }

  @Override
  public int tasks() {
    return Math.ceilDiv(columns.size(), TASK_COLUMNS);
  }
}
