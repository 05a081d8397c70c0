package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.plan.MemoryPlan;

/**
 * Names in kernels: parameters are elements of {@code p}, their gradients of {@code g}, everything
 * per sample of the workspace {@code w}, where {@code s} is the position of a sample's column.
 *
 * @param further how much further than {@code s} the column is: empty, {@code LANES}, {@code 1}
 * @param iteration which one of the loops around
 * @param bases the locals that positions begin with, if they do
 */
record KernelFrame(
    MemoryPlan memory, List<String> further, Iteration iteration, Optional<Bases> bases)
    implements Frame {

  static KernelFrame of(MemoryPlan memory) {
    return new KernelFrame(memory, List.of(), Iteration.HERE, Optional.empty());
  }

  /** This frame with positions that begin with locals. */
  KernelFrame from(Bases locals) {
    return new KernelFrame(memory, further, iteration, Optional.of(locals));
  }

  /** This frame some columns further: {@code LANES}, or a number of them. */
  KernelFrame further(String columns) {
    return new KernelFrame(memory, List.of(columns), iteration, bases);
  }

  /** This frame with {@code text} for an index. */
  KernelFrame with(Index index, String text) {
    return in(iteration.with(index, text));
  }

  /** This frame {@code offset} iterations further. */
  KernelFrame ahead(Index index, int offset) {
    return in(iteration.ahead(index, offset));
  }

  /** This frame in the iteration in which an index has this value. */
  KernelFrame at(Index index, int value) {
    return in(iteration.at(index, value));
  }

  /** This frame in loops of a tile. */
  KernelFrame in(List<FlatLoop> loops) {
    return in(iteration.in(loops));
  }

  private KernelFrame in(Iteration other) {
    return new KernelFrame(memory, further, other, bases);
  }

  @Override
  public String element(Access access) {
    Variable variable = access.variable();
    Role role = variable.role();
    String unit = role.perSample() ? "BLOCK" : "";
    List<String> base = new ArrayList<>();
    if (role != Role.CONSTANT) {
      base.add(memory.slot(variable).constant());
    }
    base.addAll(Positions.varying(access.index(), iteration, unit));
    List<String> distance = new ArrayList<>(Positions.constant(access.index(), iteration, unit));
    if (role.perSample()) {
      (bases.isPresent() ? base : distance).add("s");
      distance.addAll(further);
    }
    access
        .lookup()
        .ifPresent(l -> distance.add("(int) " + element(l.value()) + " * " + l.stride()));
    return array(variable) + "[" + Bases.position(bases, variable, base, distance) + "]";
  }

  private String array(Variable variable) {
    return switch (variable.role()) {
      case CONSTANT -> memory.slot(variable).constant();
      case PARAMETER, RUNNING_STATISTIC -> "p";
      default -> variable.perSample() ? "w" : "g";
    };
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
