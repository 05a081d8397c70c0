package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.plan.MemoryPlan;

/**
 * Names in kernels: parameters are elements of {@code p}, their gradients of {@code g}, everything
 * per sample of the workspace {@code w}, where {@code s} is the position of a sample's column.
 *
 * @param column how the column is written: {@code s}, {@code s + LANES}
 * @param indices what stands for an index, where it isn't its name
 */
record KernelFrame(MemoryPlan memory, String column, Map<Index, String> indices) implements Frame {

  static KernelFrame of(MemoryPlan memory) {
    return new KernelFrame(memory, "s", Map.of());
  }

  KernelFrame atColumn(String other) {
    return new KernelFrame(memory, other, indices);
  }

  /** This frame with {@code text} for an index. */
  KernelFrame with(Index index, String text) {
    Map<Index, String> more = new HashMap<>(indices);
    more.put(index, text);
    return new KernelFrame(memory, column, more);
  }

  /** This frame {@code offset} iterations further. */
  KernelFrame ahead(Index index, int offset) {
    return offset == 0 ? this : with(index, index(index) + " + " + offset);
  }

  @Override
  public String element(Access access) {
    Role role = access.variable().role();
    List<String> terms = new ArrayList<>();
    terms.add(memory.slot(access.variable()).constant());
    if (role.perSample()) {
      terms.addAll(Positions.terms(access.index(), indices, "BLOCK"));
      terms.add(column);
      return "w[" + Positions.sum(terms) + "]";
    }
    terms.addAll(Positions.terms(access.index(), indices, ""));
    access.lookup().ifPresent(l -> terms.add("(int) " + element(l.value()) + " * " + l.stride()));
    if (role == Role.CONSTANT) {
      return terms.removeFirst() + "[" + Positions.sum(terms) + "]";
    }
    boolean parameter = role == Role.PARAMETER || role == Role.RUNNING_STATISTIC;
    return (parameter ? "p[" : "g[") + Positions.sum(terms) + "]";
  }

  @Override
  public String index(Index index) {
    return indices.getOrDefault(index, index.name());
  }

  @Override
  public String local(String name) {
    return name;
  }
}
