package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.List;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.plan.MemoryPlan;

/**
 * Names in kernels: parameters are elements of {@code p}, their gradients of {@code g}, everything
 * per sample of the workspace {@code w}, where {@code s} is the position of a sample's column.
 *
 * @param column how the column is written: {@code s}, {@code s + LANES}
 * @param iteration which one of the loops around
 */
record KernelFrame(MemoryPlan memory, String column, Iteration iteration) implements Frame {

  static KernelFrame of(MemoryPlan memory) {
    return new KernelFrame(memory, "s", Iteration.HERE);
  }

  KernelFrame atColumn(String other) {
    return new KernelFrame(memory, other, iteration);
  }

  /** This frame with {@code text} for an index. */
  KernelFrame with(Index index, String text) {
    return new KernelFrame(memory, column, iteration.with(index, text));
  }

  /** This frame {@code offset} iterations further. */
  KernelFrame ahead(Index index, int offset) {
    return new KernelFrame(memory, column, iteration.ahead(index, offset));
  }

  /** This frame in the iteration in which an index has this value. */
  KernelFrame at(Index index, int value) {
    return new KernelFrame(memory, column, iteration.at(index, value));
  }

  @Override
  public String element(Access access) {
    Role role = access.variable().role();
    List<String> terms = new ArrayList<>();
    terms.add(memory.slot(access.variable()).constant());
    if (role.perSample()) {
      terms.addAll(Positions.terms(access.index(), iteration, "BLOCK"));
      terms.add(column);
      return "w[" + Positions.sum(terms) + "]";
    }
    terms.addAll(Positions.terms(access.index(), iteration, ""));
    access.lookup().ifPresent(l -> terms.add("(int) " + element(l.value()) + " * " + l.stride()));
    if (role == Role.CONSTANT) {
      return terms.removeFirst() + "[" + Positions.sum(terms) + "]";
    }
    boolean parameter = role == Role.PARAMETER || role == Role.RUNNING_STATISTIC;
    return (parameter ? "p[" : "g[") + Positions.sum(terms) + "]";
  }

  @Override
  public String index(Index index) {
    return iteration.text(index);
  }

  @Override
  public String local(String name) {
    return name;
  }
}
