package org.phyllo.processor.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Shape;
import org.phyllo.processor.ir.Variable;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.lower.LoweredNetwork;

/**
 * Where everything lies when a single sample is predicted. The first axis of a tensor, its channels
 * or units, is innermost and padded to whole vectors, so that a vector is neighboring channels of
 * one pixel. A copy of the parameters lies likewise: neighboring units' weights of one input. Rows
 * are only the network's input and outputs, as users have them, and what data looks up.
 */
public final class SingleMemory {
  /**
   * Where a value lies.
   *
   * @param channel the position along the first axis
   * @param rest the position in the others together
   */
  public record Place(Affine channel, Affine rest) {}

  private final Constants constants = new Constants("SPECIES", "LANES");
  private final Map<Variable, Slot> slots = new LinkedHashMap<>();
  private final Set<Variable> lookedUp;
  private final Variable outputs;
  private final int inputFloats;
  private final long workspaceFloats;
  private final long packedFloats;

  /**
   * @param used the variables of inference
   * @param lookedUp those at whose values the data points
   */
  SingleMemory(LoweredNetwork network, List<Variable> used, Set<Variable> lookedUp) {
    this.lookedUp = lookedUp;
    long at = 0;
    Variable input = network.input().whole();
    inputFloats = input.size();
    for (Variable part : network.input().parts()) {
      long offset = part.equals(input) ? 0 : network.input().offset(part);
      slots.put(part, new Slot(constants.of(part.name()), (int) (at + offset)));
    }
    slots.computeIfAbsent(input, v -> new Slot(constants.of(v.name()), 0));
    at += floats(input);
    for (Variable variable : used) {
      if (variable.role() == Role.ACTIVATION) {
        at = place(variable, at);
      }
    }
    int size = network.outputs().stream().mapToInt(Variable::size).sum();
    List<Variable> all = network.outputs();
    boolean inPlace = all.size() == 1 && isRow(all.get(0));
    outputs = inPlace ? all.get(0) : new Variable("outputs", Shape.of(size), Role.ACTIVATION);
    // Vectors may begin anywhere, so they may end behind the last variable.
    workspaceFloats = (inPlace ? at : place(outputs, at)) + Slot.LINE;
    long parameters = Slot.FIRST;
    for (Variable variable : used) {
      if (variable.role() == Role.PARAMETER || variable.role() == Role.RUNNING_STATISTIC) {
        parameters = place(variable, parameters);
      }
    }
    packedFloats = parameters + Slot.LINE;
  }

  private long place(Variable variable, long at) {
    slots.put(variable, new Slot(constants.of(variable.name()), (int) at));
    return at + floats(variable);
  }

  private long floats(Variable variable) {
    return (long) padded(variable) * rest(variable);
  }

  /** Whether everything fits into arrays. */
  boolean fitsArrays() {
    return Math.max(workspaceFloats, packedFloats) < Integer.MAX_VALUE - Long.BYTES;
  }

  private boolean isRow(Variable variable) {
    return variable.role() == Role.INPUT
        || lookedUp.contains(variable)
        || variable.shape().sizes().size() == 1;
  }

  /** Values along the first axis; all values of a row. */
  public int channels(Variable variable) {
    return isRow(variable) ? variable.size() : variable.shape().sizes().get(0);
  }

  /** The channels and what pads them. */
  public int padded(Variable variable) {
    return Math.ceilDiv(channels(variable), Slot.LINE) * Slot.LINE;
  }

  /** Values of each channel. */
  public int rest(Variable variable) {
    return variable.size() / channels(variable);
  }

  /** Where a value lies, if its channel does not depend on the order of all values. */
  public Optional<Place> place(Access access) {
    int rest = rest(access.variable());
    List<Affine.Term> channel = new ArrayList<>();
    List<Affine.Term> others = new ArrayList<>();
    int constant = Math.floorMod(access.index().constant(), rest);
    long last = constant;
    for (Affine.Term term : access.index().terms()) {
      if (term.stride() % rest == 0) {
        channel.add(new Affine.Term(term.index(), term.stride() / rest));
      } else {
        others.add(term);
        last += term.stride() < 0 ? rest : (long) term.stride() * (term.index().size() - 1);
      }
    }
    int first = Math.floorDiv(access.index().constant(), rest);
    return last < rest
        ? Optional.of(new Place(new Affine(channel, first), new Affine(others, constant)))
        : Optional.empty();
  }

  /** Where a variable begins, in the workspace or in the packed parameters. */
  public Slot slot(Variable variable) {
    return Optional.ofNullable(slots.get(variable)).orElseThrow();
  }

  /** All variables, in the order of their places. */
  public List<Variable> variables() {
    return List.copyOf(slots.keySet());
  }

  /** The network's outputs, one after the other and in row-major order. */
  public Variable outputs() {
    return outputs;
  }

  /** Values of the input. */
  public int inputFloats() {
    return inputFloats;
  }

  public int workspaceFloats() {
    return (int) workspaceFloats;
  }

  public int packedFloats() {
    return (int) packedFloats;
  }
}
