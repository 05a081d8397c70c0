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
 */
record SingleFrame(SingleMemory memory, Optional<Index> lane, Iteration iteration)
    implements Frame {

  static SingleFrame of(SingleMemory memory, Optional<Index> lane) {
    return new SingleFrame(memory, lane, Iteration.HERE);
  }

  /** This frame with {@code text} for an index. */
  SingleFrame with(Index index, String text) {
    return new SingleFrame(memory, lane, iteration.with(index, text));
  }

  /** This frame {@code offset} iterations further. */
  SingleFrame ahead(Index index, int offset) {
    return new SingleFrame(memory, lane, iteration.ahead(index, offset));
  }

  /** This frame in the iteration in which an index has this value. */
  SingleFrame at(Index index, int value) {
    return new SingleFrame(memory, lane, iteration.at(index, value));
  }

  @Override
  public boolean isUniform(Access access) {
    return lane.stream().noneMatch(access::uses);
  }

  @Override
  public String element(Access access) {
    List<String> terms = new ArrayList<>();
    terms.add(memory.slot(access.variable()).constant());
    int channels = memory.padded(access.variable());
    memory
        .place(access)
        .ifPresentOrElse(
            place -> {
              terms.addAll(Positions.terms(place.rest().times(channels), iteration, ""));
              terms.addAll(Positions.terms(place.channel(), iteration, ""));
            },
            () -> terms.addAll(divided(access.index(), memory.rest(access.variable()), channels)));
    access.lookup().ifPresent(l -> terms.add("(int) " + element(l.value()) + " * " + l.stride()));
    Role role = access.variable().role();
    boolean packed = role == Role.PARAMETER || role == Role.RUNNING_STATISTIC;
    return (packed ? "q[" : "w[") + Positions.sum(terms) + "]";
  }

  /**
   * The array element that begins a vector of a tile's weights: those that a tile reads one after
   * the other lie so.
   *
   * @param vectors of the tile
   * @param vector which one of them, from 0
   */
  String panel(Access weights, int vectors, int vector) {
    SingleMemory.Place place = memory.place(weights).orElseThrow();
    List<String> terms = new ArrayList<>();
    terms.add(memory.slot(weights.variable()).constant());
    int rest = memory.rest(weights.variable());
    terms.addAll(Positions.terms(place.channel().times(rest), iteration, ""));
    terms.addAll(Positions.terms(place.rest(), iteration, several(vectors)));
    if (vector > 0) {
      terms.add(several(vector));
    }
    return "q[" + Positions.sum(terms) + "]";
  }

  private static String several(int vectors) {
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
