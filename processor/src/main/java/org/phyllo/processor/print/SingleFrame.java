package org.phyllo.processor.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.phyllo.processor.ir.Access;
import org.phyllo.processor.ir.Affine;
import org.phyllo.processor.ir.Index;
import org.phyllo.processor.ir.Variable.Role;
import org.phyllo.processor.plan.SingleMemory;

/**
 * Names where a single sample is predicted: packed parameters are elements of {@code q}, everything
 * else of the workspace {@code w}.
 *
 * @param lane the index that lanes run along
 * @param iteration which one of the loops around
 * @param bases the locals that positions begin with, if they do
 * @param sample which one of a group's samples, if there is a group: their workspaces are one
 *     behind the other, their inputs rows of {@code x}
 */
record SingleFrame(
    SingleMemory memory,
    Optional<Index> lane,
    Iteration iteration,
    Optional<Bases> bases,
    Optional<Index> sample)
    implements Frame {

  static SingleFrame of(SingleMemory memory, Optional<Index> lane) {
    return new SingleFrame(memory, lane, Iteration.HERE, Optional.empty(), Optional.empty());
  }

  /** This frame with positions that begin with locals. */
  SingleFrame from(Bases locals) {
    return new SingleFrame(memory, lane, iteration, Optional.of(locals), sample);
  }

  /** This frame in a group, an index of whose samples is given. */
  SingleFrame inGroup(Index index) {
    return new SingleFrame(memory, lane, iteration, bases, Optional.of(index));
  }

  /** This frame with {@code text} for an index. */
  SingleFrame with(Index index, String text) {
    return in(iteration.with(index, text));
  }

  /** This frame {@code offset} iterations further. */
  SingleFrame ahead(Index index, int offset) {
    return in(iteration.ahead(index, offset));
  }

  /** This frame in the iteration in which an index has this value. */
  SingleFrame at(Index index, int value) {
    return in(iteration.at(index, value));
  }

  /** This frame in loops of a tile. */
  SingleFrame in(List<FlatLoop> loops) {
    return in(iteration.in(loops));
  }

  private SingleFrame in(Iteration other) {
    return new SingleFrame(memory, lane, other, bases, sample);
  }

  @Override
  public boolean isUniform(Access access) {
    return lane.stream().noneMatch(access::uses);
  }

  @Override
  public String element(Access access) {
    List<String> base = new ArrayList<>();
    List<String> distance = new ArrayList<>();
    String array = array(access.variable().role());
    if (array.equals("x")) {
      base.add("from");
    }
    base.add(memory.slot(access.variable()).constant());
    if (sample.isPresent() && !array.equals("q")) {
      int floats = array.equals("x") ? memory.inputFloats() : memory.workspaceFloats();
      base.addAll(Positions.varying(Affine.of(sample.get(), floats), iteration, ""));
      distance.addAll(Positions.constant(Affine.of(sample.get(), floats), iteration, ""));
    }
    int channels = memory.padded(access.variable());
    memory
        .place(access)
        .ifPresentOrElse(
            place -> {
              Affine position = place.rest().times(channels).plus(place.channel());
              base.addAll(Positions.varying(position, iteration, ""));
              distance.addAll(Positions.constant(position, iteration, ""));
            },
            () -> base.addAll(divided(access.index(), memory.rest(access.variable()), channels)));
    access
        .lookup()
        .ifPresent(l -> distance.add("(int) " + element(l.value()) + " * " + l.stride()));
    return array + "[" + Bases.position(bases, access.variable(), base, distance) + "]";
  }

  private String array(Role role) {
    return switch (role) {
      case PARAMETER, RUNNING_STATISTIC -> "q";
      case INPUT -> sample.isPresent() ? "x" : "w";
      default -> "w";
    };
  }

  /**
   * The array element that begins a vector of a tile's weights: those that a tile reads one after
   * the other lie so.
   *
   * @param vector which one of the tile's columns, from 0
   */
  String panel(Access weights, SingleTile.Columns columns, int vector) {
    SingleMemory.Place place = memory.place(weights).orElseThrow();
    Affine channel = place.channel().times(memory.rest(weights.variable()));
    String unit = several(columns.panel());
    List<String> base = new ArrayList<>();
    base.add(memory.slot(weights.variable()).constant());
    base.addAll(Positions.varying(channel, iteration, ""));
    columns.part().ifPresent(base::add);
    base.addAll(Positions.varying(place.rest(), iteration, unit));
    List<String> distance = new ArrayList<>();
    distance.addAll(Positions.constant(channel, iteration, ""));
    distance.addAll(Positions.constant(place.rest(), iteration, unit));
    if (vector > 0) {
      distance.add(several(vector));
    }
    return "q[" + Bases.position(bases, weights.variable(), base, distance) + "]";
  }

  /** The lanes of so many vectors. */
  static String several(int vectors) {
    return vectors == 1 ? "LANES" : vectors + " * LANES";
  }

  /** A position whose channel is found only when it is there. */
  private List<String> divided(Affine position, int rest, int channels) {
    String sum = "(" + Positions.sum(Positions.terms(position, iteration, "")) + ")";
    return List.of(sum + " % " + rest + " * " + channels, sum + " / " + rest);
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
